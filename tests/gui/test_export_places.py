"""Where exported files go: names and endings, what cannot be written, and the way to what was."""

import os

import pytest
from driving import Key
from export_dialogs import (
    agree,
    export_numbers,
    export_picture,
    give_up,
    open_numbers,
    open_picture,
    pixels,
    wait_for_preview,
    wait_until_written,
)
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QFileDialog
from session_dialogs import answer, choose_file, notice, wait_for, wait_until_closed

from gui.exporting.numbers_dialog import NumbersDialog


def offered(driver):
    """The name that the file dialog offers; it is closed."""
    dialog = wait_for(driver, QFileDialog)
    name = os.path.basename(dialog.selectedFiles()[0])
    dialog.reject()
    return name


def test_a_picture_of_the_network_is_not_offered_as_its_script(driver):
    open_picture(driver, "network", form="svg")
    agree(driver)
    assert offered(driver) == "XOR network.svg"
    open_numbers(driver, "network")
    agree(driver, NumbersDialog)
    assert offered(driver) == "network.py"


@pytest.mark.parametrize("typed", ["net", "net 1.5", "net.jpg"])
def test_a_file_ends_with_its_form_whatever_is_typed(driver, tmp_path, typed):
    open_picture(driver, "cost")
    agree(driver)
    choose_file(driver, tmp_path / typed)
    wait_until_written(driver, tmp_path / f"{typed}.png")
    assert QImage(str(tmp_path / f"{typed}.png")).size() == driver.window.cost.size()


def test_an_ending_may_be_in_capitals(driver, tmp_path):
    assert not QImage(str(export_picture(driver, tmp_path / "IT.PNG", "cost"))).isNull()


def test_the_file_that_is_written_over_is_the_one_with_the_ending(driver, tmp_path):
    (tmp_path / "w.txt.csv").write_text("mine")
    open_numbers(driver, "weights", "csv")
    agree(driver, NumbersDialog)
    choose_file(driver, tmp_path / "w.txt")
    answer(driver, "cancel")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["mine"]


def test_a_name_that_is_too_long_is_said(driver, tmp_path):
    open_picture(driver, "cost")
    agree(driver)
    wait_for(driver, QFileDialog).reject()
    wait_until_closed(driver, QFileDialog)
    driver.window.exports.on_chosen(str(tmp_path / ("a" * 300)))
    assert notice(driver).startswith("The file aaa")


def test_a_folder_of_that_name_is_said(driver, tmp_path):
    (tmp_path / "it.png").mkdir()
    open_picture(driver, "cost")
    agree(driver)
    wait_for(driver, QFileDialog).reject()
    wait_until_closed(driver, QFileDialog)
    driver.window.exports.on_chosen(str(tmp_path / "it.png"))
    answer(driver, "save")
    assert notice(driver).startswith("The file it.png was not saved: ")
    assert [k.name for k in tmp_path.iterdir()] == ["it.png"]


def test_the_folder_can_be_opened_while_the_sentence_is_there(driver, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    export_numbers(driver, tmp_path / "w.npz", "weights", "npz")
    button = driver.window.exports.reveal
    driver.until(button.isVisible)
    driver.click(button)
    assert opened == [str(tmp_path)]
    driver.window.status.clearMessage()
    assert not button.isVisible()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    export_numbers(driver, tmp_path / "w2.npz", "weights", "npz")
    driver.click(button)
    assert driver.sentence == f"There is no program here that shows folders: the file is in {tmp_path}."
    assert not button.isVisible()


def test_what_was_said_of_a_file_is_not_in_the_picture_of_the_next(driver, tmp_path):
    engine, status, states = driver.window.engine, driver.window.status, []
    driver.wait_for_score()
    driver.until(lambda: status.speed.text() == "paused")
    bottom = slice(-2 * status.height(), None)
    before = pixels(export_picture(driver, tmp_path / "1.png", "window", scale=2))  # large: it takes a while
    # The bar is refreshed four times a second: it may be while a picture is being written.
    engine.frame_changed.connect(lambda frame: (states.append(frame.state), status.on_timeout()))
    after = pixels(export_picture(driver, tmp_path / "2.png", "window", scale=2))
    assert "exporting" in states
    assert (before[bottom] == after[bottom]).all()


def test_a_panel_is_asked_for_again_where_docks_have_asked_for_less(driver):
    dialog = open_picture(driver, "cost")
    driver.choose(dialog.what, "health")
    driver.window.viewer.change(panels=driver.window.dock_layout.visible)
    wait_for_preview(driver, dialog)
    # The frame of what the docks asked for may come after the preview: then it is asked for again later.
    driver.until(lambda: "health" in driver.window.engine.frame.view.panels)
    give_up(driver)


def test_there_can_be_room_for_all_of_a_panel(driver, tmp_path):
    driver.step("step")
    dialog = open_picture(driver, "matrices", size=(400, 200))
    assert dialog.verdict.text().endswith("Part of it is scrolled away.")
    assert dialog.all_button.isVisible()
    dialog.all_button.setFocus()
    driver.press(Key.Key_Space)
    driver.until(lambda: dialog.down.value() > 400 and not dialog.all_button.isVisible())
    wait_for_preview(driver, dialog)
    assert dialog.verdict.text().endswith("pixels.")
    assert dialog.down.hasFocus()
    size = dialog.size_wanted
    agree(driver)
    choose_file(driver, tmp_path / "all.png")
    wait_until_written(driver, tmp_path / "all.png")
    assert QImage(str(tmp_path / "all.png")).size() == size
    assert driver.window.docks["matrices"].widget() is driver.window.matrices
