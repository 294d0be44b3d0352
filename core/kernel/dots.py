"""Sums over many samples: products of two rows of lanes, added up within the lanes and then across them.

Where there are many samples and few nodes this is faster than the tiles of d aᵀ, for which the samples have
to be laid below one another first.
"""

from collections.abc import Sequence
from typing import Any

from llvmlite import ir
from numba import types

from core.kernel.compiled import Pointer, intrinsic
from core.kernel.lanes import DOUBLE, INDEX, VECTOR, WHOLE, WIDTH, call, load_vector
from core.kernel.tiles import WIDE

MOST_ACROSS = {4: 4, 2: 8, 1: 8} if WIDE else {4: 1, 2: 2, 1: 4}
"""Of so many rows of the one factor, how many of the other meet them: their sums fit into the registers."""

Builder = Any
Value = Any


def _picked(builder: Builder, one: Value, other: Value, lanes: Sequence[int]) -> Value:
    order = ir.VectorType(INDEX, len(lanes))
    return builder.shuffle_vector(one, other, ir.Constant(order, list(lanes)))


def _together(builder: Builder, one: Value, other: Value, half: int) -> Value:
    """Add up neighbouring pieces of `half` lanes, and put those of the one before those of the other."""
    first, second = [], []
    for k in range(WIDTH):
        place, begin = k % (2 * half), k - k % (2 * half)
        of_one = place < half
        first.append(begin + place if of_one else WIDTH + begin + place - half)
        second.append(begin + half + place if of_one else WIDTH + begin + place)
    return builder.fadd(_picked(builder, one, other, first), _picked(builder, one, other, second))


def _totals(builder: Builder, values: Sequence[Value]) -> Value:
    """The totals of 1, 2, 4 or 8 vectors, as a vector of so many numbers."""
    half, left = 1, list(values)
    while len(left) > 1:
        left = [_together(builder, left[k], left[k + 1], half) for k in range(0, len(left), 2)]
        half *= 2
    found, width = left[0], WIDTH
    while width > len(values):
        width //= 2
        low, high = (_picked(builder, found, found, range(k, k + width)) for k in (0, width))
        found = builder.fadd(low, high)
    return found


def _loop(builder: Builder, count: int, width: Value, terms: Any) -> list[Value]:
    """Add up `count` vectors: `terms(k, sums)` goes on from sums so far, for k = 0, 8, … below `width`."""
    b, before = builder, builder.block
    loop, after = b.append_basic_block("lanes"), b.append_basic_block("added")
    b.branch(loop)
    b.position_at_end(loop)
    k = b.phi(WHOLE)
    k.add_incoming(ir.Constant(WHOLE, 0), before)
    held = [b.phi(VECTOR) for _ in range(count)]
    found = terms(k, held)
    following = b.add(k, ir.Constant(WHOLE, WIDTH))
    for phi, then in zip(held, found, strict=True):
        phi.add_incoming(ir.Constant(VECTOR, [0.0] * WIDTH), before)
        phi.add_incoming(then, loop)
    k.add_incoming(following, loop)
    b.cbranch(b.icmp_signed("<", following, width), loop, after)
    b.position_at_end(after)
    return list(found)


def _put(builder: Builder, place: Value, value: Value, more: Value) -> None:
    """Store a number or a vector of them, added to what is there where `more` is not 0."""
    known = builder.load(place)
    known.align = 8
    nothing = builder.icmp_signed("==", more, ir.Constant(WHOLE, 0))
    none = ir.Constant(value.type, [0.0] * value.type.count if value.type != DOUBLE else 0.0)
    builder.store(builder.fadd(value, builder.select(nothing, none, known)), place).align = 8


def dots(rows: int, across: int) -> Any:
    """Make the tile of d aᵀ over `width` samples: `rows` rows of d, `across` of a, all `tall` apart."""

    def write(context: Any, builder: Builder, signature: Any, given: Any) -> Any:
        out, wide, d, a, tall, width, more = given
        b = builder
        heads = [b.mul(tall, ir.Constant(WHOLE, k)) for k in range(max(rows, across))]

        def terms(k: Value, held: Sequence[Value]) -> list[Value]:
            left = [load_vector(b, d, b.add(heads[r], k)) for r in range(rows)]
            right = [load_vector(b, a, b.add(heads[c], k)) for c in range(across)]
            return [
                call(b, "fmuladd", left[r], right[c], held[r * across + c])
                for r in range(rows)
                for c in range(across)
            ]

        sums = _loop(b, rows * across, width, terms)
        for r in range(rows):
            found = _totals(b, sums[r * across : (r + 1) * across])
            place = b.gep(out, [b.mul(wide, ir.Constant(WHOLE, r))])
            _put(b, b.bitcast(place, found.type.as_pointer()), found, more)
        return context.get_dummy_value()

    @intrinsic
    def tile(
        typing: Any, out: Pointer, wide: Any, d: Pointer, a: Pointer, tall: Any, width: Any, more: Any
    ) -> Any:
        whole = types.intp
        return types.void(out, whole, d, a, whole, whole, whole), write

    return tile


def row_sums(rows: int) -> Any:
    """Make the sums of `rows` rows of d, `tall` apart, into numbers `wide` apart."""

    def write(context: Any, builder: Builder, signature: Any, given: Any) -> Any:
        out, wide, d, tall, width, more = given
        b = builder
        heads = [b.mul(tall, ir.Constant(WHOLE, r)) for r in range(rows)]

        def terms(k: Value, held: Sequence[Value]) -> list[Value]:
            return [b.fadd(held[r], load_vector(b, d, b.add(heads[r], k))) for r in range(rows)]

        found = _totals(b, _loop(b, rows, width, terms))
        for r in range(rows):
            number = b.extract_element(found, ir.Constant(INDEX, r))
            _put(b, b.gep(out, [b.mul(wide, ir.Constant(WHOLE, r))]), number, more)
        return context.get_dummy_value()

    @intrinsic
    def tile(typing: Any, out: Pointer, wide: Any, d: Pointer, tall: Any, width: Any, more: Any) -> Any:
        whole = types.intp
        return types.void(out, whole, d, whole, whole, whole), write

    return tile
