"""Three witnesses on one line: whatever the room, every mark is seen, and no number loses its end."""

import math

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget
from reading import painted_texts

from core.derivation import Mark, Witnesses
from core.gradient_check import Difference
from gui.chain.witnesses import PIXELS, WitnessLine
from gui.writing.digits import Digits
from gui.writing.fonts import number_font

FOUND = Witnesses(-0.0258242006787, -0.0258242006787, Difference(-0.02582420068, kink=False), 1e-14, 1e-7)
WRONG = Witnesses(-0.0258242006787, -0.0258242006787, Difference(0.5, kink=False), 1e-14, 1e-7)


@pytest.fixture
def line(qtbot):
    """A line in a window of its own, and the digits that it is written with."""
    window = QWidget()
    qtbot.addWidget(window)
    digits = Digits()
    shown = WitnessLine(digits, window)
    shown.digits, shown.window_ = digits, window
    window.show()
    return shown


def painted(line, found, width, digits=4):
    """Everything that is painted, (x, end, text) each."""
    line.digits.set(digits)
    line.window_.resize(width, 40)
    line.resize(width, 26)
    line.show_witnesses(None)
    line.show_witnesses(found)
    metrics = QFontMetricsF(number_font(PIXELS))
    return [(x, x + metrics.horizontalAdvance(text), text) for x, _, text in painted_texts(line)]


def test_with_room_all_of_it_is_written(line):
    texts = [text for _, _, text in painted(line, FOUND, 1000, digits=12)]
    assert "".join(texts) == (
        "product−0.0258242006787✓"
        "backward pass−0.0258242006787✓Δ 0"
        "central difference−0.0258242006800✓Δ 1.3e−12"
    )


@pytest.mark.parametrize("digits", [2, 4, 12, 15])
@pytest.mark.parametrize("width", [400, 500, 628, 720, 1100])
def test_whatever_the_room_no_mark_is_lost_and_nothing_leaves_the_line(line, width, digits):
    texts = painted(line, WRONG, width, digits)
    assert [text for _, _, text in texts if text in "✓✗"] == ["✓", "✓", "✗"]
    assert max(end for _, end, _ in texts) <= width


def test_in_the_default_window_the_differences_stay(line):
    texts = [text for _, _, text in painted(line, FOUND, 628)]
    assert "Δ 0" in "".join(texts)
    assert "Δ 1.3e−12" in "".join(texts)
    assert [text for text in texts if "difference" in text]


def test_values_are_cut_before_differences(line):
    texts = [text for _, _, text in painted(line, FOUND, 628, digits=15)]
    assert "Δ 1.3e−12" in "".join(texts)
    values = [text for text in texts if text.startswith("−0.025824")]
    assert len(values) == 3
    assert all(len(value) < len("−0.0258242006787000") for value in values)


def test_what_is_no_number_is_called_so(line):
    lost = Witnesses(math.nan, math.inf, Difference(math.nan, kink=False), 1e-14, 1e-7)
    texts = [text for _, _, text in painted(line, lost, 1000)]
    assert texts.count("not finite") == 3
    assert texts.count("✗") == 3
    assert {k.mark for k in line.shown} == {Mark.BAD}
