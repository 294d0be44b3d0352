"""Any moment again, bit for bit: whatever was done, in whatever order, a fresh session does the same."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from given_cases import PAINTED, SQUARES, WITH_FEATURES
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from kinds_of_updates import RULE_EDITS
from sessions import XOR
from timelines import costs, known_hash, replayed_in_a_fresh_session

from core.commands import (
    Back,
    DeleteRun,
    Edit,
    Load,
    Open,
    Pause,
    Redo,
    Reset,
    Return,
    Run,
    Save,
    Seek,
    Step,
    Undo,
)  # fmt: skip
from core.datasets.given import DRAWING
from core.experiment import suitable_experiment
from core.painting import first_drawing
from core.selection import Node, Pick
from core.session import Session

pytestmark = pytest.mark.promise(number="R2")

SMALL = replace(XOR, m=2)
OTHER = replace(XOR, dataset="or", m=3, seed=5)
EDITS = st.one_of(
    st.builds(Edit, st.just("eta"), st.sampled_from([0.05, 0.5, 2.0])),
    st.builds(Edit, st.just("m"), st.integers(1, 4)),
    st.builds(Edit, st.just("activations"), st.sampled_from([("tanh", "sigmoid"), ("sigmoid", "tanh")])),
    st.builds(Edit, st.just("parameter"), st.floats(-2, 2), st.sampled_from([Pick(1, 0, 1), Pick(2, 0)])),
    st.builds(
        Edit,
        st.just("parameter"),
        st.floats(-2, 2),
        st.just(Pick(1, 0, 1)),
        st.none(),
        continued=st.just(True),
    ),
    st.builds(Edit, st.just("frozen"), st.booleans(), st.sampled_from([Pick(1, 0, 1), Pick(2, 0)])),
    st.builds(Edit, st.just("x"), st.floats(-2, 2), st.just(Node(0, 1)), st.integers(0, 3)),
    st.builds(Edit, st.just("y"), st.floats(-2, 2), st.just(Node(2, 0)), st.integers(0, 3)),
)
POINTS = st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.integers(0, 1))
THREE = replace(
    suitable_experiment(first_drawing(3), DRAWING), n=(2, 3, 3), activations=("tanh", "sigmoid"), m=3
)


def drawn(machine):
    """Whether there is a drawing to paint on."""
    return machine.session.experiment.dataset == DRAWING


def epochs(record, step):
    return record.epoch_starts(0, step, 10**6)


class Machine(RuleBasedStateMachine):
    """Somebody who goes to and fro, and holds what is there against what was there."""

    def __init__(self):
        super().__init__()
        self.session = Session(SMALL)
        self.session.timeline._spacing = 1e-5  # many checkpoints
        self.known = {}

    def done(self, command):
        self.session.apply(command)
        self.session.finish()

    @rule(unit=st.sampled_from(["phase", "phase", "phase", "step", "epoch"]))
    def step(self, unit):
        self.done(Step(unit))

    @rule(steps=st.integers(1, 40))
    def train(self, steps):
        self.session.train(steps)

    @rule(portions=st.integers(1, 30))
    def run(self, portions):
        self.session.apply(Run())
        for _ in range(portions):
            self.session.tick(1e-9)  # a step, whatever the clock says
        self.done(Pause())

    @rule()
    def save_and_open(self):
        before, history = known_hash(self.session), self.session.frame().history
        with TemporaryDirectory() as folder:
            file = str(Path(folder) / "kept.nablascope")
            self.done(Save(file))
            self.session = Session()
            self.done(Open(file))
        self.session.timeline._spacing = 1e-5
        self.known.clear()  # its places are others
        assert known_hash(self.session) == before
        again = self.session.frame().history
        assert (again.moment, again.end, again.undo) == (history.moment, history.end, history.undo)
        assert again.recomputed == history.recomputed
        assert [(k.id, k.name, k.steps, k.edits) for k in again.runs] == [
            (k.id, k.name, k.steps, k.edits) for k in history.runs
        ]

    @rule(edit=EDITS)
    def edit(self, edit):
        if edit.sample is not None:
            edit = replace(edit, sample=edit.sample % self.session.dataset.samples)
        self.done(edit)
        if edit.continued:  # the edit before may have become this one
            self.known.pop((self.session.timeline.segment, self.session.timeline.moment), None)

    @rule(edit=RULE_EDITS)
    def edit_the_rule(self, edit):
        if edit.value != "cross-entropy" or self.session.experiment.n[-1] > 1:
            self.done(edit)

    @rule(share=st.floats(0, 1))
    def seek(self, share):
        self.done(Seek(round(share * self.session.frame().history.end_step)))

    @rule(unit=st.sampled_from(["phase", "step", "epoch"]))
    def back(self, unit):
        before = self.session.timeline.moment
        self.done(Back(unit))
        assert self.session.timeline.moment < max(before, 1)

    @rule()
    def end(self):
        self.done(Seek())
        assert not self.session.frame().history.in_past

    @precondition(lambda self: self.session.frame().history.undo)
    @rule()
    def undo_and_redo(self):
        before = known_hash(self.session)
        self.done(Undo())
        self.done(Redo())
        assert known_hash(self.session) == before

    @precondition(lambda self: self.session.frame().history.undo)
    @rule()
    def undo(self):
        self.done(Undo())

    @precondition(lambda self: self.session.frame().history.redo)
    @rule()
    def redo(self):
        self.done(Redo())

    @rule(data=st.data())
    def go_to_a_run(self, data):
        self.done(Return(data.draw(st.sampled_from([k.id for k in self.session.frame().history.runs]))))

    @precondition(lambda self: len(self.session.frame().history.runs) > 1)
    @rule(data=st.data())
    def delete_a_run(self, data):
        runs = [k.id for k in self.session.frame().history.runs if not k.current]
        gone = data.draw(st.sampled_from(runs))
        self.done(DeleteRun(gone))
        assert gone not in [k.id for k in self.session.frame().history.runs]

    @rule(experiment=st.sampled_from([SMALL, OTHER]))
    def load(self, experiment):
        if len(self.session.timeline.tree.roots) < 4:
            self.done(Load(experiment))

    @rule()
    def reset(self):
        if len(self.session.timeline.tree.roots) < 4:
            self.done(Reset())

    @invariant()
    def the_same_place_is_the_same_state(self):
        timeline = self.session.timeline
        place = (timeline.segment, timeline.moment)
        assert self.known.setdefault(place, known_hash(self.session)) == known_hash(self.session)

    @invariant()
    def the_record_tells_each_step_once(self):
        frame = self.session.frame()
        now = frame.history.current
        assert now.record is frame.record
        steps = frame.record.cost.query(0, 1e9, 10**6).x
        assert list(steps) == list(range(len(steps)))
        assert len(frame.record.cost) == len(steps)

    @invariant()
    def a_run_goes_on_where_it_stood(self):
        for each in self.session.timeline.tree.segments():
            assert all(k.fork == each.end for k in each.children if k.branch is each.branch)
            assert each.end >= max((k.fork for k in each.children), default=0)

    def teardown(self):
        fresh = replayed_in_a_fresh_session(self.session)
        assert known_hash(fresh) == known_hash(self.session)
        done = fresh.training.trainer.record
        record, step = self.session.frame().record, self.session.trainer.step
        assert np.array_equal(costs(record)[:step], costs(done)[:step])
        assert [np.array_equal(*k) for k in zip(epochs(record, step), epochs(done, step), strict=True)] == [
            True
        ] * 2


class Painter(Machine):
    """Somebody who paints and erases besides, with features as inputs and samples held out."""

    @initialize(experiment=st.sampled_from([PAINTED, WITH_FEATURES, THREE]))
    def begin(self, experiment):
        self.session = Session(experiment)
        self.session.timeline._spacing = 1e-5

    @precondition(drawn)
    @rule(points=st.lists(POINTS, min_size=1, max_size=7))
    def paint(self, points):
        before = self.session.dataset.samples
        self.done(Edit("paint", tuple(points)))
        assert self.session.dataset.samples == before + len(points)

    @precondition(lambda self: drawn(self) and self.session.dataset.samples > 1)
    @rule(data=st.data())
    def erase(self, data):
        M = self.session.dataset.samples
        gone = data.draw(st.sets(st.integers(0, M - 1), min_size=1, max_size=min(5, M - 1)))
        self.done(Edit("erase", tuple(gone)))
        assert self.session.dataset.samples == M - len(gone)

    @rule(m=st.integers(1, 30))
    def batch(self, m):
        self.done(Edit("m", m))

    @rule(experiment=st.sampled_from([PAINTED, WITH_FEATURES, SQUARES]))
    def load_another(self, experiment):
        self.load(experiment)

    @invariant()
    def no_stroke_is_lost(self):
        timeline = self.session.timeline
        M = self.session.dataset.samples
        assert len(timeline.training.held_out) == M == self.session.trainer.x.shape[1]
        assert M - timeline.training.held_out.sum() == self.session.trainer.M
        given = self.session.experiment.given
        if given is not None:
            assert given.samples == given.x.shape[1] == M


TestTimeline = Machine.TestCase
TestTimeline.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestPainter = Painter.TestCase
TestPainter.settings = TestTimeline.settings
