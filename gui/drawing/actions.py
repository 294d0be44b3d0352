"""The actions of who paints, for the table of all actions."""

from core.datasets.given import DRAWING
from core.drawings import can_be_drawn_on
from core.frame import Frame
from gui.action_spec import ActionSpec


def paintable(frame: Frame) -> bool:
    """Whether the data could be painted on, and is no drawing yet."""
    return frame.experiment.dataset != DRAWING and can_be_drawn_on(frame.dataset)


DRAWING_ACTIONS = (
    ActionSpec(
        "draw",
        "Draw points",
        "Paint points on the plane by click or drag, and erase them with the right button; "
        "Ctrl+click shows a sample",
        ("Ctrl+D",),
        "paint-brush",
        checkable=True,
    ),
    ActionSpec("new_drawing", "New drawing", "Begin with an empty plane to paint on, and a network for it"),
    ActionSpec(
        "draw_here",
        "Draw on this data",
        "Go on with the points that are shown as a drawing; training begins anew",
        needs=paintable,
    ),
)
