"""Strokes of the brush and of the eraser, on their way to the drawing."""

from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from core.commands import Command, Edit
from core.frame import Frame
from core.lazily import dataclass
from gui.drawing.brush import Place

Flags = NDArray[np.bool_]


@dataclass(eq=False)
class Painted:
    """Points of the class `label`, from 0, in the order in which they fell."""

    label: int
    points: list[Place] = field(default_factory=list)

    def command(self, _: Frame) -> Command | None:
        """What paints them; None where there are none."""
        points = tuple((x1, x2, self.label) for x1, x2 in self.points)
        return Edit("paint", points) if points else None


@dataclass(eq=False)
class Erased:
    """The way of the eraser, which takes what is at most `reach` from it, in the units of the plane."""

    reach: float
    way: list[Place] = field(default_factory=list)

    def hits(self, x: NDArray[np.float64], since: int = 0) -> Flags:
        """Which of the points x (2, M) lie on the way, or on what was added to it from place `since` on."""
        hit = np.zeros(x.shape[1], dtype=np.bool_)
        for k in range(since, len(self.way)):
            hit |= _near(x, self.way[max(k - 1, 0)], self.way[k], self.reach)
        return hit

    def command(self, frame: Frame) -> Command | None:
        """What erases the points on the way, as they are numbered in `frame`; None where there are none."""
        hit = np.flatnonzero(self.hits(np.ascontiguousarray(frame.dataset.x[:2])))
        given = frame.experiment.given
        if not len(hit) or given is None:
            return None
        return Edit("erase", tuple(hit.tolist()), drawing=given.digest)


def _near(x: NDArray[np.float64], begin: Place, end: Place, reach: float) -> Flags:
    """Which of the points x (2, M) are at most `reach` from the line between two places."""
    near = np.ones(x.shape[1], dtype=np.bool_)
    for row, a, b in zip(x, begin, end, strict=True):
        near &= (row >= min(a, b) - reach) & (row <= max(a, b) + reach)
    some = np.flatnonzero(near)  # the others are far away: most of very many
    x1, x2 = x[0, some] - begin[0], x[1, some] - begin[1]
    along = end[0] - begin[0], end[1] - begin[1]
    squared = along[0] ** 2 + along[1] ** 2
    if squared > 0:
        share = np.clip((x1 * along[0] + x2 * along[1]) / squared, 0.0, 1.0)
        x1, x2 = x1 - share * along[0], x2 - share * along[1]
    near[some] = x1 * x1 + x2 * x2 <= reach * reach
    return near
