"""A panel that has nothing yet says what fills it, or shows something all the same."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from reading import painted_texts

from core.experiment import default_experiment
from gui.pages import BESIDE, empty_page

EMPTY = {
    "cost": "Do a step",
    "gradients": "Do a step",
    "health": "Do a step",
    "chain_rule": "Click a weight",
    "check": "Ctrl+K",
    "runs": "begins another",
    "confusion": "Click a cell",
}
FILLED = {
    "controls": lambda panel: panel.eta.value() == default_experiment("xor").eta,
    "samples": lambda panel: panel.grid.cells.count == 4,
    "output": lambda panel: panel.plane.isVisible(),
    "hidden": lambda panel: panel.picture.isVisible(),
    "landscape": lambda panel: panel.view.isVisible(),
    "matrices": lambda panel: len(panel.sheet.rows) > 0,
}


def words(panel):
    """All that labels in a panel say, and what they hold ready for other widths."""
    labels = [k for k in panel.findChildren(QLabel) if k.isVisible()]
    return " ".join(f"{k.text()} {k.toolTip()}" for k in labels)


def seen(driver, name):
    """A panel that has come to the front."""
    dock = driver.window.docks[name]
    dock.show()
    dock.raise_()
    return dock.widget()


@pytest.mark.parametrize("name", EMPTY)
def test_it_says_what_to_do(driver, name):
    panel = seen(driver, name)
    driver.until(lambda: EMPTY[name] in words(panel))
    for label in panel.findChildren(QLabel):
        if (
            label.isVisible()
            and EMPTY[name] in label.text()
            and label.alignment() == Qt.AlignmentFlag.AlignCenter
        ):
            assert label.mapTo(panel, label.contentsRect().topLeft()).x() >= 12  # it keeps off the rim


@pytest.mark.parametrize("name", FILLED)
def test_others_show_something_from_the_first_frame_on(driver, name):
    panel = seen(driver, name)
    driver.until(lambda: FILLED[name](panel))


def test_every_panel_is_one_or_the_other(driver):
    assert set(driver.window.docks) == {*EMPTY, *FILLED}


@pytest.mark.parametrize("width", [240, 300, 400, 470, 700])
def test_their_lines_are_about_as_long_as_one_another(qtbot, width):
    page = empty_page("Do a step, or run: the cost of each step will appear here.")
    qtbot.addWidget(page)
    page.resize(width, 120)
    lines = {}
    for x, y, text in painted_texts(page):
        lines.setdefault(round(y), []).append((x, text))
    rows = ["".join(text for _, text in sorted(row)) for row in lines.values()]
    widths = [page.fontMetrics().horizontalAdvance(row) for row in rows]
    assert max(widths) <= width - 2 * BESIDE
    assert min(widths) > 0.6 * max(widths)
