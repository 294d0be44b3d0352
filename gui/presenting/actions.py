"""The action that begins and ends a presentation, for the table of all actions, and the keys during one."""

from gui.action_spec import ActionSpec

PRESENT_ACTIONS = (
    ActionSpec(
        "present",
        "Present",
        "Fill the screen with the network and one panel, in large type, for a projector; Esc ends it",
        ("F11", "F5", "Shift+F5"),
        checkable=True,
    ),
)

ON, BACK, SPOTLIGHT, BLACK, END = ("PgDown", "Right"), ("PgUp", "Left"), ("S",), ("B", "."), ("Esc",)
"""Keys of a presentation alone: those that remotes send are among them."""

OTHER_KEYS: dict[str, tuple[str, ...]] = {
    "phase": (),
    "phase_back": (),
    "next_sample": ("N",),
    "previous_sample": ("P", ","),
    "deselect": ("D",),
}
"""What actions whose usual keys are taken by these have instead."""

PRESENTING = (
    ("Page ↓ or →", "Go on: a phase, the answer of an exercise, the next step of a lesson"),
    ("Page ↑ or ←", "Go back by a phase"),
    ("S", "The spotlight: on what is spoken about, with the mouse, off"),
    ("B or Full stop", "A black screen, and back"),
    ("N, P", "Next, previous sample"),
    ("D", "Select nothing"),
    ("Ctrl+1 to Ctrl+9", "Another panel, or none"),
    ("Esc", "End the presentation"),
)
"""The same in words, for the page of all keys."""
