"""The line above the chain rule: which weight, of which sample, and which page about it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSpinBox, QWidget

from core.frame import Frame
from core.selection import Pick
from gui.chain.pick_field import WIDTH, PickField
from gui.fields import Choice
from gui.network.describe import meaning
from gui.network.legend import FittingLabel
from gui.one_of import OneOf
from gui.theme import Theme
from gui.writing.digits import FEWEST, MOST, Digits
from gui.writing.numbers import grouped

GAP, MARGINS = 3, (8, 2, 4, 2)
NARROW_FIELD = 84
FOR_WORDS = 90
"""Pixels for words beside a wide field; where there are fewer, the field makes room for them."""
AIR = 4
"""Pixels between the words and the first button, so that they don't touch."""


class ChainHead(QWidget):
    """A field for the weight, words about it, and a button for each page, or one list where room is short.

    Signals:
        picked: the weight or bias that was written into the field.
        said: why what was written is no weight.
        left: the field gives the keyboard back.
        page_chosen: the page whose button was pressed.

    Attributes:
        page: the page that is chosen.
        pages: the list of the pages, seen instead of the buttons.

    """

    picked = Signal(object)
    said = Signal(str)
    left = Signal()
    page_chosen = Signal(int)

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """No pages yet."""
        super().__init__(parent)
        self.page = 0
        self.field = PickField()
        self.digits = _digits_field(digits)
        self.copy = QPushButton("Copy")
        self.copy.setProperty("role", "small")
        self.copy.setToolTip("Copy the derivation as LaTeX, as a table, or as a NumPy script that checks it")
        self.copy.setEnabled(False)
        self.words = FittingLabel()
        self.pages: Choice | None = None
        self._group = OneOf(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*MARGINS)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.field)
        self._row.addWidget(self.words, 1)
        self._row.addSpacing(AIR)
        self._group.idClicked.connect(self.on_clicked)
        self.field.picked.connect(self.picked)
        self.field.said.connect(self.said)
        self.field.left.connect(self.left)

    def offer(self, pages: Sequence[tuple[str, str]]) -> None:
        """Make a button and a line of the list for each page: its name, and what it shows."""
        for k, (title, tip) in enumerate(pages):
            button = QPushButton(title)
            button.setProperty("role", "small")
            button.setCheckable(True)
            button.setChecked(k == self.page)
            button.setToolTip(tip)
            self._group.addButton(button, k)
            self._row.addWidget(button)
        self.pages = Choice([(title, k) for k, (title, _) in enumerate(pages)], pages[self.page][1])
        self.pages.setAccessibleName("Page")
        self.pages.chosen.connect(self.choose)
        self._tips = [tip for _, tip in pages]
        for part in (self.pages, self.digits, self.copy):
            self._row.addWidget(part)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again what fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A button for each page, or a list of them; without that even the digits, which a menu has too."""
        buttons, rest = self._group.buttons(), (self.digits, self.copy)
        wide = self.width() >= _needed((*buttons, *rest), NARROW_FIELD)
        for button in buttons:
            button.setVisible(wide)
        self.pages.setVisible(not wide)
        roomy = self.width() >= _needed((*buttons, *rest), WIDTH) + FOR_WORDS
        self.field.setFixedWidth(WIDTH if roomy else NARROW_FIELD)
        self.digits.setVisible(wide or self.width() >= self.minimumSizeHint().width())

    def minimumSizeHint(self) -> QSize:
        """Room for all but the words, with one list for the pages."""
        parts = self.pages, self.digits, self.copy
        return QSize(_needed(parts, NARROW_FIELD), super().minimumSizeHint().height())

    def offer_copies(self, actions: Sequence[QAction]) -> None:
        """Let the button open a menu of these."""
        menu = QMenu(self.copy)
        menu.setToolTipsVisible(True)
        menu.addActions(list(actions))
        self.copy.setMenu(menu)

    def set_theme(self, theme: Theme) -> None:
        """Nothing here has colours of its own."""

    def show_frame(self, frame: Frame) -> None:
        """Name what is selected, and the sample."""
        self.field.show_frame(frame)
        derivation = frame.derivation
        self.copy.setEnabled(derivation is not None and not derivation.held_back)
        if derivation is None:
            self.words.show_wordings("")
            return
        sample = f"sample {grouped(frame.sample + 1)}"
        what = meaning(frame, derivation.pick) if isinstance(derivation.pick, Pick) else ""
        when = ", before the update" if derivation.before_update else ""
        brief = ", before" if when else ""
        self.words.show_wordings(f"{what}, {sample}{when}", f"{sample}{when}", f"{sample}{brief}", sample)

    @Slot(int)
    def on_clicked(self, page: int) -> None:
        """Show another page."""
        self.page = page
        self.pages.show_value(page)
        self.pages.setToolTip(self._tips[page])
        self.page_chosen.emit(page)

    @Slot(object)
    def choose(self, page: int) -> None:
        """Choose a page without a click on its button."""
        with QSignalBlocker(self._group):
            self._group.button(page).setChecked(True)
        self.on_clicked(page)


def _needed(parts: Sequence[QWidget], field: int) -> int:
    """The width that the field and `parts` side by side need; the words make room first."""
    widths = [min(part.sizeHint().width(), part.maximumWidth()) for part in parts]
    return field + sum(widths) + GAP * (len(parts) + 2) + AIR + MARGINS[0] + MARGINS[2]


def _digits_field(digits: Digits) -> QSpinBox:
    """A field for the number of digits, which follows when it is chosen elsewhere."""
    field = QSpinBox()
    field.setRange(FEWEST, MOST)
    field.setValue(digits.count)
    field.setFixedWidth(42)
    field.lineEdit().setTextMargins(6, 0, 0, 0)
    field.setToolTip(f"Digits that numbers are written with, {FEWEST} to {MOST}")
    field.setAccessibleName("Digits")
    field.valueChanged.connect(digits.set)
    digits.changed.connect(field.setValue)
    return field
