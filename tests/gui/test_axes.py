"""Axes of steps, epochs and values: round numbers, as many as fit, written short."""

import math
from itertools import pairwise

import numpy as np
import pytest

from gui.plots.axes import DECADES, EpochAxis, StepAxis, ValueAxis, nice_step, written


def ticks(axis, least, most, size):
    """The places of an axis's ticks and their texts."""
    [(spacing, values)] = axis.tickValues(least, most, size)
    return values, axis.tickStrings(values, 1.0, spacing)


@pytest.mark.parametrize(
    ("least", "step"), [(0.3, 0.5), (0.5, 0.5), (1, 1), (1.01, 2), (4, 5), (6, 10), (2e-7, 2e-7), (3e8, 5e8)]
)
def test_round_steps(least, step):
    assert nice_step(least) == pytest.approx(step)


# Steps


@pytest.mark.parametrize(
    ("least", "most"), [(-0.1, 8), (0, 4), (-300, 25_000), (1_234_500, 1_234_560), (-1e5, 9_999_999)]
)
@pytest.mark.parametrize("size", [90, 330, 900])
def test_steps_are_whole_and_never_below_0(qapp, least, most, size):
    values, texts = ticks(StepAxis(), least, most, size)
    assert all(v == round(v) and max(0, least) <= v <= most for v in values)
    assert [int(t.replace("\N{NARROW NO-BREAK SPACE}", "")) for t in texts] == values
    pixels = size / (most - least)
    for (a, b), text in zip(pairwise(values), texts[1:], strict=True):
        assert (b - a) * pixels > 6.6 * len(text)
    assert len(values) >= (2 if size > 90 else 0)


# Values


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("size", [14, 30, 44, 60, 140])
def test_an_axis_of_values_never_has_one_number_alone(qapp, log, size):
    rng = np.random.default_rng(size)
    axis = ValueAxis(log=log)
    for _ in range(300):
        length = 10.0 ** rng.uniform(-2, 1 if log else 3)
        least = rng.choice([-0.05 * length, rng.uniform(-2, 2)])
        values, texts = ticks(axis, least, least + length, size)
        assert len(values) >= 2
        assert len(set(texts)) == len(texts)
        assert all(least <= v <= least + length for v in values)
        if size >= 44:
            assert all((b - a) * size / length >= 9 for a, b in pairwise(values))


@pytest.mark.parametrize(
    ("least", "most", "texts"),
    [
        (-0.01, 0.33, ["0.0", "0.1", "0.2", "0.3"]),
        (0.2409, 0.2442, ["0.241", "0.242", "0.243", "0.244"]),
        (0, 4.1, ["0", "1", "2", "3", "4"]),
        (-1e-6, 3.5e-5, ["0", "1e−5", "2e−5", "3e−5"]),
    ],
)
def test_values_are_round(qapp, least, most, texts):
    assert ticks(ValueAxis(), least, most, 140)[1] == texts


@pytest.mark.parametrize(
    ("least", "most", "size"), [(-3, 2, 200), (-30, 30, 40), (-0.2, 1.8, 100), (-1.5, 1.5, 1), (-16, 30, 900)]
)
def test_over_several_decades_only_decades_are_named(qapp, least, most, size):
    axis = ValueAxis(log=True)
    [(spacing, values)] = axis.tickValues(least, most, size)
    assert spacing == DECADES
    assert all(v == round(v) and least <= v <= most for v in values)
    assert 2 <= len(values) <= max(2, size / 18 + 1)
    gaps = {b - a for a, b in pairwise(values)}
    assert len(gaps) <= 1
    assert axis.tickStrings([-12.0, 0.0, 3.0], 1.0, DECADES) == ["10⁻¹²", "10⁰", "10³"]


@pytest.mark.parametrize("least", [-4.3, -1.9, -0.05, 2.2])
@pytest.mark.parametrize("length", [0.01, 0.1, 0.4, 0.8, 1.3, 1.99])
def test_over_less_a_logarithmic_axis_still_has_numbers_that_are_right(qapp, least, length):
    values, texts = ticks(ValueAxis(log=True), least, least + length, 120)
    assert len(values) >= 2
    assert len(set(texts)) == len(texts)
    for value, text in zip(values, texts, strict=True):
        assert least <= value <= least + length
        assert float(text.replace("−", "-")) == pytest.approx(10**value, rel=1e-9)
    assert all((b - a) * 120 / length > 12 for a, b in pairwise(values))


@pytest.mark.parametrize("axis", [ValueAxis, StepAxis])
@pytest.mark.parametrize(("least", "most"), [(1.0, 1.0), (0.0, 0.0), (1e30, 1e30 + 1e15), (-1e30, 1e30)])
def test_a_range_that_says_nothing_does_no_harm(qapp, axis, least, most):
    assert len(ticks(axis(), least, most, 150)[0]) <= 10


def test_a_logarithmic_range_that_says_nothing_does_no_harm(qapp):
    for least, most in ((0.0, 0.0), (-16.0, -16.0 + 1e-15), (30.0, 30.0)):
        assert len(ticks(ValueAxis(log=True), least, most, 150)[0]) <= 10


@pytest.mark.parametrize(
    ("values", "spacing", "texts"),
    [
        ([0.0, 0.5, 1.0], 0.5, ["0.0", "0.5", "1.0"]),
        ([0.2490, 0.2495], 0.0005, ["0.2490", "0.2495"]),
        ([0.0, 2e-9, 4e-9], 2e-9, ["0", "2e−9", "4e−9"]),
        ([1.01e-7, 1.02e-7], 1e-9, ["1.01e−7", "1.02e−7"]),
        ([0.0, 1e6, 2e6], 1e6, ["0", "1e6", "2e6"]),
        ([-1.0, 0.0], 1.0, ["−1", "0"]),
        ([], 1.0, []),
    ],
)
def test_numbers_are_written_short_and_apart(values, spacing, texts):
    assert written(values, spacing) == texts


# Epochs


def test_epochs_are_marked_where_they_began(qapp):
    axis = EpochAxis()
    axis.resize(300, 16)
    axis.setRange(0, 100)
    axis.show_epochs(np.array([20.0, 40.0, 60.0]), np.array([1.0, 2.0, 3.0]))
    assert ticks(axis, 0, 100, 300) == ([20, 40, 60], ["1", "2", "3"])


def test_epochs_of_which_the_numbers_would_touch_keep_their_marks_only(qapp):
    axis = EpochAxis()
    axis.resize(300, 16)
    axis.setRange(0, 100)
    steps = np.array([10.0, 11.0, 12.0, 13.0, 60.0])
    axis.show_epochs(steps, np.array([8.0, 9.0, 10.0, 11.0, 12.0]))
    values, texts = ticks(axis, 0, 100, 300)
    assert values == steps.tolist()
    assert (texts[0], texts[1], texts[-1]) == ("8", "", "12")
    places = [v * 3 for v, text in zip(values, texts, strict=True) if text]
    assert all(b - a > 10 for a, b in pairwise(places))


def test_epochs_that_are_there_already_are_not_painted_again(qapp):
    axis = EpochAxis()
    marks = np.array([5.0]), np.array([1.0])
    axis.show_epochs(*marks)
    axis.picture = painted = object()
    axis.show_epochs(*(k.copy() for k in marks))
    assert axis.picture is painted
    axis.show_epochs(np.array([5.0, 10.0]), np.array([1.0, 2.0]))
    assert axis.picture is None


def test_long_numbers_of_epochs_leave_room_for_fewer(qapp):
    axis = EpochAxis()
    axis.resize(330, 16)
    axis.show_epochs(np.array([5.0]), np.array([3.0]))
    short = axis.most()
    axis.show_epochs(np.array([5.0]), np.array([12_345_678.0]))
    assert 1 <= axis.most() < short
    axis.resize(1, 16)
    assert axis.most() == 1
    assert math.isfinite(axis.most())
