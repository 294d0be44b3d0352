"""Bad input of every sort: one plain sentence, and nothing has changed."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR, assert_is_a_sentence, session_in, state_hash

from core.backprop import backward, cost, forward
from core.commands import Edit, Load, Pause, Run, Show, Step, ViewSpec
from core.errors import BadInputError, NotFiniteError, ShapeError, UnknownNameError
from core.experiment import build
from core.network import Network
from core.optimisers import GradientDescent
from core.selection import Node, Pick
from core.session import Session, State

pytestmark = pytest.mark.promise(number="R5")

NAN, INF = float("nan"), float("inf")
HUGE = 10**400
NO_NUMBERS = [NAN, INF, -INF, "0.1", "many", None, True, [0.1], {}, 1j, HUGE]


def short(value):
    """The name of a case."""
    return str(value)[:40]


def refused(kind, ask):
    with pytest.raises(kind) as caught:
        ask()
    assert isinstance(caught.value, BadInputError)
    assert_is_a_sentence(caught.value)
    assert len(str(caught.value)) < 200


# Networks and passes


@pytest.mark.parametrize("n", [(), (2,), None, 5, (2, 0, 1), (2, -3, 1), (0, 1), (2, 1025, 1)])
def test_sizes_that_are_no_network(n):
    refused(BadInputError, lambda: Network(n))


@pytest.mark.parametrize("size", [2.0, 2.5, "3", None, True, NAN, [2], HUGE, -HUGE], ids=short)
def test_a_size_is_a_whole_number(size):
    refused(BadInputError, lambda: Network((2, size, 1)))


@pytest.mark.parametrize(
    ("activations", "kind"),
    [
        ("swish", UnknownNameError),
        ("softmax", BadInputError),
        ("", UnknownNameError),
        (("tanh", "Sigmoid"), UnknownNameError),
        (("tanh", None), UnknownNameError),
        (("tanh", ["tanh"]), UnknownNameError),
        (("tanh",), ShapeError),
        (("tanh",) * 3, ShapeError),
        ((), ShapeError),
        (None, ShapeError),
        (5, ShapeError),
    ],
)
def test_activations_that_do_not_exist(activations, kind):
    refused(kind, lambda: Network((2, 3, 1), activations))


@pytest.mark.parametrize("name", ["MSE", "hinge", "", None, 3, []])
def test_costs_that_do_not_exist(name):
    refused(UnknownNameError, lambda: Network((2, 1), cost=name))


@pytest.mark.parametrize(
    ("output", "cost"),
    [("tanh", "binary cross-entropy"), ("softmax", "binary cross-entropy"), ("sigmoid", "cross-entropy")],
)
def test_costs_that_need_another_output(output, cost):
    refused(BadInputError, lambda: Network((2, 3, 2), ("tanh", output), cost=cost))


@pytest.mark.parametrize("seed", [-1, 2**63, 0.5, "0", None, NAN, True, HUGE], ids=short)
def test_seeds_that_are_none(seed):
    refused(BadInputError, lambda: Network((2, 1), seed=seed))


@pytest.mark.parametrize("l", [0, -1, 3])
def test_layers_that_are_none(l):
    refused(BadInputError, lambda: Network((2, 2, 1)).layer_sigma(l))


def test_parameters_of_another_network():
    refused(ShapeError, lambda: Network((2, 1)).with_theta(np.zeros(4)))


@pytest.mark.parametrize(
    ("x", "kind"),
    [
        (np.zeros((3, 4)), ShapeError),
        (np.zeros((2, 0)), ShapeError),
        (np.zeros((2, 2, 2)), ShapeError),
        (np.zeros(3), ShapeError),
        (1.0, ShapeError),
        ([], ShapeError),
        ([NAN, 1.0], NotFiniteError),
        ([[INF, 0.0], [0.0, 0.0]], NotFiniteError),
        (["a", "b"], BadInputError),
        ([[1.0], [1.0, 2.0]], BadInputError),
        ([{}, {}], BadInputError),
        ([1j, 1.0], BadInputError),
        ([HUGE, 1], BadInputError),
        (None, BadInputError),
    ],
    ids=short,
)
def test_inputs_and_targets_that_do_not_fit(x, kind):
    net = Network((2, 2))
    p = forward(net, np.zeros((2, 4)))
    refused(kind, lambda: forward(net, x))
    refused(kind, lambda: cost(net, p, x))
    refused(kind, lambda: backward(net, p, x))


def test_a_target_for_another_number_of_samples():
    net = Network((2, 1))
    p = forward(net, np.zeros((2, 4)))
    for y in (np.zeros((1, 3)), np.zeros((1, 1))):
        refused(ShapeError, lambda y=y: cost(net, p, y))
        refused(ShapeError, lambda y=y: backward(net, p, y))


@pytest.mark.parametrize("eta", [0, 0.0, -0.1, -1e300, *NO_NUMBERS], ids=short)
def test_learning_rates_that_are_none(eta):
    refused(BadInputError, lambda: GradientDescent(eta, 3))
    optimiser = GradientDescent(0.5, 3)

    def change():
        optimiser.eta = eta

    refused(BadInputError, change)
    assert optimiser.eta == 0.5


def test_what_is_too_long_to_read_is_cut():
    vast = 10**5000
    for value in (vast, "x" * 10_000, [1.5] * 1000, np.zeros((50, 50)), "a\nb"):
        refused(BadInputError, lambda value=value: GradientDescent(value, 3))
        refused(BadInputError, lambda value=value: Network((2, 1), value))
        refused(BadInputError, lambda value=value: Network((2, 1), seed=value))
        refused(BadInputError, lambda value=value: Network((2, value)))


# Experiments

BAD = (
    [{"dataset": k} for k in ("nothing", "XOR", "", None, 3, ["xor"])]
    + [{"n": k} for k in ((2,), (2, 0, 1), (2, -1, 1), (2, 1.5, 1), (2, "3", 1), (2, True, 1), (2, HUGE, 1))]
    + [{"n": k} for k in (None, 5, (), (3, 3, 1), (2, 3, 2), (2, 3, 1, 1), (2, 1))]
    + [{"activations": k} for k in ((), ("tanh",), ("tanh", "x"), ("tanh", None), None, 5, ("tanh",) * 3)]
    + [{"cost": k} for k in ("hinge", None, 2, [])]
    + [{"eta": k} for k in (0, -1, *NO_NUMBERS)]
    + [{"m": k} for k in (0, -1, 1.5, 2.0, "4", None, True, NAN, [2], -HUGE)]
    + [{"seed": k} for k in (-1, 2**63, 0.5, "0", None, True, HUGE)]
    + [{"noise": k} for k in (-0.1, 0.6, NAN, INF, "much", [0.1])]
    + [{"samples": k} for k in (3, 0, -1, 4.0, "9", 10**6, NAN)]
)
"""What makes XOR an experiment that cannot be."""


@pytest.mark.parametrize("change", BAD, ids=short)
def test_an_experiment_that_cannot_be(change):
    bad = replace(XOR, **change)
    refused(BadInputError, lambda: build(bad))
    refused(BadInputError, lambda: Session(bad))


@pytest.fixture
def sessions(monkeypatch):
    return [session_in(state, monkeypatch) for state in State]


def assert_unchanged(sessions, command, kind=BadInputError):
    for session in sessions:
        before, version = state_hash(session), session.version
        refused(kind, lambda session=session: session.apply(command))
        assert state_hash(session) == before
        assert session.version == version


@pytest.mark.parametrize("change", BAD, ids=short)
def test_loading_it_changes_nothing(sessions, change):
    assert_unchanged(sessions, Load(replace(XOR, **change)))


def test_after_a_refused_load_running_goes_on():
    session, other = Session(OTHER), Session(OTHER)
    session.apply(Run())
    session.tick(0.002)
    refused(BadInputError, lambda: session.apply(Load(replace(XOR, n=(3, 1)))))
    session.tick(0.002)
    session.apply(Pause())
    other.train(session.trainer.step)
    assert other.trainer.net.theta.tobytes() == session.trainer.net.theta.tobytes()


# Other commands

EDITS = (
    [("eta", k) for k in (0, -1, *NO_NUMBERS)]
    + [("m", k) for k in (0, -1, 1.5, 2.0, "4", None, True, NAN, [2], -HUGE)]
    + [
        ("activations", k)
        for k in ((), ("tanh",), ("tanh", "x"), ("tanh", None), None, 5, "x", ("tanh",) * 3)
    ]
    + [(k, 1) for k in ("seed", "n", "", None, 3, [], "theta")]
)


@pytest.mark.parametrize("edit", EDITS, ids=short)
def test_a_bad_edit_changes_nothing(sessions, edit):
    assert_unchanged(sessions, Edit(*edit))


@pytest.mark.parametrize("sample", [-1, 4, 1.0, 0.5, "0", True, NAN, [0], HUGE], ids=short)
def test_a_sample_that_does_not_exist(sessions, sample):
    assert_unchanged(sessions, Show(ViewSpec(sample=sample)))


@pytest.mark.parametrize(
    "pick",
    [Pick(0, 0, 0), Pick(4, 0, 0), Pick(1, 3, 0), Pick(1, 0, 2), Pick(1, -1), Pick(1, 0.0), Pick("1", 0),
     Pick(1, 0, True), Node(-1, 0), Node(4, 0), Node(0, 2), Node(1, None), "w2 1 3", 7, (1, 0, 0)],
    ids=str,
)  # fmt: skip
def test_a_selection_that_does_not_exist(pick):
    assert_unchanged([Session(XOR)], Show(ViewSpec(pick=pick)))


@pytest.mark.parametrize("edges", ["", "b", None, 1, []], ids=repr)
def test_a_colouring_that_does_not_exist(edges):
    assert_unchanged([Session(XOR)], Show(ViewSpec(edges=edges)), UnknownNameError)


@pytest.mark.parametrize("strongest", ["", "b", 1, []], ids=repr)
def test_a_strength_of_edges_that_does_not_exist(strongest):
    assert_unchanged([Session(XOR)], Show(ViewSpec(strongest=strongest)), UnknownNameError)


@pytest.mark.parametrize("limit", [0, -1, 2.0, "3", True], ids=repr)
def test_a_number_of_edges_that_cannot_be(limit):
    assert_unchanged([Session(XOR)], Show(ViewSpec(edge_limit=limit)))


@pytest.mark.parametrize("share", [-0.1, 0.95, 1, 2, NAN, "0.2", None, [0.1]], ids=repr)
def test_a_share_to_hold_out_that_cannot_be(share):
    assert_unchanged([Session(XOR)], Load(replace(XOR, held_out=share)))


@pytest.mark.parametrize("unit", ["batch", "", None, 1, [], "Phase"])
def test_a_unit_that_does_not_exist(unit):
    sessions = [Session(XOR)]
    assert_unchanged(sessions, Step(unit), UnknownNameError)
    assert_unchanged(sessions, Run(5.0, unit), UnknownNameError)
    assert_unchanged(sessions, Run(None, unit), UnknownNameError)


@pytest.mark.parametrize("rate", [0, -1, 1e-9, 5e-324, *(k for k in NO_NUMBERS if k is not None)], ids=short)
def test_a_speed_that_is_none(rate):
    assert_unchanged([Session(XOR)], Run(rate))


def test_a_bad_speed_leaves_the_running_one():
    session = Session(XOR)
    session.apply(Run())
    assert_unchanged([session], Run(NAN))
    step = session.trainer.step
    session.tick(0.002)
    assert session.trainer.step > step


@pytest.mark.parametrize("command", [None, "pause", 3, {}])
def test_what_is_no_command(sessions, command):
    assert_unchanged(sessions, command)


def test_the_sentence_says_what_there_is():
    for name in ("sigmoid", "tanh", "leaky relu", "softplus", "softmax", "identity"):
        with pytest.raises(UnknownNameError, match=name):
            Network((2, 1), "swish")
    with pytest.raises(ShapeError, match="2 input and 1 output nodes"):
        Session(replace(XOR, n=(3, 3, 1)))
    with pytest.raises(BadInputError, match="from 0 to 3, not 4"):
        Session(XOR).apply(Show(ViewSpec(sample=4)))


@pytest.mark.parametrize("command", [Load(None), Load("xor"), Show(None), Show(3)], ids=repr)
def test_what_is_no_experiment_or_view_is_refused(sessions, command):
    assert_unchanged(sessions, command, BadInputError)
