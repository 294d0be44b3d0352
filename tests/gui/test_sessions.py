"""Sessions are saved, opened and begun anew, as in any other program; the title says which it is."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Key
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from session_dialogs import (
    CONTROL,
    SHIFT,
    answer,
    choose_file,
    edit_eta,
    notice,
    open_by_keys,
    save_as,
    shown,
    title,
    wait_for,
)

from core.commands import Open, Save
from core.experiment import default_experiment
from core.selection import Pick
from core.session import Session
from gui.shell.asking import Notice, Question
from gui.shell.transport import SPEEDS
from gui.shell.window_text import window_text


def saved(tmp_path, dataset="circle", steps=50, name="kept.nablascope", window=""):
    """A session file, and the session that is in it."""
    session = Session(default_experiment(dataset))
    session.train(steps)
    file = tmp_path / name
    session.apply(Save(str(file), window))
    return file, session


# The title


def test_a_session_without_a_file_is_untitled(driver):
    assert title(driver) == "Untitled — Nablascope"


def test_the_mark_comes_with_an_edit_and_goes_with_saving(driver, tmp_path):
    driver.step()
    assert title(driver) == "Untitled — Nablascope", "a few steps are there again after one click"
    edit_eta(driver, 0.25)
    assert title(driver) == "Untitled* — Nablascope"
    save_as(driver, tmp_path / "work.nablascope")
    assert title(driver) == "work — Nablascope"
    driver.step()
    driver.until(lambda: title(driver) == "work* — Nablascope")
    driver.press(Key.Key_S, CONTROL)
    driver.until(lambda: title(driver) == "work — Nablascope")


def test_the_mark_comes_with_much_training(driver):
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 1000)
    driver.pause()
    assert title(driver) == "Untitled* — Nablascope"


def test_going_to_another_moment_is_no_change(driver, tmp_path):
    driver.step("epoch")
    save_as(driver, tmp_path / "work.nablascope")
    driver.press(Key.Key_Home)
    driver.wait_for(lambda frame: frame.history.moment == 0)
    assert title(driver) == "work — Nablascope"


@pytest.mark.parametrize("name", ["a [*] b", "b &amp; 100 %", "Zwölf σ"])
def test_any_name_is_shown_as_it_is(driver, tmp_path, name):
    save_as(driver, tmp_path / f"{name}.nablascope")
    edit_eta(driver, 0.5)
    shown_title = driver.window.windowTitle().replace("[*][*]", "\0")
    assert shown_title.replace("[*]", "*").replace("\0", "[*]") == f"{name}* — Nablascope"


# Saving


def test_what_was_saved_is_opened_again(driver, open_window, tmp_path):
    driver.window.viewer.select(Pick(1, 0, 1))
    driver.step("epoch")
    edit_eta(driver, 0.25)
    driver.step("phase")
    before = driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 1))
    save_as(driver, tmp_path / "work.nablascope")
    assert driver.sentence == "Saved to work.nablascope."

    driver = open_window(default_experiment("iris"))
    open_by_keys(driver, tmp_path / "work.nablascope")
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == "xor")
    assert title(driver) == "work — Nablascope"
    assert frame.cursor == before.cursor
    assert frame.pick == before.pick
    assert frame.experiment == before.experiment
    assert [run.edits for run in frame.history.runs] == [run.edits for run in before.history.runs]
    for l in range(1, frame.L + 1):
        assert np.array_equal(frame.w[l], before.w[l])
    assert not driver.window.isWindowModified()
    driver.press(Key.Key_Z, CONTROL)
    driver.wait_for(lambda frame: frame.experiment.eta == 2.0)


@pytest.mark.parametrize(("typed", "made"), [("work", "work"), ("v1.2", "v1.2"), ("a.NABLASCOPE", None)])
def test_the_ending_is_added_where_it_is_missing(driver, tmp_path, typed, made):
    save_as(driver, tmp_path / typed)
    assert [p.name for p in tmp_path.iterdir()] == [typed if made is None else f"{made}.nablascope"]


def test_another_file_is_not_written_over_unasked(driver, tmp_path):
    file = tmp_path / "v1.2.nablascope"
    file.write_text("other")
    driver.press(Key.Key_S, CONTROL | SHIFT)
    choose_file(driver, tmp_path / "v1.2")
    answer(driver, "cancel")
    assert file.read_text() == "other"
    assert driver.window.sessions.own.file is None
    driver.press(Key.Key_S, CONTROL | SHIFT)
    choose_file(driver, tmp_path / "v1.2")
    answer(driver, "save")
    driver.until(lambda: driver.window.sessions.own.file == file)
    assert Session().apply(Open(str(file))) is None


def test_saving_for_the_first_time_asks_for_a_name_in_the_last_folder(driver, tmp_path):
    driver.window.sessions.folder = tmp_path
    driver.press(Key.Key_S, CONTROL)
    dialog = wait_for(driver, QFileDialog)
    assert dialog.directory().path() == str(tmp_path)
    assert dialog.selectedFiles() == [str(tmp_path / "Untitled.nablascope")]
    QTest.keyClick(dialog, Key.Key_Escape)
    driver.until(lambda: shown(driver, QFileDialog) is None)
    assert list(tmp_path.iterdir()) == []


def test_saving_where_nothing_can_be_written_says_so(driver, tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    save_as(driver, folder / "work.nablascope")
    (folder / "work.nablascope").unlink()
    folder.rmdir()
    edit_eta(driver, 0.5)
    driver.press(Key.Key_S, CONTROL)
    sentence = notice(driver)
    assert sentence.startswith("The file work.nablascope was not saved: there is no folder gone;")
    assert title(driver) == "work* — Nablascope"


def test_a_name_that_is_too_long_is_said(driver, tmp_path):
    driver.window.sessions.on_save_chosen(str(tmp_path / ("a" * 300)))
    assert "its name is too long" in notice(driver)


def test_training_goes_on_while_it_is_saved(driver, tmp_path):
    file = tmp_path / "work.nablascope"
    save_as(driver, file)
    before = file.read_bytes()
    driver.run_at_full_speed()
    step = driver.wait_for(lambda frame: frame.cursor.step > 100).cursor.step
    driver.press(Key.Key_S, CONTROL)
    driver.until(lambda: file.read_bytes() != before)
    session = Session()
    session.apply(Open(str(file)))
    assert session.trainer.step >= step
    driver.wait_for(lambda frame: frame.cursor.step > session.trainer.step)
    assert driver.frame.state == "running"
    driver.pause()
    driver.until(driver.window.isWindowModified)


# Opening and beginning


def test_a_bad_file_gets_a_sentence_and_changes_nothing(driver, tmp_path):
    driver.step("epoch")
    before = driver.frame
    file = tmp_path / "bad.nablascope"
    file.write_bytes(b"no session")
    open_by_keys(driver, file)
    assert notice(driver).startswith("The file bad.nablascope ")
    assert driver.frame.cursor == before.cursor
    assert title(driver) == "Untitled — Nablascope"
    assert driver.sentence == ""


def test_new_begins_the_experiment_without_its_past(driver, tmp_path):
    driver.load("circle")
    driver.step("epoch")
    edit_eta(driver, 0.25)
    save_as(driver, tmp_path / "work.nablascope")
    driver.press(Key.Key_N, CONTROL)
    frame = driver.wait_for(lambda frame: frame.cursor.step == 0)
    assert len(frame.history.runs) == 1
    assert frame.experiment == replace(default_experiment("circle"), eta=0.25)
    assert frame.cursor.step == 0
    assert frame.history.undo == ""
    assert title(driver) == "Untitled — Nablascope"
    assert driver.window.sessions.own.file is None


@pytest.mark.parametrize("way", ["save", "save as", "new", "another"])
def test_nothing_is_done_to_the_wrong_session_while_another_is_being_opened(driver, tmp_path, way):
    mine, other = tmp_path / "mine.nablascope", saved(tmp_path)[0]
    driver.step("epoch")
    save_as(driver, mine)
    before = mine.read_bytes()
    sessions, said = driver.window.sessions, []
    sessions.said.connect(said.append)
    sessions.open_file(other)
    {
        "save": sessions.save,
        "save as": lambda: sessions.on_save_chosen(str(mine)),
        "new": sessions.new,
        "another": lambda: sessions.open_file(mine),
    }[way]()
    driver.wait_for(lambda frame: frame.experiment.dataset == "circle")
    driver.until(lambda: not sessions.busy)
    assert said == ["Another session is being opened: ask again when it is here, or give it up (Esc)."]
    assert title(driver) == "kept — Nablascope"
    assert sessions.own.file == other
    assert mine.read_bytes() == before


def test_a_layout_of_a_large_window_leaves_the_network_its_room_in_a_small_one(open_window, tmp_path):
    file = tmp_path / "large.nablascope"
    large = open_window(size=(1920, 1080))
    save_as(large, file)
    small = open_window(size=(1280, 800))
    before = small.window.canvas.width()
    small.window.sessions.open_file(file)
    small.until(lambda: title(small) == "large — Nablascope")
    small.until(lambda: abs(small.window.canvas.width() - before) <= 8)


def test_opening_while_training_runs(driver, tmp_path):
    file, session = saved(tmp_path)
    driver.run_at_full_speed()
    open_by_keys(driver, file)
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == "circle")
    assert frame.cursor == session.trainer.cursor
    assert frame.state == "paused"


# The layout


def test_panels_digits_and_speed_come_back(open_window, tmp_path):
    driver = open_window()
    driver.window.docks["samples"].toggleViewAction().trigger()
    driver.window.digits.set(4)
    driver.choose_speed("4 phases/s")
    driver.press(Key.Key_L, CONTROL)
    save_as(driver, tmp_path / "work.nablascope")

    driver = open_window()
    size = driver.window.size()
    open_by_keys(driver, tmp_path / "work.nablascope")
    driver.until(driver.window.docks["samples"].isHidden)
    assert driver.window.digits.count == 4
    assert SPEEDS[driver.window.transport.slider.value()].words == "4 phases/s"
    assert driver.window.cost.log.isChecked()
    assert driver.window.size() == size
    driver.wait_for(lambda frame: "samples" not in frame.view.panels)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"docks": 3, "digits": true, "speed": [1], "logarithmic": "yes"}', "[" * 9000,
     '{"docks": "AAAA", "digits": 99, "speed": "warp"}', '{"docks": "!"}', "null"],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_a_layout_that_is_none_changes_nothing(driver, tmp_path, text):
    file, _ = saved(tmp_path, window=text)
    before = window_text(driver.window)
    open_by_keys(driver, file)
    driver.wait_for(lambda frame: frame.experiment.dataset == "circle")
    driver.until(lambda: not driver.window.sessions.busy)
    assert window_text(driver.window) == before
    driver.wait_for(lambda frame: frame.view.panels == driver.window.dock_layout.visible)
    assert shown(driver, Notice) is None
    assert shown(driver, Question) is None
