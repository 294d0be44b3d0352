"""Every bar of a small batch has its number, so that the mean can be checked by hand; the scale's ends."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from chain_pages import Bench
from PySide6.QtGui import QFontMetricsF
from reading import painted_texts

from core.commands import Run
from core.experiment import default_experiment
from core.selection import Pick
from gui.chain import pace as module
from gui.chain.batch import BatchPage
from gui.writing.fonts import number_font
from gui.writing.numbers import significant

CIRCLE = default_experiment("circle")
PICK = Pick(2, 1, 3)


def page_of(qtbot, m, digits=4, size=(640, 190)):
    bench = Bench(qtbot, BatchPage, replace(CIRCLE, m=m), PICK, size=size)
    bench.digits.set(digits)
    return bench


def written_out(bars):
    return [text for _, _, text in painted_texts(bars)]


@pytest.mark.parametrize("m", [1, 5, 10, 13, 16])
def test_every_bar_of_a_small_batch_has_its_number_with_the_digits_chosen(qtbot, m):
    bench = page_of(qtbot, m)
    bars = bench.page.bars
    texts = written_out(bars)
    for value in bars.found.values:
        assert significant(value, 4) in texts
    assert not any("digits" in text for text in texts)
    assert bars.toolTip() == ""
    assert bars.row.box.height() > 40


@pytest.mark.parametrize(("m", "digits"), [(10, 4), (16, 4), (10, 15), (16, 15), (16, 7)])
def test_numbers_do_not_lie_on_each_other(qtbot, m, digits):
    bench = page_of(qtbot, m, digits)
    bars = bench.page.bars
    style = bars.style
    wanted = [significant(value, style.digits) for value in bars.found.values]
    places = [(x, y, text) for x, y, text in painted_texts(bars) if text in wanted]
    assert len(places) == m
    wide = QFontMetricsF(number_font(style.pixels)).horizontalAdvance
    for row in {y for _, y, _ in places}:
        ends = sorted((x, x + wide(text)) for x, y, text in places if y == row)
        assert all(this[1] < following[0] for this, following in pairwise(ends))
        assert ends[0][0] >= 0
        assert ends[-1][1] <= bars.width()


def test_fewer_digits_than_chosen_are_said_to_be_fewer(qtbot):
    bench = page_of(qtbot, 16, 15)
    bars = bench.page.bars
    shown = bars.style.digits
    assert 2 <= shown < 15
    assert f"{shown} digits" in written_out(bars)
    assert "no room for all 15 digits" in bars.toolTip()
    bench.digits.set(4)
    assert "4 digits" not in written_out(bars)
    assert bars.toolTip() == ""


def test_a_large_batch_has_no_numbers_that_are_too_many_to_be_read(qtbot):
    bench = page_of(qtbot, 100)
    bars = bench.page.bars
    assert not {significant(value, k) for value in bars.found.values for k in (2, 3, 4)} & set(
        written_out(bars)
    )


def test_bars_stay_where_they_are_while_training_runs(qtbot, monkeypatch):
    monkeypatch.setattr(module, "SHARE", 0.0)
    bench = page_of(qtbot, 9, size=(620, 190))
    bench.session.apply(Run())
    seen = []
    for _ in range(30):
        bench.session.tick(0.002)
        assert bench.show().live
        seen.append(bench.page.bars.row.box.top())
        texts = written_out(bench.page.bars)
        assert all(significant(k, bench.page.bars.style.digits) in texts for k in bench.page.found.values)
    assert len(set(seen)) <= 2
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("m", [2, 5, 8, 12, 16, 40])
def test_the_scale_s_ends_are_named_as_they_are_and_hold_every_bar(qtbot, m):
    bench = page_of(qtbot, m, size=(640, 400))
    bars = bench.page.bars
    up, down = bars._ends
    assert bars.found.values.max() <= up or up == 0.0
    assert -bars.found.values.min() <= down or down == 0.0
    names = [text for x, _, text in painted_texts(bars) if x < 50]
    for end in (up, -down):
        if end and abs(bars.row.y(end) - bars.row.y(0.0)) > 15:
            named = [float(k.replace("−", "-")) for k in names if k not in ("sample",) and "digits" not in k]
            assert np.isclose(named, end, rtol=1e-12).any()
