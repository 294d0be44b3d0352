"""A quiet frame around the part of the window where a step is done."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.theme import DARK, Theme

AROUND = 3
MOVED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}


class Halo(QWidget):
    """Lies over a window and lets everything through; it goes where its target goes."""

    def __init__(self, window: QWidget) -> None:
        """Lie over `window`, around nothing yet."""
        super().__init__(window)
        self.setObjectName("halo")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = DARK
        self._watched: list[QWidget] = []
        self.target: QWidget | None = None
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Colour it."""
        self._theme = theme
        self.update()

    def surround(self, target: QWidget | None) -> None:
        """Lie around `target`, wherever it goes, or nowhere."""
        for each in filter(isValid, self._watched):  # the stage of a presentation goes with it
            each.removeEventFilter(self)
        self._watched, self.target = [], target
        each = target
        while each is not None and each is not self.parentWidget():
            self._watched.append(each)
            each.installEventFilter(self)
            each = each.parentWidget()
        self.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go where the target goes."""
        if event.type() in MOVED:
            self.follow()
        return False

    @Slot()
    def follow(self) -> None:
        """Lie around the target if it is seen in this window, or else hide."""
        target, window = self.target, self.parentWidget()
        if target is None or not target.isVisible() or target.window() is not window:
            self.hide()
            return
        corner = target.mapTo(window, QPoint(0, 0))
        around = QRect(corner, target.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        self.setGeometry(around.intersected(window.rect()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a rounded line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(self._theme.accent)
        ink.setAlphaF(0.75)
        painter.setPen(QPen(ink, 1.6))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
