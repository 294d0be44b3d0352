"""The form: it shows the experiment, what is written there is trained, what cannot be is refused."""

from dataclasses import replace

import numpy as np
import pytest
from data_form import shows
from driving import Key, Modifier
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QApplication

from core.commands import Load
from core.datasets import load
from core.experiment import Experiment, default_experiment
from gui.experiment.hidden_field import SizesValidator

# The form


@pytest.mark.parametrize(
    "experiment",
    [
        Experiment(
            "circle", (2, 5, 1), ("relu", "tanh"), eta=0.015, m=33, seed=123456, noise=0.2, samples=99
        ),
        Experiment("sine", (1, 1), ("identity",), eta=1.5, m=1),
        Experiment("digits", (64, 12, 10), ("tanh", "sigmoid"), eta=0.00125, m=1797, seed=2),
        Experiment("xor", (2, 1, 2, 3, 4, 1), ("tanh",) * 5, eta=25.0, m=4),
    ],
    ids=lambda e: e.dataset,
)
def test_the_form_shows_the_experiment_that_was_begun(open_window, experiment):
    driver = open_window(experiment)
    assert driver.experiment == experiment
    assert shows(driver, experiment)


@pytest.mark.parametrize(("eta", "seed"), [(1e-9, 2_000_000_000), (123456.5, 0), (5e6, 1)])
def test_the_form_shows_numbers_far_from_the_usual(open_window, eta, seed):
    driver = open_window(replace(default_experiment("xor"), eta=eta, seed=seed))
    assert shows(driver, replace(default_experiment("xor"), eta=eta, seed=seed))


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("8, 8", (2, 8, 8, 1)),
        ("5", (2, 5, 1)),
        ("4,3,2", (2, 4, 3, 2, 1)),
        ("6 6", (2, 6, 6, 1)),
        ("", (2, 1)),
    ],
)
def test_hidden_layers_can_be_written(driver, text, n):
    driver.write(driver.window.controls.hidden.edit, text)
    frame = driver.wait_for(lambda frame: frame.n == n)
    assert shows(driver, frame.experiment)
    assert frame.experiment.activations == ("sigmoid",) * (len(n) - 1)
    driver.step("step")


def test_layers_keep_the_functions_that_were_chosen(open_window):
    driver = open_window(Experiment("sine", (1, 4, 1), ("tanh", "identity"), eta=0.1, m=10))
    driver.write(driver.window.controls.hidden.edit, "")
    assert driver.wait_for(lambda frame: frame.n == (1, 1)).experiment.activations == ("identity",)
    driver.write(driver.window.controls.hidden.edit, "3, 3")
    frame = driver.wait_for(lambda frame: frame.n == (1, 3, 3, 1))
    assert frame.experiment.activations == ("tanh", "tanh", "identity")


@pytest.mark.parametrize("text", ["abc", "8; drop", "-", "8.5", "eight"])
def test_letters_do_not_get_into_the_hidden_layers(driver, text):
    edit = driver.window.controls.hidden.edit
    driver.type(edit, text)
    assert not any(c.isalpha() and c != "x" for c in edit.text())
    assert "." not in edit.text()


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("0", (2, 1)),
        ("8, 0", (2, 8, 1)),
        ("8,", (2, 8, 1)),
        ("999", (2, 99, 1)),
        ("1" + ",1" * 20, (2, *[1] * 15, 1)),
    ],
)
def test_sizes_that_cannot_be_are_not_taken(driver, text, n):
    """Zeros fall out, and the field takes no digit or layer more than there can be."""
    edit = driver.window.controls.hidden.edit
    driver.write(edit, text)
    driver.wait_for(lambda frame: frame.n == n)
    driver.until(lambda: edit.text() == ", ".join(map(str, n[1:-1])))
    driver.step()


def test_a_half_written_row_does_not_stay(driver):
    edit = driver.window.controls.hidden.edit
    driver.type(edit, "8, 0")
    driver.window.canvas.setFocus()
    driver.wait_for(lambda frame: frame.n == (2, 8, 1))
    assert edit.text() == "8"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("8, 8", "Acceptable"),
        ("", "Acceptable"),
        ("0", "Intermediate"),
        ("x8", "Acceptable"),
        ("a", "Invalid"),
    ],
)
def test_the_validator_of_sizes(qapp, text, state):
    validator = SizesValidator(15, 256, qapp)
    assert validator.validate(text, len(text))[0] == QValidator.State[state]
    validator.deleteLater()


def test_noise_samples_and_seed_draw_the_data_anew(open_window):
    driver = open_window(default_experiment("circle"))
    form = driver.window.controls
    driver.step("step")
    driver.write(form.noise, "0.3")
    frame = driver.wait_for(lambda frame: frame.experiment.noise == 0.3)
    assert frame.cursor.step == 0
    driver.write(form.samples, "60")
    driver.wait_for(lambda frame: frame.dataset.samples == 60)
    driver.write(form.seed.number, "11")
    frame = driver.wait_for(lambda frame: frame.experiment.seed == 11)
    np.testing.assert_array_equal(frame.dataset.x, load("circle", seed=11, noise=0.3, samples=60).x)
    assert shows(driver, frame.experiment)
    assert form.batch.maximum() == 60


def test_the_button_takes_the_next_seed(driver):
    before = driver.frame.theta
    driver.click(driver.window.controls.seed.next)
    frame = driver.wait_for(lambda frame: frame.experiment.seed == 1)
    assert (frame.theta != before).all()
    driver.click(driver.window.controls.seed.next)
    driver.wait_for(lambda frame: frame.experiment.seed == 2)
    assert driver.window.controls.seed.number.value() == 2


def test_arrows_step_the_learning_rate_by_its_leading_digit(driver):
    eta = driver.window.controls.eta
    driver.write(eta, "0.3")
    for key, value in [(Key.Key_Up, 0.4), (Key.Key_Down, 0.3), (Key.Key_Down, 0.2), (Key.Key_Down, 0.1)]:
        eta.setFocus()
        driver.press(key)
        driver.wait_for(lambda frame, value=value: abs(frame.experiment.eta - value) < 1e-9)
    eta.setFocus()
    driver.press(Key.Key_Down)
    driver.wait_for(lambda frame: abs(frame.experiment.eta - 0.09) < 1e-9)


def test_enter_hands_the_keys_back_to_the_canvas(driver):
    form, shown = driver.window.controls, driver.window.samples
    fields = [form.samples, form.held_out, form.eta, form.batch, form.seed.number]
    fields += [shown.number, form.hidden.edit]
    for field in fields:
        text = field.text()
        driver.write(field, text)
        assert QApplication.focusWidget() is driver.window.canvas, field.accessibleName()
    driver.step()


@pytest.mark.parametrize(("typed", "m"), [("20", 4), ("5", 4), ("999999", 4), ("0", 1)])
def test_a_batch_that_cannot_be_becomes_the_nearest_that_can(driver, typed, m):
    batch = driver.window.controls.batch
    driver.write(batch, "2")
    driver.wait_for(lambda frame: frame.experiment.m == 2)
    driver.write(batch, typed)
    driver.wait_for(lambda frame: frame.experiment.m == m)
    assert batch.text() == str(m)


def test_a_batch_larger_than_the_data_is_the_whole_data(driver):
    batch = driver.window.controls.batch
    driver.write(batch, "4")
    assert batch.maximum() == 4
    driver.write(batch, "2")
    driver.wait_for(lambda frame: frame.experiment.m == 2)


def test_the_wheel_over_a_field_that_is_not_in_use_changes_nothing(driver):
    eta = driver.window.controls.eta
    driver.window.canvas.setFocus()
    wheel(eta)
    assert eta.value() == 2
    eta.setFocus()
    wheel(eta)
    driver.wait_for(lambda frame: frame.experiment.eta == 3)


def wheel(field):
    at = QPointF(field.rect().center())
    event = QWheelEvent(
        at,
        field.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)


# What cannot be


@pytest.mark.parametrize(
    ("dataset", "name", "typed", "nearest"),
    [
        ("xor", "samples", "3", 4),
        ("circle", "samples", "1", 2),
        ("circle", "samples", "9999999", 100_000),
        ("sine", "noise", "0.4", 0.2),
        ("circle", "noise", "17.5", 0.5),
        ("circle", "noise", ".75", 0.5),
        ("iris", "held_out", "95", 90),
    ],
)
def test_a_value_beyond_its_range_becomes_the_nearest_in_it(open_window, dataset, name, typed, nearest):
    driver = open_window(default_experiment(dataset))
    field = getattr(driver.window.controls, name)
    driver.write(field, typed)
    of = {"held_out": lambda frame: round(100 * frame.experiment.held_out)}
    value = of.get(name, lambda frame: getattr(frame.dataset, name))
    driver.wait_for(lambda frame: value(frame) == nearest)
    driver.until(lambda: shows(driver, driver.experiment))
    assert field.value() == nearest
    driver.step()


@pytest.mark.parametrize("typed", ["", "abc", "1e3", "nan", "0..1", "0,2", "-1"])
def test_what_is_no_number_leaves_the_noise_or_is_read_as_far_as_it_is_one(open_window, typed):
    driver = open_window(default_experiment("circle"))
    driver.write(driver.window.controls.noise, typed)
    driver.step()
    assert 0 <= driver.frame.dataset.noise <= 0.5
    assert shows(driver, driver.experiment)


def test_an_experiment_refused_while_running_changes_nothing(open_window):
    driver = open_window(default_experiment("sine"))
    driver.run_at_full_speed()
    driver.window.engine.send(Load(replace(default_experiment("sine"), noise=0.4)))
    driver.until(lambda: driver.sentence == "The noise must be from 0 to 0.2, not 0.4.")
    assert driver.window.controls.noise.value() == pytest.approx(0.03)
    step = driver.frame.cursor.step
    driver.wait_for(lambda frame: frame.cursor.step > step + 10)
    driver.pause()


def test_a_refused_experiment_leaves_the_old_one(driver):
    bad = replace(default_experiment("iris"), n=(3, 6, 3))
    driver.window.engine.send(Load(bad))
    driver.until(lambda: driver.sentence.startswith("The data set iris needs 4 input and 3 output nodes"))
    assert driver.step().experiment == default_experiment("xor")


def test_a_command_that_the_state_does_not_allow_is_refused(driver):
    from core.commands import Pause

    driver.window.engine.send(Pause())
    driver.until(lambda: driver.sentence == "Pause is not possible while training is paused.")
    driver.step()


def test_fields_refuse_what_is_out_of_their_range(driver):
    form = driver.window.controls
    for field, text in ((form.eta, "-1"), (form.eta, "abc"), (form.eta, "nan"), (form.batch, "-5")):
        driver.write(field, text)
        assert driver.frame.experiment.eta > 0
        assert driver.frame.experiment.m >= 1
    driver.step()
    assert np.isfinite(driver.experiment.eta)
    assert driver.experiment.eta > 0


def test_escape_from_a_field_by_a_click_on_the_canvas(driver):
    driver.type(driver.window.controls.eta, "0.75")
    driver.click(driver.window.canvas)
    assert QApplication.focusWidget() is driver.window.canvas
    driver.wait_for(lambda frame: frame.experiment.eta == 0.75)
    driver.press(Key.Key_Right, Modifier.ShiftModifier)
    driver.wait_for(lambda frame: frame.cursor.step == 1)
