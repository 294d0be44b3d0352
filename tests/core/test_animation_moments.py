"""Which moments a film shows, and which films can't be."""

import pytest
from filming import film_of

from core.errors import BadInputError
from core.film import MOST_PICTURES, Reach, checked, moments, pictures
from core.filming import reach_of
from core.session import Session
from core.timeline.moments import after

L = 2
COUNT = 2 * L + 3
BY_SEVEN = Reach(after(30, L), L, ())


@pytest.fixture(scope="module")
def circle():
    """Thirty steps of a run whose epochs have 25, then 3 phases."""
    from dataclasses import replace

    from core.commands import Step
    from core.experiment import default_experiment

    session = Session(replace(default_experiment("circle"), m=25))
    session.train(30)
    for _ in range(3):
        session.apply(Step("phase"))
    return reach_of(session.timeline)


def test_by_step():
    assert list(moments(film_of(0, 3), BY_SEVEN)) == [0, COUNT - 1, 2 * COUNT - 1, 3 * COUNT - 1]
    assert list(moments(film_of(5, 5), BY_SEVEN)) == [5 * COUNT - 1]
    assert list(moments(film_of(4, 11, every=3), BY_SEVEN)) == [after(k, L) for k in (4, 7, 10)]


def test_by_phase():
    assert list(moments(film_of(1, 2, by="phase"), BY_SEVEN)) == list(range(COUNT - 1, 2 * COUNT))
    assert list(moments(film_of(0, 2, by="phase", every=5), BY_SEVEN)) == [0, 5, 10]


def test_by_phase_the_end_of_the_run_may_be_in_the_middle_of_a_step(circle):
    found = moments(film_of(29, 30, by="phase"), circle)
    assert (found[0], found[-1]) == (after(29, circle.L), circle.end)
    assert circle.end == after(30, circle.L) + 3
    assert moments(film_of(28, 29, by="phase"), circle)[-1] == after(29, circle.L)


def test_by_epoch(circle):
    assert [len(circle.paces), circle.steps] == [1, 30]
    for (first, last, every), steps in {
        (0, 30, 1): [0, 10, 20, 30],
        (1, 29, 1): [10, 20],
        (10, 30, 2): [10, 30],
        (0, 9, 1): [0],
    }.items():
        film = film_of(first, last, by="epoch", every=every)
        assert list(moments(film, circle)) == [after(k, circle.L) for k in steps]
        assert pictures(film, circle) == len(steps)


WRONG = [
    (film_of(0, 31), "The run has 30 steps so far; no film can show step 31."),
    (film_of(9, 3), "The first step shown, 9, comes after the last, 3."),
    (film_of(-1, 3), "The first step shown must be at least 0, not -1."),
    (film_of(0, 3.5), "The last step shown must be a whole number, not 3.5."),
    (film_of(0, 3, every=0), "How many are passed over to the next picture must be at least 1, not 0."),
    (film_of(0, 3, by="year"), "There is no unit of a film called 'year'; there are phase, step, epoch."),
    (film_of(11, 19, by="epoch"), "No epoch ends from step 11 to step 19."),
    (film_of(0, 3, fps=51), "The number of pictures a second must be from 1 to 50, not 51."),
    (film_of(0, 3, fps=True), "The number of pictures a second must be a whole number, not True."),
    (film_of(0, 3, width=33), "The width of a film's pictures must be an even number, not 33."),
    (film_of(0, 3, height=0), "The height of a film's pictures must be from 16 to 8192, not 0."),
    (film_of(0, 3, width=4000, height=4000), "Pictures of 4000 × 4000 pixels are too large for a film;"),
]


@pytest.mark.parametrize(("film", "sentence"), WRONG, ids=[k[1][:40] for k in WRONG])
def test_what_can_not_be(circle, film, sentence):
    with pytest.raises(BadInputError) as found:
        checked(film, circle)
    assert str(found.value).startswith(sentence)
    assert str(found.value).endswith(".")


def test_far_too_many():
    long = Reach(after(10**9, L), L, ())
    assert pictures(film_of(0, 10**9), long) == 10**9 + 1
    with pytest.raises(BadInputError, match=f"more than the {MOST_PICTURES} that .* one step in 100001"):
        moments(film_of(0, 10**9), long)
    assert len(moments(film_of(0, 10**9, every=200_000), long)) == 5001
