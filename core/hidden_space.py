"""Where the network takes its inputs: the space of a layer of two or three nodes."""

from collections.abc import Callable, Generator, Sequence
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

from core.backprop import forward
from core.checks import Array
from core.datasets import Dataset
from core.jobs import Job, Work
from core.lazily import dataclass
from core.network import Network, parameter_count
from core.output_map import FINE_WORK, LINE, QUICK_WORK, chunks, work_of_a_point
from core.plane import Plane, on_grid

SIZES = (2, 3)
"""Nodes of a layer whose space can be drawn."""

MESHES = ((17, 129), (11, 33), (9, 17))
"""Lines of the grid in each direction, and points of a line: at rest, while training runs, and at least."""

SAMPLES, QUICK_SAMPLES, LEAST_SAMPLES = 2000, 400, 60
"""At most so many samples are taken along: at rest, while training runs, and for a very large network."""

SIDES = (56, 32, 12)
"""Points along a side of the ground: at rest, while training runs, and at least."""

BOUNDS = {"sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "tanh": (-1.0, 1.0)}
"""Where the axes of a bounded σ end; those of others grow in jumps."""

NICE = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)
ROOM = 0.3
"""Another end is taken for values that reach less than this share of it."""

FARTHEST = 1e30
"""No axis is longer: what lies beyond is not drawn."""

Singles = NDArray[np.float32]
Ends = tuple[float, float]


@dataclass(frozen=True, eq=False)
class HiddenSpace:
    """a^ℓ of many inputs, for the parameters after `step` updates; arrays are read-only.

    Attributes:
        layer: ℓ, from 1; it has two or three nodes.
        plane: the plane of inputs whose grid it is, None where there is none.
        grid: (lines, points, n_ℓ): half of the lines along the first axis of the plane, half along the
            second, from one end to the other; over a single input one line; None without a plane.
        samples: (k,) indices of samples, ascending, the shown one among them.
        a: (k, n_ℓ), where these are.
        ends: where the axes of the space begin and end, all alike.
        after: [w^{ℓ+1} b^{ℓ+1}] (n_{ℓ+1}, n_ℓ + 1), None for the last layer.
        ground: (n_L, side, side), None for three nodes and for the last layer: what the layers after
            make of a point, ground[i, r, c] being a^L_i for a^ℓ = (c-th, r-th value from end to end).

    """

    step: int
    layer: int
    plane: Plane | None
    grid: Singles | None
    samples: NDArray[np.intp]
    a: Singles
    ends: Ends
    after: Array | None
    ground: Singles | None


@dataclass(frozen=True, eq=False)
class Subject:
    """What is pictured: `net`, which is copied, on `dataset`, of which `sample` is shown."""

    net: Network
    dataset: Dataset
    sample: int
    plane: Plane | None
    step: int
    layer: int


def spaces(n: Sequence[int]) -> tuple[int, ...]:
    """The layers whose space can be drawn, the input not counted."""
    return tuple(l for l in range(1, len(n)) if n[l] in SIZES)


def space_of(n: Sequence[int], wanted: int | None) -> int | None:
    """The layer that is wanted if it can be drawn, else the last hidden one, else the last; or none."""
    there = spaces(n)
    hidden = [l for l in there if l < len(n) - 1]
    return wanted if wanted in there else next(reversed(hidden or there), None)


def some_samples(count: int, most: int, shown: int) -> NDArray[np.intp]:
    """At most `most` of `count` samples, evenly chosen, and `shown` in place of its neighbour."""
    if count <= most:
        return np.arange(count)
    found = np.linspace(0, count - 1, most).round().astype(np.intp)
    found[np.abs(found - shown).argmin()] = shown
    return found


def ends_for(values: NDArray[np.floating], sigma: str, present: Ends | None = None) -> Ends:
    """Where axes for `values` of σ begin and end: σ's bounds, else round numbers that stand."""
    if sigma in BOUNDS:
        return BOUNDS[sigma]
    finite = np.clip(values[np.isfinite(values)].astype(np.float64), -FARTHEST, FARTHEST)
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    before = present or (0.0, 0.0)
    found = 0.0 - _end(-low, -before[0]), _end(high, before[1])
    return found if found[0] < found[1] else (0.0, 1.0)


def _end(reach: float, present: float) -> float:
    if reach <= 0.0:
        return 0.0
    if present * ROOM <= reach <= present:
        return present
    step: float = 10.0 ** floor(log10(reach))
    return next(k * step for k in NICE if k * step >= reach * (1 - 1e-12))


def picturing(subject: Subject, fine: bool, ends: Ends | None, deliver: Callable[[HiddenSpace], None]) -> Job:
    """Take grid and samples through a copy of the net, chunk by chunk, and hand over where they are.

    `fine` asks for a picture at rest; `ends` are those of the picture before.
    """
    net, l, plane, data = subject.net, subject.layer, subject.plane, subject.dataset
    theta = net.theta.copy()
    head = _part(net, theta, 0, l)
    lines = None if plane is None else _lines(plane, _mesh(head, fine))
    samples = some_samples(data.samples, _most_samples(head, fine), subject.sample)

    def points_of(part: slice) -> Array:
        return plane.points(lines[:, part]) if plane is not None and lines is not None else np.empty(0)

    def samples_of(part: slice) -> Array:
        found: Array = data.x[:, samples[part]]
        return found

    def work() -> Work:
        yield 0.0
        a = yield from _through(head, samples_of, len(samples))
        grid = None
        if plane is not None and lines is not None:
            grid = yield from _through(head, points_of, lines.shape[1])
            grid = grid.reshape(*_shape(plane, head, fine), -1)
        reached = a if grid is None else np.concatenate([a, grid.reshape(-1, a.shape[1])])
        found = ends_for(reached, net.activations[l - 1], ends)
        ground = None
        if l < net.L and net.n[l] == 2:
            ground = yield from _ground(_part(net, theta, l, net.L), found, fine)
        after = None if l == net.L else net.with_theta(theta).wb[l + 1]
        for array in (samples, grid, a, after, ground):
            if array is not None:
                array.flags.writeable = False
        deliver(HiddenSpace(subject.step, l, plane, grid, samples, a, found, after, ground))

    return Job(work())


def _part(net: Network, theta: Array, first: int, last: int) -> Network:
    """The network from the values of layer `first` to those of layer `last`, over a part of `theta`."""
    start, end = parameter_count(net.n[: first + 1]), parameter_count(net.n[: last + 1])
    return Network.over(theta[start:end], net.n[first : last + 1], net.activations[first:last])


def _mesh(head: Network, fine: bool) -> tuple[int, int]:
    """Lines and points that are worth their time."""
    work, most = work_of_a_point(head), FINE_WORK if fine else QUICK_WORK
    worth = (k for k in MESHES[not fine :] if 2 * k[0] * k[1] * work <= most)
    return next(worth, MESHES[-1])


def _most_samples(head: Network, fine: bool) -> int:
    worth = (FINE_WORK if fine else QUICK_WORK) // work_of_a_point(head)
    return max(LEAST_SAMPLES, min(SAMPLES if fine else QUICK_SAMPLES, worth))


def _shape(plane: Plane, head: Network, fine: bool) -> tuple[int, int]:
    """Lines in both directions together, and points of a line."""
    lines, points = _mesh(head, fine)
    return (1, LINE) if len(plane.inputs) == 1 else (2 * lines, points)


def _lines(plane: Plane, mesh: tuple[int, int]) -> Array:
    """Places on the axes of `plane`, line after line."""
    if len(plane.inputs) == 1:
        return plane.axes(LINE)[0][np.newaxis]
    count, points = mesh
    (x, y), (at_x, at_y) = plane.axes(points), plane.axes(count)
    along = on_grid((x, at_y))
    across = on_grid((y, at_x))[::-1]
    return np.concatenate([along, across], axis=1)


def _through(net: Network, inputs: Callable[[slice], Array], count: int) -> Generator[float, float, Singles]:
    """a^L (count, n_L) of as many inputs, chunk by chunk."""
    a = np.empty((count, net.n[-1]), np.float32)
    for part in chunks(net, count):
        a[part] = _output(net, inputs(part))
        yield 0.0
    return a


@np.errstate(over="ignore")
def _output(net: Network, x: Array) -> Singles:
    """a^L (m, n_L) of x (n_0, m); what is too large for a single is infinite."""
    return forward(net, x).a[net.L].T.astype(np.float32)


def _ground(tail: Network, ends: Ends, fine: bool) -> Generator[float, float, Singles]:
    """a^L (n_L, side, side) all over the space of two nodes."""
    work, most = work_of_a_point(tail), FINE_WORK if fine else QUICK_WORK
    side = next((k for k in SIDES[not fine :] if k * k * work <= most), SIDES[-1])
    axis = np.linspace(*ends, side)
    places = on_grid((axis, axis))
    values = yield from _through(tail, lambda part: places[:, part], side * side)
    return np.ascontiguousarray(values.T).reshape(-1, side, side)
