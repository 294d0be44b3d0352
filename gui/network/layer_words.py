"""What the controls of a layer are called and look like, and what is typed into them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.errors import BadInputError, shown
from core.frame import Frame
from gui.limits import MOST_NODES
from gui.network.headers import name
from gui.theme import Theme

KEYS = "← → another layer, + − nodes, Enter their number, ↓ σ, Insert and Delete a layer, Esc back"
STYLE = """
QFrame#layer_bar {{ background: {raised}; border: 1px solid {border}; border-radius: 7px; }}
QFrame#layer_bar:focus {{ border-color: {accent}; }}
QLabel {{ background: transparent; font-weight: 600; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0; }}
QToolButton:hover {{ background: {accent_soft}; border-color: {accent}; }}
QToolButton:disabled {{ color: {dim}; }}
QLineEdit, QComboBox {{
    background: {surface}; border-radius: 4px; padding: 0 3px; min-height: 18px; font-size: 8.5pt;
}}
QLineEdit:read-only {{ background: transparent; border-color: transparent; }}
QComboBox {{ padding-left: 6px; }}
QComboBox::drop-down {{ width: 16px; }}
"""


def tips(frame: Frame, l: int) -> dict[str, str]:
    """What each control of layer l does, and where training begins anew by it."""
    who, hidden = name(l, frame.L), 0 < l < frame.L
    anew = "; training begins anew"
    return {
        "fewer": f"Remove a node from {who}{anew}",
        "more": f"Add a node to {who}{anew}",
        "gone": f"Remove {who}{anew}",
        "menu": f"What can be done with {who}",
        "sigma": f"σ of {who}; w and b stay as they are",
        "size": f"Nodes of {who}, 1 to {MOST_NODES}{anew}" if hidden else f"Nodes of the {who}: the data's",
    }


def colours_of(theme: Theme) -> dict[str, str]:
    """The colours of `theme` by their names."""
    return {key: value for key, value in vars(theme).items() if isinstance(value, str)}


def freezes(event: QKeyEvent) -> bool:
    """Whether the keys of `event` freeze and free."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F and event.modifiers() == both


def nodes_of(text: str) -> int:
    """A number of nodes as it was typed; raises one sentence where there can be no such layer."""
    written = text.strip()
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= MOST_NODES):
        raise BadInputError(f"A hidden layer has 1 to {MOST_NODES} nodes here, not {shown(written)}.")
    return int(written)
