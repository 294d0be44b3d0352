"""Lessons in the window: hints, leaving and taking up again, and what is the learner's own meanwhile."""

import pytest
from course import Learner
from driving import Key, Modifier
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands import Seek
from core.course import lesson, names
from core.presets import preset
from core.selection import Pick
from gui.course.course import ELSEWHERE, FIRST
from gui.course.strip import GO_ON
from gui.shell.preferences import Preferences

CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier


@pytest.fixture
def learner(open_window):
    return Learner(open_window(size=(1280, 800)))


def leave(learner):
    """Leave the lesson by its key, and wait for what is the learner's own."""
    learner.driver.press(Key.Key_F7, CTRL)
    learner.driver.wait_for(lambda frame: not frame.visiting)
    assert learner.course.lesson is None
    assert not learner.strip.isVisible()


def lessons(window):
    window.teaching.on_menu()
    return {k.data(): k for k in window.menus.lessons.actions() if isinstance(k.data(), str)}


# Steps


def test_a_lesson_shows_what_it_is_and_what_to_do(learner):
    learner.begin("forward")
    assert learner.strip.isVisible()
    assert learner.strip.title.text() == "1  One forward pass by hand"
    assert learner.strip.count.text() == "step 1 of 5"
    assert learner.strip.page.plain.startswith("Node 1 of layer 1")
    assert learner.strip.field.hasFocus()
    assert not learner.strip.next.isVisible()
    assert learner.driver.frame.experiment == lesson("forward").experiment
    assert learner.window.dock_layout.visible >= {"matrices"}


def test_a_wrong_answer_is_understood_and_can_be_corrected(learner):
    learner.begin("forward")
    learner.type("0.25")
    assert "bias is missing" in learner.strip.hint.text()
    assert not learner.course.done
    learner.type("a half")
    assert "number" in learner.strip.hint.text()
    learner.type("0.5")
    learner.wait_until_done()
    assert learner.strip.next.text() == GO_ON
    assert learner.strip.next.hasFocus()


def test_a_wrong_act_is_told_until_it_is_undone(learner):
    learner.begin("chain")
    learner.press(Key.Key_Down, ALT, 1)
    learner.driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 0))
    learner.driver.until(lambda: "w¹₁₁" in learner.strip.hint.text())
    assert not learner.course.done
    learner.press(Key.Key_Down, ALT)
    learner.wait_until_done()


def test_enter_does_not_lead_past_a_step_that_is_not_done(learner):
    learner.begin("cost")
    learner.driver.press(Key.Key_Return, CTRL)
    assert learner.course.at == 0
    assert learner.driver.sentence == FIRST


def test_a_step_stays_done_whatever_is_done_afterwards(learner):
    learner.begin("cost")
    learner.press(Key.Key_Right)
    learner.wait_until_done()
    learner.press(Key.Key_Left)
    learner.driver.wait_for(lambda frame: frame.place == 0)
    assert learner.course.done


def test_the_next_step_finds_its_numbers_wherever_the_learner_has_gone(learner):
    learner.begin("cost")
    learner.press(Key.Key_Right)
    learner.wait_until_done()
    learner.press(Key.Key_Right, SHIFT, 3)
    learner.driver.wait_for(lambda frame: frame.cursor.step == 3)
    learner.go_on()
    learner.wait_for("cost", "mean")
    frame = learner.driver.wait_for(lambda frame: frame.cursor.step == 0)
    assert frame.place == 1
    learner.type("0.09375")
    learner.wait_until_done()


def test_a_step_can_be_begun_again(learner):
    learner.begin("backward")
    learner.type("-0.22")
    learner.go_on()
    learner.press(Key.Key_Right, SHIFT, 2)
    learner.driver.wait_for(lambda frame: frame.cursor.step == 2)
    learner.driver.press(Key.Key_F7, SHIFT)
    learner.driver.wait_for(lambda frame: frame.cursor.step == 0 and frame.place == 3)
    assert learner.course.step.name == "weight"
    assert not learner.course.done


def test_reset_begins_the_step_again(learner):
    learner.begin("batches")
    learner.press(Key.Key_Right, SHIFT)
    learner.wait_until_done()
    learner.driver.press(Key.Key_R, CTRL)
    learner.driver.wait_for(lambda frame: frame.cursor.step == 0)
    learner.driver.until(lambda: not learner.course.done)
    assert learner.course.step.name == "one"


def test_the_place_to_act_is_framed_and_f7_leads_there(learner):
    learner.begin("step")
    learner.course.progress.come_to("step", 2)
    leave(learner)
    learner.course.begin("step")
    learner.wait_for("step", "large")
    eta, halo = learner.window.controls.eta, learner.course.halo
    learner.driver.until(halo.isVisible)
    assert halo.target is eta
    assert halo.geometry().contains(eta.mapTo(learner.window, eta.rect().center()))
    learner.driver.press(Key.Key_F7)
    assert eta.hasFocus()
    learner.type("1.5")
    learner.wait_until_done()
    assert not halo.isVisible()


def test_esc_selects_nothing_and_ends_no_lesson(learner):
    learner.begin("chain")
    learner.press(Key.Key_Down, ALT, 1)
    learner.driver.wait_for(lambda frame: frame.pick is not None)
    learner.press(Key.Key_Escape)
    learner.driver.wait_for(lambda frame: frame.pick is None)
    assert learner.course.lesson is not None


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
    assert learner.driver.sentence in (ELSEWHERE, preset("dead").description) or how == "an example"


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
    again.course.menu.show_progress()
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


# How it looks


@pytest.mark.parametrize("size", [(960, 540), (1280, 800), (1920, 1080)])
def test_every_step_is_seen_whole(open_window, size):
    learner = Learner(open_window(size=size))
    for name in names():
        learner.course.begin(name)
        learner.wait_for(name)
        page, steps = learner.strip.page, lesson(name).steps
        learner.driver.until(lambda page=page: page.viewport().width() > 200)
        for step in steps:
            for items in (learner.text(step).ask, learner.text(step).told):
                page.show_items(items)
                assert page.text.size().height() <= page.height() + 1
            learner.course.progress.come_to(name, steps.index(step))
            learner.course.begin(name)
            learner.driver.until(lambda step=step: learner.course.step is step)
            assert (learner.window.width(), learner.window.height()) == size
            learner.driver.until(lambda: learner.strip.height() >= learner.strip.sizeHint().height())
        assert learner.window.canvas.height() >= 60


def test_the_strip_has_names_for_who_does_not_see_it(learner):
    learner.begin("forward")
    strip = learner.strip
    assert strip.accessibleName() == "Lesson"
    assert strip.field.accessibleName() == "Your answer: z¹₁"
    assert "Node 1 of layer 1" in strip.page.accessibleDescription()
    QTest.keyClick(strip.field, Key.Key_Tab)
    assert strip.isAncestorOf(QApplication.focusWidget()) or QApplication.focusWidget() is not None
