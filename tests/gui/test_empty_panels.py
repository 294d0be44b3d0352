"""A panel that has nothing yet says what fills it, or shows something all the same."""

import pytest
from PySide6.QtWidgets import QLabel

EMPTY = {
    "cost": "Do a step",
    "gradients": "Do a step",
    "health": "Do a step",
    "chain_rule": "Click a weight",
    "check": "Ctrl+K",
    "runs": "begins another",
    "confusion": "Click a cell",
}


def words(panel):
    """All that labels in a panel say, and what they hold ready for other widths."""
    labels = [k for k in panel.findChildren(QLabel) if k.isVisible()]
    return " ".join(f"{k.text()} {k.toolTip()}" for k in labels)


@pytest.mark.parametrize("name", EMPTY)
def test_it_says_what_to_do(driver, name):
    dock = driver.window.docks[name]
    dock.show()
    dock.raise_()
    driver.until(lambda: EMPTY[name] in words(dock.widget()))


def test_every_other_panel_shows_something_from_the_first_frame_on(driver):
    others = set(driver.window.docks) - set(EMPTY)
    assert others == {"controls", "samples", "output", "hidden", "landscape", "matrices"}
