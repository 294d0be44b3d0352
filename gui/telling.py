"""How far a file is read, told on a terminal."""

import sys
from time import perf_counter

PATIENCE = 1.0
"""Seconds of reading before it is told how far it is."""


class ReadingProgress:
    """Tells how far a file is read, unless it is there within a second."""

    def __init__(self, name: str, told: bool) -> None:
        self._name, self._told, self._begun, self._line = name, told, perf_counter(), ""

    def tell(self, share: float) -> None:
        """Keep one line up to date."""
        line = f"\rreading {self._name} {share:4.0%}"
        if self._told and line != self._line and perf_counter() - self._begun > PATIENCE:
            self._line = line
            print(line, end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self._line:
            print(file=sys.stderr)
