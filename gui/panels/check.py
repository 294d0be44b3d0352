"""The gradient check: every weight and bias held against central differences, as a map with a badge."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from core.commands import Audit, Cancel
from core.frame import Frame
from core.selection import Pick
from gui.check.badge import Badge
from gui.check.map import AuditMap
from gui.check.words import of_one, verdict, whose
from gui.network.legend import FittingLabel
from gui.theme import DARK, Theme
from gui.writing.digits import Digits
from gui.writing.fonts import number_font

STEPS = 1000
"""Of the progress bar."""


class CheckPanel(QWidget):
    """A badge with one sentence, a map of all weights and biases, and what asks for an audit.

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
        self.badge, self.sentence, self.note = Badge(), FittingLabel(), FittingLabel()
        self.sentence.setProperty("role", "")
        for label in (self.sentence, self.note):
            label.setFont(number_font(13 if label is self.sentence else 12))
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.map = AuditMap()
        self._make_buttons()
        self._arrange()
        self.map.picked.connect(self.picked)
        self.map.pointed.connect(self.on_pointed)
        digits.changed.connect(self.on_digits_changed)

    def _make_buttons(self) -> None:
        self.check_sample = _button(
            "Check this sample",
            "Hold every weight and bias against central differences, for C of the sample shown (Ctrl+K)",
        )
        self.check_data = _button(
            "Check all data",
            "The same for the mean of C over all samples of the data (Ctrl+Shift+K)",
        )
        self.cancel = _button("Cancel", "Stop the check and keep what it has found")
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setMinimumWidth(60)
        self.bar.setAccessibleName("Progress of the check")
        self.check_sample.clicked.connect(self.on_check_sample)
        self.check_data.clicked.connect(self.on_check_data)
        self.cancel.clicked.connect(self.on_cancel)

    def _arrange(self) -> None:
        self._asking = QStackedLayout()
        for parts in ((self.check_sample, self.check_data), (self.bar, self.cancel)):
            page = QWidget()
            row = QHBoxLayout(page)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            for part in parts:
                row.addWidget(part)
            self._asking.addWidget(page)
        head, below = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.badge)
        head.addWidget(self.sentence, 1)
        below.addWidget(self.note, 1)
        below.addLayout(self._asking)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 8, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(below)
        column.addWidget(self.map, 1)
        self.setMinimumSize(200, 120)

    def sizeHint(self) -> QSize:
        """Room for a few layers side by side."""
        return QSize(640, 230)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        self.badge.set_theme(theme)
        self.map.set_theme(theme)
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {theme.border}; border: 0; border-radius: 4px; }}"
            f"QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}"
        )

    # Frames

    def show_frame(self, frame: Frame) -> None:
        """Show the frame's audit, and what can be asked for."""
        if not self.isVisible():
            return
        self._frame = frame
        stale = frame.audit is not None and frame.audit_is_stale
        self.map.show_audit(frame.audit, frame.n, stale, frame.pick if isinstance(frame.pick, Pick) else None)
        self.note.show_wordings(*(whose(frame) or ("",)))
        self._show_words(frame, stale)
        self._show_asking(frame)

    def _show_words(self, frame: Frame, stale: bool) -> None:
        """Say what the audit comes to, or what is known of the weight or bias under the mouse."""
        pick = self.map.under
        found = of_one(frame.audit, frame.n, pick, self.digits) if pick else verdict(frame.audit)
        self.badge.show_verdict(found.status, stale)
        self.sentence.show_wordings(*found.wordings)
        self.sentence.setEnabled(not stale)

    def _show_asking(self, frame: Frame) -> None:
        checking = frame.state == "checking"
        if checking:
            self.bar.setValue(round(STEPS * (frame.progress or 0.0)))
        for button in (self.check_sample, self.check_data):
            button.setEnabled(frame.state == "paused")
        self._asking.setCurrentIndex(int(checking))

    # What a person does

    @Slot(object)
    def on_pointed(self, pick: Pick | None) -> None:
        """Say what is under the mouse, here and on the canvas."""
        self._show_again()
        self.lit.emit((pick,) if pick else ())

    @Slot(int)
    def on_digits_changed(self, count: int) -> None:
        """Write with so many digits."""
        self._show_again()

    def _show_again(self) -> None:
        frame = self._frame
        if frame is not None:
            self._show_words(frame, frame.audit is not None and frame.audit_is_stale)

    @Slot()
    def on_check_sample(self) -> None:
        """Ask for a check of the sample shown."""
        self.asked.emit(Audit("shown"))

    @Slot()
    def on_check_data(self) -> None:
        """Ask for a check of all data."""
        self.asked.emit(Audit("all"))

    @Slot()
    def on_cancel(self) -> None:
        """Ask for the check to be given up."""
        self.asked.emit(Cancel())


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setProperty("role", "small")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
