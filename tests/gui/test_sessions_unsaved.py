"""What is unsaved is asked about before it would be lost, and recent files are at hand."""

from pathlib import Path

import pytest
from driving import Key
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from session_dialogs import (
    CONTROL,
    answer,
    choose_file,
    edit_eta,
    notice,
    open_by_keys,
    save_as,
    session_in,
    shown,
    title,
    wait_for,
    wait_until_closed,
)

from core.commands import NameRun, Save
from core.session import Session
from gui.shell.asking import Question
from gui.shell.preferences import Preferences


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings" / "nablascope.ini"


@pytest.fixture
def driver(open_window, file):
    """A window that remembers, and so asks."""
    return open_window(remember_in=file)


def made(tmp_path, name):
    path = tmp_path / name
    Session().apply(Save(str(path)))
    return path


# Closing


def test_a_look_at_the_program_is_not_asked_about(driver):
    for _ in range(3):
        driver.step("epoch")
    driver.press(Key.Key_Q, CONTROL)
    driver.until(lambda: not driver.window.isVisible())
    assert shown(driver, Question) is None


def test_a_run_that_was_named_is_asked_about_and_cancel_and_escape_keep_the_window(driver):
    driver.window.engine.send(NameRun(1, "the slow one"))
    driver.until(driver.window.isWindowModified)
    driver.press(Key.Key_Q, CONTROL)
    answer(driver, "cancel")
    assert driver.window.isVisible()
    edit_eta(driver)
    driver.press(Key.Key_Q, CONTROL)
    assert wait_for(driver, Question).asked.text() == "Save “Untitled”?"
    assert shown(driver, Question).more.text() == "What was done in it would be lost."
    answer(driver, "cancel")
    driver.press(Key.Key_Q, CONTROL)
    QTest.keyClick(wait_for(driver, Question), Key.Key_Escape)
    wait_until_closed(driver, Question)
    assert driver.window.isVisible()
    assert driver.step("epoch").cursor.step == 1, "and it is alive"
    driver.window.close()
    driver.window.close()
    assert len([d for d in driver.window.findChildren(Question) if d.isVisible()]) == 1, "it asks once"
    answer(driver, "cancel")


def test_what_is_not_wanted_is_left(driver):
    edit_eta(driver)
    driver.window.close()
    assert driver.window.isVisible()
    answer(driver, "leave", closes=True)
    driver.until(lambda: not driver.window.isVisible())


def test_enter_saves_and_then_closes(driver, tmp_path):
    save_as(driver, tmp_path / "work.nablascope")
    for _ in range(3):
        driver.step("epoch")
    driver.window.close()
    QTest.keyClick(wait_for(driver, Question), Key.Key_Return)
    driver.until(lambda: not driver.window.isVisible())
    assert session_in(tmp_path / "work.nablascope").trainer.step == 3


def test_a_session_without_a_file_is_given_one_first(driver, tmp_path):
    edit_eta(driver)
    driver.window.close()
    answer(driver, "save", closes=True)
    dialog = wait_for(driver, QFileDialog)
    QTest.keyClick(dialog, Key.Key_Escape)
    wait_until_closed(driver, QFileDialog)
    assert driver.window.isVisible(), "no file, no end"
    driver.window.close()
    answer(driver, "save", closes=True)
    dialog = wait_for(driver, QFileDialog)
    dialog.selectFile(str(tmp_path / "last"))
    dialog.accept()
    driver.until(lambda: not driver.window.isVisible())
    assert (tmp_path / "last.nablascope").is_file()


def test_a_save_that_fails_stops_the_closing(driver, tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    save_as(driver, folder / "work.nablascope")
    (folder / "work.nablascope").unlink()
    folder.rmdir()
    edit_eta(driver)
    driver.window.close()
    answer(driver, "save")
    assert "work.nablascope was not saved" in notice(driver)
    assert driver.window.isVisible()
    edit_eta(driver, 0.125)


def test_closing_while_training_saves_what_there_is(driver, tmp_path):
    save_as(driver, tmp_path / "work.nablascope")
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 200)
    driver.window.close()
    answer(driver, "save", closes=True)
    driver.until(lambda: not driver.window.isVisible())
    assert session_in(tmp_path / "work.nablascope").trainer.step > 200


def test_a_window_that_remembers_nothing_never_asks(open_window):
    driver = open_window()
    edit_eta(driver)
    driver.window.close()
    assert not driver.window.isVisible()


# New and Open


def test_new_asks_first(driver):
    edit_eta(driver)
    driver.press(Key.Key_N, CONTROL)
    answer(driver, "cancel")
    assert driver.frame.history.undo
    driver.press(Key.Key_N, CONTROL)
    answer(driver, "leave")
    driver.wait_for(lambda frame: not frame.history.undo)
    assert title(driver) == "Untitled — Nablascope"


def test_open_asks_once_a_file_is_chosen_and_saves_what_was_there(driver, tmp_path):
    other = made(tmp_path, "other.nablascope")
    save_as(driver, tmp_path / "work.nablascope")
    driver.step("epoch")
    driver.press(Key.Key_O, CONTROL)
    choose_file(driver, other)
    answer(driver, "save")
    driver.until(lambda: title(driver) == "other — Nablascope")
    assert session_in(tmp_path / "work.nablascope").trainer.step == 1


# Recent files


def listed(driver):
    menu = driver.window.menus.recent_files
    menu.aboutToShow.emit()
    return [(a.text(), a.isEnabled()) for a in menu.actions() if not a.isSeparator()]


def test_recent_files_are_in_the_menu_the_last_one_first(driver, tmp_path):
    assert listed(driver) == [("None yet", False)]
    for k in range(9):
        open_by_keys(driver, made(tmp_path, f"{k} & more.nablascope"))
        driver.until(lambda k=k: title(driver) == f"{k} & more — Nablascope")
    names = [text for text, _ in listed(driver)]
    assert names == [f"{k} && more" for k in range(8, 0, -1)] + ["Clear this list"]
    (tmp_path / "5 & more.nablascope").unlink()
    assert ("5 && more   not there any more", False) in listed(driver)
    menu = driver.window.menus.recent_files
    next(a for a in menu.actions() if a.text() == "2 && more").trigger()
    driver.until(lambda: title(driver) == "2 & more — Nablascope")
    assert listed(driver)[0] == ("2 && more", True)
    menu.actions()[-1].trigger()
    assert listed(driver) == [("None yet", False)]


def test_a_recent_file_that_vanishes_is_said_and_asked_about_like_any(driver, tmp_path):
    path = tmp_path / "gone.nablascope"
    save_as(driver, path)
    edit_eta(driver)
    listed(driver)
    path.unlink()
    driver.window.menus.recent_files.actions()[0].trigger()
    answer(driver, "leave")
    assert notice(driver).startswith("The file gone.nablascope is not there;")
    assert title(driver) == "gone* — Nablascope"


def test_files_and_folder_are_remembered(driver, open_window, file, tmp_path):
    folder = tmp_path / "a folder with an @ and a ü"
    folder.mkdir()
    save_as(driver, folder / "work.nablascope")
    driver.window.close()
    driver = open_window(remember_in=file)
    assert listed(driver)[0] == ("work", True)
    driver.press(Key.Key_O, CONTROL)
    assert Path(wait_for(driver, QFileDialog).directory().path()) == folder
    QTest.keyClick(shown(driver, QFileDialog), Key.Key_Escape)
    wait_until_closed(driver, QFileDialog)


def test_spoilt_recent_files_are_passed_over(file):
    preferences = Preferences(file)
    for k, text in enumerate(["!", "AAAA", "x" * 9000, ""], 1):
        preferences.keep(f"files/{k}", text)
    preferences.note_file(Path("/" + "a" * 2000))
    preferences.note_file(Path("/good.nablascope"))
    preferences.save()
    assert Preferences(file).files() == [Path("/good.nablascope")]


def test_quitting_with_a_dialog_open_ends_it(driver):
    driver.press(Key.Key_O, CONTROL)
    wait_for(driver, QFileDialog)
    QApplication.closeAllWindows()
    driver.until(lambda: not driver.window.isVisible())
