"""Any commands in any order: nothing but bad input is refused, and a refusal changes nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sessions import (
    OTHER,
    XOR,
    assert_fresh_part_is_right,
    assert_is_a_sentence,
    assert_is_one_moment,
    state_hash,
)

from core.commands import Audit, Cancel, Edit, Load, Pause, Reset, Run, Show, Step, ViewSpec
from core.cursor import Phase
from core.errors import BadInputError
from core.selection import Node, Pick
from core.session import Session, State

pytestmark = pytest.mark.promise(number="R2")

TINY = replace(XOR, dataset="or", n=(2, 1), activations=("sigmoid",), m=3)
WILD = replace(XOR, activations=("identity", "identity"), eta=1e300)
GOOD = (XOR, OTHER, TINY, WILD)
BAD = (replace(XOR, n=(3, 1)), replace(XOR, eta=-1.0), replace(XOR, dataset="none"), replace(XOR, m=0))
NAMES = ("sigmoid", "tanh", "relu", "identity", "softplus")

places = st.builds(Pick, st.integers(0, 3), st.integers(-1, 4), st.none() | st.integers(-1, 4)) | st.builds(
    Node, st.integers(0, 3), st.integers(-1, 3)
)

commands = st.one_of(
    st.builds(Load, st.sampled_from(GOOD + BAD)),
    st.just(Reset()),
    st.builds(Run, st.sampled_from([None, None, 50.0, 1000.0, 0.0]), st.sampled_from(["phase", "step"])),
    st.just(Pause()),
    st.just(Cancel()),
    st.builds(Step, st.sampled_from(["phase", "phase", "phase", "step", "epoch", "batch"])),
    st.builds(Edit, st.just("eta"), st.sampled_from([0.01, 1.0, 1e6, 0.0, float("nan")])),
    st.builds(Edit, st.just("m"), st.integers(-1, 12)),
    st.builds(Edit, st.just("activations"), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)),
    st.builds(
        Edit,
        st.sampled_from(["parameter", "x", "y"]),
        st.floats(-2.0, 2.0) | st.sampled_from([float("nan"), "1"]),
        places,
        st.none() | st.integers(-1, 35),
    ),
    st.builds(Audit, st.sampled_from(["shown", "all", "some"])),
    st.builds(Show, st.builds(ViewSpec, sample=st.none() | st.integers(-1, 35))),
)


class Machine(RuleBasedStateMachine):
    """A person who does not know what is allowed."""

    def __init__(self):
        super().__init__()
        self.session = Session(OTHER)

    @rule(command=commands)
    def apply(self, command):
        session = self.session
        before, version = state_hash(session), session.version
        try:
            session.apply(command)
        except BadInputError as error:
            assert_is_a_sentence(error)
            assert (state_hash(session), session.version) == (before, version)
        else:
            assert session.version > version

    @rule(budget=st.sampled_from([1e-9, 0.0005, 0.002]))
    def tick(self, budget):
        session = self.session
        cursor, version = session.trainer.cursor, session.version
        wait = session.tick(budget)
        assert wait is None or wait >= 0
        assert (wait is None) is not session.busy
        assert session.trainer.cursor == cursor or session.version > version

    @invariant()
    def the_state_is_what_training_does(self):
        session = self.session
        diverged = session.trainer.divergence is not None
        if session.state in (State.PAUSED, State.DIVERGED):
            assert diverged is (session.state is State.DIVERGED)
        assert session.trainer.m == session.experiment.m
        assert session.trainer.optimiser.eta == session.experiment.eta
        assert session.trainer.net.activations == session.experiment.activations
        assert len(session.trainer.record.cost) == session.trainer.step

    @invariant()
    def the_frame_is_one_moment(self):
        frame = self.session.frame()
        assert frame.state == self.session.state.value
        assert 0 <= frame.batch_number < frame.batches
        assert frame.live or not frame.follows_batch or frame.in_batch
        if np.abs(frame.theta).max() > 10 or not np.isfinite(frame.theta).all():
            return  # too large to agree to 1e-12
        if frame.live:
            assert_is_one_moment(frame, frame.w, frame.b)
        elif frame.cursor.phase is Phase.UPDATE:
            assert_is_one_moment(frame, frame.w_before, frame.b_before)
        else:
            assert_fresh_part_is_right(frame)


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
