"""Files of data on the command line: pictures of what is learned from them, or one sentence and code 2."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from command_line import HANG, MAIN, begin, environment, refuses, run, the_line
from PySide6.QtGui import QImage

import main
from core.datasets import load
from core.experiment import default_experiment, suitable_experiment
from core.session import Session
from core.tables import preview, read_now, save_csv, suggested, suggested_scaling

__all__ = ["begin"]

ROWS = "age,size,kind\n1,2,a\n3,4,b\n5,7,a\n"
LONG = ROWS + "5.5,6.25,a\n7,8,b\n" * 100_000


def file_of(folder, content, name="points.csv"):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def told(path, *arguments):
    """What a picture of training on it tells."""
    picture = path.parent / "picture.png"
    result = run("--dataset", path, "--snapshot", picture, *arguments)
    assert (result.stderr, result.returncode) == ("", 0)
    assert not QImage(str(picture)).isNull()
    return json.loads(the_line(result.stdout))


def trained(path, steps, **settings):
    """The cost of the same by core alone."""
    found = preview(str(path))
    experiment = suitable_experiment(read_now(str(path), suggested(found)), "file")
    session = Session(replace(experiment, **{"scaling": suggested_scaling(found)} | settings))
    session.train(steps)
    return session.score().cost


def test_the_last_column_is_learned(tmp_path):
    path = file_of(tmp_path, ROWS)
    found = told(path, "--steps", 20)
    assert found["step"] == 20
    assert found["cost"] == pytest.approx(trained(path, 20), abs=1e-12, rel=0)


def test_settings_are_as_for_any_other_data(tmp_path):
    path = tmp_path / "iris.csv"
    save_csv(str(path), load("iris"))
    settings = {"n": (4, 5, 3), "activations": ("relu", "sigmoid"), "eta": 0.25, "m": 7, "seed": 3}
    asked = ("--layers", "4,5,3", "--activation", "relu", "--eta", 0.25, "--batch", 7, "--seed", 3)
    found = told(path, "--steps", 50, *asked)
    assert found["cost"] == pytest.approx(trained(path, 50, **settings), abs=1e-12, rel=0)


def test_data_that_was_saved_as_shown_stays_so(tmp_path):
    path = tmp_path / "circle.csv"
    save_csv(str(path), load("circle"))
    assert main.experiment_with(str(path), told=False).scaling == "none"
    assert main.experiment_with(str(file_of(tmp_path, ROWS)), told=False).scaling == "standardise"


def test_figures_are_taken(tmp_path):
    result = run("--dataset", file_of(tmp_path, ROWS), "--measure", 0.5)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(the_line(result.stdout))["steps_per_second"] > 0


@pytest.mark.parametrize("name", ["points.tsv", "points.txt", "points", "points.data", "xor"])
def test_any_file_can_be_named(name, tmp_path):
    path = file_of(tmp_path, ROWS.replace(",", "\t"), name)
    assert main.experiment_with(str(path), told=False).given.title == name


def test_a_name_may_hold_anything(tmp_path):
    path = file_of(tmp_path, ROWS.replace(",", "\t"), "ümläut und blank.csv")
    assert told(path)["step"] == 0


def test_a_file_beside_is_named_without_a_folder_and_hides_no_data_set(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file_of(tmp_path, ROWS, "points")
    assert main.experiment_with("points", told=False).given.samples == 3
    file_of(tmp_path, "nothing", "xor")
    assert main.experiment_with("xor", told=False) == default_experiment("xor")


BAD = {
    "nowhere": (None, ["The file bad.csv is not there"]),
    "empty": ("", ["The file bad.csv is empty"]),
    "header only": ("a,b\n", ["no row below them"]),
    "one row": ("a,b,c\n1,2,x\n", ["one row only"]),
    "one column": ("a\n1\n2\n", ["one column only"]),
    "ragged": (f"{ROWS}1,2\n", ["2 cells in line 5, where line 1 has 3, and column 3 ("]),
    "text": (f"{ROWS}1,x,a\n", ["line 5, column 2 (size)", "“x”"]),
    "NaN": (f"{ROWS}1,nan,a\n", ["line 5, column 2 (size)", "“nan”"]),
    "1e308": (f"{ROWS}1,1e308,a\n", ["line 5, column 2 (size)", "±1e100"]),
    "UTF-16": (ROWS.encode("utf-16"), ["UTF-16", "save it as UTF-8"]),
    "Latin-1": (ROWS.replace("b", "\xfc").encode("latin-1"), ["line 3", "0xFC", "save it as UTF-8"]),
    "NUL": (f"{ROWS}1,2,\0\n", ["NUL", "line 5"]),
    "unclosed quote": (f'{ROWS}1,2,"a\n', ["quote in line 5, column 3 "]),
    "twins": ("a,a,b\n1,2,x\n3,4,y\n", ["“a” twice"]),
    "one class": ("a,b,c\n1,2,x\n3,4,x\n", ["one class only"]),
    "10^4 columns": (f"{','.join(map(str, range(10_000)))}\n" * 3, ["more than the 1,024 inputs"]),
    "bad on its last line": (f"{LONG}1,2\n", ["line 200005"]),
    "bad in its last byte": (LONG.encode() + b"\xff", ["line 200005"]),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_sentence_and_code_2(name, begin, tmp_path):
    content, words = BAD[name]
    path = tmp_path / "bad.csv" if content is None else file_of(tmp_path, content, "bad.csv")
    refuses(begin("--dataset", path, "--snapshot", "a.png", cwd=tmp_path), *words)
    assert not (tmp_path / "a.png").exists()


def test_what_is_no_file_is_one_sentence_and_code_2(begin, tmp_path):
    refuses(begin("--dataset", tmp_path, cwd=tmp_path), "is a folder")
    refuses(begin("--dataset", "gone.csv", cwd=tmp_path), "The file gone.csv is not there")
    refuses(begin("--dataset", "file", cwd=tmp_path), "There is no dataset called 'file'")
    refuses(begin("--dataset", f"gone{os.sep}points", cwd=tmp_path), "The file points is not there")
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.csv")
        refuses(begin("--dataset", "pipe.csv", cwd=tmp_path), "is a pipe between programs")


@pytest.mark.parametrize("layers", ["3,2,2", "2,2,3", "2,4,1"])
def test_layers_that_do_not_fit_the_file(layers, begin, tmp_path):
    path = file_of(tmp_path, ROWS)
    result = begin("--dataset", path, "--layers", layers, cwd=tmp_path)
    refuses(result, "The data set points.csv needs 2 input and 2 output nodes")


def test_a_table_in_the_place_of_a_session_is_the_data_set(tmp_path):
    path, picture = file_of(tmp_path, ROWS, "Points.CSV"), tmp_path / "picture.png"
    result = run(path, "--layers", "2,3,2", "--steps", 20, "--snapshot", picture)
    assert (result.stderr, result.returncode) == ("", 0)
    assert json.loads(the_line(result.stdout))["step"] == 20
    bad = file_of(tmp_path, "a,b,c\n1,2\n", "bad.csv")
    result = run(bad, "--snapshot", picture)
    assert result.returncode == 2
    assert result.stderr.startswith("The file bad.csv has 2 cells in line 2")


@pytest.mark.parametrize("told", [True, False])
def test_a_file_that_takes_a_while_tells_how_far_it_is(told, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("gui.telling.PATIENCE", 0.0)
    main.experiment_with(str(file_of(tmp_path, LONG)), told)
    shown = capsys.readouterr().err
    assert shown.startswith("\rreading points.csv ") == told
    assert shown.endswith("%\n") == told
    assert shown.count("\r") <= 102


def test_a_file_that_is_there_at_once_tells_nothing(tmp_path, capsys):
    main.experiment_with(str(file_of(tmp_path, ROWS)), told=True)
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="there it is another signal")
def test_ctrl_c_while_a_file_is_read_is_one_sentence(tmp_path):
    path = file_of(tmp_path, LONG + "5.5,6.25,a\n7,8,b\n" * 2_000_000)
    command = [sys.executable, str(MAIN), "--dataset", str(path)]
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # what a shell gives to what runs behind it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment()) as program:
        assert program.stderr.read(9) == b"\rreading "
        program.send_signal(2)
        _, said = program.communicate(timeout=HANG)
    assert program.returncode == 130
    assert said.splitlines()[-1] == b"It was given up."
    assert b"Traceback" not in said
