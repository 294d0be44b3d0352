"""The derivation as text where somebody else has named the data, and where inputs follow from others."""

import csv
import io
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from core.commands import Show, Step, ViewSpec
from core.datasets.given import FILE, Given
from core.experiment import default_experiment, suitable_experiment
from core.exports import csv_table, latex, numpy_script, origin
from core.selection import Pick
from core.session import Session

TITLES = (
    'a"""; import os; """.csv', "C:\\new\\table.csv", "two\nlines\r.csv", "50 % \\end{align*}.csv",
    "naïve σ.csv", 'ends with "', "ends with \\", "\ud800.csv", "zero\0width\u202e.csv", "",
)  # fmt: skip


def frame_of(experiment, pick):
    session = Session(experiment)
    session.apply(Show(ViewSpec(sample=1, pick=pick)))
    session.apply(Step("step"))
    return session.frame()


def titled(title):
    x, y = np.array([[0.5, -1.0, 2.0]]), np.array([[0.0, 1.0, 1.0]])
    given = Given(title, "Three rows.", "here", "regression", ("t",), ("v",), x, y)
    return suitable_experiment(given, FILE)


def run(script, folder):
    (folder / "derivation.py").write_text(script, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", "-W", "error", "derivation.py"], cwd=folder, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("title", TITLES, ids=map(ascii, TITLES))
def test_data_may_be_called_anything(title, tmp_path):
    frame = frame_of(titled(title), Pick(1, 0, 0))
    of = origin(frame)
    assert "\n" not in of.words
    result = run(numpy_script(frame.derivation, of), tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    first, *rest = latex(frame.derivation, of, 4).splitlines()
    assert first.startswith("% ")
    assert rest[0] == r"\begin{align*}"
    rows = list(csv.reader(io.StringIO(csv_table(frame.derivation, of))))
    assert rows[1] == ["", "data set", "", "", "", of.dataset]


def test_data_of_a_person_goes_by_its_own_title():
    assert origin(frame_of(titled("heights.csv"), Pick(1, 0, 0))).words.startswith("heights.csv, sample 2")


@pytest.mark.parametrize("pick", [Pick(1, 0, 6), Pick(1, 3, 2), Pick(2, 0, 1), Pick(3, 0)], ids=str)
def test_features_are_inputs_like_any_other(pick, tmp_path):
    names = ("square_1", "square_2", "product", "sine_1", "sine_2")
    experiment = replace(default_experiment("circle").with_features(names), noise=0.0)
    frame = frame_of(experiment, pick)
    x1, x2 = frame.x[:2, 0]
    expected = [x1, x2, x1 * x1, x2 * x2, x1 * x2, np.sin(x1), np.sin(x2)]
    np.testing.assert_array_equal(frame.x[:, 0], expected)
    result = run(numpy_script(frame.derivation, origin(frame)), tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert latex(frame.derivation, origin(frame), 4).count(r"\begin{align*}") == 1
    rows = list(csv.reader(io.StringIO(csv_table(frame.derivation, origin(frame)))))
    inputs = [row for row in rows if row[1:3] == ["a", "0"]]
    assert [float(row[5]) for row in inputs] == expected
