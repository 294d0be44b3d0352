"""The fields that are folded away at first: schedule, regulariser and initialisation."""

from dataclasses import replace
from itertools import product

import pytest
from data_form import shows
from driving import Key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from settings_form import holds, opened

from core.commands import Edit
from core.experiment import default_experiment
from core.schedules import Schedule
from gui.experiment import training_fields

# Schedule


def test_a_schedule_shows_what_it_needs_and_what_it_makes_of_the_rate(driver):
    form, fields = driver.window.controls, opened(driver)
    schedule = fields.schedule
    assert not schedule.span.isVisible()
    assert not fields.now.isVisible()
    driver.choose(schedule.kind, "step")
    holds(driver, schedule=Schedule("step"))
    assert schedule.span.isVisible()
    assert schedule.to.isVisible()
    driver.write(schedule.span, "2")
    holds(driver, schedule=Schedule("step", 2))
    driver.write(schedule.to, "0.1")
    holds(driver, schedule=Schedule("step", 2, 0.1))
    for step, eta in ((1, 2.0), (2, 2.0), (3, 0.2)):
        frame = driver.step("step")
        assert frame.cursor.step == step
        assert frame.eta == pytest.approx(eta)
        assert fields.now.text() == f"η at step {step}: {eta:.4g}"
    assert form.eta.value() == 2
    driver.choose(schedule.kind, "constant")
    holds(driver, schedule=Schedule("constant", 2, 0.1))
    assert not fields.now.isVisible()
    assert not schedule.span.isVisible()


def test_the_rate_of_the_moment_goes_on_while_training_runs(open_window):
    driver = open_window(replace(default_experiment("circle"), schedule=Schedule("cosine", 10**6, 0.0)))
    now = driver.window.controls.training.now
    assert now.isVisible()
    first = now.text()
    driver.run_at_full_speed()
    driver.until(lambda: now.text() != first)
    driver.pause()
    driver.until(lambda: now.text() == f"η at step {driver.frame.cursor.step:,}: ".replace(",", "\u202f")
                 + f"{driver.frame.eta:.4g}")  # fmt: skip


def test_a_factor_or_span_that_cannot_be_becomes_the_nearest_or_stays(open_window):
    driver = open_window(replace(default_experiment("xor"), schedule=Schedule("step", 10, 0.5)))
    fields = opened(driver).schedule
    for typed, to in (("2", 1.0), ("-1", None), ("abc", 0.5), ("0", 0.0), ("1e-3", None), ("", 0.5)):
        driver.write(fields.to, "0.5")
        holds(driver, schedule=Schedule("step", 10, 0.5))
        driver.write(fields.to, typed)
        driver.step()
        assert 0.0 <= driver.experiment.schedule.to <= 1.0, typed
        if to is not None:  # letters and signs do not get into it, and the digits do
            assert driver.experiment.schedule.to == to, typed
        assert shows(driver, driver.experiment)
    for typed, span in (("0", 1), ("99999999999", 999_999_999), ("7", 7)):
        driver.write(fields.span, "10")
        driver.wait_for(lambda frame: frame.experiment.schedule.span == 10)
        driver.write(fields.span, typed)
        driver.wait_for(lambda frame: frame.experiment.schedule.span != 10)
        assert driver.experiment.schedule.span == span
        assert shows(driver, driver.experiment)


# The regulariser


def test_a_regulariser_takes_effect_at_once(open_window):
    driver = open_window(default_experiment("circle"))
    for name, running in product(("l1", "l2"), (False, True)):
        field = getattr(opened(driver), name)
        if running:
            driver.run_at_full_speed()
        driver.write(field, "0.01")
        frame = holds(driver, **{name: 0.01})
        assert frame.state == ("running" if running else "paused")
        if running:
            driver.pause()
        driver.step("step")
        assert driver.window.status.penalty.text().startswith("R = ")
        driver.write(field, "0")
        holds(driver, **{name: 0.0})
        driver.until(lambda: driver.window.status.penalty.text() == "")


def test_the_arrows_begin_a_regulariser_small(driver):
    field = opened(driver).l2
    for key, value in [(Key.Key_Up, 0.001), (Key.Key_Up, 0.002), (Key.Key_Down, 0.001)]:
        field.setFocus()
        driver.press(key)
        holds(driver, l2=value)
    driver.write(field, "0")
    holds(driver, l2=0.0)
    field.setFocus()
    driver.press(Key.Key_Down)
    assert field.value() == 0.0


def test_a_strength_beyond_its_range_becomes_the_nearest(driver):
    for typed, l2 in (("5000", 1000.0), ("0.25", 0.25)):
        driver.write(opened(driver).l2, typed)
        holds(driver, l2=l2)


# Initialisation


def test_another_initialisation_begins_a_new_run(driver):
    driver.step("step")
    driver.choose(opened(driver).initialisation, "zeros")
    frame = holds(driver, initialisation="zeros")
    assert frame.cursor.step == 0
    assert not frame.theta.any()
    driver.choose(opened(driver).initialisation, "he")
    frame = holds(driver, initialisation="he")
    assert frame.w[1].all()
    assert not frame.b[1].any()


# The form itself


def test_what_is_folded_away_is_told_where_it_is_unusual(open_window):
    driver = open_window(default_experiment("xor"))
    fields = driver.window.controls.training
    button = fields.more.button
    assert not fields.l1.isVisible()
    assert button.summary == training_fields.UNUSUAL
    driver.window.engine.send(Edit("l2", 0.01))
    driver.until(lambda: button.summary == "λ₂ = 0.01")
    driver.window.engine.send(Edit("schedule", Schedule("cosine", 2000, 0.1)))
    driver.until(lambda: button.summary == "cosine, 2\u202f000 steps to 0.1 η, λ₂ = 0.01")
    assert button.summary in button.toolTip()
    opened(driver)
    assert button.summary == button.toolTip().partition(training_fields.UNUSUAL)[1] == ""
    form, last = driver.window.controls, fields.initialisation
    driver.until(lambda: last.visibleRegion().boundingRect() == last.rect())  # it has come into sight
    assert form.verticalScrollBar().value() > 0
    driver.click(button)
    assert not fields.l1.isVisible()
    assert button.summary.endswith("λ₂ = 0.01")


def test_the_fold_opens_by_the_space_bar_when_it_has_the_keyboard(driver):
    fields = driver.window.controls.training
    fields.more.button.setFocus(Qt.FocusReason.TabFocusReason)
    driver.press(Key.Key_Space)
    assert fields.l1.isVisible()
    assert driver.frame.state == "paused"
    driver.press(Key.Key_Space)
    assert not fields.l1.isVisible()


def test_enter_hands_the_keys_back_from_every_field(open_window):
    driver = open_window(replace(default_experiment("xor"), schedule=Schedule("step", 10, 0.5)))
    fields = opened(driver)
    for field in (fields.schedule.span, fields.schedule.to, fields.l1, fields.l2):
        driver.write(field, field.text())
        assert QApplication.focusWidget() is driver.window.canvas, field.accessibleName()


def test_the_tab_key_goes_through_the_form_as_it_is_read(driver):
    form, fields = driver.window.controls, opened(driver)
    wanted = [
        form.hidden.edit, form.sigma, form.output_sigma, form.cost, form.optimiser, form.eta, form.batch,
        form.seed.number, form.seed.next, fields.more.button, fields.schedule.kind, fields.l1, fields.l2,
        fields.initialisation,
    ]  # fmt: skip
    wanted[0].setFocus()
    passed = [QApplication.focusWidget()]
    while len(passed) < len(wanted):
        driver.press(Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert [k.accessibleName() for k in passed] == [k.accessibleName() for k in wanted]
    assert passed == wanted
