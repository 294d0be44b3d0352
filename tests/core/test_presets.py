"""Each preset shows what its description says."""

import re
from dataclasses import replace

import numpy as np
import pytest
from data_sets import assert_is_a_sentence

from core.backprop import backward, forward
from core.errors import UnknownNameError
from core.experiment import build, held_out
from core.presets import MEASURED_STEPS, PRESETS, guide, preset, presets
from core.score import score

NAMES = tuple(each.name for each in PRESETS)


def trained(name, steps, **changed):
    """Data, trainer and score of a preset, changed, after `steps` more steps."""
    experiment = replace(preset(name).experiment, **changed)
    data, trainer = build(experiment)
    trainer.run(60.0, most=steps)
    return data, trainer, scored(experiment, data, trainer)


def scored(experiment, data, trainer):
    mask = held_out(experiment, data.samples)
    return score(trainer.net, data.x, data.y, data.task, trainer.step, mask)


def test_presets_are_found_by_their_names():
    assert presets() == PRESETS
    assert len(set(NAMES)) == len({each.title for each in PRESETS}) == len(PRESETS)
    for each in PRESETS:
        assert preset(each.name) is each


@pytest.mark.parametrize("name", ["", "Circle", "circle ", None, 3, ["iris"]])
def test_an_unknown_name_gets_those_that_exist(name):
    with pytest.raises(UnknownNameError) as caught:
        preset(name)
    assert_is_a_sentence(caught.value)
    assert ", ".join(NAMES) in str(caught.value)


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_has_one_sentence_and_can_be_trained(name):
    each = preset(name)
    for text in (each.title, each.description):
        assert text == text.strip()
        assert "\n" not in text
    assert each.description.endswith(".")
    assert not re.search(r"\. [A-Z]", each.description)
    assert not each.title.endswith(".")
    _, trainer, found = trained(name, 20)
    assert trainer.step == 20
    assert np.isfinite(found.cost)


def test_what_is_measured_has_a_fifth_held_out_and_says_after_how_many_steps():
    assert NAMES[: len(MEASURED_STEPS)] == tuple(MEASURED_STEPS)
    for name, steps in MEASURED_STEPS.items():
        each = preset(name)
        assert each.experiment.held_out == 0.2
        assert (each.experiment.dataset, each.experiment.noise, each.experiment.samples) == (name, None, None)
        assert f"{steps:,} steps" in each.description


@pytest.mark.parametrize(
    ("name", "steps", "least"), [("circle", 20_000, 0.95), ("moons", 20_000, 0.99), ("iris", 10_000, 0.86)]
)
def test_samples_held_out_are_right(name, steps, least):
    _, _, found = trained(name, steps)
    assert found.held_out_accuracy >= least


def test_digits_held_out_are_right_long_before_the_end():
    _, _, found = trained("digits", 5000)
    assert found.held_out_accuracy > 0.95


def test_two_spirals_are_being_told_apart():
    _, _, found = trained("two-spirals", 60_000)
    assert found.held_out_accuracy > 0.75


def test_the_weight_becomes_the_slope():
    _, trainer, _ = trained("slope", 500)
    assert trainer.net.w[1][0, 0] == pytest.approx(2, abs=0.05)
    assert trainer.net.b[1][0, 0] == pytest.approx(1, abs=0.05)


def test_without_a_hidden_layer_xor_stays_at_a_quarter():
    for seed in range(3):
        data, trainer, found = trained("xor-alone", 2000, seed=seed)
        assert found.cost == pytest.approx(0.25, abs=1e-3)
        assert np.abs(forward(trainer.net, data.x).a[1] - 0.5).max() < 0.01


def test_a_circle_is_a_line_of_squares():
    _, trainer, found = trained("squares", 3000)
    assert trainer.net.n == (4, 1)
    assert found.accuracy == found.held_out_accuracy == 1.0


def test_parity_is_found_after_a_while():
    _, _, early = trained("parity", 100)
    _, _, late = trained("parity", 3000)
    assert early.cost > 0.24
    assert late.cost < 0.01
    assert late.accuracy == 1.0


def test_three_nodes_find_a_code():
    _, _, found = trained("autoencoder", 4000)
    assert found.accuracy == 1.0


def test_a_student_learns_its_teacher():
    _, _, found = trained("student", 10_000)
    assert found.cost < 1e-3


def test_gradients_vanish_on_their_way_back_through_sigmoids():
    data, _, found = trained("vanishing", 1000)
    net = build(preset("vanishing").experiment)[1].net
    lengths = [np.linalg.norm(g) for g in backward(net, forward(net, data.x), data.y).dC_dw[1:]]
    assert lengths == sorted(lengths)
    assert lengths[0] < 1e-4 * lengths[-1]
    assert found.accuracy == 0.5
    with_tanh = preset("vanishing").experiment.with_sigma("tanh").activations
    _, _, other = trained("vanishing", 2000, activations=with_tanh)
    assert other.accuracy > 0.95


def test_too_large_a_learning_rate_doubles_what_is_wrong_until_it_diverges():
    data, trainer, _ = trained("too-fast", 10)
    lowest = np.polyfit(data.x[0], data.y[0], 1)[1]
    off = trainer.net.b[1][0, 0] - lowest
    trainer.run(60.0, most=1)
    assert trainer.net.b[1][0, 0] - lowest == pytest.approx(-2 * off, rel=0.02)
    trainer.run(60.0, most=5000)
    assert trainer.divergence is not None
    assert trained("too-fast", 500, eta=0.9)[2].cost < 0.02


def test_dead_nodes_let_no_gradient_through():
    data, trainer, _ = trained("dead", 50)
    p = forward(trainer.net, data.x)
    assert not p.a[1].any()
    g = backward(trainer.net, p, data.y)
    assert not g.dC_dw[1].any()
    assert not g.dC_db[1].any()


def test_what_is_learned_by_heart_is_worth_less_on_samples_held_out():
    experiment = preset("overfitting").experiment
    data, trainer, early = trained("overfitting", 2000)
    trainer.run(60.0, most=18_000)
    late = scored(experiment, data, trainer)
    assert late.cost < 0.1 * early.cost
    assert late.held_out_cost > 2 * early.held_out_cost
    assert late.accuracy == 1.0
    assert late.held_out_accuracy < early.held_out_accuracy


def test_what_nodes_all_alike_can_do_is_seen_within_half_a_minute():
    assert trained("symmetric", 30 * 60)[2].accuracy > 0.65  # at 60 steps a second


def test_nodes_that_begin_alike_stay_alike_until_one_is_changed():
    data, trainer, found = trained("symmetric", 5000)
    assert (trainer.net.w[1] == trainer.net.w[1][0]).all()
    assert (trainer.net.w[2] == trainer.net.w[2][0, 0]).all()
    assert np.abs(trainer.net.w[1]).max() > 0.5
    assert 0.65 < found.accuracy < 0.75
    other = build(preset("symmetric").experiment)[1]
    other.net.w[1][0, 0] = 1.0
    other.run(60.0, most=5000)
    assert (other.net.w[1][1:] == other.net.w[1][1]).all()
    assert not np.allclose(other.net.w[1][0], other.net.w[1][1])
    assert 0.83 < scored(preset("symmetric").experiment, data, other).accuracy < 0.9
    for initialisation in ("scaled", "normal", "xavier", "uniform", "he"):
        assert trained("symmetric", 12_000, initialisation=initialisation)[2].accuracy > 0.95, initialisation


def test_with_tanh_while_it_runs_the_circle_is_learned():
    data, trainer, _ = trained("vanishing", 1000)
    trainer.set_activations((*5 * ("tanh",), "sigmoid"))
    trainer.run(60.0, most=4000)
    assert scored(preset("vanishing").experiment, data, trainer).accuracy > 0.95


def test_smaller_learning_rates_arrive():
    for eta, to_and_fro in ((0.9, True), (0.4, False)):
        data, trainer, _ = trained("too-fast", 0, eta=eta)
        lowest = np.polyfit(data.x[0], data.y[0], 1)[1]
        biases = []
        for _ in range(5):
            trainer.run(60.0, most=1)
            biases.append(trainer.net.b[1][0, 0] - lowest)
        signs = np.sign(biases)
        assert (signs[1:] != signs[:-1]).all() == to_and_fro
        assert (signs == signs[0]).all() != to_and_fro
        trainer.run(60.0, most=500)
        assert trainer.net.b[1][0, 0] == pytest.approx(1, abs=0.05)


def test_dead_nodes_would_have_lived_with_a_smaller_rate_or_a_leak():
    _, _, slower = trained("dead", 3000, eta=0.05)
    _, _, leaky = trained("dead", 3000, activations=("leaky relu", "identity"))
    _, _, dead = trained("dead", 3000)
    assert slower.cost < 0.02
    assert leaky.cost < 0.6 * dead.cost


def test_a_price_on_weights_keeps_what_is_held_out():
    _, _, by_heart = trained("overfitting", 16_000)
    _, _, simple = trained("overfitting", 16_000, l2=0.001)
    assert by_heart.cost < 0.01 < simple.cost
    assert simple.held_out_cost < 0.08 < 0.12 < by_heart.held_out_cost


def test_a_guide_is_known_by_what_an_experiment_was_begun_with():
    experiment = preset("vanishing").experiment
    begun = frozenset({"vanishing", "dead", "circle"})
    edited = replace(experiment, eta=0.1, m=3, activations=6 * ("tanh",), optimiser="adam")
    assert guide(experiment, begun) is guide(edited, begun) is preset("vanishing")
    assert guide(experiment, frozenset({"dead"})) is None
    assert guide(replace(experiment, seed=1), begun) is None
    assert guide(preset("circle").experiment, begun) is None  # it says nothing of what to look at
    assert guide(experiment, frozenset({"nothing of the kind"})) is None
