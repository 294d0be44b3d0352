"""The networks of the lessons, and the ways that lead through them."""

import numpy as np

from core.commands import Edit, Unit
from core.commands import Step as Go
from core.datasets.given import FILE, Given
from core.experiment import Experiment
from core.symbols import lowered

SIGMOID, TANH, IDENTITY = "sigmoid", "tanh", "identity"
Way = tuple[Go | Edit, ...]


def one_sample(title: str, x: tuple[float, ...], y: tuple[float, ...]) -> Given:
    """Data of a single sample x (n_0,), y (n_L,), so that no number has to be looked for."""
    return Given(
        title=title,
        description="One sample, with numbers that are easy to work with.",
        origin="made for a lesson",
        task="regression",
        inputs=tuple(f"x{lowered(k + 1)}" for k in range(len(x))),
        outputs=tuple(f"y{lowered(k + 1)}" for k in range(len(y))),
        x=np.array(x)[:, np.newaxis],
        y=np.array(y)[:, np.newaxis],
    )


def by(unit: Unit, count: int) -> Way:
    """So many phases or steps."""
    return tuple(Go(unit) for _ in range(count))


BY_HAND = Experiment(
    FILE, (2, 2, 1), (SIGMOID, SIGMOID), 0.5, 1, given=one_sample("One sample", (1.0, 0.5), (1.0,))
)
BY_HAND_THETA = (0.5, -0.5, 0.25, 1.0, 0.25, -0.5, 1.0, -1.0, 0.25)
"""The parameters of the notes' worked example."""

FOUR_OUTPUTS = Experiment(
    FILE,
    (2, 4),
    (IDENTITY,),
    0.5,
    1,
    given=one_sample("One sample, four targets", (1.0, 0.5), (0.0, 1.0, 0.0, 1.0)),
)
FOUR_THETA = (1.0, -1.0, 0.0, 0.5, 0.5, 0.0, 0.25, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The outputs become 0.5, 0.75, 0.25 and 1."""

A_LINE = Experiment("line", (1, 1), (IDENTITY,), eta=0.1, m=100)
A_CIRCLE = Experiment("circle", (2, 4, 2, 1), (TANH, TANH, SIGMOID), eta=0.5, m=10, samples=100)
DEEP = Experiment("circle", (2, 6, 6, 6, 6, 6, 1), 6 * (SIGMOID,), eta=0.5, m=10)
WITH_FAULT = Experiment("circle", (2, 4, 4, 4, 1), (TANH, TANH, TANH, SIGMOID), eta=0.5, m=10, samples=100)

TO_OUTPUT, TO_COST, TO_LAYER_2 = by("phase", 1), by("phase", 3), by("phase", 4)
ONE, TEN, HUNDRED = by("step", 1), by("step", 10), by("step", 100)
FAST: Way = (*ONE, Edit("eta", 1.5))
TOO_FAR: Way = (*FAST, *by("step", 4))
ARRIVING: Way = (*TOO_FAR, Edit("eta", 0.4))
WHOLE: Way = (*TEN, Edit("m", 100))
SMOOTH: Way = (*WHOLE, *by("step", 50))
SINGLE: Way = (*SMOOTH, Edit("m", 1))
WITH_TANH: Way = (*ONE, Edit("activations", (*5 * (TANH,), SIGMOID)))
