"""In an exercise a frame carries no number that it asks for, wherever in it one looks."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from core.commands import Edit, Run, Show, Step, ViewSpec
from core.cursor import Phase, phase_count
from core.experiment import Experiment
from core.record import Run as RunRecord
from core.selection import Node, Pick
from core.session import Session

DEEP = Experiment("moons", (2, 4, 3, 2, 1), ("tanh", "sigmoid", "tanh", "sigmoid"), eta=0.3, m=5, samples=40)
PANELS = frozenset({"gradients", "output", "chain_rule", "check"})
ASIDE = {"question", "dataset", "experiment", "view", "net", "witnesses"}
"""The question has the answer; data, settings and parameters have none; witnesses are held back by a flag."""


def numbers(thing):
    """Every number in a frame, however deep."""
    if isinstance(thing, np.ndarray):
        yield from thing.ravel().tolist()
    elif isinstance(thing, float):
        yield thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from numbers(each)
    elif is_dataclass(thing) and not isinstance(thing, RunRecord):
        for field in fields(thing):
            if field.name not in ASIDE:
                yield from numbers(getattr(thing, field.name))


def exercise(session, **what):
    session.apply(Show(ViewSpec(panels=PANELS, exercise=True, **what)))
    session.finish()
    return session.frame()


def near(value, answer):
    return abs(value - answer) <= 1e-9 * abs(answer)


@pytest.mark.parametrize("pick", [None, Node(2, 1), Pick(1, 2, 1), Pick(3, 1), Pick(4, 0, 1)], ids=str)
@pytest.mark.parametrize("sample", [None, 7])
def test_no_number_that_is_asked_for_can_be_found_in_its_frame(pick, sample):
    session = Session(DEEP)
    session.apply(Step("step"))
    frame = exercise(session, pick=pick, sample=sample)
    asked = 0
    for _ in range(4 * phase_count(frame.L)):
        question = frame.question
        if question is not None:
            asked += 1
            assert not any(near(value, question.answer) for value in numbers(frame)), question.entry
        session.apply(Step("phase"))
        session.finish()
        before, frame = question, session.frame()
        # One sample's own ∂C/∂w has its place in the derivation only: elsewhere it is the batch's mean.
        if before is not None and before.entry.quantity != "dC_dw":
            assert any(near(value, before.answer) for value in numbers(frame)), before.entry
    assert asked == 4 * (phase_count(frame.L) - 1)


@pytest.mark.parametrize("exercise_first", [True, False])
@pytest.mark.parametrize("phases", range(phase_count(4) - 2))
def test_an_edit_gives_nothing_away(exercise_first, phases):
    """Outside an exercise the numbers that it leads to are all there at once, and the step begins again."""
    session = Session(DEEP)
    if exercise_first:
        exercise(session, pick=Pick(1, 0, 0))
    session.apply(Edit("parameter", 0.75, Pick(1, 0, 0)))
    session.finish()
    frame = session.frame()
    assert frame.cursor.phase is Phase.INPUT
    assert np.isnan(frame.a[1]).all() == exercise_first
    frame = exercise(session, pick=Pick(1, 0, 0))
    for _ in range(phases):
        session.apply(Step("phase"))
        frame = session.frame()
    assert not any(near(value, frame.question.answer) for value in numbers(frame))
    assert (frame.output is None) == (not frame.fresh_a(4))
    for l in range(1, 5):
        assert np.isnan(frame.z[l]).all() == np.isnan(frame.a[l]).all() == (not frame.fresh_a(l))


def test_nothing_is_held_back_without_an_exercise():
    session = Session(DEEP)
    exercise(session, sample=7)
    session.apply(Step("step"))
    session.frame()
    session.apply(Step("phase"))
    frame = session.frame()
    assert np.isnan(frame.a[1]).all()
    session.apply(Show(replace(frame.view, exercise=False)))
    plain = session.frame()
    assert plain.question is None
    assert np.isfinite(
        np.concatenate([k.ravel() for k in (*plain.a, *plain.dC_dz[1:], plain.gradient)])
    ).all()
    assert plain.output is not None


def test_only_the_sample_asked_about_loses_its_cost():
    session = Session(DEEP)
    frame = exercise(session, sample=7)
    assert np.flatnonzero(np.isnan(frame.score.costs)).tolist() == [7]
    while not frame.fresh_cost:
        session.apply(Step("phase"))
        frame = session.frame()
    assert np.isfinite(frame.score.costs).all()


def test_what_is_held_back_cannot_be_written_into():
    frame = exercise(Session(DEEP), pick=Pick(1, 0, 0))
    arrays = (*frame.z[1:], *frame.a, *frame.dC_da[1:], *frame.dC_dz[1:], frame.gradient, frame.score.costs)
    assert not any(k.flags.writeable for k in arrays)


def test_while_training_runs_everything_is_shown_and_nothing_asked():
    session = Session(DEEP)
    exercise(session)
    session.apply(Run())
    session.tick(0.01)
    frame = session.frame()
    assert frame.live
    assert frame.question is None
    assert np.isfinite(frame.a[4]).all()
    assert frame.score is not None
