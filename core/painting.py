"""Painted data: points of up to ten classes on the plane, some added, some erased."""

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.checks import Array, finite_number, whole_number
from core.datasets import Dataset
from core.datasets.dataset import one_hot
from core.datasets.drawn import Drawn
from core.datasets.entry import MOST_SAMPLES
from core.datasets.features import PLANAR
from core.datasets.given import Given
from core.datasets.planar import first_points
from core.errors import BadInputError, shown

MOST_CLASSES = 10
FARTHEST = 1e6
"""A point lies within ±FARTHEST in both directions."""

Point = tuple[float, float, int]
"""x₁, x₂ and the class, from 0."""


def first_drawing(classes: int = 2) -> Given:
    """Return what a drawing of so many classes begins with: one point of each, so that there is a beginning.

    Two classes have one output, 1 for the second of them; more have one each.
    Raises `BadInputError` for fewer than 2 or more than ten.
    """
    count = whole_number(classes, "The number of classes", 2, MOST_CLASSES)
    if count == 2:
        x, y = first_points()
        return _drawing(("class 2",), x, y)
    angle = np.pi * (1 - 2 * np.arange(count) / count)
    x = 0.5 * np.array([np.cos(angle), np.sin(angle)])
    return _drawing(tuple(f"class {k}" for k in range(1, count + 1)), x, one_hot(np.arange(count), count))


def drawing_of(dataset: Dataset) -> Given:
    """Return planar data as it is shown, to be painted on. Raises `BadInputError` for any other data."""
    if dataset.base != PLANAR or dataset.task != "classification":
        raise BadInputError("Only classes of points on a plane can be painted on.")
    if class_count(len(dataset.outputs)) > MOST_CLASSES:
        raise BadInputError(f"There can be {MOST_CLASSES} classes in a drawing, not more.")
    if dataset.samples > MOST_SAMPLES:
        raise BadInputError(f"A drawing holds at most {MOST_SAMPLES:,} points, not {dataset.samples:,}.")
    return _drawing(dataset.outputs, dataset.x[:PLANAR], dataset.y)


def class_count(outputs: int) -> int:
    """How many classes so many outputs tell apart."""
    return max(2, outputs)


def with_classes(given: Given, classes: int) -> Given:
    """Return the same points with so many classes, of which those that have a name keep it.

    Raises `BadInputError` where points would be left out.
    """
    count = whole_number(classes, "The number of classes", 2, MOST_CLASSES)
    labels = classes_of(given)
    if int(labels.max()) >= count:
        raise BadInputError(f"There are points of class {int(labels.max()) + 1}; erase them first.")
    if count == 2:
        return _drawing(("class 2",), given.x, labels[np.newaxis].astype(np.float64))
    names = given.outputs[:count] if len(given.outputs) > 1 else ()
    names += tuple(f"class {k}" for k in range(len(names) + 1, count + 1))
    return _drawing(names, given.x, one_hot(labels, count))


def classes_of(given: Given) -> NDArray[np.intp]:
    """The class of each point (M,), from 0."""
    y = given.y
    found = (y[0] > 0.5).astype(np.intp) if len(y) == 1 else y.argmax(axis=0)
    return np.asarray(found, dtype=np.intp)


def painted(given: Given, points: object) -> Given:
    """Return the drawing with `points` besides, in that order behind those that there are.

    Raises `BadInputError` with one sentence for what are no points, and for too many.
    """
    more = checked_points(points, class_count(len(given.outputs)))
    if given.samples + len(more) > MOST_SAMPLES:
        raise BadInputError(f"A drawing holds at most {MOST_SAMPLES:,} points; erase some first.")
    return Drawn(given, more=np.array(more, dtype=np.float64))


def erased(given: Given, indices: object) -> Given:
    """Return the drawing without the points `indices`, from 0.

    Raises `BadInputError` for a point that is not there, and where none would be left.
    """
    gone = checked_indices(indices, given.samples)
    if len(gone) == given.samples:
        raise BadInputError("One point must be left; paint another first.")
    return Drawn(given, gone=np.array(gone, dtype=np.intp))


def checked_points(points: object, classes: int) -> tuple[Point, ...]:
    """Return `points` as plain numbers, at least one."""
    if isinstance(points, str) or not isinstance(points, Sequence) or not points:
        raise BadInputError(f"Points to paint must be given as a row of them, not {shown(points)}.")
    return tuple(k if _is_plain(k, classes) else _checked_point(k, classes) for k in points)


def _is_plain(point: Any, classes: int) -> bool:
    """Whether it is a point as it stands: thousands of them need no closer look."""
    if type(point) is not tuple or len(point) != 3:
        return False
    x1, x2, label = point
    near = type(x1) is type(x2) is float and abs(x1) <= FARTHEST and abs(x2) <= FARTHEST
    return near and type(label) is int and 0 <= label < classes


def _checked_point(point: object, classes: int) -> Point:
    if isinstance(point, str) or not isinstance(point, Sequence) or len(point) != 3:
        raise BadInputError(f"A point to paint has x₁, x₂ and a class, not {shown(point)}.")
    x1, x2 = (finite_number(k, "A place on the plane", -FARTHEST, FARTHEST) for k in point[:2])
    return x1, x2, whole_number(point[2], "The class of a point", 0, classes - 1)


def checked_indices(indices: object, M: int) -> tuple[int, ...]:
    """Return the numbers of points as they are, ascending, each once, at least one."""
    if isinstance(indices, str) or not isinstance(indices, Sequence) or not indices:
        raise BadInputError(f"Points to erase must be given as a row of numbers, not {shown(indices)}.")
    if set(map(type, indices)) == {int} and min(indices) >= 0 and max(indices) < M:
        return tuple(sorted(set(indices)))  # thousands of them, which need no look at each
    return tuple(sorted({operator.index(whole_number(k, "A point to erase", 0, M - 1)) for k in indices}))


def _drawing(outputs: tuple[str, ...], x: Array, y: Array) -> Given:
    return Given(
        title="Drawing",
        description="Points that you paint on the plane yourself.",
        origin="Painted by hand.",
        task="classification",
        inputs=("x₁", "x₂"),
        outputs=outputs,
        x=x,
        y=y,
    )
