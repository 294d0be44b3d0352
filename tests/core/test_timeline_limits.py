"""What going back costs: memory under a cap, and long ways that can be given up."""

import numpy as np
import pytest
from sessions import OTHER
from timelines import go, known_hash, trained

from core import session as module
from core.commands import Cancel, Edit, Seek, Step
from core.session import Session, State
from core.timeline.timeline import Timeline
from core.training import Training


@pytest.mark.promise(number="R10")
def test_memory_stays_below_the_cap_and_every_step_can_still_be_reached():
    timeline = Timeline(Training(OTHER), cap=60_000)
    timeline._spacing = 1e-5
    for _ in range(40):
        timeline.run(1.0, most=25)
        assert timeline.tree.nbytes <= 60_000
    session = Session(OTHER)
    session.timeline, reference = timeline, Training(OTHER)
    session._stage._timeline = timeline
    session._stage.set_up(session.frame().view)
    for step in (1, 17, 400, 999):
        go(session, Seek(step))
        reference.trainer.run(float("inf"), most=step - reference.trainer.step)
        np.testing.assert_array_equal(session.trainer.net.theta, reference.trainer.net.theta)


def test_a_long_way_shows_progress_and_can_be_given_up(monkeypatch):
    monkeypatch.setattr(module, "SEEK_AT_ONCE", 0.0)
    session = trained(400, OTHER)
    go(session, Step("phase"), Step("phase"))
    for segment in session.timeline.tree.segments():
        segment.checkpoints.cut(0)
    here, frame = known_hash(session), session.frame()
    session.apply(Seek(399))
    shares = []
    while session.state is State.SEEKING and len(shares) < 20:
        session.tick(1e-6)
        still = session.frame()
        shares.append(still.progress)
        assert (still.state, still.cursor, still.theta.tobytes()) == (
            "seeking",
            frame.cursor,
            frame.theta.tobytes(),
        )
    assert shares == sorted(shares)
    assert 0 < shares[-1] < 1
    session.apply(Cancel())
    assert session.state is State.PAUSED
    assert known_hash(session) == here
    assert session.frame().cursor == frame.cursor
    go(session, Seek(399))
    assert session.trainer.step == 399


def test_a_way_that_is_given_up_changes_nothing_of_what_comes(monkeypatch):
    monkeypatch.setattr(module, "SEEK_AT_ONCE", 0.0)
    sessions = [trained(40, OTHER) for _ in range(2)]
    for session in sessions:
        go(session, Edit("m", 3))
    given_up = sessions[0]
    given_up.apply(Seek(5))
    assert given_up.state is State.SEEKING
    given_up.apply(Cancel())
    for session in sessions:
        assert len(session.trainer.batch) == len(sessions[1].trainer.batch)
        session.train(35)
    assert known_hash(given_up) == known_hash(sessions[1])
