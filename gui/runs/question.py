"""Asks whether a run is really to be deleted, in the panel itself."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from core.timeline.history import RunInfo
from gui.network.legend import FittingLabel
from gui.own_keys import is_escape, kept
from gui.writing.fonts import number_font
from gui.writing.numbers import grouped


class DeleteQuestion(QWidget):
    """One line with two buttons.

    Signals:
        agreed: the number of the run that is to be deleted.
        ended: the question gives the keyboard back.
    """

    agreed = Signal(int)
    ended = Signal()

    def __init__(self) -> None:
        """Hidden until there is something to ask."""
        super().__init__()
        self.words = FittingLabel()
        self.words.setProperty("role", "")
        self.words.setFont(number_font(12))
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.yes, self.no = QPushButton("Delete"), QPushButton("Keep")
        self.yes.setToolTip("Delete the run; that can't be undone")
        self.no.setToolTip("Keep the run (Esc)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        for button in (self.yes, self.no):
            button.setFont(number_font(12))
            button.setStyleSheet("padding: 2px 8px")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        self.run: int | None = None
        self.yes.clicked.connect(self.on_yes)
        self.no.clicked.connect(self.end)
        self.hide()

    def ask(self, info: RunInfo) -> None:
        """Ask about a run."""
        self.run = info.id
        asked, steps = f"Delete {info.name}?", f"Delete {info.name} and its {grouped(info.steps)} steps?"
        self.words.show_wordings(f"{steps} That can't be undone.", steps, asked, "Delete it?")
        self.show()
        self.no.setFocus()

    @Slot()
    def on_yes(self) -> None:
        """Delete it."""
        run = self.run
        self.end()
        if run is not None:
            self.agreed.emit(run)

    @Slot()
    def end(self) -> None:
        """Ask no longer, even where nobody sees it; the keyboard stays with whoever has it by now."""
        self.run = None
        had_keyboard = self.yes.hasFocus() or self.no.hasFocus()
        self.hide()
        if had_keyboard:
            self.ended.emit()

    def event(self, event: QEvent) -> bool:
        """Escape is meant for the question, not for the selection."""
        return kept(event, is_escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, Escape keeps the run."""
        focused = next((k for k in (self.yes, self.no) if k.hasFocus()), None)
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused is not None:
            focused.click()
        else:
            super().keyPressEvent(event)
