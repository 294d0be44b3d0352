"""What a session can be doing."""

import re
from enum import Enum


class State(Enum):
    """What a session is doing."""

    PAUSED = "paused"
    RUNNING = "running"
    STEPPING = "stepping"
    CHECKING = "checking"
    SEEKING = "seeking"
    IMPORTING = "importing"
    EXPORTING = "exporting"
    DIVERGED = "diverged"


EVERY = frozenset(State)
FILES = frozenset({State.IMPORTING, State.EXPORTING})
WORKING = frozenset({State.RUNNING, State.STEPPING, State.CHECKING, State.SEEKING}) | FILES
RESTING = EVERY - {State.SEEKING} - FILES
DOING = {
    State.CHECKING: "the gradients are being checked",
    State.SEEKING: "another moment is being worked out",
    State.IMPORTING: "a file is being read",
    State.EXPORTING: "a file is being written",
}
"""What is in the way of another command, in words."""


OWN_NAMES = {"Visit": "A lesson"}
"""What commands are called whose class says it otherwise."""


def called(command: object) -> str:
    """What a command is called in a sentence that begins with it."""
    name = type(command).__name__
    return OWN_NAMES.get(name) or re.sub("(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", name)
