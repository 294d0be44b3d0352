"""The command line: pictures and figures, and one plain sentence for what is wrong."""

import json
import os
from itertools import product
from pathlib import Path
from time import time

import numpy as np
import pytest
from command_line import begin, refuses, run, the_line, trained
from PySide6.QtGui import QImage

import main
from core.presets import preset
from core.schedules import Schedule
from core.session import Session
from gui.arguments import SETTINGS, known_name

__all__ = ["begin"]

# Pictures

SNAPSHOTS = [
    ((), "xor", {}, 0),
    (("--dataset", "circle", "--layers", "2,5,1", "--batch", "32", "--seed", "3"), "circle",
     {"n": (2, 5, 1), "activations": ("tanh", "sigmoid"), "m": 32, "seed": 3}, 100),
    (("--dataset", "digits", "--activation", "relu", "--eta", "0.05"), "digits",
     {"activations": ("relu", "relu", "sigmoid"), "eta": 0.05}, 40),
    (("--dataset", "iris", "--cost", "cross-entropy", "--optimiser", "adam", "--eta", "0.01",
      "--schedule", "cosine,50,0.1", "--initialisation", "xavier"), "iris",
     {"cost": "cross-entropy", "activations": ("tanh", "softmax"), "optimiser": "adam", "eta": 0.01,
      "schedule": Schedule("cosine", 50, 0.1), "initialisation": "xavier"}, 60),
    (("--cost", "binary-cross-entropy", "--optimiser", "gradient-descent", "--schedule", "step,20"), "xor",
     {"cost": "binary cross-entropy", "schedule": Schedule("step", 20, 0.5)}, 50),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "dataset", "settings", "steps"), SNAPSHOTS, ids=lambda v: str(v)[:12])
def test_a_snapshot_is_a_picture_and_a_line_of_json(tmp_path, arguments, dataset, settings, steps):
    file = tmp_path / "picture.png"
    file.write_text("old")
    steps_asked = ("--steps", steps) if steps else ()
    result = run(*arguments, *steps_asked, "--snapshot", file.name, cwd=tmp_path)
    assert result.stderr == ""
    assert result.returncode == 0
    told = json.loads(the_line(result.stdout))
    assert set(told) == {"step", "epoch", "cost"}
    session = trained(dataset, steps, **settings)
    assert told["step"] == steps == session.trainer.step
    assert told["epoch"] == session.trainer.epoch
    assert told["cost"] == pytest.approx(session.score().cost, abs=1e-12, rel=0)
    picture = QImage(str(file))
    assert picture.width() >= 1280
    assert picture.height() >= 800
    sides = (range(0, k, 7) for k in (picture.width(), picture.height()))
    assert len({picture.pixel(x, y) for x, y in product(*sides)}) > 50


def test_a_regulariser_is_told_beside_the_cost(tmp_path):
    arguments = ("--l1", "0.001", "--l2", "0.01", "--steps", 30, "--snapshot", tmp_path / "a.png")
    told = json.loads(the_line(run(*arguments).stdout))
    session = trained("xor", 30, l1=0.001, l2=0.01)
    w = np.concatenate([w.ravel() for w in session.trainer.net.w[1:]])
    assert set(told) == {"step", "epoch", "cost", "R"}
    assert told["cost"] == pytest.approx(session.score().cost, abs=1e-12, rel=0)
    assert told["R"] == pytest.approx(0.001 * abs(w).sum() + 0.005 * (w * w).sum(), rel=1e-12)


def test_the_same_command_tells_the_same_in_either_theme_and_another_seed_another(tmp_path):
    def told(seed, theme):
        file = tmp_path / "themed.png"
        asked = ("--dataset", "moons", "--steps", 50, "--seed", seed, "--theme", theme)
        result = run(*asked, "--snapshot", file)
        picture = QImage(str(file))
        assert (picture.pixelColor(picture.width() // 2, 80).lightness() > 128) == (theme == "light")
        return result.stdout

    first = told(1, "light")
    assert told(1, "dark") == first
    assert told(2, "dark") != first


def test_a_training_that_diverges_says_so(tmp_path):
    file = tmp_path / "diverged.png"
    arguments = ("--dataset", "sine", "--activation", "relu", "--eta", "1e6", "--steps", "500")
    result = run(*arguments, "--snapshot", file)
    assert result.returncode == 1
    told = json.loads(the_line(result.stdout), parse_constant=pytest.fail)
    assert told["step"] < 500
    assert told["cost"] is None or told["cost"] >= 0
    assert the_line(result.stderr).startswith("Training stopped in step ")
    assert file.is_file()


# What is wrong

WRONG = [
    (["--dataset", "moon"], ["'moon'", "xor", "digits"]),
    (["--dataset", ""], ["''", "xor"]),
    (["--dataset"], ["--dataset"]),
    (["--activation", "swish"], ["'swish'", "sigmoid, tanh, relu, leaky relu, softplus, identity"]),
    (["--activation", "softmax"], ["Softmax mixes", "only the output layer"]),
    (["--layers", "2,x,1"], ["--layers", "'2,x,1'"]),
    (["--layers", "2,3.5,1"], ["--layers"]),
    (["--layers", "2,,1"], ["--layers"]),
    (["--layers", ""], ["--layers"]),
    (["--layers", "2,1_0,1"], ["--layers"]),
    (["--layers", "2,１,1"], ["--layers"]),
    (["--layers", "2,4,2,1", "--dataset", "iris"], ["iris", "4 input and 3 output"]),
    (["--layers", "3,3,1"], ["xor", "2 input and 1 output"]),
    (["--layers", "2,3,2"], ["xor", "2 input and 1 output"]),
    (["--layers", "2,0,1"], ["not 0"]),
    (["--layers", "2,-3,1"], ["not -3"]),
    (["--layers", "2,99999,1"], ["not 99999"]),
    (["--layers", "2"], ["--layers", "two numbers"]),
    (["--eta", "nan"], ["learning rate η", "nan"]),
    (["--eta", "inf"], ["learning rate η", "inf"]),
    (["--eta", "0"], ["learning rate η", "above 0"]),
    (["--eta", "-1"], ["learning rate η", "above 0"]),
    (["--eta", "fast"], ["--eta", "'fast' is not a number"]),
    (["--batch", "0"], ["batch size m", "not 0"]),
    (["--batch", "-1"], ["batch size m", "not -1"]),
    (["--batch", "all"], ["--batch", "'all' is not a whole number"]),
    (["--batch", "2.5"], ["--batch", "'2.5' is not a whole number"]),
    (["--cost", "hinge"], ["'hinge'", "mse, binary cross-entropy, cross-entropy"]),
    (["--cost", "cross-entropy"], ["cross-entropy is for two or more output nodes"]),
    (["--optimiser", "lion"], ["'lion'", "gradient descent, momentum, rmsprop, adam"]),
    (["--l1", "-1"], ["λ₁", "from 0 to 1000"]),
    (["--l2", "nan"], ["λ₂", "nan"]),
    (["--l2", "much"], ["--l2", "'much' is not a number"]),
    (["--schedule", "linear"], ["'linear'", "constant, step, cosine"]),
    (["--schedule", ""], ["''", "constant, step, cosine"]),
    (["--schedule", "step,0"], ["in steps", "from 1 to 1000000000, not 0"]),
    (["--schedule", "step,10,2"], ["What η is multiplied by", "from 0 to 1"]),
    (["--schedule", "step,ten"], ["--schedule", "'step,ten'"]),
    (["--schedule", "step,10,half"], ["--schedule", "'step,10,half'"]),
    (["--schedule", "step,10,0.5,1"], ["--schedule", "'step,10,0.5,1'"]),
    (["--initialisation", "lucky"], ["'lucky'", "scaled, zeros, uniform, normal, xavier, he"]),
    (["--seed", "-1"], ["seed", "not -1"]),
    (["--seed", "lucky"], ["--seed", "'lucky' is not a whole number"]),
    (["--seed", "99999999999999999999"], ["seed"]),
    (["--steps", "-1", "--snapshot", "a.png"], ["--steps", "not -1"]),
    (["--steps", "5"], ["--steps", "--snapshot"]),
    (["--steps", "many", "--snapshot", "a.png"], ["--steps", "'many'"]),
    (["--snapshot", "nowhere/a.png"], ["'nowhere'"]),
    (["--snapshot", "a.jpg"], [".png", "'a.jpg'"]),
    (["--snapshot", "picture"], [".png"]),
    (["--snapshot", "folder.png"], ["'folder.png'"]),
    (["--snapshot", "."], [".png"]),
    (["--snapshot", "a.png", "--measure", "1"], ["--snapshot", "--measure"]),
    (["--measure", "0"], ["--measure", "not 0"]),
    (["--measure", "-1"], ["--measure", "not -1"]),
    (["--measure", "nan"], ["--measure", "nan"]),
    (["--measure", "soon"], ["--measure", "'soon'"]),
    (["--panels", "all"], ["--panels", "--measure"]),
    (["--measure", "1", "--panels", "few"], ["--panels", "'few'"]),
    (["--present", "--snapshot", "a.png"], ["--present", "--snapshot"]),
    (["--theme", "pink"], ["--theme", "'pink'"]),
    (["--colour", "red"], ["--colour"]),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_a_wrong_argument_gets_one_sentence(begin, tmp_path, arguments, words):
    (tmp_path / "folder.png").mkdir()
    refuses(begin(*arguments, cwd=tmp_path), *words)
    assert [p.name for p in tmp_path.iterdir()] == ["folder.png"]


def test_a_process_of_its_own_refuses_the_same(tmp_path):
    refuses(run("--layers", "2,x,1", cwd=tmp_path), "--layers", "'2,x,1'")
    refuses(run("--eta", "nan", "--snapshot", "a.png", cwd=tmp_path), "learning rate η", "nan")
    refuses(run("xor", cwd=tmp_path), "xor")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_may_not_be_written_to(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    with pytest.raises(SystemExit) as end:
        main.check_file(tmp_path / "a.png")
    assert end.value.code == 2
    assert the_line(capsys.readouterr().err) == f"The picture cannot be written to '{tmp_path}/a.png'."


def test_help_lists_what_there_is():
    result = run("--help")
    assert result.returncode == 0
    for flag in (*SETTINGS, "steps", "snapshot", "measure", "panels"):
        assert f"--{flag}" in result.stdout


# Figures


def test_a_measurement_is_one_line_of_json():
    begun = time()
    result = run("--measure", 1, QT_QPA_PLATFORM="offscreen")
    assert (result.returncode, result.stderr) == (0, "")
    told = json.loads(the_line(result.stdout))
    assert set(told) == {
        "seconds", "steps", "steps_per_second", "canvas_fps", "output_hz", "heartbeat_ms", "gui_idle",
        "output_maps_per_second", "node_maps_per_second", "gui_cpu", "pause_ms", "first_paint",
        "startup_ms", "startup_cpu_ms", "begin", "end", "rss_mb", "epochs_per_second", "arithmetic", "panels",
    }  # fmt: skip
    assert set(told["heartbeat_ms"]) == {"p50", "p99", "max"}
    assert told["seconds"] > 0.9
    assert told["steps"] > 0
    assert told["steps_per_second"] == pytest.approx(told["steps"] / told["seconds"], rel=0.01)
    assert told["canvas_fps"] > 0
    beats = told["heartbeat_ms"]
    assert 0 < beats["p50"] <= beats["p99"] <= beats["max"]
    assert told["startup_ms"] > 0
    assert begun < told["first_paint"] - told["startup_ms"] / 1000 < told["first_paint"] < time()
    assert 0 <= told["gui_idle"] < 1
    assert 0 < told["gui_cpu"] <= 1.05
    for maps in ("output_hz", "output_maps_per_second", "node_maps_per_second"):
        assert told[maps] > 0
    assert told["pause_ms"] > 0
    assert told["rss_mb"] == told["end"]["rss_mb"]
    for holdings in (told["begin"], told["end"]):
        assert 20 < holdings["rss_mb"] < 2000
        assert 0 < holdings["record_mb"] < holdings["rss_mb"]
    for kind in ("threads", "widgets", "open_files"):
        assert told["begin"][kind] == told["end"][kind] > 1


# Names of several words


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("binary-cross-entropy", "binary cross-entropy"),
        ("binary cross-entropy", "binary cross-entropy"),
        ("cross-entropy", "cross-entropy"),
        ("cross entropy", "cross-entropy"),
        ("entropy", "entropy"),
        ("", ""),
    ],
)
def test_hyphens_stand_for_spaces_in_a_name(text, meant):
    assert known_name(text, ("mse", "binary cross-entropy", "cross-entropy")) == meant


def test_an_example_is_begun_by_its_name(tmp_path):
    file = tmp_path / "picture.png"
    done = run("--example", "slope", "--steps", 300, "--snapshot", file)
    assert (done.returncode, done.stderr) == (0, "")
    expected, _ = json.loads(done.stdout), file.stat()
    session = Session(preset("slope").experiment)
    session.train(300)
    assert expected == {"step": 300, "epoch": 300, "cost": session.score().cost}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--example", "nothing"), ("nothing", "vanishing")),
        (("--example", "slope", "--dataset", "xor"), ("--dataset", "--example")),
        (("--example", "slope", "some.nablascope"), ("--example", "some.nablascope")),
    ],
)
def test_an_example_that_can_not_be_gets_a_sentence(begin, tmp_path, arguments, words):
    done = begin(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert all(word in the_line(done.stderr) for word in words)
