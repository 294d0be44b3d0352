"""What the targets of a data set look like, in colours and in words.

A single output has the diverging scale, its middle halfway between the targets; classes
have a palette after Okabe and Ito, which the common kinds of colour blindness can tell apart.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from core.costs import cost_function
from core.datasets import Dataset
from core.experiment import Experiment
from gui.theme import Theme, image
from gui.units import in_units, with_units
from gui.writing.numbers import significant

Colours = NDArray[np.uint8]
"""Red, green, blue in the last axis."""

# The first two are like y = 0 and y = 1 of a single output: two classes look alike when a third joins them.
DARK_CLASSES = (
    "#56b4e9", "#e69f00", "#009e73", "#f0e442", "#2f7fd0",
    "#d55e00", "#cc79a7", "#f2f4f7", "#6a3df0", "#a0522d",
)  # fmt: skip
LIGHT_CLASSES = (
    "#56b4e9", "#e69f00", "#009e73", "#e6d820", "#0072b2",
    "#d55e00", "#cc79a7", "#1c2028", "#6a3df0", "#a0522d",
)  # fmt: skip
FAINTEST = 0.33
"""How much is left of the colour of a sample with C = 0."""

UNKNOWN = 0.65
"""The same for one whose C is not known."""

PIECE = 16_384
"""Samples that are looked at at a time."""

ASKED = 10_000
"""Samples that are asked what knowing nothing costs, at least, where there are so many."""


def class_colours(count: int, theme: Theme) -> Colours:
    """A colour for each of `count` classes (count, 3); after ten they begin again."""
    palette = DARK_CLASSES if theme.dark else LIGHT_CLASSES
    return rgb(*(palette[k % len(palette)] for k in range(count)))


def rgb(*colours: str) -> Colours:
    """Colours given as #rrggbb, one a row."""
    return np.array([QColor(c).getRgb()[:3] for c in colours], dtype=np.uint8).reshape(-1, 3)


@lru_cache(maxsize=1)
def ends_of(dataset: Dataset) -> tuple[float, float]:
    """The lowest and the highest target; to look for them among a million can be seen."""
    # In the order of memory, and a piece at a time, it takes half as long.
    low, high = np.inf, -np.inf
    for k in range(0, dataset.samples, PIECE):
        part = dataset.y[:, k : k + PIECE].T.copy()
        low, high = min(low, float(part.min())), max(high, float(part.max()))
    return low, high


class Targets:
    """The targets of `dataset`, in the colours of `theme`.

    Attributes:
        classes: whether the outputs are classes, the target being the one that is 1.
        centre, reach: of a single output: the value in the middle of the colour scale, and how far
            from it the ends lie.

    """

    def __init__(self, dataset: Dataset, theme: Theme) -> None:
        self.dataset, self.theme = dataset, theme
        self.classes = len(dataset.outputs) > 1 and dataset.task == "classification"
        low, high = ends_of(dataset)
        if low >= 0.0 and high <= 1.0:
            low, high = 0.0, 1.0
        self.centre, self.reach = (low + high) / 2, max((high - low) / 2, 1e-12)

    def colours(self, output: int | None = None, some: NDArray[np.intp] | None = None) -> Colours:
        """The full colour of every sample (M, 3), or of `some`: its class's, or that of y_`output`."""
        y = self.dataset.y if some is None else self.dataset.y[:, some]
        if self.classes and output is None:
            return class_colours(len(y), self.theme)[y.argmax(axis=0)]
        return self.of_values(y[output or 0])

    def colour(self, sample: int, output: int | None = None) -> QColor:
        """The full colour of one sample."""
        y = self.dataset.y[:, sample : sample + 1]
        if self.classes and output is None:
            found = class_colours(len(y), self.theme)[y.argmax(axis=0)]
        else:
            found = self.of_values(y[output or 0])
        return QColor(*found[0].tolist())

    def class_colour(self, label: int, output: int | None = None) -> QColor:
        """The full colour of a sample of the class `label`, from 0: the class's, or that of y_`output`."""
        if self.classes and output is None:
            found = class_colours(label + 1, self.theme)[label]
        else:
            found = self.of_values(np.array([float(label == output if self.classes else label)]))[0]
        return QColor(*found.tolist())

    def of_values(self, values: NDArray[np.float64], ground: bool = False) -> Colours:
        """The colours of values of one output (…, 3); what is not a number has the middle's.

        The middle is grey, to be seen on any ground, or with `ground` one itself.
        """
        theme = self.theme if ground else replace(self.theme, neutral=self.theme.node_border)
        flat = np.nan_to_num(values - self.centre, nan=0.0, posinf=self.reach, neginf=-self.reach)
        return image(flat.reshape(-1, 1), self.reach, theme)[:, 0, :3].reshape(*values.shape, 3)

    def words(self, sample: int, whole: bool = False) -> str:
        """The target of one sample: "y = 1", or the name of its class.

        Of a scaled regression in its own units as well, with `whole` in words and not in brackets.
        """
        y = self.dataset.y[:, sample]
        if self.classes:
            return f"y: {self.dataset.outputs[int(y.argmax())]}"
        shown = [short(k) for k in y.tolist()]
        words = f"y = {shown[0]}" if len(shown) == 1 else f"y = ({', '.join(shown)})"
        return with_units(words, in_units(self.dataset, y.tolist()), whole)


def short(value: float, digits: int = 3) -> str:
    """A number to so many digits, a whole one without a point."""
    return f"{value:g}".replace("-", "−") if value == round(value) else significant(value, digits)


def blended_colours(colours: Colours, ground: str, share: NDArray[np.float64] | float) -> Colours:
    """`share` (…) of `colours` (…, 3) on `ground`."""
    under = rgb(ground)[0].astype(np.float64)
    part = np.asarray(share, dtype=np.float64)[..., np.newaxis]
    return np.rint(under + (colours - under) * part).astype(np.uint8)


def guessing_cost(dataset: Dataset, experiment: Experiment) -> float:
    """The mean C of a network that always answers the mean target: what knowing nothing costs.

    Of very many samples some are asked, which stand for all.
    """
    y = dataset.y[:, :: max(1, dataset.samples // ASKED)]
    answer = np.repeat(y.mean(axis=1, keepdims=True), y.shape[1], axis=1)
    return max(float(cost_function(experiment.cost).of_answer(answer, y).mean()), 1e-12)


def brightness(costs: NDArray[np.float64], guessing: float) -> NDArray[np.float64]:
    """How much of its colour each sample has: little where C is small, all of it from `guessing` on."""
    share = np.sqrt(np.clip(costs, 0.0, guessing) / guessing)  # a cost may be too large to be divided
    return np.where(np.isnan(costs), UNKNOWN, FAINTEST + (1.0 - FAINTEST) * share)
