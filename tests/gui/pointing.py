"""The mouse over plots: moved, pressed, dragged and turned where a step is."""

from driving import Button, Modifier
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


class Pointer:
    """The mouse over a `TimeView`."""

    def __init__(self, view, plot):
        self.view, self.plot = view, plot
        self.port = view.viewport()

    def place(self, step, height=0.5):
        """Where a step is in the plot, so far from its top to its bottom."""
        area = self.view.area(self.plot)
        (first, last), _ = self.plot.box.viewRange()
        x = area.left() + (step - first) / (last - first) * area.width()
        return QPoint(round(x), round(area.top() + height * area.height()))

    def move(self, at):
        """Move there from somewhere else."""
        QTest.mouseMove(self.port, at + QPoint(2, 1))
        QTest.mouseMove(self.port, at)

    def leave(self):
        """Move out of the plots and tell the view, as a screen would.

        A window that has just been laid out may hear of the mouse once more; then leave again.
        """
        QTest.mouseMove(self.view.window(), QPoint(1, 1))
        QApplication.processEvents()  # what is still on its way comes before it, not after
        QApplication.sendEvent(self.port, QEvent(QEvent.Type.Leave))

    def click(self, at):
        QTest.mouseClick(self.port, Button.LeftButton, pos=at)

    def double_click(self, at):
        QTest.mouseClick(self.port, Button.LeftButton, pos=at)
        QTest.mouseDClick(self.port, Button.LeftButton, pos=at)

    def press(self, at):
        QTest.mousePress(self.port, Button.LeftButton, pos=at)

    def release(self, at):
        QTest.mouseRelease(self.port, Button.LeftButton, pos=at)

    def drag(self, a, b):
        self.press(a)
        QTest.mouseMove(self.port, (a + b) / 2)
        QTest.mouseMove(self.port, b)
        self.release(b)

    def wheel(self, at, notches, modifier=Modifier.NoModifier):
        """Turn the wheel; who does not take it hands it on."""
        window = self.view.window()
        at = QPointF(self.port.mapTo(window, at))
        QTest.wheelEvent(window.windowHandle(), at, QPoint(0, 120 * notches), stateKey=modifier)


def over(panel):
    """The mouse over a panel's plot, or over the first of its plots."""
    return Pointer(panel.view, getattr(panel, "plot", None) or panel.rows[0].plot)
