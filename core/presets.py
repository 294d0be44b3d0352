"""Experiments by name: five measured on samples held out, and some that each teach a lesson."""

from typing import NamedTuple

from core.errors import UnknownNameError
from core.experiment import Experiment


class Preset(NamedTuple):
    """An experiment with a name, a title for a menu, and one sentence on what it shows."""

    name: str
    title: str
    description: str
    experiment: Experiment


MEASURED_STEPS = {
    "circle": 20_000,
    "moons": 20_000,
    "two-spirals": 150_000,
    "iris": 10_000,
    "digits": 50_000,
}
"""After how many steps the held-out accuracy in a description was measured: whatever it is by then."""

_SIGMOID, _TANH, _RELU, _IDENTITY = "sigmoid", "tanh", "relu", "identity"
_FIFTH = 0.2


def _found(name: str, median: int, least: int, most: int) -> str:
    """What tests/benchmarks/held_out.py prints, rounded."""
    steps, spread = (
        f"After {MEASURED_STEPS[name]:,} steps",
        f"the median of ten seeds from {least} to {most} %",
    )
    if least == most == 100:
        return f"{steps} all of the fifth held out is right, from each of ten seeds."
    return f"{steps} {median} % of the fifth held out is right, {spread}."


_MEASURED = (
    Preset(
        "circle",
        "Circle, a fifth held out",
        _found("circle", 100, 96, 100),
        Experiment("circle", (2, 4, 2, 1), (_TANH, _TANH, _SIGMOID), eta=0.5, m=10, held_out=_FIFTH),
    ),
    Preset(
        "moons",
        "Two moons, a fifth held out",
        _found("moons", 100, 100, 100),
        Experiment("moons", (2, 6, 4, 1), (_TANH, _TANH, _SIGMOID), eta=0.5, m=10, held_out=_FIFTH),
    ),
    Preset(
        "two-spirals",
        "Two spirals, a fifth held out",
        _found("two-spirals", 97, 95, 100),
        Experiment(
            "two-spirals", (2, 20, 20, 20, 1), (_TANH, _TANH, _TANH, _SIGMOID), eta=0.1, m=10, held_out=_FIFTH
        ),
    ),
    Preset(
        "iris",
        "Iris, a fifth held out",
        _found("iris", 97, 87, 100),
        # Scaled once more, so that the lengths are standardised by the samples trained on alone.
        Experiment("iris", (4, 6, 3), (_TANH, _SIGMOID), 0.1, 10, held_out=_FIFTH, scaling="standardise"),
    ),
    Preset(
        "digits",
        "Handwritten digits, a fifth held out",
        _found("digits", 98, 97, 99),
        Experiment("digits", (64, 48, 10), (_TANH, _SIGMOID), eta=2.0, m=16, held_out=_FIFTH),
    ),
)

_LESSONS = (
    Preset(
        "slope",
        "A line: the weight becomes its slope",
        "One node without a hidden layer and with the identity is a line, so that gradient descent is linear "
        "regression: the weight comes to the slope 2, the bias to the intercept 1.",
        Experiment("line", (1, 1), (_IDENTITY,), eta=0.1, m=100),
    ),
    Preset(
        "xor-alone",
        "XOR without a hidden layer",
        "One node divides the plane by a straight line, which XOR does not allow: "
        "the cost stays at ¼ and the output at ½, however long it is trained.",
        Experiment("xor", (2, 1), (_SIGMOID,), eta=2.0, m=4),
    ),
    Preset(
        "squares",
        "A circle by its squares",
        "Among x₁² and x₂² a circle is a straight line: with them as inputs one node alone learns it.",
        Experiment(
            "circle",
            (4, 1),
            (_SIGMOID,),
            eta=2.0,
            m=10,
            held_out=_FIFTH,
            features=("square_1", "square_2"),
        ),
    ),
    Preset(
        "parity",
        "Parity of four bits",
        "No bit says anything alone, so that nothing seems to happen for a while; then it is found quickly.",
        Experiment("parity", (4, 8, 1), (_TANH, _SIGMOID), eta=1.0, m=16),
    ),
    Preset(
        "autoencoder",
        "An 8-3-8 autoencoder",
        "Eight places have to pass through three nodes, which find a code for them, mostly zeros and ones.",
        Experiment("autoencoder", (8, 3, 8), (_SIGMOID, _SIGMOID), eta=5.0, m=8),
    ),
    Preset(
        "student",
        "A student of its teacher's size",
        "Targets made by a random 2-3-1 network, for another of the same shape: the cost can come to 0, "
        "though from some seeds it gets stuck on the way.",
        Experiment("teacher", (2, 3, 1), (_TANH, _IDENTITY), eta=0.2, m=10),
    ),
    Preset(
        "vanishing",
        "Gradients that vanish",
        "Each of five hidden layers of sigmoids makes the gradient smaller, so that the first one's is below "
        "a ten-thousandth of the last one's and nothing is learned; with tanh it is.",
        Experiment("circle", (2, 6, 6, 6, 6, 6, 1), 6 * (_SIGMOID,), eta=0.5, m=10),
    ),
    Preset(
        "too-fast",
        "A learning rate too large",
        "With η = 1.5 each step doubles how far the bias is from where the cost is lowest, until a number is "
        "no longer finite; below 1 the same line is learned.",
        Experiment("line", (1, 1), (_IDENTITY,), eta=1.5, m=100),
    ),
    Preset(
        "dead",
        "Nodes that die",
        "The first steps are so large that every hidden relu gives 0 for every sample from then on: "
        "its derivative is 0 too, and no gradient comes through.",
        Experiment("sine", (1, 8, 1), (_RELU, _IDENTITY), eta=0.5, m=10, seed=2),
    ),
    Preset(
        "overfitting",
        "Learned by heart",
        "Two clouds that overlap, fifty points to train on and far too many weights: the training cost falls "
        "to 0, while that of the samples held out rises after about 2,000 steps.",
        Experiment(
            "gaussians",
            (2, 16, 16, 1),
            (_TANH, _TANH, _SIGMOID),
            eta=0.5,
            m=10,
            seed=2,
            noise=0.5,
            samples=100,
            held_out=0.5,
        ),
    ),
)

PRESETS = (*_MEASURED, *_LESSONS)
_BY_NAME = {each.name: each for each in PRESETS}


def presets() -> tuple[Preset, ...]:
    """Return all of them in the order of the menu: those measured on samples held out come first."""
    return PRESETS


def preset(name: str) -> Preset:
    """Return the preset `name`; raises `UnknownNameError`."""
    if not isinstance(name, str) or name not in _BY_NAME:
        raise UnknownNameError("preset", name, tuple(_BY_NAME))
    return _BY_NAME[name]
