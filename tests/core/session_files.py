"""Sessions that did all sorts of things, in files and back, and what has to be the same then."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import strategies as st
from kinds_of_updates import RULE_EDITS
from sessions import XOR, state_hash
from timelines import go, known_hash

from core.commands import (
    Back,
    DeleteRun,
    Edit,
    Load,
    NameRun,
    Open,
    Redo,
    Reset,
    Return,
    Save,
    Seek,
    Show,
    Step,
    Undo,
    ViewSpec,
)
from core.errors import BadInputError
from core.schedules import Schedule
from core.selection import Node, Pick
from core.session import Session

SMALL = replace(XOR, m=2)
OTHER = replace(
    XOR, dataset="moons", n=(2, 2, 2, 1), activations=("tanh", "relu", "sigmoid"), samples=11, m=4
)
HELD_OUT = replace(OTHER, held_out=0.3, seed=4, noise=0.1)
BY_ADAM = replace(
    OTHER, optimiser="adam", cost="binary cross-entropy", l2=0.01, schedule=Schedule("cosine", 30, 0.1)
)
WILD = replace(XOR, activations=("identity", "identity"), eta=1e300)

EDITS = st.one_of(
    st.builds(Edit, st.just("eta"), st.sampled_from([0.05, 0.5, 2.0, 1e300])),
    st.builds(Edit, st.just("m"), st.integers(1, 12)),
    st.builds(Edit, st.just("activations"), st.sampled_from(["tanh", "relu", ["tanh", "sigmoid"]])),
    st.builds(Edit, st.just("parameter"), st.floats(-2, 2), st.sampled_from([Pick(1, 0, 1), Pick(2, 0)])),
    st.builds(Edit, st.just("frozen"), st.booleans(), st.sampled_from([Pick(1, 0, 1), Pick(2, 0)])),
    st.builds(Edit, st.just("x"), st.integers(-2, 2), st.just(Node(0, 1)), st.none() | st.integers(0, 3)),
    st.builds(Edit, st.just("y"), st.floats(-2, 2), st.just(Node(2, 0)), st.integers(0, 3)),
)
COMMANDS = st.one_of(
    EDITS,
    EDITS,
    RULE_EDITS,
    st.integers(1, 30),
    st.integers(1, 30),
    st.builds(Step, st.sampled_from(["phase", "phase", "step", "epoch"])),
    st.builds(Seek, st.none() | st.integers(0, 60)),
    st.builds(Back, st.sampled_from(["phase", "step", "epoch"])),
    st.sampled_from([Undo(), Undo(), Redo(), Reset()]),
    st.builds(Load, st.sampled_from([SMALL, OTHER, HELD_OUT, WILD, BY_ADAM])),
    st.builds(Return, st.integers(1, 6)),
    st.builds(DeleteRun, st.integers(1, 6)),
    st.builds(NameRun, st.integers(1, 6), st.sampled_from(["η = 0.5", "the wild one"])),
    st.builds(Show, st.builds(ViewSpec, st.none() | st.integers(0, 3), st.sampled_from([None, Pick(1, 1)]))),
)


def acted(commands, session=None):
    """A session that did `commands`, whole numbers being steps to train; what is refused is left out."""
    session = session or Session(SMALL)
    session.timeline._spacing = 1e-5  # many checkpoints
    for command in commands:
        try:
            if isinstance(command, int):
                session.train(command)
            else:
                go(session, command)
        except BadInputError:
            pass
    session.finish()
    return session


def eventful():
    """A session with every kind of thing in it."""
    return acted(
        [
            40, Edit("eta", 0.25), 20, Edit("frozen", True, Pick(2, 0)), 9, Edit("m", 3), Seek(30),
            Edit("parameter", 0.75, Pick(1, 0, 1)), 25, NameRun(2, "another way"),
            Edit("x", 0.5, Node(0, 1), 2), 12, Edit("activations", ("relu", "sigmoid")), 3, Load(OTHER), 17,
            Edit("y", 0.5, Node(3, 0), 1), 5, Seek(10), 1, Step("phase"), Edit("eta", 0.5), 30,
            DeleteRun(3), Undo(), Seek(5), Show(ViewSpec(sample=3, pick=Pick(1, 1))),
            Step("phase"), Step("phase"),
        ]
    )  # fmt: skip


def opened(path):
    session = Session()
    go(session, Open(str(path)))
    return session


def saved_and_opened(session, path, window=""):
    """The session after a way through the file `path`."""
    session.apply(Save(str(path), window))
    return opened(path)


def told(history):
    """What a history tells, records apart."""
    said = {k.name: getattr(history, k.name) for k in fields(history) if k.name not in ("runs", "stamp")}
    runs = [replace(k, record=None) for k in history.runs]
    return said, runs


def curves(record):
    """Everything that can be asked of a record."""
    asked = [k.query(*span) for k in record.series for span in SPANS]
    arrays = tuple(np.ascontiguousarray(k).tobytes() for buckets in asked for k in buckets)
    counts = [len(k) for k in record.series], record.steps, record.paces
    return arrays, counts, [k.latest for k in record.series]


SPANS = ((0, 1e9, 10**6), (0, 1e9, 7), (3, 40, 5, 2), (25.0, 31.5, 100, 1))


def assert_same(a, b):
    """Nothing that can be seen of two sessions differs."""
    assert known_hash(a) == known_hash(b)
    assert state_hash(a) == state_hash(b)
    one, other = a.frame(), b.frame()
    assert told(one.history) == told(other.history)
    assert one.view == other.view
    for mine, yours in zip(one.history.runs, other.history.runs, strict=True):
        assert curves(mine.record) == curves(yours.record)


def assert_go_on_alike(a, b):
    """Whatever is done next, both do the same."""
    for command in (Undo(), Redo(), Seek(0), Step("phase"), Seek(), Edit("m", 3), Step("epoch"), Seek(7)):
        both(a, b, command)
    for run in a.frame().history.runs:
        both(a, b, Return(run.id))
    if a.trainer.divergence is None:
        for each in (a, b):
            each.train(9)
            each.finish()
    assert_same(a, b)


def both(a, b, command):
    said = []
    for each in (a, b):
        try:
            go(each, command)
            said.append("")
        except BadInputError as error:
            said.append(str(error))
    assert said[0] == said[1]
    assert known_hash(a) == known_hash(b)
