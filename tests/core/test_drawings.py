"""Experiments on drawings: what is kept of the one before, and what of its points."""

from dataclasses import replace

import numpy as np
import pytest

from core.commands import Edit, Load
from core.datasets import load
from core.drawings import can_be_drawn_on, cleared, drawing_on, new_drawing, with_another_class
from core.errors import BadInputError
from core.experiment import default_experiment
from core.selection import Node
from core.session import Session

MOONS = replace(
    default_experiment("moons"), n=(3, 5, 1), activations=("relu", "sigmoid"), features=("product",),
    eta=0.07, m=13, seed=5, held_out=0.2, noise=0.3, samples=80, scaling="standardise",
)  # fmt: skip
STROKE = ((0.1, 0.2, 0), (0.3, -0.4, 1))


def test_data_is_drawn_on_as_it_is_shown_with_the_network_and_the_settings_there_were():
    session = Session(MOONS)
    session.apply(Edit("x", 0.5, Node(0, 1), sample=3))
    before = session.dataset
    session.apply(Load(drawing_on(session.experiment, before)))
    after, now = session.dataset, session.experiment
    assert np.array_equal(after.x, before.x)
    assert np.array_equal(after.y, before.y)
    kept = ("n", "activations", "features", "eta", "m", "seed", "held_out", "cost")
    assert [getattr(now, k) for k in kept] == [getattr(MOONS, k) for k in kept]
    assert (now.dataset, now.noise, now.samples, now.scaling) == ("drawing", None, None, "none")
    session.apply(Edit("paint", STROKE))
    assert session.dataset.x[:, -1].tolist() == [0.3, -0.4, -0.12]


def test_another_class_is_another_output_and_keeps_points_and_settings():
    session = Session(new_drawing(MOONS))
    session.apply(Edit("paint", STROKE))
    session.apply(Edit("x", -0.5, Node(0, 0), sample=2))
    for classes in range(3, 11):
        before, x = session.experiment, session.dataset.x.copy()
        session.apply(Load(with_another_class(before, session.dataset)))
        assert session.experiment.n == (*before.n[:-1], classes)
        assert session.experiment.activations == before.activations
        assert np.array_equal(session.dataset.x, x)
        assert session.dataset.y.argmax(axis=0).tolist() == [0, 1, 0, 1]
    with pytest.raises(BadInputError, match="from 2 to 10"):
        with_another_class(session.experiment, session.dataset)


@pytest.mark.parametrize("classes", [2, 3, 10])
def test_a_cleared_drawing_has_a_point_of_each_class(classes):
    experiment = replace(new_drawing(MOONS, classes), eta=0.9)
    session = Session(experiment)
    session.apply(Edit("paint", STROKE))
    session.apply(Load(cleared(session.experiment)))
    assert session.dataset.samples == classes
    assert session.experiment == experiment


def test_a_new_drawing_keeps_the_seed_and_what_is_held_out():
    found = new_drawing(MOONS)
    assert (found.seed, found.held_out) == (5, 0.2)
    assert replace(found, seed=0, held_out=0.0, given=None) == default_experiment("drawing")


def test_classes_on_a_plane_can_be_drawn_on_and_nothing_else():
    for name in ("xor", "circle", "moons"):
        assert can_be_drawn_on(load(name))
    for name in ("sine", "iris", "digits"):
        assert not can_be_drawn_on(load(name))
        with pytest.raises(BadInputError, match="on a plane"):
            drawing_on(default_experiment(name), load(name))
    plane = load("circle")
    many = replace(plane, outputs=tuple(map(str, range(11))), y=np.eye(11)[:, np.arange(plane.samples) % 11])
    assert not can_be_drawn_on(many)
    assert not can_be_drawn_on(replace(plane, task="regression"))
