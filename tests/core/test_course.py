"""A step of a lesson is done after the right act: not before anything is done, and not after a wrong one."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from core.commands import Audit, Back, Edit, Leave, Reset, Seek, Show, Step
from core.course import LESSONS, Seen, lesson, names
from core.course.asking import Asking
from core.errors import BadInputError
from core.selection import Node, Pick
from core.session import Session

PHASE, STEP, EPOCH = Step("phase"), Step("step"), Step("epoch")
STEPS = [(each.name, step.name) for each in LESSONS for step in each.steps]
TANH, SIGMOID = "tanh", "sigmoid"


def pick(selected):
    """Selects it."""
    return lambda play: play.look(pick=selected)


def trained(steps):
    """Does so many steps."""
    return lambda play: (play.session.train(steps), play.session.finish())


# What a learner may do wrong in each step, each with a word that the hint has in it, and what is right.
# A number is an answer that is typed; several acts are done one after another.
ACTS = {
    ("forward", "sum"): ([(0.25, "bias"), (0.0, "bias"), (0.6225, "weighted input"), (7, "Not yet")], 0.5),
    ("forward", "squash"): ([(0.5, "σ is missing"), (0.38, "exponent"), (0.235, "σ'")], 0.62),
    ("forward", "layer"): ([(pick(Node(1, 0)), None)], PHASE),
    ("forward", "again"): ([(0.125, "σ is missing"), (-0.03, "Σⱼ"), (0.555, "σ comes later")], 0.22),
    ("forward", "output"): ([(Back("phase"), "back in time"), (Reset(), None)], PHASE),
    ("cost", "outputs"): ([(pick(Pick(1, 0, 0)), None)], PHASE),
    ("cost", "mean"): ([(0.375, "1/n_L"), (0.1875, "½"), (3.0, "Not yet")], 0.09375),
    ("cost", "slope"): ([(1.0, "not 2"), (0.5, "missing"), (-0.25, "y"), (0.125, "2")], 0.25),
    ("cost", "compare"): ([(Back("phase"), "back in time")], PHASE),
    ("cost", "right"): ([(0.25, "output 1"), (0.5, "y is missing")], 0.0),
    ("chain", "pick"): ([(pick(Pick(1, 1, 0)), "w¹₂₁"), (pick(Node(1, 0)), "node")], pick(Pick(1, 0, 1))),
    ("chain", "left"): ([(0.2198, "sign"), (-0.89, "missing")], -0.22),
    ("chain", "whole"): ([(-0.0516, "a⁰₂ is missing"), (0.0258, "times w")], -0.0258),
    ("chain", "later"): ([(pick(Pick(2, 0, 1)), "w²₁₂"), (PHASE, None)], pick(Pick(2, 0, 0))),
    ("backward", "begin"): ([(-0.89, "σ'"), (0.22, "sign")], -0.22),
    ("backward", "weight"): ([(-0.1368, "not z"), (-0.58, "missing")], -0.143),
    ("backward", "layer"): ([(Back("phase"), "back in time")], PHASE),
    ("backward", "reuse"): ([(0.2198, "σ'"), (-0.0516, "node 1")], 0.05),
    ("backward", "end"): ([(Back("phase"), "back in time")], PHASE),
    ("step", "downhill"): ([(-0.92, "subtracted"), (-2.55, "η"), (-0.744, None)], -0.563),
    ("step", "update"): ([(Back("phase"), "back in time")], PHASE),
    ("step", "large"): ([(Edit("eta", 0.15), "0.15"), (Edit("m", 10), None)], Edit("eta", 1.5)),
    ("step", "grows"): ([(STEP, None), ([STEP, STEP], None), (Seek(0), "back in time")], 5 * [STEP]),
    ("step", "small"): ([(Edit("eta", 0.9), "0.9"), (Edit("eta", 3.0), "from 0.1 to 0.5")], Edit("eta", 0.3)),
    ("step", "arrives"): ([(STEP, None), (Seek(0), "back in time")], trained(30)),
    ("batches", "one"): ([(PHASE, None)], STEP),
    ("batches", "epoch"): ([(STEP, "one step"), (Seek(0), "back in time")], EPOCH),
    ("batches", "count"): ([(25, "how many samples a step"), (100, "at once"), (3, "Not yet")], 4),
    ("batches", "all"): ([(Edit("m", 50), "m is 50"), (Edit("eta", 1.0), None)], Edit("m", 100)),
    ("batches", "smooth"): ([(STEP, None), (Seek(0), "back in time")], trained(50)),
    ("batches", "single"): ([(Edit("m", 10), "m is 10")], Edit("m", 1)),
    ("batches", "jagged"): ([(trained(20), None)], trained(200)),
    ("deep", "small"): ([(PHASE, None)], STEP),
    ("deep", "first"): ([(pick(Pick(3, 0, 0)), "layer 3"), (pick(Node(1, 0)), "node")], pick(Pick(1, 2, 1))),
    ("deep", "slope"): ([(0.5, "Its slope"), (1, "identity"), (0.3, "Not yet")], 0.25),
    ("deep", "tanh"): (
        [
            (Edit("activations", (*5 * ("relu",), SIGMOID)), "tanh"),
            (Edit("activations", (TANH, *5 * (SIGMOID,))), "Not every"),
        ],
        Edit("activations", (*5 * (TANH,), SIGMOID)),
    ),
    ("deep", "learns"): ([(STEP, None), (Seek(0), "back in time")], trained(1500)),
    ("fault", "learns"): ([(STEP, None)], trained(100)),
    ("fault", "check"): ([(STEP, None), ([Audit("all"), STEP], "Check once more")], Audit("all")),
    ("fault", "where"): (
        [
            (pick(Pick(1, 0, 0)), "handed on"),
            (pick(Pick(3, 0)), "agrees"),
            (pick(Pick(4, 0, 1)), "agrees"),
            (pick(Node(2, 0)), "node"),
        ],
        pick(Pick(2, 3, 1)),
    ),
    ("fault", "what"): ([(1, "beginning"), (2, "quotient"), (4, "biases"), (5, "Divide")], 3),
}


class Play:
    """One step of a lesson, from its beginning."""

    def __init__(self, name, step):
        self.lesson = lesson(name)
        self.session = Session()
        at = [k.name for k in self.lesson.steps].index(step)
        self.step = self.lesson.steps[at]
        self.session.apply(self.lesson.visit(at))
        self.look(panels=frozenset(self.step.panels))
        self.begun = self.session.frame()
        self.answer = None

    def look(self, **what):
        self.session.apply(Show(replace(self.session.frame().view, **what)))

    def do(self, act):
        for each in act if isinstance(act, list) else [act]:
            if isinstance(each, int | float):
                self.answer = each
            elif callable(each):
                each(self)
            else:
                self.session.apply(each)
                self.session.finish()
        return self

    @property
    def seen(self):
        return Seen(self.begun, self.session.frame(), self.answer)

    @property
    def done(self):
        return self.step.task.done(self.seen)

    @property
    def wrong(self):
        return self.step.task.wrong(self.seen)


def test_every_step_is_tried():
    assert list(ACTS) == STEPS


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_a_step_is_not_done_before_anything_is(name, step):
    play = Play(name, step)
    assert not play.done
    assert not play.wrong


def test_a_node_that_was_selected_before_is_nothing_done_wrong():
    play = Play("fault", "where").do(pick(Node(2, 0)))
    play.begun = play.session.frame()
    assert not play.done
    assert not play.wrong


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_a_wrong_act_is_not_enough_and_may_be_told(name, step):
    for act, word in ACTS[name, step][0]:
        play = Play(name, step).do(act)
        assert not play.done, act
        if word is not None:
            assert word in play.wrong
        if play.wrong:  # a sentence, which may begin with a symbol
            assert play.wrong[-1] in ".?"
            assert "  " not in play.wrong


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_the_right_act_is_enough(name, step):
    play = Play(name, step).do(ACTS[name, step][1])
    assert play.done
    assert not play.wrong


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_the_right_act_is_enough_after_the_wrong_ones(name, step):
    wrong, right = ACTS[name, step]
    for act, _ in wrong:
        if isinstance(act, int | float) or callable(act):  # others lead somewhere else
            play = Play(name, step).do(act).do(right)
            assert play.done


@pytest.mark.parametrize("each", LESSONS, ids=names())
def test_one_step_ends_about_where_the_next_begins(each):
    for before, after in pairwise(each.steps):
        play = Play(each.name, before.name).do(ACTS[each.name, before.name][1])
        there, here = play.session.frame(), Play(each.name, after.name).begun
        assert there.experiment.activations == here.experiment.activations
        assert there.cursor.phase == here.cursor.phase or there.live or here.cursor.step > 0
        if isinstance(before.task, Asking):
            assert there.cursor == here.cursor
            assert np.array_equal(there.theta, here.theta)


@pytest.mark.parametrize("each", LESSONS, ids=names())
def test_only_the_last_lesson_has_a_fault(each):
    session = Session()
    session.apply(each.visit(0))
    assert session.frame().faulty == (2 if each.name == "fault" else 0)
    session.apply(Leave())
    assert session.frame().faulty == 0


def test_the_network_of_the_first_lesson_is_the_one_of_the_notes():
    play = Play("forward", "sum").do([STEP, Seek(0)])
    play.session.apply(STEP)
    frame = play.session.frame()
    assert np.allclose(frame.a[1][:, 0], (0.622459331202, 0.651354864666), atol=1e-12)
    assert abs(frame.C - 0.197978704047) < 1e-12


def test_a_fault_lets_training_go_on_all_the_same():
    """It would not be found by looking at the cost."""
    play = Play("fault", "learns")
    before = play.session.score().cost
    play.do(trained(300))
    assert play.session.score().cost < before / 5


def test_no_other_lesson_is_known():
    with pytest.raises(BadInputError):
        lesson("nobody")
