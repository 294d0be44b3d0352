"""What the menus of the canvas offer: of a layer's header, of a node, a weight and a bias.

An entry's data is what it asks for: a `Reshaping`, an `Edit`, or one of the words below.
"""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.activations import ACTIVATIONS, HIDDEN
from core.commands import Edit
from core.errors import BadInputError
from core.frame import Frame
from core.frozen import is_frozen
from core.reshaping import Grow, Insert, Remove, with_sigma
from core.selection import Layer, Node, Pick, Selection
from gui.action_spec import ON_THE_WAY
from gui.limits import MOST_LAYERS, MOST_NODES
from gui.network.describe import meaning
from gui.network.editor import subject_of
from gui.network.headers import described, name

SIZE, SELECT, EDIT = "size", "select", "edit"
"""Type a layer's number of nodes; select the thing; type its value."""
FULL = f"A network has at most {MOST_LAYERS} layers with weights here"
WIDEST = f"A hidden layer has at most {MOST_NODES} nodes here"
LEAST = "A layer keeps at least one node"


def layer_menu(frame: Frame, l: int, parent: QWidget) -> QMenu:
    """Return the menu of layer l."""
    menu = _menu(_capital(described(frame, l)), parent)
    _add_layer(menu, frame, l)
    return menu


def thing_menu(frame: Frame, thing: Selection, parent: QWidget) -> QMenu:
    """Return the menu of a node, a weight or a bias."""
    menu = _menu(_capital(meaning(frame, thing)), parent)
    _add(menu, "Select", SELECT, frame.pick != thing)
    _add(menu, "Edit value…", EDIT, *_editable(frame, thing))
    if isinstance(thing, Pick) or thing.l:
        _add_freezing(menu, frame, thing, {Pick: "", Node: " all weights into it and its bias"}[type(thing)])
    if isinstance(thing, Node):
        menu.addSeparator()
        inner = menu.addMenu(_capital(name(thing.l, frame.L)))
        inner.setToolTipsVisible(True)
        _add_layer(inner, frame, thing.l)
    return menu


def _add_layer(menu: QMenu, frame: Frame, l: int) -> None:
    if 0 < l < frame.L:
        _add(menu, "Number of nodes…", SIZE)
        _add(menu, "Add a node", Grow(l, 1), frame.n[l] < MOST_NODES, WIDEST)
        _add(menu, "Remove a node", Grow(l, -1), frame.n[l] > 1, LEAST)
    if l:
        _add_sigma(menu, frame, l)
        menu.addSeparator()
        _add(menu, "Insert a layer before", Insert(l), frame.L < MOST_LAYERS, FULL)
    if l < frame.L:
        _add(menu, "Insert a layer after", Insert(l + 1), frame.L < MOST_LAYERS, FULL)
    if 0 < l < frame.L:
        _add(menu, f"Remove {name(l, frame.L)}", Remove(l))
    if l:
        menu.addSeparator()
        _add_freezing(menu, frame, Layer(l), f" all of {name(l, frame.L)}")


def _add_sigma(menu: QMenu, frame: Frame, l: int) -> None:
    """A menu of the σ that layer l can have, the one it has ticked."""
    inner = menu.addMenu("σ")
    for each in HIDDEN if l < frame.L else tuple(ACTIVATIONS):
        action = _add(inner, each, Edit("activations", with_sigma(frame.experiment, l, each)))
        action.setCheckable(True)
        action.setChecked(each == frame.experiment.activations[l - 1])


def _add_freezing(menu: QMenu, frame: Frame, at: Pick | Node | Layer, what: str) -> None:
    frozen = is_frozen(frame.mask, frame.n, at)
    _add(menu, f"{'Free' if frozen else 'Freeze'}{what}", Edit("frozen", not frozen, at=at), _settled(frame))


def _editable(frame: Frame, thing: Selection) -> tuple[bool, str]:
    """Whether a number of the thing can be typed, and why not."""
    try:
        subject_of(frame, thing)
    except BadInputError as error:
        return False, str(error)
    return True, ""


def _settled(frame: Frame) -> bool:
    return frame.state not in ON_THE_WAY


def _menu(title: str, parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    menu.addAction(title).setEnabled(False)
    menu.addSeparator()
    return menu


def _add(menu: QMenu, text: str, data: object, possible: bool = True, why_not: str = "") -> QAction:
    action = menu.addAction(text)
    action.setData(data)
    action.setEnabled(possible)
    if why_not and not possible:
        action.setToolTip(why_not)
    return action


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:].replace("&", "&&")
