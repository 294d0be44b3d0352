"""What tests of stretches look at and do in a session."""

import math

from timelines import go

from core.commands import Seek, Step


def marks(session):
    return session.timeline.segment.stretches


def phases(session, count):
    go(session, *[Step("phase")] * count)


def with_few_checkpoints(session):
    for each in session.timeline.tree.segments():
        while len(each.checkpoints) > 1:
            each.checkpoints.thin()
    return session


def without_checkpoints(session):
    """As where the room for them was given to others."""
    session.timeline._spacing = math.inf
    for each in session.timeline.tree.segments():
        each.checkpoints.cut(-1)
    return session


def recomputed(session):
    return session.frame().history.recomputed


def theta(session):
    return session.trainer.net.theta.tobytes()


def go_to(session, step):
    go(session, Seek(step))
    return session
