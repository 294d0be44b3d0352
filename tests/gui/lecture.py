"""A lecture: presents a window, and looks at what is bright and what is seen."""

from driving import Key
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from gui.presenting.presenting import KEYS

ROOM = (1280, 720)


def present(driver, size=ROOM):
    """Press F11, and give the window the size of a projector's picture; return the stage."""
    window = driver.window
    driver.press(Key.Key_F11)
    assert window.isFullScreen()
    assert window.presenting.stage.footer.words == KEYS
    window.setWindowState(Qt.WindowState.WindowNoState)  # the screen of the tests is smaller
    window.resize(*size)
    driver.until(lambda: window.presenting.stage.viewport().size().toTuple() == size)
    driver.until(window.updatesEnabled)  # the stage is seen when everything on it has its place
    window.activateWindow()  # as a screen does that there is
    driver.until(window.isActiveWindow)
    return window.presenting.stage


def select(driver, pick):
    """Select something, and see it painted."""
    driver.window.viewer.select(pick)
    driver.wait_for(lambda frame: frame.pick == pick)


def point(stage, at):
    """Move the mouse to a place of the stage: it may have been there before, which would move nothing."""
    for place in (at + QPoint(2, 1), at):
        QTest.mouseMove(stage.viewport(), place)


def dark(stage, at):
    """Whether the veil lies over a place of the canvas."""
    corner = stage.place_of(stage.network.canvas).topLeft()
    return stage.veil.path().contains(QPointF(corner) + QPointF(at))


def dimmed(stage, part):
    """Whether the veil lies over the middle of a part of what is magnified."""
    return stage.veil.path().contains(stage.place_of(part).center())


def is_on_the_screen(window):
    """Whether the screen shows what the window would paint now: nothing that was painted before is left."""
    for _ in range(3):  # what is laid out anew is painted after that
        QCoreApplication.processEvents()
    shown, fresh = window.screen().grabWindow(window.winId()), window.grab()
    return shown.toImage() == fresh.toImage().convertToFormat(shown.toImage().format())
