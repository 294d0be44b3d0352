"""The data shown is saved as CSV, and opens again as the same data."""

import os
from dataclasses import replace

import numpy as np
from data_dialogs import FLOWERS, agree, give_up, open_data, slow, wait_for_data, wait_for_dialog, write
from driving import Key
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from session_dialogs import answer, choose_file, give_up_writing, notice, shown, wait_for, wait_until_closed

from core.experiment import default_experiment
from gui.shell.asking import Question

__all__ = ["slow"]


ROWS = 150_000
"""Of a table that takes a while to be written."""


def save_data(driver, file):
    """Choose where the data goes; nothing is waited for."""
    driver.window.actions["save_data"].trigger()
    choose_file(driver, file)


def saved(driver, file):
    """Save the data, and wait until it is said."""
    save_data(driver, file)
    driver.until(lambda: driver.sentence == f"The data was written to {file.name}.")
    return file


def open_again(driver, file):
    """Open a file with what is offered, and none held out; return its first frame."""
    dialog = open_data(driver, file)
    driver.type(dialog.learned.fields["percent"], "0")
    agree(driver)
    return wait_for_data(driver, file.name)


def test_saved_and_opened_again_it_is_the_same(driver, tmp_path):
    for dataset in ("circle", "iris", "sine", "spiral", "xor"):
        data = driver.load(dataset).dataset
        again = open_again(driver, saved(driver, tmp_path / f"{dataset}.csv")).dataset
        assert np.array_equal(again.x, data.x), dataset
        assert np.array_equal(again.y, data.y), dataset
        assert (again.inputs, again.outputs, again.task) == (data.inputs, data.outputs, data.task)


def test_what_is_shown_is_saved_with_what_was_done_to_it(open_window, tmp_path):
    experiment = default_experiment("circle").with_features(("square_1",))
    driver = open_window(replace(experiment, scaling="standardise"))
    data = driver.frame.dataset
    assert data.scaling is not None
    again = open_again(driver, saved(driver, tmp_path / "as-shown.csv")).dataset
    assert np.array_equal(again.x, data.x)
    assert again.inputs == data.inputs


def test_data_from_a_file_is_not_offered_to_be_written_over_it(driver, tmp_path):
    file = write(tmp_path, FLOWERS)
    open_data(driver, file)
    agree(driver)
    driver.wait_for(lambda f: f.experiment.given is not None)
    driver.until(lambda: driver.sentence)
    driver.window.actions["save_data"].trigger()
    offered = wait_for(driver, QFileDialog)
    assert offered.selectedFiles() == [str(tmp_path / "flowers as shown.csv")]
    QTest.keyClick(offered, Key.Key_Escape)
    wait_until_closed(driver, QFileDialog)
    assert [p.name for p in tmp_path.iterdir()] == ["flowers.csv"]


def test_a_name_is_offered_and_gets_its_ending(driver, tmp_path):
    driver.window.data_files.folder = tmp_path
    driver.window.actions["save_data"].trigger()
    offered = wait_for(driver, QFileDialog)
    assert offered.selectedFiles() == [str(tmp_path / "xor.csv")]
    choose_file(driver, "table")
    driver.until(lambda: driver.sentence == "The data was written to table.csv.")
    assert [p.name for p in tmp_path.iterdir()] == ["table.csv"]


def test_another_file_is_not_written_over_unasked(driver, tmp_path):
    file = write(tmp_path, "other", "xor.csv")
    save_data(driver, file)
    question = wait_for(driver, Question)
    assert "xor.csv" in question.asked.text()
    answer(driver, "cancel")
    assert file.read_text() == "other"
    save_data(driver, file)
    answer(driver, "save")
    driver.until(lambda: "written" in driver.sentence)
    assert file.read_text().startswith("x₁,x₂")


def test_a_folder_that_may_not_be_written_to_and_names_that_cannot_be(driver, tmp_path):
    file = tmp_path / "gone" / "xor.csv"
    driver.window.data_files.on_save_chosen(str(file))
    sentence = notice(driver)
    assert sentence.startswith("The file xor.csv was not saved: ")
    assert driver.sentence == ""
    driver.window.data_files.on_save_chosen(str(tmp_path / ("a" * 300)))
    assert "its name is too long" in notice(driver)
    driver.window.data_files.on_save_chosen(str(tmp_path))
    answer(driver, "save")
    assert "is the name of a folder" in notice(driver)


def large(tmp_path, driver):
    """Open a file that takes a while to be written again."""
    rows = "".join(f"{k}.5,{k % 31},{k % 7}.25,{k % 2}\n" for k in range(ROWS))
    file = write(tmp_path, "a,b,c,d\n" + rows, "large.csv")
    open_data(driver, file)
    agree(driver)
    driver.wait_for(lambda f: f.experiment.given is not None and f.state == "paused", timeout=60_000)
    driver.until(lambda: driver.sentence)


def test_large_data_is_written_with_progress_and_leaves_no_file_where_it_is_given_up(driver, tmp_path, slow):
    large(tmp_path, driver)
    before = sorted(os.listdir(tmp_path))
    for how in ("Esc", "Cancel"):
        save_data(driver, tmp_path / "copy.csv")
        give_up_writing(driver, how)
        driver.until(lambda: driver.sentence == "Writing copy.csv was given up: no data was saved.")
        assert sorted(os.listdir(tmp_path)) == before
        assert shown(driver, Question) is None
        driver.window.status.clearMessage()
    driver.frames.clear()
    target, status = tmp_path / "copy.csv", driver.window.status.seeking
    save_data(driver, target)
    driver.wait_for(lambda f: f.state == "exporting")
    assert not target.exists(), "it is there when all of it is"
    assert not driver.window.actions["step"].isEnabled()
    driver.until(status.isVisible)
    assert status.words.text().startswith("Writing copy.csv… ")
    assert driver.window.transport.phase.text() == "WRITING COPY.CSV"
    driver.until(lambda: driver.sentence == "The data was written to copy.csv.", timeout=60_000)
    shares = [f.progress for f in driver.frames if f.state == "exporting"]
    assert len(set(shares)) > 3
    assert shares == sorted(shares)
    assert target.read_text().count("\n") == ROWS + 1


def test_training_runs_on_after_it(driver, tmp_path, slow):
    driver.run()
    save_data(driver, tmp_path / "xor.csv")
    driver.until(lambda: driver.sentence == "The data was written to xor.csv.")
    step = driver.wait_for_state("running").cursor.step
    driver.wait_for(lambda f: f.cursor.step > step)
    driver.pause()


def test_it_is_among_the_files_of_late(open_window, tmp_path):
    driver = open_window(remember_in=tmp_path / "own" / "nablascope.ini")
    saved(driver, tmp_path / "xor.csv")
    menu = driver.window.menus.recent_data
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert wait_for_dialog(driver).title.text() == "xor.csv"
    give_up(driver)
