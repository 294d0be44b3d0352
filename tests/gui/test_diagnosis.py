"""The log in a file, what a crash leaves for the next start, and the report for whoever looks into it."""

import faulthandler
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox

from gui.diagnosis import log_file
from gui.diagnosis.anonymous import ELSEWHERE, ROOT, anonymous
from gui.diagnosis.crash_file import LAST, CrashFile
from gui.diagnosis.crash_page import CrashPage
from gui.diagnosis.log_file import LogFile, last_lines

HANG = 60
log = logging.getLogger("nablascope")
CRASHING = """
import ctypes, sys, threading
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from gui.diagnosis.crash_file import CrashFile
crash = CrashFile(Path(sys.argv[2]))
print("watching", flush=True)
def come_down():
    ctypes.string_at(0)
if sys.argv[3] == "crash":
    come_down()
elif sys.argv[3] == "stay":
    sys.stdin.read()
elif sys.argv[3] == "abort":
    import os
    os.abort()
crash.end()
"""


@pytest.fixture
def watching():
    """Let a program that watches for a crash do something in a folder, and return it."""
    children = []

    def started(folder, what):
        command = [sys.executable, "-c", CRASHING, str(ROOT), str(folder), what]
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        children.append(child)
        if what == "stay":
            assert child.stdout.readline() == "watching\n"
        else:
            child.communicate(timeout=HANG)
        return child

    yield started
    for child in children:
        child.kill()
        child.communicate(timeout=HANG)


@pytest.fixture
def unwatched():
    """Without the fault handler of the tests, which comes back."""
    watched = faulthandler.is_enabled()
    faulthandler.disable()
    yield
    assert not faulthandler.is_enabled()
    if watched:
        faulthandler.enable(file=sys.__stderr__)


# The log


@pytest.fixture
def kept(tmp_path):
    """A log in a file, closed at the end."""
    made = LogFile(tmp_path / "log")
    yield made
    made.end()
    assert not any(isinstance(k, log_file.QuietHandler) for k in log.handlers)


def test_what_is_logged_is_in_the_file(kept, troubles):
    assert not kept.file.exists(), "nothing was said yet"
    log.info("first")
    log.error("second ∂C̄/∂w")
    troubles.take()
    first, second = last_lines(kept.file, 10)
    assert first.endswith(f"{os.getpid()} INFO first")
    assert second.endswith("ERROR second ∂C̄/∂w")
    assert last_lines(kept.file, 1) == [second]


def test_the_log_never_grows_large(tmp_path, monkeypatch):
    monkeypatch.setattr(log_file, "LARGEST", 2000)
    kept = LogFile(tmp_path)
    for k in range(500):
        log.info("line %d", k)
    kept.end()
    files = sorted(tmp_path.iterdir())
    assert [f.name for f in files] == ["nablascope.log", "nablascope.log.1", "nablascope.log.2"]
    assert all(f.stat().st_size <= 2000 for f in files)
    assert last_lines(kept.file, 1)[0].endswith("line 499")


@pytest.mark.parametrize("spoilt", ["a file", "read-only"])
def test_without_a_folder_there_is_no_log_and_no_word(tmp_path, spoilt, capfd):
    folder = tmp_path / "log"
    if spoilt == "a file":
        folder.write_text("in the way")
    else:
        folder.mkdir()
        (folder / log_file.NAME).mkdir()
    kept = LogFile(folder)
    log.info("first")
    kept.end()
    assert last_lines(kept.file, 10) == []
    assert capfd.readouterr() == ("", "")


# What a crash leaves


def test_the_next_start_finds_what_a_crash_has_written_down(tmp_path, watching, unwatched):
    assert watching(tmp_path, "crash").returncode
    assert watching(tmp_path, "abort").returncode
    crash = CrashFile(tmp_path)
    text = crash.found()
    assert text.count("Fatal Python error") == 2
    assert "in come_down" in text
    assert crash.found() == ""
    assert crash.last() == text
    crash.end()
    assert [file.name for file in tmp_path.iterdir()] == [LAST]


def test_a_clean_end_and_a_kill_leave_nothing(tmp_path, watching, unwatched):
    assert watching(tmp_path, "end").returncode == 0
    assert list(tmp_path.iterdir()) == []
    child = watching(tmp_path, "stay")
    child.kill()
    child.wait(HANG)  # until it has ended its lock is held
    crash = CrashFile(tmp_path)
    assert crash.found() == ""
    crash.end()
    assert list(tmp_path.iterdir()) == []


def test_another_window_is_not_taken_for_a_crash(tmp_path, watching, unwatched):
    watching(tmp_path, "stay")
    before = sorted(tmp_path.iterdir())
    crash = CrashFile(tmp_path)
    assert crash.found() == ""
    crash.end()
    assert sorted(tmp_path.iterdir()) == before


def test_without_a_folder_there_is_no_watch_and_no_word(tmp_path, unwatched):
    folder = tmp_path / "log"
    folder.write_text("in the way")
    crash = CrashFile(folder)
    assert crash.found() == crash.last() == ""
    crash.end()


def test_who_has_a_fault_handler_keeps_it(tmp_path):
    assert faulthandler.is_enabled(), "that of the tests"
    crash = CrashFile(tmp_path)
    crash.end()
    assert faulthandler.is_enabled()
    assert list(tmp_path.iterdir()) == []


def test_the_window_shows_what_was_found(driver, tmp_path, watching, troubles):
    watching(tmp_path, "crash")
    window = driver.window
    window.diagnosis.begin(tmp_path)
    driver.step()
    driver.until(lambda: window.findChild(CrashPage))
    page = window.findChild(CrashPage)
    assert "in come_down" in page.text.toPlainText()
    driver.click(page.copy)
    told = QGuiApplication.clipboard().text()
    assert "in come_down" in told
    assert "INFO Nablascope" in told
    assert driver.sentence.startswith("The diagnostic report is on the clipboard")
    driver.click(page.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close))
    driver.until(lambda: not window.findChild(CrashPage))
    window.diagnosis.end()


# The report


def test_the_report_says_what_is_so(driver):
    driver.step()
    driver.window.actions["report"].trigger()
    told = QGuiApplication.clipboard().text()
    for words in (
        "## Nablascope", "## Log", "numpy 2", "Qt platform offscreen", "paused, step 0", "data: xor",
        "n: (2, 3, 1)", "panels: ", "given: no",
    ):  # fmt: skip
        assert words in told, words


def test_the_report_names_no_folder(driver, monkeypatch):
    monkeypatch.setenv("QT_PLUGIN_PATH", "/srv/anna/plugins")
    monkeypatch.setenv("QT_OTHER", str(Path.home() / "secret" / "a.txt"))
    driver.window.actions["report"].trigger()
    told = QGuiApplication.clipboard().text()
    assert "anna" not in told
    assert "secret" not in told
    assert "<folder>/plugins" in told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f'File "{ROOT}/gui/app.py", line 3', 'File "<program>/gui/app.py", line 3'),
        (f"in {Path.home()}/a/b.csv now", "in <home>/b.csv now"),
        (f"in {Path.home()}/my own/b.csv now", "in <home>/b.csv now"),
        ("in /mnt/my own/b.csv now", "in <folder>/b.csv now"),
        ("in /mnt/anna/b.csv now", "in <folder>/b.csv now"),
        (r"in C:\Users\anna\b.csv now", "in <folder>/b.csv now"),
        ("∂C/∂w and 3/4 of n/a, https is no/path", "∂C/∂w and 3/4 of n/a, https is no/path"),
        ("2026-01-02 10:11:12,123", "2026-01-02 10:11:12,123"),
    ],
)
def test_paths(text, shown):
    assert anonymous(text) == shown
    assert not ELSEWHERE.search(shown)
