"""The actions of the lessons, for the table of all actions."""

from core.frame import Frame
from gui.action_spec import ActionSpec


def learning(frame: Frame) -> bool:
    """Whether a lesson is under way."""
    return frame.visiting


COURSE_ACTIONS = (
    ActionSpec(
        "lesson_next",
        "Next step",
        "Go on in the lesson, once what its step asks for is done",
        ("Ctrl+Return", "Ctrl+Enter"),
        needs=learning,
    ),
    ActionSpec(
        "lesson_go",
        "To the field that is meant",
        "Give the keyboard to what the step of the lesson points at",
        ("F7",),
        needs=learning,
    ),
    ActionSpec(
        "lesson_again",
        "Begin this step again",
        "Put network and numbers back to where the step of the lesson began",
        ("Shift+F7",),
        needs=learning,
    ),
    ActionSpec(
        "lesson_leave",
        "Leave the lesson",
        "Go back to your own network, which is as it was; the lesson can be taken up again",
        ("Ctrl+F7",),
        needs=learning,
    ),
    ActionSpec("tour", "Tour", "Four words on where things are"),
)
