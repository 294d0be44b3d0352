"""Writes the record of a run, step by step; steps that are done again are known already."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.network import Network
from core.record import Run


class Recorder:
    """Collects entries step by step and hands them to a run in chunks."""

    def __init__(self, run: Run, net: Network, gradient: Array) -> None:
        """Write to `run` what `gradient`, a flat vector in theta's order, holds at each entry."""
        self.run = run
        self._gradient = gradient
        self._squares = np.empty_like(gradient)
        # Each node has two stretches in the vector, weights and bias; each layer its nodes.
        sizes = [size for of, to in pairwise(net.n) for _ in range(to) for size in (of, 1)]
        self._stretches = np.cumsum([0, *sizes[:-1]])
        self._layers = np.cumsum([0, *net.n[1:-1]])
        self._costs: list[float] = []
        self._norm_steps: list[int] = []
        self._norms: list[Array] = []

    def enter(self, step: int, mean_cost: float, norms: bool) -> None:
        """Note C̄ of the batch after `step` updates and, where `norms`, the norms of its gradient."""
        if step < self.run.steps:
            return
        self._costs.append(mean_cost)
        if norms:
            self._norm_steps.append(step)
            self._norms.append(self.norms())

    def enter_many(self, step: int, costs: Array, norm_steps: NDArray[np.int64], norms: Array) -> None:
        """Note C̄ of the batches after `step` updates and each of those that follow, (k,), and norms.

        `norms` (j, 2L) are those of the gradients in `norm_steps` (j,). Nothing given is kept.
        """
        self.flush(step)
        known = self.run.steps
        skipped = min(len(costs), max(0, known - step))
        steps = np.arange(step + skipped, step + len(costs), dtype=np.float64)
        new = norm_steps >= known
        self.run.cost.extend(steps, costs[skipped:])
        self.run.norms.extend(norm_steps[new].astype(np.float64), norms[new])

    def enter_pace(self, step: int, epoch: int, first: int, length: int) -> None:
        """Note a `Pace` from `step` on."""
        if step >= self.run.steps:
            self.run.enter_pace(step, epoch, first, length)

    def norms(self) -> Array:
        """‖∂C̄/∂w^1‖, ‖∂C̄/∂b^1‖, …, ‖∂C̄/∂b^L‖ of the gradient as it is, (2L,)."""
        np.multiply(self._gradient, self._gradient, out=self._squares)
        of_nodes = np.add.reduceat(self._squares, self._stretches).reshape(-1, 2)
        return np.sqrt(np.add.reduceat(of_nodes, self._layers, axis=0)).ravel()

    def flush(self, step: int) -> None:
        """Hand over what was collected; `step` is the number of updates done by now."""
        if self._costs:
            steps = np.arange(step - len(self._costs), step, dtype=np.float64)
            self.run.cost.extend(steps, np.array(self._costs))
            self._costs.clear()
        if self._norms:
            self.run.norms.extend(np.array(self._norm_steps, dtype=np.float64), np.array(self._norms))
            self._norm_steps.clear()
            self._norms.clear()
