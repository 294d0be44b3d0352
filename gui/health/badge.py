"""A small badge for what is grave about the gradients, where one looks even if the panel is hidden."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from core.frame import Frame
from core.health.remarks import Remark
from gui.health.signs import GRAVE, SIDE, paint_sign
from gui.health.watch import Watch
from gui.theme import DARK, Theme
from gui.writing.fonts import ui_font
from gui.writing.numbers import regrouped

LOOKS = 3
"""Looks in a row, while training runs, that have to agree before the badge says something."""
PATIENCE = 6
"""Looks without anything grave before it goes."""
WORDS = {
    "exploding": "gradients explode",
    "symmetric": "nodes all the same",
    "dead": "dead nodes",
    "vanishing": "gradients vanish",
    "large": "steps are large",
}
HINT = "A click shows the gradients' health."


class HealthBadge(QWidget):
    """Says in two words what is gravest; takes no room while nothing is.

    Signals:
        clicked: the panel is wanted.
        changed: the badge has come, gone, or says something else.
    """

    clicked = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is known yet."""
        super().__init__(parent)
        self._watch, self._theme = Watch(), DARK
        self.remark: Remark | None = None
        self._waiting, self._count = "", 0
        self.button = QToolButton()
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setAutoRaise(True)
        self.button.setIconSize(QSize(SIDE, SIDE))
        self.button.setFont(ui_font(9.0))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.hide()
        self.button.clicked.connect(self.clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        scale = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(SIDE, SIDE) * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_sign(painter, GRAVE, QRectF(pixmap.rect()), theme)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        self.button.setIcon(QIcon(pixmap))

    def show_frame(self, frame: Frame) -> None:
        """Say what is grave at the moment of `frame`; while training runs only what lasts."""
        self._watch.follow(frame)
        grave = next((k for k in self._watch.remarks if k.grave and not self._watch.stale), None)
        kind = "" if grave is None else grave.kind
        shown = "" if self.remark is None else self.remark.kind
        self._count = self._count + 1 if kind == self._waiting else 1
        self._waiting = kind
        enough = LOOKS if kind else PATIENCE
        if kind == shown or not frame.live or self._count >= enough:
            self._show(grave)

    def _show(self, remark: Remark | None) -> None:
        before = self.remark
        self.remark = remark
        if remark is not None:
            words, tip = WORDS[remark.kind], f"{regrouped(remark.sentence)}\n\n{HINT}"
            if tip != self.button.toolTip():
                self.button.setText(words)
                self.button.setToolTip(tip)
                self.button.setAccessibleName(f"{words}: {regrouped(remark.sentence)}")
        self.button.setVisible(remark is not None)
        if (before and before.kind) != (remark and remark.kind):
            self.changed.emit()
