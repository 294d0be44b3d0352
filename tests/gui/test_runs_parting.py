"""What is asked, ticked or typed in the list of runs ends with the runs that it is about, and not before."""

import pytest
from driving import Key
from noting import noted
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from run_list import click, fork, item, open_runs, press, steps, texts, tick

from core.commands import DeleteRun, Edit, NameRun, Return, Save, Seek
from core.session import Session


def two_runs():
    """Run 1 of 25 steps; run 2 from its step 3, 6 steps, which is shown."""
    session = Session()
    session.train(25)
    session.apply(Seek(3))
    session.finish()
    session.apply(Edit("eta", 0.5))
    session.train(3)
    return session


@pytest.fixture
def window(open_window):
    return open_window(two_runs(), size=(1280, 800))


@pytest.fixture
def panel(window):
    return open_runs(window)


@pytest.fixture
def sent(window, panel):
    """What the panel asks for from here on."""
    with noted(panel.asked) as found:
        yield found


@pytest.fixture
def other(tmp_path):
    """The file of another session, whose runs have the same numbers."""
    file = tmp_path / "other.nablascope"
    two_runs().apply(Save(str(file), ""))
    return file


def open_other(window, panel, file):
    """Open the other session, and wait until its runs are listed."""
    before = window.frame.record
    window.window.sessions.open_file(file)
    window.wait_for(lambda frame: frame.record is not before and frame.record.parent is not before)
    window.until(lambda: panel._frame is window.frame)
    assert {k.id for k in window.frame.history.runs} == {1, 2}


def ask(window, panel):
    """Let it be asked whether run 1 is to be deleted."""
    click(panel, 1)
    press(panel, Key.Key_Delete)
    window.until(panel.question.isVisible)


def type_name(panel, run, name):
    """Begin to write another name of a run."""
    click(panel, run)
    press(panel, Key.Key_F2)
    field = panel.tree.focusWidget()
    field.selectAll()
    QTest.keyClicks(field, name)
    return field


def test_a_question_does_not_outlive_its_session(window, panel, sent, other):
    ask(window, panel)
    open_other(window, panel, other)
    assert not panel.question.isVisible()
    assert panel.question.run is None
    panel.question.yes.click()
    assert not [k for k in sent if isinstance(k, DeleteRun)]
    assert panel.hint.isVisible()


def test_a_question_that_ends_by_itself_leaves_the_keyboard_where_it_is(window, panel, other):
    ask(window, panel)
    window.window.canvas.setFocus()
    open_other(window, panel, other)
    assert not panel.question.isVisible()
    assert window.window.canvas.hasFocus()


def test_ticks_do_not_outlive_their_session(window, panel, other):
    with noted(panel.compared) as told:
        tick(panel, 1)
        assert told == [(1,)]
        assert panel.table.isVisible()
        open_other(window, panel, other)
        assert told == [(1,), ()]
    assert not panel.table.isVisible()
    assert item(panel, 1).checkState(0) is Qt.CheckState.Unchecked


def test_nothing_is_compared_with_runs_of_another_session_where_nobody_sees_the_list(window, panel, other):
    with noted(panel.compared) as told:
        tick(panel, 1)
        window.window.docks["runs"].close()
        window.until(lambda: not panel.isVisible())
        window.window.sessions.open_file(other)
        window.until(lambda: told == [(1,), ()])


@pytest.mark.parametrize("run", [1, 2])
def test_a_name_that_is_being_typed_does_not_outlive_its_session(window, panel, sent, other, run):
    type_name(panel, run, "meant for another")
    assert panel.tree.editing
    open_other(window, panel, other)
    assert not panel.tree.editing
    window.window.canvas.setFocus()
    assert not [k for k in sent if isinstance(k, NameRun)]
    window.until(lambda: texts(panel, run)[0] == f"Run {run}")


def test_within_a_session_what_is_asked_and_ticked_stays(window, panel, sent):
    tick(panel, 1)
    ask(window, panel)
    steps(window, 2)
    window.until(lambda: texts(panel, 2)[2] == "8")
    fork(window, at=4, eta=0.75)
    window.until(lambda: 3 in panel.tree._items)
    assert panel.question.isVisible()
    assert panel._chosen == (1,)
    window.click(panel.question.yes)
    assert sent == [DeleteRun(1)]


def test_within_a_session_a_name_is_typed_on(window, panel, sent):
    field = type_name(panel, 1, "the ")
    steps(window, 2)
    fork(window, at=4, eta=0.75)
    window.until(lambda: panel._frame is window.frame)
    assert panel.tree.editing
    QTest.keyClicks(field, "first")
    QTest.keyClick(field, Key.Key_Return)
    window.until(lambda: sent == [NameRun(1, "the first")])


@pytest.mark.parametrize("command", [DeleteRun(1), Return(1)])
def test_a_question_ends_with_its_run_and_when_that_is_shown(window, panel, sent, command):
    ask(window, panel)
    window.window.engine.send(command)
    window.until(lambda: not panel.question.isVisible())
    assert panel.question.run is None
    assert not [k for k in sent if isinstance(k, DeleteRun)]
