"""The update of one weight or bias, taken apart: what went into it, and what the optimiser made of that."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.backprop import quiet
from core.checks import Array
from core.cursor import Phase
from core.frame import Frame
from core.lazily import dataclass
from core.network import Views, views
from core.operations import perform
from core.optimisers import OPTIMISERS, Adam, optimiser
from core.regularisers import Regulariser
from core.selection import Layer, Pick, index_of, stretch_of


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


@dataclass(frozen=True)
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

    @property
    def corrected(self) -> tuple[float, float] | None:
        """Adam's m̂ and ŝ, of the memory after the update; None for other rules, and before the first."""
        if self.optimiser != Adam.name or not self.memory[2] > 0:
            return None
        m, s, t = self.memory
        return m / (1.0 - Adam.beta_1**t), s / (1.0 - Adam.beta_2**t)


@quiet
def update_of(frame: Frame, pick: Pick, slope: float) -> Update:
    """The update that ∂C̄/∂w = `slope` makes of the weight or bias `pick`.

    At UPDATE, and while training runs, it is the one that was done; otherwise the one that this step is
    still to do. Where the frame has no memory (see there) all that depends on it is NaN.
    """
    place = index_of(pick, frame.n)
    here = _Stretch.of(frame, place, place + 1)
    # One weight and one bias are a network of one layer.
    alone = np.array([here.theta[0], 0.0])
    penalty = 0.0 if pick.B is None else float(_penalty(frame.regulariser, alone, (1, 1))[0])
    g, frozen = slope + penalty, bool(here.mask[0])
    found = made(frame.optimiser, frame.eta, np.array([g]), here.memory, here.mask)
    delta = 0.0 if frozen else float(found.delta[0])
    before, after = (tuple(k[:, 0].tolist()) for k in (here.memory, found.memory))
    slots = OPTIMISERS[frame.optimiser].slots
    return Update(frame.optimiser, frame.eta, slope, penalty, g, slots, before, after, delta, frozen)


@quiet
def layer_change(frame: Frame, l: int) -> Views:
    """Δw^ℓ and Δb^ℓ of the same update, made of the gradient of `frame`; NaN where it has none."""
    n = frame.n[l - 1 : l + 1]
    start, stop = stretch_of(Layer(l), frame.n)
    if frame.gradient is None:
        return views(np.full(stop - start, np.nan), n)
    here, g = _Stretch.of(frame, start, stop), frame.gradient[start:stop]
    if frame.regulariser:
        g = g + _penalty(frame.regulariser, here.theta, n)
    found = made(frame.optimiser, frame.eta, g, here.memory, here.mask)
    return views(np.where(here.mask, 0.0, found.delta), n)


class _Stretch(NamedTuple):
    """What an update begins with, in a stretch of theta's order."""

    theta: Array
    memory: Array
    mask: NDArray[np.bool_]

    @classmethod
    def of(cls, frame: Frame, start: int, stop: int) -> "_Stretch":
        done = frame.cursor.phase is Phase.UPDATE
        theta, memory = (frame.theta_before, frame.memory_before) if done else (frame.theta, frame.memory)
        if memory is None:
            memory = np.full((len(OPTIMISERS[frame.optimiser].slots), frame.theta.size), np.nan)
        return cls(theta[start:stop], memory[:, start:stop], frame.mask[start:stop])


def _penalty(regulariser: Regulariser, theta: Array, n: Sequence[int]) -> Array:
    """∂R/∂θ, flat, at the `theta` of layers of sizes `n`."""
    out = np.zeros_like(theta)
    perform(regulariser.bind(theta, n, np.zeros_like(theta), out))
    return out
