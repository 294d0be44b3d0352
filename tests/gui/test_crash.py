"""The program itself is killed, and started again: what it had is offered, and comes back bit for bit."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.commands import Open, Save
from core.experiment import default_experiment
from core.session import Session

pytestmark = pytest.mark.promise(number="R7")

CHILD = Path(__file__).with_name("crash_child.py")
HANG = 60


@pytest.fixture
def start():
    """Start the program with a plan; what is still alive at the end is killed."""
    children = []

    def started(plan, *arguments):
        command = [sys.executable, str(CHILD), plan, *map(str, arguments)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        hang = threading.Timer(HANG, child.kill)
        hang.start()
        children.append((child, hang))
        return child

    yield started
    for child, hang in children:
        hang.cancel()
        hang.join()
        child.kill()
        child.communicate(timeout=HANG)


def wait_for_line(child, line, count=1):
    """Read what a child tells until it has said `line` so often."""
    for told in child.stdout:
        count -= told.strip() == line
        if count == 0:
            return
    pytest.fail(child.stderr.read())


def ended(child):
    """Wait for a clean end, and return the lines told on the way."""
    out, err = child.communicate(timeout=HANG)
    assert (child.returncode, err) == (0, "")
    return [line for line in out.splitlines() if line != "kept"]


def kill(child):
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=HANG)


def autosaves():
    """Every autosave that there is, of whichever window."""
    return list(Path(os.environ["XDG_DATA_HOME"]).rglob("slot-*/autosave.nablascope"))


def told_of(file):
    """What the program tells of the session in `file`, without its title."""
    from crash_child import fingerprint

    session = Session()
    session.apply(Open(str(file)))
    return fingerprint(session.frame())


def test_a_killed_program_offers_what_it_had(start):
    child = start("edit,run,stay", "--dataset", "circle")
    wait_for_line(child, "kept", 3)
    kill(child)
    [file] = autosaves()
    had = told_of(file)
    assert had.startswith("circle ")
    assert had.split()[2] == "1", "the edit is there"

    dialog, told, again = ended(start("restore,restored,tell,question,tell,leave"))
    assert dialog == "dialog"
    assert told == again == f"Untitled[*] — Nablascope | {had}"
    assert autosaves() == []
    assert ended(start("no_dialog,close")) == ["no dialog"]


def test_a_session_with_a_file_keeps_its_name_and_the_file_what_was_saved(start, tmp_path):
    file = tmp_path / "work.nablascope"
    Session(default_experiment("moons")).apply(Save(str(file)))
    before = file.read_bytes()
    child = start("run,stay", file)
    wait_for_line(child, "kept", 3)
    kill(child)
    assert file.read_bytes() == before
    had = told_of(*autosaves())
    dialog, told = ended(start("restore,restored,tell,question,leave"))
    assert dialog == "dialog"
    assert told == f"work[*] — Nablascope | {had}"


def test_killed_again_while_the_dialog_is_open_it_is_offered_again(start):
    child = start("edit,stay")
    wait_for_line(child, "kept")
    kill(child)
    child = start("no_dialog,stay")
    wait_for_line(child, "dialog")
    kill(child)
    assert ended(start("restore,restored,question,leave")) == ["dialog"]


def test_a_second_window_is_not_taken_for_a_crash(start):
    first = start("edit,stay")
    wait_for_line(first, "kept")
    assert ended(start("no_dialog,close")) == ["no dialog"]
    second = start("edit,stay")
    wait_for_line(second, "kept")
    assert len(autosaves()) == 2
    kill(second)
    assert ended(start("restore,restored,question,leave")) == ["dialog"], "only the one that was killed"
    assert first.poll() is None
    assert len(autosaves()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one program")
def test_a_fault_is_shown_once_the_work_is_back(start):
    child = start("edit,stay")
    wait_for_line(child, "kept")
    child.send_signal(signal.SIGSEGV)
    child.communicate(timeout=HANG)
    folder = next(Path(os.environ["XDG_DATA_HOME"]).rglob("log"))
    assert "Nablascope" in (folder / "nablascope.log").read_text(encoding="utf-8")
    told = ended(start("restore,restored,crash_page,question,leave"))
    assert told == ["dialog", "Fatal Python error: Segmentation fault"]
    assert ended(start("no_dialog,close")) == ["no dialog"]
    assert sorted(file.name for file in folder.iterdir()) == ["last crash.txt", "nablascope.log"]


@pytest.mark.parametrize("plan", ["run,close", "edit,question,leave"])
def test_a_clean_end_leaves_nothing(start, plan):
    assert ended(start(plan)) == []
    assert list(Path(os.environ["XDG_DATA_HOME"]).rglob("slot-*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one program")
def test_ctrl_c_ends_at_once_and_loses_nothing(start):
    child = start("edit,tell,stay")
    wait_for_line(child, "kept")
    child.send_signal(signal.SIGINT)
    ended(child)
    assert ended(start("restore,restored,question,leave")) == ["dialog"]
