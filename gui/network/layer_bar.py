"""The controls of one layer, in place of its header while somebody is there."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.activations import ACTIVATIONS, HIDDEN
from core.commands import Edit
from core.errors import BadInputError
from core.frame import Frame
from core.frozen import is_frozen
from core.reshaping import Grow, Insert, Remove, Resize, with_sigma
from core.selection import Layer
from gui.fields import ELSEWHERE, Choice
from gui.network.headers import NARROW, TIGHT, described, header_width, name
from gui.network.layer_words import KEYS, STYLE, colours_of, freezes, nodes_of, tips
from gui.network.size_field import SizeField
from gui.own_keys import kept
from gui.theme import Theme

BUTTON, FIELD, SIGMA, LEAST_SIGMA, ROW = 20, 36, 88, 50, 20
"""Widths of a button, of the number of nodes, and of σ at most and at least; the height of a row."""
TOP, INSIDE = 5, 3
"""Pixels above the bar, and between its frame and what is in it."""
Key, Modifier = Qt.Key, Qt.KeyboardModifier
STEPS = {Key.Key_Left: -1, Key.Key_Right: 1}
OPENS = {Key.Key_Return, Key.Key_Enter, Key.Key_F2}
NODES = {Key.Key_Plus: 1, Key.Key_Minus: -1}
OTHERS = {Key.Key_Down, Key.Key_Insert, Key.Key_Delete, Key.Key_Escape}


class LayerBar(QFrame):
    """Buttons, the number of nodes and σ of one layer; in narrow columns what does not fit is in a menu.

    Signals:
        reshaped: a `Reshaping`.
        asked: an `Edit`.
        said: why what was typed can't be, in one sentence.
        walked: the number of another layer, to which the keyboard goes.
        menu_asked: where the layer's menu is to open, on the screen.
        left: the keyboard is given back.
        unheld: the keyboard has gone elsewhere.

    Attributes:
        l: the layer that it is about.

    """

    reshaped = Signal(object)
    asked = Signal(object)
    said = Signal(str)
    walked = Signal(int)
    menu_asked = Signal(QPoint)
    left = Signal()
    unheld = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Lie over `parent`, hidden."""
        super().__init__(parent)
        self.setObjectName("layer_bar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.l = 0
        self._frame: Frame | None = None
        self._frozen = False
        self.hide()
        self.fewer, self.more, self.gone = self._button("−"), self._button("+"), self._button("×")
        self.menu = self._button("⋯")
        self.title = QLabel()
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.size_field = SizeField(self)
        self.sigma = Choice([(k, k) for k in ACTIVATIONS], "")
        self.sigma.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.size_field.setFixedSize(FIELD, ROW)
        self.sigma.setFixedSize(SIGMA, ROW)
        self._arrange()
        self._connect()

    def _button(self, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setFixedSize(BUTTON, ROW)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(INSIDE, INSIDE, INSIDE, INSIDE)
        column.setSpacing(2)
        for parts in (
            (self.fewer, self.title, self.more, self.gone),
            (self.size_field, self.sigma, self.menu),
        ):
            row = QHBoxLayout()
            row.setSpacing(2)
            for part in parts:
                row.addWidget(part, 1 if part is self.title else 0, Qt.AlignmentFlag.AlignCenter)
            column.addLayout(row)

    def _connect(self) -> None:
        self.fewer.clicked.connect(self.on_fewer)
        self.more.clicked.connect(self.on_more)
        self.gone.clicked.connect(self.on_gone)
        self.menu.clicked.connect(self.on_menu)
        self.sigma.chosen.connect(self.on_sigma_chosen)
        self.size_field.typed.connect(self.on_size_typed)
        self.size_field.closed.connect(self.left)
        self.size_field.unheld.connect(self.unheld)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.setStyleSheet(STYLE.format(**colours_of(theme)))

    @property
    def held(self) -> bool:
        """Whether somebody uses it, so that it stays wherever the mouse goes."""
        return self.hasFocus() or self.size_field.hasFocus() or self.sigma.view().isVisible()

    # What is shown

    def show_layer(self, frame: Frame, l: int) -> None:
        """Be about layer l."""
        old, frozen = self._frame, l > 0 and is_frozen(frame.mask, frame.n, Layer(l))
        known = old is not None and (old.experiment, self.l, self._frozen) == (frame.experiment, l, frozen)
        self._frame, self.l, self._frozen = frame, l, frozen
        if known:
            return
        e, hidden = frame.experiment, 0 < l < frame.L
        self._offer(HIDDEN if hidden else tuple(ACTIVATIONS))
        self.sigma.show_value(e.activations[l - 1] if l else None)
        self.size_field.show_size(e.n[l])
        self.size_field.setReadOnly(not hidden)
        self._name(frame, l)

    def _offer(self, names: tuple[str, ...]) -> None:
        if self.sigma.count() != len(names):
            self.sigma.clear()
            for each in names:
                self.sigma.addItem(each, each)

    def _name(self, frame: Frame, l: int) -> None:
        words = tips(frame, l)
        for part, name_of in (
            (self.fewer, "fewer"),
            (self.more, "more"),
            (self.gone, "gone"),
            (self.menu, "menu"),
            (self.sigma, "sigma"),
            (self.size_field, "size"),
        ):
            part.setAccessibleName(words[name_of].partition(";")[0])
            part.setToolTip(words[name_of])
        self.setToolTip(described(frame, l))
        self.setAccessibleName(described(frame, l))
        self.setAccessibleDescription(KEYS)

    def fit(self, x: float, gap: float, whole: bool) -> None:
        """Lie about `x`, with what fits into a column `gap` wide; or with all there is where `whole`."""
        self._show_parts(whole or gap >= NARROW, whole or gap >= TIGHT)
        between = round(gap) - FIELD - 2 * INSIDE - 6
        self.sigma.setFixedWidth(SIGMA if whole else max(LEAST_SIGMA, min(SIGMA, between)))
        self.layout().activate()
        covered = QSize(round(header_width(self._frame, self.l, gap)) + 2 * INSIDE + 2, 0)
        self.resize(self.layout().minimumSize().expandedTo(covered))
        most = self.parentWidget().width() - self.width() - 2
        self.move(round(min(max(x - self.width() / 2, 2), max(2, most))), TOP)

    def _show_parts(self, wide: bool, middle: bool) -> None:
        """Show all parts that the layer has in a `wide` column, some in a `middle` one, or only its menu."""
        l, L = self.l, self._frame.L
        hidden = 0 < l < L
        called = name(l, L, short=not wide)
        self.title.setText(f"[{called}]" if self._frozen else called)
        for part, shown in (
            (self.fewer, hidden and middle),
            (self.more, hidden and middle),
            (self.gone, hidden and wide),
            (self.size_field, middle),
            (self.sigma, l > 0 and wide),
            (self.menu, not wide),
        ):
            part.setVisible(shown)

    # What a person asks for

    @Slot()
    def on_fewer(self) -> None:
        """Ask for one node fewer."""
        self._grow(-1)

    @Slot()
    def on_more(self) -> None:
        """Ask for one node more."""
        self._grow(1)

    def _grow(self, by: int) -> None:
        self.reshaped.emit(Grow(self.l, by))

    @Slot()
    def on_gone(self) -> None:
        """Ask for the layer to go."""
        self.reshaped.emit(Remove(self.l))

    @Slot()
    def on_menu(self) -> None:
        """Ask for the menu below the button."""
        self.menu_asked.emit(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(object)
    def on_sigma_chosen(self, sigma: str) -> None:
        """Ask for another σ."""
        self.asked.emit(Edit("activations", with_sigma(self._frame.experiment, self.l, sigma)))

    @Slot(str)
    def on_size_typed(self, text: str) -> None:
        """Ask for as many nodes as were typed, or say why there can't be."""
        try:
            nodes = nodes_of(text)
        except BadInputError as error:
            self.said.emit(str(error))
            self.size_field.selectAll()
            return
        self.reshaped.emit(Resize(self.l, nodes))
        self.left.emit()

    # The keyboard

    def event(self, event: QEvent) -> bool:
        """Keep the keys that lead through time elsewhere for leading through the layers."""
        return (self.hasFocus() and kept(event, self._takes)) or super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        if freezes(event):
            return True
        plain = not event.modifiers() & ~(Modifier.KeypadModifier | Modifier.ShiftModifier)
        return plain and event.key() in {*STEPS, *OPENS, *NODES, *OTHERS}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys say."""
        if not self._takes(event):
            event.ignore()
        elif freezes(event):
            self._toggle_frozen()
        else:
            self._press(event.key())

    def _press(self, key: int) -> None:
        hidden = 0 < self.l < self._frame.L
        if key in STEPS:
            self.walked.emit(min(max(self.l + STEPS[key], 0), self._frame.L))
        elif key in NODES:
            self._grow(NODES[key])
        elif key in OPENS and hidden:
            self.size_field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == Key.Key_Down and self.l:
            self.sigma.showPopup()
        elif key == Key.Key_Insert:
            self.reshaped.emit(Insert(self.l if self.l else 1))
        elif key == Key.Key_Delete:
            self.reshaped.emit(Remove(self.l))
        elif key == Key.Key_Escape:
            self.left.emit()

    def _toggle_frozen(self) -> None:
        if self.l:
            at, frame = Layer(self.l), self._frame
            self.asked.emit(Edit("frozen", not is_frozen(frame.mask, frame.n, at), at=at))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in ELSEWHERE:
            self.unheld.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the layer."""
        mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self.menu_asked.emit(event.globalPos() if mouse else self.mapToGlobal(self.rect().bottomLeft()))
        event.accept()
