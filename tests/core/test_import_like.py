"""Data of a file that is learned by the network of another experiment."""

from dataclasses import replace

import numpy as np
import pytest

from core.commands import Import, Run
from core.errors import BadInputError
from core.experiment import Experiment, default_experiment
from core.session import Session
from core.tables import preview, suggested

PLANE = "a,b,kind\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n"
SPACE = "a,b,c,kind\n1,2,3,x\n3,4,5,y\n5,6,7,z\n7,8,9,y\n"
LIKE = Experiment("circle", (2, 5, 4, 1), ("relu", "tanh", "sigmoid"), eta=0.7, m=3, noise=0.1, samples=99)


def imported(folder, text, like, **settings):
    """A session after a file with `text` was imported."""
    file = folder / "table.csv"
    file.write_text(text)
    session = Session()
    session.apply(Import(str(file), suggested(preview(str(file))), like=like, **settings))
    session.finish()
    return session


def test_the_network_and_its_settings_are_those_of_the_other(tmp_path):
    session = imported(tmp_path, PLANE, LIKE, held_out=0.25, seed=9, scaling="scale")
    e = session.experiment
    wanted = replace(LIKE, dataset="file", noise=None, samples=None, given=e.given, n=(2, 5, 4, 2))
    assert e == replace(wanted, held_out=0.25, seed=9, scaling="scale")
    assert e.given.description == "4 rows: 2 inputs, 2 classes."
    session.apply(Run())
    session.tick()
    assert session.trainer.cursor.step > 0


def test_the_ends_are_those_of_the_data_and_features_stay_where_there_can_be_any(tmp_path):
    like = LIKE.with_features(("product", "sine_1"))
    assert imported(tmp_path, PLANE, like).experiment.n == (4, 5, 4, 2)
    assert imported(tmp_path, PLANE, like).experiment.features == like.features
    session = imported(tmp_path, SPACE, like)
    assert (session.experiment.n, session.experiment.features) == ((3, 5, 4, 3), ())
    assert session.experiment.given.description == "4 rows: 3 inputs, 3 classes."


def test_a_batch_larger_than_the_file_is_all_of_it(tmp_path):
    assert imported(tmp_path, PLANE, replace(LIKE, m=1000)).experiment.m == 4


def test_the_data_of_the_other_does_not_matter(tmp_path):
    first = imported(tmp_path, SPACE, None).experiment
    second = imported(tmp_path, PLANE, replace(first, eta=0.5)).experiment
    assert (second.n, second.eta) == ((2, 8, 2), 0.5)
    np.testing.assert_array_equal(second.given.y, [[1, 0, 1, 0], [0, 1, 0, 1]])


@pytest.mark.parametrize(
    ("like", "sentence"),
    [
        ("circle", "What data is to be learned like must be an experiment, not 'circle'."),
        (replace(LIKE, activations=("tanh",)), "activation"),
        (replace(LIKE, eta=-1.0), "learning rate"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(tmp_path, like, sentence):
    (tmp_path / "table.csv").write_text(PLANE)
    session = Session()
    reading = suggested(preview(str(tmp_path / "table.csv")))
    with pytest.raises(BadInputError, match=sentence):
        session.apply(Import(str(tmp_path / "table.csv"), reading, like=like))
    assert session.experiment == default_experiment("xor")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,y\n1,2.5\n2,3.5\n3,7\n4,1\n5,0.5\n", "5 rows: 1 input, 1 target."),
        ("a [input],y [target],z [target]\n1,2.5,1\n2,3.5,2\n3,7,3\n", "3 rows: 1 input, 2 targets."),
    ],
)
def test_a_regression_is_described(tmp_path, text, words):
    (tmp_path / "table.csv").write_text(text)
    reading = replace(suggested(preview(str(tmp_path / "table.csv"))), task="regression")
    session = Session()
    session.apply(Import(str(tmp_path / "table.csv"), reading))
    session.finish()
    assert session.experiment.given.description == words
    assert session.experiment.given.origin == f"Read from {tmp_path / 'table.csv'}."
