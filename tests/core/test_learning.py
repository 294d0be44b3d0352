"""The default experiments learn, and one seed fixes everything."""

from dataclasses import replace

import numpy as np
import pytest

from core.backprop import forward
from core.datasets import names
from core.experiment import build, default_experiment
from core.score import score


def score_of(trainer, data):
    return score(trainer.net, data.x, data.y, data.task, trainer.step)


@pytest.mark.parametrize("seed", range(10))
def test_xor_is_learned_from_every_seed(seed):
    data, trainer = build(replace(default_experiment("xor"), seed=seed))
    while trainer.step < 20_000 and score_of(trainer, data).cost >= 0.01:
        trainer.run(60.0, most=250)
    found = score_of(trainer, data)
    assert found.cost < 0.01
    assert found.accuracy == 1.0


@pytest.mark.parametrize(
    ("name", "steps", "share"),
    [
        ("and", 300, 0.2),
        ("or", 300, 0.2),
        ("xor", 1500, 0.2),
        ("parity", 1500, 0.2),
        ("circle", 1500, 0.5),
        ("gaussians", 300, 0.2),
        ("noisy-xor", 1500, 0.2),
        ("moons", 1500, 0.5),
        ("spiral", 6000, 0.5),
        ("two-spirals", 40_000, 0.5),
        ("rings", 2500, 0.2),
        ("checkerboard", 6000, 0.5),
        ("line", 100, 0.01),
        ("sine", 1500, 0.2),
        ("teacher", 2000, 0.05),
        ("autoencoder", 1000, 0.5),
        ("iris", 1000, 0.3),
        ("digits", 2500, 0.3),
    ],
)
def test_every_default_experiment_lowers_its_cost(name, steps, share):
    data, trainer = build(default_experiment(name))
    before = score_of(trainer, data).cost
    trainer.run(60.0, most=steps)
    assert trainer.divergence is None
    assert score_of(trainer, data).cost < share * before


@pytest.mark.parametrize("seed", range(3))
def test_of_a_line_the_weight_becomes_the_slope_and_the_bias_the_intercept(seed):
    data, trainer = build(replace(default_experiment("line"), seed=seed, m=100))
    trainer.run(60.0, most=1000)
    fitted = np.polyfit(data.x[0], data.y[0], 1)
    assert np.allclose([trainer.net.w[1][0, 0], trainer.net.b[1][0, 0]], fitted, rtol=0, atol=1e-9)
    assert np.allclose(fitted, [2, 1], rtol=0, atol=0.06)


@pytest.mark.parametrize("seed", range(3))
def test_three_hidden_nodes_find_a_code_for_eight_places(seed):
    data, trainer = build(replace(default_experiment("autoencoder"), seed=seed))
    trainer.run(60.0, most=4000)
    assert score_of(trainer, data).accuracy == 1.0
    code = forward(trainer.net, data.x).a[1]
    # Most of it is near 0 or 1, as it was in the middle when it began.
    assert np.median(np.abs(code - 0.5)) > 0.4
    apart = np.abs(code[:, :, np.newaxis] - code[:, np.newaxis, :]).max(axis=0)
    assert apart[~np.eye(8, dtype=bool)].min() > 0.2


def test_parity_of_two_bits_is_learned_as_xor_is():
    xor = default_experiment("xor")
    trained = []
    for experiment in (xor, replace(xor, dataset="parity", size=2)):
        _, trainer = build(experiment)
        trainer.run(60.0, most=200)
        trained.append(trainer.net.theta.tobytes())
    assert trained[0] == trained[1]


def test_every_dataset_has_its_experiment():
    for name in names():
        experiment = default_experiment(name)
        data, trainer = build(experiment)
        assert experiment.dataset == name
        assert (trainer.net.n[0], trainer.net.n[-1]) == (len(data.inputs), len(data.outputs))


@pytest.mark.parametrize("name", ["xor", "spiral", "iris"])
def test_a_seed_fixes_everything(name):
    def trained(seed):
        _, trainer = build(replace(default_experiment(name), seed=seed))
        trainer.run(60.0, most=200)
        return trainer.net.theta.tobytes(), trainer.mean_cost

    assert trained(4) == trained(4)
    assert trained(4) != trained(5)


def test_hidden_layers_and_sigma_can_be_changed():
    xor = default_experiment("xor")
    other = xor.with_hidden((5, 4), "relu")
    assert (other.n, other.activations) == ((2, 5, 4, 1), ("relu", "relu", "sigmoid"))
    assert xor.with_hidden(()).activations == ("sigmoid",)
    assert other.with_sigma("tanh").activations == ("tanh", "tanh", "sigmoid")
    assert other.with_sigma("tanh", "identity").activations == ("tanh", "tanh", "identity")
    for experiment in (other, xor.with_hidden(()), other.with_sigma("tanh", "identity")):
        build(experiment)
