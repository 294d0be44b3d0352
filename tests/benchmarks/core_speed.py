"""How fast the core trains, next to a textbook network, PyTorch and scikit-learn.

    python tests/benchmarks/core_speed.py [--rounds 7] [--json]

All peers train in turn in every round, so that a machine that slows down slows each of them.
Before anything is timed, the textbook network and PyTorch start where the core does and take
its batches for one epoch: their parameters must then agree with the core's to 1e-10.
scikit-learn can't be held to that, because its MLPRegressor is not quite the same network: its
output layer is the identity instead of σ, which spares it work, and its loss has a factor 1/2,
which twice the η makes up for. Momentum, weight decay and early stopping are switched off; `fit`
is called for many epochs at once, so that checking its arguments weighs nothing.
"""

import argparse
import json
import math
import os
import random
import sys
import warnings
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple, get_args

os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from core.datasets import load
from core.network import Network
from core.optimisers import GradientDescent
from core.trainer import Trainer

SAMPLES = 250
ETA, SEED = 0.1, 0
SECONDS = 0.15  # each peer trains at least this long, and three epochs, in every round
SLICE = 0.008  # seconds of one call of `Trainer.run`, as in the program's worker
DATA = load("circle", SEED, samples=SAMPLES)


class Case(NamedTuple):
    """What all peers train: layer sizes, σ of every layer, samples in a batch."""

    n: tuple[int, ...]
    sigma: str
    m: int

    def __str__(self) -> str:
        return f"{'-'.join(map(str, self.n))} {self.sigma} | {'full' if self.m == SAMPLES else self.m}"

    def network(self) -> Network:
        """The start that the peers share."""
        return Network(self.n, self.sigma, SEED)


CASES = [Case(n, s, m) for n, s in (((2, 4, 2, 1), "tanh"), ((2, 8, 8, 1), "sigmoid")) for m in (10, SAMPLES)]


class Core:
    """The program's own training, its record included."""

    name = "core"

    def __init__(self, case: Case) -> None:
        net = case.network()
        descent = GradientDescent(ETA, net.theta.size)
        self.trainer = Trainer(net, descent, DATA.x, DATA.y, m=case.m, seed=SEED)

    def epochs(self, k: int) -> None:
        """Whole steps in slices, as a worker runs them between two looks at its mailbox."""
        left = k * self.trainer.batches
        while left:
            left -= self.trainer.run(SLICE, most=left)


def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + e^−z)."""
    return 1.0 / (1.0 + np.exp(-z))


SIGMAS = {
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
}


class Textbook:
    """A network as introductions write it: lists of matrices, one sample at a time."""

    name = "textbook numpy"

    def __init__(self, case: Case) -> None:
        net = case.network()
        self.weights = [w.copy() for w in net.w[1:]]
        self.biases = [b.copy() for b in net.b[1:]]
        self.sigma, self.sigma_prime = SIGMAS[case.sigma]
        self.m, self.samples = case.m, [(DATA.x[:, [i]], DATA.y[:, [i]]) for i in range(SAMPLES)]
        self.training_data = list(self.samples)

    def epochs(self, k: int) -> None:
        """Stochastic gradient descent over shuffled batches."""
        for _ in range(k):
            random.shuffle(self.training_data)
            for start in range(0, SAMPLES, self.m):
                self.update(self.training_data[start : start + self.m])

    def update(self, batch: list[tuple[np.ndarray, np.ndarray]]) -> None:
        """One step: add up the gradients of the batch's samples, and go downhill by their mean."""
        nabla_w, nabla_b = self.zeros()
        for x, y in batch:
            delta_w, delta_b = self.backprop(x, y)
            nabla_w = [nw + dw for nw, dw in zip(nabla_w, delta_w, strict=True)]
            nabla_b = [nb + db for nb, db in zip(nabla_b, delta_b, strict=True)]
        rate = ETA / len(batch)
        self.weights = [w - rate * nw for w, nw in zip(self.weights, nabla_w, strict=True)]
        self.biases = [b - rate * nb for b, nb in zip(self.biases, nabla_b, strict=True)]

    def backprop(self, x: np.ndarray, y: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """∂C/∂w and ∂C/∂b of one sample, C = (1/n_L) Σ (a − y)²."""
        a, activations, zs = x, [x], []
        for w, b in zip(self.weights, self.biases, strict=True):
            z = np.dot(w, a) + b
            a = self.sigma(z)
            zs.append(z)
            activations.append(a)
        delta = (2 / len(y)) * (a - y) * self.sigma_prime(zs[-1])
        nabla_w, nabla_b = self.zeros()
        nabla_w[-1], nabla_b[-1] = np.dot(delta, activations[-2].T), delta
        for l in range(2, len(self.weights) + 1):
            delta = np.dot(self.weights[1 - l].T, delta) * self.sigma_prime(zs[-l])
            nabla_w[-l], nabla_b[-l] = np.dot(delta, activations[-l - 1].T), delta
        return nabla_w, nabla_b

    def zeros(self) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """Lists to put a gradient into."""
        return [np.zeros(w.shape) for w in self.weights], [np.zeros(b.shape) for b in self.biases]

    def step(self, batch: np.ndarray) -> None:
        """One step on the samples of these indices."""
        self.update([self.samples[i] for i in batch])

    def parameters(self) -> list[np.ndarray]:
        """Return w^1, b^1, w^2, …"""
        return [k for pair in zip(self.weights, self.biases, strict=True) for k in pair]


class PyTorch:
    """PyTorch, eager, in double precision and one thread; the update is written out."""

    name = "PyTorch eager"

    def __init__(self, case: Case) -> None:
        import torch

        torch.set_num_threads(1)
        self.torch, self.m = torch, case.m
        sigma = {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh}[case.sigma]
        layers = [k for of, to in pairwise(case.n) for k in (torch.nn.Linear(of, to), sigma())]
        net = case.network()
        for l, layer in enumerate(layers[::2], start=1):
            layer.weight.data, layer.bias.data = torch.tensor(net.w[l]), torch.tensor(net.b[l].ravel())
        self.model, self.loss = torch.nn.Sequential(*layers), torch.nn.MSELoss()
        self.trained = list(self.model.parameters())
        self.x, self.y = torch.tensor(DATA.x.T.copy()), torch.tensor(DATA.y.T.copy())

    def epochs(self, k: int) -> None:
        """Batches of a new permutation each epoch; the full batch as it is."""
        for _ in range(k):
            whole = self.m == SAMPLES
            for rows in [slice(None)] if whole else self.torch.randperm(SAMPLES).split(self.m):
                self.step(rows)

    def step(self, rows: Any) -> None:
        """One step on the samples of these indices, or of a slice."""
        self.loss(self.model(self.x[rows]), self.y[rows]).backward()
        with self.torch.no_grad():
            for parameter in self.trained:
                parameter.sub_(parameter.grad, alpha=ETA)
                parameter.grad = None

    def parameters(self) -> list[np.ndarray]:
        """Return w^1, b^1, w^2, …"""
        return [k.detach().numpy() for k in self.model.parameters()]


class ScikitLearn:
    """scikit-learn's MLPRegressor, as near to the case as it comes: see the top of this file."""

    name = "scikit-learn MLPRegressor"

    def __init__(self, case: Case) -> None:
        from sklearn.neural_network import MLPRegressor

        warnings.filterwarnings("ignore", message=".*converged", module="sklearn")
        off = {"alpha": 0.0, "momentum": 0.0, "nesterovs_momentum": False, "n_iter_no_change": np.inf}
        sigma = {"sigmoid": "logistic", "tanh": "tanh"}[case.sigma]
        self.model = MLPRegressor(hidden_layer_sizes=case.n[1:-1], activation=sigma, **off)
        self.model.set_params(solver="sgd", learning_rate_init=2 * ETA, random_state=SEED)
        self.model.set_params(batch_size=case.m, shuffle=case.m < SAMPLES)
        self.x, self.y = DATA.x.T.copy(), DATA.y[0].copy()

    def epochs(self, k: int) -> None:
        """A fit of k epochs from the start."""
        self.model.set_params(max_iter=k).fit(self.x, self.y)


Peer = Core | Textbook | PyTorch | ScikitLearn


def made(peer: type, case: Case) -> Peer | None:
    """Return the peer ready to train `case`, or None where its package is not installed."""
    try:
        return peer(case)
    except ImportError:
        return None


def check_agreement(case: Case) -> None:
    """Assert that one epoch of the same batches takes the peers where it takes the core."""
    trainer = Core(case).trainer
    peers = [peer for kind in (Textbook, PyTorch) if (peer := made(kind, case))]
    for _ in range(trainer.batches):
        trainer.run(math.inf, most=1)
        for peer in peers:
            peer.step(trainer.batch)
    wanted = [k for l in range(1, trainer.net.L + 1) for k in (trainer.net.w[l], trainer.net.b[l])]
    for peer in peers:
        for own, core in zip(peer.parameters(), wanted, strict=True):
            error = np.abs(own.reshape(core.shape) - core).max()
            assert error <= 1e-10, f"{peer.name} | {case}: off by {error:.1e}"


def seconds(peer: Peer, k: int) -> float:
    """Seconds that k epochs take."""
    begin = perf_counter()
    peer.epochs(k)
    return perf_counter() - begin


def enough_epochs(peer: Peer) -> int:
    """Return how many epochs fill a round; finding out warms the peer up."""
    k = 3
    while (taken := seconds(peer, k)) < SECONDS:
        k = math.ceil(k * min(8.0, 1.2 * SECONDS / taken))
    return k


def measure(case: Case, rounds: int) -> dict[str, list[float] | None]:
    """Return each peer's µs per epoch in every round, None for one that is not installed."""
    peers = {kind.name: made(kind, case) for kind in get_args(Peer)}
    counts = {name: enough_epochs(peer) for name, peer in peers.items() if peer}
    times: dict[str, list[float]] = {name: [] for name in counts}
    for _ in range(rounds):
        for name, k in counts.items():
            times[name].append(1e6 * seconds(peers[name], k) / k)
    return {name: times.get(name) for name in peers}


def rows(case: Case, times: dict[str, list[float] | None]) -> list[str]:
    """The case's rows of the table."""
    lines = []
    for name, own in times.items():
        cells = "not installed |"
        if own:
            ratios = [a / b for a, b in zip(own, times[Core.name], strict=True)]
            digits = 1 if median(own) < 100 else 0
            cells = f"{median(own):,.{digits}f} ({min(own):,.{digits}f}–{max(own):,.{digits}f}) | "
            cells += f"{median(ratios):.1f} ({min(ratios):.1f}–{max(ratios):.1f})"
        lines.append(f"| {case} | {name} | {cells} |")
    return lines


def main() -> None:
    """Check, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7, help="rounds of every peer (default: 7)")
    parser.add_argument("--json", action="store_true", help="print every round as JSON instead of a table")
    options = parser.parse_args()
    for case in CASES:
        check_agreement(case)
    results = [(case, measure(case, options.rounds)) for case in CASES]
    versions = {"python": sys.version.split()[0]}
    versions |= {k: sys.modules[k].__version__ for k in ("numpy", "torch", "sklearn") if k in sys.modules}
    if options.json:
        cases = [{**case._asdict(), "us_per_epoch": times} for case, times in results]
        print(json.dumps({"versions": versions, "samples": SAMPLES, "cases": cases}, indent=1))
        return
    print(", ".join(f"{name} {version}" for name, version in versions.items()), end="; ")
    print(f"{SAMPLES} samples, medians of {options.rounds} rounds (min–max)\n")
    print("| network | batch | peer | µs per epoch | peer / core |\n|---|---|---|--:|--:|")
    print("\n".join(line for case, times in results for line in rows(case, times)))


if __name__ == "__main__":
    main()
