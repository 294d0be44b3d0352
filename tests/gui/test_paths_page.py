"""The derivative as a sum over paths: largest first, the rest together, no number cut."""

from dataclasses import replace
from itertools import islice

import pytest
from chain_pages import Bench
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from reading import painted_texts

from core.commands import Edit
from core.experiment import default_experiment
from core.selection import Node, Pick
from gui.chain.paths import HEAD, HELD_BACK, LINE, NOT_FINITE, PathsPage

DEEP = default_experiment("circle").with_hidden((4, 3, 3))
MANY = default_experiment("circle").with_hidden((8,) * 5)


@pytest.fixture
def bench(qtbot):
    """All paths of a weight in layer 1 of 2-4-3-3-1, with room for them."""
    return Bench(qtbot, PathsPage, DEEP, Pick(1, 3, 0), size=(640, 320))


@pytest.fixture
def many(qtbot):
    return Bench(qtbot, PathsPage, MANY, Pick(1, 0, 1))


def over(bench, k):
    """Move the mouse onto a line."""
    bench.move(bench.page, QPoint(60, int(HEAD + (k + 0.5) * LINE)))


def test_all_paths_from_the_largest_to_the_smallest(bench):
    chain = bench.frame.derivation.chain
    lines = bench.page.lines
    assert len(lines) == chain.path_count == 9
    sizes = [abs(line.value) for line in lines]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(line.value for line in lines) == pytest.approx(chain.value, abs=1e-12 * chain.paths_size)
    assert all(line.words.startswith("a¹₄ → a²") for line in lines)
    assert all(line.words.endswith(" → a⁴₁ → C") for line in lines)


def test_where_there_are_too_many_the_rest_is_together(many):
    chain = many.frame.derivation.chain
    *shown, rest = many.page.lines
    assert chain.path_count == 8**4
    assert [line.value for line in shown] == [p.value for p in islice(chain.paths, len(shown))]
    assert 3 <= len(shown) < 12
    assert rest.words.startswith(f"the other 4\u202f{96 - len(shown):03d} paths")
    assert sum(line.value for line in many.page.lines) == pytest.approx(chain.value, rel=1e-12)
    assert not rest.nodes


def test_more_room_shows_more(many):
    few = len(many.page.lines)
    many.page.resize(640, 400)
    assert len(many.page.lines) > few


@pytest.mark.parametrize("digits", [2, 15])
def test_no_number_is_cut_and_none_runs_into_the_words(bench, digits):
    bench.digits.set(digits)
    bench.show()
    texts = painted_texts(bench.page)
    metrics = bench.page.fontMetrics()
    for line in bench.page.lines:
        written = ("+" if line.value > 0 else "") + bench.digits.write(line.value)
        place = [(x, y) for x, y, text in texts if text == written]
        assert place
        words = [x for x, y, text in texts if text == line.words and abs(y - place[0][1]) < 2]
        assert len(words) == 1
        assert words[0] >= place[0][0] + metrics.horizontalAdvance(written) * 0.8


def test_the_largest_is_lit_or_else_the_one_under_the_mouse(bench):
    lit = []
    bench.page.lit.connect(lit.append)
    bench.show()
    first = bench.page.lines[0].nodes
    assert lit[-1][0] == Pick(1, 3, 0)
    assert {Node(k + 1, i) for k, i in enumerate(first)} <= set(lit[-1])
    over(bench, 4)
    assert {Node(k + 1, i) for k, i in enumerate(bench.page.lines[4].nodes)} <= set(lit[-1])
    assert Pick(2, bench.page.lines[4].nodes[1], 3) in lit[-1]
    QTest.mouseMove(bench.page, QPoint(60, 4))
    assert {Node(k + 1, i) for k, i in enumerate(first)} <= set(lit[-1])


def test_of_the_output_layer_there_is_one_path(bench):
    bench.look(Pick(4, 0, 2))
    assert [line.words for line in bench.page.lines] == ["a⁴₁ → C"]
    assert "a sum over one path" in bench.page.head


def test_an_exercise_holds_them_back_until_the_step_has_come_there(bench):
    bench.look(Pick(1, 3, 0), exercise=True)
    assert bench.page.head == HELD_BACK
    assert not bench.page.lines
    bench.step("phase", 9)
    assert len(bench.page.lines) == 9


def test_where_a_number_is_not_finite_there_is_nothing_to_sum(qtbot):
    experiment = replace(DEEP, activations=("relu", "relu", "relu", "identity"))
    bench = Bench(qtbot, PathsPage, experiment, Pick(1, 3, 0))
    for l in (1, 2, 3, 4):
        for A in range(experiment.n[l]):
            for B in range(experiment.n[l - 1]):
                bench.session.trainer.net.w[l][A, B] = 1e200
    bench.session.apply(Edit("parameter", 1e11, at=Pick(1, 3, 1)))
    bench.show()
    assert bench.page.head == NOT_FINITE
    assert bench.page.lines == ()
