"""What changes is kept in the background, and what a crash has left comes back."""

import os

import pytest
from driving import Key
from PySide6.QtTest import QTest
from recovering import crashed
from session_dialogs import (
    CONTROL,
    answer,
    edit_eta,
    let_pass,
    notice,
    open_by_keys,
    save_as,
    session_in,
    shown,
    title,
    wait_for,
    wait_until_closed,
)

from core.commands import Edit, Save
from core.experiment import default_experiment
from core.session import Session
from gui.shell.asking import Question
from gui.shell.autosaving import Autosaving
from gui.shell.recovery import Recovery
from gui.shell.recovery_dialog import RecoveryDialog

pytestmark = pytest.mark.promise(number="R7")

QUICK_MS = 50


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "recovery"


@pytest.fixture
def safe_window(open_window, folder, tmp_path):
    """Open windows that keep what changes, at a quick pace."""

    def opened(interval=QUICK_MS, experiment=None):
        driver = open_window(experiment, remember_in=tmp_path / "nablascope.ini", start=False)
        driver.recovery = Recovery(folder)
        driver.autosaving = Autosaving(driver.window, driver.recovery, interval)
        driver.window.engine.start()
        driver.wait_for(lambda frame: True)
        return driver

    return opened


def lost_session(folder, original=None, title="work"):
    """What a crash leaves of a circle after 30 steps and an edit."""
    session = Session(default_experiment("circle"))
    session.train(30)
    session.apply(Edit("eta", 0.125))
    file = folder.parent / "for a moment.nablascope"
    session.apply(Save(str(file), '{"digits": 4}'))
    slot = crashed(folder, title, file.read_bytes(), original)
    file.unlink()
    return slot, session


def kept(driver):
    return driver.recovery.file.is_file()


# Keeping


def test_every_change_is_kept_and_nothing_without_one(safe_window):
    driver = safe_window()
    let_pass(driver)
    assert not kept(driver), "nothing has changed"
    driver.step("epoch")
    driver.until(lambda: kept(driver))
    assert session_in(driver.recovery.file).trainer.step == 1
    assert title(driver) == "Untitled — Nablascope"
    written = driver.recovery.file.stat().st_mtime_ns
    let_pass(driver)
    assert driver.recovery.file.stat().st_mtime_ns == written, "it was written once"
    edit_eta(driver)
    driver.until(lambda: session_in(driver.recovery.file).experiment.eta == 0.25)
    assert driver.sentence == ""
    assert driver.window.isWindowModified(), "it is in no file of the person's"


def test_while_training_runs_it_is_kept_again_and_again(safe_window):
    driver = safe_window()
    driver.run_at_full_speed()
    driver.until(lambda: kept(driver))
    first = session_in(driver.recovery.file).trainer.step
    driver.until(lambda: session_in(driver.recovery.file).trainer.step > first)
    assert driver.frame.state == "running"
    driver.pause()
    step = driver.frame.cursor.step
    driver.until(lambda: session_in(driver.recovery.file).trainer.step == step)


def test_a_save_makes_it_superfluous(safe_window, tmp_path):
    driver = safe_window()
    edit_eta(driver)
    driver.until(lambda: kept(driver))
    save_as(driver, tmp_path / "work.nablascope")
    driver.until(lambda: not kept(driver))
    let_pass(driver)
    assert not kept(driver)
    driver.step()
    driver.until(lambda: kept(driver))


def test_a_clean_end_leaves_nothing(safe_window, folder):
    driver = safe_window()
    edit_eta(driver)
    driver.until(lambda: kept(driver))
    driver.window.close()
    answer(driver, "leave", closes=True)
    driver.until(lambda: not driver.window.isVisible())
    assert list(folder.iterdir()) == []


def test_ctrl_c_asks_nothing_and_loses_nothing(safe_window, folder):
    driver = safe_window(interval=30_000)
    edit_eta(driver)
    file = driver.recovery.file
    driver.autosaving.on_interrupted()
    driver.window.close()
    assert not driver.window.isVisible()
    assert session_in(file).experiment.eta == 0.25
    driver.recovery._lock.release()  # as the end of the process does
    [lost] = Recovery(folder).lost()
    assert lost.file == file


def test_a_failure_is_said_once(safe_window, monkeypatch, troubles):
    driver = safe_window()
    monkeypatch.setattr(
        driver.recovery, "note", lambda *_: driver.recovery.folder / "nowhere" / "x.nablascope"
    )
    edit_eta(driver)
    driver.until(lambda: driver.sentence.startswith("Nothing is kept for the case of a crash: the file x"))
    driver.window.status.clearMessage()
    count = []
    driver.window.engine.rejected.connect(lambda command, _: count.append(command))
    driver.until(lambda: len(count) > 2)
    assert driver.sentence == ""
    assert shown(driver, Question) is None
    monkeypatch.undo()
    driver.until(lambda: kept(driver))


def test_without_a_place_it_says_so_and_goes_on(open_window, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    driver = open_window(start=False)
    Autosaving(driver.window, Recovery(blocked), QUICK_MS)
    driver.window.engine.start()
    driver.until(lambda: driver.sentence.startswith("Nothing is kept for the case of a crash"))
    driver.step("epoch")


# After a crash


def restored(driver):
    dialog = wait_for(driver, RecoveryDialog)
    driver.click(dialog.restore)
    driver.until(lambda: not driver.window.sessions.busy and driver.autosaving._restoring is None)
    driver.window.activateWindow()
    driver.until(driver.window.isActiveWindow)


def test_nothing_lost_nothing_asked(safe_window):
    driver = safe_window()
    driver.step("epoch")
    assert shown(driver, RecoveryDialog) is None


def test_what_was_lost_comes_back_as_unsaved_work(safe_window, folder, tmp_path):
    original = tmp_path / "work.nablascope"
    slot, session = lost_session(folder, original)
    driver = safe_window()
    restored(driver)
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == "circle")
    assert frame.cursor == session.trainer.cursor
    assert frame.experiment.eta == 0.125
    assert driver.window.digits.count == 4
    assert title(driver) == "work* — Nablascope"
    assert driver.recovery.file == slot.file
    assert slot.attempts() == 0
    driver.press(Key.Key_S, CONTROL)
    driver.until(original.is_file)
    driver.until(lambda: title(driver) == "work — Nablascope")
    assert session_in(original).trainer.step == 30
    driver.until(lambda: not kept(driver))


def test_closing_after_a_restore_asks(safe_window, folder):
    lost_session(folder)
    driver = safe_window()
    restored(driver)
    driver.window.close()
    answer(driver, "leave", closes=True)
    driver.until(lambda: not driver.window.isVisible())
    assert list(folder.iterdir()) == []


def test_a_restore_that_fails_says_so_and_the_second_sets_it_aside(safe_window, folder):
    slot = crashed(folder, "work", b"spoilt")
    for attempt in (1, 2):
        driver = safe_window()
        restored(driver)
        sentence = notice(driver)
        assert sentence.startswith("The file autosave.nablascope ")
        assert ("it was set aside as" in sentence) == (attempt == 2)
        assert title(driver) == "Untitled — Nablascope"
        assert driver.frame.experiment.dataset == "xor"
        driver.window.close()
    driver = safe_window()
    driver.step("epoch")
    assert shown(driver, RecoveryDialog) is None
    assert not slot.file.exists()


def test_discard_and_decide_later(safe_window, folder):
    slot, _ = lost_session(folder)
    driver = safe_window()
    QTest.keyClick(wait_for(driver, RecoveryDialog), Key.Key_Escape)
    wait_until_closed(driver, RecoveryDialog)
    driver.window.close()
    driver = safe_window()
    driver.click(wait_for(driver, RecoveryDialog).discard)
    wait_until_closed(driver, RecoveryDialog)
    assert not slot.file.exists()
    assert driver.frame.experiment.dataset == "xor"


def test_another_window_is_no_crash(safe_window):
    first = safe_window()
    edit_eta(first)
    first.until(lambda: kept(first))
    second = safe_window()
    second.step("epoch")
    assert shown(second, RecoveryDialog) is None
    second.until(lambda: kept(second))
    assert first.recovery.file != second.recovery.file


def test_opening_another_file_leaves_no_autosave_behind(safe_window, tmp_path):
    other = tmp_path / "other.nablascope"
    Session(default_experiment("iris")).apply(Save(str(other)))
    driver = safe_window()
    driver.step("epoch")
    driver.until(lambda: kept(driver))
    open_by_keys(driver, other)
    driver.until(lambda: title(driver) == "other — Nablascope" and not kept(driver))
    let_pass(driver)
    assert not kept(driver)
    assert os.listdir(driver.recovery.folder) == [driver.recovery.file.parent.name]
