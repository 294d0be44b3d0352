"""The chain rule of the selected weight or bias: taken apart, summed over paths, checked, tried out."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.frame import Frame
from core.selection import Selection
from gui.chain.head import ChainHead
from gui.pages import empty_page, pages_in
from gui.theme import DARK, Theme
from gui.writing.digits import Digits

if TYPE_CHECKING:
    from gui.chain.batch import BatchPage
    from gui.chain.curve import CurvePage
    from gui.chain.paths import PathsPage
    from gui.chain.product import ProductPage
    from gui.chain.update import UpdatePage

LEAST, LEAST_ON_STAGE = 120, 146
"""Heights in the window, and on the stage: there all factors of one row are seen, even in a lesson."""
HINT = (
    "Click a weight in the network: here its derivative ∂C/∂w falls apart into the factors "
    "of the chain rule, with the numbers of the sample shown. The square at a node is its bias.\n\n"
    "Or write w1 1 2 into the field above; Alt and an arrow key walk on from there."
)

PAGES = {
    "product": ("Product", "The four factors as matrices, and their product"),
    "paths": ("Paths", "The derivative as a sum over all paths from the weight to the outputs"),
    "batch": ("Batch", "The same derivative for every sample of the step's batch, and the update they make"),
    "made": ("Update", "How the optimiser makes the new weight: each of its lines with its numbers"),
    "curve": ("Curve", "C as a function of this one weight: the derivative as a slope, and a handle"),
}
"""The pages by their attributes: the words on the button, and what the page is about."""


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
        self._presented = False
        self.head = self.bar = ChainHead(digits)
        self.pages: list[QWidget] = []
        self.hint = empty_page(HINT)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        self._stack = pages_in(column, (self.hint,))
        self.setMinimumSize(200, LEAST)
        self.head.offer(list(PAGES.values()))

    def _connect(self) -> None:
        self.head.page_chosen.connect(self.on_page_chosen)
        self.head.picked.connect(self.picked)
        self.head.said.connect(self.said)
        self.head.left.connect(self.left)
        self.digits.changed.connect(self.on_digits_changed)

    def sizeHint(self) -> QSize:
        """Room for the factors of a small network."""
        return QSize(640, 250)

    # The pages, each made when it is first wanted: nobody waits for them at the start

    @property
    def page(self) -> QWidget:
        """The page that is chosen."""
        name = list(PAGES)[self.head.page]
        return getattr(self, name)

    @cached_property
    def product(self) -> "ProductPage":
        """The factors as matrices."""
        from gui.chain.product import ProductPage  # noqa: PLC0415

        page = ProductPage(self.digits)
        page.present(self._presented)
        for one, other in (
            (page.picked, self.picked),
            (page.asked, self.asked),
            (page.lit, self.lit),
            (page.said, self.said),
            (page.left, self.left),
        ):
            one.connect(other)
        return self._added(page)

    @cached_property
    def paths(self) -> "PathsPage":
        """The sum over paths."""
        from gui.chain.paths import PathsPage  # noqa: PLC0415

        page = PathsPage(self.digits)
        page.lit.connect(self.lit)
        return self._added(page)

    @cached_property
    def batch(self) -> "BatchPage":
        """The batch behind the update."""
        from gui.chain.batch import BatchPage  # noqa: PLC0415

        page = BatchPage(self.digits)
        page.sample_chosen.connect(self.sample_chosen)
        return self._added(page)

    @cached_property
    def made(self) -> "UpdatePage":
        """The update, line by line."""
        from gui.chain.update import UpdatePage  # noqa: PLC0415

        return self._added(UpdatePage(self.digits))

    @cached_property
    def curve(self) -> "CurvePage":
        """C as a function of the weight."""
        from gui.chain.curve import CurvePage  # noqa: PLC0415

        page = CurvePage(self.digits)
        page.asked.connect(self.asked)
        return self._added(page)

    def _added(self, page: Any) -> Any:
        page.set_theme(self._theme)
        self.pages.append(page)
        self._stack.addWidget(page)
        return page

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        for part in (self.head, *self.pages):
            part.set_theme(theme)

    def present(self, on: bool) -> None:
        """Be on the stage of a presentation, where numbers are read from afar, or in the window again."""
        self._presented = on
        self.setMinimumHeight(LEAST_ON_STAGE if on else LEAST)
        if "product" in self.__dict__:
            self.product.present(on)

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
        if "product" in self.__dict__:
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
