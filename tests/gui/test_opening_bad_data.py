"""A file that cannot be read leaves everything as it was, and one sentence that says why."""

import pytest
from data_dialogs import (
    FLOWERS,
    agree,
    choose_role,
    give_up,
    many_rows,
    open_data,
    roles,
    slow,
    wait_for_data,
    wait_for_dialog,
    write,
)
from driving import Key
from PySide6.QtTest import QTest
from session_dialogs import answer, shown, wait_for, wait_until_closed

from core import importing
from core.session import Session
from gui.importing.dialog import ImportDialog
from gui.shell.asking import Question
from gui.worker import NOT_DONE

pytestmark = pytest.mark.promise(number="R5")

__all__ = ["slow"]


def test_a_file_that_turns_bad_on_its_last_line(driver, qtbot, tmp_path):
    file = many_rows(tmp_path, 60_000, last="3.5,many,yes\n")
    before = driver.frame
    dialog = open_data(driver, file)
    choose_role(qtbot, dialog, 0, "Left out")
    agree(driver)
    question = wait_for(driver, Question)
    assert "line 60002, column 2" in question.more.text()
    assert "“many”" in question.more.text()
    assert driver.wait_for_state("paused").experiment is before.experiment
    answer(driver, "again")
    again = wait_for_dialog(driver)
    assert roles(again) == ["Left out", "Input", "Target"]
    write(tmp_path, file.read_text().replace("many", "4"), "many.csv")
    agree(driver)
    wait_for_data(driver, "many.csv")


def test_who_closes_the_box_is_done_with_it(driver, tmp_path):
    open_data(driver, many_rows(tmp_path, 60_000, last="3.5,,yes\n"))
    agree(driver)
    QTest.keyClick(wait_for(driver, Question), Key.Key_Escape)
    wait_until_closed(driver, Question)
    assert (shown(driver, ImportDialog), driver.sentence) == (None, "")


def test_a_file_that_vanishes_while_the_dialog_is_open(driver, tmp_path):
    file = write(tmp_path, FLOWERS)
    open_data(driver, file)
    file.unlink()
    agree(driver)
    assert "is not there" in wait_for(driver, Question).more.text()
    answer(driver, "again")
    dialog = wait_for_dialog(driver)
    assert "is not there" in dialog.nothing.text()
    give_up(driver)


def test_an_error_inside_the_program_is_told(driver, troubles, monkeypatch, tmp_path):
    def fail(*_):
        raise RuntimeError("seeded")

    open_data(driver, write(tmp_path, FLOWERS))
    monkeypatch.setattr(importing, "AT_ONCE", 20.0)  # by the command itself, however busy the machine is
    monkeypatch.setattr(Session, "_go_on_with", fail)
    agree(driver)
    assert NOT_DONE in wait_for(driver, Question).more.text()
    answer(driver, "cancel")
    assert len(troubles.take()) == 2
    monkeypatch.undo()
    open_data(driver, tmp_path / "flowers.csv")
    agree(driver)
    wait_for_data(driver, "flowers.csv")


def test_an_error_on_the_way_leaves_the_window_usable(driver, slow, troubles, monkeypatch, tmp_path):
    def fail(*_):
        raise RuntimeError("seeded")

    open_data(driver, many_rows(tmp_path, 60_000))
    monkeypatch.setattr(Session, "_go_on_with", fail)
    agree(driver)
    driver.until(lambda: len(troubles.found) == 2)
    assert "failed: " in troubles.take()[1]
    driver.wait_for_state("paused")
    monkeypatch.undo()
    driver.until(driver.window.actions["open_data"].isEnabled)
    open_data(driver, tmp_path / "many.csv")
    agree(driver)
    wait_for_data(driver, "many.csv")


def test_the_window_is_closed_while_a_file_is_read(driver, slow, tmp_path):
    open_data(driver, many_rows(tmp_path, 400_000))
    agree(driver)
    driver.wait_for(lambda f: f.state == "importing")
    driver.window.close()
    assert driver.window.isHidden()
