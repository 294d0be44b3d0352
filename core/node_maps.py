"""What every node computes over the plane of the inputs: worked out beside training, as one picture."""

from collections.abc import Hashable
from math import isqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.backprop import forward, quiet
from core.checks import Array
from core.frame import Frame
from core.jobs import Job, Work
from core.lazily import dataclass
from core.network import Network
from core.output_map import chunks, work_of_a_point
from core.pictures.picture import Deliver, Picture, Scene
from core.plane import Plane, on_grid, plane_of

LEAST_SIDE, QUICK_SIDE, FINE_SIDE = 12, 24, 56
"""Points along a side of the plane: at least, at most while training runs, and once it rests."""

QUICK_LINE, FINE_LINE = 61, 181
"""Points along a line of one input."""

QUICK_WORK, FINE_WORK = 3_000_000, 60_000_000
"""Multiplications of one picture while training runs, a few milliseconds, and once it rests."""

MOST_NUMBERS = 2_000_000
"""Of one picture, which travels with every frame: 8 MB."""

WIDEST = 64
"""Layers of more nodes have none: there a node is too small to show anything."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class NodeMaps:
    """a^ℓ at the points of a grid, for the parameters after `step` updates; arrays are read-only.

    Attributes:
        plane: which inputs have the axes, and where the others stand.
        axes: the values of each of these inputs, ascending: one or two arrays.
        values: for each layer, the inputs' first: (n_l, k) over one input; (n_l, rows, columns) over two,
            where values[l][i, r, c] is a^ℓ_i where these are (axes[0][c], axes[1][r]). None where the
            layer has more nodes than can be seen.

    """

    step: int
    plane: Plane
    axes: tuple[Array, ...]
    values: tuple[Floats | None, ...]


def node_maps(frame: Frame) -> NodeMaps | None:
    """What the nodes compute, as `frame` has it; None where they do not show it, or not yet."""
    return frame.pictures.get(NodePictures.name)


class Grid(NamedTuple):
    """All that a picture depends on, edits apart."""

    step: int
    plane: Plane
    n: tuple[int, ...]
    side: int


def side_of(net: Network, plane: Plane, fine: bool) -> int:
    """How many points along an axis are worth their time and room for `net`; `fine` asks for rest."""
    if len(plane.inputs) == 1:
        return FINE_LINE if fine else QUICK_LINE
    work, side = (FINE_WORK, FINE_SIDE) if fine else (QUICK_WORK, QUICK_SIDE)
    shown = max(1, sum(k for k in net.n if k <= WIDEST))
    return max(LEAST_SIDE, min(side, isqrt(work // work_of_a_point(net)), isqrt(MOST_NUMBERS // shown)))


class NodePictures(Picture):
    """Makes `NodeMaps`, while the nodes show them and no exercise asks for what they would give away."""

    name = "maps"

    def wanted(self, scene: Scene) -> bool:
        """Whether the nodes show what they compute."""
        return scene.view.maps and not scene.view.exercise

    def key(self, scene: Scene) -> Hashable:
        """Which parameters, over which plane, and how finely; None without a plane."""
        return self._grid(scene, fine=False)

    def finer(self, scene: Scene) -> Hashable:
        """The same at rest."""
        return self._grid(scene, fine=True)

    def _grid(self, scene: Scene, fine: bool) -> Grid | None:
        plane = plane_of(scene.dataset, scene.view.axes, scene.sample)
        if plane is None:
            return None
        return Grid(scene.step, plane, scene.net.n, side_of(scene.net, plane, fine))

    def job(self, scene: Scene, deliver: Deliver) -> Job:
        """Evaluate a copy of the network, chunk by chunk."""
        return self._job(scene, self._grid(scene, fine=False), deliver)

    def finer_job(self, scene: Scene, deliver: Deliver) -> Job:
        """The same on a finer grid."""
        return self._job(scene, self._grid(scene, fine=True), deliver)

    def _job(self, scene: Scene, grid: Grid | None, deliver: Deliver) -> Job:
        assert grid is not None  # a job is asked for only where there is a key
        return mapping(scene.net, grid.plane, grid.side, grid.step, deliver)


def mapping(net: Network, plane: Plane, side: int, step: int, deliver: Deliver) -> Job:
    """Evaluate a copy of `net` on a grid of `side` points an axis and hand over `NodeMaps`."""
    frozen = net.with_theta(net.theta.copy())
    axes = plane.axes(side)
    places = on_grid(axes)
    shape = (side,) * len(axes)

    def work() -> Work:
        yield 0.0
        values = [np.empty((k, places.shape[1]), np.float32) if k <= WIDEST else None for k in frozen.n]
        for part in chunks(frozen, places.shape[1]):
            _fill(values, frozen, plane, places, part)
            yield 0.0
        layers = tuple(None if k is None else k.reshape(-1, *shape) for k in values)
        for array in axes:
            array.flags.writeable = False
        for layer in layers:
            if layer is not None:
                layer.flags.writeable = False
        deliver(NodeMaps(step, plane, axes, layers))

    return Job(work())


@quiet  # a number too large for 32 bits becomes infinite
def _fill(values: list[Floats | None], net: Network, plane: Plane, places: Array, part: slice) -> None:
    """Write a^ℓ at the `part` of the places into the values of each layer."""
    a = forward(net, plane.points(places[:, part])).a
    for into, found in zip(values, a, strict=True):
        if into is not None:
            into[:, part] = found
