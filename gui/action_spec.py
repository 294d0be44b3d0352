"""What an action is: its words and keys, what it asks for, and when it can be used."""

from collections.abc import Callable

from core.commands import Command
from core.frame import Frame
from core.lazily import dataclass
from core.selection import Pick

FILES = frozenset({"importing", "exporting"})
ON_THE_WAY = FILES | {"seeking"}
"""States in which frames show what there was before, and Cancel leaves it so."""

STOPPABLE = ON_THE_WAY | {"checking"}
"""States in which Esc gives up what is under way."""

WORKING = STOPPABLE | {"running", "stepping"}
"""States in which Run pauses."""

ALWAYS = frozenset({"paused", "running", "stepping", "checking", "diverged"}) | ON_THE_WAY
RESTING = ALWAYS - ON_THE_WAY
STANDING = frozenset({"paused"})
CHECKABLE = RESTING - {"checking", "diverged"}


@dataclass(frozen=True)
class ActionSpec:
    """One action: its words, keys and icon, what it asks for, and when it can.

    `command` is None for actions that the window handles itself; `needs` tells of a frame
    whether there is anything for the action to do.
    """

    id: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str | None = None
    command: Command | None = None
    states: frozenset[str] = ALWAYS
    checkable: bool = False
    needs: Callable[[Frame], bool] | None = None


def derived(frame: Frame) -> bool:
    """Whether the frame carries a derivation that may be told."""
    return isinstance(frame.pick, Pick) and not (frame.view.exercise and not frame.fresh_dC_dz(frame.pick.l))


def classifies(frame: Frame) -> bool:
    """Whether the data has classes."""
    return frame.dataset.task == "classification"


def is_on_the_way(frame: Frame) -> bool:
    """Whether something is under way that keeps a session from being saved: a frame may only pose."""
    return frame.state in ON_THE_WAY or frame.pose is not None


def has_past(frame: Frame) -> bool:
    """Whether one can go back."""
    return frame.history.moment > 0 and frame.state not in ON_THE_WAY


def layer_meant(frame: Frame) -> int:
    """The hidden layer that an action on a layer is about: that of what is selected, or else the last.

    It is 0 where there are none.
    """
    last = frame.L - 1
    return frame.pick.l if frame.pick is not None and 0 < frame.pick.l <= last else last
