"""The state of a session as a hash, and the same state made anew without any timeline."""

import hashlib

import numpy as np
from sessions import XOR

from core.session import Session
from core.timeline.moments import moment
from core.training import Training


def known_hash(session):
    """Of parameters, what is known of the step, cursor, order of samples, settings and data."""
    return training_hash(session.timeline.training)


def training_hash(training):
    t = training.trainer
    digest = hashlib.sha256()
    for array in (
        t.net.theta,
        t.net.mask,
        t.theta_before,
        t.optimiser.memory,
        t.updating.memory_before,
        t.gradient,
        t.batch,
        training.dataset.x,
        training.dataset.y,
        training.held_out,
    ):
        digest.update(np.ascontiguousarray(array).tobytes())
    for l in range(1, t.net.L + 1):
        if t.cursor.position(t.net.L) >= l:
            digest.update(t.p.z[l].tobytes() + t.p.a[l].tobytes())
    said = (
        t.cursor,
        repr(float(t.mean_cost)),
        t.optimiser.name,
        t.optimiser.eta,
        t.eta,
        t.updating.regulariser,
        t.updating.schedule,
        t.m,
        t.net.activations,
        t.net.cost,
        t.divergence,
        training.experiment,
    )
    digest.update(repr(said).encode())
    return digest.hexdigest()


def replayed_in_a_fresh_session(session):
    """The same steps and edits from the very beginning, by a training that has no timeline."""
    return Fresh(replayed(session, lambda trainer, segment, limit: trainer.advance()))


def replayed(session, go_on):
    """Such a training; `go_on(trainer, segment, limit)` leads further, up to moment `limit` at most."""
    path = session.timeline.segment.path
    training = Training(path[0].settings.experiment)
    trainer, L = training.trainer, path[0].L
    for k, segment in enumerate(path):
        if segment.edit is not None:
            training.edit(segment.edit)
            trainer.note_pace()
        limit = session.timeline.moment if k + 1 == len(path) else path[k + 1].fork
        while moment(trainer.cursor, L) < limit and trainer.divergence is None:
            go_on(trainer, segment, limit)
    return training


class Fresh:
    """As much of a session as `known_hash` looks at."""

    def __init__(self, training):
        self.timeline = self
        self.training = training


def costs(record):
    """C̄ of every step of a record."""
    return record.cost.query(0, 1e9, 10**6).mean[:, 0]


def trained(steps, experiment=XOR):
    session = Session(experiment)
    session.train(steps)
    return session


def go(session, *commands):
    """Do one after the other, each to its end; return the frame after the last."""
    for command in commands:
        session.apply(command)
        session.finish()
    return session.frame()
