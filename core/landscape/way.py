"""Where training stands in a plane, how it got there, and which way is down."""

from collections.abc import Callable, Generator, Sequence
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from core.backprop import quiet
from core.checks import Array
from core.landscape.ground import CHUNK_WORK, Ground
from core.landscape.plane import Plane
from core.lazily import dataclass
from core.trail import Note

LARGEST = 1e60
"""Parameters beyond it have run away: no plane is laid through them. Below it fourth powers are numbers."""

Vector = tuple[float, float]
Working = Generator[None, None, None]


@dataclass(frozen=True, eq=False)
class Way:
    """The way to a point of a plane, and the tangent plane there; arrays are read-only.

    Attributes:
        step: updates done at the present point.
        points: (k, 2), α and β of the parameters that were noted on the way, the present ones last.
        steps: (k,), after how many updates.
        jumped: (k,), True where an edit has led to the point, not training.
        distance: how far the present parameters are from the plane; 0 in one of two parameters.
        farthest: the same, of all points of the way.
        cost: C_train + R of the present parameters, over the surface's samples.
        slopes: its derivatives by α and β there.
        downhill: the direction of steepest descent within the plane, as far as the slope is steep; (0, 0)
            where the slopes are no numbers.
        delta: the last update Δθ in the plane; None where none has led to the present point, or it is
            larger than numbers are.

    """

    step: int
    points: Array
    steps: NDArray[np.int64]
    jumped: NDArray[np.bool_]
    distance: float
    farthest: float
    cost: float
    slopes: Vector
    downhill: Vector
    delta: Vector | None

    @property
    def present(self) -> Vector:
        """α and β of the present parameters."""
        alpha, beta = self.points[-1].tolist()
        return alpha, beta

    @quiet
    def tangent(self, points: Array) -> Array:
        """The height of the tangent plane (k,) at `points` (k, 2)."""
        found: Array = self.cost + (points - np.array(self.present)) @ np.array(self.slopes)
        return found


class Projector:
    """Finds the coordinates of noted parameters in a plane, each once."""

    def __init__(self, plane: Plane) -> None:
        """Nothing was projected yet."""
        self._plane = plane
        self._known: dict[int, tuple[Array, tuple[float, float, float]]] = {}
        self._pause = max(1, CHUNK_WORK // (6 * plane.base.size))

    def project(self, notes: Sequence[Note], out: Array) -> Working:
        """Write α, β and the distance of each note into `out` (k, 3), a little at a time."""
        kept, new = {}, 0
        for k, note in enumerate(notes):
            known = self._known.get(id(note.theta))
            if known is None:
                known = note.theta, self._plane.place(note.theta)  # kept with it: its id stays its own
                new += 1
                if new % self._pause == 0:
                    yield
            kept[id(note.theta)] = known
            out[k] = known[1]
        self._known = kept


@dataclass(frozen=True, eq=False)
class Here:
    """A copy of where training stands: its parameters, and the last update that led there, if any."""

    step: int
    theta: Array
    delta: Array | None

    @property
    def within_reason(self) -> bool:
        """Whether the parameters have squares; where training diverges they are as large as numbers go."""
        return bool(np.abs(self.theta).max() < LARGEST)


def finding(
    here: Here,
    notes: Sequence[Note],
    plane: Plane,
    projector: Projector,
    ground: Ground,
    deliver: Callable[[Way], None],
) -> Working:
    """Work out the way to `here` in pieces, and hand it over."""
    notes, put = _without(here, notes)
    places, gradient = np.empty((len(notes) + 1, 3)), np.empty_like(here.theta)
    yield from projector.project(notes, places)
    places[-1] = plane.place(here.theta)
    np.copyto(ground.net.theta, here.theta)
    cost = yield from ground.slope(gradient)
    steps = np.array([*(k.step for k in notes), here.step], dtype=np.int64)
    jumped = np.array([*(k.jumped for k in notes), put])
    known = np.asarray(np.isfinite(places).all(axis=1))
    known[-1] = True
    points, steps, jumped = (_still(k[known]) for k in (places[:, :2], steps, jumped))
    delta = None if here.delta is None else _known(plane.along(here.delta))
    down = _known(plane.along(-gradient)) or (0.0, 0.0)
    farthest = float(np.nanmax(places[:, 2], initial=0.0))
    deliver(
        Way(
            here.step, points, steps, jumped, float(places[-1, 2]), farthest,
            cost if isfinite(cost) else np.nan, plane.slopes(gradient), down, delta,
        )
    )  # fmt: skip


def _without(here: Here, notes: Sequence[Note]) -> tuple[Sequence[Note], bool]:
    """The notes but for those of the present point itself, and whether an edit has put it there."""
    count = len(notes)
    while count and notes[count - 1].step == here.step and np.array_equal(notes[count - 1].theta, here.theta):
        count -= 1
    return notes[:count], any(k.jumped for k in notes[count:])


def _known(vector: Vector) -> Vector | None:
    """The vector, None where it is no number."""
    return vector if all(map(isfinite, vector)) else None


def _still(array: NDArray) -> NDArray:  # type: ignore[type-arg]
    array.flags.writeable = False
    return array
