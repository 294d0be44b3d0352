"""The timeline with the compiled kernel: any moment again, bit for bit, as with the stand-in."""

from dataclasses import replace

import pytest
from hypothesis import settings
from kernels import compiled_steps
from sessions import XOR
from stand_in import at_hand
from test_stretches_machine import Two, TwoPaint
from timelines import go, known_hash, trained

from core.arithmetic import Compiled
from core.commands import Cancel, Edit, Seek

KERNEL = Compiled("the kernel", compiled_steps)


class WithKernel(Two):
    """Somebody who goes to and fro."""

    compiled = KERNEL


class WithKernelPainting(TwoPaint):
    """Somebody who paints besides."""

    compiled = KERNEL


@pytest.mark.parametrize("edit", [Edit("eta", 1e300), Edit("l1", 1000.0), Edit("m", 1)])
def test_what_is_shown_of_a_compiled_step_survives_a_way_given_up_under_any_rule(monkeypatch, edit):
    monkeypatch.setattr("core.session.SEEK_AT_ONCE", 0.0)
    with at_hand(KERNEL):
        session = trained(20, replace(XOR, activations=("tanh", "sigmoid"), optimiser="adam"))
        go(session, edit)
        for each in session.timeline.tree.segments():
            each.checkpoints.cut(-1)
        before = known_hash(session)
        session.apply(Seek(18))
        session.apply(Cancel())
        assert known_hash(session) == before


TestWithKernel = WithKernel.TestCase
TestWithKernel.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
TestWithKernelPainting = WithKernelPainting.TestCase
TestWithKernelPainting.settings = TestWithKernel.settings
