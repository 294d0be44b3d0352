"""Exercises: right answers, each mistake that is recognised, what is asked for, and how numbers are read.

The numbers are those of one network worked out by hand: n = (2, 2, 1), all σ the sigmoid, x = (1, ½), y = 1,
w¹ = [[½, −½], [1, ¼]], b¹ = (¼, −½), w² = [[1, −1]], b² = ¼. The mistakes are made here once more, with them.
"""

from dataclasses import replace
from math import exp, isclose, tanh

import numpy as np
import pytest

from core.backprop import backward, forward
from core.cursor import Cursor, Phase, at_position, phase_count
from core.errors import BadInputError
from core.exercise import TOLERANCES, Tolerance, judge, question
from core.exercise.question import Batch
from core.network import Network
from core.reading import read_number
from core.selection import Node, Pick

X, Y = np.array([1.0, 0.5]), np.array([1.0])
Z1, A1 = (0.5, 0.625), (0.622459331202, 0.651354864666)
Z2, A2, C = 0.221104466536, 0.555052020965, 0.197978704047
DC_DA2, DC_DB2 = -0.889895958069, -0.219776959579
DC_DW2 = (-0.136802219273, -0.143152791763)
DC_DA1 = (-0.219776959579, 0.219776959579)
DC_DB1 = (-0.051648401357, 0.049909524458)
DC_DW1 = ((-0.051648401357, -0.025824200679), (0.049909524458, 0.024954762229))
SLOPE1 = tuple(a * (1 - a) for a in A1)
SLOPE2 = A2 * (1 - A2)
EXACT = Tolerance("exact", amount=1e-10)
ONE_PERCENT = TOLERANCES[1]


def sigma(z):
    return 1 / (1 + exp(-z))


def example():
    net = Network((2, 2, 1), "sigmoid")
    net.w[1][...], net.b[1][:, 0] = [[0.5, -0.5], [1.0, 0.25]], (0.25, -0.5)
    net.w[2][...], net.b[2][...] = [[1.0, -1.0]], 0.25
    return net


def asked(place, pick, quantity, eta=2.0, m=4, mean=0.5):
    """The question before the phase at `place` about `quantity`, at whichever step it is asked for."""
    net = example()
    gradient = mean * backward(net, forward(net, X), Y).flat
    for step in range(50):
        phase, l = at_position(place - 1, net.L)
        found = question(net, X, Y, Cursor(step, 0, 0, phase, l), Batch(gradient, eta, m), pick)
        if found.entry.quantity == quantity:
            return found
    raise AssertionError(f"{quantity} is never asked for")


QUESTIONS = {
    "z1": (1, Node(1, 1), "z", Z1[1]),
    "z2": (2, Node(2, 0), "z", Z2),
    "a1": (1, Node(1, 0), "a", A1[0]),
    "a2": (2, Node(2, 0), "a", A2),
    "C": (3, None, "C", C),
    "dC_da2": (3, Node(2, 0), "dC_da", DC_DA2),
    "dC_dz2": (4, Node(2, 0), "dC_dz", DC_DB2),
    "dC_db2": (4, Pick(2, 0), "dC_db", DC_DB2),
    "dC_dw2": (4, Pick(2, 0, 1), "dC_dw", DC_DW2[1]),
    "dC_da1": (4, Node(1, 1), "dC_da", DC_DA1[1]),
    "dC_dz1": (5, Node(1, 0), "dC_dz", DC_DB1[0]),
    "dC_dw1": (5, Pick(1, 0, 1), "dC_dw", DC_DW1[0][1]),
    "dC_db1": (5, Pick(1, 1), "dC_db", DC_DB1[1]),
    "w2": (6, Pick(2, 0, 1), "w", -1 - 2 * 0.5 * DC_DW2[1]),
    "b1": (6, Pick(1, 0), "b", 0.25 - 2 * 0.5 * DC_DB1[0]),
}

MISTAKES = [
    # What is asked for, what is answered, and what is said of it.
    ("z1", 1 * 1 + 0.25 * 0.5, "The bias is missing"),
    ("z1", 1 * 1 + 0.25 * 0.5 + 0.5, "not subtracted"),
    ("z1", -0.5 * 1 + 0.25 * 0.5 - 0.5, "indices of w are swapped"),
    ("z1", A1[1], "σ comes later"),
    ("z1", Z1[0], "belongs to node 1; node 2"),
    ("z2", Z1[0] - Z1[1] + 0.25, "σ is missing in layer 1"),
    ("a1", Z1[0], "σ is missing"),
    ("a1", SLOPE1[0], "σ'(z); on the way forward it is σ(z)"),
    ("a1", 1 / (1 + exp(Z1[0])), "sign of the exponent"),
    ("a1", sigma(0.25), "The bias is missing"),
    ("a1", sigma(0.5 + 0.5 + 0.25), "indices of w are swapped"),
    ("a2", sigma(Z1[0] - Z1[1] + 0.25), "σ is missing in layer 1"),
    ("C", C / 2, "not ½"),
    ("C", 2 * C, "2/n_L is the factor of the derivative"),
    ("C", A2 - 1, "squares are missing"),
    ("C", A2**2, "y is missing"),
    ("dC_da2", A2 - 1, "factor 2/n_L = 2/1 is missing"),
    ("dC_da2", (A2 - 1) / 2, "not ½"),
    ("dC_da2", 2 * (1 - A2), "a − y, not y − a"),
    ("dC_da2", 2 * A2, "y is missing"),
    ("dC_da2", (A2 - 1) ** 2, "its derivative is asked for"),
    ("dC_dz2", DC_DA2, "σ'(z²₁) is missing"),
    ("dC_dz2", DC_DA2 * A2, "instead of its derivative"),
    ("dC_dz2", DC_DA2 * sigma(A2) * (1 - sigma(A2)), "σ' is taken at z²₁, not at a²₁"),
    ("dC_dz2", DC_DA2 * SLOPE1[0], "taken at layer 1; it belongs to layer 2"),
    ("dC_dz2", DC_DA2 * SLOPE1[1], "taken at layer 1; it belongs to layer 2"),
    ("dC_dz2", -DC_DB2, "a − y, not y − a"),
    ("dC_dz2", DC_DB2 / 2, "factor 2/n_L = 2/1 is missing"),
    ("dC_db2", DC_DB2 * 0.25, "plays no part"),
    ("dC_db2", DC_DA2, "σ'(z²₁) is missing"),
    ("dC_dw2", DC_DB2, "a¹₂ is missing"),
    ("dC_dw2", DC_DA2 * A1[1], "σ'(z²₁) is missing"),
    ("dC_dw2", DC_DB2 * Z1[1], "after σ, not z"),
    ("dC_dw2", DC_DB2 * A2, "what came in, not a²₁"),
    ("dC_dw2", DC_DA2 * SLOPE1[1] * A1[1], "taken at layer 1"),
    ("dC_da1", DC_DA2 * -1, "σ'(z²) is missing"),
    ("dC_da1", DC_DB1[1], "One step too far: that is ∂C/∂z¹₂"),
    ("dC_da1", DC_DA2 * -1 * SLOPE1[1], "taken at layer 1; it belongs to layer 2"),
    ("dC_dz1", DC_DA1[0], "σ'(z¹₁) is missing"),
    ("dC_dz1", DC_DA1[0] * SLOPE2, "taken at layer 2; it belongs to layer 1"),
    ("dC_dz1", DC_DB1[1], "belongs to node 2; node 1"),
    ("dC_dw1", DC_DW1[1][0], "The indices are swapped"),
    ("dC_dw1", DC_DA1[0] * 0.5, "σ'(z¹₁) is missing"),
    ("dC_dw1", DC_DA1[0] * SLOPE2 * 0.5, "taken at layer 2"),
    ("dC_dw1", DC_DB1[0] * A1[0], "what came in, not a¹₁"),
    ("dC_dw1", DC_DW1[0][1] / 2, "factor 2/n_L = 2/1 is missing"),
    ("dC_dw1", DC_DW1[0][1] / 4, "not ½"),
    ("dC_db1", DC_DB1[1] * -0.5, "plays no part"),
    ("w2", -1 + 2 * 0.5 * DC_DW2[1], "subtracted, not added"),
    ("w2", -1 - 0.5 * DC_DW2[1], "learning rate is missing"),
    ("w2", -1 - 2 * DC_DW2[1], "this one sample's derivative"),
    ("w2", -1 - 2 * 4 * 0.5 * DC_DW2[1], "sum over the batch"),
    ("w2", -1.0, "before the update"),
    ("w2", -2 * 0.5 * DC_DW2[1], "the change alone"),
    ("b1", 0.25 + 2 * 0.5 * DC_DB1[0], "subtracted, not added"),
    ("b1", 0.25, "before the update"),
]


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_right_answer_is_right(name):
    place, pick, quantity, answer = QUESTIONS[name]
    found = asked(place, pick, quantity)
    assert isclose(found.answer, answer, abs_tol=1e-11)
    assert judge(found, answer, EXACT).kind == "right"
    assert judge(found, answer * 1.3, EXACT).kind != "right"


@pytest.mark.parametrize(("name", "value", "said"), MISTAKES)
def test_a_mistake_is_recognised(name, value, said):
    place, pick, quantity, _ = QUESTIONS[name]
    verdict = judge(asked(place, pick, quantity), value, EXACT)
    assert verdict.kind == "mistake"
    assert said in verdict.sentence
    assert verdict.sentence.endswith(".")


def test_other_numbers_are_wrong_and_told_how_it_is_done():
    verdict = judge(asked(*QUESTIONS["dC_dw1"][:3]), 17.0, ONE_PERCENT)
    assert verdict.kind == "wrong"
    assert "∂C/∂w¹₁₂ = ∂C/∂a¹₁ σ'(z¹₁) a⁰₂, with σ'(z) = a (1 − a)." in verdict.sentence


def test_several_outputs_have_their_own_factor_and_a_square_layer_its_transposed():
    """n_L = 2: then 2/n_L is 1 and leaving it out changes nothing; with n_L = 3 everything can go wrong."""
    for n_L in (2, 3):
        net = Network((2, n_L, n_L), ("tanh", "identity"), seed=4)
        y = np.arange(n_L) / 2
        own = question(net, X, y, Cursor(phase=Phase.FORWARD, l=2), Batch(net.theta, 1.0, 1), Node(2, 1))
        a1 = [tanh(z) for z in net.w[1] @ X + net.b[1][:, 0]]
        d = float(net.w[2][1] @ a1 + net.b[2][1, 0] - y[1])
        assert isclose(own.answer, 2 / n_L * d, abs_tol=1e-12)
        assert judge(own, 2 * d, EXACT).sentence.startswith(f"The factor is 2/n_L = 2/{n_L}, not 2")
        assert judge(own, d / n_L, EXACT).kind == "mistake"
        assert judge(own, d, EXACT).kind == ("right" if n_L == 2 else "mistake")
        back = question(net, X, y, Cursor(phase=Phase.COST), Batch(net.theta, 1.0, 1), Node(1, 0))
        slopes = 2 / n_L * (net.w[2] @ a1 + net.b[2][:, 0] - y)
        assert back.entry.words == "∂C/∂a¹₁"
        assert judge(back, float(net.w[2][0] @ slopes), EXACT).sentence.startswith("The indices of w")
        assert "node 2's part alone" in judge(back, float(slopes[1] * net.w[2][1, 0]), EXACT).sentence


# Which entry, and when


@pytest.mark.parametrize("pick", [None, Node(1, 1), Pick(2, 0, 1), Pick(1, 0)], ids=str)
def test_the_same_step_and_phase_ask_for_the_same(pick):
    net = example()
    batch = Batch(backward(net, forward(net, X), Y).flat, 1.0, 1)
    for place in range(phase_count(2)):
        cursor = Cursor(7, 0, 0, *at_position(place, 2))
        first = question(net, X, Y, cursor, batch, pick)
        assert question(net, X, Y, cursor, batch, pick) == first
        assert (first is None) == (place == phase_count(2) - 1)
        if first is not None:
            assert (first.phase, first.layer) == at_position(place + 1, 2)


def test_every_quantity_is_asked_for_sooner_or_later():
    net = Network((3, 4, 2, 3), ("relu", "tanh", "sigmoid"), seed=1)
    x, y = np.array([0.3, -0.4, 1.0]), np.array([1.0, 0.0, 0.0])
    batch = Batch(backward(net, forward(net, x), y).flat, 1.0, 1)
    found = {}
    for step in range(60):
        for place in range(phase_count(3) - 1):
            each = question(net, x, y, Cursor(step, 0, 0, *at_position(place, 3)), batch)
            found.setdefault(at_position(place + 1, 3), set()).add(each.entry.quantity)
    assert found[Phase.FORWARD, 2] == {"z", "a"}
    assert found[Phase.COST, 0] == {"C", "dC_da"}
    assert found[Phase.BACKWARD, 2] == {"dC_dz", "dC_dw", "dC_db", "dC_da"}
    assert found[Phase.BACKWARD, 1] == {"dC_dz", "dC_dw", "dC_db"}
    assert found[Phase.UPDATE, 0] <= {"w", "b"}


def test_an_update_is_not_right_while_nothing_was_updated():
    """A change far smaller than the tolerance still has to be made."""
    found = asked(*QUESTIONS["w2"][:3], eta=1e-4)
    assert judge(found, -1.0, ONE_PERCENT).sentence == "That is w²₁₂ before the update."
    assert judge(found, found.answer, ONE_PERCENT).right


def test_a_frozen_weight_stays():
    net = example()
    net.mask[:] = True
    gradient = backward(net, forward(net, X), Y).flat
    found = question(net, X, Y, Cursor(phase=Phase.BACKWARD, l=1), Batch(gradient, 1.0, 1), Pick(2, 0, 1))
    assert found.answer == -1.0


def test_a_number_that_is_none_is_not_asked_for():
    net = Network((1, 1), "identity")
    net.w[1][...], net.b[1][...] = 1e200, 0.0
    cursor, batch = Cursor(phase=Phase.FORWARD, l=1), Batch(net.theta, 1.0, 1)
    assert question(net, np.array([1e200]), np.zeros(1), cursor, batch) is None


# Tolerance and reading


def test_the_tolerance_decides():
    found = replace(asked(*QUESTIONS["a1"][:3]), mistakes=())
    near = {t.words: judge(found, A1[0] + 0.0049, t).right for t in TOLERANCES}
    assert near == {
        "± 5 %": True, "± 1 %": True, "± 0.1 %": False,
        "2 decimals": True, "3 decimals": False, "6 decimals": False,
    }  # fmt: skip
    assert judge(found, 0.622, TOLERANCES[4]).right
    assert judge(found, 0.621, TOLERANCES[4]).kind == "wrong"


def test_a_mistake_within_the_tolerance_is_no_mistake():
    found = asked(*QUESTIONS["z1"][:3])  # a is 0.651, z is 0.625
    assert judge(found, A1[1], TOLERANCES[0]).right
    assert judge(found, A1[1], ONE_PERCENT).kind == "mistake"
    assert judge(found, 0.66, TOLERANCES[0]).kind == "wrong"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25), ("0,25", 0.25), ("−0.25", -0.25), ("-0,25", -0.25), ("1e-3", 1e-3),
        ("−2.5e−5", -2.5e-5), ("1/4", 0.25), ("−1/4", -0.25), (" 3 / 8 ", 0.375), (".5", 0.5), ("7", 7.0),
        ("+2.", 2.0), ("0,5/2,5", 0.2),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text, value):
    assert isclose(read_number(text), value, rel_tol=1e-15)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write a number first"), ("   ", "Write a number first"), ("a half", "is not a number"),
        ("1.234,5", "more than one decimal point"), ("1/0", "divided by 0"), ("1/2/3", "is not a number"),
        ("nan", "is not a number"), ("inf", "is not a number"), ("1e999", "too large"),
        ("1_0", "is not a number"), ("１", "is not a number"), ("0x10", "is not a number"),
        ("1/", "is not a number"), ("--1", "is not a number"),
        ("9" * 5000, "too large"),
    ],
)  # fmt: skip
def test_what_is_no_number_gets_a_sentence(text, said):
    with pytest.raises(BadInputError, match=said) as raised:
        read_number(text)
    assert str(raised.value).endswith(".")
    assert len(str(raised.value)) < 160
