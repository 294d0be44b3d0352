"""What is said of an audit where training has a regulariser: that R is in it, and that |w| has a kink."""

from dataclasses import replace

import pytest
from test_check_map import result, with_status

from core.audit import KINK
from core.commands import Audit, Edit, Show, ViewSpec
from core.experiment import default_experiment
from core.regularisers import Regulariser
from core.selection import Pick
from core.session import Session
from gui.check.words import of_one, verdict, whose
from gui.writing.digits import Digits

N = (2, 3, 1)
BOTH, L2 = Regulariser(0.1, 0.2), Regulariser(0.0, 0.2)


def test_a_derivative_is_that_of_c_and_r(qapp):
    for sample, C in ((0, "C"), (None, "C̄")):
        found = replace(result(N), regulariser=L2, sample=sample)
        of_w, of_b = (of_one(found, N, Pick(1, 0, k), Digits()).wordings[0] for k in (1, None))
        assert of_w.startswith(f"∂({C} + R)/∂w¹₁₂: backward pass with ∂R/∂w¹₁₂ −0.8333, central difference")
        assert of_b.startswith(f"∂({C} + R)/∂b¹₁: backward pass −0.6667, central difference")


@pytest.mark.parametrize(("r", "kink"), [(BOTH, "a kink, a ReLU's or that of |w|"), (L2, "a ReLU's kink")])
def test_a_kink_may_be_that_of_a_weight_with_l1_alone(r, kink, qapp):
    found = replace(with_status(N, 3, status=KINK), regulariser=r)
    assert f"1 is within reach of {kink}; " in verdict(found).wordings[0]
    assert f"at {kink}: the side away from it agrees" in of_one(found, N, Pick(1, 1, 0), Digits()).wordings[0]


def test_it_says_that_r_is_in_it_until_it_is_not(qapp):
    session = Session(default_experiment("xor"))
    session.apply(Show(ViewSpec(sample=2, panels=frozenset({"check"}))))
    session.apply(Edit("l1", 0.5))
    for samples, words in (("shown", "C + R, sample 3"), ("all", "C̄ + R, mean over all 4 samples")):
        session.apply(Audit(samples))
        session.finish()
        assert whose(session.frame())[0] == f"{words}, parameters after 0 steps"
    session.apply(Edit("l1", 0.0))
    assert whose(session.frame())[0].startswith("Out of date: C̄ + R, mean over all 4 samples")
    session.apply(Audit("all"))
    session.finish()
    assert "R" not in whose(session.frame())[0]
