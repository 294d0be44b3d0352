"""Other shapes of a network: sizes, σ, and what can't be."""

from dataclasses import replace

import pytest

from core.errors import BadInputError
from core.experiment import build, default_experiment
from core.reshaping import Grow, Insert, Remove, Resize, with_sigma

MIXED = replace(
    default_experiment("circle"), n=(2, 12, 3, 1), activations=("relu", "tanh", "sigmoid"), samples=20, m=4
)
LINEAR = replace(MIXED, n=(2, 1), activations=("sigmoid",))


@pytest.mark.parametrize(
    ("change", "n", "activations"),
    [
        (Resize(1, 5), (2, 5, 3, 1), ("relu", "tanh", "sigmoid")),
        (Grow(2), (2, 12, 4, 1), ("relu", "tanh", "sigmoid")),
        (Grow(2, -2), (2, 12, 1, 1), ("relu", "tanh", "sigmoid")),
        (Insert(1), (2, 8, 12, 3, 1), ("relu", "relu", "tanh", "sigmoid")),
        (Insert(2), (2, 12, 3, 3, 1), ("relu", "relu", "tanh", "sigmoid")),
        (Insert(3), (2, 12, 3, 3, 1), ("relu", "tanh", "tanh", "sigmoid")),
        (Remove(1), (2, 3, 1), ("tanh", "sigmoid")),
        (Remove(2), (2, 12, 1), ("relu", "sigmoid")),
    ],
)
def test_what_is_left_alone_keeps_its_sigma(change, n, activations):
    changed = change.of(MIXED)
    assert (changed.n, changed.activations) == (n, activations)
    assert replace(changed, n=MIXED.n, activations=MIXED.activations) == MIXED
    assert build(changed)[1].net.n == n


def test_the_first_hidden_layer_has_nobody_to_take_after():
    changed = Insert(1).of(LINEAR)
    assert (changed.n, changed.activations) == ((2, 4, 1), ("sigmoid", "sigmoid"))
    for name in ("identity", "softmax"):
        assert Insert(1).of(replace(LINEAR, activations=(name,))).activations == ("tanh", name)


@pytest.mark.parametrize(
    ("change", "experiment", "sentence"),
    [
        (Resize(1, 0), MIXED, "The number of nodes of layer 1 must be from 1 to 1024, not 0."),
        (Resize(1, 2.5), MIXED, "The number of nodes of layer 1"),
        (Resize(3, 2), MIXED, "The number of a hidden layer"),
        (Resize(0, 2), MIXED, "The number of a hidden layer"),
        (Grow(2, -3), MIXED, "Layer 2 keeps at least one node; the layer itself can be removed instead."),
        (Insert(0), MIXED, "The place of a new layer"),
        (Insert(4), MIXED, "The place of a new layer"),
        (Remove(0), MIXED, "The number of a hidden layer"),
        (Remove(1), LINEAR, "This network has no hidden layers; input and output have the data's sizes."),
        (Grow(1), LINEAR, "This network has no hidden layers; input and output have the data's sizes."),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(change, experiment, sentence):
    with pytest.raises(BadInputError) as caught:
        change.of(experiment)
    assert str(caught.value).startswith(sentence)


def test_sigma_of_one_layer():
    assert with_sigma(MIXED, 2, "relu") == ("relu", "relu", "sigmoid")
    assert with_sigma(MIXED, 3, "tanh") == ("relu", "tanh", "tanh")
    for l in (0, 4):
        with pytest.raises(BadInputError):
            with_sigma(MIXED, l, "tanh")
