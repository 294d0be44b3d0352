"""What is trained in comparisons: a network, its data, and the batches that all take.

Import it first: it keeps every library to one thread.
"""

import os
import sys
from pathlib import Path
from typing import NamedTuple

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from core.batches import BatchOrder
from core.datasets import load
from core.network import Network
from core.optimisers import GradientDescent
from core.trainer import Trainer

ETA, SEED = 0.1, 0
CIRCLE, DIGITS = 250, 1792
"""Samples: of digits as many as are whole batches of 32, since a scan needs batches of one size."""


class Case(NamedTuple):
    """What all train: layer sizes, σ of every layer, samples in a batch, data; η = 0.1 and C of the notes."""

    n: tuple[int, ...]
    sigma: str
    m: int
    data: str = "circle"

    def __str__(self) -> str:
        return f"{'-'.join(map(str, self.n))} {self.sigma}, batch {self.m}"

    @property
    def samples(self) -> int:
        """How many samples an epoch has."""
        return CIRCLE if self.data == "circle" else DIGITS

    @property
    def whole(self) -> bool:
        """Whether all samples are in one batch, in the order of the data."""
        return self.m == self.samples

    def xy(self) -> tuple[np.ndarray, np.ndarray]:
        """Return x (n_0, samples) and y (n_L, samples)."""
        data = load("circle", SEED, samples=CIRCLE) if self.data == "circle" else load(self.data, SEED)
        return data.x[:, : self.samples].copy(), data.y[:, : self.samples].copy()

    def network(self) -> Network:
        """The start that all share."""
        return Network(self.n, self.sigma, SEED)

    def trainer(self) -> Trainer:
        """The program's own training, its record included."""
        net = self.network()
        return Trainer(net, GradientDescent(ETA, net.theta.size), *self.xy(), m=self.m, seed=SEED)

    def orders(self, epochs: int) -> np.ndarray:
        """Indices of the samples (epochs, batches, m) in the order in which `trainer` takes them."""
        order = BatchOrder(np.arange(self.samples), SEED)
        rows = [order.rest(epoch, 0, self.m) for epoch in range(epochs)]
        return np.array(rows).reshape(epochs, -1, self.m)


TABLE = tuple(
    Case(n, sigma, m)
    for m in (10, CIRCLE)
    for n, sigma in (
        ((2, 4, 2, 1), "tanh"),
        ((2, 8, 8, 1), "sigmoid"),
        ((2, *(8,) * 6, 1), "sigmoid"),
    )
)
"""The six that are always compared."""

LARGER = Case((64, 128, 64, 10), "sigmoid", 32, "digits")


def drawn(seed: int, count: int = 2) -> list[Case]:
    """Cases drawn by chance: one to five hidden layers of 2 to 16 nodes, any σ, a batch that divides 250."""
    rng = np.random.default_rng(seed)
    cases = []
    for _ in range(count):
        hidden = (int(k) for k in rng.integers(2, 17, rng.integers(1, 6)))
        sigma, m = rng.choice(["sigmoid", "tanh", "relu"]), rng.choice([5, 10, 25, 50, 125, 250])
        cases.append(Case((2, *hidden, 1), str(sigma), int(m)))
    return cases
