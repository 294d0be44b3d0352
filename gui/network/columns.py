"""The columns of the canvas: whose controls are there, where a layer can be put in, and their menus."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu, QToolButton

from core.commands import Edit
from core.frame import Frame
from core.reshaping import Insert
from core.selection import Selection
from gui.action_spec import layer_meant
from gui.experiment.cost_choice import said_of_sigma
from gui.network.headers import BAND, column_of, name
from gui.network.layer_bar import LayerBar
from gui.network.layer_words import KEYS, colours_of
from gui.network.layout import Layout
from gui.network.menus import EDIT, SELECT, SIZE, layer_menu, thing_menu
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.network.canvas import NetworkCanvas

PLUS, SMALLEST = 18, 13
"""The side of a button that puts a layer in, and the least that can still be hit."""
STYLE = """
QToolButton {{
    background: {raised}; color: {muted}; border: 1px solid {border}; border-radius: {radius}px; padding: 0;
}}
QToolButton:hover {{ background: {accent_soft}; color: {accent}; border-color: {accent}; }}
"""


class Columns(QObject):
    """Shows the controls of the layer that the mouse is at, or that the keyboard has gone to.

    Signals:
        reshaped: a `Reshaping`.
        asked: an `Edit`.
        said: a sentence for the status bar.
        picked: the node, weight or bias that was chosen from its menu.
        edit_wanted: the same, where its number is to be typed.

    Attributes:
        bar: the controls of one layer.
        before, after: the buttons that put a layer in, on either side of it.
        menu: the menu that was opened last.

    """

    reshaped = Signal(object)
    asked = Signal(object)
    said = Signal(str)
    picked = Signal(object)
    edit_wanted = Signal(object)

    def __init__(self, canvas: "NetworkCanvas") -> None:
        """Lie over `canvas`; nothing is seen before the mouse or the keyboard comes."""
        super().__init__(canvas)
        self._canvas = canvas
        self._frame: Frame | None = None
        self._mouse: QPointF | None = None
        self._thing: Selection | None = None
        self._whole = self._menu_open = False
        self.menu: QMenu | None = None
        self.bar = LayerBar(canvas)
        self.before, self.after = self._plus(), self._plus()
        self.bar.reshaped.connect(self.reshaped)
        self.bar.asked.connect(self.ask)
        self.bar.said.connect(self.said)
        self.bar.walked.connect(self.on_walked)
        self.bar.menu_asked.connect(self.on_menu_asked)
        self.bar.left.connect(self._canvas.setFocus)
        self.bar.unheld.connect(self.on_unheld)

    def _plus(self) -> QToolButton:
        button = QToolButton(self._canvas)
        button.setText("+")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(self.on_plus)
        button.hide()
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.bar.set_theme(theme)
        for button in (self.before, self.after):
            button.setStyleSheet(STYLE.format(radius=PLUS // 2, **colours_of(theme)))

    # What is shown

    def follow(self, frame: Frame) -> None:
        """Show what holds now; a network of another shape may have other columns below the mouse."""
        other = self._frame is None or self._frame.n != frame.n
        self._frame = frame
        if other and self._menu_open:
            self.menu.close()  # it is of things that may be gone
        if self.bar.isHidden():
            return
        if other and not self.bar.held:
            self.point(self._mouse)
        else:
            self._show(min(self.bar.l, frame.L))

    def point(self, at: QPointF | None) -> None:
        """The mouse is at `at`, None for elsewhere."""
        self._mouse = at
        if self._frame is None or self.bar.held or self._menu_open:
            return
        self._whole = False
        l = None if at is None else column_of(self._layout, at)
        if l is None:
            self._hide()
        else:
            self._show(l)

    @property
    def _layout(self) -> Layout:
        return self._canvas.laid_out()

    def _hide(self) -> None:
        for part in (self.bar, self.before, self.after):
            part.hide()

    def _show(self, l: int) -> None:
        layout = self._layout
        self.bar.show_layer(self._frame, l)
        self.bar.fit(layout.x[l], layout.gap, self._whole)
        self._put(self.before, layout, l, l > 0)
        self._put(self.after, layout, l + 1, l < self._frame.L)
        self.bar.show()
        self.bar.raise_()

    def _put(self, button: QToolButton, layout: Layout, l: int, possible: bool) -> None:
        """Put the button that inserts a layer before layer l halfway to the one before."""
        wider = max(layout.half_width(l - 1), layout.half_width(l)) if possible else layout.gap
        side = min(PLUS, int(layout.gap - 2 * wider) - 2)
        button.setVisible(side >= SMALLEST)
        if side < SMALLEST:
            return
        words = f"Insert a layer between {name(l - 1, self._frame.L)} and {name(l, self._frame.L)}"
        button.setToolTip(f"{words}; training begins anew")
        button.setAccessibleName(words)
        button.setFixedSize(side, side)
        middle = (layout.x[l - 1] + layout.x[l]) / 2
        button.move(round(middle - side / 2), round(BAND))
        button.raise_()

    @Slot()
    def on_moved(self) -> None:
        """Keep the controls above their column; a network that is still to be told of has others."""
        if not self.bar.isHidden() and self._frame is not None and self._layout.n == self._frame.n:
            self._show(self.bar.l)

    # The keyboard

    @Slot()
    def take_keyboard(self) -> None:
        """Go to the header of the layer of what is selected."""
        if self._frame is not None:
            pick = self._frame.pick
            self.on_walked(pick.l if pick is not None else layer_meant(self._frame))
            self.said.emit(KEYS)

    @Slot(int)
    def on_walked(self, l: int) -> None:
        """Show another layer's controls, all of them."""
        self._whole = True
        self._show(l)
        self.bar.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_unheld(self) -> None:
        """Let controls stay only where the mouse is."""
        self.point(self._mouse)

    # What a person asks for

    @Slot(object)
    def ask(self, edit: Edit) -> None:
        """Ask for an edit, and say what else changes by it."""
        self.asked.emit(edit)
        if edit.quantity == "activations":
            experiment = self._frame.experiment
            self.said.emit(said_of_sigma(edit.value[-1], experiment.cost))

    @Slot()
    def on_plus(self) -> None:
        """Ask for a layer in between."""
        self.reshaped.emit(Insert(self.bar.l + (1 if self.sender() is self.after else 0)))

    @Slot(QPoint)
    def on_menu_asked(self, place: QPoint) -> None:
        """Open the menu of the layer."""
        self.open_layer(self.bar.l, place)

    def open_layer(self, l: int, place: QPoint) -> None:
        """Open the menu of layer l at `place` of the screen."""
        self._show(l)
        self._open(layer_menu(self._frame, l, self._canvas), place)

    def open_thing(self, thing: Selection, place: QPoint) -> None:
        """Open the menu of a node, a weight or a bias."""
        self._thing = thing
        self.bar.show_layer(self._frame, thing.l)
        self._open(thing_menu(self._frame, thing, self._canvas), place)

    def _open(self, menu: QMenu, place: QPoint) -> None:
        """Open `menu`, which is deleted with the next one."""
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu
        self._menu_open = True
        menu.triggered.connect(self.on_chosen)
        menu.aboutToHide.connect(self.on_menu_closing)
        menu.popup(place)

    @Slot()
    def on_menu_closing(self) -> None:
        """Go by the mouse again, wherever it has gone over the menu."""
        self._menu_open = False
        at = self._canvas.mapFromGlobal(QCursor.pos())
        self.point(QPointF(at) if self._canvas.rect().contains(at) else None)

    @Slot(QAction)
    def on_chosen(self, action: QAction) -> None:
        """Ask for what was chosen."""
        what = action.data()
        if isinstance(what, Edit):
            self.ask(what)
        elif what == SIZE:
            self.on_walked(self.bar.l)
            self.bar.size_field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif what in (SELECT, EDIT):
            (self.picked if what == SELECT else self.edit_wanted).emit(self._thing)
        elif what is not None:
            self.reshaped.emit(what)
