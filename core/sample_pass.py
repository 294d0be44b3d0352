"""The shown sample's own pass: the same methods as training, on one sample."""

import math

import numpy as np

from core.backprop import Activity, Gradient, backward_layer, evaluate_cost, forward_layer, quiet
from core.checks import Array
from core.cursor import at_position
from core.network import Network


class SamplePass:
    """z, a, C, dC_da, dC_dz of one sample, recomputed as far as the step has come.

    What lies beyond keeps its value from the last time, so that the screen can show it
    faded; `show` forgets everything.
    """

    def __init__(self, net: Network, x: Array, y: Array) -> None:
        """Take the sample x (n_0,), y (n_L,); nothing is computed yet."""
        self._net = net
        self.show(x, y)

    def show(self, x: Array, y: Array) -> None:
        """Take another sample and forget the last one's numbers."""
        self.p, self.g = Activity(self._net, 1), Gradient(self._net, 1)
        self.x, self.y = x[:, np.newaxis], y[:, np.newaxis]
        np.copyto(self.p.rows, x)

    @property
    def C(self) -> float:
        """The sample's cost, NaN before it was computed."""
        return float(self.g.C[0])

    @property
    def known(self) -> bool:
        """Whether the cost was ever computed for this sample."""
        return not math.isnan(self.C)

    @quiet
    def compute(self, net: Network, place: int) -> None:
        """Compute everything up to `place` (see `core.cursor.position`) at net's parameters."""
        L = net.L
        for l in range(1, min(place, L) + 1):
            forward_layer(net, self.p, l)
        if place > L:
            evaluate_cost(net, self.p, self.y, self.g)
        for k in range(L + 2, min(place, 2 * L + 1) + 1):
            backward_layer(net, self.p, self.g, at_position(k, L)[1])
