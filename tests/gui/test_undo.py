"""Undo and redo: named in the menu, bit for bit, and said in the status bar."""

import numpy as np
import pytest
from driving import Key, Modifier
from time_bar import bar, there, train

from core.experiment import default_experiment
from core.selection import Pick

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def circle(open_window):
    driver = open_window(default_experiment("circle"), size=(1280, 800))
    train(driver, 3)
    return driver


def names(driver):
    actions = driver.window.actions
    return tuple(actions[k].text() if actions[k].isEnabled() else "" for k in ("undo", "redo"))


def set_eta(driver, eta):
    """Type another η and press Enter, and nothing more."""
    driver.write(driver.window.controls.eta, f"{eta:g}")
    return driver.wait_for(lambda f: f.experiment.eta == eta)


def undo(driver):
    driver.press(Key.Key_Z, CONTROL)


def redo(driver):
    driver.press(Key.Key_Z, CONTROL | SHIFT)


def test_there_is_nothing_to_undo_at_first(circle):
    actions = circle.window.actions
    assert [actions[k].text() for k in ("undo", "redo")] == ["Undo", "Redo"]
    assert names(circle) == ("", "")


def test_the_menu_says_of_what(circle):
    set_eta(circle, 0.25)
    circle.until(lambda: names(circle) == ("Undo η 0.5 → 0.25", ""))
    set_eta(circle, 0.125)
    circle.until(lambda: names(circle) == ("Undo η 0.25 → 0.125", ""))
    circle.window.canvas.setFocus()
    undo(circle)
    circle.until(lambda: names(circle) == ("Undo η 0.5 → 0.25", "Redo η 0.25 → 0.125"))
    undo(circle)
    circle.until(lambda: names(circle) == ("", "Redo η 0.5 → 0.25"))
    redo(circle)
    circle.until(lambda: names(circle) == ("Undo η 0.5 → 0.25", "Redo η 0.25 → 0.125"))
    circle.wait_for(lambda f: f.experiment.eta == 0.25)


def test_undo_stands_where_the_edit_was_made_bit_for_bit(circle):
    then = circle.frame
    set_eta(circle, 0.25)
    circle.window.canvas.setFocus()
    late = train(circle, 4)[-1]
    undo(circle)
    frame = circle.wait_for(lambda f: f.experiment.eta == 0.5)
    assert frame.cursor == then.cursor
    assert np.array_equal(frame.theta, then.theta)
    circle.until(lambda: circle.window.controls.eta.value() == 0.5)
    redo(circle)
    frame = circle.wait_for(lambda f: f.experiment.eta == 0.25)
    assert frame.cursor == late.cursor
    assert np.array_equal(frame.theta, late.theta)


def test_the_status_bar_says_where_one_went_until_one_goes_on(circle):
    set_eta(circle, 0.25)
    circle.window.canvas.setFocus()
    train(circle, 2)
    undo(circle)
    circle.until(lambda: circle.sentence == "Undone: η 0.5 → 0.25. This is step 3, just before it.")
    redo(circle)
    circle.until(lambda: circle.sentence == "Done again: η 0.5 → 0.25. This is step 5.")
    circle.press(Key.Key_Home)
    there(circle, 0)
    assert circle.sentence == ""


def test_a_weight_typed_on_the_canvas_is_undone_by_its_name(circle):
    canvas, pick = circle.window.canvas, Pick(2, 0, 0)
    canvas.picked.emit(pick)
    circle.wait_for(lambda f: f.pick == pick)
    before = circle.frame.w[2][0, 0]
    circle.press(Key.Key_F2)
    circle.until(canvas.editor.isVisible)
    circle.write(canvas.editor, "0.75")
    circle.wait_for(lambda f: f.w[2][0, 0] == 0.75)
    circle.until(lambda: names(circle)[0] == "Undo w²₁₁ = 0.75")
    undo(circle)
    assert circle.wait_for(lambda f: f.w[2][0, 0] != 0.75).w[2][0, 0] == before
    assert circle.frame.pick == pick


def test_undo_works_from_the_field_in_which_the_value_was_typed(circle):
    set_eta(circle, 0.25)
    circle.until(lambda: names(circle)[0] != "")
    undo(circle)
    circle.wait_for(lambda f: f.experiment.eta == 0.5)
    circle.until(lambda: circle.window.controls.eta.text() == "0.5")


def test_another_seed_is_undone_as_well(circle):
    then = circle.frame
    circle.press(Key.Key_R, CONTROL | SHIFT)
    circle.wait_for(lambda f: f.experiment.seed == 1)
    circle.until(lambda: names(circle)[0].startswith("Undo"))
    undo(circle)
    frame = circle.wait_for(lambda f: f.experiment.seed == 0)
    assert np.array_equal(frame.theta, then.theta)
    assert frame.cursor == then.cursor


def test_an_undone_edit_makes_room_for_another(circle):
    set_eta(circle, 0.25)
    circle.window.canvas.setFocus()
    train(circle, 2)
    undo(circle)
    circle.wait_for(lambda f: f.experiment.eta == 0.5)
    frame = set_eta(circle, 0.0625)
    circle.until(lambda: names(circle) == ("Undo η 0.5 → 0.0625", ""))
    assert len(frame.history.runs) == 2
    circle.until(lambda: [k.words for k in bar(circle).shown.marks] == ["η 0.5 → 0.0625"])


def test_the_page_of_keys_names_no_edit(circle):
    set_eta(circle, 0.25)
    circle.until(lambda: names(circle)[0] != "")
    from gui.shell.shortcuts import keys_in, menus

    said = [what for menu in menus(circle.window.menuBar()) for _, what in keys_in(menu)]
    assert "Undo" in said
    assert "Redo" in said
