"""The engine brings compiled steps or says why not; whatever happens, numpy goes on, and nothing is left."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sessions import XOR
from stand_in import nudged_steps
from timelines import trained

from core.arithmetic import ARITHMETIC
from core.kernel import engine as module
from core.kernel.engine import Engine

pytest.importorskip("numba", reason="there is nothing to compile without numba")

from core.kernel import folder as folders

WAIT = 240
"""Seconds after which something hangs; compiling takes a fraction of that."""


@pytest.fixture
def engine(monkeypatch, tmp_path):
    """One of its own, with a folder for caches of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(folders, "base", lambda: tmp_path / "nablascope" / "kernel")
    monkeypatch.setattr(ARITHMETIC, "compiled", None)
    made = Engine()
    yield made
    assert made.end()


def child(monkeypatch, code):
    """Let the child do something else than compile."""
    begun = []

    def start(place):
        command = [sys.executable, "-c", code, str(place)]
        begun.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
        return begun[-1]

    monkeypatch.setattr(module, "_start", start)
    return begun


def filled(place, text="steps"):
    """A folder as compiling makes it."""
    made = place.with_name(f"{place.name}.begun1")
    made.mkdir(parents=True)
    (made / "steps.nbc").write_text(text)
    folders.finish(made, place)
    return place


# What comes


def test_somebody_who_wants_numpy_gets_it(engine):
    engine.begin("numpy")
    assert not engine.pending
    assert not engine.wait()
    assert engine.look() == engine.trouble == ""


def test_without_numba_numpy_runs_and_nothing_is_said(engine, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    engine.begin("")
    assert not engine.wait()
    assert engine.trouble == ""


def test_what_was_compiled_is_taken_when_somebody_looks(engine, monkeypatch):
    filled(folders.folder())
    begun = child(monkeypatch, "")
    monkeypatch.setattr(engine, "_load", lambda place: nudged_steps)
    engine.begin("")
    engine._thread.join(WAIT)
    assert not engine.pending
    assert not engine.ready
    assert engine.look() == ""
    assert engine.ready
    assert ARITHMETIC.compiled.mark == f"kernel {folders.digest()}, {ARITHMETIC.numpy}"
    assert not begun
    session = trained(5, XOR)
    assert session.timeline.segment.stretches[-1][1] == ARITHMETIC.compiled.mark


def test_steps_are_compiled_by_a_child_and_read_the_next_time():
    """All of it, as the program does it; what comes of it is kept, so that a machine does it once."""
    cache = Path(tempfile.gettempdir()) / "nablascope-tests" / "cache"
    code = (
        "import sys; from core.kernel.engine import ENGINE; from core.arithmetic import ARITHMETIC;"
        "assert not any(k in sys.modules for k in ('numba', 'llvmlite'));"
        "ENGINE.begin(''); assert ENGINE.wait(), ENGINE.trouble; assert ENGINE.end();"
        "from core.session import Session; s = Session(); s.train(50);"
        "print(s.timeline.segment.stretches[-1][1])"
    )
    paths = {name: str(cache) for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=module.ROOT, env=os.environ | paths, capture_output=True,
            text=True, timeout=WAIT, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("kernel ")


# What may go wrong


def test_a_child_that_fails_is_told_once(engine, monkeypatch):
    child(monkeypatch, "import sys; print('it goes wrong', file=sys.stderr); sys.exit(1)")
    engine.begin("")
    assert not engine.wait(WAIT)
    assert engine.trouble == "The compiled steps could not be made, numpy runs: it goes wrong."
    assert engine.look() == ""


def test_a_child_that_is_killed_is_told(engine, monkeypatch):
    child(monkeypatch, "import os; os.abort()")
    engine.begin("")
    engine._thread.join(WAIT)
    assert engine.look().startswith("The compiled steps could not be made, numpy runs: ")
    assert not engine.ready


def test_a_folder_that_cannot_be_written_is_told(engine, monkeypatch, tmp_path):
    (tmp_path / "nablascope").write_text("a file where the folder should be")
    engine.begin("")
    assert not engine.wait(WAIT)
    assert engine.trouble.startswith("The compiled steps could not be made, numpy runs: ")
    assert len(engine.trouble.splitlines()) == 1


def test_what_cannot_be_read_is_thrown_away(engine, monkeypatch):
    place = filled(folders.folder())

    def fails(place):
        raise ValueError("no\nsteps")

    monkeypatch.setattr(engine, "_load", fails)
    engine.begin("")
    assert not engine.wait(WAIT)
    assert engine.trouble == "The compiled steps can't be used, numpy runs: no steps."
    assert not place.exists()


def test_ending_stops_the_child_and_leaves_nothing(engine, monkeypatch):
    begun = child(monkeypatch, "import time; time.sleep(600)")
    engine.begin("")
    while not begun:
        engine._thread.join(0.01)
    assert engine.pending
    assert engine.end()
    assert begun[0].returncode is not None
    assert not engine.pending
    assert engine.look() == engine.trouble == ""


def test_ending_before_the_child_is_begun_begins_none(engine, monkeypatch):
    begun = child(monkeypatch, "")
    engine._ended.set()
    engine._bring()
    assert not begun
    assert engine.trouble == ""


def test_ending_without_a_beginning_is_nothing(engine):
    assert engine.end()
    assert engine.end()


# The folder


@pytest.mark.parametrize("spoil", ["changed", "more", "fewer", "no list", "a spoilt list", "an empty list"])
def test_a_folder_that_was_spoilt_is_not_whole(tmp_path, spoil):
    place = filled(tmp_path / ("a" * 32))
    assert folders.is_whole(place)
    if spoil == "changed":
        (place / "steps.nbc").write_text("stepS")
    elif spoil == "more":
        (place / "more").write_text("")
    elif spoil == "fewer":
        (place / "steps.nbc").unlink()
    elif spoil == "no list":
        (place / folders.LIST).unlink()
    else:
        (place / folders.LIST).write_text("{}" if spoil == "an empty list" else "{")
    assert not folders.is_whole(place)


def test_of_two_programs_the_first_makes_the_folder(tmp_path):
    place = filled(tmp_path / ("a" * 32), "the first")
    filled(place, "the second")
    assert folders.is_whole(place)
    assert (place / "steps.nbc").read_text() == "the first"
    assert [k.name for k in tmp_path.iterdir()] == [place.name]


def test_a_spoilt_folder_makes_room(tmp_path):
    place = filled(tmp_path / ("a" * 32))
    (place / "steps.nbc").write_text("spoilt")
    filled(place, "new")
    assert folders.is_whole(place)
    assert (place / "steps.nbc").read_text() == "new"


def test_only_folders_of_ours_that_were_not_used_for_long_are_removed(tmp_path):
    ours = [filled(tmp_path / (digit * 32)) for digit in "0123456789"]
    for age, each in enumerate(ours):
        os.utime(each, (10**9 - age, 10**9 - age))
    others = [tmp_path / name for name in ("a" * 31, "notes", "b" * 32, "c" * 32 + ".kept", "d" * 32)]
    for each in others:
        each.mkdir()
    (others[-1] / folders.LIST).mkdir()
    left, fresh = tmp_path / ("e" * 32 + ".begun2"), tmp_path / ("f" * 32 + ".begun3")
    left.mkdir()
    fresh.mkdir()
    os.utime(left, (10**9, 10**9))
    folders.clean(ours[9])
    there = set(tmp_path.iterdir())
    assert there == {*ours[: folders.KEPT], ours[9], *others, fresh}


def test_the_name_of_the_folder_follows_from_the_sources(monkeypatch, tmp_path):
    before, bits = folders.folder(), folders.digest()
    for file in folders.SOURCES.glob("*.py"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(folders, "SOURCES", tmp_path)
    assert folders.digest() == bits, "where they are is nothing to the bits"
    assert folders.folder() != before
    (tmp_path / "steps.py").write_text("# other\n")
    assert folders.digest() != bits


def test_the_name_of_the_folder_follows_from_the_constants_that_are_compiled(monkeypatch, tmp_path):
    bits, other = folders.digest(), tmp_path / "activations.py"
    other.write_text("# another slope\n")
    monkeypatch.setattr(folders, "CONSTANTS", (other, *folders.CONSTANTS[1:]))
    assert folders.digest() != bits


def test_the_list_names_every_file(tmp_path):
    place = filled(tmp_path / ("a" * 32))
    assert list(json.loads((place / folders.LIST).read_text())) == ["steps.nbc"]
