"""The shown sample's own pass: the same operations as training, on one sample."""

import numpy as np

from core.backprop import Activity, Gradient, Passes, quiet
from core.checks import Array
from core.cursor import at_position
from core.network import Network
from core.operations import perform


class SamplePass:
    """z, a, C, dC_da, dC_dz of one sample, recomputed as far as the step has come.

    What lies beyond keeps its value from the last time, so that the screen can show it
    faded; `show` forgets everything.
    """

    def __init__(self, net: Network, before: Network, x: Array, y: Array) -> None:
        """Take the sample x (n_0,), y (n_L,), and the networks at theta and at theta_before."""
        self._nets = net, before
        self.show(x, y)

    def show(self, x: Array, y: Array) -> None:
        """Take another sample and forget the last one's numbers."""
        net = self._nets[0]
        self.x, self.y = x[:, np.newaxis], y[:, np.newaxis]
        self.C = np.nan
        self.p, self.g = Activity(net, 1), Gradient(net, 1)
        np.copyto(self.p.a[0], self.x)
        self.bind()

    def bind(self) -> None:
        """Bind anew, after the activations of the networks have changed; numbers stay."""
        self._passes = [Passes(net, self.p, self.y, self.g) for net in self._nets]

    @quiet
    def compute(self, place: int, before: bool) -> None:
        """Compute everything up to `place` (see `core.cursor.position`), at theta or at theta_before."""
        passes, L = self._passes[before], self._nets[0].L
        for l in range(1, min(place, L) + 1):
            perform(passes.forward[l])
        if place > L:
            perform(passes.cost)
            self.C = float(passes.mean_cost())
        for k in range(L + 2, min(place, 2 * L + 1) + 1):
            perform(passes.backward[at_position(k, L)[1]])
