"""How good the network is on the whole training set, at one theta."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.backprop import Activity, forward_layer, quiet
from core.checks import Array
from core.jobs import Job, Work
from core.network import Network
from core.operations import perform

CHUNK = 1024
"""Samples of one piece of work."""


@dataclass(frozen=True, slots=True)
class Score:
    """C_train, the cost over the whole training set after `step` updates, and for classes the accuracy.

    A single output counts as right on its target's side of ½, several by the largest.
    """

    step: int
    cost: float
    accuracy: float | None


def scoring(net: Network, x: Array, y: Array, task: str, step: int, deliver: Callable[[Score], None]) -> Job:
    """Evaluate a copy of `net` on x (n_0, M), y (n_L, M), chunk by chunk, and hand over the score."""
    frozen = net.with_theta(net.theta.copy())

    def work() -> Work:
        yield 0.0
        cost, right = 0.0, 0
        for start in range(0, x.shape[1], CHUNK):
            part = slice(start, start + CHUNK)
            more_cost, more_right = _evaluate(frozen, x[:, part], y[:, part])
            cost, right = cost + more_cost, right + more_right
            if start + CHUNK < x.shape[1]:
                yield 0.0
        M = x.shape[1]
        deliver(Score(step, cost / M, right / M if task == "classification" else None))

    return Job(work())


@quiet
def _evaluate(net: Network, x: Array, y: Array) -> tuple[float, int]:
    """The sum of C over the samples, and how many are classified rightly."""
    p = Activity(net, x.shape[1])
    np.copyto(p.a[0], x)
    for l in range(1, net.L + 1):
        perform(forward_layer(net, p, l))
    aL = p.a[net.L]
    if len(y) == 1:
        right = np.count_nonzero((aL > 0.5) == (y > 0.5))
    else:
        right = np.count_nonzero(aL.argmax(axis=0) == y.argmax(axis=0))
    return float(net.cost_function.value(aL, y).sum()), int(right)


def score(net: Network, x: Array, y: Array, task: str, step: int = 0) -> Score:
    """Return the score at once."""
    found: list[Score] = []
    job = scoring(net, x, y, task, step, found.append)
    while not job.done:
        job.step(1.0)
    return found[0]
