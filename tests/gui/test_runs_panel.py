"""The list of runs: what it says, and returning, naming and deleting by clicks and keys."""

import pytest
from driving import Button, Key, Modifier
from noting import noted
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from run_list import click, double_click, fork, go_to, item, open_runs, place, press, rename, steps, texts

from core.commands import DeleteRun, Edit, Return, Seek, Step
from core.session import Session
from gui.plots.readings import brief


@pytest.fixture
def forked(open_window):
    """Run 1 of 8 steps; run 2 from its step 3, with another η, 6 steps."""
    return open_window(forked_session(8))


def forked_session(steps):
    """A session of two runs, the first of so many steps."""
    session = Session()
    session.train(steps)
    session.apply(Seek(3))
    session.finish()
    session.apply(Edit("eta", 0.5))
    session.train(3)
    session.score()
    return session


@pytest.fixture
def panel(forked):
    return open_runs(forked)


@pytest.fixture
def sent(forked):
    """What was asked of the engine from here on."""
    with noted(forked.window.engine.command) as found:
        yield found


def info(driver, run):
    return next(k for k in driver.frame.history.runs if k.id == run)


def current(driver):
    return driver.frame.history.current.id


# What it says


def test_one_run_is_listed_with_a_word_of_how_there_come_to_be_more(driver):
    panel = open_runs(driver)
    assert panel.hint.isVisible()
    assert "One run so far" in panel.hint.text()
    steps(driver, 3)
    assert texts(panel, 1)[:3] == ("Run 1", "anew", "3")
    assert panel.bar.delete.isEnabled() is False


def test_a_fork_is_below_its_parent_with_what_was_changed(forked, panel):
    assert item(panel, 2).parent() is item(panel, 1)
    last = [brief(float(info(forked, k).record.scores.query(0, 99, 99).mean[-1, 0])) for k in (1, 2)]
    assert texts(panel, 1) == ("Run 1", "anew", "8", last[0], "")
    assert texts(panel, 2) == ("Run 2", "from Run 1 at step 3", "6", last[1], "η 2 → 0.5")
    assert item(panel, 2).toolTip(4) == "step 3: η 2 → 0.5"
    assert "Tick a run" in panel.hint.text()


def test_the_run_that_is_shown_stands_out(forked, panel):
    for run in (1, 2):
        assert item(panel, run).font(0).bold() == (run == current(forked))
    assert panel.tree.run == 2


def test_runs_of_another_experiment_are_another_group(forked, panel):
    before = item(panel, 1).parent().text(0)
    forked.load("and")
    forked.until(lambda: 3 in panel.tree._items)
    assert item(panel, 3).parent().text(0) == "and · 2-2-1 · seed 0"
    assert item(panel, 1).parent().text(0) == before == "xor · 2-3-1 · seed 0"
    forked.step("step")  # one that has not begun would not stay in the list
    forked.press(Key.Key_R, Modifier.ControlModifier)
    forked.until(lambda: 4 in panel.tree._items)
    assert item(panel, 4).parent() is item(panel, 3).parent()


def test_the_steps_of_the_run_that_is_trained_grow(forked, panel):
    forked.run_at_full_speed()
    forked.until(lambda: int(texts(panel, 2)[2].replace("\u2009", "").replace("\u202f", "")) > 500)
    same = item(panel, 1)
    forked.pause()
    assert texts(panel, 1)[2] == "8"
    assert item(panel, 1) is same, "the lines are made anew only where there are other runs"


def test_a_cost_that_comes_after_the_last_step_is_written(forked, panel):
    engine = forked.window.engine
    panel.show_frame(engine.frame)
    before = texts(panel, 2)
    record = engine.frame.record
    record.enter_score(engine.frame.cursor.step + 0.5, 0.125, None)
    panel.show_frame(engine.frame)
    assert texts(panel, 2) == (*before[:3], "0.1250", *before[4:])


def test_only_names_can_be_typed(forked, panel):
    before = texts(panel, 1)
    for column in range(1, 5):
        click(panel, 1)
        QTest.mouseClick(panel.tree.viewport(), Button.LeftButton, pos=place(panel, 1, column))
        panel.tree.editItem(item(panel, 1), column)
        assert not panel.tree.editing
    assert texts(panel, 1)[:3] == before[:3]


# Returning


def test_a_run_is_returned_to(forked, panel, sent):
    returned = [(1, 8, 2.0, "double click"), (2, 6, 0.5, "Enter"), (1, 8, 2.0, "button")]
    for run, step, eta, way in returned:
        if way == "double click":
            double_click(panel, run)
        else:
            click(panel, run)
            if way == "Enter":
                press(panel, Key.Key_Return)
            else:
                forked.click(panel.bar.back)
        frame = forked.wait_for(lambda frame, run=run: frame.history.current.id == run)
        assert frame.cursor.step == step, way
        assert frame.experiment.eta == eta, way
        forked.until(lambda run=run: item(panel, run).font(0).bold())
        assert not item(panel, 3 - run).font(0).bold()
    assert [k for k in sent if isinstance(k, Return)] == [Return(run) for run, *_ in returned]


def test_what_is_shown_already_is_not_returned_to_but_its_end_is(forked, panel):
    assert panel.tree.run == 2
    assert not panel.bar.back.isEnabled()
    assert "shown already" in panel.bar.back.toolTip()
    go_to(forked, 4)
    forked.until(panel.bar.back.isEnabled)
    forked.click(panel.bar.back)
    forked.wait_for(lambda frame: frame.cursor.step == 6)


# Naming


def test_a_run_is_renamed_in_its_place(forked, panel):
    click(panel, 1)
    rename(panel, "the first try")
    forked.until(lambda: info(forked, 1).name == "the first try")
    assert texts(panel, 1)[0] == "the first try"
    forked.until(lambda: texts(panel, 2)[1] == "from the first try at step 3")


def test_a_name_that_is_none_is_refused_in_a_sentence_and_the_old_one_comes_back(forked, panel):
    for bad in ("   ", "x" * 61):
        click(panel, 1)
        rename(panel, bad)
        forked.until(lambda: "letters on one line" in forked.sentence)
        forked.until(lambda: texts(panel, 1)[0] == "Run 1")
        assert info(forked, 1).name == "Run 1"
        forked.window.status.clearMessage()


def test_escape_keeps_the_name(forked, panel, sent):
    click(panel, 1)
    forked.click(panel.bar.rename)
    field = panel.tree.focusWidget()
    forked.type(field, "something else")
    QTest.keyClick(field, Key.Key_Escape)
    forked.until(lambda: not panel.tree.editing)
    assert texts(panel, 1)[0] == "Run 1"
    assert sent == []


def test_a_name_is_typed_in_peace_while_training_runs(forked, panel):
    forked.run_at_full_speed()
    click(panel, 1)
    press(panel, Key.Key_F2)
    field = panel.tree.focusWidget()
    field.selectAll()
    QTest.keyClicks(field, "typed ")
    step = forked.frame.cursor.step
    forked.wait_for(lambda frame: frame.cursor.step > step + 1000)
    QTest.keyClicks(field, "slowly")
    QTest.keyClick(field, Key.Key_Return)
    forked.until(lambda: info(forked, 1).name == "typed slowly")
    assert forked.frame.state == "running"
    forked.window.canvas.setFocus()
    forked.pause()


# Deleting


def test_a_short_run_is_deleted_at_once(forked, panel):
    click(panel, 1)
    press(panel, Key.Key_Return)
    forked.wait_for(lambda frame: frame.history.current.id == 1)
    click(panel, 2)
    press(panel, Key.Key_Delete)
    forked.until(lambda: [k.id for k in forked.frame.history.runs] == [1])
    forked.until(lambda: list(panel.tree._items) == [1])


def test_the_run_shown_cannot_be_deleted_and_it_is_said_why(forked, panel, sent):
    assert panel.tree.run == current(forked) == 2
    assert not panel.bar.delete.isEnabled()
    assert "return to another" in panel.bar.delete.toolTip()
    press(panel, Key.Key_Delete)
    assert not panel.question.isVisible()
    assert sent == []


def test_a_long_run_is_deleted_after_a_question(open_window):
    driver = open_window(forked_session(25))
    panel = open_runs(driver)
    for way in ("keep", "escape", "delete"):
        click(panel, 1)
        driver.click(panel.bar.delete)
        driver.until(panel.question.isVisible)
        assert "Run 1 and its 25 steps" in panel.question.words.toolTip()
        if way == "delete":
            driver.click(panel.question.yes)
            driver.until(lambda: [k.id for k in driver.frame.history.runs] == [2])
            driver.until(lambda: texts(panel, 2)[1] == "anew")
        elif way == "keep":
            driver.click(panel.question.no)
        else:
            driver.press(Key.Key_Escape)
        driver.until(lambda: not panel.question.isVisible())
        driver.window.canvas.setFocus()
        driver.step("phase")
        assert [k.id for k in driver.frame.history.runs] == ([2] if way == "delete" else [1, 2]), way


def test_what_becomes_of_the_question_when_another_run_is_selected(open_window):
    driver = open_window(forked_session(25))
    panel = open_runs(driver)
    asked = []
    panel.asked.connect(asked.append)
    click(panel, 1)
    press(panel, Key.Key_Delete)
    driver.until(panel.question.isVisible)
    click(panel, 2)
    assert not panel.question.isVisible()
    assert not [k for k in asked if isinstance(k, DeleteRun)]
    panel.asked.disconnect(asked.append)


def test_time_is_walked_with_the_arrows_while_the_list_has_the_focus(forked, panel):
    click(panel, 1)
    forked.press(Key.Key_Left, Modifier.ShiftModifier)
    forked.wait_for(lambda frame: frame.cursor.step == 5)
    press(panel, Key.Key_Down)
    assert panel.tree.run == 2


def test_another_run_gets_a_line_and_the_others_keep_theirs(forked, panel):
    before = dict(panel.tree._items)
    fork(forked, 4, 0.1)
    forked.until(lambda: list(panel.tree._items) == [1, 2, 3])
    assert all(item(panel, run) is line for run, line in before.items())
    assert (item(panel, 3).parent(), item(panel, 2).isExpanded()) == (item(panel, 2), True)


def test_a_click_on_another_run_keeps_the_name_that_was_typed(forked, panel):
    click(panel, 2)
    press(panel, Key.Key_F2)
    QTest.keyClicks(panel.tree.findChild(QLineEdit), "kept")
    click(panel, 1)
    forked.until(lambda: info(forked, 2).name == "kept")
    assert not panel.tree.editing


def test_a_name_that_is_entered_while_its_field_goes_is_left(panel):
    click(panel, 2)
    press(panel, Key.Key_F2)
    field = panel.tree.findChild(QLineEdit)
    QTest.keyClicks(field, "late")
    QTest.keyClick(field, Key.Key_Return)  # Qt takes it over in the next turn only
    panel.tree.stop_typing()
    QApplication.processEvents()
    assert not panel.tree.editing
    assert texts(panel, 2)[0] == "Run 2"


def test_a_run_is_folded_and_unfolded_by_keys_whichever_column_was_clicked(forked, panel):
    click(panel, 1)
    for key, unfolded in ((Key.Key_Minus, False), (Key.Key_Plus, True)):
        press(panel, key)
        assert item(panel, 1).isExpanded() == unfolded


def test_hundreds_of_runs_are_listed(forked, panel):
    for k in range(110):
        for command in (Seek(3), Edit("eta", 0.5 + k / 100), Step("step")):
            forked.window.engine.command.emit(command)
    forked.until(lambda: list(panel.tree._items) == list(range(1, 113)), timeout=60_000)
    forked.until(lambda: texts(panel, 112)[:3] == ("Run 112", "from Run 111 at step 3", "4"))
    assert item(panel, 112).font(0).bold()
