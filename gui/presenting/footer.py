"""The last line of the stage: the keys and sentences, which go again, and where in time one is."""

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.frame import Frame
from gui.shell.transport import phase_words, step_words
from gui.theme import DARK, Theme
from gui.writing.fonts import number_font
from gui.writing.numbers import grouped

SECONDS = 8
"""How long words stay."""
REST = "F1: keys"
"""What stands in their place otherwise, so that nobody is left without a way on or out."""
HEIGHT, SIDE, GAP = 24, 14, 20
PIXELS = 12.5
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Footer(QWidget):
    """Paints both itself: no text that changes lays anything out anew.

    Attributes:
        words: what is said at the left, "" once it has gone.
        moment: phase, step and epoch.

    """

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self.setObjectName("footer")
        self.setAccessibleName("Presentation: what is said, and where one is")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.words = self.moment = ""
        self._theme = DARK
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(1000 * SECONDS)
        self._clock.timeout.connect(self.on_timeout)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(0, HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme = theme
        self.update()

    @Slot(str)
    def say(self, words: str) -> None:
        """Show `words` for a while; without any, where the keys are told."""
        self.words = words
        self.setAccessibleDescription(words)
        self._clock.start() if words else self._clock.stop()
        self.update()

    @Slot()
    def on_timeout(self) -> None:
        """What was said was read by now."""
        self.say("")

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._clock.stop()

    def show_frame(self, frame: Frame) -> None:
        """Say where one is."""
        parts = phase_words(frame), step_words(frame), f"epoch {grouped(frame.cursor.epoch)}"
        moment = "   ·   ".join(parts)
        if moment != self.moment:
            self.moment = moment
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both; the moment has its room first."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(self._theme.border))
        painter.setFont(number_font(PIXELS))
        metrics, line = painter.fontMetrics(), self.rect().adjusted(SIDE, 1, -SIDE, 0)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(line, RIGHT, self.moment)
        line.setRight(line.right() - metrics.horizontalAdvance(self.moment) - GAP)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(
            line, LEFT, metrics.elidedText(self.words or REST, Qt.TextElideMode.ElideRight, line.width())
        )
        painter.end()
