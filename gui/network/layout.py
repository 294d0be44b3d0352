"""Where nodes, edges and their labels lie: computed once for a size of window and network."""

from functools import cached_property
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF

from core.lazily import dataclass
from gui.network.camera import Camera

HEAD, FOOT, LIFT = (52.0, 60.0), (4.0, 30.0), (0.0, 6.0)
"""Pixels above and below the network, and from the middle up to where it stands: the least and the most."""
LOWEST, LOW, ROOMY = 90.0, 150.0, 240.0
"""Heights of a canvas that leaves the least, the most, and all of its words to a single node."""
SHORT = (4.0, 9.0, 9.0, 30.0), (LOWEST, LOW, 200.0, ROOMY)
"""Pixels and heights below a network of one output: C is beside that, and no two nodes have words below."""
SIDE, NARROW_LEFT, NARROW_RIGHT, NAMED_SIDE = 74.0, 0.135, 0.12, 0.16
"""Pixels beside the network, and what shares of a narrow canvas they take at most, or the inputs' names."""
TARGETS = 50.0
"""Pixels more on the right, for the targets."""
COST_BELOW, END = 32.0, 7.0
"""Pixels from the last output down to the line on which C stands, and those free at the end of the canvas."""
LARGEST_RADIUS, LARGEST_SPACING = 31.0, 150.0
READABLE_RADIUS, LEAST_RADIUS = 13.5, 0.05
"""The latter is of 1,024 nodes in the lowest canvas: however near one comes, circles lie apart."""
LABELLED_EDGES = 30
LABEL = (44.0, 17.0)
STRIP_RADIUS, STRIP_HALF = 5.2, 9.0
"""Below that radius a layer is folded into a strip, so many pixels wide on either side of its middle."""
STAMP_MARGIN = 2
"""Pixels around a node in its picture, for its rim."""
ROUNDS = 4
"""How often every label looks for a better place."""
MOST_KNOWN = 40_000
"""Edges of a larger network that are kept once they were drawn, at most."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Layout:
    """Positions in the canvas.

    Attributes:
        area: the rectangle for the network.
        n: layer sizes.
        x: each layer's x; y[l]: its nodes' y; radius[l]: its nodes' radius.

    """

    area: QRectF
    n: tuple[int, ...]
    x: tuple[float, ...]
    y: tuple[NDArray[np.float64], ...]
    radius: tuple[float, ...]

    def folded(self, l: int) -> bool:
        """Whether layer l has more nodes than fit as circles, and is drawn as a strip."""
        return self.radius[l] < STRIP_RADIUS

    def half_width(self, l: int) -> float:
        """How far a node of layer l reaches to the left and right."""
        return min(STRIP_HALF, 0.28 * self.gap) if self.folded(l) else self.radius[l]

    def strip(self, l: int) -> QRectF:
        """Where the strip of a folded layer lies: each node has an equal part of it."""
        half, end = self.half_width(l), self.spacing(l) / 2 if self.n[l] > 1 else self.radius[l]
        top, bottom = float(self.y[l][0]) - end, float(self.y[l][-1]) + end
        return QRectF(self.x[l] - half, top, 2 * half, bottom - top)

    def seen(self, camera: Camera) -> "Layout":
        """The same through `camera`: places and nodes grow with it, words and widths of lines don't."""
        if camera.fits:
            return self
        zoom = camera.zoom
        x = tuple(k * zoom + camera.x for k in self.x)
        y = tuple(k * zoom + camera.y for k in self.y)
        return Layout(self.area, self.n, x, y, tuple(k * zoom for k in self.radius))

    def numbers_fit(self, l: int) -> bool:
        """Whether a^ℓ_i can be written into the nodes of layer l."""
        return self.radius[l] >= READABLE_RADIUS

    def symbols_fit(self, l: int) -> bool:
        """Whether a symbol fits below each node of layer l."""
        return self.gap >= 60 and self._free_below(l) >= 21

    def gradients_fit(self, l: int) -> bool:
        """Whether a second line fits below each node of layer l."""
        return self.gap >= 110 and self._free_below(l) >= 48

    def biases_fit(self, l: int) -> bool:
        """Whether b^ℓ_i can be written below each node's symbol."""
        return self.edges_labelled and self._free_below(l) >= 34

    def _free_below(self, l: int) -> float:
        """Pixels below each node of layer l to the next; below a single one in a low canvas, to its end."""
        if self.n[l] == 1 and self.area.height() < ROOMY:
            return self.area.bottom() - END - float(self.y[l][0]) - self.radius[l]
        return self.spacing(l) - 2 * self.radius[l]

    def spacing(self, l: int) -> float:
        """Distance between neighbouring nodes of layer l; the area's height for a single one."""
        return float(self.y[l][1] - self.y[l][0]) if self.n[l] > 1 else self.area.height()

    @property
    def gap(self) -> float:
        """Distance between neighbouring layers."""
        return self.x[1] - self.x[0]

    @cached_property
    def circles(self) -> tuple[list[QRectF], ...]:
        """circles[l]: a square around each node of layer l; none where it is folded."""
        return tuple(
            [] if self.folded(l) else [self._circle(l, i) for i in range(self.n[l])]
            for l in range(len(self.n))
        )

    def _circle(self, l: int, i: int) -> QRectF:
        x, y, r = self.x[l], float(self.y[l][i]), self.radius[l]
        return QRectF(x - r, y - r, 2 * r, 2 * r)

    @cached_property
    def corners(self) -> tuple[list[QPointF], ...]:
        """corners[l]: where a picture of each node of layer l begins that has a margin around the circle."""
        away = QPointF(STAMP_MARGIN, STAMP_MARGIN)
        return tuple([circle.topLeft() - away for circle in circles] for circles in self.circles)

    @cached_property
    def bias_squares(self) -> tuple[list[QRectF], ...]:
        """bias_squares[l]: where the biases of layer l are marked, at each node's lower left.

        There are none where the layer is folded.
        """
        return tuple(
            [] if l == 0 else [_bias_square(circle) for circle in circles]
            for l, circles in enumerate(self.circles)
        )

    def bias(self, l: int, i: int) -> QPointF:
        """The centre of the bias of node i of layer l, or of its place where it has no mark."""
        return _bias_square(self._circle(l, i)).center()

    def node(self, l: int, i: int) -> QPointF:
        """The centre of node i of layer l."""
        return QPointF(self.x[l], self.y[l][i])

    @property
    def targets_fit(self) -> bool:
        """Whether y_i can be written beside each output."""
        return self.spacing(len(self.n) - 1) >= 13

    @property
    def outputs_named(self) -> bool:
        """Whether there is room below each target for the output's name, and several to tell apart."""
        return self.spacing(len(self.n) - 1) >= 34 and self.n[-1] > 1

    def target(self, i: int) -> QRectF:
        """Where y_i is written."""
        L = len(self.n) - 1
        up = 7 if self.outputs_named else 9 if self.n[L] == 1 and not self.cost_fits_below else 0
        at = self.node(L, i) + QPointF(self.radius[L] + 10, -up)
        return QRectF(at.x(), at.y() - 9, 90, 18)

    @property
    def cost_fits_below(self) -> bool:
        """Whether C can be written a line below the last target; in a low canvas it stands close to it."""
        return self.area.height() >= LOW or self.area.bottom() - float(self.y[-1][-1]) >= COST_BELOW + 5

    @cached_property
    def edge_count(self) -> int:
        """How many edges there are in all."""
        return sum(a * b for a, b in pairwise(self.n))

    def into(self, l: int, edges: NDArray[np.intp] | None) -> NDArray[np.intp]:
        """Those of `edges` that lead into layer l, counted from the first of these; None stands for all."""
        size = self.n[l] * self.n[l - 1]
        if edges is None:
            return np.arange(size)
        found = edges - sum(a * b for a, b in pairwise(self.n[:l]))
        return found[(found >= 0) & (found < size)]

    @cached_property
    def edges_labelled(self) -> bool:
        """Whether each edge can carry its number, apart from the others and from the nodes."""
        few = self.edge_count <= LABELLED_EDGES and all(map(self.numbers_fit, range(len(self.n))))
        room = self.gap - 2 * max(self.radius) >= LABEL[0]
        return few and room and not _overlap([at for places in self._places for at in places])

    @cached_property
    def lines(self) -> list[QLineF]:
        """All edges in the order of w[1], w[2], … flattened one after another."""
        return self._made_lines(np.arange(self.edge_count))

    def some_lines(self, edges: NDArray[np.intp]) -> list[QLineF]:
        """The edges of these places in the order of w[1], w[2], … flattened one after another."""
        known, wanted = self._known_lines, edges.tolist()
        new = [edge for edge in wanted if edge not in known]
        if len(known) + len(new) > MOST_KNOWN:
            known.clear()
            new = wanted
        known.update(zip(new, self._made_lines(np.array(new, dtype=np.intp)), strict=True))
        return [known[edge] for edge in wanted]

    @cached_property
    def _known_lines(self) -> dict[int, QLineF]:
        """Edges that were drawn before: the strongest stay mostly the same, and to make one takes time."""
        return {}

    def _made_lines(self, edges: NDArray[np.intp]) -> list[QLineF]:
        starts = np.cumsum([0, *(a * b for a, b in pairwise(self.n))])
        layer = np.searchsorted(starts, edges, side="right")
        to, of = np.divmod(edges - starts[layer - 1], np.array(self.n)[layer - 1])
        first = np.cumsum([0, *self.n])
        x, y = np.repeat(self.x, self.n), np.concatenate(self.y)
        here, there = first[layer - 1] + of, first[layer] + to
        ends = np.column_stack([x[here], y[here], x[there], y[there]]).tolist()
        return [QLineF(*line) for line in ends]

    @property
    def labels(self) -> tuple[list[QPointF], ...]:
        """labels[l]: where the numbers of the edges into layer l are centred; empty where they don't fit."""
        return self._places if self.edges_labelled else tuple([] for _ in self.n)

    @cached_property
    def _places(self) -> tuple[list[QPointF], ...]:
        ends = np.cumsum([0, *(a * b for a, b in pairwise(self.n))]).tolist()
        into = [self.lines[a:b] for a, b in pairwise(ends)]
        return ([], *(_spread(lines, radius) for lines, radius in zip(into, self.radius[1:], strict=True)))


def _bias_square(circle: QRectF) -> QRectF:
    radius = circle.width() / 2
    side = max(5.0, min(11.0, radius * 0.42))
    corner = circle.center() + QPointF(-0.78, 0.78) * radius
    # On whole pixels, so that its rim is sharp.
    return QRectF(
        round(corner.x() - side / 2) + 0.5, round(corner.y() - side / 2) + 0.5, round(side), round(side)
    )


def lay_out(n: tuple[int, ...], area: QRectF, names: float = 0.0) -> Layout:
    """Put layers of sizes `n` into `area`: columns evenly apart, each centred in height.

    `names` is the room that the inputs' names take beside their nodes, as far as there is room.
    """
    right = min(SIDE, NARROW_RIGHT * area.width()) + TARGETS
    left = min(SIDE, NARROW_LEFT * area.width())
    left = max(left, min(LARGEST_RADIUS + names, NAMED_SIDE * area.width()))
    head, lift = _by_height(area, HEAD), _by_height(area, LIFT)
    foot = _by_height(area, *SHORT) if n[-1] == 1 else _by_height(area, FOOT)
    inner = area.adjusted(left, head, -right, -foot)
    gap = inner.width() / (len(n) - 1)
    x = tuple(inner.left() + gap * l for l in range(len(n)))
    y, radius = [], []
    for k in n:
        spacing = min(LARGEST_SPACING, inner.height() / k)
        middle = inner.center().y() - lift
        y.append(middle + (np.arange(k) - (k - 1) / 2) * spacing)
        radius.append(max(LEAST_RADIUS, min(LARGEST_RADIUS, 0.36 * spacing, 0.3 * gap)))
    return Layout(area, n, x, tuple(y), tuple(radius))


def _by_height(area: QRectF, ends: tuple[float, ...], heights: tuple[float, ...] = (LOWEST, LOW)) -> float:
    """What of `ends` belongs to the height of `area`: the first to the lowest, the last to any high one."""
    return float(np.interp(area.height(), heights, ends))


def _spread(lines: list[QLineF], radius: float) -> list[QPointF]:
    """One point on each line between two layers, each as far from the others as the line allows."""
    start, dx = lines[0].x1(), lines[0].dx()
    ends = (radius + LABEL[0] / 2 + 10) / max(1.0, abs(dx))
    share = np.linspace(ends, 1 - ends, 13) if ends < 0.5 else np.array([0.5])
    x = start + share * dx
    y = np.array([line.y1() for line in lines]) + np.outer(share, [line.dy() for line in lines])
    placed = np.full((2, len(lines)), np.inf)
    for k in list(range(len(lines))) * ROUNDS:
        placed[:, k] = np.inf
        room = _room(x, y, k, placed)
        # Of places with equal room the one nearest to three fifths of the way to the node.
        best = np.lexsort((-np.abs(share - 0.6), room))[-1]
        placed[:, k] = x[best], y[best, k]
    return [QPointF(*at) for at in placed.T.tolist()]


def _room(x: Floats, y: Floats, k: int, placed: Floats) -> Floats:
    """How many label sizes lie between each place of line k and the nearest label; lines count a little."""
    across, down = np.abs(x[:, np.newaxis] - placed[0]), np.abs(y[:, [k]] - placed[1])
    labels = np.maximum(across / LABEL[0], down / (LABEL[1] + 3))
    others = np.abs(np.delete(y, k, axis=1) - y[:, [k]]) / LABEL[1] + 0.45
    return np.round(np.hstack([labels, others]).min(axis=1).clip(max=1.6), 2)


def _overlap(labels: list[QPointF]) -> bool:
    """Whether a label lies on another."""
    return any(
        abs(a.x() - b.x()) < LABEL[0] and abs(a.y() - b.y()) < LABEL[1] for a, b in combinations(labels, 2)
    )
