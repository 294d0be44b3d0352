"""Parts of the compiled kernel, each as often as is asked for, and the machine's peaks in its arithmetic."""

import cases  # noqa: F401 - the way to the core, and one thread
import numba

from core.kernel import functions
from core.kernel.compiled import at, pointer
from core.kernel.lanes import WIDTH, everywhere, fused, load, store, total
from core.kernel.orders import permutation
from core.kernel.passes import backward, cost, forward, gather
from core.kernel.plan import Plan

compiled = numba.njit(nogil=True, error_model="numpy")


@compiled
def many_fused(times: int, s: float) -> float:
    """12 × 8 multiply-adds a time, none of which waits for another, all in registers; s is any number."""
    x, y = everywhere(0.999), everywhere(s)
    a, b, c, d = everywhere(s), everywhere(2 * s), everywhere(3 * s), everywhere(4 * s)
    e, f, g, h = everywhere(5 * s), everywhere(6 * s), everywhere(7 * s), everywhere(8 * s)
    i, j, k, l = everywhere(9 * s), everywhere(10 * s), everywhere(11 * s), everywhere(12 * s)
    for _ in range(times):
        a, b, c, d = fused(a, x, y), fused(b, x, y), fused(c, x, y), fused(d, x, y)
        e, f, g, h = fused(e, x, y), fused(f, x, y), fused(g, x, y), fused(h, x, y)
        i, j, k, l = fused(i, x, y), fused(j, x, y), fused(k, x, y), fused(l, x, y)
    return total(((a + b) + (c + d)) + ((e + f) + (g + h)) + ((i + j) + (k + l)))


@compiled
def few_fused(times: int, s: float) -> float:
    """6 × 8 multiply-adds a time, where there are fewer registers; s is any number."""
    x, y = everywhere(0.999), everywhere(s)
    a, b, c = everywhere(s), everywhere(2 * s), everywhere(3 * s)
    d, e, f = everywhere(4 * s), everywhere(5 * s), everywhere(6 * s)
    for _ in range(times):
        a, b, c = fused(a, x, y), fused(b, x, y), fused(c, x, y)
        d, e, f = fused(d, x, y), fused(e, x, y), fused(f, x, y)
    return total((a + b) + (c + d) + (e + f))


def _over(sigma):
    @compiled
    def loop(z, a, times: int) -> None:
        """`sigma` of as many numbers as `z` has, which stay near the processor."""
        for _ in range(times):
            for k in range(0, len(z), WIDTH):
                store(pointer(a), k, sigma(load(pointer(z), k)))

    return loop


SIGMAS = {"exp": _over(functions.exp), "sigmoid": _over(functions.sigmoid), "tanh": _over(functions.tanh)}


@compiled
def order(plan, _parts, state, _samples, _rows, order, _theta, _space, times: int) -> None:
    """Draw the order of an epoch."""
    for epoch in range(times):
        permutation(plan[Plan.SEED], epoch, order)


@compiled
def gathering(plan, parts, _state, samples, rows, order, _theta, space, times: int) -> None:
    """Lay the samples of a batch side by side."""
    for _ in range(times):
        gather(plan, parts, samples, rows, order, 0, plan[Plan.CHUNK], pointer(space))


@compiled
def forth(plan, parts, _state, _samples, _rows, _order, theta, space, times: int) -> None:
    """z and a of all layers."""
    for _ in range(times):
        forward(plan, parts, pointer(theta), pointer(space), plan[Plan.TALL])


@compiled
def costs(plan, parts, _state, _samples, _rows, _order, _theta, space, times: int) -> None:
    """C̄ and ∂C̄/∂a of the output."""
    for _ in range(times):
        cost(plan, parts, pointer(space), plan[Plan.TALL], plan[Plan.CHUNK], False)


@compiled
def back(plan, parts, _state, _samples, _rows, _order, theta, space, times: int) -> None:
    """Every derivative of a batch."""
    block, m = pointer(space), plan[Plan.CHUNK]
    slopes = at(block, plan[Plan.COMMON])
    for _ in range(times):
        backward(plan, parts, pointer(theta), slopes, block, plan[Plan.TALL], m, 0)


PARTS = {"order": order, "gathering": gathering, "forward": forth, "cost": costs, "backward": back}
"""By what they do, in the order of a step; the first once an epoch, the others once a chunk of a batch."""
