"""Numbers beside a plot's axes fit beside them."""

import pytest
from PySide6.QtGui import QFontMetricsF

from gui.output.area import SHORT, tick_words, ticks
from gui.writing.fonts import number_font


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0"),
        (0.5, "0.5"),
        (-0.25, "−0.25"),
        (1000, "1000"),
        (-1e5, "−1e5"),
        (5e4, "50000"),
        (2e-5, "2e−5"),
    ],
)
def test_numbers_are_written_short(value, words):
    assert tick_words(value) == words


@pytest.mark.parametrize("half", [10.0**k for k in range(-9, 13)])
@pytest.mark.parametrize("share", [1.0, 1.3, 2.6, 5.5])
def test_numbers_beside_y_have_room(application, half, share):
    metrics = QFontMetricsF(number_font(11))
    words = [tick_words(value) for value in ticks(-share * half, share * half, 4)]
    assert len(words) == len(set(words)) >= 2
    assert all(metrics.horizontalAdvance(text) <= SHORT for text in words)
