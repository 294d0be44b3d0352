"""Other ways to train the same networks: each takes the same start and the same batches.

A peer is made for a case and for `block` epochs, whose batches are drawn beforehand: drawing them is
not counted against it. `epochs(k)` trains k epochs, a multiple of `block`; `theta()` returns the
parameters in the order of the core. All use double precision and one thread.
"""

import os
from itertools import pairwise

os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["JAX_ENABLE_X64"] = "1"

import numpy as np
from cases import ETA, Case

SLICE = 0.008
"""Seconds of one call of `Trainer.run`, as in the program's worker."""


class Numpy:
    """The numpy passes of the program, its record included."""

    name = "numpy, preallocated"

    def __init__(self, case: Case, block: int) -> None:
        self.trainer = case.trainer()

    def epochs(self, k: int) -> None:
        """Whole steps in slices, as a worker runs them between two looks at its mailbox."""
        left = k * self.trainer.batches
        while left:
            left -= self.trainer.run(SLICE, most=left)

    def theta(self) -> np.ndarray:
        """Every w and b."""
        return self.trainer.net.theta.copy()


class Kernel(Numpy):
    """The compiled kernel of the program behind the same `Trainer.run`, its record included."""

    name = "this program's kernel"

    def __init__(self, case: Case, block: int) -> None:
        from core.kernel.bound import compiled_steps

        super().__init__(case, block)
        self.trainer.compiled = compiled_steps


class Loops:
    """A trainer of `loops.py`."""

    loop = ""

    def __init__(self, case: Case, block: int) -> None:
        import loops

        self._train, self._code = getattr(loops, self.loop), loops.SIGMAS[case.sigma]
        self._n, (self._x, self._y) = np.array(case.n), case.xy()
        self._theta, self._orders, self._block = case.network().theta.copy(), case.orders(block), block

    def epochs(self, k: int) -> None:
        """Batches of the block again and again."""
        for _ in range(k // self._block):
            self._train(self._theta, self._n, self._code, ETA, self._x, self._y, self._orders)

    def theta(self) -> np.ndarray:
        """Every w and b."""
        return self._theta.copy()


class BatchLoop(Loops):
    """Plain loops, compiled: the innermost one runs over the batch."""

    name, loop = "numba, batch in the inner loop", "by_batches"


class SampleLoop(Loops):
    """The Playground's algorithm, compiled: one sample after another."""

    name, loop = "numba, sample by sample (the Playground's algorithm)", "by_samples"


class Jax:
    """JAX: one compiled call scans over epochs and batches; theta is a list of layers."""

    name = "JAX, scan over epochs"

    def __init__(self, case: Case, block: int) -> None:
        import jax

        self._jax, self._case, self._block = jax, case, block
        net = case.network()
        self._layers = [(np.array(net.w[l]), np.array(net.b[l])) for l in range(1, net.L + 1)]
        self._orders = case.orders(block).astype(np.int32)
        self._run = jax.jit(self._scans(), donate_argnums=0)

    def _scans(self):
        jax, jnp, case = self._jax, self._jax.numpy, self._case
        sigma = {"sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh, "relu": jax.nn.relu}[case.sigma]
        x, y = map(jnp.asarray, case.xy())

        def cost(layers, x, y):
            a = x
            for w, b in layers:
                a = sigma(w @ a + b)
            return jnp.mean((a - y) ** 2)

        def step(layers, batch):
            parts = (x, y) if case.whole else (x[:, batch], y[:, batch])
            slopes = jax.grad(cost)(layers, *parts)
            return jax.tree.map(lambda k, slope: k - ETA * slope, layers, slopes), None

        def epoch(layers, order):
            return jax.lax.scan(step, layers, order)

        return lambda layers, orders: jax.lax.scan(epoch, layers, orders)[0]

    def epochs(self, k: int) -> None:
        """Batches of the block again and again."""
        for _ in range(k // self._block):
            self._layers = self._run(self._layers, self._orders)
        self._jax.block_until_ready(self._layers)

    def theta(self) -> np.ndarray:
        """Every w and b."""
        return np.concatenate([np.hstack([w, b]).ravel() for w, b in self._layers])


class PyTorch:
    """PyTorch, eager; the update is written out."""

    name = "PyTorch eager"

    def __init__(self, case: Case, block: int) -> None:
        import torch

        torch.set_num_threads(1)
        self._torch, self._whole = torch, case.whole
        sigma = {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}[case.sigma]
        layers = [k for of, to in pairwise(case.n) for k in (torch.nn.Linear(of, to), sigma())]
        net = case.network()
        for l, layer in enumerate(layers[::2], start=1):
            layer.weight.data, layer.bias.data = torch.tensor(net.w[l]), torch.tensor(net.b[l].ravel())
        self._model, self._cost = torch.nn.Sequential(*layers), torch.nn.MSELoss()
        self._trained = list(self._model.parameters())
        self._x, self._y = (torch.tensor(k.T.copy()) for k in case.xy())
        self._orders, self._block = torch.tensor(case.orders(block)), block

    def epochs(self, k: int) -> None:
        """Batches of the block again and again."""
        for _ in range(k // self._block):
            for order in self._orders:
                for batch in order:
                    self.step(slice(None) if self._whole else batch)

    def step(self, rows) -> None:
        """One step on the samples of these indices, or of a slice."""
        self._cost(self._model(self._x[rows]), self._y[rows]).backward()
        with self._torch.no_grad():
            for parameter in self._trained:
                parameter.sub_(parameter.grad, alpha=ETA)
                parameter.grad = None

    def theta(self) -> np.ndarray:
        """Every w and b."""
        w, b = self._trained[::2], self._trained[1::2]
        rows = [self._torch.hstack([k, c[:, None]]).detach().numpy() for k, c in zip(w, b, strict=True)]
        return np.concatenate([k.ravel() for k in rows])


PEERS = (Kernel, Numpy, Jax, BatchLoop, SampleLoop, PyTorch)
"""All of them, the program's kernel first."""


def made(kind: type, case: Case, block: int = 1):
    """Return the peer ready to train `case`, or None where what it needs can't be imported."""
    try:
        return kind(case, block)
    except ImportError:
        return None
