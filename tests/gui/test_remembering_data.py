"""Data of one's own is remembered: files by where they are, drawings by their points."""

from dataclasses import replace

import pytest
from data_form import shows
from test_remembering import visit

from core.commands import Edit, Import
from core.datasets.given import DRAWING, FILE
from core.experiment import default_experiment, suitable_experiment
from core.tables import preview, read_now, suggested
from gui.shell.preferences import Preferences
from gui.shell.recent import FromFile

TABLE = "a,b,kind\n" + "".join(f"{k},{k * k % 7},{'xyz'[k % 3]}\n" for k in range(30))


@pytest.fixture
def memory(tmp_path):
    return tmp_path / "somewhere" / "nablascope.ini"


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "a & b.csv"
    file.write_text(TABLE)
    return file


def on_table(table):
    given = read_now(str(table), suggested(preview(str(table))))
    return replace(suitable_experiment(given, FILE), eta=0.125, seed=4, scaling="scale").with_hidden((5,))


def listed(driver):
    """The entries of the menu of recent experiments."""
    menu = driver.window.menus.recent
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if action.data() is not None]


# Files


def test_a_file_is_read_again_when_it_is_chosen(open_window, memory, table):
    experiment = on_table(table)
    driver = open_window(experiment, remember_in=memory)
    driver.load("circle")
    first, second = listed(driver)
    assert first.data() == driver.experiment
    assert isinstance(second.data(), FromFile)
    assert second.text().startswith("a && b.csv   2-5-3 tanh, η = 0.125")
    assert str(table).replace("&", "&amp;") in second.toolTip()
    driver.step("step")
    second.trigger()
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == FILE)
    assert frame.experiment == experiment
    assert shows(driver, experiment)
    assert driver.sentence.startswith("a & b.csv: 30 samples")


def test_of_a_file_that_is_gone_a_sentence_is_said_and_nothing_changes(open_window, memory, table):
    driver = open_window(on_table(table), remember_in=memory)
    driver.load("circle")
    table.unlink()
    listed(driver)[1].trigger()
    driver.until(lambda: "a & b.csv" in driver.sentence)
    assert driver.sentence.count(".") <= 3
    assert driver.step().experiment.dataset == "circle"
    assert len(listed(driver)) == 2, "it may come back"


def test_a_file_that_has_changed_is_learned_as_far_as_it_fits(open_window, memory, table):
    driver = open_window(on_table(table), remember_in=memory)
    driver.load("circle")
    table.write_text(TABLE.replace("z", "y"))
    listed(driver)[1].trigger()
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == FILE)
    assert (frame.n, frame.experiment.eta) == ((2, 5, 2), 0.125)


def test_settings_hold_nothing_of_what_is_in_a_file(open_window, memory, table):
    table.write_text(TABLE.replace("xyz"[0], "a secret"))
    driver = open_window(on_table(table), remember_in=memory)
    driver.window.close()
    text = memory.read_text()
    assert "csv" in text
    assert "secret" not in text


# Drawings


def test_a_drawing_is_remembered_as_it_was_last_and_not_with_every_stroke(open_window, memory, monkeypatch):
    noted = []
    note = Preferences.note
    monkeypatch.setattr(Preferences, "note", lambda self, e: (noted.append(e), note(self, e)))
    driver = open_window(default_experiment(DRAWING), remember_in=memory)
    for k in range(5):
        driver.window.engine.send(Edit("paint", ((k / 10, 0.5, k % 2),)))
        driver.wait_for(lambda frame, k=k: frame.dataset.samples == 3 + k)
    assert noted == []
    drawn = driver.experiment
    driver.load("circle")
    assert noted == [drawn, driver.experiment]
    circle, drawing = listed(driver)
    assert (circle.data(), drawing.data()) == (driver.experiment, drawn)
    assert drawing.text().startswith("Drawing   ")
    drawing.trigger()
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == DRAWING)
    assert frame.experiment == drawn


def test_a_drawing_is_kept_when_the_window_is_closed(open_window, memory):
    driver = open_window(default_experiment(DRAWING), remember_in=memory)
    driver.window.engine.send(Edit("paint", ((0.1, 0.5, 1),)))
    drawn = driver.wait_for(lambda frame: frame.dataset.samples == 3).experiment
    driver.window.sessions.asks = False
    driver.window.close()
    assert Preferences(memory).latest() == drawn


# The program


def test_the_program_begins_with_the_file_that_it_had_last(tmp_path, own_settings, table):
    experiment = on_table(table)
    preferences = Preferences(own_settings / "Nablascope" / "Nablascope.ini")
    preferences.note(default_experiment("circle"))
    preferences.note(experiment)
    preferences.save()
    # What needs no file may be seen before, for as long as reading takes.
    seen = visit(tmp_path, visit='\n        if frame.experiment.dataset != "file":\n            return')
    assert seen[-5:-3] == ["file", "0.125"]
    again = Preferences(own_settings / "Nablascope" / "Nablascope.ini").recent()
    assert again[0].command() == Import(
        experiment.given.source.path, suggested(preview(str(table))), 0.0, 4, "scale",
        like=replace(experiment, given=None),
    )  # fmt: skip


def test_the_program_begins_with_the_one_before_where_the_file_is_gone(tmp_path, own_settings, table):
    preferences = Preferences(own_settings / "Nablascope" / "Nablascope.ini")
    preferences.note(default_experiment("moons"))
    preferences.note(on_table(table))
    preferences.save()
    table.unlink()
    wait = "QTimer.singleShot(20, lambda: self.on_painted(frame))"
    seen = visit(
        tmp_path,
        visit=f"""
        if not self.window.status.currentMessage():
            {wait}
            return
        print(self.window.status.currentMessage())""",
    )
    assert seen[0] == "moons"
    assert "b.csv" in " ".join(seen)


def test_what_is_asked_for_comes_before_a_file_of_last_time(tmp_path, own_settings, table):
    preferences = Preferences(own_settings / "Nablascope" / "Nablascope.ini")
    preferences.note(on_table(table))
    preferences.save()
    assert visit(tmp_path, "--dataset", "circle")[0] == "circle"
