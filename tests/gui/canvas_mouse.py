"""The mouse on the canvas: onto things, clicks, and the wheel."""

from driving import Button
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def layout(driver):
    return driver.window.canvas._seen(driver.frame)


def hover(driver, selection):
    """Move the mouse onto a node, bias or edge; where edges cross, to a place that is its own."""
    move(driver, driver.window.canvas.place(selection))


def move(driver, at):
    canvas = driver.window.canvas
    QTest.mouseMove(canvas, QPoint(1, canvas.height() - 1))
    QTest.mouseMove(canvas, at.toPoint())


def click(driver, at):
    QTest.mouseClick(driver.window.canvas, Button.LeftButton, pos=at.toPoint())


def wheel(driver, at, notches):
    canvas = driver.window.canvas
    event = QWheelEvent(
        at, QPointF(canvas.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches), Button.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def double_click(driver, at):
    """Click twice, as a hand does: the first click is one by itself."""
    click(driver, at)
    QTest.mouseDClick(driver.window.canvas, Button.LeftButton, pos=at.toPoint())
