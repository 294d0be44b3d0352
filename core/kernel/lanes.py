"""Eight numbers side by side, and arithmetic on all of them at once.

To the machine that is one register of 512 bits, two of 256 or four of 128, whichever it has. A plain number
beside lanes stands for eight of its kind.
"""

import operator
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core.datamodel.models import PrimitiveModel
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import lower_builtin, register_model

from core.kernel.compiled import intrinsic

WIDTH = 8
"""Numbers side by side."""

DOUBLE, WHOLE, INDEX = ir.DoubleType(), ir.IntType(64), ir.IntType(32)
VECTOR, WHOLES = ir.VectorType(DOUBLE, WIDTH), ir.VectorType(WHOLE, WIDTH)

Lanes = Any
"""Eight numbers."""


class LanesType(types.Type):  # type: ignore[misc]
    """The type of eight numbers."""

    def __init__(self) -> None:
        super().__init__(name="Lanes")


lanes = LanesType()


@register_model(LanesType)
class _Model(PrimitiveModel):  # type: ignore[misc]
    """A vector of LLVM's."""

    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, VECTOR)


# To memory and back


def vector_at(builder: Any, start: Any, k: Any) -> Any:
    """The address of the vector that begins with the k-th number."""
    return builder.bitcast(builder.gep(start, [k]), VECTOR.as_pointer())


def load_vector(builder: Any, start: Any, k: Any) -> Any:
    """Write the reading of eight numbers from the k-th on."""
    found = builder.load(vector_at(builder, start, k))
    found.align = 8
    return found


def store_vector(builder: Any, start: Any, k: Any, values: Any) -> None:
    """Write the storing of eight numbers from the k-th on."""
    builder.store(values, vector_at(builder, start, k)).align = 8


@intrinsic
def load(typing: Any, start: Any, k: Any) -> Any:
    """Eight numbers from the k-th on."""

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return load_vector(builder, *given)

    return lanes(start, types.intp), write


@intrinsic
def store(typing: Any, start: Any, k: Any, values: Any) -> Any:
    """Put eight numbers where the k-th and those after it are."""

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        store_vector(builder, *given)
        return context.get_dummy_value()

    return types.void(start, types.intp, lanes), write


# Arithmetic


def spread(builder: Any, value: Any) -> Any:
    """Write eight times the same number; a vector stays what it is."""
    if value.type == VECTOR:
        return value
    single = builder.insert_element(ir.Constant(VECTOR, ir.Undefined), value, ir.Constant(INDEX, 0))
    everywhere = ir.Constant(ir.VectorType(INDEX, WIDTH), [0] * WIDTH)
    return builder.shuffle_vector(single, ir.Constant(VECTOR, ir.Undefined), everywhere)


def call(builder: Any, name: str, *values: Any) -> Any:
    """Write a call of a function of LLVM's on vectors."""
    kind = ir.FunctionType(VECTOR, [VECTOR] * len(values))
    function = builder.module.globals.get(f"llvm.{name}.v8f64") or ir.Function(
        builder.module, kind, f"llvm.{name}.v8f64"
    )
    return builder.call(function, values)


def _operation(sign: Any, write: Callable[..., Any]) -> None:
    """Let `sign` between lanes, or lanes and a number, mean what `write` writes."""

    @infer_global(sign)
    class _Typing(AbstractTemplate):  # type: ignore[misc]
        def generic(self, given: Any, named: Any) -> Any:
            if lanes not in given:
                return None
            return signature(lanes, *(lanes if k == lanes else types.float64 for k in given))

    def lower(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return write(builder, *(spread(builder, k) for k in given))

    if sign is operator.neg:
        lower_builtin(sign, lanes)(lower)
        return
    for one, other in ((lanes, lanes), (lanes, types.float64), (types.float64, lanes)):
        lower_builtin(sign, one, other)(lower)


_operation(operator.add, lambda builder, x, y: builder.fadd(x, y))
_operation(operator.sub, lambda builder, x, y: builder.fsub(x, y))
_operation(operator.mul, lambda builder, x, y: builder.fmul(x, y))
_operation(operator.truediv, lambda builder, x, y: builder.fdiv(x, y))
_operation(operator.neg, lambda builder, x: builder.fneg(x))


def _function(write: Callable[..., Any], count: int) -> Any:
    """Return the function of `count` lanes, or numbers, that `write` writes."""

    def lower(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return write(builder, *(spread(builder, k) for k in given))

    def kinds(*given: Any) -> Any:
        return lanes(*(lanes if k == lanes else types.float64 for k in given)), lower

    if count == 1:
        return intrinsic(lambda typing, x: kinds(x))
    if count == 2:
        return intrinsic(lambda typing, x, y: kinds(x, y))
    if count == 3:
        return intrinsic(lambda typing, x, y, z: kinds(x, y, z))
    return intrinsic(lambda typing, x, y, z, u: kinds(x, y, z, u))


def _choose(builder: Any, x: Any, y: Any, yes: Any, no: Any) -> Any:
    return builder.select(builder.fcmp_ordered("<", x, y), yes, no)


def _scaled(builder: Any, x: Any, shifted: Any) -> Any:
    exponent = builder.shl(builder.bitcast(shifted, WHOLES), ir.Constant(WHOLES, [52] * WIDTH))
    return builder.bitcast(builder.add(builder.bitcast(x, WHOLES), exponent), VECTOR)


everywhere = _function(lambda builder, x: x, 1)
"""everywhere(x): eight times x."""
magnitude = _function(lambda builder, x: call(builder, "fabs", x), 1)
"""|x|."""
root = _function(lambda builder, x: call(builder, "sqrt", x), 1)
"""√x."""
with_sign = _function(lambda builder, x, y: call(builder, "copysign", x, y), 2)
"""|x| with the sign of y."""
fused = _function(lambda builder, x, y, z: call(builder, "fmuladd", x, y, z), 3)
"""x y + z, rounded once where the machine can."""
where_less = _function(_choose, 4)
"""where_less(x, y, yes, no): `yes` where x < y, `no` elsewhere and where one of them is NaN."""
scaled = _function(_scaled, 2)
"""scaled(x, k + MAGIC): x 2^k, for a whole k and x, x 2^k normal numbers; see `core.kernel.functions`."""


@intrinsic
def total(typing: Any, values: Any) -> Any:
    """The sum of the eight numbers: halves are added to halves."""

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        found, none = given[0], ir.Constant(VECTOR, ir.Undefined)
        for half in (4, 2, 1):
            across = [k ^ half for k in range(WIDTH)]
            other = builder.shuffle_vector(found, none, ir.Constant(ir.VectorType(INDEX, WIDTH), across))
            found = builder.fadd(found, other)
        return builder.extract_element(found, ir.Constant(INDEX, 0))

    return types.float64(lanes), write


@intrinsic
def exponent(typing: Any, values: Any) -> Any:
    """The k of each normal number x = 2^k f above 0, 1 ≤ f < 2, as a number."""

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        shifted = builder.lshr(builder.bitcast(given[0], WHOLES), ir.Constant(WHOLES, [52] * WIDTH))
        biased = builder.sitofp(builder.trunc(shifted, ir.VectorType(INDEX, WIDTH)), VECTOR)
        return builder.fsub(biased, ir.Constant(VECTOR, [1023.0] * WIDTH))

    return lanes(lanes), write


@intrinsic
def fraction(typing: Any, values: Any) -> Any:
    """The f of each normal number x = 2^k f above 0, 1 ≤ f < 2."""

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        kept = builder.and_(builder.bitcast(given[0], WHOLES), ir.Constant(WHOLES, [(1 << 52) - 1] * WIDTH))
        ones = ir.Constant(WHOLES, [1023 << 52] * WIDTH)
        return builder.bitcast(builder.or_(kept, ones), VECTOR)

    return lanes(lanes), write


@intrinsic
def same(typing: Any, x: Any, y: Any) -> Any:
    """Whether all eight pairs of numbers are equal."""

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        found = builder.bitcast(builder.fcmp_ordered("==", *given), ir.IntType(WIDTH))
        return builder.icmp_unsigned("==", found, ir.Constant(ir.IntType(WIDTH), (1 << WIDTH) - 1))

    return types.boolean(lanes, lanes), write
