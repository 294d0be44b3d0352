"""How good the network is on the whole data, at one theta."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.backprop import forward, quiet
from core.checks import Array
from core.jobs import Job, Work
from core.network import Network

CHUNK = 1024
"""Samples of one piece of work."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """What the parameters after `step` updates are worth.

    A single output counts as right on its target's side of ½, several by the largest.

    Attributes:
        cost, accuracy: C_train, the mean of C over the training set, and for classes the share that is right.
        held_out_cost, held_out_accuracy: the same for the samples held out; None where there are none.
        costs: C of each sample of the data (M,), read-only.

    """

    step: int
    cost: float
    accuracy: float | None
    held_out_cost: float | None
    held_out_accuracy: float | None
    costs: Array


def scoring(
    net: Network, x: Array, y: Array, held_out: Flags, task: str, step: int, deliver: Callable[[Score], None]
) -> Job:
    """Evaluate a copy of `net` on x (n_0, M), y (n_L, M), chunk by chunk, and hand over the score.

    `held_out` (M,) is True for the samples that were kept out of training.
    """
    frozen = net.with_theta(net.theta.copy())

    def work() -> Work:
        yield 0.0
        costs, right = np.empty(x.shape[1]), np.empty(x.shape[1], dtype=np.bool_)
        for start in range(0, x.shape[1], CHUNK):
            part = slice(start, start + CHUNK)
            costs[part], right[part] = _evaluate(frozen, x[:, part], y[:, part])
            if start + CHUNK < x.shape[1]:
                yield 0.0
        costs.flags.writeable = False
        cost, accuracy = _means(costs, right, ~held_out, task)
        if held_out.any():
            deliver(Score(step, cost, accuracy, *_means(costs, right, held_out, task), costs))
        else:
            deliver(Score(step, cost, accuracy, None, None, costs))

    return Job(work())


@quiet
def _means(costs: Array, right: Flags, chosen: Flags, task: str) -> tuple[float, float | None]:
    """The mean cost of the chosen samples, and for classes the share that is right."""
    accuracy = float(right[chosen].mean()) if task == "classification" else None
    return float(costs[chosen].mean()), accuracy


def _evaluate(net: Network, x: Array, y: Array) -> tuple[Array, Flags]:
    """C of each sample, and whether it is classified rightly."""
    aL = forward(net, x).a[net.L]
    right = (aL[0] > 0.5) == (y[0] > 0.5) if len(y) == 1 else aL.argmax(axis=0) == y.argmax(axis=0)
    with np.errstate(all="ignore"):
        return net.cost_function.value(aL, y), right


def score(net: Network, x: Array, y: Array, task: str, step: int = 0, held_out: Flags | None = None) -> Score:
    """Return the score at once; without `held_out` all samples are the training set."""
    found: list[Score] = []
    mask = np.zeros(x.shape[1], dtype=np.bool_) if held_out is None else held_out
    job = scoring(net, x, y, mask, task, step, found.append)
    while not job.done:
        job.step(1.0)
    return found[0]
