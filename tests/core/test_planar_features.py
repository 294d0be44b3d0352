"""Features of planar data: the output over the plane, edits of x₁ and x₂, derivations and exports."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from sessions import assert_is_one_moment

from core.audit import GOOD
from core.backprop import forward
from core.commands import Audit, Edit, Reset, Run, Seek, Show, Step, Undo, ViewSpec
from core.datasets.features import FEATURES, checked_features
from core.errors import BadInputError, UnknownNameError
from core.experiment import default_experiment, suitable_experiment
from core.exports import csv_table, numpy_script, origin
from core.painting import first_drawing
from core.selection import Node, Pick
from core.session import Session

ALL = tuple(each.name for each in FEATURES)
BY_HAND = (
    lambda a, b: a**2,
    lambda a, b: b**2,
    lambda a, b: a * b,
    lambda a, b: np.sin(a),
    lambda a, b: np.sin(b),
)
CIRCLE = replace(default_experiment("circle"), features=ALL, n=(7, 4, 1), activations=("tanh", "sigmoid"))


def expanded(x1, x2):
    """The inputs of the network at points of the plane (7, …), without the core."""
    return np.stack([x1, x2, *(of(x1, x2) for of in BY_HAND)])


def test_features_are_inputs_of_the_network():
    session = Session(CIRCLE)
    data = session.dataset
    assert data.base == 2
    assert data.inputs == ("x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂")
    np.testing.assert_allclose(data.x, expanded(*data.x[:2]), rtol=0, atol=1e-15)
    assert session.trainer.net.n == (7, 4, 1)


@pytest.mark.parametrize("features", [ALL, ("product",), ("sine_1", "square_2")], ids="-".join)
def test_the_output_over_the_plane_is_that_of_the_expanded_inputs(features):
    session = Session(replace(CIRCLE, features=features, n=(2 + len(features), 4, 1)))
    session.train(30)
    session.finish()
    shown, net = session.frame().output, session.trainer.net
    assert shown.step == 30
    assert len(shown.axes) == 2
    x1, x2 = np.meshgrid(*shown.axes)
    rows = [0, 1, *(2 + ALL.index(name) for name in ALL if name in features)]
    inputs = expanded(x1.ravel(), x2.ravel())[rows]
    wanted = forward(net, inputs).a[net.L].reshape(shown.values.shape)
    np.testing.assert_allclose(shown.values, wanted, rtol=0, atol=1e-12)


def test_an_edit_of_x_takes_its_features_along_and_is_undone_with_them():
    session = Session(CIRCLE)
    session.train(3)
    before = session.dataset.x.copy()
    session.apply(Edit("x", -0.75, Node(0, 0), sample=4))
    session.apply(Edit("x", 0.5, Node(0, 1), sample=4))
    x = session.dataset.x
    np.testing.assert_allclose(x[:, 4], expanded(np.float64(-0.75), np.float64(0.5)), rtol=0, atol=1e-15)
    others = np.arange(x.shape[1]) != 4
    assert np.array_equal(x[:, others], before[:, others])
    for _ in range(2):
        session.apply(Undo())
        session.finish()
    assert np.array_equal(session.dataset.x, before)


def test_what_is_trained_and_shown_after_an_edit_has_the_new_features():
    session = Session(replace(CIRCLE, m=250))
    session.apply(Show(ViewSpec(sample=4)))
    session.apply(Edit("x", -0.75, Node(0, 0), sample=4))
    frame = session.frame()
    assert frame.x[2, 0] == 0.5625
    assert_is_one_moment(frame, frame.w, frame.b)
    again = session.dataset.x.copy()
    session.train(2)
    session.apply(Seek(0))
    session.finish()
    assert np.array_equal(session.dataset.x, again)


@pytest.mark.parametrize("row", range(2, 7))
def test_a_feature_itself_is_not_edited_and_that_is_said(row):
    session = Session(CIRCLE)
    before = session.dataset
    with pytest.raises(BadInputError) as refused:
        session.apply(Edit("x", 0.1, Node(0, row), sample=0))
    label = before.inputs[row]
    assert str(refused.value) == f"{label} is worked out from x₁ and x₂; edit these, and it follows."
    assert session.dataset is before


def test_every_gradient_of_a_network_with_features_is_right():
    session = Session(CIRCLE)
    session.train(20)
    session.apply(Audit("all"))
    session.finish()
    session.apply(Show(ViewSpec(panels=frozenset({"check"}))))
    found = session.frame().audit
    assert len(found.numeric) == session.trainer.net.theta.size == 7 * 4 + 4 + 4 + 1
    assert found.done
    assert (found.status == GOOD).all()


@pytest.mark.parametrize("at", [Pick(1, 2, 6), Pick(1, 0, 3), Pick(2, 0, 1), Pick(1, 3)], ids=str)
def test_a_derivation_with_features_proves_itself(at, tmp_path):
    session = Session(CIRCLE)
    session.train(5)
    session.apply(Step("step"))
    session.apply(Show(ViewSpec(pick=at)))
    frame = session.frame()
    assert frame.net.n[0] == 7
    derivation = frame.derivation
    file = tmp_path / "derivation.py"
    file.write_text(numpy_script(derivation, origin(frame)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(file)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert csv_table(derivation, origin(frame))


def test_a_drawing_has_features_too():
    given = first_drawing(3)
    experiment = replace(suitable_experiment(given, "drawing"), features=("square_1", "product"))
    session = Session(replace(experiment, n=(4, 5, 3), activations=("tanh", "sigmoid")))
    session.apply(Edit("paint", ((0.5, -0.25, 2),)))
    assert session.dataset.x[:, -1].tolist() == [0.5, -0.25, 0.25, -0.125]
    session.apply(Edit("x", -1.0, Node(0, 0), sample=3))
    assert session.dataset.x[:, -1].tolist() == [-1.0, -0.25, 1.0, 0.25]
    session.apply(Edit("erase", (0,)))
    assert session.dataset.x[:, -1].tolist() == [-1.0, -0.25, 1.0, 0.25]
    session.finish()
    assert session.frame().output.axes[0][0] == -1.2


def test_training_with_features_goes_on_and_begins_again():
    session = Session(CIRCLE)
    session.apply(Run())
    while session.trainer.step < 50:
        session.tick(0.002)
    session.apply(Reset())
    assert session.trainer.step == 0
    assert session.dataset.base == 2


@pytest.mark.parametrize(
    ("features", "base", "error"),
    [
        (("cube_1",), 2, UnknownNameError),
        (("square_1",), 4, BadInputError),
        ("square_1", 2, BadInputError),
        (7, 2, BadInputError),
        ((1,), 2, UnknownNameError),
    ],
    ids=str,
)
def test_what_are_no_features_is_said(features, base, error):
    with pytest.raises(error):
        checked_features(features, base)


def test_features_are_in_one_order_and_each_once():
    assert checked_features(("sine_1", "square_1", "sine_1"), 2) == ("square_1", "sine_1")
