"""Where nodes, edges and their labels lie: computed once for a size of window and network."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF

HEAD = 60.0
SIDE = 74.0
LARGEST_RADIUS = 31.0
LARGEST_SPACING = 150.0
READABLE_RADIUS = 13.5
LABELLED_EDGES = 30
LABEL = (44.0, 17.0)


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

    def numbers_fit(self, l: int) -> bool:
        """Whether a^ℓ_i can be written into the nodes of layer l."""
        return self.radius[l] >= READABLE_RADIUS

    def symbols_fit(self, l: int) -> bool:
        """Whether a symbol fits below each node of layer l."""
        return self.gap >= 60 and self.spacing(l) >= 2 * self.radius[l] + 21

    def gradients_fit(self, l: int) -> bool:
        """Whether a second line fits below each node of layer l."""
        return self.gap >= 110 and self.spacing(l) >= 2 * self.radius[l] + 48

    def biases_fit(self, l: int) -> bool:
        """Whether b^ℓ_i can be written below each node's symbol."""
        return self.edges_labelled and self.spacing(l) >= 2 * self.radius[l] + 34

    def spacing(self, l: int) -> float:
        """Distance between neighbouring nodes of layer l; the area's height for a single one."""
        return float(self.y[l][1] - self.y[l][0]) if self.n[l] > 1 else self.area.height()

    @property
    def gap(self) -> float:
        """Distance between neighbouring layers."""
        return self.x[1] - self.x[0]

    def node(self, l: int, i: int) -> QPointF:
        """The centre of node i of layer l."""
        return QPointF(self.x[l], self.y[l][i])

    @property
    def edge_count(self) -> int:
        """How many edges there are in all."""
        return sum(a * b for a, b in pairwise(self.n))

    @property
    def edges_labelled(self) -> bool:
        """Whether each edge can carry its number."""
        return self.edge_count <= LABELLED_EDGES and all(map(self.numbers_fit, range(len(self.n))))

    @cached_property
    def lines(self) -> list[QLineF]:
        """All edges in the order of w[1], w[2], … flattened one after another."""
        return self.some_lines(np.arange(self.edge_count))

    def some_lines(self, edges: NDArray[np.intp]) -> list[QLineF]:
        """The edges of these places in the order of w[1], w[2], … flattened one after another."""
        starts = np.cumsum([0, *(a * b for a, b in pairwise(self.n))])
        layer = np.searchsorted(starts, edges, side="right")
        to, of = np.divmod(edges - starts[layer - 1], np.array(self.n)[layer - 1])
        first = np.cumsum([0, *self.n])
        x, y = np.repeat(self.x, self.n), np.concatenate(self.y)
        here, there = first[layer - 1] + of, first[layer] + to
        ends = np.column_stack([x[here], y[here], x[there], y[there]]).tolist()
        return [QLineF(*line) for line in ends]

    @cached_property
    def labels(self) -> tuple[list[QPointF], ...]:
        """labels[l]: where the numbers of the edges into layer l are centred, apart from one another."""
        if not self.edges_labelled:
            return tuple([] for _ in self.n)
        ends = np.cumsum([0, *(a * b for a, b in pairwise(self.n))]).tolist()
        into = [self.lines[a:b] for a, b in pairwise(ends)]
        return ([], *(_spread(lines, radius) for lines, radius in zip(into, self.radius[1:], strict=True)))


def lay_out(n: tuple[int, ...], area: QRectF) -> Layout:
    """Put layers of sizes `n` into `area`: columns evenly apart, each centred in height."""
    inner = area.adjusted(SIDE, HEAD, -SIDE - 38, -34)
    gap = inner.width() / (len(n) - 1)
    x = tuple(inner.left() + gap * l for l in range(len(n)))
    y, radius = [], []
    for k in n:
        spacing = min(LARGEST_SPACING, inner.height() / k)
        middle = inner.center().y() - 6
        y.append(middle + (np.arange(k) - (k - 1) / 2) * spacing)
        radius.append(max(2.0, min(LARGEST_RADIUS, 0.36 * spacing, 0.3 * gap)))
    return Layout(area, n, x, tuple(y), tuple(radius))


def _spread(lines: list[QLineF], radius: float) -> list[QPointF]:
    """One point on each line, each as far from those before it as the line allows."""
    placed: list[QPointF] = []
    for line in lines:
        ends = (radius + LABEL[0] / 2 + 10) / max(1.0, abs(line.dx()))
        places = np.linspace(ends, 1 - ends, 13).tolist() if ends < 0.5 else [0.5]
        room = [round(min(_room(line.pointAt(t), placed, lines, line), 1.6), 2) for t in places]
        # Of places with equal room the one nearest to three fifths of the way to the node.
        best = max(range(len(places)), key=lambda k: (room[k], -abs(places[k] - 0.6)))
        placed.append(line.pointAt(places[best]))
    return placed


def _room(point: QPointF, placed: list[QPointF], lines: list[QLineF], own: QLineF) -> float:
    """How many label sizes lie between `point` and the nearest label; other edges count a little."""
    apart = [max(abs(point.x() - p.x()) / LABEL[0], abs(point.y() - p.y()) / (LABEL[1] + 3)) for p in placed]
    share = (point.x() - own.x1()) / (own.dx() or 1.0)
    others = [abs(k.pointAt(share).y() - point.y()) / LABEL[1] + 0.45 for k in lines if k is not own]
    return min([*apart, *others], default=9.0)
