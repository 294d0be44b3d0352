"""The confusion matrix: how many samples of each class the network takes for which, and who they are."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from core.frame import Frame
from gui.confusion.choosing import ChoosingLine
from gui.confusion.placing import Cell
from gui.confusion.samples import CellSamples, Indices, another, shown_in
from gui.confusion.words import HINT, cell_words, class_names, counts_of, is_fresh, why_none
from gui.network.legend import FittingLabel
from gui.pages import empty_page
from gui.theme import DARK, Theme
from gui.unfolding import Unfolding
from gui.writing.fonts import number_font


class ConfusionPanel(Unfolding, QWidget):
    """A matrix with a sentence above it, and `bar`, for the dock's title, to choose whose are counted.

    Signals:
        sample_chosen: index of the sample to show.
        marked: the samples of the cell that is selected, ascending; None where none is, or nobody sees it.
        left: the person has finished (Escape).
    """

    sample_chosen = Signal(object)
    marked = Signal(object)
    left = Signal()

    title = "Confusion"
    name = "confusion"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first frame."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = DARK
        self._frame: Frame | None = None
        self._samples = CellSamples()
        self._asked: int | None = None
        self._told: Indices | None = None
        self.bar = ChoosingLine()
        self.setMinimumSize(200, 120)

    def make(self) -> None:
        """Make the matrix, the sentence above it, and the words in its place."""
        from gui.confusion.matrix import MatrixView  # noqa: PLC0415 - not a part of every start

        self.matrix, self.sentence = MatrixView(), FittingLabel()
        self.sentence.setProperty("role", "")
        self.sentence.setFont(number_font(13))
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._why = empty_page()
        self._arrange()
        self._connect()
        self.set_theme(self._theme)

    def _arrange(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 2, 8, 4)
        column.setSpacing(2)
        column.addWidget(self.sentence)
        column.addWidget(self.matrix, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._why)
        self._pages.addWidget(page)

    def _connect(self) -> None:
        self.bar.changed.connect(self.on_choice_changed)
        self.matrix.selected.connect(self.on_selected)
        self.matrix.asked.connect(self.on_asked)
        self.matrix.pointed.connect(self.on_pointed)
        self.matrix.left.connect(self.left)

    def sizeHint(self) -> QSize:
        """Room for ten classes."""
        return QSize(640, 230)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        if self.made:
            self.matrix.set_theme(theme)

    # What the session says

    def show_frame(self, frame: Frame) -> None:
        """Show who is taken for whom, as it was counted last."""
        if (
            not self.isVisible() or self.visibleRegion().isEmpty()
        ):  # behind another tab it still counts as visible
            return
        self.unfold()
        self._frame = frame
        self.bar.show_frame(frame)
        why = why_none(frame)
        self._why.setText(why)
        self._pages.setCurrentIndex(int(not why))
        if not why:
            self._show_counts(frame)
        self._tell()

    def _show_counts(self, frame: Frame) -> None:
        from gui.confusion.painting import Content  # noqa: PLC0415 - not a part of every start

        counts = counts_of(frame.score, self.bar.which)
        self.matrix.show_content(Content(counts, class_names(frame.dataset), is_fresh(frame)))

    def _tell(self) -> None:
        """Say what is in the cell under the mouse, or in the one selected, and whose samples those are."""
        frame = self._frame
        if frame is None:
            return
        matrix, none = self.matrix, bool(why_none(frame))
        cell = None if none else matrix.cell
        samples = self._samples.of(frame, cell, self.bar.which)
        self._mark(samples if cell is not None else None)
        words = HINT
        if not none and matrix.under is not None and matrix.under != cell:
            words = cell_words(matrix.content.names, matrix.under, int(matrix.content.counts[matrix.under]))
        elif cell is not None:
            words = cell_words(matrix.content.names, cell, len(samples), shown_in(samples, frame.sample))
        self.sentence.show_wordings(words)
        self.sentence.setEnabled(none or is_fresh(frame))
        matrix.setAccessibleDescription(words)

    def _mark(self, samples: Indices | None) -> None:
        if samples is not self._told:
            self._told = samples
            self.marked.emit(samples)

    # What the person does

    @Slot()
    def on_choice_changed(self) -> None:
        """Count other samples."""
        if self._frame is not None:
            self.show_frame(self._frame)

    @Slot(object)
    def on_selected(self, cell: Cell | None) -> None:
        """Begin with the first sample of another cell."""
        self._asked = None
        self._tell()

    @Slot(object)
    def on_pointed(self, cell: Cell | None) -> None:
        """Say what is under the mouse."""
        self._tell()

    @Slot(int)
    def on_asked(self, by: int) -> None:
        """Show the next sample of the cell, or the one before."""
        samples = self._samples.of(self._frame, self.matrix.cell, self.bar.which)
        found = another(samples, self._asked, by)
        if found is not None:
            self._asked = found
            self.sample_chosen.emit(found)

    @Slot(object)
    def on_panels_changed(self, panels: frozenset[str]) -> None:
        """Mark nothing while nobody sees which cell it is."""
        if self.name not in panels:
            self._mark(None)
