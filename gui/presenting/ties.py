"""Signals that are listened to during a presentation alone."""

from collections.abc import Callable, Iterable
from typing import Any

Tie = tuple[Any, Callable]
"""A signal and the slot that hears it."""


class Ties:
    """Ties signals to slots, and all of them loose again."""

    def __init__(self, ties: Iterable[Tie]) -> None:
        """Tie them now."""
        self._ties = tuple(ties)
        for signal, slot in self._ties:
            signal.connect(slot)

    def loose(self) -> None:
        """Let no slot hear anything any more."""
        for signal, slot in self._ties:
            signal.disconnect(slot)
        self._ties = ()
