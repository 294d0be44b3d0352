"""The factors of the chain rule as matrices, what is left after each, and three witnesses of the result."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.frame import Frame
from core.selection import Selection
from gui.chain.factors import Factors, remark
from gui.chain.reading import ReadingLine
from gui.chain.witnesses import WitnessLine
from gui.matrices.area import SheetArea
from gui.matrices.arrangement import Arrange, alone, from_afar
from gui.matrices.block import Cell
from gui.matrices.sheet import Sheet
from gui.theme import Theme
from gui.writing.digits import Digits


class ProductPage(QWidget):
    """∂C/∂w^ℓ_AB = (1) (2) (3) (4), with the numbers of the shown sample.

    Signals:
        picked: the weight whose entry was clicked.
        asked: the `Edit` of a weight that was typed.
        lit: the nodes, weights and biases that the entry under the mouse comes from.
        said: why something can't be edited.
        left: the keyboard goes back to where it came from.
    """

    picked = Signal(object)
    asked = Signal(object)
    lit = Signal(object)
    said = Signal(str)
    left = Signal()

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty until there is a derivation."""
        super().__init__(parent)
        self._digits = digits
        self._arrange: Arrange = alone
        self.sheet = Sheet(digits)
        self.sheet.setAccessibleName("Factors of the chain rule")
        self.area = SheetArea(self.sheet)
        self.reading, self.witnesses = ReadingLine(), WitnessLine(digits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.reading)
        column.addWidget(self.witnesses)
        self.sheet.pointed.connect(self.on_pointed)
        self.sheet.clicked.connect(self.on_clicked)
        self.sheet.left.connect(self.left)
        self.sheet.laid_out.connect(self.on_laid_out)
        self.area.asked.connect(self.asked)
        self.area.said.connect(self.said)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        for part in (self.area, self.reading, self.witnesses):
            part.set_theme(theme)

    def present(self, on: bool) -> None:
        """Let its matrices be read from afar, or from near again."""
        self._arrange = from_afar if on else alone
        self.sheet.show_content(self.sheet.equations, self._arrange)

    def show_frame(self, frame: Frame) -> None:
        """Show the derivation of `frame`, which has one."""
        derivation = frame.derivation
        self.area.follow(frame)
        self.sheet.show_rows((Factors(derivation, self._digits).row(),), self._arrange)
        self.reading.show_remark(remark(derivation.chain))
        self.witnesses.show_witnesses(None if derivation.held_back else derivation.witnesses)

    def show_elsewhere(self, selection: Selection | None) -> None:
        """Mark the entries that come from what is under the mouse on the canvas."""
        self.sheet.show_elsewhere(selection)

    @Slot(object)
    def on_pointed(self, cell: Cell | None) -> None:
        """Say what is under the mouse, and light what it comes from."""
        self.reading.say(*(("",) if cell is None else (cell.words, cell.brief, cell.hint)))
        self.lit.emit(() if cell is None else cell.lights)

    @Slot()
    def on_laid_out(self) -> None:
        """Say if there is no room for all digits."""
        self.reading.show_note(self.sheet.shortage)

    @Slot(object)
    def on_clicked(self, cell: Cell | None) -> None:
        """Select the weight of a Jacobian's entry."""
        if cell is not None and cell.pick is not None:
            self.picked.emit(cell.pick)
