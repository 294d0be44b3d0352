"""What can be done with the run that is selected: the line of the dock's title."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.timeline.history import History, RunInfo
from gui.writing.fonts import number_font


class RunsBar(QWidget):
    """Buttons to return to the run selected, to compare, rename and delete it.

    Signals:
        returned, compared, renamed, deleted: the button was pressed.
    """

    returned, compared, renamed, deleted = Signal(), Signal(), Signal(), Signal()

    def __init__(self) -> None:
        """Nothing can be done before the first frame."""
        super().__init__()
        self.back, self.compare, self.rename, self.delete = (
            _button(k) for k in ("Return", "Compare", "Rename", "Delete")
        )
        self.compare.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 4, 0)
        row.setSpacing(6)
        row.addStretch(1)
        for button, pressed in (
            (self.back, self.returned),
            (self.compare, self.compared),
            (self.rename, self.renamed),
            (self.delete, self.deleted),
        ):
            row.addWidget(button)
            button.clicked.connect(pressed)
        self.show_run(None, None, compared=False)

    def show_run(self, info: RunInfo | None, history: History | None, compared: bool) -> None:
        """Enable what can be done with the run `info`, and say of the rest why it can't."""
        there = info is not None and history is not None
        shown = there and info.current
        name = info.name if there else "a run"
        _offer(
            self.back,
            there and not (shown and not history.in_past),
            f"Go to the end of {name}, and on from there (Enter or double click)",
            f"The end of {name} is shown already",
        )
        _offer(
            self.compare,
            there and not shown,
            f"Lay the cost of {name} over that of the run shown, and say what is set differently (C)",
            f"{name} is the one shown: others are compared with it",
        )
        self.compare.setChecked(compared)
        _offer(self.rename, there, f"Give {name} another name (F2)", "Select a run first")
        _offer(
            self.delete,
            there and not shown,
            f"Drop {name} and its record (Delete)",
            f"{name} is the one shown: return to another run before deleting it",
        )


def _offer(button: QPushButton, enabled: bool, tip: str, why_not: str) -> None:
    button.setEnabled(enabled)
    button.setToolTip(tip if enabled else why_not)


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setFont(number_font(12))
    button.setStyleSheet("padding: 2px 8px")
    button.setEnabled(False)
    return button
