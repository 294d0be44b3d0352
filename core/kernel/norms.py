"""The norms of the gradient, layer by layer."""

import math
from typing import Any

from core.kernel.compiled import Pointer, compiled
from core.kernel.lanes import WIDTH, everywhere, fused, load, total
from core.kernel.plan import Part, Plan


@compiled
def norms_of(plan: Any, parts: Any, slopes: Pointer, norms: Pointer) -> None:
    """‖∂C̄/∂w^1‖, ‖∂C̄/∂b^1‖, …, ‖∂C̄/∂b^L‖."""
    for l in range(1, plan[Plan.L] + 1):
        of, k = parts[l - 1, Part.N], parts[l, Part.W]
        most, w, b = everywhere(0.0), 0.0, 0.0
        for _ in range(parts[l, Part.N]):
            bias = k + of
            while k + WIDTH <= bias:
                most = fused(load(slopes, k), load(slopes, k), most)
                k += WIDTH
            while k < bias:
                w += slopes[k] * slopes[k]
                k += 1
            b += slopes[k] * slopes[k]
            k += 1
        norms[2 * l - 2], norms[2 * l - 1] = math.sqrt(total(most) + w), math.sqrt(b)
