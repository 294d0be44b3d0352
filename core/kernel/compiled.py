"""How functions of the kernel are compiled: without the interpreter, each inside the one that calls it."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba import types
from numba.extending import intrinsic as _intrinsic

F = TypeVar("F", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {"nogil": True, "boundscheck": False, "error_model": "numpy"}
"""Numbers are neither reordered nor presumed finite: NaN and infinity mean what they mean to numpy."""

Pointer = Any
"""An address of numbers in memory, p: p[k] is the k-th."""


def inlined(function: F) -> F:
    """Compile `function` as a part of whatever calls it."""
    return cast(F, numba.njit(forceinline=True, **OPTIONS)(function))


def compiled(function: F) -> F:
    """Compile `function` for itself: it is called."""
    return cast(F, numba.njit(**OPTIONS)(function))


def entry(function: F) -> F:
    """Compile `function`, which Python calls, and keep the result in a file."""
    return cast(F, numba.njit(cache=True, **OPTIONS)(function))


def intrinsic(function: Callable[..., Any]) -> Any:
    """Let `function` write the instructions of a call, whose first argument it adds."""
    return _intrinsic(function)


@intrinsic
def pointer(typing: Any, array: Any) -> Any:
    """Where the numbers of an array lie."""
    address = types.CPointer(array.dtype)

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return context.make_array(signature.args[0])(context, builder, given[0]).data

    return address(array), write


@intrinsic
def at(typing: Any, start: Any, k: Any) -> Any:
    """The address of the k-th number from `start`."""

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return builder.gep(given[0], [given[1]])

    return start(start, types.intp), write
