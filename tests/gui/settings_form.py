"""The fields of how an experiment is trained, unfolded, and held against what comes of them."""

from data_form import shows


def opened(driver):
    """The fields of training, unfolded by a click."""
    fields = driver.window.controls.training
    if not fields.more.button.isChecked():
        driver.window.controls.ensureWidgetVisible(fields.more.button)
        driver.click(fields.more.button)
    assert fields.l1.isVisible()
    return fields


def holds(driver, **settings):
    """Wait until the experiment has these settings, and the form shows it."""
    frame = driver.wait_for(lambda frame: all(getattr(frame.experiment, k) == v for k, v in settings.items()))
    driver.until(lambda: shows(driver, driver.experiment))
    return frame
