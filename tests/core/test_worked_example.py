"""The worked example of the notes, twelve decimals, through every door of the core."""

import numpy as np
import pytest

from core.backprop import backward, cost, forward
from core.commands import Step
from core.cursor import Phase
from core.datasets import Dataset
from core.experiment import Experiment
from core.network import Network
from core.optimisers import GradientDescent
from core.session import Session
from core.trainer import Trainer

X, Y = (1.0, 0.5), (1.0,)
W = {1: [[0.5, -0.5], [1.0, 0.25]], 2: [[1.0, -1.0]]}
B = {1: [[0.25], [-0.5]], 2: [[0.25]]}
ETA = 0.5

Z = {1: [[0.5], [0.625]], 2: [[0.221104466536]]}
A = {1: [[0.622459331202], [0.651354864666]], 2: [[0.555052020965]]}
C = 0.197978704047
DC_DA = {1: [[-0.219776959579], [0.219776959579]], 2: [[-0.889895958069]]}
DC_DW = {
    1: [[-0.051648401357, -0.025824200679], [0.049909524458, 0.024954762229]],
    2: [[-0.136802219273, -0.143152791763]],
}
DC_DB = {1: [[-0.051648401357], [0.049909524458]], 2: [[-0.219776959579]]}


def flat(weights, biases):
    """In theta's order: layer by layer, node by node, the weights into a node and then its bias."""
    nodes = [zip(weights[l], biases[l], strict=True) for l in (1, 2)]
    return np.array([k for layer in nodes for w, b in layer for k in (*w, *b)])


THETA, FLAT = flat(W, B), flat(DC_DW, DC_DB)


def near(found, listed):
    return np.shape(found) == np.shape(listed) and np.allclose(found, listed, rtol=0, atol=1e-12)


@pytest.fixture
def net():
    net = Network(n=(2, 2, 1), activations=("sigmoid", "sigmoid"))
    net.theta[...] = THETA
    return net


@pytest.fixture
def trainer(net):
    x, y = np.array([X]).T, np.array([Y]).T
    return Trainer(net, GradientDescent(ETA, net.theta.size), x, y, m=1, seed=0)


@pytest.fixture
def session(monkeypatch):
    data = Dataset(
        name="moons", title="One", group="Test", description="One sample.", origin="The notes.",
        task="regression", inputs=("x₁", "x₂"), outputs=("y",), seed=0, noise=0.0,
        x=np.array([X]).T, y=np.array([Y]).T,
    )  # fmt: skip
    monkeypatch.setattr("core.experiment.load", lambda *_: data)
    session = Session(Experiment("moons", (2, 2, 1), ("sigmoid", "sigmoid"), eta=ETA, m=1))
    session.trainer.net.theta[...] = THETA
    return session


# Shapes and order


def test_theta_is_read_as_the_notes_write_it(net):
    for l in (1, 2):
        assert net.w[l].tolist() == W[l]
        assert net.b[l].tolist() == B[l]


def test_views_write_into_theta(net):
    net.w[1][1, 0] = 7.0
    net.b[2][0, 0] = 8.0
    assert net.theta[3] == 7.0
    assert net.theta[-1] == 8.0
    net.theta[0] = 9.0
    assert net.w[1][0, 0] == 9.0


def test_every_parameter_is_in_theta_once():
    net = Network(n=(3, 4, 2), seed=0)
    net.theta[...] = np.arange(net.theta.size)
    found = [k for l in (1, 2) for part in (net.w, net.b) for k in part[l].ravel()]
    assert sorted(found) == list(range(4 * 4 + 2 * 5))


@pytest.mark.parametrize("m", [1, 4])
def test_shapes_are_those_of_the_paper(m):
    net = Network(n=(2, 3, 1), activations=("tanh", "sigmoid"), seed=0)
    p = forward(net, np.zeros((2, m)))
    g = backward(net, p, np.zeros((1, m)))
    for l in (1, 2):
        assert net.w[l].shape == g.dC_dw[l].shape == (net.n[l], net.n[l - 1])
        assert net.b[l].shape == g.dC_db[l].shape == (net.n[l], 1)
        for array in (p.z, p.a, g.dC_dz, g.dC_da):
            assert array[l].shape == (net.n[l], m)
    assert p.a[0].shape == (2, m)
    assert g.flat.shape == net.theta.shape == (13,)
    assert net.theta.dtype == np.float64


def test_slot_0_is_a_placeholder(net):
    p = forward(net, X)
    g = backward(net, p, Y)
    for slots in (net.w, net.b, p.z, p.a, g.dC_dz, g.dC_da, g.dC_dw, g.dC_db):
        assert len(slots) == net.L + 1
    for slots in (net.w, net.b, p.z, g.dC_dz, g.dC_da, g.dC_dw, g.dC_db):
        assert slots[0].size == 0


# The public core


def test_forward_and_cost(net):
    p = forward(net, X)
    assert p.a[0].tolist() == [[1.0], [0.5]]
    for l in (1, 2):
        assert near(p.z[l], Z[l])
        assert near(p.a[l], A[l])
    assert cost(net, p, Y) == pytest.approx(C, rel=0, abs=1e-12)
    assert type(cost(net, p, Y)) is float


def assert_gradient_is_the_notes(g):
    for l in (1, 2):
        assert near(g.dC_da[l], DC_DA[l])
        assert near(g.dC_dz[l], DC_DB[l])  # of one sample they are the same
        assert near(g.dC_dw[l], DC_DW[l])
        assert near(g.dC_db[l], DC_DB[l])
    assert near(g.flat, FLAT)


def test_backward(net):
    assert_gradient_is_the_notes(backward(net, forward(net, X), Y))


def test_a_batch_of_equal_samples_has_the_same_gradient(net):
    x, y = np.repeat([X], 3, axis=0).T, np.repeat([Y], 3, axis=0).T
    g = backward(net, forward(net, x), y)
    assert near(g.flat, FLAT)
    assert near(g.dC_da[1], np.repeat(DC_DA[1], 3, axis=1))
    assert cost(net, forward(net, x), y) == pytest.approx(C, rel=0, abs=1e-12)


# Training


def test_the_trainer_phase_by_phase(net, trainer):
    for _ in range(2 * net.L + 1):
        trainer.advance()
    assert trainer.phase is Phase.BACKWARD
    assert_gradient_is_the_notes(trainer.g)
    assert trainer.mean_cost == pytest.approx(C, rel=0, abs=1e-12)
    trainer.advance()
    assert near(net.theta, THETA - ETA * FLAT)
    assert trainer.theta_before.tolist() == THETA.tolist()


def test_the_trainer_at_full_speed(net, trainer):
    assert trainer.run(60.0, most=1) == 1
    assert near(trainer.gradient, FLAT)
    assert near(net.theta, THETA - ETA * FLAT)


def assert_shows_the_notes(frame):
    """What the step has computed so far is the notes', and nothing else was computed yet."""
    for l in (1, 2):
        assert near(frame.z[l], Z[l]) is near(frame.a[l], A[l]) is frame.fresh_a(l)
        assert near(frame.dC_da[l], DC_DA[l]) is frame.fresh_dC_da(l)
        assert near(frame.dC_dz[l], DC_DB[l]) is frame.fresh_dC_dz(l)
        assert near(frame.dC_dw[l], DC_DW[l]) is near(frame.dC_db[l], DC_DB[l]) is frame.fresh_dC_dz(l)
    assert near(frame.C, C) is near(frame.mean_cost, C) is frame.fresh_cost


def test_the_frames_of_a_session_phase_by_phase(session):
    for place in range(7):
        frame = session.frame()
        assert frame.place == place
        assert frame.x.tolist() == [[1.0], [0.5]]
        assert frame.y.tolist() == [[1.0]]
        assert_shows_the_notes(frame)
        if place < 6:
            assert frame.theta.tolist() == THETA.tolist()
            session.apply(Step("phase"))
    assert frame.cursor.phase is Phase.UPDATE
    assert frame.theta_before.tolist() == THETA.tolist()
    assert near(frame.theta, THETA - ETA * FLAT)


def test_the_frame_after_a_whole_step(session):
    session.apply(Step("step"))
    frame = session.frame()
    assert_shows_the_notes(frame)
    assert near(frame.gradient, FLAT)
    assert near(frame.w[2], [[1.0 + ETA * 0.136802219273, -1.0 + ETA * 0.143152791763]])
    assert frame.w_before[2].tolist() == [[1.0, -1.0]]
    assert frame.b_before[1].tolist() == [[0.25], [-0.5]]
