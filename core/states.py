"""What a session can be doing."""

from enum import Enum


class State(Enum):
    """What a session is doing."""

    PAUSED = "paused"
    RUNNING = "running"
    STEPPING = "stepping"
    CHECKING = "checking"
    SEEKING = "seeking"
    DIVERGED = "diverged"


EVERY = frozenset(State)
WORKING = frozenset({State.RUNNING, State.STEPPING, State.CHECKING, State.SEEKING})
RESTING = EVERY - {State.SEEKING}
DOING = {
    State.CHECKING: "the gradients are being checked",
    State.SEEKING: "another moment is being worked out",
}
"""What is in the way of another command, in words."""
