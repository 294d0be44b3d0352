"""The actions that change the shape of the network, or freeze a part of it, for the table of all actions."""

from core.frame import Frame
from core.selection import Pick
from gui.action_spec import ON_THE_WAY, ActionSpec, layer_meant
from gui.limits import MOST_LAYERS, MOST_NODES


def can_grow(frame: Frame) -> bool:
    """Whether there is a hidden layer, and room for another node in it."""
    l = layer_meant(frame)
    return l > 0 and frame.n[l] < MOST_NODES


def can_shrink(frame: Frame) -> bool:
    """Whether there is a hidden layer that can do without a node."""
    l = layer_meant(frame)
    return l > 0 and frame.n[l] > 1


def can_be_frozen(frame: Frame) -> bool:
    """Whether a weight or bias is selected, or a node that has some."""
    pick = frame.pick
    parameters = isinstance(pick, Pick) or (pick is not None and pick.l > 0)
    return parameters and frame.state not in ON_THE_WAY


LAYER_ACTIONS = (
    ActionSpec(
        "add_layer",
        "Add a hidden layer",
        "Begin with one more layer before the output",
        ("Ctrl+I",),
        needs=lambda frame: frame.L < MOST_LAYERS,
    ),
    ActionSpec(
        "remove_layer",
        "Remove a hidden layer",
        "Begin without the layer before the output",
        ("Ctrl+Shift+I",),
        needs=lambda frame: frame.L > 1,
    ),
    ActionSpec(
        "add_node",
        "Add a node",
        "Begin with one more node in the hidden layer of what is selected, or else in the last one",
        ("Ctrl+U",),
        needs=can_grow,
    ),
    ActionSpec(
        "remove_node",
        "Remove a node",
        "Begin with one node fewer in the hidden layer of what is selected, or else in the last one",
        ("Ctrl+Shift+U",),
        needs=can_shrink,
    ),
    ActionSpec(
        "headers",
        "Size and σ of each layer",
        "Go to the headers above the network: there keys change the layers' nodes and σ",
        ("F6",),
    ),
    ActionSpec(
        "freeze",
        "Freeze weight, bias or node",
        "Let updates leave what is selected alone, or change it again: a weight, a bias, or all of a node",
        ("Ctrl+Shift+F",),
        checkable=True,
        needs=can_be_frozen,
    ),
)
