"""What an exercise asks at the update by every rule: the answer is what training makes of it."""

from dataclasses import replace

import pytest
from sessions import XOR, phases

from core.commands import Edit, Show, ViewSpec
from core.cursor import phase_count
from core.exercise import TOLERANCES, judge
from core.exercise.updates import RULES
from core.optimisers import OPTIMISERS, Adam, Momentum, RMSProp
from core.schedules import Schedule
from core.selection import Pick
from core.session import Session

PICK = Pick(1, 1, 0)
RS = [{}, {"l1": 0.03, "l2": 0.2}]


def asked(name, r, pick=PICK, steps=4):
    """A session just before an update, and the question about it."""
    session = Session(replace(XOR, optimiser=name, schedule=Schedule("step", 3, 0.5), **r))
    session.train(steps)
    session.apply(Show(ViewSpec(pick=pick, exercise=True)))
    phases(session, phase_count(2) - 1)
    question = session.frame().question
    assert question.entry.quantity in ("w", "b")
    return session, question


@pytest.mark.parametrize("name", OPTIMISERS)
@pytest.mark.parametrize("r", RS, ids=["", "R"])
@pytest.mark.parametrize("pick", [PICK, Pick(2, 0)], ids=str)
def test_the_answer_is_what_training_makes_of_it(name, r, pick):
    session, question = asked(name, r, pick)
    old, gradient, eta = session.trainer.net.theta.copy(), session.trainer.gradient.copy(), 0.25
    phases(session, 1)
    frame = session.frame()
    l, at = question.entry.l, question.entry.indices
    new = frame.w[l][at] if question.entry.quantity == "w" else frame.b[l][at[0], 0]
    assert question.answer == pytest.approx(new, rel=1e-13)
    place = int(abs(session.trainer.net.theta - new).argmin())
    was, delta, plain = old[place], new - old[place], eta * gradient[place]
    exact = TOLERANCES[2]
    for wrong in (was, was - delta, delta, was - plain):
        verdict = judge(question, wrong, exact)
        if abs(wrong - new) > 1e-3 * abs(new):
            assert not verdict.right
            assert verdict.kind == "mistake"
    assert judge(question, new, exact).right
    assert "η = 0.25" in question.hint
    assert (name == "gradient descent" and not r) or name in question.hint
    assert ("∂R" in question.hint) == (bool(r) and question.entry.quantity == "w")


def test_a_frozen_weight_stays_what_it_is_by_every_rule():
    session, _ = asked("adam", RS[1])
    session.apply(Edit("frozen", True, PICK))  # which leads back to INPUT
    phases(session, phase_count(2) - 2)
    frame = session.frame()
    assert frame.question.entry.indices == (1, 0)
    assert frame.question.answer == frame.w[1][1, 0]


def test_the_rules_tell_the_numbers_that_hold():
    assert set(RULES) == set(OPTIMISERS)
    assert f"v = {Momentum.mu} v + g" in RULES["momentum"]
    assert f"s = {RMSProp.rho} s + 0.01 g²" in RULES["rmsprop"]
    assert f"m = {Adam.beta_1} m + 0.1 g" in RULES["adam"]
    assert f"s = {Adam.beta_2} s + 0.001 g²" in RULES["adam"]
    assert RMSProp.eps == Adam.eps == 1e-8
