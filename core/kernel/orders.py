"""The order in which an epoch draws its samples: numpy's own, number for number.

`permutation` makes what `Generator(Philox(key=[seed, ORDER], counter=[0, 0, epoch, 0])).permutation(M)` does:
Philox4x64-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3, SC 2011) and numpy's
shuffle, which swaps from the end, with places drawn by masks and rejection from halves of 64-bit numbers.
"""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import uint64
from numpy.typing import NDArray

from core.kernel.compiled import compiled, intrinsic
from core.randomness import Purpose

PURPOSE = np.uint64(Purpose.ORDER)
FACTORS = (np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157))
WEYL = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B))
ROUNDS = 10

HALF = np.uint64(32)
LOW = np.uint64(0xFFFFFFFF)
ONE = np.uint64(1)


@intrinsic
def _high(typingctx: Any, a: Any, b: Any) -> Any:
    """The high 64 bits of a product of two 64-bit numbers."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        wide = ir.IntType(128)
        a, b = (builder.zext(k, wide) for k in arguments)
        return builder.trunc(builder.lshr(builder.mul(a, b), ir.Constant(wide, 64)), ir.IntType(64))

    return uint64(uint64, uint64), generate


@compiled
def _block(seed: Any, epoch: Any, index: Any) -> Any:
    """Four 64-bit numbers: block `index` of the stream of (`seed`, `epoch`); a stream begins with block 1."""
    a, b, c, d = index, uint64(0), epoch, uint64(0)
    k, l = seed, PURPOSE
    for _ in range(ROUNDS):
        high, other = _high(FACTORS[0], a), _high(FACTORS[1], c)
        a, b, c, d = other ^ b ^ k, FACTORS[1] * c, high ^ d ^ l, FACTORS[0] * a
        k += WEYL[0]
        l += WEYL[1]
    return a, b, c, d


@compiled
def _mask(limit: Any) -> Any:
    """The smallest 2^k − 1 that is not below `limit`."""
    mask = limit
    for shift in (1, 2, 4, 8, 16, 32):
        mask |= mask >> uint64(shift)
    return mask


@compiled
def permutation(seed: int, epoch: int, out: NDArray[np.int64]) -> None:
    """Fill `out` (M,) with the order of the M samples in `epoch`, 0 … M − 1 mixed; M below 2^32."""
    for i in range(len(out)):
        out[i] = i
    key, turn, index = uint64(seed), uint64(epoch), uint64(0)
    a = b = c = d = uint64(0)
    drawn = 8  # halves of the block that were used
    mask = uint64(0)
    for i in range(len(out) - 1, 0, -1):
        limit = uint64(i)
        if mask == 0 or limit <= mask >> ONE:
            mask = _mask(limit)
        while True:
            if drawn == 8:
                index += ONE
                a, b, c, d = _block(key, turn, index)
                drawn = 0
            word = a
            a = a >> HALF  # the low half of a number comes first
            drawn += 1
            if drawn & 1 == 0:
                a, b, c = b, c, d
            j = word & LOW & mask
            if j <= limit:
                break
        out[i], out[j] = out[j], out[i]
