"""The kernel draws the samples of an epoch in numpy's order."""

import numpy as np
import pytest

from core.randomness import Purpose, generator

pytest.importorskip("numba", reason="the kernel needs numba")

from core.kernel.orders import permutation

SIZES = (*range(12), 16, 17, 31, 32, 33, 64, 100, 255, 256, 257, 1000, 65535, 65536, 65537)
EPOCHS = (0, 1, 2, 99, 10**6, 2**40)
SEEDS = (0, 1, 7, 2**31, 2**32 + 5, 2**63 - 1)


@pytest.mark.parametrize("M", SIZES)
def test_the_order_is_numpys(M):
    out = np.empty(M, dtype=np.int64)
    for seed in SEEDS:
        for epoch in EPOCHS if M < 2000 else EPOCHS[:2]:
            permutation(seed, epoch, out)
            wanted = generator(seed, Purpose.ORDER, epoch).permutation(M)
            np.testing.assert_array_equal(out, wanted, f"seed {seed}, epoch {epoch}")


def test_only_the_array_that_is_given_is_written():
    room = np.full(30, -1, dtype=np.int64)
    permutation(3, 5, room[10:20])
    assert set(room[:10]) == set(room[20:]) == {-1}
    assert sorted(room[10:20]) == list(range(10))
