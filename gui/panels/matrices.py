"""Every layer in the shape of its equations, filling in as one steps."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.cursor import Phase
from core.frame import Frame
from core.selection import Selection
from gui.chain.reading import ReadingLine
from gui.layers.head import MatricesHead
from gui.theme import DARK, Theme
from gui.unfolding import Unfolding
from gui.writing.digits import Digits

if TYPE_CHECKING:
    from gui.matrices.block import Cell, Equation

REMARK = "Point at an entry to see how it comes about. A double click sets w, b, x or y."
BRIEF_REMARK = "Point: how it comes about. Double click: set."
SEEN = 48
"""Pixels below the upper edge, where the layer is that is said to be in view."""


class MatricesPanel(Unfolding, QWidget):
    """z^ℓ = w^ℓ a^{ℓ−1} + b^ℓ and all that follows, layer below layer; `bar` is for the dock's title.

    Signals:
        picked: the weight, bias or node that was clicked.
        asked: a command.
        lit: the nodes, weights and biases that what is under the mouse comes from.
        said: a sentence for the status bar.
        left: the keyboard goes back to where it came from.
    """

    picked = Signal(object)
    asked = Signal(object)
    lit = Signal(object)
    said = Signal(str)
    left = Signal()

    title = "Matrices"
    name = "matrices"

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty until the first frame; numbers are written with `digits`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.digits = digits
        self._theme = DARK
        self._frame: Frame | None = None
        self._clicked: Selection | None = None
        self._layers: dict[int, tuple[Equation, ...]] = {}
        self._behind: set[int] = set()
        self._presented = False
        self.head = self.bar = MatricesHead()
        self.setMinimumSize(200, 120)

    def make(self) -> None:
        """Make the matrices' sheet and the line below it."""
        from gui.layers.moment import Memory  # noqa: PLC0415 - not a part of every start
        from gui.matrices.area import SheetArea  # noqa: PLC0415 - not a part of every start
        from gui.matrices.sheet import Sheet  # noqa: PLC0415 - not a part of every start

        self._memory = Memory()
        self.sheet = Sheet(self.digits)
        self.sheet.setAccessibleName("Matrices of all layers")
        self.area, self.reading = SheetArea(self.sheet), ReadingLine()
        self.reading.show_remark(REMARK, BRIEF_REMARK)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.reading)
        self._connect()
        self.set_theme(self._theme)

    def _connect(self) -> None:
        self.sheet.pointed.connect(self.on_pointed)
        self.sheet.clicked.connect(self.on_clicked)
        self.sheet.left.connect(self.left)
        self.area.asked.connect(self.asked)
        self.area.said.connect(self.said)
        self.area.moved.connect(self.on_moved)
        self.sheet.laid_out.connect(self.on_laid_out)
        self.area.verticalScrollBar().valueChanged.connect(self.on_scrolled)
        self.head.layer_chosen.connect(self.on_layer_chosen)
        self.head.follow_chosen.connect(self.on_follow_chosen)
        self.digits.changed.connect(self.on_digits_changed)

    def sizeHint(self) -> QSize:
        """Room for a layer of a small network."""
        return QSize(640, 240)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        if self.made:
            for part in (self.area, self.reading):
                part.set_theme(theme)

    # What is shown

    def present(self, on: bool) -> None:
        """Be on the stage of a presentation, where numbers are read from afar, or in the window again."""
        self._presented = on
        if self.made:
            self.sheet.show_equations(self.sheet.equations, afar=on)

    def show_frame(self, frame: Frame) -> None:
        """Show the matrices of `frame`, and the layer at work unless a person looks elsewhere."""
        if not self.isVisible():
            return
        before, self._frame = self._frame, frame
        self.area.follow(frame)
        self._build(frame, before)
        self.head.show_frame(frame)
        if before is None or before.n != frame.n:
            self.head.show_following(True)
        self._follow_pick(before.pick if before is not None else None, frame.pick)
        # After the selection: where both have changed, what is said to be followed has the last word.
        if self.head.follows and not frame.live and (before is None or _place(before) != _place(frame)):
            self.area.scroll_to(self._at_work(frame))
        self._show_layer_in_view()

    def _build(self, frame: Frame, before: Frame | None) -> None:
        """Show the equations of all layers; of `before`, where only the numbers differ, those in sight.

        To build and to measure what nobody sees would hold up the window.
        """
        from gui.layers.cells import Cells  # noqa: PLC0415 - not a part of every start
        from gui.layers.layer import Layer  # noqa: PLC0415 - not a part of every start
        from gui.layers.moment import Moment  # noqa: PLC0415 - not a part of every start

        moment = Moment(frame, self._memory)
        cells = Cells(moment, self.digits)
        alike = frame.live and before is not None and _alike(frame, before) and len(self._layers) == frame.L
        wanted = self._in_sight() if alike else set(range(1, frame.L + 1))
        self._behind = set(range(1, frame.L + 1)) - wanted
        for l in wanted:
            self._layers[l] = Layer(moment, cells, l).equations()
        if not alike:
            self._layers = {l: self._layers[l] for l in sorted(wanted)}
        equations = tuple(k for layer in self._layers.values() for k in layer)
        self.sheet.show_equations(equations, afar=self._presented)

    def _in_sight(self) -> set[int]:
        """The layers of which something is seen, and that of the current entry, of which words tell."""
        seen = self.sheet.layers_in(self.sheet.visibleRegion().boundingRect())
        here = self.sheet.here
        return seen if here is None else seen | {self.sheet.layer_of(here.row)}

    def _follow_pick(self, before: Selection | None, pick: Selection | None) -> None:
        """Bring what was selected elsewhere into view, and lead the keys to it."""
        if pick == before:
            return
        if pick != self._clicked:
            self.area.go_to(self.sheet.marked_place())
        self._clicked = None

    def show_hovered(self, selection: Selection | None) -> None:
        """Mark the entries of what is under the mouse on the canvas."""
        if self.made:
            self.sheet.show_elsewhere(selection)

    def _at_work(self, frame: Frame) -> QRect:
        """Where the layer at work is; if there is no room for all of it, what of it is at work."""
        extent, update = self.sheet.extent, frame.cursor.phase is Phase.UPDATE
        l = self._layer_in_view() if update else frame.working_layer() or 1
        whole = extent(lambda k: k.layer == l and k.aside == update)
        if whole.height() <= self.area.viewport().height():
            return whole
        at_work = extent(lambda k: k.layer == l and k.at_work and k.aside == update)
        return whole if at_work.isEmpty() else at_work

    def _layer_in_view(self) -> int:
        return self.sheet.layer_at(self.area.verticalScrollBar().value() + SEEN)

    def _show_layer_in_view(self) -> None:
        self.head.show_layer(self._layer_in_view())

    # What a person does

    @Slot(object)
    def on_pointed(self, cell: "Cell | None") -> None:
        """Say how an entry comes about, and light what it comes from."""
        self.reading.say(*(("",) if cell is None else (cell.words, cell.brief, cell.hint)))
        self.lit.emit(() if cell is None else cell.lights)

    @Slot(object)
    def on_clicked(self, cell: "Cell | None") -> None:
        """Select the weight, bias or node of an entry."""
        if cell is not None and cell.pick is not None:
            self._clicked = cell.pick
            self.picked.emit(cell.pick)

    @Slot(int)
    def on_layer_chosen(self, l: int) -> None:
        """Look at another layer, and stay with it."""
        self.head.show_following(False)
        self.area.scroll_to(self.sheet.extent(lambda k: k.layer == l), always=True)

    @Slot(bool)
    def on_follow_chosen(self, on: bool) -> None:
        """Look at the layer at work from now on, or stay."""
        if on and self._frame is not None:
            self.area.scroll_to(self._at_work(self._frame))

    @Slot()
    def on_moved(self) -> None:
        """Whoever scrolls wants to stay there."""
        self.head.show_following(False)

    @Slot(int)
    def on_scrolled(self) -> None:
        """Say which layer is in view, and show its numbers of now."""
        self._show_layer_in_view()
        if self._frame is not None and not self._behind.isdisjoint(self._in_sight()):
            self.show_frame(self._frame)

    @Slot()
    def on_laid_out(self) -> None:
        """Say if there is no room for all digits."""
        self.reading.show_note(self.sheet.shortage)

    @Slot(int)
    def on_digits_changed(self) -> None:
        """Write words anew."""
        if self._frame is not None:
            self.show_frame(self._frame)


def _alike(frame: Frame, before: Frame) -> bool:
    """Whether the equations of two frames differ in their numbers only."""
    same = frame.record is before.record and frame.experiment == before.experiment
    return same and (frame.pick, frame.view.exercise) == (before.pick, before.view.exercise)


def _place(frame: Frame) -> tuple[int, int]:
    """The moment of training."""
    return frame.cursor.step, frame.place
