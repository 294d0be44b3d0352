"""Inputs that are worked out from the two of planar data: x₁², x₂², x₁x₂, sin x₁, sin x₂."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from core.checks import Array
from core.errors import BadInputError, UnknownNameError

PLANAR = 2
"""Inputs that data must have for features to be worked out from them."""


class Feature(NamedTuple):
    """One feature: its name in files, its label on the screen, and how it is worked out from x₁ and x₂."""

    name: str
    label: str
    of: Callable[[Array, Array], Array]


FEATURES = (
    Feature("square_1", "x₁²", lambda x1, x2: x1 * x1),
    Feature("square_2", "x₂²", lambda x1, x2: x2 * x2),
    Feature("product", "x₁x₂", lambda x1, x2: x1 * x2),
    Feature("sine_1", "sin x₁", lambda x1, x2: np.sin(x1)),
    Feature("sine_2", "sin x₂", lambda x1, x2: np.sin(x2)),
)
_BY_NAME = {each.name: each for each in FEATURES}


def checked_features(names: object, base: int) -> tuple[str, ...]:
    """Return the names in the order of `FEATURES`; `base` is how many inputs the data has without them.

    Raises `UnknownNameError` for a name that is none, and `BadInputError` for data that is not planar.
    """
    if isinstance(names, str) or not isinstance(names, Sequence):
        raise BadInputError("The features must be a row of names.")
    for name in names:
        if not isinstance(name, str) or name not in _BY_NAME:
            raise UnknownNameError("feature", name, tuple(_BY_NAME))
    if names and base != PLANAR:
        raise BadInputError(f"Features such as x₁² are for data with two inputs, and this has {base}.")
    return tuple(each.name for each in FEATURES if each.name in names)


def feature_labels(names: Sequence[str]) -> tuple[str, ...]:
    """What they are called on the screen."""
    return tuple(_BY_NAME[name].label for name in names)


def with_features(x: Array, names: Sequence[str]) -> Array:
    """Return x (n_0, M) with a row below for each feature of x (2, M); without any, x itself."""
    if not names:
        return x
    return np.concatenate([x[:PLANAR], *(_BY_NAME[name].of(x[0], x[1])[np.newaxis] for name in names)])
