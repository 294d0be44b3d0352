"""What is asked: one number of the phase that comes next, and the wrong answers that would be understood."""

import math
from collections.abc import Iterable

import numpy as np

from core.backprop import quiet
from core.checks import Array
from core.cursor import Cursor, Phase, at_position, phase_count
from core.exercise import backwards, forwards, hints, updates
from core.exercise.choice import choose
from core.exercise.entry import Entry, Mistake, Quantity
from core.exercise.numbers import Numbers, numbers
from core.lazily import dataclass
from core.network import Network, views
from core.regularisers import NO_R, Regulariser
from core.selection import Selection
from core.update import made

SAME = 1e-9
"""Mistakes that change the answer by a smaller share are none."""


@dataclass(frozen=True)
class Question:
    """One number that the next phase will show.

    Attributes:
        phase, layer: the phase that comes next, its layer 0 where it has none.
        entry: the quantity asked for, its layer and indices from 0; for "w" and "b" the new value.
        answer: the right one.
        mistakes: wrong answers, each with the sentence that says what went wrong.
        hint: how the number is found, in one sentence.
        most: an answer is never right that is further off: an update is smaller than what it changes.

    """

    phase: Phase
    layer: int
    entry: Entry
    answer: float
    mistakes: tuple[Mistake, ...]
    hint: str
    most: float = math.inf


@dataclass(frozen=True)
class Batch:
    """What an update is made from.

    Attributes:
        gradient: the batch's mean, flat.
        eta: the learning rate of the update, as the schedule has it.
        m: the batch's size.
        optimiser, memory: the name of the rule, and what it remembers, (slots, size).
        regulariser: what R is made of.

    """

    gradient: Array
    eta: float
    m: int
    optimiser: str = "gradient descent"
    memory: Array | None = None
    regulariser: Regulariser = NO_R

    @property
    def plain(self) -> bool:
        """Whether an update is −η times the gradient."""
        return self.optimiser == "gradient descent" and not self.regulariser

    def change(self, net: Network) -> Array:
        """What the update adds to theta."""
        if self.plain:
            return np.where(net.mask, 0.0, -self.eta * self.gradient)
        g = self.gradient + self.regulariser.gradient(net) if self.regulariser else self.gradient
        memory = np.zeros((0, g.size)) if self.memory is None else self.memory
        return made(self.optimiser, self.eta, g, memory, net.mask).delta


@quiet
def question(
    net: Network, x: Array, y: Array, cursor: Cursor, batch: Batch, pick: Selection | None = None
) -> Question | None:
    """Return the question before the phase that follows `cursor`, for the sample x (n_0,), y (n_L,).

    The same step, phase and selection always ask for the same entry; what is selected is
    preferred. None where the next phase works nothing out, or nothing that is finite.
    """
    phase, l = at_position((cursor.position(net.L) + 1) % phase_count(net.L), net.L)
    if phase is Phase.INPUT:
        return None
    rng = np.random.default_rng((cursor.step, cursor.position(net.L)))
    if phase is Phase.UPDATE:
        entry = choose(rng, phase, l, net.n, pick, views(np.abs(batch.change(net)), net.n))
    else:
        entry = choose(rng, phase, l, net.n, pick)
    return question_about(net, x, y, entry, batch)


def phase_of(entry: Entry, L: int) -> tuple[Phase, int]:
    """The phase that works out `entry`, and its layer."""
    if entry.quantity in ("w", "b"):
        return Phase.UPDATE, 0
    if entry.quantity in ("z", "a"):
        return Phase.FORWARD, entry.l
    if entry.quantity == "C" or entry == Entry("dC_da", L, entry.indices):
        return Phase.COST, 0
    return Phase.BACKWARD, entry.l + (entry.quantity == "dC_da")


@quiet
def question_about(net: Network, x: Array, y: Array, entry: Entry, batch: Batch) -> Question | None:
    """Return the question for `entry` of the sample x (n_0,), y (n_L,); None where it is not finite."""
    own, (phase, l) = numbers(net, x, y), phase_of(entry, net.L)
    if phase is Phase.UPDATE:
        return _update(own, entry, batch)
    answer = value_of(own, entry)
    mistakes = (forwards if phase in (Phase.FORWARD, Phase.COST) else backwards).mistakes(own, entry)
    return _made(phase, l, entry, answer, mistakes, hints.hint(own, entry))


def value_of(own: Numbers, entry: Entry) -> float:
    """The right answer of a sample's own number."""
    if entry.quantity == "C":
        return own.C
    arrays = {
        "z": own.z,
        "a": own.a,
        "dC_da": own.dC_da,
        "dC_dz": own.dC_dz,
        "dC_db": own.dC_dz,
        "dC_dw": own.dC_dw,
    }
    return float(arrays[entry.quantity][entry.l][entry.indices])


def _update(own: Numbers, entry: Entry, batch: Batch) -> Question | None:
    """Ask for the new value of a weight or bias."""
    old, mean = (updates.value_at(flat, own.n, entry) for flat in (own.net.theta, batch.gradient))
    delta = updates.value_at(batch.change(own.net), own.n, entry)
    new = old + delta
    if batch.plain:
        mistakes = updates.mistakes(own, entry, old, mean, batch.eta, batch.m)
        hint = updates.hint(entry, batch.eta)
    else:
        mistakes = updates.general_mistakes(entry, old, delta, batch.eta * mean)
        hint = updates.general_hint(entry, batch.optimiser, batch.eta, bool(batch.regulariser))
    return _made(Phase.UPDATE, 0, entry, new, mistakes, hint, most=abs(new - old) / 4)


def _made(
    phase: Phase,
    l: int,
    entry: Entry,
    answer: float,
    mistakes: Iterable[Mistake],
    hint: str,
    most: float = math.inf,
) -> Question | None:
    """Leave out what is no mistake with these numbers: an answer that is right after all, or not finite."""
    if not math.isfinite(answer):
        return None
    known = tuple(
        k
        for k in mistakes
        if math.isfinite(k.value) and abs(k.value - answer) > SAME * max(abs(answer), abs(k.value))
    )
    return Question(phase, l, entry, answer, known, hint, most)


__all__ = ["Batch", "Entry", "Mistake", "Quantity", "Question", "question", "question_about", "value_of"]
