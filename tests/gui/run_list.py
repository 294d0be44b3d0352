"""Makes runs in a window, by keys and clicks, and handles the list of them."""

import pytest
from driving import Button, Key, Modifier
from PySide6.QtTest import QTest

from core.commands import Edit, Seek, Step
from core.session import Session

SIZE = (1280, 800)


def go_to(driver, step):
    """Go to a step, and see the frame of it."""
    driver.window.engine.send(Seek(step))
    return driver.wait_for(lambda frame: frame.cursor.step == step and frame.state == "paused")


def set_eta(driver, eta):
    """Change the learning rate here."""
    driver.window.engine.send(Edit("eta", eta))
    return driver.wait_for(lambda frame: frame.experiment.eta == eta)


def steps(driver, count):
    """Do so many steps, the last one seen."""
    end = driver.frame.cursor.step + count
    for _ in range(count):
        driver.window.engine.command.emit(Step("step"))
    return driver.wait_for(lambda frame: frame.cursor.step == end and frame.state == "paused")


@pytest.fixture
def trained(open_window):
    """XOR after 60 steps, at the end of its only run."""
    session = Session()
    session.train(60)
    return open_window(session, size=SIZE)


def fork(driver, at, eta, count=3):
    """Go back, change η and do some steps: another run."""
    runs = len(driver.frame.history.runs)
    go_to(driver, at)
    set_eta(driver, eta)
    steps(driver, count)
    return driver.wait_for(lambda frame: len(frame.history.runs) == runs + 1)


def open_runs(driver):
    """Bring the list of runs to the front."""
    driver.window.docks["runs"].raise_()
    driver.until(lambda: driver.window.runs.tree.run is not None)
    return driver.window.runs


def item(panel, run):
    return panel.tree._items[run]


def place(panel, run, column=0):
    """The middle of a cell, in the list's viewport."""
    tree = panel.tree
    tree.scrollToItem(item(panel, run))
    return tree.visualItemRect(item(panel, run)).center() if column == 0 else _cell(tree, panel, run, column)


def _cell(tree, panel, run, column):
    return tree.visualRect(tree.indexFromItem(item(panel, run), column)).center()


def click(panel, run):
    QTest.mouseClick(panel.tree.viewport(), Button.LeftButton, pos=place(panel, run, 2))


def double_click(panel, run):
    click(panel, run)
    QTest.mouseDClick(panel.tree.viewport(), Button.LeftButton, pos=place(panel, run, 2))


def tick(panel, run):
    """Click on the box before a name."""
    tree = panel.tree
    left = tree.visualRect(tree.indexFromItem(item(panel, run), 0))
    at = left.topLeft()
    at.setX(left.left() + 12)
    at.setY(left.center().y())
    QTest.mouseClick(tree.viewport(), Button.LeftButton, pos=at)


def press(panel, key, modifier=Modifier.NoModifier):
    QTest.keyClick(panel.tree, key, modifier)


def rename(panel, name):
    """Write another name over the selected run's, by keys."""
    press(panel, Key.Key_F2)
    field = panel.tree.focusWidget()
    field.selectAll()
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Key.Key_Return)


def texts(panel, run):
    tree = panel.tree
    return tuple(item(panel, run).text(k) for k in range(tree.columnCount()))
