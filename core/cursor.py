"""Where training stands: the phases of a step and the place within them.

A step has 2L + 3 phases, in this order:
INPUT, FORWARD ℓ = 1 … L, COST, BACKWARD ℓ = L … 1, UPDATE.
"""

from enum import Enum

from core.lazily import dataclass


class Phase(Enum):
    """What was done last."""

    INPUT = "input"
    FORWARD = "forward"
    COST = "cost"
    BACKWARD = "backward"
    UPDATE = "update"


def phase_count(L: int) -> int:
    """How many phases, and so frames, one step has."""
    return 2 * L + 3


@dataclass(frozen=True)
class Cursor:
    """One place in training.

    Attributes:
        step: updates done.
        epoch: passes over all batches done.
        start: how many samples of the present epoch were taken by earlier batches.
        phase, l: the phase done last and its layer (0 where the phase has none).

    """

    step: int = 0
    epoch: int = 0
    start: int = 0
    phase: Phase = Phase.INPUT
    l: int = 0

    def position(self, L: int) -> int:
        """The place of the phase in its step: 0 for INPUT … 2L + 2 for UPDATE."""
        return position(self.phase, self.l, L)


def position(phase: Phase, l: int, L: int) -> int:
    """The place of `phase` with layer `l` in a step of a network with L layers: 0 … 2L + 2."""
    places = {
        Phase.INPUT: 0,
        Phase.FORWARD: l,
        Phase.COST: L + 1,
        Phase.BACKWARD: 2 * L + 2 - l,
        Phase.UPDATE: 2 * L + 2,
    }
    return places[phase]


def at_position(place: int, L: int) -> tuple[Phase, int]:
    """The phase and layer at `place`, the inverse of `position`."""
    if place == 0:
        return Phase.INPUT, 0
    if place <= L:
        return Phase.FORWARD, place
    if place == L + 1:
        return Phase.COST, 0
    if place <= 2 * L + 1:
        return Phase.BACKWARD, 2 * L + 2 - place
    return Phase.UPDATE, 0
