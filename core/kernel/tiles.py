"""Small pieces of a product of matrices, of which every sum stays in a register until it is done.

A tile is a few rows of the outcome, and one or two lanes of its columns. For each term of the sums a number
of each row meets the lanes of a row of the other factor.
"""

from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from llvmlite.binding import get_host_cpu_features
from numba import types

from core.kernel.compiled import Pointer, intrinsic
from core.kernel.lanes import (
    INDEX,
    VECTOR,
    WHOLE,
    WIDTH,
    call,
    load_vector,
    spread,
    store_vector,
)

WIDE = bool(get_host_cpu_features().get("avx512f"))
ROWS, ACROSS = (8, 2) if WIDE else (4, 1)
"""Rows and lanes of the largest tile: its sums have to fit into the registers."""

Builder = Any
Value = Any


def _whole(k: int) -> Value:
    return ir.Constant(WHOLE, k)


class _Tile:
    """Writes one tile: `rows` × `across` sums."""

    def __init__(self, builder: Builder, rows: int, across: int) -> None:
        self.builder, self.rows, self.across = builder, range(rows), range(across)

    def places(self, start: Value, stride: Value) -> list[list[Value]]:
        """The indices of all lanes of a matrix at `start`, whose rows are `stride` apart."""
        b = self.builder
        heads = [b.mul(stride, _whole(r)) for r in self.rows]
        return [[b.add(head, _whole(WIDTH * v)) for v in self.across] for head in heads]

    def sums(self, begin: Sequence[Value], count: Value, terms: Callable[[Value], Any]) -> list[Value]:
        """Add to `begin` what `terms(k)` returns, numbers of rows and lanes, for 0 ≤ k < count; count ≥ 1."""
        b = self.builder
        before, loop = b.block, b.append_basic_block("terms")
        after = b.append_basic_block("summed")
        b.branch(loop)
        b.position_at_end(loop)
        k = b.phi(WHOLE)
        k.add_incoming(_whole(0), before)
        held = [b.phi(VECTOR) for _ in begin]
        numbers, lanes = terms(k)
        found = [
            call(b, "fmuladd", spread(b, number), lane, held[r * len(lanes) + v])
            for r, number in enumerate(numbers)
            for v, lane in enumerate(lanes)
        ]
        following = b.add(k, _whole(1))
        for phi, first, then in zip(held, begin, found, strict=True):
            phi.add_incoming(first, before)
            phi.add_incoming(then, loop)
        k.add_incoming(following, loop)
        b.cbranch(b.icmp_signed("<", following, count), loop, after)
        b.position_at_end(after)
        return found

    def terms(self, w: Value, down: Value, right: Value, a: Value, tall: Value) -> Callable[[Value], Any]:
        """Numbers w[r·down + k·right], and lanes of row k of a, whose rows are `tall` numbers apart."""
        b = self.builder
        heads = [b.gep(w, [b.mul(down, _whole(r))]) for r in self.rows]

        def of(k: Value) -> Any:
            here, row = b.mul(k, right), b.mul(k, tall)
            numbers = [b.load(b.gep(head, [here])) for head in heads]
            return numbers, [load_vector(b, a, b.add(row, _whole(WIDTH * v))) for v in self.across]

        return of

    def known(self, out: Value, places: list[list[Value]], more: Value) -> list[Value]:
        """What is there where `more` is not 0, else zeros."""
        b, before, found = self.builder, self.builder.block, []
        with b.if_then(b.icmp_signed("!=", more, _whole(0))):
            there = [load_vector(b, out, place) for row in places for place in row]
            loaded = b.block
        for value in there:
            phi = b.phi(VECTOR)
            phi.add_incoming(ir.Constant(VECTOR, [0.0] * WIDTH), before)
            phi.add_incoming(value, loaded)
            found.append(phi)
        return found

    def put(self, out: Value, places: list[list[Value]], values: Sequence[Value]) -> None:
        """Store the sums."""
        flat = [place for row in places for place in row]
        for place, value in zip(flat, values, strict=True):
            store_vector(self.builder, out, place, value)

    def put_some(self, out: Value, places: list[list[Value]], values: Sequence[Value], left: Value) -> None:
        """Store the sums of the first `left` columns; what lies behind them is read and put back."""
        b = self.builder
        numbers = ir.VectorType(INDEX, WIDTH)
        limit = b.insert_element(
            ir.Constant(numbers, ir.Undefined), b.trunc(left, INDEX), ir.Constant(INDEX, 0)
        )
        limit = b.shuffle_vector(limit, ir.Constant(numbers, ir.Undefined), ir.Constant(numbers, [0] * WIDTH))
        for v in self.across:
            columns = ir.Constant(numbers, [WIDTH * v + k for k in range(WIDTH)])
            wanted = b.icmp_signed("<", columns, limit)
            for r in self.rows:
                place, value = places[r][v], values[r * len(self.across) + v]
                kept = load_vector(b, out, place)
                store_vector(b, out, place, b.select(wanted, value, kept))


def weighted(rows: int, across: int) -> Any:
    """Make the tile of z = w a + b: rows of w `down` apart, each with its bias behind its `count` weights."""

    def write(context: Any, builder: Builder, signature: Any, given: Any) -> Any:
        out, wide, w, down, a, tall, count = given
        tile = _Tile(builder, rows, across)
        places = tile.places(out, wide)
        biases = [
            builder.load(builder.gep(w, [builder.add(builder.mul(down, _whole(r)), count)]))
            for r in tile.rows
        ]
        begin = [spread(builder, bias) for bias in biases for _ in tile.across]
        found = tile.sums(begin, count, tile.terms(w, down, _whole(1), a, tall))
        tile.put(out, places, found)
        return context.get_dummy_value()

    @intrinsic
    def tile(
        typing: Any, out: Pointer, wide: Any, w: Pointer, down: Any, a: Pointer, tall: Any, count: Any
    ) -> Any:
        whole = types.intp
        return types.void(out, whole, w, whole, a, whole, whole), write

    return tile


def returned(rows: int, across: int) -> Any:
    """Make the tile of wᵀ d: column after column of w, whose rows are `right` apart, meets rows of d."""

    def write(context: Any, builder: Builder, signature: Any, given: Any) -> Any:
        out, wide, w, right, d, tall, count = given
        tile = _Tile(builder, rows, across)
        begin = [ir.Constant(VECTOR, [0.0] * WIDTH)] * (rows * across)
        found = tile.sums(begin, count, tile.terms(w, _whole(1), right, d, tall))
        tile.put(out, tile.places(out, wide), found)
        return context.get_dummy_value()

    @intrinsic
    def tile(
        typing: Any, out: Pointer, wide: Any, w: Pointer, right: Any, d: Pointer, tall: Any, count: Any
    ) -> Any:
        whole = types.intp
        return types.void(out, whole, w, whole, d, whole, whole), write

    return tile


def slopes(rows: int, across: int) -> Any:
    """Make the tile of d aᵀ, samples of a below one another: `left` columns of it, added where `more`."""

    def write(context: Any, builder: Builder, signature: Any, given: Any) -> Any:
        out, wide, d, down, a, tall, count, left, more = given
        tile = _Tile(builder, rows, across)
        places = tile.places(out, wide)
        found = tile.sums(tile.known(out, places, more), count, tile.terms(d, down, _whole(1), a, tall))
        with builder.if_else(builder.icmp_signed("<", left, _whole(WIDTH * across))) as (some, all_):
            with some:
                tile.put_some(out, places, found, left)
            with all_:
                tile.put(out, places, found)
        return context.get_dummy_value()

    @intrinsic
    def tile(
        typing: Any,
        out: Pointer,
        wide: Any,
        d: Pointer,
        down: Any,
        a: Pointer,
        tall: Any,
        count: Any,
        left: Any,
        more: Any,
    ) -> Any:
        whole = types.intp
        return types.void(out, whole, d, whole, a, whole, whole, whole, whole), write

    return tile


def _mixed(builder: Builder, one: Value, other: Value, half: int) -> tuple[Value, Value]:
    """What two rows of a transposition become: they exchange pieces of `half` numbers."""
    order = ir.VectorType(INDEX, WIDTH)
    first = [k if not k & half else k - half + WIDTH for k in range(WIDTH)]
    second = [k + half if not k & half else k + WIDTH for k in range(WIDTH)]
    return (
        builder.shuffle_vector(one, other, ir.Constant(order, first)),
        builder.shuffle_vector(one, other, ir.Constant(order, second)),
    )


@intrinsic
def transpose(typing: Any, out: Pointer, wide: Any, a: Pointer, tall: Any) -> Any:
    """Write the 8 × 8 numbers at `a`, whose rows are `tall` apart, into rows `wide` apart, turned over."""

    def write(context: Any, builder: Builder, signature: Any, given: Any) -> Any:
        out, wide, a, tall = given
        rows = [load_vector(builder, a, builder.mul(tall, _whole(r))) for r in range(WIDTH)]
        for half in (1, 2, 4):
            for r in range(WIDTH):
                if not r & half:
                    rows[r], rows[r + half] = _mixed(builder, rows[r], rows[r + half], half)
        for r, row in enumerate(rows):
            store_vector(builder, out, builder.mul(wide, _whole(r)), row)
        return context.get_dummy_value()

    whole = types.intp
    return types.void(out, whole, a, whole), write
