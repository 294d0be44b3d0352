"""Arrays with memory of their own: like any other to write to, and gone from the process when dropped."""

import numpy as np
import pytest

from core.blocks import LARGE, empty
from core.record import Series
from gui.process import resident_megabytes

PIECE = 20_000


@pytest.mark.parametrize("shape", [(0,), (5,), (3, 2), (LARGE // 8,), (LARGE // 8 + 1, 3)])
def test_an_array_of_any_size_can_be_written(shape):
    array = empty(*shape)
    assert array.shape == shape
    assert array.dtype == np.float64
    written = np.arange(array.size, dtype=float).reshape(shape)
    array[...] = written
    part = array[1:]
    del array
    assert np.array_equal(part, written[1:]), "what is left of an array keeps its memory"


def test_memory_comes_when_it_is_written_and_goes_with_the_array():
    before = resident_megabytes()
    array = empty(8 << 20)
    assert resident_megabytes() - before < 8
    array[:] = 1.0
    assert resident_megabytes() - before > 60
    del array
    assert resident_megabytes() - before < 8


def test_a_record_takes_little_more_than_what_is_written_into_it():
    series, before = Series(), resident_megabytes()
    for k in range(130):
        x = np.arange(k * PIECE, (k + 1) * PIECE, dtype=float)
        series.extend(x, np.sin(x)[:, np.newaxis])
        beside = resident_megabytes() - before - series.filled_bytes / 2**20
        assert beside < 16, f"after {(k + 1) * PIECE} entries"
    assert series.width == 4
