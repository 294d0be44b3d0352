"""The space of a hidden layer, against the forward pass of the whole network."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR

from core.backprop import forward
from core.commands import Edit, Load, Pause, Run, Show, Step, ViewSpec
from core.errors import BadInputError
from core.experiment import default_experiment
from core.hidden_space import (
    FARTHEST,
    QUICK_SAMPLES,
    SAMPLES,
    SIZES,
    Subject,
    ends_for,
    picturing,
    some_samples,
    space_of,
    spaces,
)
from core.network import Network
from core.pictures.hidden import hidden_space
from core.plane import plane_of
from core.session import Session

CIRCLE = default_experiment("circle")  # 2-4-2-1
THREE = replace(CIRCLE, n=(2, 3, 1), activations=("relu", "sigmoid"))
SINE = replace(default_experiment("sine"), n=(1, 2, 3, 1), activations=("tanh", "tanh", "identity"))
PLACES = replace(default_experiment("autoencoder"), n=(8, 3, 8), activations=("sigmoid", "sigmoid"))


def shown(experiment, hidden=None, axes=None, steps=3):
    """A session at rest after some steps, its panel seen, and the picture."""
    session = Session(experiment)
    session.apply(Show(ViewSpec(panels=frozenset({"hidden"}), hidden=hidden, axes=axes)))
    for _ in range(steps):
        session.apply(Step("step"))
    session.finish()
    return session, hidden_space(session.frame())


def assert_is_the_space(session, found):
    """Samples, grid and ground are what the whole network makes of the same inputs."""
    net, l = session.trainer.net, found.layer
    whole = forward(net, session.dataset.x[:, found.samples])
    np.testing.assert_allclose(found.a, whole.a[l].T, atol=1e-6)
    if found.plane is not None:
        ends = [found.plane.points(np.array([[axis[k]] for axis in found.plane.axes(2)])) for k in (0, 1)]
        np.testing.assert_allclose(found.grid[0, 0], forward(net, ends[0]).a[l][:, 0], atol=1e-6)
        np.testing.assert_allclose(found.grid[-1, -1], forward(net, ends[1]).a[l][:, 0], atol=1e-6)
    if l < net.L:
        np.testing.assert_array_equal(found.after, net.wb[l + 1])
    if found.ground is not None:
        side = found.ground.shape[1]
        axis = np.linspace(*found.ends, side)
        for r, c in ((0, 0), (3, side - 1), (side - 1, 5)):
            a = np.array([[axis[c]], [axis[r]]])
            for k in range(l + 1, net.L + 1):
                a = net.sigma[k].sigma(net.w[k] @ a + net.b[k])
            np.testing.assert_allclose(found.ground[:, r, c], a[:, 0], atol=1e-5)


@pytest.mark.parametrize(
    ("experiment", "layer"),
    [(CIRCLE, 2), (THREE, 1), (XOR, 1), (SINE, 2), (PLACES, 1)],
    ids=lambda k: str(k)[:30],
)
def test_what_is_pictured_is_what_the_network_computes(experiment, layer):
    session, found = shown(experiment)
    assert found.layer == layer
    assert found.step == 3
    assert_is_the_space(session, found)
    assert (found.ground is None) == (experiment.n[layer] == 3)


def test_lines_of_the_grid_run_along_both_axes_of_the_plane():
    session, found = shown(CIRCLE)
    lines, points, _ = found.grid.shape
    plane, net = found.plane, session.trainer.net
    (x, y), (some_x, some_y) = plane.axes(points), plane.axes(lines // 2)
    for k in (0, 5, lines // 2 - 1):
        along = forward(net, np.stack([x, np.full(points, some_y[k])])).a[2].T
        across = forward(net, np.stack([np.full(points, some_x[k]), y])).a[2].T
        np.testing.assert_allclose(found.grid[k], along, atol=1e-6)
        np.testing.assert_allclose(found.grid[lines // 2 + k], across, atol=1e-6)


def test_one_input_is_a_line():
    session, found = shown(SINE)
    x = found.plane.axes(found.grid.shape[1])[0]
    np.testing.assert_allclose(found.grid[0], forward(session.trainer.net, x[None]).a[2].T, atol=1e-6)
    assert len(found.grid) == 1


def test_many_inputs_have_a_grid_once_two_are_chosen():
    _, found = shown(PLACES)
    assert found.plane is None
    assert found.grid is None
    session, found = shown(PLACES, axes=(1, 4))
    assert found.plane.inputs == (1, 4)
    assert_is_the_space(session, found)


def test_features_are_worked_out_for_the_grid():
    experiment = replace(
        CIRCLE, features=("square_1", "product"), n=(4, 2, 1), activations=("tanh", "sigmoid")
    )
    session, found = shown(experiment)
    assert_is_the_space(session, found)
    assert found.grid.shape[2] == 2


@pytest.mark.parametrize(
    ("n", "wanted", "layer"),
    [
        ((2, 4, 2, 1), None, 2),
        ((2, 3, 2, 1), None, 2),
        ((2, 3, 2, 1), 1, 1),
        ((2, 3, 4, 1), None, 1),
        ((4, 8, 3), None, 2),
        ((4, 2, 3), None, 1),
        ((2, 4, 1), None, None),
        ((2, 4, 1), 1, None),
        ((2, 4, 2, 1), 1, 2),
    ],
)
def test_which_layer_is_pictured(n, wanted, layer):
    assert space_of(n, wanted) == layer
    assert layer is None or layer in spaces(n)
    assert all(n[l] in SIZES for l in spaces(n))


def test_without_such_a_layer_there_is_no_picture():
    _, found = shown(replace(CIRCLE, n=(2, 4, 1), activations=("tanh", "sigmoid")))
    assert found is None


@pytest.mark.parametrize("layer", [0, 4, -1, 1.5, "two"])
def test_a_layer_that_does_not_exist_is_refused(layer):
    session = Session(CIRCLE)
    with pytest.raises(BadInputError):
        session.apply(Show(ViewSpec(hidden=layer)))


def test_what_no_panel_shows_is_not_computed():
    session = Session(CIRCLE)
    session.finish()
    assert hidden_space(session.frame()) is None
    assert not session.frame().pictures.get("hidden")


def test_while_running_new_ones_come_and_training_goes_on():
    session, _ = shown(CIRCLE)
    session.apply(Run())
    steps = set()
    while len(steps) < 5:
        session.tick(0.002)
        found = hidden_space(session.frame())
        steps.add(found.step)
        assert found.step <= session.trainer.step
    session.apply(Pause())
    session.finish()
    found = hidden_space(session.frame())
    assert found.step == session.trainer.step
    assert_is_the_space(session, found)


@pytest.mark.parametrize(
    "change",
    [Edit("activations", ("tanh", "relu", "sigmoid")), Load(replace(CIRCLE, seed=9))],
    ids=["sigma", "load"],
)
def test_one_of_another_network_is_not_shown(change):
    session, before = shown(CIRCLE)
    session.apply(change)
    assert hidden_space(session.frame()) is not before
    session.finish()
    assert_is_the_space(session, hidden_space(session.frame()))


def test_the_sample_shown_is_always_among_them():
    experiment = replace(CIRCLE, samples=5000)
    session, found = shown(experiment)
    assert QUICK_SAMPLES < len(found.samples) <= SAMPLES
    for sample in (1, 777, 4999):
        session.apply(Show(replace(session.frame().view, sample=sample)))
        session.finish()
        found = hidden_space(session.frame())
        assert sample in found.samples
        assert (np.diff(found.samples) > 0).all()
        assert_is_the_space(session, found)


@pytest.mark.parametrize(("count", "most"), [(1, 10), (10, 10), (11, 10), (1000, 60)])
def test_samples_are_chosen_evenly(count, most):
    for sample in {0, count // 2, count - 1, count // 3}:
        found = some_samples(count, most, sample)
        assert len(found) == min(count, most)
        assert (np.diff(found) > 0).all()
        assert 0 <= found[0] <= found[-1] < count
        assert sample in found


def test_bounded_axes_stand():
    assert ends_for(np.array([0.2, 0.3]), "sigmoid") == (0.0, 1.0)
    assert ends_for(np.array([0.2, 0.3]), "tanh", (0.0, 1.0)) == (-1.0, 1.0)


def test_other_axes_grow_in_jumps_and_shrink_late():
    ends = ends_for(np.array([0.0, 1.2]), "relu")
    assert ends == (0.0, 1.5)
    assert ends_for(np.array([0.0, 1.49]), "relu", ends) == ends
    assert ends_for(np.array([0.0, 0.6]), "relu", ends) == ends
    assert ends_for(np.array([0.0, 0.3]), "relu", ends) == pytest.approx((0.0, 0.3))
    assert ends_for(np.array([-4.0, 7.5]), "identity", ends) == (-5.0, 10.0)


@pytest.mark.parametrize(
    "values", [[], [np.nan], [np.inf, -np.inf], [0.0, 0.0], [1e308, -1e308], [1e-310], [np.nan, 3.0]]
)
def test_axes_are_finite_and_not_empty_whatever_the_values(values):
    low, high = ends_for(np.array(values), "identity")
    assert np.isfinite([low, high]).all()
    assert -10 * FARTHEST <= low < high <= 10 * FARTHEST


def test_a_network_that_has_gone_to_infinity_is_pictured_without_a_warning():
    net = Network((2, 2, 1), ("identity", "identity"))
    net.theta[:] = 1e200
    data = Session(XOR).dataset
    found = []
    job = picturing(Subject(net, data, 0, plane_of(data, None, 0), 7, 1), True, None, found.append)
    while not job.done:
        job.step(0.001)
    assert found[0].step == 7
    assert not np.isfinite(found[0].grid).all()


def test_nobody_can_write_into_it_and_training_does_not_reach_it():
    session, found = shown(CIRCLE)
    before = found.grid.copy(), found.after.copy()
    session.apply(Step("epoch"))
    session.finish()
    np.testing.assert_array_equal(found.grid, before[0])
    np.testing.assert_array_equal(found.after, before[1])
    for array in (found.grid, found.a, found.samples, found.after, found.ground):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_an_exercise_holds_it_back_until_the_layer_is_computed():
    session = Session(CIRCLE)
    session.apply(Show(ViewSpec(panels=frozenset({"hidden"}), exercise=True)))
    session.finish()
    seen = []
    for _ in range(4):
        seen.append(hidden_space(session.frame()) is not None)
        session.apply(Step("phase"))
        session.finish()
    assert seen == [False, False, True, True]


def test_the_largest_network_is_worked_on_in_pieces():
    net = Network((2, *(256,) * 14, 2, 1), "tanh")
    data = load_circle()
    found = []
    job = picturing(Subject(net, data, 0, plane_of(data, None, 0), 0, 15), False, None, found.append)
    pieces = 0
    while not job.done:
        job.step(0.001)
        pieces += 1
    assert pieces > 20
    assert len(found[0].samples) <= QUICK_SAMPLES


def load_circle():
    return Session(CIRCLE).dataset


def test_other_data_have_another(tmp_path):
    session, before = shown(CIRCLE)
    session.apply(Load(OTHER))
    session.finish()
    found = hidden_space(session.frame())
    assert found is None or found is not before
