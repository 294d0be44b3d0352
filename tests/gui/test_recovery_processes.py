"""Windows in processes of their own: those that are killed are found, those that run are left alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from gui.shell.recovery import Recovery

pytestmark = pytest.mark.promise(number="R7")

CHILD = Path(__file__).with_name("recovery_child.py")


class Process:
    """A window in a process of its own."""

    def __init__(self, folder):
        command = [sys.executable, str(CHILD), str(folder)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        )
        self.file = Path(self.answer())

    def tell(self, order):
        self.process.stdin.write(f"{order}\n")
        self.process.stdin.flush()

    def answer(self):
        return self.process.stdout.readline().strip()

    def ask(self, order):
        self.tell(order)
        return self.answer()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def abort(self):
        self.tell("abort")
        self.process.wait()

    def end(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "recovery"


@pytest.fixture
def start(folder):
    started = []

    def one():
        started.append(Process(folder))
        return started[-1]

    yield one
    for process in started:
        process.end()


@pytest.fixture
def recovery(folder):
    found = Recovery(folder)
    yield found
    found.close()


@pytest.mark.parametrize("death", [Process.kill, Process.abort])
def test_what_a_window_kept_is_found_after_its_death(start, recovery, death):
    window = start()
    window.ask("save spirals")
    assert recovery.lost() == []
    death(window)
    (lost,) = recovery.lost()
    assert (lost.title, lost.file, lost.file.read_bytes()) == ("spirals", window.file, b"spirals")


def test_a_window_that_runs_is_never_taken_for_a_crash(start, recovery):
    one, two = start(), start()
    for window in (one, two):
        window.ask("save alive")
    assert [one.ask("lost"), two.ask("lost"), recovery.lost()] == ["", "", []]
    one.kill()
    assert two.ask("lost") == "alive"
    assert [lost.file for lost in recovery.lost()] == [one.file]


def test_a_program_that_the_window_started_does_not_keep_it_alive(start, recovery):
    window = start()
    window.ask("save work")
    window.ask("start_another")
    window.kill()
    assert len(recovery.lost()) == 1


def test_a_clean_end_leaves_nothing(start, folder):
    window = start()
    window.ask("save work")
    assert window.ask("close") == "closed"
    assert list(folder.iterdir()) == []


def test_a_crash_before_the_first_autosave_leaves_nothing_for_long(start, recovery):
    window = start()
    window.kill()
    assert window.file.parent.exists()
    assert recovery.lost() == []
    assert not window.file.parent.exists()


def test_of_two_windows_only_one_restores(start):
    for title in ("one", "two", "three", "four", "five"):
        crashed = start()
        crashed.ask(f"save {title}")
        crashed.kill()
    one, two = start(), start()
    for _ in range(5):
        assert one.ask("lost") == two.ask("lost") != ""
        for window in (one, two):
            window.tell("begin")
        answers = {window: window.answer() for window in (one, two)}
        assert sorted(answers.values()) == ["False", "True"]
        first = next(window for window, answer in answers.items() if answer == "True")
        first.ask("restored")


def test_what_was_restored_is_lost_again_if_that_window_dies_too(start, recovery):
    crashed = start()
    crashed.ask("save work")
    crashed.kill()
    again = start()
    assert again.ask("lost") == "work"
    assert again.ask("begin") == "True"
    assert Path(again.ask("restored")) == crashed.file
    assert recovery.lost() == []
    again.kill()
    (lost,) = recovery.lost()
    assert (lost.title, lost.attempts) == ("work", 0)


def test_a_restore_that_crashes_twice_is_not_offered_a_third_time(start, folder):
    crashed = start()
    crashed.ask("save trouble")
    crashed.kill()
    for _ in range(2):
        window = start()
        assert window.ask("lost") == "trouble"
        assert window.ask("begin") == "True"
        window.kill()
    recovery = Recovery(folder)
    assert recovery.lost() == []
    (aside,) = (folder / "set aside").iterdir()
    assert aside.read_bytes() == b"trouble"
    assert aside.name.startswith("trouble 20")
    assert (
        f"“trouble” could not be restored in 2 attempts; it was set aside as {aside}." == recovery.sentence()
    )
    assert (recovery.lost(), recovery.sentence()) == ([], "")
    recovery.close()


def test_windows_that_come_and_go_do_not_get_in_each_others_way(start, recovery):
    windows = [start(), start()]
    for window in windows:
        window.tell("churn 100")
    for _ in range(300):
        assert recovery.lost() == []
    assert [window.answer() for window in windows] == ["0", "0"]
