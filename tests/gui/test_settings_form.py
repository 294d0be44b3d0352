"""The fields of cost, optimiser, schedule, regulariser and initialisation, chosen as a person would."""

from dataclasses import replace

import pytest
from data_form import brought, shows
from driving import Key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.commands import Edit
from core.costs import COSTS
from core.experiment import default_experiment
from core.initialisations import INITIALISATIONS
from core.optimisers import OPTIMISERS
from core.schedules import SCHEDULES, Schedule
from core.session import Session
from gui.experiment import cost_choice, schedule_fields, training_fields
from gui.experiment.expecting import expected
from gui.experiment.network_fields import with_layers


def opened(driver):
    """The fields of training, unfolded by a click."""
    fields = driver.window.controls.training
    if not fields.more.button.isChecked():
        driver.window.controls.ensureWidgetVisible(fields.more.button)
        driver.click(fields.more.button)
    assert fields.l1.isVisible()
    return fields


def holds(driver, **settings):
    """Wait until the experiment has these settings, and the form shows it."""
    frame = driver.wait_for(lambda frame: all(getattr(frame.experiment, k) == v for k, v in settings.items()))
    driver.until(lambda: shows(driver, driver.experiment))
    return frame


# What there is can be chosen


def test_all_that_core_has_can_be_chosen(driver):
    fields = opened(driver)
    for choice, known in (
        (driver.window.controls.cost, COSTS),
        (fields.optimiser, OPTIMISERS),
        (fields.schedule.kind, SCHEDULES),
        (fields.initialisation, INITIALISATIONS),
    ):
        values = [choice.itemData(k) for k in range(choice.count())]
        assert values == list(known)
        for k in range(choice.count()):
            assert choice.itemData(k, Qt.ItemDataRole.ToolTipRole)
    for rules, known in (
        (cost_choice.EQUATIONS, COSTS),
        (training_fields.RULES, OPTIMISERS),
        (training_fields.SPREADS, INITIALISATIONS),
        (schedule_fields.RULES, SCHEDULES),
    ):
        assert set(rules) == set(known)


@pytest.mark.parametrize("running", [False, True])
@pytest.mark.parametrize("name", [name for name in OPTIMISERS if name != "gradient descent"])
def test_the_optimiser_changes_and_the_parameters_stay(open_window, running, name):
    driver = open_window(replace(default_experiment("circle"), eta=0.001))
    if running:
        driver.run_at_full_speed()
    before = driver.frame.theta
    driver.choose(driver.window.controls.optimiser, name)
    frame = holds(driver, optimiser=name)
    assert frame.state == ("running" if running else "paused")
    if running:
        driver.pause()
    else:
        assert (frame.theta == before).all()
    driver.step("step")
    assert driver.frame.theta_before is not None
    assert (driver.frame.theta != driver.frame.theta_before).any()


def test_a_change_of_the_optimiser_can_be_undone(driver):
    driver.step("step")
    driver.choose(driver.window.controls.optimiser, "momentum")
    holds(driver, optimiser="momentum")
    assert "optimiser gradient descent → momentum" in driver.window.actions["undo"].text()
    driver.window.actions["undo"].trigger()
    holds(driver, optimiser="gradient descent")
    driver.window.actions["redo"].trigger()
    holds(driver, optimiser="momentum")


# Costs


def test_a_cost_brings_its_sigma_and_says_so(open_window):
    driver = open_window(default_experiment("iris"))
    cost = driver.window.controls.cost
    driver.choose(cost, "cross-entropy")
    frame = holds(driver, cost="cross-entropy")
    assert frame.experiment.activations[-1] == "softmax"
    assert driver.sentence == (
        "The cost cross-entropy goes with softmax: the output layer has it now instead of sigmoid."
    )
    driver.choose(driver.window.controls.output_sigma, "identity")
    frame = holds(driver, cost="mse")
    assert frame.experiment.activations[-1] == "identity"
    assert driver.sentence.startswith("The cost cross-entropy goes with softmax only: ")
    assert "squared error" in driver.sentence


def test_a_cost_that_fits_already_says_nothing(open_window):
    driver = open_window(default_experiment("iris"))
    before = driver.sentence
    driver.choose(driver.window.controls.cost, "binary cross-entropy")
    holds(driver, cost="binary cross-entropy")
    assert driver.sentence == before
    driver.choose(driver.window.controls.sigma, "relu")
    frame = driver.wait_for(lambda frame: frame.experiment.activations[0] == "relu")
    assert frame.experiment.cost == "binary cross-entropy"
    assert driver.sentence == before


def withheld(choice):
    """The values that can't be chosen, with what is said about them."""
    return {
        choice.itemData(k): choice.itemData(k, Qt.ItemDataRole.ToolTipRole)
        for k in range(choice.count())
        if not choice.model().item(k).isEnabled()
    }


@pytest.mark.parametrize(
    ("dataset", "reasons"),
    [
        ("xor", {"cross-entropy": "two outputs or more"}),
        ("iris", {}),
        ("autoencoder", {}),
        ("line", {"cross-entropy": "from 0 to 1", "binary cross-entropy": "from 0 to 1"}),
    ],
)
def test_a_cost_without_sense_is_greyed_with_its_reason(open_window, dataset, reasons):
    driver = open_window(default_experiment(dataset))
    found = withheld(driver.window.controls.cost)
    assert set(found) == set(reasons)
    for name, words in reasons.items():
        assert words in found[name]
        assert found[name].endswith(".")


def test_the_keys_pass_over_a_greyed_cost(driver):
    cost = driver.window.controls.cost
    cost.setFocus()
    driver.press(Key.Key_End)
    holds(driver, cost="binary cross-entropy")
    driver.press(Key.Key_Down)
    assert cost.value() == "binary cross-entropy"


def test_other_data_let_other_costs_be_chosen(driver):
    cost = driver.window.controls.cost
    assert "cross-entropy" in withheld(cost)
    driver.load("iris")
    driver.until(lambda: not withheld(cost))
    driver.load("line")
    driver.until(lambda: len(withheld(cost)) == 2)


def test_a_file_is_called_by_its_name_in_the_reason(open_window):
    given = brought()
    data = replace(given.given, y=given.given.y * 7, task="regression")
    driver = open_window(replace(given, given=data))
    assert "those of iris.csv go beyond" in withheld(driver.window.controls.cost)["cross-entropy"]


def test_a_cost_that_is_refused_leaves_the_form_as_it_was(driver):
    driver.window.engine.send(Edit("cost", "cross-entropy"))
    driver.until(lambda: "single one is always 1" in driver.sentence)
    assert driver.sentence.endswith(".")
    assert shows(driver, default_experiment("xor"))
    driver.step()


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


@pytest.mark.parametrize(
    ("typed", "to"), [("2", 1.0), ("-1", 0.5), ("abc", 0.5), ("0", 0.0), ("1e-3", 0.5), ("", 0.5)]
)
def test_a_factor_that_cannot_be_becomes_the_nearest_or_stays(open_window, typed, to):
    driver = open_window(replace(default_experiment("xor"), schedule=Schedule("step", 10, 0.5)))
    field = opened(driver).schedule.to
    driver.write(field, typed)
    driver.step()
    assert 0.0 <= driver.experiment.schedule.to <= 1.0
    if typed not in ("1e-3", "-1"):  # letters and signs do not get into it, and the digits do
        assert driver.experiment.schedule.to == to
    assert shows(driver, driver.experiment)


@pytest.mark.parametrize(("typed", "span"), [("0", 1), ("99999999999", 999_999_999), ("7", 7)])
def test_a_span_that_cannot_be_becomes_the_nearest(open_window, typed, span):
    driver = open_window(replace(default_experiment("xor"), schedule=Schedule("step", 10, 0.5)))
    driver.write(opened(driver).schedule.span, typed)
    driver.wait_for(lambda frame: frame.experiment.schedule.span >= min(span, 10**9) or span == 1)
    driver.wait_for(lambda frame: frame.experiment.schedule.span != 10)
    assert shows(driver, driver.experiment)


# The regulariser


@pytest.mark.parametrize("running", [False, True])
@pytest.mark.parametrize("name", ["l1", "l2"])
def test_a_regulariser_takes_effect_at_once(open_window, running, name):
    driver = open_window(default_experiment("circle"))
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
    assert driver.window.status.penalty.text() == ""


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


@pytest.mark.parametrize(("typed", "l2"), [("5000", 1000.0), ("0.25", 0.25)])
def test_a_strength_beyond_its_range_becomes_the_nearest(driver, typed, l2):
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


def test_hidden_layers_of_different_sigma_are_mixed(open_window):
    own = ("tanh", "relu", "sigmoid")
    driver = open_window(replace(default_experiment("moons"), activations=own))
    sigma = driver.window.controls.sigma
    assert sigma.value() is None
    assert sigma.placeholderText() == "mixed"
    driver.choose(driver.window.controls.output_sigma, "tanh")
    driver.wait_for(lambda frame: frame.experiment.activations == ("tanh", "relu", "tanh"))
    driver.write(driver.window.controls.hidden.edit, "3, 3, 3")
    frame = driver.wait_for(lambda frame: frame.n == (2, 3, 3, 3, 1))
    assert frame.experiment.activations == ("tanh", "relu", "relu", "tanh")
    assert shows(driver, frame.experiment)
    driver.choose(sigma, "softplus")
    frame = driver.wait_for(lambda frame: frame.experiment.activations[0] == "softplus")
    holds(driver, activations=("softplus", "softplus", "softplus", "tanh"))


def test_layers_without_a_sigma_of_their_own_take_after_the_last():
    mixed = replace(default_experiment("moons"), activations=("tanh", "relu", "sigmoid"))
    assert with_layers(mixed, (5,), None).activations == ("tanh", "sigmoid")
    assert with_layers(mixed, (), None).activations == ("sigmoid",)
    assert with_layers(mixed, (5, 5), "tanh").activations == ("tanh", "tanh", "sigmoid")
    bare = with_layers(mixed, (), None)
    assert with_layers(bare, (4,), None).activations == ("sigmoid", "sigmoid")


# What is asked for in quick succession


def test_each_change_begins_from_the_ones_before_it(driver):
    """Whatever the frames have brought by then: nothing of it is lost."""
    form, fields = driver.window.controls, opened(driver)
    asked = []
    form.asked.connect(asked.append)
    for choice, value in (
        (form.optimiser, "adam"), (form.sigma, "tanh"), (form.output_sigma, "identity"),
        (fields.schedule.kind, "step"), (form.cost, "binary cross-entropy"), (fields.initialisation, "he"),
    ):  # fmt: skip
        choice.setCurrentIndex(choice.findData(value))
        choice.activated.emit(choice.currentIndex())
    fields.schedule.span.setValue(7)
    fields.l2.setValue(0.5)
    form.seed.next.click()
    wanted = replace(
        default_experiment("xor"), optimiser="adam", activations=("tanh", "sigmoid"), l2=0.5, seed=1,
        cost="binary cross-entropy", initialisation="he", schedule=Schedule("step", 7, 0.5),
    )  # fmt: skip
    assert asked[-1].experiment == wanted
    driver.wait_for(lambda frame: frame.experiment == wanted)
    driver.until(lambda: shows(driver, wanted))
    form.asked.disconnect(asked.append)


@pytest.mark.parametrize(
    "edit",
    [
        Edit("eta", 0.25), Edit("m", 2), Edit("optimiser", "adam"), Edit("l1", 0.1), Edit("l2", 0.1),
        Edit("schedule", Schedule("cosine", 5, 0.1)), Edit("activations", ("relu", "tanh")),
        Edit("activations", ("relu", "sigmoid")), Edit("cost", "mse"), Edit("cost", "binary cross-entropy"),
    ],
    ids=lambda edit: f"{edit.quantity} {edit.value}",
)  # fmt: skip
@pytest.mark.parametrize("cost", ["mse", "binary cross-entropy"])
def test_what_is_expected_is_what_comes(edit, cost):
    session = Session(replace(default_experiment("xor"), cost=cost))
    wanted = expected(session.experiment, edit)
    session.apply(edit)
    assert session.experiment == wanted
