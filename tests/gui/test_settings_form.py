"""The fields of the cost, of σ and of the optimiser, chosen as a person would, one after another."""

from dataclasses import replace

import pytest
from data_form import brought, shows
from driving import Key
from PySide6.QtCore import Qt
from settings_form import holds, opened

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
def test_the_optimiser_changes_and_the_parameters_stay(open_window, running):
    driver = open_window(replace(default_experiment("circle"), eta=0.001))
    for name in (name for name in OPTIMISERS if name != "gradient descent"):
        if running:
            driver.run_at_full_speed()
        before = driver.frame.theta
        driver.choose(driver.window.controls.optimiser, name)
        frame = holds(driver, optimiser=name)
        assert frame.state == ("running" if running else "paused")
        if running:
            driver.pause()
        else:
            assert (frame.theta == before).all(), name
        driver.step("step")
        assert driver.frame.theta_before is not None
        assert (driver.frame.theta != driver.frame.theta_before).any(), name


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


def test_a_cost_without_sense_is_greyed_with_its_reason(driver):
    cost = driver.window.controls.cost
    for dataset, reasons in (
        ("xor", {"cross-entropy": "two outputs or more"}),
        ("iris", {}),
        ("line", {"cross-entropy": "from 0 to 1", "binary cross-entropy": "from 0 to 1"}),
        ("autoencoder", {}),
    ):
        driver.load(dataset)
        driver.until(lambda reasons=reasons: set(withheld(cost)) == set(reasons))
        found = withheld(cost)
        for name, words in reasons.items():
            assert words in found[name], dataset
            assert found[name].endswith(".")


def test_the_keys_pass_over_a_greyed_cost(driver):
    cost = driver.window.controls.cost
    cost.setFocus()
    driver.press(Key.Key_End)
    holds(driver, cost="binary cross-entropy")
    driver.press(Key.Key_Down)
    assert cost.value() == "binary cross-entropy"


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


# Hidden layers


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


def test_a_rate_that_is_much_for_an_optimiser_is_told(driver):
    driver.load("xor")
    form = driver.window.controls
    driver.choose(form.optimiser, "adam")
    driver.wait_for(lambda frame: frame.experiment.optimiser == "adam")
    assert driver.sentence == "Adam changes every weight by about η a step, and η = 2 is much."
    driver.choose(form.optimiser, "momentum")
    driver.wait_for(lambda frame: frame.experiment.optimiser == "momentum")
    driver.type(form.eta, "0.01")
    driver.press(Key.Key_Return)
    driver.wait_for(lambda frame: frame.experiment.eta == 0.01)
    driver.window.status.clearMessage()
    driver.choose(form.optimiser, "rmsprop")
    driver.wait_for(lambda frame: frame.experiment.optimiser == "rmsprop")
    assert "much" not in driver.sentence
