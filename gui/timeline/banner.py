"""The banner over the network when numbers are no longer finite: what happened, and two ways back."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.frame import Frame
from gui.theme import DARK, Theme, blended
from gui.writing.fonts import ui_font

WIDE = 900
"""From this width on the buttons are beside the words."""

LOW = 320
"""Where what is around it is less high than this, it says only what happened."""

WITH_BANNER = 226
"""The least height of what is around it, so that the network below it can still be seen."""

STRIPE = 4
"""Width of the coloured edge."""


class DivergenceBanner(QWidget):
    """Says where training stopped; its buttons are the actions that lead back. Hidden while all is well.

    Signals:
        shown: whether it is about to take its room, or has given it back.
    """

    shown = Signal(bool)

    def __init__(self, back: QAction, slower: QAction, parent: QWidget) -> None:
        """Take the actions of the two buttons; `parent` has the room that is left."""
        super().__init__(parent)
        self.setObjectName("divergence")
        self.setAccessibleName("Training stopped")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._theme = DARK
        self._least = 0
        self._actions = back, slower
        self._message = ""
        self.title, self.sentence = QLabel(), QLabel()
        self.title.setFont(ui_font(10.0, QFont.Weight.DemiBold))
        for label in (self.title, self.sentence):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.back, self.slower = QPushButton("Back to the last finite step"), QPushButton("… and halve η")
        self.back.clicked.connect(self.on_back)
        self.slower.clicked.connect(self.on_slower)
        self._arrange()
        self.hide()
        parent.installEventFilter(self)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button, action in zip((self.back, self.slower), self._actions, strict=True):
            button.setToolTip(action.toolTip())
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAutoDefault(True)  # so that Enter presses it, too
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(STRIPE + 14, 9, 14, 10)
        self._line.setSpacing(8)
        self._line.addLayout(words, 1)
        self._line.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside the words where there is room."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wanted = directions.LeftToRight if self.width() >= WIDE else directions.TopToBottom
        if wanted is not self._line.direction():
            self._line.setDirection(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say less where there is little height."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        low = self.parentWidget().height() < LOW
        if self.sentence.isHidden() != low:
            self.sentence.setHidden(low)
            self._line.setContentsMargins(STRIPE + 14, 5 if low else 9, 14, 6 if low else 10)
            self._line.setSpacing(5 if low else 8)

    def set_theme(self, theme: Theme) -> None:
        """Colour it: serious, not loud."""
        self._theme = theme
        self.title.setStyleSheet(f"color: {theme.bad}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted ground with a coloured edge."""
        painter, theme = QPainter(self), self._theme
        bad = QColor(theme.bad)
        painter.fillRect(self.rect(), blended(bad, theme.surface, 0.09))
        painter.fillRect(QRectF(0, 0, STRIPE, self.height()), bad)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), blended(bad, theme.surface, 0.35))

    def show_frame(self, frame: Frame) -> None:
        """Be there as long as numbers are not finite."""
        diverged = frame.state == "diverged" and frame.message is not None
        if diverged and frame.message != self._message:
            self._message = frame.message
            what, _, then = frame.message.partition(". ")
            self.title.setText(f"{what}.")
            self.sentence.setText(then)
            self.setAccessibleDescription(frame.message)
        if diverged:
            eta = frame.experiment.eta
            action = self._actions[1]
            self.slower.setToolTip(f"{action.toolTip()}\nη = {eta / 2:g} instead of {eta:g}")
        if diverged == self.isHidden():
            self._appear() if diverged else self._disappear()

    def _appear(self) -> None:
        """Take room, from the panels around where there is too little."""
        self.shown.emit(True)
        around = self.parentWidget()
        self._least = around.minimumHeight()
        around.setMinimumHeight(max(self._least, WITH_BANNER))
        self._fit()
        self.show()

    def _disappear(self) -> None:
        """Give it back, unless somebody else needs it now."""
        self.hide()
        around = self.parentWidget()
        if around.minimumHeight() == WITH_BANNER:
            around.setMinimumHeight(self._least)
        self.shown.emit(False)

    @Slot()
    def on_back(self) -> None:
        """Do what the action does."""
        self._actions[0].trigger()

    @Slot()
    def on_slower(self) -> None:
        """Do what the action does."""
        self._actions[1].trigger()
