"""Schedules: a pure function of η and the step, against the formulas by hand."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import assert_is_a_sentence

from core.errors import BadInputError, UnknownNameError
from core.schedules import CONSTANT, LONGEST, SCHEDULES, Schedule, checked_schedule, schedule_words

ANY = st.builds(Schedule, st.sampled_from(SCHEDULES), st.integers(1, 2000), st.floats(0, 1))
STEPS = st.integers(0, 10_000)


@settings(deadline=None)
@given(st.floats(1e-6, 10), STEPS)
def test_a_constant_rate_stays_what_it_is(eta, step):
    assert CONSTANT.rate(eta, step) == eta


def test_a_step_falls_after_each_span():
    schedule = Schedule("step", 10, 0.5)
    assert [schedule.rate(0.8, k) for k in (0, 9, 10, 19, 20, 35)] == [0.8, 0.8, 0.4, 0.4, 0.2, 0.1]


def test_a_cosine_falls_along_half_a_wave_and_stays():
    schedule = Schedule("cosine", 100, 0.1)
    wanted = [2 * (0.1 + 0.9 * (1 + math.cos(math.pi * k / 100)) / 2) for k in (0, 25, 50, 75, 100)]
    assert [schedule.rate(2.0, k) for k in (0, 25, 50, 75, 100)] == pytest.approx(wanted, rel=1e-14)
    assert schedule.rate(2.0, 0) == 2.0
    assert schedule.rate(2.0, 50) == pytest.approx(1.1)
    assert schedule.rate(2.0, 100) == schedule.rate(2.0, 10**8) == pytest.approx(0.2, rel=1e-15)


@settings(deadline=None)
@given(ANY, st.floats(1e-6, 1e12), STEPS)
def test_a_rate_never_grows_nor_leaves_its_bounds(schedule, eta, step):
    now, later = schedule.rate(eta, step), schedule.rate(eta, step + 1)
    assert 0 <= later <= now * (1 + 1e-12) <= eta * (1 + 1e-12)
    if schedule.kind == "cosine":
        assert later >= eta * schedule.to * (1 - 1e-12)


def test_however_long_training_goes_on_there_is_a_rate():
    assert Schedule("step", 1, 0.5).rate(1.0, 10**12) == 0.0
    assert Schedule("step", 1, 1.0).rate(1.0, 10**12) == 1.0
    assert Schedule("step", LONGEST, 0.5).rate(1.0, 10**12) == 0.5**1000


@settings(deadline=None)
@given(ANY)
def test_a_good_one_is_taken_as_it_is(schedule):
    assert checked_schedule(schedule) == schedule


@pytest.mark.parametrize(
    "bad",
    [
        None, "cosine", ("step", 10, 0.5), Schedule("step", 0, 0.5), Schedule("step", -3, 0.5),
        Schedule("step", 1.5, 0.5), Schedule("step", True, 0.5), Schedule("step", "9", 0.5),
        Schedule("step", LONGEST + 1, 0.5), Schedule("step", 10, -0.1), Schedule("step", 10, 1.5),
        Schedule("step", 10, math.nan), Schedule("step", 10, math.inf), Schedule("cosine", 10, "1"),
        Schedule("cosine", 10, None), Schedule("cosine", 10, True),
    ],
    ids=repr,
)  # fmt: skip
def test_a_bad_one_is_refused_in_a_sentence(bad):
    with pytest.raises(BadInputError) as error:
        checked_schedule(bad)
    assert_is_a_sentence(error.value)


@pytest.mark.parametrize("kind", ["linear", "Cosine", None, 3, ["step"]])
def test_an_unknown_kind_is_told_which_there_are(kind):
    with pytest.raises(UnknownNameError, match="constant, step, cosine"):
        checked_schedule(Schedule(kind))


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (CONSTANT, "constant"),
        (Schedule("step", 2000, 0.5), "step, times 0.5 each 2,000 steps"),
        (Schedule("step", 1, 0.5), "step, times 0.5 each step"),
        (Schedule("cosine", 2000, 0.1), "cosine, 2,000 steps to 0.1 η"),
        (Schedule("cosine", 1, 0.0), "cosine, 1 step to 0 η"),
    ],
)
def test_it_is_told_in_a_few_words(schedule, words):
    assert schedule_words(schedule) == words
