"""The map of all weights and biases: places, sizes, what is under a point; and the sentences of the check."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, qGray

from core.audit import BAD, GOOD, KINK, UNSEEN, Audit
from core.network import Network, parameter_count
from core.selection import Pick, index_of
from gui.check.map import AuditMap
from gui.check.marks import colour
from gui.check.placing import EDGE, HEAD, place
from gui.check.words import of_one, verdict
from gui.theme import DARK, LIGHT
from gui.writing.digits import Digits

NETWORKS = [
    (2, 1),
    (2, 8, 8, 8, 8, 8, 8, 1),
    (64, 32, 16, 10),
    (64, 128, 64, 10),
    (2, *(256,) * 16, 1),
    (1024, 1),
]
SIZES = [(622, 130), (300, 100), (1200, 260)]


def every(n):
    return [
        Pick(l, A, B)
        for l in range(1, len(n))
        for A in range(n[l])
        for B in (*range(n[l - 1]), None)
    ]  # fmt: skip


def result(n, status=GOOD, **own):
    """An audit of a network of sizes n, everything of one status."""
    size = parameter_count(n)
    numbers = np.linspace(-1, 1, size)
    fields = {
        "step": 0, "theta": Network(n).theta, "activations": ("sigmoid",) * (len(n) - 1), "cost": "mse",
        "sample": 0, "x": np.zeros((n[0], 1)), "y": np.zeros((n[-1], 1)),
        "seen": np.ones(size, dtype=np.int64), "analytic": numbers, "numeric": numbers + 2e-10,
        "status": np.full(size, status, dtype=np.int8), "tolerance": 1e-7, "done": True,
    }  # fmt: skip
    return Audit(**fields | own)


def with_status(n, *at, status=BAD, by=0.25):
    """One where these places of theta have another status, and are off."""
    good = result(n)
    marked, numeric = good.status.copy(), good.numeric.copy()
    marked[list(at)], numeric[list(at)] = status, numeric[list(at)] + by
    return replace(good, status=marked, numeric=numeric)


# Places


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("n", NETWORKS, ids=lambda n: "-".join(map(str, n[:5])))
def test_all_layers_are_seen_at_once_and_apart(n, size):
    blocks = place(n, *size)
    assert [b.l for b in blocks] == list(range(1, len(n)))
    areas = [QRectF(b.x, b.y, b.right - b.x, b.height) for b in blocks]
    for area in areas:
        assert QRectF(0, 0, *size).adjusted(EDGE, 0, -EDGE, 0).contains(area)  # an outline has room there
    assert not any(a.intersects(b) for a, b in combinations(areas, 2))
    for b in blocks:
        assert b.x + b.columns * b.cell < b.bias_x


@pytest.mark.parametrize(("n", "least"), [((2, 1), 30), ((2, 8, 8, 8, 8, 8, 8, 1), 8), ((64, 32, 16, 10), 3)])
def test_cells_are_as_large_as_there_is_room_for(n, least):
    assert {b.cell for b in place(n, 622, 130)} == {place(n, 622, 130)[0].cell}
    assert place(n, 622, 130)[0].cell >= least


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("n", [(2, 1), (2, 8, 8, 1), (64, 32, 16, 10)], ids=str)
def test_each_cell_is_found_where_it_is(qtbot, n, size):
    cells = AuditMap()
    qtbot.addWidget(cells)
    cells.resize(*size)
    cells.show_audit(result(n), n, False, None)
    assert {b.cell for b in cells.blocks} >= {cells.blocks[0].cell}
    for pick in every(n):
        if cells.blocks[0].cell >= 1:
            assert cells.pick_at(cells.rect_of(pick).center()) == pick
    block = cells.blocks[0]
    for point in (
        (block.x + 1, block.y + 1),
        (block.bias_x - 1.5, block.y + HEAD + 1),
        (size[0] - 1, size[1] - 1),
    ):
        assert cells.pick_at(QPointF(*point)) is None


def test_of_many_on_one_pixel_the_worst_is_found_and_painted(qtbot):
    n = (256, 256, 4)
    wrong = Pick(1, 101, 203)
    cells = AuditMap()
    qtbot.addWidget(cells)
    cells.resize(300, 100)
    cells.show_audit(with_status(n, index_of(wrong, n)), n, False, None)
    assert cells.blocks[0].cell < 1
    at = cells.rect_of(wrong).topLeft()
    assert cells.pick_at(at) == wrong
    picture = cells.grab().toImage()
    for point, status in ((at, BAD), (cells.rect_of(Pick(1, 20, 20)).topLeft(), GOOD)):
        own, wanted = picture.pixelColor(point.toPoint()).getRgb(), colour(DARK, status).getRgb()
        assert max(abs(a - b) for a, b in zip(own, wanted, strict=True)) <= 3


# Statuses without colour


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
@pytest.mark.parametrize("n", [(2, 1), (2, 8, 8, 8, 8, 8, 8, 1)], ids=str)
def test_each_status_has_its_own_picture_in_grey(qtbot, theme, n):
    cells = AuditMap()
    qtbot.addWidget(cells)
    cells.resize(622, 130)
    cells.set_theme(theme)
    pictures = {}
    for status in (UNSEEN, GOOD, KINK, BAD):
        cells.show_audit(result(n, status), n, False, None)
        picture, cell = cells.grab().toImage(), cells.rect_of(Pick(1, 0, 0)).toRect()
        pictures[status] = np.array(
            [[qGray(picture.pixel(x, y)) for x in range(cell.left(), cell.right())]
             for y in range(cell.top(), cell.bottom())]
        )  # fmt: skip
    for a, b in combinations(pictures.values(), 2):
        assert np.abs(a.astype(int) - b).max() > 25


def test_out_of_date_is_paler():
    def away(status, stale):
        own, ground = colour(DARK, status, stale), QColor(DARK.surface)
        return sum(abs(a - b) for a, b in zip(own.getRgb()[:3], ground.getRgb()[:3], strict=True))

    assert all(away(status, True) < 0.5 * away(status, False) for status in (GOOD, KINK, BAD))


# Sentences


def test_the_sentences_of_each_verdict():
    n = (2, 3, 1)
    good, bad = verdict(result(n)), verdict(with_status(n, 3, 4))
    kink = verdict(with_status(n, 3, status=KINK))
    assert good.wordings[0] == (
        "All 13 weights and biases agree with central differences; worst difference 2e−10, allowed 1e−7"
    )
    assert bad.wordings[0] == (
        "2 of 13 weights and biases disagree with central differences; worst difference 0.25, allowed 1e−7"
    )
    assert kink.wordings[0] == (
        "12 of 13 weights and biases agree with central differences; 1 is within reach of a ReLU's kink; "
        "worst difference 2e−10, allowed 1e−7"
    )
    assert (good.status, bad.status, kink.status) == (GOOD, BAD, KINK)
    for found in (good, bad, kink):
        lengths = [len(k) for k in found.wordings]
        assert lengths == sorted(lengths, reverse=True)


def test_what_is_unfinished_has_no_verdict_unless_something_is_wrong():
    n = (2, 3, 1)
    half = replace(result(n), done=False, seen=np.array([1] * 6 + [0] * 7))
    assert verdict(half).status == UNSEEN
    assert verdict(half).wordings[0].startswith("Checked so far, 46 %")
    assert verdict(replace(with_status(n, 0), done=False)).status == BAD
    assert verdict(None).status == UNSEEN


def test_what_is_not_a_number_is_said_so():
    n = (2, 1)
    numeric = result(n).numeric.copy()
    numeric[1] = np.nan
    found = verdict(replace(with_status(n, 1), numeric=numeric))
    assert "1 of 3 weights and biases disagrees" in found.wordings[0]
    assert "worst difference not a number" in found.wordings[0]


def test_of_one_weight_in_the_mean_the_cost_has_a_bar(qapp):
    n, digits = (2, 3, 1), Digits()
    one = of_one(result(n), n, Pick(1, 0, 1), digits).wordings[0]
    mean = of_one(replace(result(n), sample=None), n, Pick(1, 0), digits).wordings[0]
    assert one.startswith("∂C/∂w¹₁₂: backward pass −0.8333, central difference −0.8333, 2e−10 apart")
    assert mean.startswith("∂C̄/∂b¹₁: ")
    assert of_one(None, n, Pick(1, 0), digits).wordings == ("b¹₁: not checked yet",)
