"""Colours that mean something can be told apart by people who see fewer of them.

How they see is simulated after Machado, Oliveira and Fernandes (2009), all of one kind of cone
missing; how far apart two colours look is measured in CIELAB, where about 2 can just be seen.
"""

from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.confusion.painting import Content, colours
from gui.health.signs import GRAVE, NOTE, WELL, paint_sign
from gui.network.edges import _pens
from gui.plots.cost_plot import cost_pens
from gui.plots.others import compared_pens, ghost_pens
from gui.targets import class_colours
from gui.theme import DARK, LEVELS, LIGHT, scale

SEEING = {
    "all colours": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
NO_COLOURS = {"no colours": np.tile([0.2126, 0.7152, 0.0722], (3, 1))}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
WHITE = TO_XYZ.sum(axis=1)

themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
seeing = pytest.mark.parametrize("eyes", SEEING)


def looks(colour, eyes):
    """Where a colour lies in CIELAB for such eyes."""
    shares = np.array(QColor(colour).getRgbF()[:3])
    light = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip((SEEING | NO_COLOURS)[eyes] @ light, 0, 1) / WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(a, b, eyes):
    return float(np.linalg.norm(looks(a, eyes) - looks(b, eyes)))


def test_the_simulation_confuses_what_is_confused():
    """Red and green of the same lightness, the best known pair; a grey is a grey to everyone."""
    assert apart("#b3261e", "#5e6b00", "all colours") > 60
    assert apart("#b3261e", "#5e6b00", "deuteranopia") < 25
    for eyes in SEEING:
        assert apart("#808080", "#808080", eyes) == 0
        assert np.abs(looks("#808080", eyes)[1:]).max() < 1


@themes
@seeing
def test_negative_zero_and_positive_are_far_apart(theme, eyes):
    assert apart(theme.negative, theme.positive, eyes) > 60
    for middle in (theme.neutral, theme.edge_neutral):
        assert apart(theme.negative, middle, eyes) > 40
        assert apart(theme.positive, middle, eyes) > 40


@themes
@seeing
@pytest.mark.parametrize("edges", [False, True], ids=["nodes", "edges"])
def test_every_level_differs_from_its_neighbours_and_from_its_opposite(theme, eyes, edges):
    colours = [c.name() for c in scale(theme, edges)]
    assert all(apart(a, b, eyes) > 1.5 for a, b in pairwise(colours))
    between = [apart(colours[LEVELS - k], colours[LEVELS + k], eyes) for k in range(1, LEVELS + 1)]
    assert all(found >= 4 * min(k, 10) for k, found in enumerate(between, 1))


@themes
@seeing
def test_curves_and_verdicts_can_be_told_apart(theme, eyes):
    assert apart(*theme.series[:2], eyes) > 40
    assert apart(theme.good, theme.bad, eyes) > 20


@themes
@seeing
def test_runs_that_are_compared_can_be_told_apart_from_each_other_and_from_the_one_shown(theme, eyes):
    """By their colours and by their dashes; and none of them is taken for a ghost."""
    pens = compared_pens(theme)
    dashes = [tuple(pen.dashPattern()) for pen in pens]
    assert len(set(dashes)) == len(dashes)
    ghost = ghost_pens(theme)[0].color().name()
    colours = [pen.color().name() for pen in pens]
    assert all(apart(a, b, eyes) > 15 for a, b in combinations((*colours, *theme.series, ghost), 2))
    assert all(apart(colour, theme.surface, eyes) > 45 for colour in colours)
    assert 20 < apart(ghost, theme.surface, eyes) < apart(theme.series[0], theme.surface, eyes)


@themes
@seeing
def test_what_is_right_and_what_is_taken_for_another_class_can_be_told_apart(theme, eyes):
    """The faintest of either too, and both from an empty cell."""
    counts = np.array([[400, 1, 0], [9, 9, 9], [399, 1, 1]])
    table = colours(Content(counts, ("a", "b", "c"), fresh=True), theme)
    right, faint_right, wrong, faint, empty = (
        QColor(*table[cell].tolist()).name() for cell in ((0, 0), (2, 2), (2, 0), (2, 1), (0, 2))
    )
    assert apart(right, wrong, eyes) > 60
    assert apart(faint_right, faint, eyes) > 8
    assert apart(faint, empty, eyes) > 5
    assert apart(faint_right, empty, eyes) > 5


@themes
@seeing
@pytest.mark.parametrize("count", [2, 3, 10])
def test_classes_can_be_told_apart(theme, eyes, count):
    """Each from each, and two that stand beside one another in the list of them most clearly."""
    colours = [QColor(*rgb).name() for rgb in class_colours(count, theme).tolist()]
    assert all(apart(a, b, eyes) > (15 if count < 10 else 13) for a, b in combinations(colours, 2))
    assert all(apart(a, b, eyes) > 25 for a, b in pairwise(colours))


# Where no colour is seen at all: lightness, and second cues


@themes
def test_signs_differ_by_lightness_and_by_dashes(theme):
    assert apart(theme.negative, theme.positive, "no colours") > 8
    for middle in (theme.neutral, theme.edge_neutral):
        assert apart(theme.negative, middle, "no colours") > 25
        assert apart(theme.positive, middle, "no colours") > 25
    for (level, pen), (_, solid) in zip(
        _pens(1.2, 5.5, theme, dashed=True), _pens(1.2, 5.5, theme), strict=True
    ):
        assert bool(pen.dashPattern()) is (level % (2 * LEVELS + 1) < LEVELS)
        assert not solid.dashPattern()


@themes
def test_curves_differ_by_width_or_dashes(theme):
    looks = [(pen.widthF(), tuple(pen.dashPattern())) for pen in cost_pens(theme)]
    assert len(set(looks)) == len(looks)


@themes
def test_remarks_of_health_differ_by_their_shape(qapp, theme):
    """A triangle, a ring, a tick: in black and white, as much of each is where another has nothing."""
    shapes = []
    for kind in (GRAVE, NOTE, WELL):
        picture = QImage(30, 30, QImage.Format.Format_Grayscale8)
        picture.fill(QColor(theme.surface))
        painter = QPainter(picture)
        paint_sign(painter, kind, QRectF(0, 0, 30, 30), theme)
        painter.end()
        grey = [[picture.pixelColor(x, y).value() for x in range(30)] for y in range(30)]
        shapes.append(np.abs(np.array(grey) - QColor(theme.surface).value()) > 40)
    assert all(np.count_nonzero(a != b) > 50 for a, b in combinations(shapes, 2))
