"""A ring around what is painted by hand, while the keyboard is there and has come by Tab."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QPen, QRegion
from PySide6.QtWidgets import QWidget

BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""Whoever has clicked knows where the keyboard is."""

WIDTH, ROUND = 2, 4
"""Pixels of the line, and of its corners."""


class FocusRing(QWidget):
    """Lies on a widget, and is seen while that has the keyboard; only its line covers anything."""

    def __init__(self, widget: QWidget) -> None:
        """Watch `widget`; it may be its own picture or scroll, and stays as it is."""
        super().__init__(widget)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come with the keyboard, go with it, and keep the size."""
        kind = event.type()
        if kind is QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._come(event.reason())
        elif kind is QEvent.Type.FocusOut:
            self.hide()
        elif kind is QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def _come(self, reason: Qt.FocusReason) -> None:
        if reason in BY_KEYS:
            self._fit()
            self.show()
            self.raise_()

    def _fit(self) -> None:
        whole = QRect(self.parentWidget().rect())
        self.setGeometry(whole)
        inner = WIDTH + ROUND // 2
        self.setMask(QRegion(whole) - QRegion(whole.adjusted(inner, inner, -inner, -inner)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line in the colour of what is selected."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), ROUND, ROUND)
        painter.end()
