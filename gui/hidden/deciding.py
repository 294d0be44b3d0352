"""Where the nodes of the next layer decide: the line or plane z^{ℓ+1}_i = 0 in the space of a layer."""

from itertools import combinations, product

import numpy as np

from core.hidden_space import Ends, HiddenSpace
from core.lazily import dataclass
from core.symbols import symbol
from gui.space.camera import Floats

MOST = 3
"""For so many nodes of the next layer at most it is drawn."""

LATTICE = 5
"""Lines that tell how a plane lies."""


def _edges(count: int) -> tuple[Floats, Floats]:
    """Where the edges of the unit square or cube begin, and where they end: (k, count) each."""
    starts = [
        np.insert(np.array(others), axis, 0.0)
        for axis in range(count)
        for others in product((0.0, 1.0), repeat=count - 1)
    ]
    along = np.repeat(np.eye(count), 2 ** (count - 1), axis=0)
    return np.array(starts), np.array(starts) + along


EDGES = {count: _edges(count) for count in (2, 3)}


@dataclass(frozen=True, eq=False)
class Decision:
    """The points where normal · a + offset is 0, on the side of each limit where limit · (a, 1) ≥ 0.

    Attributes:
        name: how it is called: "z³₁ = 0".

    """

    name: str
    normal: Floats
    offset: float
    limits: tuple[Floats, ...] = ()

    def within(self, ends: Ends) -> Floats:
        """Its corners (k, 2 or 3) in square or cube: two of a line, three or more of a plane, or none."""
        found = _crossings(self.normal, self.offset, ends)
        for limit in self.limits:
            found = _cut(found, limit)
        return found if len(found) >= len(self.normal) else found[:0]


def decisions(space: HiddenSpace, sigma: str) -> list[Decision]:
    """Where the nodes of the next layer decide, whose activation is `sigma`; none where these are many.

    The nodes of a softmax decide between each other: two of them are alike there, and larger than others.
    """
    after = space.after
    if after is None or len(after) > MOST or not np.isfinite(after).all():
        return []
    l = space.layer + 1
    if sigma != "softmax":
        return [Decision(f"{symbol('z', l, i)} = 0", row[:-1], float(row[-1])) for i, row in enumerate(after)]
    found = []
    for i, j in combinations(range(len(after)), 2):
        between = after[i] - after[j]
        limits = tuple(after[i] - after[k] for k in range(len(after)) if k not in (i, j))
        name = f"{symbol('z', l, i)} = {symbol('z', l, j)}"
        found.append(Decision(name, between[:-1], float(between[-1]), limits))
    return found


def _crossings(normal: Floats, offset: float, ends: Ends) -> Floats:
    """Where the edges of the square or cube are crossed, in order around their middle."""
    low, high = ends
    one, other = (low + (high - low) * k for k in EDGES[len(normal)])
    below, above = one @ normal + offset, other @ normal + offset
    crossed = (below != above) & (np.minimum(below, above) <= 0.0) & (np.maximum(below, above) >= 0.0)
    if not crossed.any():
        return np.empty((0, len(normal)))
    share = below[crossed] / (below[crossed] - above[crossed])
    found = one[crossed] + (other[crossed] - one[crossed]) * share[:, np.newaxis]
    return _around(_apart(found, ends), normal)


def _apart(points: Floats, ends: Ends) -> Floats:
    """The points without those that lie where another is: a corner belongs to several edges."""
    gaps = np.abs(points[:, np.newaxis] - points).max(axis=2) <= 1e-9 * (ends[1] - ends[0])
    return points[~np.tril(gaps, -1).any(axis=1)]


def _around(points: Floats, normal: Floats) -> Floats:
    """Points of a plane in the order in which they lie around their middle."""
    if len(normal) == 2 or len(points) < 3:
        return points
    away = points - points.mean(axis=0)
    across = away[int(np.abs(away).sum(axis=1).argmax())]
    up = np.cross(normal / np.linalg.norm(normal), across)
    return points[np.argsort(np.arctan2(away @ up, away @ across))]


def _cut(points: Floats, limit: Floats) -> Floats:
    """What is left of a line or a polygon on the side where limit · (a, 1) ≥ 0."""
    side = points @ limit[:-1] + limit[-1]
    found: list[Floats] = []
    count = len(points)
    for k in range(count):
        j = (k + 1) % count
        if side[k] >= 0.0:
            found.append(points[k])
        if side[k] * side[j] < 0.0 and (count > 2 or k == 0):
            found.append(points[k] + (points[j] - points[k]) * (side[k] / (side[k] - side[j])))
    return np.array(found).reshape(-1, points.shape[1])


def lattice(corners: Floats) -> Floats:
    """Lines (k, 2, 3) across a polygon, even ones in two directions, that tell how it lies."""
    longest = corners - np.roll(corners, 1, axis=0)
    along = longest[int(np.linalg.norm(longest, axis=1).argmax())]
    along = along / (np.linalg.norm(along) or 1.0)
    away = corners - corners.mean(axis=0)
    rest = away - np.outer(away @ along, along)
    across = rest[int(np.linalg.norm(rest, axis=1).argmax())]
    across = across / (np.linalg.norm(across) or 1.0)
    return np.concatenate([_hatch(corners, along), _hatch(corners, across)])


def _hatch(corners: Floats, direction: Floats) -> Floats:
    """Lines across a convex polygon on which `direction` has even values."""
    heights = corners @ direction
    found = []
    for height in np.linspace(heights.min(), heights.max(), LATTICE + 2)[1:-1]:
        crossed = [
            corners[k] + (corners[j] - corners[k]) * ((height - heights[k]) / (heights[j] - heights[k]))
            for k, j in zip(range(len(corners)), [*range(1, len(corners)), 0], strict=True)
            if (heights[k] - height) * (heights[j] - height) < 0.0
        ]
        if len(crossed) == 2:
            found.append(crossed)
    return np.array(found).reshape(-1, 2, 3)
