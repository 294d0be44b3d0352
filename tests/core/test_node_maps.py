"""What every node computes over the plane of the inputs, against a pass of one point at a time."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR, worked_out

from core.commands import Edit, Load, Pause, Run, Show, Step, Undo, ViewSpec
from core.experiment import default_experiment
from core.network import Network
from core.node_maps import FINE_LINE, FINE_SIDE, MOST_NUMBERS, WIDEST, node_maps, side_of
from core.plane import plane_of
from core.session import Session

IRIS = default_experiment("iris")
SHOWN = ViewSpec(maps=True)


def shown(experiment, view=SHOWN):
    """A session that shows the maps, all of them there."""
    session = Session(experiment)
    session.apply(Show(view))
    session.finish()
    return session


def assert_are_those_of_the_nodes(session):
    """Some points of all maps, worked out without the core."""
    found, net = node_maps(session.frame()), session.trainer.net
    rng = np.random.default_rng(0)
    assert found.step == session.trainer.step
    for _ in range(8):
        at = [int(rng.integers(len(axis))) for axis in found.axes]
        places = np.array([[axis[k]] for axis, k in zip(found.axes, at, strict=True)])
        x = found.plane.points(places)
        _, a, *_ = worked_out(session.experiment, x, np.zeros((net.n[-1], 1)), net.w, net.b)
        for l, values in enumerate(found.values):
            here = values[(slice(None), *reversed(at))]
            assert np.allclose(here, a[l][:, 0] if l else x[:, 0], rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("experiment", [XOR, OTHER, default_experiment("sine")], ids=["xor", "moons", "sine"])
def test_at_rest_fine_maps_of_the_present_parameters(experiment):
    session = shown(experiment)
    session.apply(Step("step"))
    session.finish()
    found, n = node_maps(session.frame()), experiment.n
    side = FINE_LINE if n[0] == 1 else FINE_SIDE
    assert [k.shape for k in found.values] == [(k, *(side,) * n[0]) for k in n]
    assert all(k.dtype == np.float32 for k in found.values)
    assert_are_those_of_the_nodes(session)


def test_over_two_of_many_inputs_the_others_stand_at_those_of_the_sample():
    session = shown(IRIS, replace(SHOWN, axes=(2, 3), sample=100))
    found = node_maps(session.frame())
    assert found.plane.sample == 100
    assert np.array_equal(found.values[0][1], np.full_like(found.values[0][1], session.dataset.x[1, 100]))
    assert_are_those_of_the_nodes(session)
    session.apply(Show(replace(SHOWN, axes=(2, 3), sample=0)))
    session.finish()
    assert node_maps(session.frame()).plane.rest == tuple(session.dataset.x[:, 0].tolist())
    assert_are_those_of_the_nodes(session)


@pytest.mark.parametrize(
    ("experiment", "view"),
    [(XOR, ViewSpec()), (IRIS, SHOWN), (XOR, replace(SHOWN, exercise=True))],
    ids=["not asked for", "no plane", "an exercise"],
)
def test_there_are_none(experiment, view):
    assert node_maps(shown(experiment, view).frame()) is None


def test_an_exercise_takes_them_away_and_they_come_back():
    session = shown(XOR)
    session.apply(Show(replace(SHOWN, exercise=True)))
    assert node_maps(session.frame()) is None
    session.apply(Step("step"))
    session.apply(Show(SHOWN))
    session.finish()
    assert_are_those_of_the_nodes(session)


def test_while_running_new_maps_come_and_training_goes_on():
    session = shown(OTHER)
    session.apply(Run())
    steps = set()
    while len(steps) < 5:
        session.tick(0.002)
        steps.add(node_maps(session.frame()).step)
    session.apply(Pause())
    session.finish()
    assert_are_those_of_the_nodes(session)


@pytest.mark.parametrize(
    "change",
    [Edit("activations", ("relu", "sigmoid")), Load(replace(XOR, seed=9, n=(2, 5, 1)))],
    ids=["sigma", "load"],
)
def test_maps_of_another_network_are_not_shown(change):
    session = shown(XOR)
    before = node_maps(session.frame())
    session.apply(change)
    assert node_maps(session.frame()) is not before
    session.finish()
    assert_are_those_of_the_nodes(session)


def test_other_inputs_have_no_axes_until_some_are_chosen():
    session = shown(IRIS, replace(SHOWN, axes=(2, 3)))
    session.apply(Load(replace(IRIS, seed=5)))
    assert session.frame().view.axes == (2, 3)
    session.apply(Load(default_experiment("digits")))
    assert session.frame().view.axes is None
    session.finish()
    assert node_maps(session.frame()) is None
    session.apply(Undo())
    session.finish()
    assert session.frame().dataset.name == "iris"
    assert node_maps(session.frame()) is None


def test_nobody_can_write_into_them():
    found = node_maps(shown(XOR).frame())
    for array in (*found.values, *found.axes):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_a_layer_too_wide_to_be_seen_has_none():
    n = (2, WIDEST + 1, WIDEST, 1)
    activations = ("tanh", "tanh", "sigmoid")
    found = node_maps(shown(replace(XOR, n=n, activations=activations)).frame())
    assert [k is None for k in found.values] == [False, True, False, False]


@pytest.mark.parametrize("n", [(2, *(WIDEST,) * 15, 1), (2, *(256,) * 15, 1), (2, 1)], ids=str)
def test_they_never_need_much_room(n):
    net = Network(n=n, activations=("tanh",) * (len(n) - 1), seed=0)
    plane = plane_of(Session(XOR).dataset, None, 0)
    quick, fine = (side_of(net, plane, fine) for fine in (False, True))
    assert 12 <= quick <= fine
    assert sum(k for k in n if k <= WIDEST) * fine**2 <= MOST_NUMBERS


def test_numbers_beyond_32_bits_are_infinite():
    n, identity = (2, 1, 1), ("identity", "identity")
    session = shown(replace(XOR, n=n, activations=identity))
    for l in (1, 2):
        session.trainer.net.w[l][...] = 1e30
    session.apply(Edit("activations", ("identity", "sigmoid")))
    session.apply(Edit("activations", identity))
    session.finish()
    found = node_maps(session.frame()).values[2]
    assert np.isinf(found).any()
