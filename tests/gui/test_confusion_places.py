"""Where the cells of a confusion matrix lie, what they look like, and how long that takes."""

from time import perf_counter

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from reading import painted_texts

from gui.confusion.matrix import MatrixView
from gui.confusion.naming import common, cut
from gui.confusion.painting import FAINTEST, Content, colours, digits_size, paint, shares
from gui.confusion.placing import first_wrong, place, stepped
from gui.confusion.samples import NONE, another, shown_in
from gui.theme import DARK, LIGHT
from gui.writing.fonts import number_font
from gui.writing.numbers import grouped

SIZES = [(638, 180), (180, 70), (300, 500), (1000, 330)]
themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)


def content(n, seed=0, fresh=True):
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, 3, (n, n)) * (rng.random((n, n)) < 0.3) + np.diag(rng.integers(1, 90, n))
    return Content(counts, tuple(f"class {k + 1}" for k in range(n)), fresh)


@pytest.mark.parametrize("classes", [2, 3, 10, 26, 100])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("names", [7.0, 400.0])
def test_every_cell_has_a_place_and_is_found_there(classes, size, names):
    places = place(classes, *size, names)
    cells = places.cells
    assert 0 <= cells.left() <= cells.right() <= size[0]
    assert 0 < cells.top() <= cells.bottom() <= size[1]
    if places.beside:
        assert places.rate_of(0).right() <= size[0]
    if places.below:
        assert places.rate_below(0).bottom() <= size[1]
    assert places.row_name(0).left() >= 0
    every = {0, 1, classes // 2, classes - 1}
    for row in every:
        for column in every:
            assert places.at(places.rect((row, column)).center()) == (row, column)
            assert cells.adjusted(-0.01, -0.01, 0.01, 0.01).contains(places.rect((row, column)))
    assert places.at(cells.topLeft() - cells.bottomRight()) is None


def test_few_classes_have_numbers_sums_and_shares_and_very_many_have_colours():
    ten = place(10, 638, 180, 8.0)
    assert ten.beside
    assert ten.below
    assert digits_size(content(10).counts, ten) >= 10
    hundred = place(100, 638, 180, 60.0)
    assert not hundred.beside
    assert not hundred.below
    assert digits_size(content(100).counts, hundred) == 0
    assert len(hundred.named(hundred.height)) * 14 <= 180 + 14


@pytest.mark.parametrize("count", [334_250, 9_999_999])
def test_every_digit_of_a_sum_has_room(qtbot, count):
    matrix = MatrixView()
    qtbot.addWidget(matrix)
    matrix.resize(638, 180)
    for most in (89, count):  # the same classes later on
        matrix.show_content(Content(np.diag([most, 2, 1]), ("a", "b", "c"), True))
        room = QFontMetricsF(number_font(12.0)).horizontalAdvance(grouped(most))
        assert matrix.places.sum_of(0).width() >= room
        assert matrix.places.rate_of(0).left() >= matrix.places.sum_of(0).right()
        assert matrix.places.rate_of(0).right() <= 638


def test_a_count_of_a_million_has_room_or_is_not_written():
    counts = np.array([[987_654, 3], [2, 1]])
    assert digits_size(counts, place(2, 638, 180, 8.0)) > 0
    assert digits_size(counts, place(2, 80, 70, 8.0)) == 0


def test_one_cannot_leave_the_matrix():
    assert stepped((0, 0), (-1, -1), 3) == (0, 0)
    assert stepped((2, 1), (1, 1), 3) == (2, 2)


def test_one_begins_with_the_worst_mistake():
    assert first_wrong(np.array([[9, 1], [3, 9]])) == (1, 0)
    assert first_wrong(np.array([[9, 0], [0, 9]])) == (0, 0)


# Colours


@themes
def test_what_is_right_is_blue_and_what_is_wrong_amber_and_nothing_is_neither(theme):
    counts = np.array([[90, 10, 0], [0, 50, 50], [0, 0, 0]])
    table = colours(Content(counts, ("a", "b", "c"), True), theme)
    assert QColor(*table[0, 2].tolist()) == QColor(*table[2, 2].tolist()) == QColor(theme.neutral)
    share = shares(counts)
    assert share[0, 0] > share[1, 1] == share[1, 2] > share[0, 1] > FAINTEST
    for cell, end in (((1, 1), theme.negative), ((1, 2), theme.positive)):
        wanted = np.array(QColor(end).getRgb(), float)
        ground = np.array(QColor(theme.neutral).getRgb(), float)
        np.testing.assert_allclose(table[cell], ground + (wanted - ground) * share[cell], atol=1)


@themes
def test_old_counts_are_paler_than_those_of_now(theme):
    surface = np.array(QColor(theme.surface).getRgb(), float)
    now, old = (np.abs(colours(content(10, fresh=k), theme) - surface).sum() for k in (True, False))
    assert old < 0.5 * now


def test_a_single_sample_of_very_many_can_be_seen():
    counts = np.array([[999_999, 1], [0, 5]])
    assert shares(counts)[0, 1] >= FAINTEST


@pytest.mark.parametrize("classes", [2, 10, 100])
def test_it_is_painted_in_no_time(application, classes):
    picture = QPixmap(900, 400)
    best = 1.0
    for _ in range(5):
        begun = perf_counter()
        painter = QPainter(picture)
        paint(painter, content(classes), place(classes, 900, 400, 50.0), DARK)
        painter.end()
        best = min(best, perf_counter() - begun)
    assert best < 0.25  # a hang, not a speed


# Samples of a cell


def test_one_sample_follows_another_and_after_the_last_comes_the_first():
    inside = np.array([3, 8, 21])
    assert [another(inside, k, 1) for k in (None, 3, 8, 21, 5, 99)] == [3, 8, 21, 3, 8, 3]
    assert [another(inside, k, -1) for k in (None, 3, 8, 21, 5, 99)] == [21, 21, 3, 8, 3, 21]
    assert another(NONE, None, 1) is None
    assert shown_in(inside, 8).place == 1
    assert shown_in(inside, 9) is None
    assert shown_in(inside, 99) is None


# Names

VOLES = (
    "Northern bog lemming",
    "Northern red-backed vole",
    "Southern bog lemming",
    "Southern red-backed vole",
)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("class 1", "class 10", "class 2"), "class "),
        (("ring_1", "ring_2"), "ring_"),
        (("red fox 1", "red fox 2"), "red fox "),
        (("red fox", "red kite"), "red "),
        (("class", "class 1"), ""),
        (("class ", "class 1"), ""),
        (("setosa", "setaria"), ""),
        (("0", "1"), ""),
        (VOLES, ""),
    ],
)
def test_only_whole_words_that_every_class_begins_with_are_common(names, words):
    assert common(names) == words


def test_names_are_cut_so_that_they_can_be_told_apart(qapp):
    metrics = QFontMetricsF(number_font(12.0))
    for names in (VOLES, tuple(f"class {k}" for k in range(1, 11)), ("a", "b")):
        for room in (64, 90, 400):
            assert len(set(cut(names, room, metrics))) == len(names)
    assert cut(VOLES, 400, metrics) == list(VOLES)


class Painted(QWidget):
    """The matrix as words and lines, not as the picture that its view keeps."""

    def __init__(self, shown, places, qtbot):
        super().__init__()
        qtbot.addWidget(self)
        self.resize(1100, 400)
        self.shown, self.places = shown, places

    def paintEvent(self, event):
        painter = QPainter(self)
        paint(painter, self.shown, self.places, DARK)
        painter.end()


def heads(qtbot, names, size=(638, 180)):
    """What a matrix writes above its columns, from left to right, and the line above that."""
    matrix = MatrixView()
    qtbot.addWidget(matrix)
    matrix.resize(*size)
    shown = Content(np.eye(len(names), dtype=np.int64), names, True)
    matrix.show_content(shown)
    texts = painted_texts(Painted(shown, matrix.places, qtbot))
    top = matrix.places.y
    above = [t for t in texts if top - 17 < t[1] < top + 2 and t[2] not in ("true", "samples", "recall")]
    [said] = [t[2] for t in texts if t[2].startswith("predicted")]
    return [t[2] for t in sorted(above)], said


@pytest.mark.parametrize("size", [(638, 180), (500, 180), (1000, 330)])
def test_ten_classes_of_one_name_have_their_numbers_and_the_name_once(qtbot, size):
    names = tuple(f"class {k}" for k in range(1, 11))
    found, said = heads(qtbot, names, size)
    whole = size[0] == 1000
    assert found == (list(names) if whole else [str(k) for k in range(1, 11)])
    assert said == ("predicted" if whole else "predicted class …")


def test_long_names_above_columns_are_different_ones(qtbot):
    found, said = heads(qtbot, VOLES, (500, 180))
    assert len(set(found)) == len(VOLES)
    assert said == "predicted"
