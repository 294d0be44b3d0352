"""Experiments on data of one's own as lines of text: files by their place, drawings by their points."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.commands import Import
from core.datasets import load
from core.datasets.given import DRAWING, FILE
from core.experiment import Experiment, default_experiment, suitable_experiment
from core.painting import drawing_of, first_drawing, painted
from core.schedules import Schedule
from core.session import Session
from core.tables import preview, read_now, suggested
from gui.shell.preferences import Preferences
from gui.shell.recent import MOST_POINTS, FromFile, kind_of, read_recent, written_out

TABLE = "a,b,kind\n" + "".join(f"{k},{k * k % 7},{'xyz'[k % 3]}\n" for k in range(30))


def from_file(folder, name="table.csv", text=TABLE):
    """An experiment on a file that is there."""
    (folder / name).write_text(text)
    path = str(folder / name)
    given = read_now(path, suggested(preview(path)))
    return replace(suitable_experiment(given, FILE), eta=0.125, seed=4, held_out=0.2, scaling="scale")


def drawn(points, classes=2):
    """An experiment on a drawing with so many points more."""
    rng = np.random.default_rng(1)
    more = tuple((*rng.normal(size=2).tolist(), int(rng.integers(classes))) for _ in range(points))
    given = painted(first_drawing(classes), more) if more else first_drawing(classes)
    return suitable_experiment(given, DRAWING)


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path / "settings" / "nablascope.ini")


# Files


def test_of_a_file_its_place_is_kept_and_nothing_of_what_is_in_it(tmp_path):
    experiment = from_file(tmp_path)
    text = written_out(experiment)
    assert len(text) < 1_000
    found = read_recent(text)
    assert found == FromFile(
        replace(experiment, given=None),
        experiment.given.source.path,
        suggested(preview(tmp_path / "table.csv")),
    )
    assert found.title == "table.csv"


def test_the_command_of_a_file_begins_the_same_experiment(tmp_path):
    experiment = from_file(tmp_path).with_hidden((5, 4), "relu")
    command = read_recent(written_out(experiment)).command()
    assert isinstance(command, Import)
    session = Session()
    session.apply(command)
    session.finish()
    assert session.experiment == experiment


@pytest.mark.parametrize("name", ["a@b.csv", "naïve σ.csv", 'say "x".csv', "50%,;=.csv", "@Variant(\\0).csv"])
def test_a_file_may_be_called_anything(tmp_path, preferences, name):
    experiment = from_file(tmp_path, name)
    preferences.note(experiment)
    preferences.save()
    again = Preferences(tmp_path / "settings" / "nablascope.ini")
    assert [found.path for found in again.recent()] == [experiment.given.source.path]


def test_files_are_told_apart_by_their_place_and_layers(tmp_path, preferences):
    first, second = from_file(tmp_path), from_file(tmp_path, "other.csv")
    for experiment in (first, second, first.with_hidden((3,)), replace(first, eta=0.5)):
        preferences.note(experiment)
    found = preferences.recent()
    assert [(each.title, each.experiment.n, each.experiment.eta) for each in found] == [
        ("table.csv", (2, 8, 3), 0.5),
        ("table.csv", (2, 3, 3), 0.125),
        ("other.csv", (2, 8, 3), 0.125),
    ]


def test_no_file_is_opened_before_it_is_chosen(tmp_path, preferences, monkeypatch):
    preferences.note(default_experiment("circle"))
    preferences.note(from_file(tmp_path))
    (tmp_path / "table.csv").unlink()
    with monkeypatch.context() as patch:
        for name in ("open", "is_file", "exists", "stat"):
            patch.setattr(Path, name, None)
        patch.setattr("builtins.open", None)
        recent, latest, at_hand = preferences.recent(), preferences.latest(), preferences.at_hand()
    assert [type(found) for found in recent] == [FromFile, Experiment]
    assert latest.title == "table.csv"
    assert at_hand == default_experiment("circle")


def test_of_a_file_that_is_gone_one_sentence_is_said(tmp_path):
    command = read_recent(written_out(from_file(tmp_path))).command()
    (tmp_path / "table.csv").unlink()
    session = Session()
    with pytest.raises(ValueError, match=r"^.*table\.csv.*\.$") as refused:
        session.apply(command)
    assert "\n" not in str(refused.value)
    assert session.experiment == default_experiment()


def spoilt(folder, **changes):
    values = json.loads(written_out(from_file(folder))) | changes
    return json.dumps(values)


@pytest.mark.parametrize(
    "changes",
    [
        {"file": 3},
        {"file": {}},
        {"file": {"path": "x.csv"}},
        {"file": {"path": "", "reading": "{}"}},
        {"file": {"path": "x.csv", "reading": "[]"}},
        {"file": {"path": "x.csv", "reading": None}},
        {"file": {"path": ["x.csv"], "reading": "{}"}},
        {"n": [2, 1_000_000, 3]},
        {"n": [0, 3]},
        {"n": []},
        {"eta": "fast"},
        {"eta": math.nan},
        {"m": -1},
        {"activations": ["tanh"]},
        {"features": ["square_1", "square_2", "product"]},
        {"scaling": None},
    ],
    ids=str,
)
def test_a_spoilt_line_of_a_file_is_passed_over(tmp_path, changes):
    assert read_recent(spoilt(tmp_path, **changes)) is None


@pytest.mark.parametrize("path", ["", "x" * 2_000, "a\0b"])
def test_a_path_that_cannot_be_is_passed_over(tmp_path, path):
    good = json.loads(written_out(from_file(tmp_path)))
    good["file"]["path"] = path
    assert read_recent(json.dumps(good)) is None


# Drawings


@pytest.mark.parametrize(("points", "classes"), [(0, 2), (7, 2), (40, 5), (MOST_POINTS - 10, 10)])
def test_a_drawing_is_read_as_it_was_painted(points, classes):
    experiment = replace(drawn(points, classes), seed=2, m=500).with_features(("product",))
    found = read_recent(written_out(experiment))
    assert found == experiment
    np.testing.assert_array_equal(found.given.x, experiment.given.x)


def test_a_drawing_on_other_data_keeps_its_names(tmp_path):
    given = drawing_of(load("moons", samples=20))
    experiment = suitable_experiment(replace(given, outputs=("up@left",)), DRAWING)
    text = written_out(experiment)
    assert "@" not in text
    assert read_recent(text).given.outputs == ("up@left",)


def test_a_drawing_of_very_many_points_is_left_out(preferences):
    preferences.note(default_experiment("circle"))
    preferences.note(drawn(MOST_POINTS))
    assert preferences.recent() == [default_experiment("circle")]


def test_eight_large_drawings_can_be_kept(tmp_path, preferences):
    noted = [drawn(MOST_POINTS - 2).with_hidden((k,)) for k in range(1, 9)]
    for experiment in noted:
        preferences.note(experiment)
    preferences.save()
    assert Preferences(tmp_path / "settings" / "nablascope.ini").recent() == noted[::-1]


@pytest.mark.parametrize(
    "drawing",
    [
        None,
        7,
        {},
        {"outputs": ["class 2"], "points": ""},
        {"outputs": ["class 2"], "points": "AAAA"},
        {"outputs": ["class 2"], "points": "no letters!"},
        {"outputs": [], "points": "AAAAAAAAAAAAAAAAAAAAAAA="},
        {"outputs": ["class 2"], "points": "AAAAAAAAAAAAAAAAAAAAABE="},
        {"outputs": ["class 2"], "points": "AAAAAAAA8H8AAAAAAAAAAAA="},
    ],
    ids=[
        "none",
        "number",
        "nothing",
        "no point",
        "half a point",
        "no letters",
        "no output",
        "class 18",
        "infinite",
    ],
)
def test_a_spoilt_drawing_is_passed_over(drawing):
    values = json.loads(written_out(drawn(3))) | {"drawing": drawing}
    assert read_recent(json.dumps(values)) in (None, default_experiment("drawing"))


def test_the_kind_of_a_line_is_told_without_reading_its_points(tmp_path):
    assert kind_of(written_out(drawn(5))) == kind_of(written_out(drawn(9))) != kind_of("")
    assert kind_of(written_out(from_file(tmp_path)))[2] == str(tmp_path / "table.csv")
    assert [kind_of(text) for text in ("", "[]", "{}", '{"dataset": "xor", "n": 3}', "[" * 1999)] == [
        None
    ] * 5


# Settings


@pytest.mark.parametrize("dataset", ["iris", FILE, DRAWING])
def test_every_setting_comes_back(tmp_path, dataset):
    kinds = {FILE: from_file(tmp_path), DRAWING: drawn(5, classes=3)}
    experiment = kinds.get(dataset) or default_experiment(dataset)
    settings = {"optimiser": "adam", "l1": 0.25, "l2": 1e-5, "initialisation": "he", "cost": "cross-entropy"}
    activations = (*experiment.activations[:-1], "softmax")
    told = replace(experiment, activations=activations, schedule=Schedule("cosine", 7, 0.125), **settings)
    found = read_recent(written_out(told))
    if dataset == FILE:
        assert found.experiment == replace(told, given=None)
    elif dataset == DRAWING:
        assert replace(found, given=None) == replace(told, given=None)
    else:
        assert found == told


def test_a_line_of_before_there_were_such_settings_is_read():
    values = json.loads(written_out(default_experiment("circle")))
    for later in ("optimiser", "l1", "l2", "schedule", "initialisation"):
        del values[later]
    assert read_recent(json.dumps(values)) == default_experiment("circle")


@pytest.mark.parametrize(
    "wrong",
    [
        {"schedule": None}, {"schedule": []}, {"schedule": "step"}, {"schedule": {"kind": "linear"}},
        {"schedule": {"span": 0}}, {"schedule": {"kind": "step", "to": math.nan}}, {"schedule": {"at": 1}},
        {"optimiser": "lion"}, {"optimiser": None}, {"l1": -1}, {"l2": "much"}, {"l2": math.inf},
        {"initialisation": 5}, {"cost": "cross-entropy"}, {"cost": []},
    ],
    ids=str,
)  # fmt: skip
def test_settings_that_cannot_be_are_passed_over(wrong):
    values = json.loads(written_out(default_experiment("circle"))) | wrong
    assert read_recent(json.dumps(values)) is None
