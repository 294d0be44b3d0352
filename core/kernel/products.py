"""The three products of a layer, tile by tile.

Matrices over samples have rows `tall` numbers apart, of which the first `width` are in use, a multiple of
eight. A layer's parameters lie as in theta: behind the weights into a node its bias.
"""

from collections.abc import Callable
from typing import Any

from core.kernel.compiled import Pointer, at, compiled, inlined
from core.kernel.dots import MOST_ACROSS, dots, row_sums
from core.kernel.lanes import WIDTH
from core.kernel.tiles import ACROSS, ROWS, returned, slopes, transpose, weighted


def _strip(make: Callable[[int, int], Any], rows: int) -> Any:
    """`rows` rows of a product over samples, all columns."""
    broad, slim = make(rows, ACROSS), make(rows, 1)

    @inlined
    def strip(out: Pointer, tall: int, w: Pointer, stride: int, a: Pointer, count: int, width: int) -> None:
        column = 0
        while column + WIDTH * ACROSS <= width:
            broad(at(out, column), tall, w, stride, at(a, column), tall, count)
            column += WIDTH * ACROSS
        while column < width:
            slim(at(out, column), tall, w, stride, at(a, column), tall, count)
            column += WIDTH

    return strip


_weighted_most, _weighted_4, _weighted_2, _weighted_1 = (_strip(weighted, k) for k in (ROWS, 4, 2, 1))
_returned_most, _returned_4, _returned_2, _returned_1 = (_strip(returned, k) for k in (ROWS, 4, 2, 1))


@compiled
def weighted_inputs(z: Pointer, w: Pointer, n: int, of: int, a: Pointer, tall: int, width: int) -> None:
    """z = w a + b: z (n, …), w (n, of) with biases, a (of, …)."""
    r, down = 0, of + 1
    while r + ROWS <= n:
        _weighted_most(at(z, r * tall), tall, at(w, r * down), down, a, of, width)
        r += ROWS
    if r + 4 <= n:
        _weighted_4(at(z, r * tall), tall, at(w, r * down), down, a, of, width)
        r += 4
    if r + 2 <= n:
        _weighted_2(at(z, r * tall), tall, at(w, r * down), down, a, of, width)
        r += 2
    if r < n:
        _weighted_1(at(z, r * tall), tall, at(w, r * down), down, a, of, width)


@compiled
def taken_back(dC_da: Pointer, w: Pointer, n: int, of: int, dC_dz: Pointer, tall: int, width: int) -> None:
    """∂C/∂a of the layer before = wᵀ ∂C/∂z: (of, …) from w (n, of) with biases and (n, …)."""
    r, right = 0, of + 1
    while r + ROWS <= of:
        _returned_most(at(dC_da, r * tall), tall, at(w, r), right, dC_dz, n, width)
        r += ROWS
    if r + 4 <= of:
        _returned_4(at(dC_da, r * tall), tall, at(w, r), right, dC_dz, n, width)
        r += 4
    if r + 2 <= of:
        _returned_2(at(dC_da, r * tall), tall, at(w, r), right, dC_dz, n, width)
        r += 2
    if r < of:
        _returned_1(at(dC_da, r * tall), tall, at(w, r), right, dC_dz, n, width)


def _slope_strip(rows: int) -> Any:
    """`rows` rows of a product over samples, all columns."""
    broad, slim = slopes(rows, ACROSS), slopes(rows, 1)

    @inlined
    def strip(
        out: Pointer, wide: int, d: Pointer, tall: int, a: Pointer, row: int, m: int, more: int
    ) -> None:
        column = 0
        while column + WIDTH * (ACROSS - 1) < wide:
            broad(at(out, column), wide, d, tall, at(a, column), row, m, wide - column, more)
            column += WIDTH * ACROSS
        while column < wide:
            slim(at(out, column), wide, d, tall, at(a, column), row, m, wide - column, more)
            column += WIDTH

    return strip


_slopes_most, _slopes_4, _slopes_2, _slopes_1 = (_slope_strip(k) for k in (ROWS, 4, 2, 1))


@compiled
def parameter_slopes(
    out: Pointer, n: int, wide: int, dC_dz: Pointer, tall: int, a: Pointer, row: int, m: int, more: int
) -> None:
    """∂C/∂w and ∂C/∂b, side by side as in theta, summed over m samples: out (n, wide) from ∂C/∂z (n, …).

    In `a` the samples lie below one another, `row` numbers apart, each with a one behind its values. Where
    `more` is not 0 the sums are added to what is there. Up to two lanes behind `out` are read and put back.
    """
    r = 0
    while r + ROWS <= n:
        _slopes_most(at(out, r * wide), wide, at(dC_dz, r * tall), tall, a, row, m, more)
        r += ROWS
    if r + 4 <= n:
        _slopes_4(at(out, r * wide), wide, at(dC_dz, r * tall), tall, a, row, m, more)
        r += 4
    if r + 2 <= n:
        _slopes_2(at(out, r * wide), wide, at(dC_dz, r * tall), tall, a, row, m, more)
        r += 2
    if r < n:
        _slopes_1(at(out, r * wide), wide, at(dC_dz, r * tall), tall, a, row, m, more)


def _dot_strip(rows: int) -> Any:
    """The slopes of `rows` nodes' weights and, last, of their biases."""
    most = MOST_ACROSS[rows]
    widest, four, two, one = (dots(rows, min(k, most)) for k in (8, 4, 2, 1))
    biases = row_sums(rows)

    @inlined
    def strip(out: Pointer, of: int, d: Pointer, a: Pointer, tall: int, width: int, more: int) -> None:
        wide, j = of + 1, 0
        while j + most <= of:
            widest(at(out, j), wide, d, at(a, j * tall), tall, width, more)
            j += most
        if most > 4 and j + 4 <= of:
            four(at(out, j), wide, d, at(a, j * tall), tall, width, more)
            j += 4
        if most > 2 and j + 2 <= of:
            two(at(out, j), wide, d, at(a, j * tall), tall, width, more)
            j += 2
        if most > 1 and j < of:
            one(at(out, j), wide, d, at(a, j * tall), tall, width, more)
        biases(at(out, of), wide, d, tall, width, more)

    return strip


_dots_4, _dots_2, _dots_1 = (_dot_strip(k) for k in (4, 2, 1))


@compiled
def parameter_slopes_of_many(
    out: Pointer, n: int, of: int, dC_dz: Pointer, a: Pointer, tall: int, width: int, more: int
) -> None:
    """The same sums from ∂C/∂z (n, …) and a (of, …) as they are: for many samples and few nodes."""
    r = 0
    while r + 4 <= n:
        _dots_4(at(out, r * (of + 1)), of, at(dC_dz, r * tall), a, tall, width, more)
        r += 4
    if r + 2 <= n:
        _dots_2(at(out, r * (of + 1)), of, at(dC_dz, r * tall), a, tall, width, more)
        r += 2
    if r < n:
        _dots_1(at(out, r * (of + 1)), of, at(dC_dz, r * tall), a, tall, width, more)


@compiled
def turned_over(out: Pointer, row: int, a: Pointer, n: int, tall: int, width: int) -> None:
    """Lay the samples of a (n, …) below one another, `row` numbers apart; n is rounded up to eights."""
    for i in range(0, n, WIDTH):
        for c in range(0, width, WIDTH):
            transpose(at(out, c * row + i), row, at(a, i * tall + c), tall)
