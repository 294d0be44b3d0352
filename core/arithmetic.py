"""Which arithmetics are at hand: numpy's, and that of compiled steps once they are ready.

The same numbers come out bit for bit only where the mark of the arithmetic is the same.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from core.fingerprint import fingerprint

if TYPE_CHECKING:
    from core.trainer import Trainer

Steps = Callable[["Trainer", float, float], None]
"""Does whole steps of a trainer that stands after an update, until the clock shows the second or the trainer
has done the third, or has diverged; leaves it as its own steps would, but for last bits."""


class Compiled(NamedTuple):
    """Steps that are done many at a time, and the mark of their arithmetic."""

    mark: str
    steps: Steps


class Arithmetic:
    """What there is in this process.

    Attributes:
        compiled: the steps that are faster than numpy's, None until there are any.

    """

    def __init__(self) -> None:
        """There is numpy."""
        self.compiled: Compiled | None = None

    @property
    def numpy(self) -> str:
        """The mark of numpy's own steps on this machine."""
        return fingerprint()

    @property
    def name(self) -> str:
        """What does whole steps at present: "compiled", or "numpy"."""
        return "numpy" if self.compiled is None else "compiled"

    def has(self, mark: str | None) -> bool:
        """Whether what was done under `mark` can be done again bit for bit; None means any."""
        return mark is None or mark == self.numpy or self.steps(mark) is not None

    def steps(self, mark: str | None) -> Steps | None:
        """The compiled steps under `mark`, None where numpy does it or stands in."""
        ready = self.compiled
        return ready.steps if ready is not None and ready.mark == mark else None


ARITHMETIC = Arithmetic()
"""The one of this process."""
