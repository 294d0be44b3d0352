"""A mailbox of depth one between two threads: the latest wins, and nobody waits."""

from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Holds at most one thing. Each operation is a single atomic one of `deque`."""

    def __init__(self) -> None:
        self._slot: deque[T] = deque(maxlen=1)

    def put(self, thing: T) -> None:
        """Leave `thing`, in place of one that was not taken."""
        self._slot.append(thing)

    def take(self) -> T | None:
        """Return what is there and leave the box empty; None where there is nothing."""
        try:
            return self._slot.pop()
        except IndexError:
            return None

    @property
    def empty(self) -> bool:
        """Whether the last thing put was taken."""
        return not self._slot
