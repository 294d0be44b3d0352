"""A session file on the command line: it is opened, drawn and gone on with, or refused in one sentence."""

import json

import pytest
from command_line import begin, refuses, run, the_line, trained
from PySide6.QtGui import QImage

from core.commands import Save

__all__ = ["begin"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "work.nablascope"
    trained("circle", 30).apply(Save(str(path)))
    return path


def test_a_session_is_drawn_and_gone_on_with(tmp_path, file):
    before = file.read_bytes()
    result = run(file, "--steps", 12, "--snapshot", tmp_path / "a.png")
    assert (result.returncode, result.stderr) == (0, "")
    told = json.loads(the_line(result.stdout))
    assert told["step"] == 42
    assert told["cost"] == pytest.approx(trained("circle", 42).score().cost, abs=1e-12, rel=0)
    assert QImage(str(tmp_path / "a.png")).width() >= 1280
    assert file.read_bytes() == before


def test_what_does_not_go_with_a_session_or_is_none_gets_a_sentence(begin, tmp_path, file):
    bad = tmp_path / "bad.nablascope"
    bad.write_bytes(b"PK no")
    refuses(begin(file, "--dataset", "xor", cwd=tmp_path), "--dataset", "work.nablascope")
    refuses(begin(file, "--measure", 1, cwd=tmp_path), "--measure")
    refuses(run(bad), "bad.nablascope")
    refuses(run(bad, "--snapshot", tmp_path / "a.png"), "bad.nablascope")
    refuses(run(tmp_path / "gone.nablascope"), "gone.nablascope is not there")
    assert not (tmp_path / "a.png").exists()
