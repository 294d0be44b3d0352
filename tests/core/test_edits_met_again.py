"""Training that goes over an edit again: what is shown then belongs to the numbers since the edit."""

import numpy as np
import pytest
from given_cases import PAINTED
from sessions import XOR, assert_is_one_moment, near
from timelines import go

from core.commands import Edit, Seek, Show, Step, ViewSpec
from core.score import score
from core.selection import Node, Pick
from core.session import Session

PARAMETER = Edit("parameter", 7.5, Pick(2, 0))
EDITS = {
    "a bias": (XOR, PARAMETER),
    "an input": (XOR, Edit("x", 0.3, Node(0, 1), 2)),
    "a target": (XOR, Edit("y", 0.3, Node(2, 0), 2)),
    "a stroke": (PAINTED, Edit("paint", ((0.5, 0.25, 1), (-0.75, 0.125, 0)))),
    "a point taken away": (PAINTED, Edit("erase", (1,))),
}


def over_it_again(experiment, *edits):
    """A session that stands right behind edits made at INPUT of a step, gone over again phase by phase."""
    session = Session(experiment)
    go(session, Show(ViewSpec(sample=1)))
    session.train(4)
    go(session, Step("phase"), *edits)
    session.train(3)
    go(session, Seek(4), Step("phase"))
    assert session.timeline.segment.edit is None
    go(session, Step("phase"))
    return session


@pytest.mark.parametrize("name", EDITS)
def test_the_score_is_the_one_since_the_edit(name):
    experiment, edit = EDITS[name]
    session = over_it_again(experiment, edit)
    assert session.timeline.segment.edit is not None
    frame, data = session.frame(), session.dataset
    wanted = score(session.trainer.net, data.x, data.y, data.task, frame.cursor.step, frame.held_out)
    assert frame.score.step == frame.cursor.step
    assert np.array_equal(frame.score.costs, wanted.costs)
    assert frame.score.cost == wanted.cost


def test_so_is_the_output_over_the_inputs():
    session = over_it_again(XOR, PARAMETER)
    frame = session.frame()
    a = frame.output.values[0][0, 0]
    x = np.array([[axis[0]] for axis in frame.output.axes])
    hidden = np.tanh(frame.w[1] @ x + frame.b[1])
    assert near(a, 1 / (1 + np.exp(-(frame.w[2] @ hidden + frame.b[2])[0, 0])))


@pytest.mark.parametrize("more", [(), (Edit("eta", 0.25),)])
def test_nothing_is_left_of_the_sample_s_numbers_before_the_edit(more):
    frame = over_it_again(XOR, PARAMETER, *more).frame()
    assert_is_one_moment(frame, frame.w, frame.b)
