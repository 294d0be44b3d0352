"""The chain rule of the selected weight or bias: taken apart, summed over paths, checked, tried out."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from core.frame import Frame
from core.selection import Selection
from gui.chain.batch import BatchPage
from gui.chain.curve import CurvePage
from gui.chain.head import ChainHead
from gui.chain.paths import PathsPage
from gui.chain.product import ProductPage
from gui.theme import DARK, Theme
from gui.writing.digits import Digits

HINT = (
    "Click a weight in the network: here its derivative ∂C/∂w falls apart into the factors\n"
    "of the chain rule, with the numbers of the sample shown. The square at a node is its bias.\n"
    "Or write w1 1 2 into the field above; Alt and an arrow key walk on from there."
)

PAGES = (
    ("Product", "The four factors as matrices, and their product"),
    ("Paths", "The derivative as a sum over all paths from the weight to the outputs"),
    ("Batch", BatchPage.tip),
    (
        "Curve",
        "C as a function of this one weight: the derivative as a slope, and a handle to move the weight",
    ),
)


class ChainRulePanel(QWidget):
    """Pages about ∂C/∂w^ℓ_AB; `bar`, for the dock's title, says which weight, and of which sample.

    Signals:
        picked: a weight, bias or node that was chosen.
        asked: a command.
        lit: the nodes, weights and biases that what is under the mouse comes from.
        sample_chosen: index of a sample of the batch that was clicked.
        said: a sentence for the status bar.
        left: the keyboard goes back to where it came from.
    """

    picked = Signal(object)
    asked = Signal(object)
    lit = Signal(object)
    sample_chosen = Signal(object)
    said = Signal(str)
    left = Signal()

    title = "Chain rule"
    name = "chain_rule"

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty until a weight or bias is selected; numbers are written with `digits`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.digits = digits
        self._theme = DARK
        self._frame: Frame | None = None
        self.head = self.bar = ChainHead(digits)
        self.product, self.paths, self.curve = ProductPage(digits), PathsPage(digits), CurvePage(digits)
        self.batch = BatchPage(digits)
        self.pages = (self.product, self.paths, self.batch, self.curve)
        self.hint = QLabel(HINT)
        self.hint.setProperty("role", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._stack = QStackedLayout()
        for page in (self.hint, *self.pages):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addLayout(self._stack, 1)
        self.setMinimumSize(200, 120)
        self.head.offer(PAGES)

    def _connect(self) -> None:
        self.head.page_chosen.connect(self.on_page_chosen)
        self.head.picked.connect(self.picked)
        self.head.said.connect(self.said)
        self.head.left.connect(self.left)
        self.product.picked.connect(self.picked)
        self.product.asked.connect(self.asked)
        self.product.lit.connect(self.lit)
        self.product.said.connect(self.said)
        self.product.left.connect(self.left)
        self.paths.lit.connect(self.lit)
        self.batch.sample_chosen.connect(self.sample_chosen)
        self.curve.asked.connect(self.asked)
        self.digits.changed.connect(self.on_digits_changed)

    def sizeHint(self) -> QSize:
        """Room for the factors of a small network."""
        return QSize(640, 250)

    @property
    def page(self) -> QWidget:
        """The page that is chosen."""
        return self.pages[self.head.page]

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        for part in (self.head, *self.pages):
            part.set_theme(theme)

    def show_frame(self, frame: Frame) -> None:
        """Show the derivation of `frame`, on the page that is seen."""
        if not self.isVisible():
            return
        self._frame = frame
        self.head.show_frame(frame)
        derivation = frame.derivation
        shown = self.hint if derivation is None else self.page
        if self._stack.currentWidget() is not shown:
            self._stack.setCurrentWidget(shown)
            self.lit.emit(())
        if derivation is not None:
            shown.show_frame(frame)

    def show_hovered(self, selection: Selection | None) -> None:
        """Mark the entries that come from what is under the mouse on the canvas."""
        self.product.show_elsewhere(selection)

    @Slot(int)
    def on_page_chosen(self) -> None:
        """Show another page."""
        if self._frame is not None:
            self.show_frame(self._frame)

    @Slot(int)
    def on_digits_changed(self) -> None:
        """Write the numbers of the head anew."""
        if self._frame is not None:
            self.show_frame(self._frame)
