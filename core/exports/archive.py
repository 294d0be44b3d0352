"""Arrays in one `.npz` file, which `numpy.load` reads: written piece by piece."""

import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from core.exports.job import Content

PIECE = 1 << 20
"""Bytes between two looks at the clock: a millisecond or two."""

Arrays = Mapping[str, NDArray[Any]]


def npz(arrays: Arrays) -> Content:
    """The content that holds `arrays` of numbers or texts by name; `numpy.load` needs no pickle for it."""
    total = sum(k.nbytes for k in arrays.values())

    def content(file: BinaryIO) -> Iterator[float]:
        done = 0
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            for name, array in arrays.items():
                for size in _write(archive, name, array):
                    done += size
                    yield done / max(1, total)

    return content


def _write(archive: zipfile.ZipFile, name: str, array: NDArray[Any]) -> Iterator[int]:
    """Write one member, and yield the bytes of each piece; equal arrays give equal bytes on any day."""
    whole = np.ascontiguousarray(array).reshape(array.shape)  # which numpy would make a row of a number
    about = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
    data = whole.reshape(-1).view(np.uint8).data if whole.size else memoryview(b"")
    with archive.open(about, "w", force_zip64=True) as member:
        np.lib.format.write_array_header_1_0(member, np.lib.format.header_data_from_array_1_0(whole))
        for start in range(0, len(data), PIECE):
            yield member.write(data[start : start + PIECE])
