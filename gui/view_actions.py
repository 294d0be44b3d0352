"""The actions that draw something otherwise, for the table of all actions."""

from gui.action_spec import ActionSpec, classifies

VIEW_ACTIONS = (
    ActionSpec("log", "Logarithmic cost", "Show the cost on a logarithmic axis", ("Ctrl+L",), checkable=True),
    ActionSpec(
        "accuracy", "Accuracy", "Draw the accuracy below", ("Ctrl+Shift+L",), checkable=True, needs=classifies
    ),
    ActionSpec(
        "edges",
        "Colour edges by gradient",
        "Colour the edges by ∂C̄/∂w, the batch's mean, instead of w",
        ("Ctrl+G",),
        checkable=True,
    ),
    ActionSpec(
        "maps",
        "Node maps",
        "Let every node show what it computes over the plane of the inputs",
        ("Ctrl+Shift+M",),
        checkable=True,
    ),
    ActionSpec(
        "dashes",
        "Dash negative edges",
        "Draw edges below zero dashed, so that not their colour alone tells the sign",
        checkable=True,
    ),
    ActionSpec("zoom_in", "Zoom in", "Look closer at the network", ("Ctrl++", "Ctrl+=")),
    ActionSpec("zoom_out", "Zoom out", "See more of the network", ("Ctrl+-",)),
    ActionSpec("fit", "Whole network", "Show all of the network", ("Ctrl+0",)),
)
