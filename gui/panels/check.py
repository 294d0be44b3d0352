"""The gradient check: every weight and bias held against central differences, as a map with a badge."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.frame import Frame
from core.selection import Pick
from gui.check.asking import AskingLine
from gui.check.placing import EDGE
from gui.check.words import of_one, verdict
from gui.network.legend import FittingLabel
from gui.theme import DARK, Theme
from gui.unfolding import Unfolding
from gui.writing.digits import Digits
from gui.writing.fonts import number_font


class CheckPanel(Unfolding, QWidget):
    """A badge with a sentence, a map of all parameters, and `bar`, for the dock's title, to ask for more.

    Signals:
        picked: the weight or bias that was clicked.
        asked: a command.
        lit: the weights and biases under the mouse.
    """

    picked = Signal(object)
    asked = Signal(object)
    lit = Signal(object)

    title = "Gradient check"
    name = "check"

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty until the first frame; numbers are written with `digits`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.digits = digits
        self._theme = DARK
        self._frame: Frame | None = None
        self.bar = AskingLine()
        self.bar.asked.connect(self.asked)
        self.setMinimumSize(200, 120)

    def make(self) -> None:
        """Make the map and the words above it."""
        from gui.check.badge import Badge  # noqa: PLC0415 - not a part of every start
        from gui.check.map import AuditMap  # noqa: PLC0415 - not a part of every start

        self.badge, self.sentence, self.map = Badge(), FittingLabel(), AuditMap()
        self.sentence.setProperty("role", "")
        self.sentence.setFont(number_font(13))
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._arrange()
        self.map.picked.connect(self.picked)
        self.map.pointed.connect(self.on_pointed)
        self.digits.changed.connect(self.on_digits_changed)
        self.set_theme(self._theme)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(round(EDGE), 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self.badge)
        head.addWidget(self.sentence, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10 - round(EDGE), 4, 4, 6)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.map, 1)

    def sizeHint(self) -> QSize:
        """Room for a few layers side by side."""
        return QSize(640, 230)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        for part in (self.bar, self.badge, self.map) if self.made else (self.bar,):
            part.set_theme(theme)

    def show_frame(self, frame: Frame) -> None:
        """Show the frame's audit, and what can be asked for."""
        if (
            not self.isVisible() or self.visibleRegion().isEmpty()
        ):  # behind another tab it still counts as visible
            return
        self.unfold()
        self._frame = frame
        selected = frame.pick if isinstance(frame.pick, Pick) else None
        self.map.show_audit(frame.audit, frame.n, frame.audit_is_stale, selected)
        self.bar.show_frame(frame)
        self._show_words()

    def _show_words(self) -> None:
        """Say what the audit comes to, or what is known of the weight or bias under the mouse."""
        frame, pick = self._frame, self.map.under
        if frame is None:
            return
        found = (
            of_one(frame.audit, frame.n, pick, self.digits)
            if pick
            else verdict(frame.audit, frame.state != "checking")
        )
        stale = frame.audit is not None and frame.audit_is_stale
        self.badge.show_verdict(found.status, stale)
        self.sentence.show_wordings(*found.wordings)
        self.sentence.setEnabled(not stale)

    @Slot(object)
    def on_pointed(self, pick: Pick | None) -> None:
        """Say what is under the mouse, here and on the canvas."""
        self._show_words()
        self.lit.emit((pick,) if pick else ())

    @Slot(int)
    def on_digits_changed(self, count: int) -> None:
        """Write with so many digits."""
        self._show_words()
