"""What is remembered from one start to the next, and that a spoilt file is as good as none."""

import json
from dataclasses import asdict, replace

import pytest
from PySide6.QtCore import QByteArray

from core.datasets import names
from core.experiment import default_experiment
from gui.shell.preferences import MOST_RECENT, Preferences
from gui.shell.recent import read_recent, written_out

XOR, CIRCLE = default_experiment("xor"), default_experiment("circle")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "somewhere" / "nablascope.ini"


def again(preferences, file):
    """The same, read from the file."""
    preferences.save()
    return Preferences(file)


# Values


def test_values_are_kept(file):
    preferences = Preferences(file)
    preferences.keep("colour", "blue")
    preferences.keep("on", True)
    preferences.keep("off", False)
    preferences.keep("bytes", QByteArray(bytes(range(256))))
    preferences = again(preferences, file)
    assert preferences.choice("colour", ("red", "blue")) == "blue"
    assert preferences.choice("colour", ("red", "green")) is None
    assert (preferences.flag("on"), preferences.flag("off"), preferences.flag("colour")) == (
        True,
        False,
        False,
    )
    assert preferences.data("bytes").data() == bytes(range(256))
    assert preferences.data("on").isEmpty()


def test_at_first_there_is_nothing(file):
    preferences = Preferences(file)
    assert preferences.choice("colour", ("red", "")) == ""
    assert not preferences.flag("on")
    assert preferences.data("bytes").isEmpty()
    assert preferences.recent() == []
    assert preferences.latest() is None
    assert not file.exists()


def test_without_a_file_the_persons_own_is_used(own_settings):
    preferences = Preferences()
    preferences.keep("colour", "blue")
    preferences.save()
    assert (own_settings / "Nablascope" / "Nablascope.ini").is_file()
    assert Preferences().choice("colour", ("blue",)) == "blue"


# Recent experiments


@pytest.mark.parametrize("dataset", names())
def test_an_experiment_is_read_as_it_was_written(dataset):
    experiment = replace(default_experiment(dataset), eta=0.1 + 0.2, seed=2**31 - 1, held_out=0.25)
    assert read_recent(written_out(experiment)) == experiment


def test_recent_ones_are_listed_newest_first_and_no_more_than_eight(file):
    preferences = Preferences(file)
    noted = [default_experiment(name) for name in names()]
    for experiment in noted:
        preferences.note(experiment)
    preferences = again(preferences, file)
    assert preferences.recent() == noted[: -MOST_RECENT - 1 : -1]
    assert preferences.latest() == noted[-1]
    assert MOST_RECENT == 8


def test_the_same_data_and_layers_are_listed_once_as_they_were_last(file):
    preferences = Preferences(file)
    for experiment in (XOR, CIRCLE, replace(XOR, eta=0.5), replace(XOR, eta=0.25, seed=3)):
        preferences.note(experiment)
    assert preferences.recent() == [replace(XOR, eta=0.25, seed=3), CIRCLE]
    preferences.note(XOR.with_hidden((5,)))
    assert len(preferences.recent()) == 3
    preferences.forget_recent()
    assert again(preferences, file).recent() == []


def spoilt(**changes):
    values = {k: v for k, v in (asdict(CIRCLE) | changes).items() if v != "left out"}
    return json.dumps(values)


SPOILT = {
    "nothing": "",
    "no JSON": "{dataset",
    "a list": "[1, 2]",
    "a number": "3",
    "null": "null",
    "deep": "[" * 1999,
    "long": " " * 70_000 + written_out(XOR),
    "another key": spoilt(colour="red"),
    "a key too few": spoilt(dataset="left out"),
    "unknown data": spoilt(dataset="mnist"),
    "data of another kind": spoilt(dataset=["xor"]),
    "unknown σ": spoilt(activations=["tanh", "swish", "sigmoid"]),
    "σ of another kind": spoilt(activations=[["tanh"], 1, None]),
    "σ missing": spoilt(activations=["tanh"]),
    "σ none": spoilt(activations=None),
    "other ends": spoilt(n=[3, 4, 2, 1]),
    "no layers": spoilt(n=[]),
    "half a node": spoilt(n=[2, 4.5, 2, 1]),
    "words for n": spoilt(n="2421"),
    "too large": spoilt(n=[2, *[1024] * 60, 1], activations=["tanh"] * 61),
    "η negative": spoilt(eta=-1),
    "η no number": spoilt(eta="fast"),
    "η NaN": spoilt(eta=float("nan")),
    "η infinite": spoilt(eta=float("inf")),
    "m too small": spoilt(m=0),
    "m true": spoilt(m=True),
    "seed": spoilt(seed=-1),
    "huge seed": spoilt(seed=10**400),
    "noise": spoilt(noise=1e9),
    "samples": spoilt(samples=10**9),
    "cost": spoilt(cost="mine"),
    "share": spoilt(held_out=1.5),
    "features of another kind": spoilt(features="square_1"),
    "features none": spoilt(features=None),
    "unknown feature": spoilt(features=["cube_1"], n=[3, 4, 2, 1]),
    "a feature without its node": spoilt(features=["square_1"]),
    "unknown scaling": spoilt(scaling="log"),
    "size of what has none": spoilt(size=3),
    "data within": spoilt(given={"x": [1]}),
    "a file without data": spoilt(dataset="file"),
}


@pytest.mark.parametrize("text", SPOILT.values(), ids=SPOILT)
def test_what_cannot_be_built_is_passed_over(file, text):
    assert read_recent(text) is None
    preferences = Preferences(file)
    preferences.note(CIRCLE)
    preferences.note(XOR)
    preferences.keep("recent/1", text)
    preferences = again(preferences, file)
    assert preferences.recent() == [CIRCLE]
    assert preferences.latest() == CIRCLE
    preferences.note(XOR)
    assert preferences.recent() == [XOR, CIRCLE]


def test_an_experiment_from_before_there_was_a_share_to_hold_out_is_read():
    assert read_recent(spoilt(held_out="left out")) == CIRCLE


def test_an_experiment_from_before_there_were_features_and_data_of_ones_own_is_read():
    older = dict.fromkeys(("size", "features", "scaling", "given"), "left out")
    assert read_recent(spoilt(**older)) == CIRCLE


# Files that are something else

FILES = {
    "empty": b"",
    "no text": bytes(range(256)) * 8,
    "half a section": b"[recent\n1=x",
    "an object": b"[recent]\n1=@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\x10PyObject)\n",
    "other objects": b"[window]\ngeometry=@ByteArray(\\0\\1)\ndocks=@Rect(1 2 3 4)\n",
    "lists": b"[appearance]\nx=1, 2\n[General]\nspeed=a, b, c\nappearance=light, dark\n",
    "too long": b"[a]\nb=" + b"x" * 1_000_001,
    "UTF-16": "[recent]\n1={}\n".encode("utf-16"),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_spoilt_file_is_as_good_as_none(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    preferences = Preferences(file)
    assert preferences.recent() == []
    assert preferences.data("window/geometry").isEmpty()
    assert preferences.choice("appearance", ("light", "dark")) is None
    preferences.note(XOR)
    assert again(preferences, file).recent() == [XOR]


def test_a_folder_in_its_place_is_left_alone(file):
    file.mkdir(parents=True)
    preferences = Preferences(file)
    preferences.note(XOR)
    preferences.save()
    assert preferences.recent() == []
    assert file.is_dir()
