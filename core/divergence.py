"""When numbers stop being finite: where it began, and what can be done about it."""

from collections.abc import Sequence
from math import isfinite

import numpy as np

from core.backprop import Activity
from core.lazily import dataclass
from core.network import Network, views
from core.optimisers import Optimiser


@dataclass(frozen=True)
class Divergence:
    """Where a number stopped being finite: after `step` updates, in `quantity` of layer `l`."""

    step: int
    l: int
    quantity: str

    def sentence(self) -> str:
        """One sentence for a person, with what to do about it."""
        return (
            f"Training stopped in step {self.step + 1}: {self.quantity} of layer {self.l} is no longer a "
            "finite number. Go back to the last finite step, or further where numbers are huge by then, "
            "and try a smaller learning rate η."
        )


def first_bad_value(net: Network, p: Activity, mean_cost: float, step: int) -> Divergence | None:
    """The first weighted input, value or cost of a forward pass that is not finite, if there is any."""
    for l in range(1, net.L + 1):
        if not np.isfinite(p.z[l]).all():
            return Divergence(step, l, "the weighted input z")
        if not np.isfinite(p.a[l]).all():
            return Divergence(step, l, "the value a")
    if isfinite(mean_cost):
        return None
    return Divergence(step, net.L, "the cost C at the output")


def first_bad_parameter(net: Network, step: int) -> Divergence | None:
    """The first weight or bias that an update made infinite or NaN, if there is any."""
    for l in range(1, net.L + 1):
        if not np.isfinite(net.w[l]).all():
            return Divergence(step, l, "a weight w")
        if not np.isfinite(net.b[l]).all():
            return Divergence(step, l, "a bias b")
    return None


def first_bad_memory(n: Sequence[int], optimiser: Optimiser, step: int) -> Divergence | None:
    """The first number that the optimiser remembers and that is not finite, if there is any."""
    seen = [views(row, n).wb for row in optimiser.memory]
    for l in range(1, len(n)):
        for slot, layers in zip(optimiser.slots, seen, strict=True):
            if not np.isfinite(layers[l]).all():
                return Divergence(step, l, f"the optimiser's memory {slot}")
    return None
