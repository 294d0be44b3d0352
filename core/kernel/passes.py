"""The forward and the backward pass over some samples, in their block of the memory."""

from typing import Any

from core.kernel.compiled import Pointer, at, compiled, inlined
from core.kernel.lanes import WIDTH, Lanes, everywhere
from core.kernel.layers import through_sigma, values
from core.kernel.outputs import (
    Outputs,
    binary_cross_entropies,
    binary_cross_entropies_by_a,
    cross_entropies,
    cross_entropies_by_a,
    mean_squares,
    softmax,
    through_softmax,
)
from core.kernel.plan import BINARY, MSE, SOFTMAX, Part, Plan
from core.kernel.products import (
    parameter_slopes,
    parameter_slopes_of_many,
    taken_back,
    turned_over,
    weighted_inputs,
)


@compiled
def gather(
    plan: Any, parts: Any, samples: Any, rows: Any, order: Any, first: int, m: int, block: Pointer
) -> int:
    """Lay m samples of `order` from `first` on into a block: x, y; return how many columns are in use.

    samples (M_all, n_0 + 1 + n_L) has a row for each sample, `rows` says which of them are drawn.
    """
    tall, n_0, n_L = plan[Plan.TALL], parts[0, Part.N], parts[plan[Plan.L], Part.N]
    width = (m + WIDTH - 1) // WIDTH * WIDTH
    x, below, row = at(block, parts[0, Part.A]), at(block, parts[0, Part.BELOW]), parts[0, Part.ROW]
    y, live = at(block, plan[Plan.Y]), at(block, plan[Plan.LIVE])
    for c in range(m):
        sample = rows[order[first + c]]
        live[c] = 1.0
        for i in range(n_0):
            below[c * row + i] = samples[sample, i]
        for i in range(n_L):
            y[i * tall + c] = samples[sample, n_0 + 1 + i]
    for c in range(m, width):
        live[c] = 0.0
        for i in range(n_0):
            below[c * row + i] = 0.0
        for i in range(n_L):
            y[i * tall + c] = 0.0
    turned_over(x, tall, below, width, row, n_0)
    return width


@inlined
def outputs(plan: Any, parts: Any, block: Pointer, width: int) -> Any:
    """Where the output layer's numbers lie."""
    L = plan[Plan.L]
    return Outputs(
        at(block, parts[L, Part.Z]),
        at(block, parts[L, Part.A]),
        at(block, plan[Plan.Y]),
        at(block, parts[L, Part.DC_DA]),
        at(block, parts[L, Part.DC_DZ]),
        at(block, plan[Plan.LIVE]),
        at(block, plan[Plan.TOP]),
        at(block, plan[Plan.WHOLE]),
        parts[L, Part.N],
        plan[Plan.TALL],
        width,
    )


@compiled
def forward(plan: Any, parts: Any, theta: Pointer, block: Pointer, width: int) -> Lanes:
    """z and a of all layers; returns the sums of z² lane by lane."""
    tall, squares = plan[Plan.TALL], everywhere(0.0)
    for l in range(1, plan[Plan.L] + 1):
        n, of = parts[l, Part.N], parts[l - 1, Part.N]
        z, a = at(block, parts[l, Part.Z]), at(block, parts[l, Part.A])
        weighted_inputs(z, at(theta, parts[l, Part.W]), n, of, at(block, parts[l - 1, Part.A]), tall, width)
        if parts[l, Part.SIGMA] == SOFTMAX:
            squares = squares + softmax(outputs(plan, parts, block, width))
        else:
            squares = squares + values(parts[l, Part.SIGMA], z, a, n, tall, width)
    return squares


@compiled
def cost(plan: Any, parts: Any, block: Pointer, width: int, m: int, keep: bool) -> float:
    """Return these samples' part of C̄, the mean of m, and fill its derivatives at the output.

    ∂C̄/∂a^L of a cost that knows ∂C̄/∂z^L is filled where it is to be seen, `keep`.
    """
    out = outputs(plan, parts, block, width)
    if plan[Plan.COST] == MSE:
        return mean_squares(out, 1.0 / (out.n * m))
    if plan[Plan.COST] == BINARY:
        if keep:
            binary_cross_entropies_by_a(out, 1.0 / (out.n * m))
        return binary_cross_entropies(out, 1.0 / (out.n * m))
    if keep:
        cross_entropies_by_a(out, 1.0 / m)
    return cross_entropies(out, 1.0 / m)


@compiled
def backward(
    plan: Any, parts: Any, theta: Pointer, slopes: Pointer, block: Pointer, width: int, m: int, more: int
) -> None:
    """∂C̄/∂z and ∂C̄/∂a of all layers, and `slopes`, added to what is there where `more` is not 0."""
    L, tall, known = plan[Plan.L], plan[Plan.TALL], plan[Plan.COST] != MSE
    for l in range(L, 0, -1):
        n, of, w = parts[l, Part.N], parts[l - 1, Part.N], parts[l, Part.W]
        dC_dz = at(block, parts[l, Part.DC_DZ])
        if parts[l, Part.SIGMA] == SOFTMAX:
            if not known:
                through_softmax(outputs(plan, parts, block, width))
        elif l < L or not known:
            z, a = at(block, parts[l, Part.Z]), at(block, parts[l, Part.A])
            through_sigma(parts[l, Part.SIGMA], at(block, parts[l, Part.DC_DA]), z, a, dC_dz, n, tall, width)
        below, row = at(block, parts[l - 1, Part.BELOW]), parts[l - 1, Part.ROW]
        if l > 1:
            taken_back(at(block, parts[l - 1, Part.DC_DA]), at(theta, w), n, of, dC_dz, tall, width)
        before = at(block, parts[l - 1, Part.A])
        if parts[l, Part.MANY]:
            parameter_slopes_of_many(at(slopes, w), n, of, dC_dz, before, tall, width, more)
        else:
            if l > 1:
                turned_over(below, row, before, of, tall, width)
            parameter_slopes(at(slopes, w), n, of + 1, dC_dz, tall, below, row, m, more)
