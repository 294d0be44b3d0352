"""Two classes of points in a plane, scaled to about [−1, 1] in both directions.

Every generator takes (rng, noise, M) and returns x (2, M) and y (1, M); `noise` is the
standard deviation of the jitter, in the units of x. The clean points are drawn before the
jitter, so that another noise moves the same points. Classes differ in size by one at most.
"""

import numpy as np

from core.checks import Array

DISC = 0.5  # outer radius of the class inside
RING = (0.7, 1.0)  # radii of the class around it, as in TensorFlow Playground: 0.7 R to R
CENTRE = 0.5  # of the upper right cloud, in both directions; the other lies opposite
SPREAD = 0.15  # standard deviation of a cloud without noise
TURNS = 1.5  # of each arm: with Playground's 1.75, one hidden layer of eight nodes seldom learns it
START = 0.1  # radius where the arms begin, so that they don't meet in the middle
CELLS = 4  # squares along a side of the board
FILL = 0.9  # the part of a square's side that holds points: the gap makes the squares visible


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


def _polar(r: Array, angle: Array) -> Array:
    return np.array([r * np.cos(angle), r * np.sin(angle)])


def _jittered(points: Array, label: Array, rng: np.random.Generator, noise: float) -> tuple[Array, Array]:
    return points + noise * rng.normal(size=points.shape), label[np.newaxis]
