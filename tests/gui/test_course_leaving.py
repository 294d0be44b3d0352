"""Leaving a lesson and taking it up again, and what is the learner's own meanwhile."""

from time import monotonic

import pytest
from course import Learner, leave, lessons
from driving import Key, Modifier

from core.commands import Seek
from core.course import names
from core.experiment import default_experiment
from core.selection import Pick
from gui.course.course import ELSEWHERE
from gui.shell.preferences import Preferences

CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def learner(open_window):
    return Learner(open_window(size=(1280, 800)))


# Leaving, and taking up again


def test_who_leaves_has_everything_back_and_comes_to_the_same_step_again(learner):
    driver = learner.driver
    driver.step("step")
    driver.step()
    before = driver.frame
    learner.begin("forward")
    learner.type("0.5")
    learner.go_on()
    leave(learner)
    after = driver.frame
    assert (after.cursor, after.experiment, after.history) == (
        before.cursor,
        before.experiment,
        before.history,
    )
    assert (after.theta == before.theta).all()
    assert lessons(learner.window)["forward"].text().endswith("step 2 of 5")
    learner.begin("forward")
    learner.wait_for("forward", "squash")


def test_what_was_selected_and_which_sample_was_shown_is_the_learners_own_again(learner):
    driver, window = learner.driver, learner.window
    window.viewer.change(pick=Pick(1, 0, 1), sample=2)
    driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 1) and frame.sample == 2)
    for name in ("fault", "step"):
        learner.course.begin(name)
        learner.wait_for(name)
    driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 0))
    leave(learner)
    driver.wait_for(lambda frame: frame.view == window.viewer.spec)
    assert (driver.frame.pick, driver.frame.sample) == (Pick(1, 0, 1), 2)


def test_the_panels_are_where_they_were(learner):
    window = learner.window
    before = window.dock_layout.visible
    assert not before & {"landscape", "matrices"}
    for name in ("forward", "step"):
        learner.course.begin(name)
        learner.wait_for(name)
    learner.driver.until(lambda: window.dock_layout.visible >= {"cost"})
    window.docks["landscape"].raise_()
    leave(learner)
    learner.driver.until(lambda: window.dock_layout.visible == before)
    learner.driver.wait_for(lambda frame: frame.view.panels == before)


def test_the_cross_leaves_as_well(learner):
    learner.begin("deep")
    learner.driver.click(learner.strip.close_button)
    learner.driver.wait_for(lambda frame: not frame.visiting)
    assert not learner.strip.isVisible()


@pytest.mark.parametrize("how", ["other data", "new", "an example"])
def test_another_experiment_leaves_the_lesson(learner, how):
    learner.begin("fault")
    window = learner.window
    if how == "other data":
        learner.driver.load("moons")
    elif how == "new":
        learner.driver.press(Key.Key_N, CTRL)
    else:
        next(k for k in window.menus.presets.actions() if k.data() == "dead").trigger()
    frame = learner.driver.wait_for(lambda frame: not frame.visiting)
    assert frame.faulty == 0
    learner.driver.until(lambda: learner.course.lesson is None)
    assert not learner.strip.isVisible()
    assert learner.driver.sentence == ELSEWHERE


def test_who_goes_elsewhere_before_the_next_lesson_is_there_has_left(learner):
    learner.begin("forward")
    learner.course.begin("backward")
    learner.window.load(default_experiment("line"))
    # The first frame of "backward" is never seen: there is a later one before the window has looked.
    box, late = learner.window.engine._mailbox, monotonic() + 20
    while monotonic() < late and not (box._slot and box._slot[0].experiment.dataset == "line"):
        pass
    field = learner.strip.field
    field.setText("2")
    field.returnPressed.emit()
    learner.driver.until(lambda: learner.course.lesson is None and not learner.strip.isVisible())
    assert learner.driver.sentence == ELSEWHERE
    assert not learner.driver.frame.visiting
    learner.begin("backward")


def test_who_leaves_while_another_lesson_is_on_its_way_has_left(learner):
    window, sent = learner.window, []
    before = window.dock_layout.visible
    window.viewer.change(pick=Pick(1, 0, 1))
    learner.driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 1))
    learner.begin("forward")
    window.engine.command.connect(sent.append)
    learner.course.begin("step")
    [visit] = sent
    learner.course.leave()
    learner.course.on_heard(visit)  # the word of it may come before the frame of what was asked for after it
    assert learner.course.lesson is None
    learner.driver.wait_for(lambda frame: not frame.visiting and frame.pick == Pick(1, 0, 1))
    learner.driver.until(lambda: window.dock_layout.visible == before)
    assert learner.driver.sentence != ELSEWHERE
    learner.begin("step")


def test_a_lesson_can_be_begun_from_another(learner):
    learner.begin("forward")
    learner.course.begin("cost")
    learner.wait_for("cost")
    assert learner.strip.title.text().startswith("2  The cost")
    leave(learner)
    assert learner.driver.frame.experiment.dataset == "xor"


def test_training_that_runs_is_paused_for_a_lesson(learner):
    learner.driver.run_at_full_speed()
    learner.course.begin("forward")
    learner.wait_for("forward", "sum")
    assert learner.driver.frame.state == "paused"
    leave(learner)
    assert learner.driver.frame.state == "paused"
    assert learner.driver.frame.cursor.step > 0


def test_progress_is_remembered_from_one_window_to_the_next(open_window, tmp_path):
    file = tmp_path / "preferences.ini"
    learner = Learner(open_window(size=(1280, 800), remember_in=file))
    learner.course.progress.finish("cost")
    learner.course.begin("forward")
    learner.wait_for("forward", "sum")
    learner.type("0.5")
    learner.go_on()
    learner.window.sessions.asks = False
    learner.window.close()
    again = Learner(open_window(size=(1280, 800), remember_in=file))
    entries = lessons(again.window)
    assert [name for name, k in entries.items() if k.isChecked()] == ["cost"]
    assert entries["forward"].text().endswith("step 2 of 5")
    assert again.driver.frame.experiment.dataset == "xor", "a lesson's experiment is nobody's own"
    again.course.begin("forward")
    again.wait_for("forward", "squash")


@pytest.mark.parametrize(
    "text", ["nobody", "forward:99", "forward:-1", "forward:x", "forward:", ":", "cost:1:2"]
)
def test_nonsense_among_the_preferences_is_passed_over(open_window, tmp_path, text):
    file = tmp_path / "preferences.ini"
    kept = Preferences(file)
    kept.keep("course/places", text)
    kept.keep("course/done", text)
    kept.save()
    progress = open_window(remember_in=file).window.teaching.course.progress
    assert not any(progress.is_done(name) or progress.place(name) for name in names())


def test_a_click_in_the_menu_ticks_nothing(learner):
    lessons(learner.window)["forward"].trigger()
    learner.wait_for("forward")
    assert not lessons(learner.window)["forward"].isChecked()


def test_a_lesson_waits_for_what_is_under_way(learner, monkeypatch):
    driver = learner.driver
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 20_000)
    driver.pause()
    monkeypatch.setattr("core.session.SEEK_AT_ONCE", 0.0)
    monkeypatch.setattr("core.working.Working._work", lambda self, budget: 0.01)
    driver.window.engine.send(Seek(10))
    driver.wait_for_state("seeking")
    learner.course.begin("forward")
    driver.until(lambda: driver.sentence.startswith("A lesson is not possible while"))
    assert learner.course.lesson is None
    monkeypatch.undo()
    driver.press(Key.Key_Escape)
    driver.wait_for_state("paused")


def test_live_numbers_stay_when_the_colours_change(learner):
    learner.begin("forward")
    learner.type("0.5")
    learner.go_on()
    learner.type("0.62")
    learner.wait_until_done()
    assert "0.6225" in learner.strip.page.plain
    learner.window.choose_theme("light")
    assert "0.6225" in learner.strip.page.plain


# What is the learner's own


def test_nothing_of_a_lesson_is_unsaved_or_recent(open_window, tmp_path):
    file = tmp_path / "preferences.ini"
    learner = Learner(open_window(size=(1280, 800), remember_in=file))
    learner.course.begin("batches")
    learner.wait_for("batches", "one")
    learner.driver.run_at_full_speed()
    learner.driver.wait_for(lambda frame: frame.cursor.step > 2_000)
    learner.driver.pause()
    assert not learner.window.sessions.own.unsaved
    assert not learner.window.isWindowModified()
    assert all(k.dataset == "xor" for k in Preferences(file).recent())


def test_what_is_saved_during_a_lesson_is_ones_own(learner, tmp_path):
    driver, window, file = learner.driver, learner.window, tmp_path / "own.nablascope"
    driver.step("step")
    step = driver.frame.cursor.step
    learner.course.begin("fault")
    learner.wait_for("fault", "learns")
    driver.step("step")
    window.sessions.on_save_chosen(str(file))
    driver.until(file.exists)
    window.sessions.open_file(file)
    frame = driver.wait_for(lambda frame: not frame.visiting)
    assert (frame.experiment.dataset, frame.cursor.step, frame.faulty) == ("xor", step, 0)


def test_the_fault_is_gone_with_its_lesson(learner):
    driver = learner.driver
    learner.course.begin("fault")
    learner.wait_for("fault", "learns")
    leave(learner)
    driver.press(Key.Key_K, CTRL | SHIFT)
    frame = driver.wait_for(lambda frame: frame.audit is not None and frame.audit.done)
    assert not (frame.audit.status == 3).any()


def test_an_example_says_nothing_while_a_lesson_is_under_way(learner):
    window = learner.window
    next(k for k in window.menus.presets.actions() if k.data() == "vanishing").trigger()
    learner.driver.until(window.guiding.strip.isVisible)
    learner.course.begin("deep")
    learner.wait_for("deep")
    learner.driver.until(lambda: not window.guiding.strip.isVisible())
    leave(learner)
    learner.driver.until(window.guiding.strip.isVisible)
