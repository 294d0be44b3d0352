"""Asks for a gradient check as a person would, and reads what it says."""


def see(driver):
    """Bring the panel to the front, as a click on its tab does; returns it."""
    driver.window.docks["check"].show()
    driver.window.docks["check"].raise_()
    driver.wait_for(lambda frame: "check" in frame.view.panels)
    return driver.window.check


def check(driver, whole=False):
    """Ask by a click, and wait for the result."""
    panel = see(driver)
    driver.click(panel.bar.check_data if whole else panel.bar.check_sample)
    return finished(driver)


def finished(driver):
    driver.wait_for(lambda frame: frame.audit is not None and frame.audit.done and not frame.audit_is_stale)
    driver.until(driver.window.check.sentence.text)
    return driver.wait_for_state("paused")


def said(driver):
    """The sentence in full; the window may have room for a shorter one only."""
    return driver.window.check.sentence.toolTip()
