"""What to look at in an example: a strip above the network, one sentence at a time."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.presets import Preset
from gui.theme import DARK, Theme, blended
from gui.writing.fonts import ui_font
from gui.writing.numbers import regrouped

STRIPE = 4
"""Width of the coloured edge."""

WIDTH = 760
"""A line of a text that is longer than this is hard to read."""


class GuideStrip(QWidget):
    """Shows the sentences of an example; hidden where there is none, and once it was closed.

    Signals:
        closed: a person does not want to see it any more.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is something to say."""
        super().__init__(parent)
        self.setObjectName("guide")
        self.setAccessibleName("What to look at")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._theme = DARK
        self._preset: Preset | None = None
        self._at = 0
        self.title, self.sentence, self.count = QLabel(), QLabel(), QLabel()
        self.title.setFont(ui_font(10.0, QFont.Weight.DemiBold))
        self.sentence.setWordWrap(True)
        self.sentence.setMaximumWidth(WIDTH)
        for label in (self.title, self.sentence, self.count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("role", "muted")
        self.back = self._button("‹", "The sentence before", self.on_back)
        self.next = self._button("›", "The next sentence", self.on_next)
        self.close_button = self._button("×", "Close: the menu of examples brings it back", self.on_close)
        self._arrange()
        self.hide()

    def _button(self, text: str, tip: str, press: object) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.setAutoRaise(True)
        made.clicked.connect(press)
        return made

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title)
        head.addStretch(1)
        for part in (self.back, self.count, self.next, self.close_button):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(STRIPE + 10, 4, 6, 7)
        column.setSpacing(1)
        column.addLayout(head)
        line = QHBoxLayout()  # it knows how wide the sentence is at most, and so how many lines it has
        line.addWidget(self.sentence, 1)
        line.addStretch(0)
        column.addLayout(line)

    def set_theme(self, theme: Theme) -> None:
        """Colour it: it belongs to the window, and is not a warning."""
        self._theme = theme
        self.update()

    def show_preset(self, preset: Preset | None) -> None:
        """Show what `preset` says from its first sentence on, or nothing."""
        if preset is not self._preset:
            self._preset, self._at = preset, 0
            self._show()
        self.setVisible(preset is not None)

    def _show(self) -> None:
        if self._preset is None:
            return
        look = self._preset.look
        self.title.setText(f"{self._preset.title}: what to look at")
        self.sentence.setText(regrouped(look[self._at]))
        self.setAccessibleDescription(look[self._at])
        self.count.setText(f"{self._at + 1} of {len(look)}")
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at + 1 < len(look))

    @Slot()
    def on_back(self) -> None:
        """Show the sentence before."""
        self._at -= 1
        self._show()

    @Slot()
    def on_next(self) -> None:
        """Show the next sentence."""
        self._at += 1
        self._show()

    @Slot()
    def on_close(self) -> None:
        """Be gone."""
        self.hide()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted ground with a coloured edge."""
        painter, theme = QPainter(self), self._theme
        accent = QColor(theme.accent)
        painter.fillRect(self.rect(), blended(accent, theme.surface, 0.07))
        painter.fillRect(QRectF(0, 0, STRIPE, self.height()), accent)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), blended(accent, theme.surface, 0.3))
