"""What the kernel is told: the shape of the network and of its memory, as whole numbers in arrays.

One compiled function does for all networks. `Plan` lists the places of an array that says what holds for the
whole network, `Part` those of one row for each of the layers 0 … L.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.activations import ACTIVATIONS
from core.checks import Array
from core.costs import COSTS
from core.network import Network
from core.optimisers import OPTIMISERS
from core.schedules import SCHEDULES

SIGMAS, RULES = tuple(ACTIVATIONS), tuple(OPTIMISERS)
SIGMOID, TANH, RELU, LEAKY_RELU, SOFTPLUS, IDENTITY, SOFTMAX = (
    SIGMAS.index(k) for k in ("sigmoid", "tanh", "relu", "leaky relu", "softplus", "identity", "softmax")
)
DESCENT, MOMENTUM, RMSPROP, ADAM = (
    RULES.index(k) for k in ("gradient descent", "momentum", "rmsprop", "adam")
)
MSE, BINARY, CATEGORICAL = (tuple(COSTS).index(k) for k in ("mse", "binary cross-entropy", "cross-entropy"))
CONSTANT, STAIRS, COSINE = (SCHEDULES.index(k) for k in ("constant", "step", "cosine"))

EIGHT = 8
"""Numbers side by side: rows of samples are as many times eight long."""

LEAST_SAMPLES, MOST_SAMPLES, NEAR = 64, 256, 8192
"""Samples worked on at once: so many that the widest layer's values are `NEAR` numbers, about."""
MOST_BYTES = 1 << 28
"""Memory of a batch, beyond which the kernel is not for it."""


class _Plan(NamedTuple):
    """Places in the array for the whole network."""

    L: int = 0
    SIZE: int = 1
    """Parameters."""
    COST: int = 2
    RULE: int = 3
    SCHEDULE: int = 4
    SPAN: int = 5
    FROZEN: int = 6
    """Whether any parameter is."""
    PENALTY: int = 7
    """Whether there is an R."""
    M: int = 8
    """Samples drawn in an epoch."""
    BATCH: int = 9
    """Samples in a batch."""
    CHUNK: int = 10
    """Samples worked on at once, at most."""
    TALL: int = 11
    """Numbers between two nodes of a layer: those, rounded up to eights."""
    BLOCK: int = 12
    """Numbers of the memory of that many samples."""
    COMMON: int = 13
    """Where the memory begins that all of them share."""
    LIVE: int = 14
    """Where, in a block, the ones of its samples are,"""
    TOP: int = 15
    WHOLE: int = 16
    """softmax's largest z and its sums,"""
    Y: int = 17
    """and the targets."""
    ROOM: int = 18
    """Where, in what is shared, there is room to work in."""
    SEED: int = 19


Plan = _Plan()


class _Part(NamedTuple):
    """Places in the array for one layer; where something lies, it is within a block, except W."""

    N: int = 0
    SIGMA: int = 1
    W: int = 2
    """Where its parameters begin in theta."""
    A: int = 3
    Z: int = 4
    DC_DA: int = 5
    DC_DZ: int = 6
    BELOW: int = 7
    """Where its values lie with the samples below one another,"""
    ROW: int = 8
    """that many numbers apart."""
    MANY: int = 9
    """Whether its slopes are added up over many samples rather than for many nodes."""


Part = _Part()


class _Setting(NamedTuple):
    """Places in the array of real numbers."""

    ETA: int = 0
    TO: int = 1
    L1: int = 2
    L2: int = 3


Setting = _Setting()


class _State(NamedTuple):
    """Places in the array of what goes on from call to call."""

    STEP: int = 0
    EPOCH: int = 1
    START: int = 2
    DRAWN: int = 3
    """The epoch whose order of samples is known; −1 for none, −2 for the data's own order."""
    GATHERED: int = 4
    """Whether the whole set lies in the first block."""
    NORMS: int = 5
    """How many norms the last call took."""
    LAST_EPOCH: int = 6
    LAST_START: int = 7
    """Epoch and beginning of the last batch."""


State = _State()


class Layout(NamedTuple):
    """The shape of a network and of the memory for batches of one size."""

    plan: NDArray[np.int64]
    parts: NDArray[np.int64]
    chunks: int
    """Parts that a batch is worked on in, one after another."""

    @property
    def nbytes(self) -> int:
        """Bytes of the memory in all."""
        return 8 * self.numbers

    @property
    def numbers(self) -> int:
        """Numbers of the memory in all."""
        return int(self.plan[Plan.BLOCK]) * self.chunks + common(int(self.plan[Plan.SIZE]))


def eights(k: int) -> int:
    """Return `k` rounded up to a multiple of eight."""
    return -(-k // EIGHT) * EIGHT


def common(size: int) -> int:
    """Numbers of the memory that all samples share: slopes, and room of sixteen lanes."""
    # Two lanes behind the slopes are read and put back.
    return eights(size) + 2 * EIGHT + 16 * EIGHT


def chunks_of(n: Sequence[int], m: int) -> tuple[int, int]:
    """In how many chunks `m` samples are worked on, and how many there are in one at most."""
    count = -(-m // min(MOST_SAMPLES, max(LEAST_SAMPLES, NEAR // max(n))))
    return count, -(-m // count)


def of_many(n: int, of: int, m: int) -> bool:
    """Whether to add slopes of n nodes from `of` others up over m samples: estimates in cycles."""
    lanes, groups = eights(m) // EIGHT, eights(of + 1) // EIGHT
    over_samples = n * of * (lanes / 2 + 3) + n * (lanes / 2 + 3)
    for_nodes = n * groups * m / 2 + 26 * groups * lanes
    return over_samples < for_nodes


def layout(net: Network, m: int) -> Layout:
    """Lay out the memory for batches of `m` samples."""
    chunks, chunk = chunks_of(net.n, m)
    tall = eights(chunk)
    plan, parts = np.zeros(len(Plan), np.int64), np.zeros((net.L + 1, len(Part)), np.int64)
    plan[[Plan.L, Plan.SIZE, Plan.CHUNK, Plan.TALL]] = net.L, net.theta.size, chunk, tall
    place = _place_layers(net.n, tall, parts)
    for each in (Plan.LIVE, Plan.TOP, Plan.WHOLE):
        plan[each], place = place, place + tall
    plan[Plan.Y] = place
    plan[Plan.BLOCK] = place + net.n[-1] * tall
    plan[Plan.COMMON] = plan[Plan.BLOCK] * chunks
    plan[Plan.ROOM] = plan[Plan.COMMON] + eights(net.theta.size) + 2 * EIGHT
    for l in range(1, net.L + 1):
        parts[l, Part.SIGMA] = SIGMAS.index(net.activations[l - 1])
        parts[l, Part.MANY] = of_many(net.n[l], net.n[l - 1], chunk)
    plan[Plan.COST] = tuple(COSTS).index(net.cost)
    return Layout(plan, parts, chunks)


def _place_layers(n: Sequence[int], tall: int, parts: NDArray[np.int64]) -> int:
    """Give every matrix of every layer its place in a block; return where they end."""
    place = weights = 0
    for l, size in enumerate(n):
        parts[l, Part.N], parts[l, Part.W], parts[l, Part.ROW] = size, weights, eights(size + 1)
        of = n[l - 1] if l else 0
        weights += size * (of + 1) if l else 0
        # Turning values over reads eights of rows.
        for each, numbers in (
            (Part.A, eights(size) * tall),
            (Part.Z, size * tall if l else 0),
            (Part.DC_DA, size * tall if l else 0),
            (Part.DC_DZ, size * tall if l else 0),
            (Part.BELOW, eights(size + 1) * tall),
        ):
            parts[l, each], place = place, place + numbers
    return place


def memory(of: Layout) -> Array:
    """Return the memory: nothing in it yet but the ones behind the values of every sample."""
    found = np.zeros(of.numbers + EIGHT)
    ahead = (-found.ctypes.data // 8) % EIGHT  # so that no eight numbers lie across two lines of the cache
    found = found[ahead : ahead + of.numbers]
    tall = int(of.plan[Plan.TALL])
    for block in blocks(of, found):
        for part in of.parts:
            begin, row = int(part[Part.BELOW]), int(part[Part.ROW])
            block[begin : begin + tall * row].reshape(tall, row)[:, part[Part.N]] = 1.0
            if part[Part.N] % EIGHT:  # then the ones are turned over together with the values
                end = int(part[Part.A] + part[Part.N] * tall)
                block[end : end + tall] = 1.0
    return found


def blocks(of: Layout, memory: Array) -> list[Array]:
    """Return the parts of the memory for samples that are worked on together."""
    size = int(of.plan[Plan.BLOCK])
    return [memory[k * size : (k + 1) * size] for k in range(of.chunks)]
