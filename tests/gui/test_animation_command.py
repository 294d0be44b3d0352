"""Films by the command line: the stretch that was asked for, or one plain sentence."""

import json
import os
import signal
import subprocess
import sys
from itertools import pairwise
from time import monotonic

import numpy as np
import pytest
from command_line import HANG, MAIN, ROOT, environment, refuses, run, the_line
from films import pictures_in

from core.commands import Save
from core.session import Session


def told(result):
    assert (result.returncode, result.stderr) == (0, "")
    return json.loads(the_line(result.stdout))


def test_the_network_phase_by_phase(tmp_path):
    choices = ["--of", "network", "--size", "401x301", "--by", "phase", "--fps", 4, "--theme", "light"]
    file = tmp_path / "it.mp4"
    summary = told(run("--animate", file, "--frames", "3:4", *choices))
    assert summary == {"pictures": 8, "width": 402, "height": 302, "fps": 4}
    film, rate = pictures_in(file)
    assert (len(film), rate) == (8, 4)
    assert {picture.shape for picture in film} == {(302, 402, 3)}
    assert all(np.median(picture) > 200 for picture in film), "it is light"
    assert min(np.abs(a - b).max() for a, b in pairwise(film)) > 40


def test_a_session_is_gone_on_with_and_its_window_filmed(tmp_path):
    session, file = Session(), tmp_path / "it.gif"
    session.train(12)
    session.apply(Save(str(tmp_path / "s.nablascope")))
    result = run(tmp_path / "s.nablascope", "--animate", file, "--frames", "10:16:3", "--size", "900x600")
    assert told(result) == {"pictures": 3, "width": 900, "height": 600, "fps": 10}
    assert len(pictures_in(file)[0]) == 3
    assert sorted(k.name for k in tmp_path.iterdir()) == ["it.gif", "s.nablascope"]


def test_a_run_that_diverges_is_filmed_as_far_as_it_goes(tmp_path):
    file = tmp_path / "it.gif"
    diverging = ["--dataset", "line", "--eta", 1000, "--of", "cost", "--size", "200x120"]
    result = run(*diverging, "--animate", file, "--frames", "0:400:20")
    assert result.returncode == 1
    assert "no longer a finite number" in the_line(result.stderr)
    assert json.loads(the_line(result.stdout))["pictures"] == len(pictures_in(file)[0]) > 1


@pytest.mark.skipif(os.name == "nt", reason="there one program cannot interrupt another")
def test_who_interrupts_it_finds_no_file(tmp_path):
    command = [sys.executable, str(MAIN), "--animate", str(tmp_path / "it.gif"), "--frames", "0:300"]
    with subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True) as program:
        deadline = monotonic() + HANG
        while not list(tmp_path.iterdir()):  # it is being written
            assert program.poll() is None
            assert monotonic() < deadline
        program.send_signal(signal.SIGINT)
        _, said = program.communicate(timeout=HANG)
    assert (program.returncode, said) == (130, "It was given up.\n")
    assert list(tmp_path.iterdir()) == []


WRONG = [
    (["--animate", "it.avi", "--frames", "0:4"], [".mp4 or .gif", "'it.avi'"]),
    (["--animate", "nowhere/it.gif", "--frames", "0:4"], ["no folder 'nowhere'"]),
    (["--animate", "it.gif"], ["--frames A:B", "0:40"]),
    (["--animate", "it.gif", "--frames", "0-4"], ["'0-4'"]),
    (["--animate", "it.gif", "--frames", "4:0"], ["such as 0:4"]),
    (["--animate", "it.gif", "--frames", "0:4:0"], ["0th"]),
    (["--animate", "it.gif", "--frames", "0:4", "--size", "big"], ["'big'"]),
    (["--animate", "it.gif", "--frames", "0:4", "--size", "9x9"], ["100 to 4000"]),
    (["--animate", "it.gif", "--frames", "0:4", "--steps", "4"], ["--steps", "--snapshot"]),
    (["--animate", "it.gif", "--frames", "0:4", "--export", "weights", "w.csv"], ["--export", "--animate"]),
    (["--by", "phase"], ["--by", "--animate FILE"]),
    (["--frames", "0:4", "--snapshot", "it.png"], ["--frames", "--animate FILE"]),
]
LATER = [
    (["--animate", "it.gif", "--frames", "0:4", "--of", "everything"], ["'everything'", "network", "cost"]),
    (["--animate", "it.gif", "--frames", "0:4", "--size", "300x200"], ["whole window needs"]),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[" ".join(k[0]) for k in WRONG])
def test_what_does_not_go_together(arguments, words, tmp_path, monkeypatch, capsys):
    from gui.arguments import check, make_parser

    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as found:
        check(make_parser().parse_args(arguments))
    assert found.value.code == 2
    sentence = the_line(capsys.readouterr().err)
    assert all(word in sentence for word in words), sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("arguments", "words"), LATER, ids=[" ".join(k[0]) for k in LATER])
def test_what_can_not_be_filmed(arguments, words, tmp_path):
    refuses(run(*arguments, cwd=tmp_path), *words)
    assert list(tmp_path.iterdir()) == []


WITHOUT = """
import sys, runpy
sys.modules["av"] = None
sys.path.insert(0, {root!r})
sys.argv = ["main.py", "--animate", "it.gif", "--frames", "0:4"]
runpy.run_path({main!r}, run_name="__main__")
"""


def test_without_the_library_the_command_that_brings_it_is_said(tmp_path):
    code = WITHOUT.format(root=str(ROOT), main=str(ROOT / "main.py"))
    refuses(run(code=code, cwd=tmp_path), 'python -m pip install ".[video]"')
