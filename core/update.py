"""The update of one weight or bias, taken apart: what went into it, and what the optimiser made of that."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.backprop import quiet
from core.checks import Array
from core.cursor import Phase
from core.frame import Frame
from core.operations import perform
from core.optimisers import OPTIMISERS, optimiser
from core.regularisers import Regulariser
from core.selection import Pick, index_of


class Made(NamedTuple):
    """What an optimiser makes of a gradient: the change of θ, flat, and its memory after it."""

    delta: Array
    memory: Array


@quiet
def made(name: str, eta: float, g: Array, memory: Array, mask: NDArray[np.bool_]) -> Made:
    """Let the optimiser `name` do one update with the rate `eta` along `g`, from its `memory` (slots, size).

    It is the optimiser's own operations that are performed, on copies.
    """
    rule = optimiser(name, 1.0, g.size)
    np.copyto(rule.memory, memory)
    rule.freeze(mask)
    rule.use_rate(eta)
    theta = np.zeros(g.size)
    perform(rule.bind(theta, g))
    return Made(theta, rule.memory)


@dataclass(frozen=True, slots=True)
class Update:
    """One update of one weight or bias.

    Attributes:
        optimiser: the name of the rule.
        eta: the learning rate of this update, as the schedule has it.
        slope: ∂C̄/∂w, the mean over the batch.
        penalty: ∂R/∂w at the weight before the update, 0 for a bias and where there is no R.
        g: their sum, which the optimiser is given.
        slots: the symbols of what the optimiser remembers.
        memory_before, memory: what it remembers before and after, in the order of `slots`.
        delta: Δw, what is added to the parameter; 0 where it is frozen.
        frozen: whether updates leave the parameter, and what is remembered of it, alone.

    """

    optimiser: str
    eta: float
    slope: float
    penalty: float
    g: float
    slots: tuple[str, ...]
    memory_before: tuple[float, ...]
    memory: tuple[float, ...]
    delta: float
    frozen: bool

    @property
    def plain(self) -> bool:
        """Whether Δw is −η ∂C̄/∂w and nothing else."""
        return self.optimiser == "gradient descent" and not self.penalty


@quiet
def update_of(frame: Frame, pick: Pick, slope: float) -> Update:
    """The update that ∂C̄/∂w = `slope` makes of the weight or bias `pick`.

    At UPDATE, and while training runs, it is the one that was done; otherwise the one that this step is
    still to do. Where the frame has no memory (see there) all that depends on it is NaN.
    """
    place, done = index_of(pick, frame.n), frame.cursor.phase is Phase.UPDATE
    w = float((frame.theta_before if done else frame.theta)[place])
    penalty = 0.0 if pick.B is None else penalty_of(frame.regulariser, w)
    slots = OPTIMISERS[frame.optimiser].slots
    known = frame.memory_before if done else frame.memory
    before = np.full((len(slots), 1), np.nan) if known is None else known[:, place : place + 1]
    mask, g = frame.mask[place : place + 1], slope + penalty
    found = made(frame.optimiser, frame.eta, np.array([g]), before, mask)
    remembered = (tuple(k[:, 0].tolist()) for k in (before, found.memory))
    delta, frozen = float(found.delta[0]), bool(mask[0])
    return Update(
        frame.optimiser, frame.eta, slope, penalty, g, slots, *remembered, 0.0 if frozen else delta, frozen
    )


def penalty_of(regulariser: Regulariser, w: float) -> float:
    """∂R/∂w at one weight."""
    alone, out = np.array([w, 0.0]), np.zeros(2)
    perform(regulariser.bind(alone, (1, 1), np.zeros(2), out))
    return float(out[0])
