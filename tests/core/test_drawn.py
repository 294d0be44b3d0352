"""A drawing of thousands of strokes: the points that there are, and memory that grows with them alone."""

import tracemalloc
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from given_cases import PAINTED
from timelines import known_hash

from core import session as module
from core.commands import Cancel, Edit, Undo
from core.datasets.given import FILE, Given
from core.errors import BadInputError
from core.experiment import data_of, suitable_experiment
from core.painting import drawing_of, erased, first_drawing, painted
from core.session import Session, State


def plain(given):
    """The same data with all its points, as it would be read."""
    said = (given.title, given.description, given.origin, given.task, given.inputs, given.outputs)
    return Given(*said, x=np.array(given.x), y=np.array(given.y))


def stroke(draw, classes, count=3):
    return tuple((draw.uniform(-1, 1), draw.uniform(-1, 1), draw.randrange(classes)) for _ in range(count))


@pytest.mark.parametrize("classes", [2, 3, 10])
def test_any_strokes_come_to_the_points_that_one_would_count_by_hand(classes):
    draw, drawing = Random(classes), first_drawing(classes)
    x = [tuple(k) for k in drawing.x.T]
    kept = []
    for _ in range(60):
        if draw.random() < 0.3 and len(x) > 3:
            gone = sorted(draw.sample(range(len(x)), draw.randrange(1, len(x))))
            drawing = erased(drawing, gone)
            x = [k for i, k in enumerate(x) if i not in gone]
        else:
            more = stroke(draw, classes)
            drawing = painted(drawing, more)
            x += [k[:2] for k in more]
        kept.append((drawing, list(x)))
    for drawing, points in draw.sample(kept, len(kept)):
        assert [tuple(k) for k in drawing.x.T] == points
        assert drawing.samples == len(points) == drawing.y.shape[1]
        assert drawing.nbytes == drawing.x.nbytes + drawing.y.nbytes
        assert (drawing, drawing.digest, repr(drawing)) == (plain(drawing), *naming(plain(drawing)))
        assert not drawing.x.flags.writeable


def naming(given):
    return given.digest, repr(given)


def test_two_ways_to_the_same_points_are_equal_and_others_are_not():
    draw = Random(5)
    a, b = stroke(draw, 2), stroke(draw, 2)
    one = painted(painted(first_drawing(), a), b)
    other = erased(painted(first_drawing(), a + b + a), (8, 9, 10))
    assert one == other
    assert hash(one) == hash(other)
    assert one != painted(painted(first_drawing(), b), a)
    assert one != painted(first_drawing(), a)


def test_while_the_points_are_held_they_are_there_once():
    drawing = painted(first_drawing(), stroke(Random(1), 2))
    held = drawing.x
    assert drawing.x.base is held.base is drawing.y.base
    more = painted(drawing, stroke(Random(2), 2))
    assert more.x[:, :-3].tolist() == held.tolist()


def test_strokes_take_the_room_of_their_own_points():
    draw = Random(7)
    more = [stroke(draw, 2) for _ in range(5_000)]
    tracemalloc.start()
    try:
        drawing, kept = first_drawing(), []
        for each in more:
            drawing = painted(drawing, each)
            held = drawing.x  # as training does
            kept.append(drawing)
        assert held.shape == (2, 15_002)
        del held
        assert tracemalloc.get_traced_memory()[0] < 10 * 2**20
    finally:
        tracemalloc.stop()
    assert kept[2_500].samples == 2 + 3 * 2_501


def test_a_very_long_chain_of_strokes_is_gone_without_a_trace():
    drawing, point = first_drawing(), ((0.5, 0.5, 1),)
    for _ in range(50_000):
        drawing = painted(drawing, point)
    assert drawing.x.shape == (2, 50_002)
    del drawing


def test_the_way_over_thousands_of_strokes_can_be_given_up(monkeypatch):
    monkeypatch.setattr(module, "SEEK_AT_ONCE", 0.0)
    session = Session(PAINTED)
    for k in range(500):
        session.apply(Edit("paint", ((k * 1e-3, 0.5, k % 2),)))
    before = known_hash(session)
    session.apply(Undo())
    for _ in range(20):
        session.tick(0.0)
        assert session.state is State.SEEKING
    session.apply(Cancel())
    assert session.state is State.PAUSED
    assert known_hash(session) == before
    session.apply(Undo())
    session.finish()
    assert session.dataset.samples == 501


def test_more_points_than_a_drawing_holds_are_no_drawing():
    count = 100_001
    given = replace(plain(first_drawing()), x=np.zeros((2, count)), y=np.ones((1, count)))
    with pytest.raises(BadInputError, match="at most 100,000 points, not 100,001"):
        drawing_of(data_of(suitable_experiment(given, FILE))[0])
