"""Edits on the canvas that are given up or refused: nothing is asked for, and it is said why."""

import pytest
from canvas_editor import asked, editor, open_on, type_and_enter
from canvas_mouse import click
from driving import Key
from PySide6.QtCore import QPointF

from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick

__all__ = ["asked", "editor"]

BAD = (
    "", " ", "abc", "nan", "inf", "-inf", "1e400", "-1e400", "1e13", "1/0", "1_000", "--1", "1,2,3", "0x10",
    "½", "٣", "1e", "1" * 400,
)  # fmt: skip


# Giving up


def test_escape_gives_up_and_nothing_is_asked(driver, editor, asked):
    open_on(driver, Pick(1, 2, 1))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 2, 1))
    driver.qtbot.keyClicks(editor, "7")
    driver.press(Key.Key_Escape)
    assert not editor.isVisible()
    assert driver.window.canvas.hasFocus()
    assert driver.window.view.pick == Pick(1, 2, 1)
    assert asked == []


def test_a_number_that_nobody_touched_is_no_edit(driver, editor, asked):
    driver.step()
    open_on(driver, Pick(2, 0))
    driver.press(Key.Key_Return)
    assert not editor.isVisible()
    assert asked == []
    assert driver.frame.place == 1


@pytest.mark.parametrize("elsewhere", ["canvas", "field"])
def test_who_goes_elsewhere_gives_up(driver, editor, asked, elsewhere):
    open_on(driver, Pick(2, 0))
    driver.qtbot.keyClicks(editor, "7")
    if elsewhere == "canvas":
        click(driver, QPointF(8, driver.window.canvas.height() - 8))
    else:
        driver.window.controls.eta.setFocus()
    assert not editor.isVisible()
    assert not editor.words.isVisible()
    assert asked == []


@pytest.mark.parametrize("what", ["load", "reset"])
def test_another_run_closes_the_editor(driver, editor, asked, what):
    open_on(driver, Pick(1, 2, 1))
    driver.qtbot.keyClicks(editor, "7")
    if what == "load":
        driver.window.load(default_experiment("sine"))
    else:
        driver.window.actions["reset"].trigger()
    driver.until(lambda: not editor.isVisible())
    assert asked == []


# Bad values


def test_a_bad_value_keeps_the_editor_open_with_a_sentence(driver, editor, asked):
    for k, text in enumerate(BAD, 1):
        open_on(driver, Pick(1, 2, 1))
        driver.qtbot.keyClick(editor, Key.Key_Delete)
        type_and_enter(driver, text)
        assert editor.isVisible(), text
        assert editor.hasFocus(), text
        sentence = editor.words.text()
        assert sentence.endswith("."), text
        assert driver.sentence == sentence
        assert asked == []
        type_and_enter(driver, str(k))
        driver.wait_for(lambda frame, k=k: frame.w[1][2, 1] == k)
        driver.window.status.clearMessage()
        asked.clear()


def test_a_corrected_value_takes_the_sentence_away(driver, editor):
    open_on(driver, Node(0, 0))
    driver.type(editor, "1e13")
    driver.qtbot.keyClick(editor, Key.Key_Return)
    assert "An input x must be from -1e+12 to 1e+12" in editor.words.text()
    driver.qtbot.keyClicks(editor, "1")
    assert editor.words.text() == "x₁: Enter sets it, Esc gives up"


def test_numbers_are_not_edited_after_a_divergence(open_window):
    driver = open_window(Experiment("sine", (1, 3, 1), ("identity", "identity"), eta=1e6, m=10))
    click(driver, driver.window.canvas.place(Pick(2, 0, 1)))
    driver.wait_for(lambda frame: frame.pick == Pick(2, 0, 1))
    driver.run_at_full_speed_until_stopped()
    driver.until(driver.window.actions["edit"].isEnabled)
    driver.press(Key.Key_F2)
    assert not driver.window.canvas.editor.isVisible()
    assert driver.sentence == "Training has diverged: reset it, and edit numbers then."
