"""The panel of runs: all that were trained, to return to, compare, name and delete."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from core.commands import DeleteRun, NameRun, Return
from core.frame import Frame
from core.timeline.history import History, RunInfo
from gui.plots.others import MOST_COMPARED, compared_pens
from gui.runs.bar import RunsBar
from gui.theme import DARK, Theme
from gui.unfolding import Unfolding
from gui.writing.fonts import number_font

ALONE = (
    "One run so far. Go back in time, change something and run on: that begins another, "
    "and this one stays here."
)
SEVERAL = "Tick a run to lay its cost over that of the run shown, and to see what is set differently."
WIDE = 620
"""Pixels from which on the difference of settings stands beside the runs, not below them."""
A_FEW = 20
"""Steps that are deleted without a question."""


class RunsPanel(Unfolding, QWidget):
    """The runs as a tree, what those compared differ in, and `bar`, for the dock's title.

    Signals:
        asked: a command.
        compared: the numbers of the runs that are compared with the one shown.
    """

    asked = Signal(object)
    compared = Signal(object)

    title = "Runs"
    name = "runs"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first frame."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = DARK
        self._frame: Frame | None = None
        self._current: int | None = None
        self._chosen: tuple[int, ...] = ()
        self.bar = RunsBar()
        self.setMinimumSize(200, 120)

    def make(self) -> None:
        """Make the tree and what stands beside and below it."""
        from gui.runs.question import DeleteQuestion  # noqa: PLC0415 - not a part of every start
        from gui.runs.table import DifferenceTable  # noqa: PLC0415 - not a part of every start
        from gui.runs.tree import RunTree  # noqa: PLC0415 - not a part of every start

        self.tree, self.table = RunTree(), DifferenceTable()
        self.question, self.hint = DeleteQuestion(), QLabel(ALONE)
        self.hint.setProperty("role", "muted")
        self.hint.setFont(number_font(12))
        self.hint.setWordWrap(True)
        self.hint.setToolTip("Runs stay as they are until they are deleted")
        self._arrange()
        self._connect()
        self.set_theme(self._theme)

    def _arrange(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._turn()
        self._row.setSpacing(8)
        self._row.addWidget(self.tree, 1)
        self._row.addWidget(self.table, 1)
        self.table.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 8, 6)
        column.setSpacing(4)
        column.addLayout(self._row, 1)
        column.addWidget(self.question)
        column.addWidget(self.hint)

    def _connect(self) -> None:
        bar, tree = self.bar, self.tree
        tree.chosen.connect(self.on_chosen)
        tree.wanted.connect(self.on_wanted)
        tree.renamed.connect(self.on_renamed)
        tree.ticked.connect(self.on_ticked)
        tree.unwanted.connect(self.on_unwanted)
        bar.returned.connect(self.on_return)
        bar.compared.connect(self.on_compare)
        bar.renamed.connect(self.tree.rename)
        bar.deleted.connect(self.on_unwanted)
        self.question.agreed.connect(self.on_agreed)
        self.question.ended.connect(self.tree.setFocus)

    def sizeHint(self) -> QSize:
        """Room for a few runs and their difference."""
        return QSize(640, 230)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the difference where there is room for it."""
        super().resizeEvent(event)
        if self.made:
            self._turn()

    def _turn(self) -> None:
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if self.width() >= WIDE else ways.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        if not self.made:
            return
        self.setStyleSheet(
            f"QTreeView {{ background: {theme.surface}; border: 1px solid {theme.border}; "
            f"border-radius: 5px; }}"
            f"QTreeView:focus {{ border-color: {theme.accent}; }}"
            f"QTreeView::item {{ padding: 2px 3px; }}"
            f"QTreeView::item:hover {{ background: {theme.raised}; }}"
            f"QTreeView::item:selected {{ background: {theme.accent_soft}; color: {theme.text}; }}"
            f"QTreeView QLineEdit {{ padding: 0 2px; min-height: 0; border-radius: 2px; }}"
            f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: 0; "
            f"border-bottom: 1px solid {theme.border}; padding: 3px 4px; }}"
        )
        self.tree.set_theme(theme)
        self.show_again()

    # Frames

    def show_frame(self, frame: Frame) -> None:
        """List the runs, and what those compared differ in."""
        if not self.isVisible():
            return
        self.unfold()
        if self._frame is not None:
            self._part(self._frame.history, frame.history)
        self._frame = frame
        self._draw()

    def _part(self, before: History, now: History) -> None:
        """Give up what is asked, ticked or typed about runs that are gone, or shown now.

        Another session has other runs of the same numbers: a run is known by its record.
        """
        records = {k.id: k.record for k in before.runs}
        same = {k.id for k in now.runs if records.get(k.id) is k.record}
        beside = same - {now.current.id}
        self._choose(tuple(k for k in self._chosen if k in beside))
        if self.question.run is not None and self.question.run not in beside:
            self.question.end()
        if self.tree.editing and self.tree.run not in same:
            self.tree.stop_typing()

    def show_again(self) -> None:
        """Say what is so, in place of what was typed or ticked."""
        if self.made:
            self.tree.write_again()
        if self._frame is not None:
            self._draw()

    def _draw(self) -> None:
        history = self._frame.history
        pens = dict(zip(self._chosen, compared_pens(self._theme), strict=False))
        self.tree.show_runs(history.runs, pens)
        current = history.current.id
        if current != self._current and not self.tree.editing:
            self._current = current
            if self.question.run is None:  # which another selection would give up
                self.tree.select(current)
        self._show_hint(len(history.runs))
        self._show_difference(history.runs, [pen.color().name() for pen in pens.values()])
        self._show_bar()

    def _show_hint(self, count: int) -> None:
        words = ALONE if count == 1 else SEVERAL
        if words != self.hint.text():
            self.hint.setText(words)
        self.hint.setVisible(not self._chosen and self.question.run is None)

    def _show_difference(self, runs: tuple[RunInfo, ...], colours: list[str]) -> None:
        self.table.setVisible(bool(self._chosen))
        if self._chosen:
            known = {k.id: k for k in runs}
            shown = [next(k for k in runs if k.current), *(known[k] for k in self._chosen)]
            self.table.show_runs(shown, [self._theme.series[0], *colours])

    def _selected(self) -> RunInfo | None:
        runs = self._frame.history.runs if self._frame is not None else ()
        return next((k for k in runs if k.id == self.tree.run), None)

    def _show_bar(self) -> None:
        info = self._selected()
        history = None if self._frame is None else self._frame.history
        self.bar.show_run(info, history, info is not None and info.id in self._chosen)

    # What a person does

    @Slot()
    def on_chosen(self) -> None:
        """Another run is selected: a question about the one before is given up."""
        self.question.end()
        self._show_bar()

    @Slot()
    def on_return(self) -> None:
        """Return to the run selected."""
        if self.tree.run is not None:
            self.on_wanted(self.tree.run)

    @Slot(int)
    def on_wanted(self, run: int) -> None:
        """Return to a run."""
        self.asked.emit(Return(run))

    @Slot(int, str)
    def on_renamed(self, run: int, name: str) -> None:
        """Give a run the name that was typed."""
        self.asked.emit(NameRun(run, name))

    @Slot()
    def on_compare(self) -> None:
        """Compare the run selected, or no longer."""
        if self.tree.run is not None:
            self.on_ticked(self.tree.run, self.tree.run not in self._chosen)

    @Slot(int, bool)
    def on_ticked(self, run: int, on: bool) -> None:
        """Compare a run, or no longer; the one that was compared first makes room for one too many."""
        if self._frame is None or run == self._frame.history.current.id:
            return
        rest = tuple(k for k in self._chosen if k != run)
        self._choose((*rest, run)[-MOST_COMPARED:] if on else rest)
        self._draw()

    @Slot()
    def on_began(self) -> None:
        """Compare nothing of the session before, though nobody sees the list."""
        self._choose(())

    def _choose(self, runs: tuple[int, ...]) -> None:
        if runs != self._chosen:
            self._chosen = runs
            self.compared.emit(runs)

    @Slot()
    def on_unwanted(self) -> None:
        """Delete the run selected; if much would be lost, ask first."""
        info = self._selected()
        if info is None or not self.bar.delete.isEnabled():
            return
        if info.steps - info.fork <= A_FEW:
            self.on_agreed(info.id)
        else:
            self.question.ask(info)
            self.hint.hide()

    @Slot(int)
    def on_agreed(self, run: int) -> None:
        """Delete a run."""
        self.asked.emit(DeleteRun(run))
