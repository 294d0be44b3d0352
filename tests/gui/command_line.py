"""The program run as a process of its own, without a display, and what it has to say."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import main
from core.experiment import default_experiment
from core.session import Session

ROOT = Path(__file__).resolve().parents[2]
MAIN = ROOT / "main.py"
HANG = 60
SCREENLESS = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")


def environment(**more):
    """This one without any display, and with what is given."""
    kept = {k: v for k, v in os.environ.items() if k not in SCREENLESS}
    return kept | more


def run(*arguments, cwd=None, code=None, **more):
    """Run the program, or a piece of `code` in its place."""
    command = [sys.executable, str(MAIN)] if code is None else [sys.executable, "-c", code]
    return subprocess.run(
        [*command, *map(str, arguments)],
        cwd=cwd or ROOT,
        env=environment(**more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANG,
        check=False,
    )


@pytest.fixture
def begin(monkeypatch, capsys):
    """Run the beginning of the program in this process: what it refuses, it refuses before anything opens."""
    monkeypatch.setattr(main.preflight, "has_display", lambda: False)
    monkeypatch.setattr(main, "start", lambda *_: pytest.fail("it was not refused"))

    def begun(*arguments, cwd):
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", [str(MAIN), *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main.main()
        told = capsys.readouterr()
        return subprocess.CompletedProcess(sys.argv, end.value.code, told.out, told.err)

    return begun


def the_line(text):
    """The one line that `text` is."""
    assert text.endswith("\n")
    [line] = text.splitlines()
    return line


def succeeds(result):
    """Hold a result to a good end, or tell what went wrong."""
    assert result.returncode == 0, result.stderr


def refuses(result, *words):
    """Hold a result to one sentence on stderr, nothing on stdout, code 2."""
    sentence = the_line(result.stderr)
    assert result.returncode == 2
    assert result.stdout == ""
    assert sentence.endswith(".")
    assert sentence[0] == "-" or sentence[0].isupper()
    assert not any(word in sentence for word in ("Traceback", "usage", "Error", " int ", "float"))
    assert all(word in sentence for word in words), sentence


def trained(dataset, steps, **settings):
    """The same by core alone."""
    session = Session(replace(default_experiment(dataset), **settings))
    session.train(steps)
    return session
