"""Arrays as numpy's own `.npy` files, version 1.0; headers are read by a pattern, never evaluated."""

import math
import re
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.errors import shown
from core.files.boundary import FaultError

AnyArray = NDArray[Any]

MAGIC = b"\x93NUMPY"
VERSION = b"\x01\x00"
START = len(MAGIC) + len(VERSION) + 2
ALIGNMENT = 64
LONGEST_HEADER = 512
DTYPES = ("<f8", "<i8")
MOST_DIMENSIONS = 2
LONGEST_DIMENSION = 2**26
HEADER = re.compile(
    r"\{'descr': '([^']{1,16})', 'fortran_order': (True|False), 'shape': \(([0-9, ]{0,200})\), \} *\n"
)
SHAPE = re.compile(r"|\d{1,20},|\d{1,20}(, \d{1,20})+", re.ASCII)


class Layout(NamedTuple):
    """What a header says, and where the numbers begin."""

    dtype: str
    shape: tuple[int, ...]
    start: int


def dtype_of(array: AnyArray) -> str:
    """Return "<f8" or "<i8", or raise `FaultError` where `array` can be kept as neither."""
    kinds = {"f": "<f8", "i": "<i8"}
    if array.dtype.kind not in kinds or array.dtype.itemsize != 8:
        raise FaultError(f"would hold numbers of the type {array.dtype}, which are not kept")
    if array.ndim > MOST_DIMENSIONS or max(array.shape, default=0) > LONGEST_DIMENSION:
        raise FaultError(f"would have the shape {array.shape}, which is not kept")
    return kinds[array.dtype.kind]


def pieces(array: AnyArray) -> tuple[bytes, memoryview]:
    """Return the header and the numbers of `array`, which `dtype_of` takes, row by row."""
    dtype = dtype_of(array)
    numbers = np.asarray(array, dtype=dtype, order="C")
    return _header(dtype, numbers.shape), numbers.reshape(-1).view(np.uint8).data


def _header(dtype: str, shape: tuple[int, ...]) -> bytes:
    """Written here, because numpy pads it otherwise in other versions, and equal content is equal bytes."""
    text = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape!r}, }}"
    length = -(-(START + len(text) + 1) // ALIGNMENT) * ALIGNMENT - START
    return MAGIC + VERSION + length.to_bytes(2, "little") + text.ljust(length - 1).encode("ascii") + b"\n"


def layout(data: memoryview) -> Layout:
    """Return what the header of `data` says, which the bytes behind it agree with; `FaultError` otherwise."""
    head = bytes(data[:START])
    if len(head) < START or not head.startswith(MAGIC):
        raise FaultError("is no .npy file")
    if not head.startswith(VERSION, len(MAGIC)):
        raise FaultError(f"has version {head[len(MAGIC)]} of .npy, and only version 1 is read")
    start = START + int.from_bytes(head[-2:], "little")
    if start > LONGEST_HEADER:
        raise FaultError("has a header that is too long")
    match = HEADER.fullmatch(bytes(data[START:start]).decode("latin-1"))
    if not match or start > len(data) or not SHAPE.fullmatch(match[3]):
        raise FaultError("has a header that cannot be read")
    found = Layout(match[1], tuple(map(int, re.findall(r"\d+", match[3]))), start)
    _refuse(found, fortran=match[2] == "True", present=len(data) - start)
    return found


def _refuse(said: Layout, fortran: bool, present: int) -> None:
    """Raise `FaultError` where the numbers are none that are kept, or not as many as are there."""
    if "O" in said.dtype:
        raise FaultError("holds Python objects, which are never read")
    if said.dtype not in DTYPES:
        kinds = " and ".join(DTYPES)
        raise FaultError(f"holds numbers of the type {shown(said.dtype)}, and only {kinds} are read")
    if fortran:
        raise FaultError("lies column by column (Fortran order), and only rows are read")
    if len(said.shape) > MOST_DIMENSIONS:
        raise FaultError(f"has {len(said.shape)} dimensions, and at most {MOST_DIMENSIONS} are read")
    size = math.prod(said.shape) * 8
    # An empty array could claim any length in its other dimension.
    if size != present or max(said.shape, default=0) > LONGEST_DIMENSION:
        said_shape = " × ".join(map(str, said.shape)) or "1"
        raise FaultError(f"says it is {said_shape} numbers, but has {present} bytes")


def numbers(data: memoryview, said: Layout) -> AnyArray:
    """Return the array of `data`, whose header was looked at: a copy of its own, aligned and writable."""
    view = np.frombuffer(data[said.start :], dtype=said.dtype).reshape(said.shape)
    return np.array(view, dtype=np.dtype(said.dtype).newbyteorder("="), order="C")
