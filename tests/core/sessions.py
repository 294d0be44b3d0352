"""Sessions in every state, their hash, and a frame's numbers worked out again without the core."""

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from definitions import COST_OF_A, softmax

from core import importing
from core import session as module
from core.commands import Audit, Import, Run, SaveData, Seek, Step
from core.experiment import Experiment
from core.session import Session, State
from core.tables import preview, suggested

XOR = Experiment("xor", (2, 3, 1), ("tanh", "sigmoid"), eta=0.5, m=2, seed=1)
OTHER = Experiment("moons", (2, 4, 2, 1), ("tanh", "relu", "sigmoid"), eta=0.1, m=7, seed=2, samples=30)


@cache
def folder():
    """A folder for the files of sessions that read and write some."""
    return TemporaryDirectory(prefix="nablascope-tests-")


def unused_name():
    """A file that is not there."""
    return Path(folder().name) / "not there.csv"


@cache
def importing_command():
    """Reads a table."""
    path = Path(folder().name) / "table.csv"
    path.write_text("a,b,c\n" + "".join(f"{k},{k / 7},{k % 3}\n" for k in range(5000)))
    return Import(str(path), suggested(preview(str(path))))


def session_in(state, patch, experiment=XOR):
    """A session in `state` that was trained a little."""
    if state is State.DIVERGED:
        experiment = replace(experiment, activations=("identity",) * (len(experiment.n) - 1), eta=1e300)
    session = Session(experiment)
    session.apply(Step("step"))
    if state is State.RUNNING:
        session.apply(Run())
        session.tick(0.001)
    elif state in (State.STEPPING, State.CHECKING):
        patch.setattr(module, "AT_ONCE", 0.0)
        session.apply(Step("epoch") if state is State.STEPPING else Audit("all"))
    elif state is State.SEEKING:
        session.train(20)
        patch.setattr(module, "SEEK_AT_ONCE", 0.0)
        session.apply(Seek(10))
    elif state in (State.IMPORTING, State.EXPORTING):
        patch.setattr(importing, "AT_ONCE", 0.0)
        session.apply(importing_command() if state is State.IMPORTING else SaveData(str(unused_name())))
    for _ in range(0 if session.state is state else 100):
        session.apply(Step("step"))
        if session.state is state:
            break
    assert session.state is state
    return session


def phases(session, count):
    for _ in range(count):
        session.apply(Step("phase"))


def state_hash(session):
    """Changes with parameters, cursor, experiment, state and what is shown."""
    t, frame = session.trainer, session.frame()
    digest = hashlib.sha256()
    memories = t.optimiser.memory, t.updating.memory_before
    for array in (t.net.theta, t.net.mask, t.theta_before, t.gradient, *memories, t.batch, frame.x, frame.y):
        digest.update(array.tobytes())
    said = (
        session.experiment, session.state, session.dataset.name, t.cursor, t.optimiser.eta, t.m,
        t.net.activations, t.net.cost, t.divergence, len(t.record.cost), frame.sample, frame.follows_batch,
        frame.pick, frame.gradient is None,
    )  # fmt: skip
    digest.update(repr(said).encode())
    return digest.hexdigest()


def assert_is_a_sentence(error):
    text = str(error)
    assert text.endswith(".")
    assert text[0].isupper()
    assert "\n" not in text
    assert "  " not in text
    for unwanted in ("Error", "Exception", "Traceback", "numpy.", "<class"):
        assert unwanted not in text


# A frame worked out again

SIGMA = {
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "relu": (lambda z: np.where(z > 0, z, 0.0), lambda z: np.where(z > 0, 1.0, 0.0)),
    "leaky relu": (lambda z: np.where(z > 0, z, 0.01 * z), lambda z: np.where(z > 0, 1.0, 0.01)),
    "softplus": (lambda z: np.logaddexp(0, z), lambda z: 1 / (1 + np.exp(-z))),
    "identity": (lambda z: z, np.ones_like),
}
DC_DA = {
    "mse": lambda a, y: 2 / len(y) * (a - y),
    "binary cross-entropy": lambda a, y: (a - y) / (a * (1 - a)) / len(y),
    "cross-entropy": lambda a, y: -y / a,
}


def worked_out(experiment, x, y, w, b):
    """z, a, C, dC_da, dC_dz as the notes have them, each a dictionary by layer; x and y (n, m)."""
    L, sigma = len(experiment.n) - 1, (None, *experiment.activations)
    z, a = {}, {0: x}
    for l in range(1, L + 1):
        z[l] = w[l] @ a[l - 1] + b[l]
        a[l] = softmax(z[l]) if sigma[l] == "softmax" else SIGMA[sigma[l]][0](z[l])
    C = COST_OF_A[experiment.cost](a[L], y)
    dC_da, dC_dz = {L: DC_DA[experiment.cost](a[L], y)}, {}
    for l in range(L, 0, -1):
        if sigma[l] == "softmax":
            dC_dz[l] = a[l] * (dC_da[l] - (dC_da[l] * a[l]).sum(axis=0))
        else:
            dC_dz[l] = dC_da[l] * SIGMA[sigma[l]][1](z[l])
        if l > 1:
            dC_da[l - 1] = w[l].T @ dC_dz[l]
    return z, a, C, dC_da, dC_dz


def near(found, wanted):
    return np.shape(found) == np.shape(wanted) and np.allclose(found, wanted, rtol=0, atol=1e-12)


def assert_is_one_moment(frame, w, b):
    """The whole pass of the shown sample follows from the frame's own x, y and these w, b."""
    z, a, C, dC_da, dC_dz = worked_out(frame.experiment, frame.x, frame.y, w, b)
    assert near(frame.C, C[0])
    for l in range(1, frame.L + 1):
        for found, wanted in zip(
            (frame.z, frame.a, frame.dC_da, frame.dC_dz), (z, a, dC_da, dC_dz), strict=True
        ):
            assert near(found[l], wanted[l])
    assert near(frame.a[0], frame.x)
    assert np.array_equal(frame.x[:, 0], frame.dataset.x[:, frame.sample])
    assert np.array_equal(frame.y[:, 0], frame.dataset.y[:, frame.sample])


def assert_fresh_part_is_right(frame):
    """What the step has computed so far follows from the frame's x, y, w and b."""
    z, a, C, dC_da, dC_dz = worked_out(frame.experiment, frame.x, frame.y, frame.w, frame.b)
    for l in range(1, frame.L + 1):
        for fresh, found, wanted in (
            (frame.fresh_a(l), frame.z[l], z[l]),
            (frame.fresh_a(l), frame.a[l], a[l]),
            (frame.fresh_dC_da(l), frame.dC_da[l], dC_da[l]),
            (frame.fresh_dC_dz(l), frame.dC_dz[l], dC_dz[l]),
        ):
            assert not fresh or near(found, wanted)
    assert not frame.fresh_cost or near(frame.C, C[0])


def assert_gradient_is_the_batch_s(frame, w, b):
    """dC_dw and dC_db are means over the frame's batch at these w, b."""
    x, y = frame.dataset.x[:, frame.batch], frame.dataset.y[:, frame.batch]
    _, a, C, _, dC_dz = worked_out(frame.experiment, x, y, w, b)
    assert near(frame.mean_cost, C.mean())
    for l in range(1, frame.L + 1):
        assert near(frame.dC_dw[l], dC_dz[l] @ a[l - 1].T / frame.m)
        assert near(frame.dC_db[l], dC_dz[l].mean(axis=1, keepdims=True))


def arrays_of(frame):
    """Every array that a frame holds, by name."""
    found = {name: getattr(frame, name) for name in ("x", "y", "theta", "theta_before", "gradient", "batch")}
    for name in ("z", "a", "dC_da", "dC_dz", "w", "b", "w_before", "b_before", "dC_dw", "dC_db"):
        found |= {f"{name}[{l}]": k for l, k in enumerate(getattr(frame, name))}
    return {name: k for name, k in found.items() if k is not None}
