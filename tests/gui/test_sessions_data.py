"""Sessions whose data is in another file: opened while the window answers, given up, and restored."""

import threading

import pytest
from driving import Key
from recovering import crashed
from session_dialogs import let_pass, notice, session_in, shown, title, wait_for

from core.commands import Load, Save
from core.datasets.given import FILE
from core.experiment import suitable_experiment
from core.files import given_parts, session_opening
from core.jobs import Job
from core.session import Session
from core.tables import preview, read_now, suggested
from gui.shell.asking import Notice
from gui.shell.autosaving import Autosaving
from gui.shell.recovery import Recovery
from gui.shell.recovery_dialog import RecoveryDialog

QUICK_MS = 50


@pytest.fixture
def table(tmp_path):
    """A table that no session file keeps itself."""
    file = tmp_path / "points.csv"
    rows = "\n".join(f"{k % 7},{k % 5},{'yes' if k % 2 else 'no'}" for k in range(200))
    file.write_text(f"a,b,which\n{rows}\n")
    return file


@pytest.fixture
def trained(table, monkeypatch):
    """A session that has learned from the table."""
    monkeypatch.setattr(given_parts, "EMBEDDED", 0)
    session = Session(suitable_experiment(read_now(str(table), suggested(preview(str(table)))), FILE))
    session.train(30)
    return session


@pytest.fixture
def file(trained, tmp_path):
    """That session in a file."""
    trained.apply(Save(str(tmp_path / "lesson.nablascope")))
    return tmp_path / "lesson.nablascope"


@pytest.fixture
def gate(monkeypatch):
    """Until it is set, reading a table goes on and on."""
    opened, real = threading.Event(), session_opening.reading_job

    def slow(path, how, deliver):
        job = real(path, how, deliver)

        def work():
            budget = yield 0.0
            while not opened.is_set():
                budget = yield 0.002
            while not job.done:
                budget = yield job.step(budget)

        return Job(work(), lambda: 0.25)

    monkeypatch.setattr(session_opening, "reading_job", slow)
    return opened


def words(driver):
    return driver.window.status.seeking.words.text()


def test_the_window_tells_how_far_it_is_and_then_shows_the_session(open_window, file, gate):
    driver = open_window()
    driver.window.sessions.open_file(file)
    frame = driver.wait_for_state("importing")
    assert frame.experiment.dataset == "xor"
    driver.until(driver.window.status.seeking.isVisible)
    assert words(driver) == "Opening lesson.nablascope… 32 %"
    gate.set()
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == "file")
    driver.until(lambda: not driver.window.sessions.busy)
    assert (frame.cursor.step, frame.state) == (30, "paused")
    assert title(driver) == "lesson — Nablascope"
    assert driver.window.status.seeking.isHidden()


def test_given_up_it_leaves_everything_as_it_was(driver, file, gate):
    driver.step("epoch")
    said = []
    driver.window.sessions.said.connect(said.append)
    for way in ("Esc", "Cancel", "Space", "another experiment"):
        driver.window.sessions.open_file(file)
        driver.wait_for_state("importing")
        driver.until(driver.window.status.seeking.isVisible)
        if way == "Cancel":
            driver.click(driver.window.status.seeking.cancel)
        elif way == "another experiment":
            driver.window.engine.send(Load(Session().experiment))
        else:
            driver.press(Key.Key_Escape if way == "Esc" else Key.Key_Space)
        driver.wait_for_state("paused")
        driver.until(lambda: not driver.window.sessions.busy)
        assert said == ["Opening was given up."], way
        assert title(driver) == "Untitled — Nablascope"
        assert shown(driver, Notice) is None
        said.clear()
    gate.set()
    driver.window.sessions.open_file(file)  # and can be opened after that
    driver.wait_for(lambda frame: frame.experiment.dataset == "file")
    driver.until(lambda: not driver.window.sessions.busy)


def test_training_waits_and_goes_on_where_it_is_given_up(open_window, file, gate):
    driver = open_window()
    driver.run_at_full_speed()
    driver.window.sessions.open_file(file)
    driver.wait_for_state("importing")
    driver.press(Key.Key_Escape)
    driver.wait_for_state("running")
    driver.pause()


def test_what_is_wrong_with_the_data_is_said_however_late(open_window, file, table, gate, monkeypatch):
    driver = open_window()
    driver.window.sessions.open_file(file)
    driver.wait_for_state("importing")
    table.write_text("a,b,which\n1,2,yes\nno number,4,no\n")
    gate.set()
    sentence = notice(driver)
    assert sentence.startswith("The file points.csv cannot be read: line 3, column 1")
    assert driver.wait_for_state("paused").experiment.dataset == "xor"
    assert not driver.window.sessions.busy
    table.unlink()
    driver.window.sessions.open_file(file)
    assert notice(driver).startswith(
        f"The file lesson.nablascope needs the data in {table}, which is not there"
    )
    assert not driver.window.sessions.busy


# Crash safety


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "recovery"


@pytest.fixture
def safe_window(open_window, folder, tmp_path):
    """Open a window that keeps what changes, at a quick pace."""

    def opened():
        driver = open_window(remember_in=tmp_path / "nablascope.ini", start=False)
        driver.recovery = Recovery(folder)
        driver.autosaving = Autosaving(driver.window, driver.recovery, QUICK_MS)
        driver.window.engine.start()
        driver.wait_for(lambda frame: True)
        return driver

    return opened


def test_while_a_session_is_on_its_way_nothing_is_kept_and_nobody_complains(safe_window, file, gate):
    driver = safe_window()
    driver.step("epoch")
    driver.until(driver.recovery.file.is_file)
    driver.window.sessions.open_file(file)
    driver.wait_for_state("importing")
    said = []
    driver.window.engine.rejected.connect(lambda command, sentence: said.append(sentence))
    let_pass(driver)
    assert said == []
    driver.press(Key.Key_Escape)
    driver.wait_for_state("paused")
    driver.step("epoch")
    driver.until(lambda: session_in(driver.recovery.file).trainer.step == 2)


def restoring(driver):
    """Answer the question at the start."""
    dialog = wait_for(driver, RecoveryDialog)
    driver.click(dialog.restore)
    driver.until(lambda: shown(driver, RecoveryDialog) is None)


def test_what_was_lost_comes_back_with_its_data(safe_window, folder, file):
    slot = crashed(folder, "work", file.read_bytes())
    driver = safe_window()
    restoring(driver)
    driver.wait_for(lambda frame: frame.experiment.dataset == "file")
    driver.until(lambda: driver.recovery.file == slot.file)
    assert slot.attempts() == 0
    assert title(driver) == "work* — Nablascope"


def test_a_restore_that_is_given_up_is_offered_again_and_is_no_failure(safe_window, folder, file, gate):
    slot = crashed(folder, "work", file.read_bytes())
    for _ in range(3):
        driver = safe_window()
        restoring(driver)
        driver.wait_for_state("importing")
        driver.window.activateWindow()
        driver.until(driver.window.isActiveWindow)
        driver.press(Key.Key_Escape)
        driver.wait_for_state("paused")
        driver.until(lambda d=driver: not d.window.sessions.busy)
        assert slot.attempts() == 0
        assert shown(driver, Notice) is None
        driver.window.close()
    gate.set()
    driver = safe_window()
    restoring(driver)
    driver.wait_for(lambda frame: frame.experiment.dataset == "file")
    driver.until(lambda: driver.recovery.file == slot.file)


def test_without_its_data_it_is_set_aside_after_two_attempts(safe_window, folder, file, table):
    slot = crashed(folder, "work", file.read_bytes())
    table.unlink()
    for attempt in (1, 2):
        driver = safe_window()
        restoring(driver)
        sentence = notice(driver)
        assert f"needs the data in {table}, which is not there; put it back" in sentence
        assert ("could not be restored in 2 attempts; it was set aside" in sentence) == (attempt == 2)
        driver.window.close()
    assert not slot.file.exists()
    assert [k.read_bytes() for k in (folder / "set aside").iterdir()] == [file.read_bytes()]
    driver = safe_window()
    assert shown(driver, RecoveryDialog) is None
