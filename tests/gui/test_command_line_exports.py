"""Exports by the command line: the same numbers as the same training by core alone, or one plain sentence."""

import csv
import json
import subprocess
import sys
from xml.etree import ElementTree

import numpy as np
import pytest
from command_line import begin, refuses, run, the_line, trained

from core.exports import contents
from gui.exporting.forms import NUMBERS

__all__ = ["begin"]


def test_whatever_can_be_written_is_offered_and_nothing_else():
    offered = [f"{what}.{form}" for what, forms in NUMBERS.items() for form in forms]
    assert sorted(offered) == sorted(contents.NUMBERS)


def test_weights_after_training(tmp_path):
    result = run("--dataset", "circle", "--steps", 60, "--export", "weights", tmp_path / "w.npz")
    assert (result.returncode, result.stderr) == (0, "")
    session = trained("circle", 60)
    assert json.loads(the_line(result.stdout)) == {
        "step": 60,
        "epoch": session.trainer.epoch,
        "cost": pytest.approx(session.score().cost, abs=1e-12, rel=0),
    }
    with np.load(tmp_path / "w.npz") as arrays:
        assert all(np.array_equal(arrays[f"w{l}"], session.trainer.net.w[l]) for l in (1, 2, 3))


def test_the_record_with_the_score_of_its_end(tmp_path):
    result = run("--steps", 20, "--export", "record", tmp_path / "r.csv")
    assert result.returncode == 0
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    costs = [row["mean cost of the batch, before the update"] for row in rows]
    kept = trained("xor", 20).trainer.record.cost.query(0, np.inf, 100).mean[:, 0].tolist()
    assert [float(cost) for cost in costs if cost] == kept


def test_a_network_predicts_elsewhere(tmp_path):
    assert run("--dataset", "iris", "--steps", 5, "--export", "network", tmp_path / "n.py").returncode == 0
    told = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "n.py"), "5.1", "3.5", "1.4", "0.2"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert len(told.stdout.split()) == 3


def test_a_session_file_may_be_exported(tmp_path):
    from core import commands
    from core.session import Session

    session = Session()
    session.train(12)
    session.apply(commands.Save(str(tmp_path / "s.nablascope")))
    result = run(tmp_path / "s.nablascope", "--export", "gradients", tmp_path / "g.csv")
    assert result.returncode == 0, result.stderr
    assert json.loads(the_line(result.stdout))["step"] == 12
    assert (tmp_path / "g.csv").read_text(encoding="utf-8").startswith("quantity,of,")


def test_a_snapshot_may_be_a_drawing(tmp_path):
    result = run("--steps", 3, "--snapshot", tmp_path / "s.svg")
    assert (result.returncode, result.stderr) == (0, "")
    root = ElementTree.parse(tmp_path / "s.svg").getroot()
    assert root.get("viewBox") == "0 0 1440 900"
    assert root.find("{http://www.w3.org/2000/svg}desc").text == "XOR, step 3"


WRONG = [
    (["--export", "weights", "w.txt"], [".csv or .npz", "'w.txt'"]),
    (["--export", "everything", "w.csv"], ["record, weights", "'everything'"]),
    (["--export", "network", "nowhere/n.py"], ["'nowhere'"]),
    (["--export", "weights", "w.csv", "--snapshot", "a.png"], ["--snapshot", "--export"]),
    (["--export", "weights", "w.csv", "--measure", "1"], ["--export", "--measure"]),
    (["--snapshot", "a.jpg"], [".png or .svg", "'a.jpg'"]),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=lambda v: " ".join(v)[:30])
def test_what_cannot_be_exported_is_said_in_a_sentence(begin, tmp_path, arguments, words):
    refuses(begin(*arguments, cwd=tmp_path), *words)
    assert not list(tmp_path.iterdir())
