"""Steps of two arithmetics in any order: each is done again by its own, or the frame says that it is not."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from stand_in import MARK, STAND_IN, replayed_by_stretches
from test_timeline_machine import Machine, Painter
from timelines import costs, known_hash, training_hash

from core.arithmetic import ARITHMETIC
from core.commands import Step
from core.timeline.tree import ANEW

pytestmark = pytest.mark.promise(number="R2")


class Two(Machine):
    """Somebody who goes to and fro where compiled steps are at hand from the beginning."""

    compiled = STAND_IN

    def __init__(self):
        ARITHMETIC.compiled = self.compiled
        super().__init__()

    @rule()
    def phases_to_the_end_of_the_step(self):
        before = self.session.trainer.step
        while self.session.trainer.step == before and self.session.trainer.divergence is None:
            self.done(Step("phase"))

    def teardown(self):
        fresh = replayed_by_stretches(self.session, self.compiled)
        ARITHMETIC.compiled = None
        assert training_hash(fresh) == known_hash(self.session)
        step = self.session.trainer.step
        assert np.array_equal(costs(self.session.frame().record)[:step], costs(fresh.trainer.record)[:step])
        assert not self.session.frame().history.recomputed

    @invariant()
    def stretches_follow_one_another(self):
        for each in self.session.timeline.tree.segments():
            begins, marks = zip(*each.stretches, strict=True)
            assert each.start == begins[0]
            assert list(begins) == sorted(begins)
            assert all(a != b for a, b in pairwise(marks))


class TwoPaint(Two, Painter):
    """The same on drawings."""


class Come(Machine):
    """Somebody with whom compiled steps come and go."""

    def __init__(self):
        super().__init__()
        self.numbers = {}

    @rule(there=st.booleans())
    def come_or_go(self, there):
        ARITHMETIC.compiled = STAND_IN if there else None

    @rule()
    def give_the_room_of_checkpoints_to_others(self):
        for each in self.session.timeline.tree.segments():
            each.checkpoints.cut(-1)

    @invariant()
    def the_same_place_is_the_same_state(self):
        """What stands beside a checkpoint of lost steps, the gradient say, may be worked out anew."""
        timeline, trainer = self.session.timeline, self.session.trainer
        if not self.known:
            self.numbers.clear()
        self.known[None] = None
        if not self.session.frame().history.recomputed:
            place = (timeline.segment, timeline.moment)
            numbers = trainer.net.theta.tobytes() + trainer.optimiser.memory.tobytes()
            # An edit that went on may have changed the beginning of its segment.
            key = (*place, timeline.segment.moves)
            assert self.numbers.setdefault(key, numbers) == numbers

    @invariant()
    def every_mark_is_known(self):
        for each in self.session.timeline.tree.segments():
            assert {mark for _, mark in each.stretches} <= {ARITHMETIC.numpy, MARK, ANEW}

    @rule()
    def undo_and_redo(self):
        """Without a claim: on the way the arithmetic may be missing."""

    def teardown(self):
        ARITHMETIC.compiled = None


TestTwo = Two.TestCase
TestTwo.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestTwoPaint = TwoPaint.TestCase
TestTwoPaint.settings = TestTwo.settings
TestCome = Come.TestCase
TestCome.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
