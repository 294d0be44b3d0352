"""The compiled kernel for tests, and what must come out of it.

It is compiled once a machine: what comes of that lies in the folder for temporary files, under a name that
follows from the kernel's sources.
"""

import math
import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import training_properties as training
from kinds import NAMES, outputs_of

from core.activations import HIDDEN
from core.network import Network
from core.optimisers import OPTIMISERS, optimiser
from core.regularisers import Regulariser
from core.schedules import Schedule
from core.trainer import Trainer

numba = pytest.importorskip("numba", reason="The compiled kernel needs numba.")

EXACT = 1e-12
"""How much a number may be off, as a share of the largest in its array."""

RULES = tuple(OPTIMISERS)
REGULARISERS = [Regulariser(), Regulariser(0.03, 0.0), Regulariser(0.0, 0.07), Regulariser(0.02, 0.05)]
SCHEDULES = [Schedule(), Schedule("step", 2, 0.5), Schedule("cosine", 7, 0.1)]


def _folder():
    from core.kernel.folder import digest

    folder = Path(tempfile.gettempdir()) / "nablascope-tests" / digest()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _alone(folder):
    """Let one process compile and the others wait for it, where the system has such locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _loaded():
    folder = _folder()
    kept, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(folder)
    try:
        from core.kernel import bound, steps

        with _alone(folder):
            steps.load()
    finally:
        numba.config.CACHE_DIR = kept
    return bound.compiled_steps


compiled_steps = _loaded()


def over(name):
    """Return the kernel's function of that name, for arrays of eights."""
    from core.kernel import functions
    from core.kernel.compiled import compiled, pointer
    from core.kernel.lanes import load, store

    function = getattr(functions, name)

    @compiled
    def loop(x, y):
        of, to = pointer(x), pointer(y)
        for k in range(0, len(x), 8):
            store(to, k, function(load(of, k)))

    def values(x):
        y = np.empty_like(x)
        loop(x, y)
        return y

    return values


def compiled(trainer, alone=True):
    """Let the kernel do the trainer's whole steps; `alone`, numpy must do none of them."""
    trainer.compiled = compiled_steps
    if alone:
        trainer._whole_step = _by_numpy
    return trainer


def _by_numpy(norms):
    raise AssertionError("a step was left to numpy")


def with_rule(trainer, name, eta=0.05):
    way = optimiser(name, eta, trainer.net.theta.size)
    trainer.update_with(way, SCHEDULES[1], Regulariser(0.01, 0.02))
    return trainer


def drawn(seed, most=20):
    """A trainer of anything: layers, σ, cost, rule, R, schedule, what is frozen, which samples are drawn."""
    rng = np.random.default_rng([seed, 7])
    L = int(rng.integers(1, 5))
    cost = NAMES[rng.integers(len(NAMES))]
    hidden = [HIDDEN[rng.integers(len(HIDDEN))] for _ in range(L - 1)]
    last = outputs_of(cost)[rng.integers(len(outputs_of(cost)))]
    M = int(rng.integers(130, 500)) if seed % 10 == 0 else int(rng.integers(1, 60))
    n = rng.integers(1, most, L + 1).tolist()
    net = Network(n, (*hidden, last), seed, cost)
    return _trainer(net, RULES[rng.integers(4)], rng, M)


def one_of_each(sigma, cost, rule, r, seed):
    """A trainer with `sigma` wherever it can be."""
    rng = np.random.default_rng([seed, 8])
    sigmas = (
        sigma if sigma in HIDDEN else "tanh",
        sigma if sigma in outputs_of(cost) else outputs_of(cost)[0],
    )
    net = Network((3, 5, 3), sigmas, seed, cost)
    trainer = _trainer(net, rule, rng, 12)
    trainer.updating.use(trainer.optimiser, trainer.updating.schedule, r)
    return trainer


def _trainer(net, rule, rng, M):
    x, y = rng.uniform(-2, 2, (net.n[0], M)), rng.uniform(0, 1, (net.n[-1], M))
    seen = np.flatnonzero(rng.random(M) < 0.8) if rng.random() < 0.3 else None
    if seen is not None and not len(seen):
        seen = None
    way = optimiser(rule, float(10 ** rng.uniform(-3, -1)), net.theta.size)
    trainer = Trainer(net, way, x, y, m=int(rng.integers(1, M + 2)), seed=int(rng.integers(100)), seen=seen)
    trainer.updating.use(way, SCHEDULES[rng.integers(3)], REGULARISERS[rng.integers(4)])
    if rng.random() < 0.3:
        training.freeze_some(net, int(rng.integers(100)))
    return trainer


def numbers(trainer):
    """Everything that a step leaves, by name."""
    own, updating = trainer, trainer.updating
    found = {
        "θ": own.net.theta,
        "θ before": own.theta_before,
        "gradient": own.gradient,
        "C": np.array([own.mean_cost]),
        "Δ": own.optimiser.delta,
        "memory": own.optimiser.memory,
        "memory before": updating.memory_before,
    }
    for l in range(1, own.net.L + 1):
        found |= {f"z {l}": own.p.z[l], f"a {l}": own.p.a[l]}
        found |= {f"dC_da {l}": own.g.dC_da[l], f"dC_dz {l}": own.g.dC_dz[l]}
    return {name: array.copy() for name, array in found.items()}


def bits(trainer):
    """Everything that a step leaves, bit for bit."""
    own = {name: array.tobytes() for name, array in numbers(trainer).items()}
    return own | {"cursor": trainer.cursor, "batch": trainer.batch.tolist(), "costs": costs(trainer)}


def costs(trainer):
    """The record of C̄: steps and values."""
    found = trainer.record.cost.query(-math.inf, math.inf, 10**9)
    return found.x.tolist(), found.mean[:, 0].tolist()


def norms(trainer):
    """The record of the norms: steps and values."""
    found = trainer.record.norms.query(-math.inf, math.inf, 10**9)
    return found.x, found.mean


def assert_near(name, found, wanted, share=EXACT):
    """Assert that no number is off by more than a share of the largest of its array."""
    scale = np.abs(wanted).max(initial=0.0)
    error = np.abs(found - wanted).max(initial=0.0)
    assert error <= share * scale, f"{name}: off by {error:.1e} of {scale:.1e}"


def assert_same_step(kernel, reference):
    """Let both go one step from where `reference` stands, and compare everything that it leaves."""
    kernel.go_to(reference.net.theta, reference.cursor, reference.optimiser.memory)
    mask = reference.net.mask
    held = reference.net.theta[mask].tobytes(), reference.optimiser.memory[:, mask].tobytes()
    for trainer in (kernel, reference):
        assert trainer.run(60.0, most=1) == 1
        assert trainer.divergence is None
    wanted = numbers(reference)
    for name, found in numbers(kernel).items():
        assert_near(name, found, wanted[name])
    assert kernel.cursor == reference.cursor
    assert kernel.batch.tolist() == reference.batch.tolist()
    assert (kernel.net.theta[mask].tobytes(), kernel.optimiser.memory[:, mask].tobytes()) == held
    for record in (costs, norms):
        (own_steps, own), (steps, values) = record(kernel), record(reference)
        assert own_steps[-1] == steps[-1]
        assert_near(record.__name__, np.asarray(own[-1]), np.asarray(values[-1]))
