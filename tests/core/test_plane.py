"""The plane of inputs over which a network is drawn."""

from dataclasses import replace

import numpy as np
import pytest

from core.datasets import Dataset, load
from core.experiment import default_experiment
from core.plane import extent, nearness, on_grid, plane_of, usual_axes
from core.session import Session


def data_of(x, features=()):
    """Data with these inputs x (n_0, M)."""
    iris = load("iris")
    names = tuple(f"x{k}" for k in range(len(x)))
    return replace(iris, inputs=names, x=np.array(x, float), y=iris.y[:, : np.shape(x)[1]], features=features)


def test_one_input_has_a_line_and_two_have_a_plane_with_their_features():
    line = plane_of(load("sine"), None, 0)
    assert line.inputs == (0,)
    assert len(line.ranges) == 1
    xor = load("xor")
    plane = plane_of(xor, None, 0)
    assert plane.inputs == (0, 1)
    assert plane.ranges == extent(xor)
    session = Session(
        replace(
            default_experiment("circle"),
            features=("product", "sine_2"),
            n=(4, 3, 1),
            activations=("tanh", "sigmoid"),
        )
    )
    plane = plane_of(session.dataset, None, 0)
    places = on_grid(plane.axes(5))
    x = plane.points(places)
    assert np.array_equal(x[:2], places)
    assert np.array_equal(x[2:], [places[0] * places[1], np.sin(places[1])])


@pytest.mark.parametrize("sample", [0, 77])
def test_of_more_inputs_two_vary_and_the_others_stand_where_they_do_in_the_sample(sample):
    iris = load("iris")
    plane = plane_of(iris, (3, 1), sample)
    places = on_grid(plane.axes(4))
    x = plane.points(places)
    assert x.shape == (4, 16)
    assert np.array_equal(x[[3, 1]], places)
    assert np.array_equal(x[0], np.full(16, iris.x[0, sample]))
    assert np.array_equal(x[2], np.full(16, iris.x[2, sample]))
    assert plane.sample == sample
    for k, (low, high) in zip((3, 1), plane.ranges, strict=True):
        assert low < iris.x[k].min() < iris.x[k].max() < high


def test_the_first_axis_runs_along_a_row():
    plane = plane_of(load("iris"), (2, 0), 0)
    across, up = plane.axes(7)
    x = plane.points(on_grid((across, up))).reshape(4, 7, 7)
    assert np.array_equal(x[2, 3], across)
    assert np.array_equal(x[0, :, 3], up)


def test_more_inputs_have_no_plane_until_two_are_chosen():
    iris = load("iris")
    assert plane_of(iris, None, 0) is None
    assert extent(iris) == ()
    assert plane_of(iris, (0, 1), 0) is not None


def test_planar_data_knows_no_other_axes():
    xor = load("xor")
    assert plane_of(xor, (1, 0), 2) == plane_of(xor, None, 0)
    assert usual_axes(xor) is None


def test_usual_are_the_two_inputs_that_spread_most():
    assert usual_axes(data_of([[0, 1, 2], [0, 9, 0], [4, 4, 4], [0, -7, 7]])) == (1, 3)
    assert usual_axes(data_of([[0, 1], [0, 1], [0, 1]])) == (0, 1), "the first ones of inputs alike"


def test_an_axis_has_length_where_all_samples_have_the_same_value():
    plane = plane_of(data_of([[3, 3], [0, 1], [5, 6]]), (0, 2), 0)
    (low, high), _ = plane.ranges
    assert low < 3 < high


def test_planes_of_two_samples_are_the_same_where_the_samples_are():
    data: Dataset = data_of([[0, 0, 1], [1, 1, 1], [2, 2, 2]])
    assert plane_of(data, (0, 1), 0) == plane_of(data, (0, 1), 1)
    assert plane_of(data, (0, 1), 0) != plane_of(data, (0, 1), 2)


def test_a_sample_is_nearer_the_less_its_other_inputs_differ():
    data = data_of([[0, 9, 5, 1], [1, 1, 1, 1], [0, 0, 2, 4]])
    plane = plane_of(data, (0, 1), 0)
    near = nearness(plane, data.x)
    spread = np.std([0, 0, 2, 4])
    assert near == pytest.approx([1, 1, 1 / (1 + (2 / spread) ** 2), 1 / (1 + (4 / spread) ** 2)])


def test_all_samples_lie_on_a_plane_of_two_inputs():
    xor = load("xor")
    assert nearness(plane_of(xor, None, 0), xor.x).tolist() == [1, 1, 1, 1]


def test_an_input_that_is_the_same_for_all_keeps_nobody_away():
    data = data_of([[0, 1], [1, 0], [7, 7]])
    assert nearness(plane_of(data, (0, 1), 0), data.x).tolist() == [1, 1]
