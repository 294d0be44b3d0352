"""The actions that draw something otherwise, for the table of all actions."""

from gui.action_spec import ActionSpec, classifies

VIEW_ACTIONS = (
    ActionSpec("panel_next", "Next panel", "Give the keyboard to the next part of the window", ("Ctrl+Tab",)),
    ActionSpec(
        "panel_previous", "Previous panel", "Give the keyboard to the part before", ("Ctrl+Shift+Tab",)
    ),
    ActionSpec("panel_float", "Take out or put back", "Take the panel out of the window, or put it back"),
    ActionSpec("panel_left", "To the left", "Move the panel to the left of the network"),
    ActionSpec("panel_right", "To the right", "Move the panel to the right of the network"),
    ActionSpec("panel_below", "Below", "Move the panel below the network"),
    ActionSpec("panel_wider", "Wider", "Make the panel wider", ("Alt+Shift+Right",)),
    ActionSpec("panel_narrower", "Narrower", "Make the panel narrower", ("Alt+Shift+Left",)),
    ActionSpec("panel_higher", "Higher", "Make the panel higher", ("Alt+Shift+Up",)),
    ActionSpec("panel_lower", "Lower", "Make the panel lower", ("Alt+Shift+Down",)),
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
