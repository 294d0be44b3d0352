"""Data of a file is opened in the window: with progress and Cancel, and a word about how it has ended."""

from pathlib import Path

import numpy as np
import pytest
from data_dialogs import (
    FLOWERS,
    NUMBERS,
    agree,
    choose_role,
    give_up,
    many_rows,
    open_data,
    slow,
    wait_for_data,
    wait_for_dialog,
    write,
)
from driving import Key
from PySide6.QtCore import QStandardPaths
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from session_dialogs import CONTROL, SHIFT, choose_file, wait_for, wait_until_closed

from core.experiment import default_experiment
from gui.importing.data_files import WAIT
from gui.importing.dialog import ImportDialog
from gui.shell.asking import data_opening_dialog, documents, opening_dialog

__all__ = ["slow"]

NARROW = "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture
def on_the_way(driver, slow, tmp_path):
    """A window that is reading a file of many rows."""
    file = many_rows(tmp_path, 400_000)
    open_data(driver, file)
    agree(driver)
    driver.wait_for(lambda f: f.state == "importing")
    return driver


# As it should be


def test_a_file_is_opened_and_learned(driver, tmp_path):
    driver.step("step")
    open_data(driver, write(tmp_path, FLOWERS))
    agree(driver)
    frame = wait_for_data(driver, "flowers.csv")
    driver.until(lambda: driver.sentence)
    assert driver.sentence == "flowers.csv: 6 samples, 2 inputs, 3 classes; none held out."
    assert frame.experiment.n == (2, 8, 3)
    assert frame.experiment.scaling == "standardise"
    assert frame.dataset.outputs == ("setosa", "versicolor", "virginica")
    assert frame.dataset.inputs == ("long", "wide")
    assert np.allclose(frame.dataset.x.mean(axis=1), 0.0)
    assert len(frame.history.runs) == 2, "what there was is still there"
    driver.step("epoch")
    assert driver.frame.cursor.epoch == 1
    assert [a.text() for a in driver.window.menus.data.actions() if a.isChecked()] == ["flowers.csv"]


def test_a_table_that_is_chosen_among_sessions_is_opened_as_data(driver, tmp_path):
    file = write(tmp_path, FLOWERS, "Flowers.CSV")
    QTest.keyClick(driver.window, Key.Key_O, CONTROL)
    assert "*.csv" in wait_for(driver, QFileDialog).selectedNameFilter()
    choose_file(driver, file)
    agree(driver)
    assert wait_for_data(driver, "Flowers.CSV").experiment.n == (2, 8, 3)


def test_what_was_chosen_is_what_is_learned(driver, qtbot, tmp_path):
    dialog = open_data(driver, many_rows(tmp_path, 100))
    choose_role(qtbot, dialog, 0, "Left out")
    driver.choose(dialog.learned.fields["scaling"], "none")
    agree(driver)
    frame = wait_for_data(driver, "many.csv")
    assert frame.experiment.n == (1, 8, 2)
    assert frame.dataset.x[0].tolist() == [float(k % 31) for k in range(100)]
    assert int(frame.held_out.sum()) == 20
    driver.until(lambda: driver.sentence)
    assert driver.sentence == "many.csv: 100 samples, 1 input, 2 classes; 20 held out."


def test_numbers_are_predicted(driver, tmp_path):
    open_data(driver, write(tmp_path, NUMBERS, "prices.csv"))
    agree(driver)
    frame = wait_for_data(driver, "prices.csv")
    driver.until(lambda: driver.sentence)
    assert driver.sentence == "prices.csv: 3 samples, 2 inputs, 1 output; none held out."
    assert (frame.dataset.task, frame.experiment.activations) == ("regression", ("tanh", "identity"))


def test_training_goes_on_with_it(driver, slow, tmp_path):
    driver.run()
    open_data(driver, many_rows(tmp_path, 3000))
    agree(driver)
    driver.wait_for(lambda f: f.experiment.given is not None and f.state == "running" and f.cursor.step > 3)
    driver.pause()


def test_the_seed_is_that_of_the_session(driver, tmp_path):
    driver.press(Key.Key_R, CONTROL | SHIFT)
    driver.wait_for(lambda f: f.experiment.seed == 1)
    dialog = open_data(driver, write(tmp_path, FLOWERS))
    assert dialog.learned.fields["seed"].value() == 1
    agree(driver)
    assert wait_for_data(driver, "flowers.csv").experiment.seed == 1


def test_giving_up_changes_nothing(driver, tmp_path):
    before = driver.frame
    driver.press(Key.Key_O, CONTROL | SHIFT)
    QTest.keyClick(wait_for(driver, QFileDialog), Key.Key_Escape)
    wait_until_closed(driver, QFileDialog)
    open_data(driver, write(tmp_path, FLOWERS))
    give_up(driver)
    assert driver.frame.experiment is before.experiment
    driver.until(lambda: not driver.window.findChildren(ImportDialog))


# On the way


def test_it_says_which_file_and_how_far_it_is(on_the_way):
    driver, status = on_the_way, on_the_way.window.status.seeking
    driver.until(status.isVisible)
    assert status.words.text().startswith("Reading many.csv… ")
    assert status.words.text().endswith(" %")
    driver.until(status.isHidden, timeout=60_000)
    shares = [f.progress for f in driver.frames if f.state == "importing"]
    assert len(set(shares)) > 3
    assert shares == sorted(shares)
    frame = wait_for_data(driver, "many.csv")
    assert frame.dataset.samples == 400_000
    driver.until(lambda: driver.sentence)
    assert driver.sentence == (
        f"many.csv: 400{NARROW}000 samples, 2 inputs, 2 classes; 80{NARROW}000 held out."
    )


def test_what_would_change_the_data_waits(on_the_way):
    actions = on_the_way.window.actions
    on_the_way.until(lambda: not actions["phase"].isEnabled())
    for name in ("phase", "step", "epoch", "phase_back", "undo", "save", "save_as", "open_data", "save_data"):
        assert not actions[name].isEnabled(), name
    assert actions["run"].text() == "Pause"
    assert on_the_way.window.transport.phase.text() == "READING MANY.CSV"
    on_the_way.window.data_files.open_file(on_the_way.window.data_files.folder)
    assert on_the_way.sentence == WAIT
    on_the_way.press(Key.Key_Escape)
    on_the_way.wait_for_state("paused")
    assert actions["open_data"].isEnabled()
    assert actions["save"].isEnabled()


@pytest.mark.parametrize("how", ["Esc", "Cancel", "Space"])
def test_given_up_everything_is_as_it_was(on_the_way, how):
    driver = on_the_way
    driver.until(driver.window.status.seeking.isVisible)
    assert driver.window.status.seeking.cancel.toolTip() == "Give it up, and keep what there is  (Esc)"
    if how == "Cancel":
        driver.click(driver.window.status.seeking.cancel)
    else:
        driver.press(Key.Key_Escape if how == "Esc" else Key.Key_Space)
    frame = driver.wait_for_state("paused")
    assert frame.experiment == default_experiment()
    assert len(frame.history.runs) == 1
    driver.until(lambda: driver.sentence)
    assert driver.sentence == "Reading many.csv was given up: everything is as it was."
    assert driver.window.status.seeking.isHidden()
    driver.step()


def test_training_that_ran_runs_on_when_it_is_given_up(driver, slow, tmp_path):
    driver.run()
    open_data(driver, many_rows(tmp_path, 400_000))
    agree(driver)
    driver.wait_for(lambda f: f.state == "importing")
    driver.press(Key.Key_Escape)
    driver.wait_for_state("running")
    driver.pause()
    assert driver.experiment == default_experiment()


def test_another_data_set_is_chosen_meanwhile(on_the_way):
    on_the_way.load("moons")
    on_the_way.until(lambda: "given up" in on_the_way.sentence)
    assert on_the_way.wait_for_state("paused").experiment.dataset == "moons"


# What is remembered


def test_files_of_late_are_in_the_menu(open_window, tmp_path):
    remember = tmp_path / "own" / "nablascope.ini"
    driver = open_window(remember_in=remember)
    open_data(driver, write(tmp_path, FLOWERS))
    agree(driver)
    wait_for_data(driver, "flowers.csv")
    driver.until(lambda: driver.sentence)
    driver = open_window(remember_in=remember)
    menu = driver.window.menus.recent_data
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions() if a.text()] == ["flowers.csv", "Clear this list"]
    menu.actions()[0].trigger()
    assert wait_for_dialog(driver).title.text() == "flowers.csv"
    agree(driver)
    wait_for_data(driver, "flowers.csv")
    driver.press(Key.Key_O, CONTROL | SHIFT)
    dialog = wait_for(driver, QFileDialog)
    assert dialog.directory().absolutePath() == str(tmp_path)
    QTest.keyClick(dialog, Key.Key_Escape)
    wait_until_closed(driver, QFileDialog)
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions()] == ["None yet"]


def test_the_folder_is_known_again_though_nothing_was_opened(driver, tmp_path):
    file = write(tmp_path, FLOWERS)
    open_data(driver, file)
    give_up(driver)
    driver.press(Key.Key_O, CONTROL | SHIFT)
    assert Path(wait_for(driver, QFileDialog).directory().path()) == tmp_path
    QTest.keyClick(wait_for(driver, QFileDialog), Key.Key_Escape)


@pytest.mark.parametrize("dialog_for", [data_opening_dialog, opening_dialog])
def test_a_folder_that_is_not_there_is_no_name_of_a_file(dialog_for, driver, tmp_path):
    dialog = dialog_for(tmp_path / "Documents" / "more", driver.window)
    assert Path(dialog.directory().path()) == tmp_path
    assert dialog.findChild(QLineEdit, "fileNameEdit").text() == ""


def test_documents_are_where_there_is_a_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Documents"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert documents() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert documents() == tmp_path / "Documents"
