"""Where nodes, edges and labels lie."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from core.commands import Step
from core.cursor import Phase
from core.experiment import default_experiment
from core.session import Session
from gui.network.headers import BAND, header_width
from gui.network.labels import work_column
from gui.network.layout import COST_BELOW, LABEL, LABELLED_EDGES, READABLE_RADIUS, lay_out
from gui.writing.fonts import number_font

SIZES = [(602, 590), (762, 690), (480, 256)]
NETWORKS = [
    (1, 1),
    (2, 1),
    (2, 2, 1),
    (2, 3, 1),
    (1, 8, 1),
    (2, 4, 2, 1),
    (2, 3, 3, 1),
    (2, 3, 2, 2, 1),
    (2, 2, 2, 2, 2, 1),
    (2, 2, 2, 2, 2, 2, 2, 1),
    (4, 6, 1),
    (5, 5, 1),
    (2, 8, 1),
    (4, 4, 2),
    (6, 4, 1),
    (10, 2),
    (2, 1, 2, 3, 4, 1),
    (4, 6, 3),
    (2, 16, 16, 1),
    (64, 32, 16, 10),
    (2, *[8] * 14, 1),
    (256, 256),
]


@pytest.fixture(params=SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def area(request):
    return QRectF(0, 0, *request.param)


@pytest.fixture(params=NETWORKS, ids=lambda n: "-".join(map(str, n)))
def layout(request, area):
    return lay_out(request.param, area)


def test_nodes_lie_in_the_area_and_apart(layout):
    for l, k in enumerate(layout.n):
        radius = layout.radius[l]
        assert len(layout.y[l]) == k
        assert layout.area.left() < layout.x[l] - radius
        assert layout.x[l] + radius < layout.area.right()
        assert layout.area.top() < layout.y[l][0]
        assert layout.y[l][-1] < layout.area.bottom()
        if k > 1 and radius > 2:
            assert layout.spacing(l) > 2 * radius
        assert layout.node(l, k - 1).toTuple() == (layout.x[l], layout.y[l][k - 1])


def test_columns_are_evenly_apart_and_do_not_touch(layout):
    gaps = np.diff(layout.x)
    np.testing.assert_allclose(gaps, gaps[0])
    assert layout.gap == pytest.approx(gaps[0])
    assert all(layout.radius[l] + layout.radius[l + 1] < gaps[0] for l in range(len(gaps)))


def test_edges_go_from_node_to_node_in_the_order_of_w(layout):
    lines = iter(layout.lines)
    for l, (of, to) in enumerate(pairwise(layout.n), 1):
        for i in range(to):
            for j in range(of):
                line = next(lines)
                assert line.p1() == layout.node(l - 1, j)
                assert line.p2() == layout.node(l, i)
    assert next(lines, None) is None
    assert layout.edge_count == len(layout.lines)


def test_some_edges_are_those_of_all(layout):
    chosen = np.unique(np.linspace(0, layout.edge_count - 1, 7).astype(np.intp))
    assert layout.some_lines(chosen) == [layout.lines[k] for k in chosen]


def test_labels_lie_on_their_edges_and_on_nothing_else(layout):
    if not layout.edges_labelled:
        assert not any(layout.labels)
        return
    assert layout.edge_count <= LABELLED_EDGES
    assert min(layout.radius) >= READABLE_RADIUS
    labels = [at for into in layout.labels for at in into]
    assert len(labels) == layout.edge_count
    for at, line in zip(labels, layout.lines, strict=True):
        share = (at.x() - line.x1()) / line.dx()
        assert 0 < share < 1
        assert line.pointAt(share).y() == pytest.approx(at.y())
    for a, b in combinations(labels, 2):
        assert abs(a.x() - b.x()) >= LABEL[0] or abs(a.y() - b.y()) >= LABEL[1]
    for l, k in enumerate(layout.n):
        for i in range(k):
            for at in labels:
                assert apart(layout.node(l, i), at) > layout.radius[l]


def apart(node, label):
    """How far the rectangle of a label is from the middle of a node."""
    across = max(0.0, abs(label.x() - node.x()) - LABEL[0] / 2)
    down = max(0.0, abs(label.y() - node.y()) - LABEL[1] / 2)
    return np.hypot(across, down)


@pytest.mark.parametrize("n", [(2, 2, 1), (2, 3, 1), (1, 8, 1), (2, 4, 2, 1)])
def test_the_small_networks_of_the_first_data_sets_carry_their_numbers(n):
    for size in SIZES[:2]:
        layout = lay_out(n, QRectF(0, 0, *size))
        assert layout.edges_labelled
        assert all(map(layout.numbers_fit, range(len(n))))


def test_what_stands_below_a_node_does_not_reach_the_next(layout):
    for l in range(len(layout.n)):
        free = layout.spacing(l) - 2 * layout.radius[l]
        assert not layout.symbols_fit(l) or free >= 21
        assert not layout.gradients_fit(l) or free >= 48
        assert not layout.biases_fit(l) or (layout.symbols_fit(l) and free >= 34)


@pytest.mark.parametrize("n", [(2, 2, 1), (2, 3, 1), (2, 4, 2, 1)])
@pytest.mark.parametrize("height", [90, 110, 140, 165, 185, 200])
def test_the_lowest_canvas_still_shows_nodes_below_their_headers_and_nothing_beyond_its_end(n, height):
    layout = lay_out(n, QRectF(0, 0, 390, height))
    for l in range(len(n)):
        assert layout.spacing(l) >= 8
        assert layout.radius[l] > 2
        assert BAND <= layout.y[l][0] - layout.radius[l] <= height - 24
        assert layout.y[l][-1] + layout.radius[l] <= height
    below = layout.y[-1][0] + layout.radius[-1]
    assert not layout.symbols_fit(len(n) - 1) or below + 21 <= height - 7  # the end of the panel behind it
    assert not layout.gradients_fit(len(n) - 1) or below + 48 <= height - 7
    assert layout.target(0).bottom() <= height
    assert layout.cost_fits_below == (layout.y[-1][0] + COST_BELOW + 5 <= height)


@pytest.mark.parametrize("dataset", ["xor", "circle", "digits"])
@pytest.mark.parametrize("width", [390, 640, 1100])
def test_the_panel_of_the_layer_at_work_has_all_of_its_words_in_it(dataset, width):
    session = Session(default_experiment(dataset))
    area = QRectF(0, 0, width, 300)
    while (frame := session.frame()).cursor.phase is not Phase.UPDATE:
        session.apply(Step("phase"))
        l, layout = frame.working_layer(), lay_out(frame.n, area)
        if l is None:
            continue
        column = work_column(layout, frame, l)
        half = header_width(frame, l, layout.gap) / 2
        assert area.contains(column)
        assert column.left() < layout.x[l] - half < layout.x[l] + half < column.right()
        if l == frame.L:
            target, cost = map(QFontMetricsF(number_font(13)).horizontalAdvance, ("y = 0", "C = 0.123"))
            left = layout.target(0).left()
            assert left + target < column.right()
            assert left - layout.half_width(l) + cost < column.right()  # it moves in where room is short
