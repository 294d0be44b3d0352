"""Two or more classes of points in a plane, scaled to about [−1, 1] in both directions.

Every generator takes (rng, noise, M) and returns x (2, M) and y (1, M), or one row of y a class; `noise`
is the standard deviation of the jitter, in the units of x. The clean points are drawn before the
jitter, so that another noise moves the same points. Classes differ in size by one at most.
"""

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.datasets.dataset import one_hot

DISC = 0.5  # outer radius of the class inside
RING = (0.7, 1.0)  # radii of the class around it, as in TensorFlow Playground: 0.7 R to R
CENTRE = 0.5  # of the upper right cloud, in both directions; the other lies opposite
SPREAD = 0.15  # standard deviation of a cloud without noise
TURNS = 1.5  # of each arm: with Playground's 1.75, one hidden layer of eight nodes seldom learns it
START = 0.1  # radius where the arms begin, so that they don't meet in the middle
CELLS = 4  # squares along a side of the board
FILL = 0.9  # the part of a square's side that holds points: the gap makes the squares visible
PADDING = 0.06  # between a quadrant's points and the axes: 0.3 of 5 in TensorFlow Playground
PLACES = 97  # on each arm of Lang and Witbrock, i = 0 … 96
PER_HALF_TURN = 16  # of them
CENTRE_AT = 104  # the i where the arms would meet: each lies (104 − i) / 104 from the centre
RING_FILL = 0.5  # the part of a ring's share of the radius that holds points, the outer one


def circle(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return a disc of radius 0.5 (y = 1) inside a ring from 0.7 to 1 (y = 0)."""
    label = _labels(rng, M)
    u = rng.random(M)
    r = np.where(label == 1, DISC * u, RING[0] + (RING[1] - RING[0]) * u)
    return _jittered(_polar(r, 2 * np.pi * rng.random(M)), label, rng, noise)


def gaussians(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return two round clouds, at (0.5, 0.5) (y = 1) and (−0.5, −0.5) (y = 0)."""
    label = _labels(rng, M)
    points = np.where(label == 1, CENTRE, -CENTRE) + SPREAD * rng.normal(size=(2, M))
    return _jittered(points, label, rng, noise)


def moons(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return two half circles of radius 2/3, each ending within the other; y = 1 for the upper."""
    label = _labels(rng, M)
    t = np.pi * rng.random(M)
    side = 2 * label - 1
    # The unit half circles about (0, 0) and (1, 1/2) are turned into each other by half
    # a turn about (1/2, 1/4), which becomes the origin.
    points = side * np.array([np.cos(t) - 0.5, np.sin(t) - 0.25]) / 1.5
    return _jittered(points, label, rng, noise)


def spiral(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return two arms of 1.5 turns from radius 0.1 to 1, half a turn apart; y = 1 for one of them."""
    label = _labels(rng, M)
    # The square root spreads the points evenly along the arm rather than towards the centre.
    r = np.sqrt(START**2 + (1 - START**2) * rng.random(M))
    angle = 2 * np.pi * TURNS * (r - START) / (1 - START) + np.pi * label
    return _jittered(_polar(r, angle), label, rng, noise)


def two_spirals(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return the arms of Lang and Witbrock, three turns each from radius 1 to 0.08; y = 1 for one of them.

    194 points without noise are theirs, scaled; other numbers are spread along the same arms. Only
    the jitter, and which arm comes first in each pair, are drawn.
    """
    label = _labels(rng, M)
    i = (PLACES - 1) * (np.arange(M) // 2) / max((M - 1) // 2, 1)
    r = np.where(label == 1, 1, -1) * (CENTRE_AT - i) / CENTRE_AT
    angle = np.pi * i / PER_HALF_TURN
    return _jittered(_polar(r, np.pi / 2 - angle), label, rng, noise)


def quadrants(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return points all over the four quadrants; y = 1 where x₁ and x₂ differ in sign."""
    label = _labels(rng, M)
    sign = 2 * rng.integers(2, size=M) - 1
    points = (PADDING + (1 - PADDING) * rng.random((2, M))) * np.array([sign, sign * (1 - 2 * label)])
    return _jittered(points, label, rng, noise)


def rings(rng: np.random.Generator, noise: float, M: int, count: int) -> tuple[Array, Array]:
    """Return `count` rings about the origin and y (count, M), one-hot, the innermost first."""
    ring = _classes(rng, M, count)
    r = (ring + 1 - RING_FILL * rng.random(M)) / count
    points = _polar(r, 2 * np.pi * rng.random(M))
    return points + noise * rng.normal(size=points.shape), one_hot(ring, count)


def ring_labels(count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what inputs and outputs of `count` rings are called."""
    return ("x₁", "x₂"), tuple(f"ring {k}" for k in range(1, count + 1))


def checkerboard(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return points in 4 × 4 squares, y = 1 where column + row (from 0, from below) is odd."""
    label = _labels(rng, M)
    column = rng.integers(CELLS, size=M)
    row = 2 * rng.integers(CELLS // 2, size=M) + (column + label) % 2
    within = FILL * rng.uniform(-1, 1, size=(2, M))
    points = (2 * np.array([column, row]) + 1 + within) / CELLS - 1
    return _jittered(points, label, rng, noise)


def first_points(*_: object) -> tuple[Array, Array]:
    """Return what a drawing begins with: a point of each class, (−0.5, 0) (y = 0) and (0.5, 0) (y = 1)."""
    return np.array([[-0.5, 0.5], [0.0, 0.0]]), np.array([[0.0, 1.0]])


def _labels(rng: np.random.Generator, M: int) -> Array:
    """Return M labels; each pair holds both classes, in random order, so every beginning is balanced."""
    flips = np.repeat(rng.integers(2, size=(M + 1) // 2), 2)[:M]
    labels: Array = ((np.arange(M) + flips) % 2).astype(np.float64)
    return labels


def _classes(rng: np.random.Generator, M: int, count: int) -> NDArray[np.intp]:
    """Return M classes from 0; each run of `count` holds all of them, in random order."""
    runs = np.tile(np.arange(count), (-(-M // count), 1))
    return rng.permuted(runs, axis=1).ravel()[:M]


def _polar(r: Array, angle: Array) -> Array:
    return np.array([r * np.cos(angle), r * np.sin(angle)])


def _jittered(points: Array, label: Array, rng: np.random.Generator, noise: float) -> tuple[Array, Array]:
    return points + noise * rng.normal(size=points.shape), label[np.newaxis]
