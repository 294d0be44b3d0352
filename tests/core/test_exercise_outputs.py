"""Exercises about softmax, the cross-entropies and the activations beside the sigmoid: answers and mistakes.

The numbers are made here once more, from their definitions.
"""

from math import exp, isclose, log, log1p

import numpy as np
import pytest
from kinds import HIDDEN, TOGETHER, everywhere

from core.backprop import backward, forward
from core.cursor import Cursor, Phase, at_position, phase_count
from core.exercise import Tolerance, judge, question
from core.exercise.question import Batch
from core.network import Network
from core.selection import Node, Pick

X, Y = np.array([0.6, -0.9]), np.array([0.0, 1.0, 0.0])
EXACT = Tolerance("exact", amount=1e-11)
BINARY, SHARES = ("sigmoid", "binary cross-entropy"), ("softmax", "cross-entropy")


def example(output, cost, hidden="tanh"):
    return Network((2, 2, 3), (hidden, output), 5, cost)


def asked(net, place, pick, quantity):
    batch = Batch(backward(net, forward(net, X), Y).flat, 0.5, 1)
    for step in range(50):
        found = question(net, X, Y, Cursor(step, 0, 0, *at_position(place - 1, net.L)), batch, pick)
        if found.entry.quantity == quantity:
            return found
    raise AssertionError(f"{quantity} is never asked for")


def output_of(net):
    """z^L, a^L and ∂C/∂a^L of the outputs, a^1 below, by hand."""
    a1 = np.tanh(net.w[1] @ X + net.b[1][:, 0])
    z = net.w[2] @ a1 + net.b[2][:, 0]
    a = np.exp(z) / np.exp(z).sum() if net.activations[1] == "softmax" else 1 / (1 + np.exp(-z))
    dC_da = {
        "mse": 2 / 3 * (a - Y),
        "binary cross-entropy": (a - Y) / (a * (1 - a)) / 3,
        "cross-entropy": -Y / a,
    }[net.cost]
    return z, a, dC_da, a1


def assert_said(found, value, said):
    verdict = judge(found, value, EXACT)
    assert verdict.kind == "mistake", verdict
    assert said in verdict.sentence
    assert verdict.sentence.endswith(".")


def test_softmax_is_asked_for_and_its_mistakes_are_known():
    net = example(*SHARES)
    z, a, _, _ = output_of(net)
    found = asked(net, 2, Node(2, 1), "a")
    assert judge(found, a[1], EXACT).right
    assert_said(found, exp(z[1]), "The sum is missing")
    assert_said(found, z[1], "σ is missing")
    assert_said(found, a[0], "belongs to node 1; node 2")
    assert_said(found, exp(z[1]) / (exp(z[0]) + exp(z[2])), "node 2 as well")
    assert "exp(z²₂) / Σₖ exp(z²ₖ)" in found.hint


@pytest.mark.parametrize(("output", "cost"), [BINARY, SHARES])
def test_the_cost_is_asked_for_with_its_own_mistakes(output, cost):
    net = example(output, cost)
    z, a, _, _ = output_of(net)
    binary = cost.startswith("binary")
    C = (log1p(exp(z[0])) + log1p(exp(z[1])) - z[1] + log1p(exp(z[2]))) / 3 if binary else -log(a[1])
    found = asked(net, 3, None, "C")
    assert judge(found, C, EXACT).right
    assert_said(found, -C, "The minus is missing")
    assert_said(found, C / log(10), "not to the base 10")
    assert_said(found, *((3 * C, "1/n_L = 1/3 is missing") if binary else (C / 3, "There is no 1/n_L")))
    assert_said(found, *((-log(a[1]) / 3, "second part") if binary else (-a[1], "logarithm is missing")))
    assert ("ln(1 − a²ᵢ)" in found.hint) == binary


@pytest.mark.parametrize(("output", "cost"), [BINARY, SHARES])
def test_the_derivatives_at_the_output_too(output, cost):
    net = example(output, cost)
    _, a, dC_da, a1 = output_of(net)
    share = 3 if cost.startswith("binary") else 1
    first = asked(net, 3, Node(2, 1), "dC_da")
    assert judge(first, dC_da[1], EXACT).right
    assert_said(first, -dC_da[1], "The sign")
    assert_said(first, (a[1] - 1) / share, "That is ∂C/∂z²₂")
    back = asked(net, 4, Node(2, 1), "dC_dz")
    right = (a[1] - 1) / share
    assert judge(back, right, EXACT).right
    assert_said(back, dC_da[1], "is missing")
    assert_said(back, right * a[1] * (1 - a[1]), "a − y already")
    assert_said(back, -right, "a − y, not y − a")
    weight = asked(net, 4, Pick(2, 1, 0), "dC_dw")
    assert judge(weight, right * a1[0], EXACT).right
    assert_said(weight, right, "a¹₁ is missing")


def test_a_softmax_taken_node_by_node_is_understood():
    net = example("softmax", "mse")
    _, a, dC_da, _ = output_of(net)
    found = asked(net, 4, Node(2, 0), "dC_dz")
    assert judge(found, a[0] * (dC_da[0] - dC_da @ a), EXACT).right
    assert_said(found, dC_da[0] * a[0] * (1 - a[0]), "changes every output")
    assert "Σₖ ∂C/∂a²ₖ a²ₖ" in found.hint
    below = asked(net, 4, Node(1, 1), "dC_da")
    assert_said(below, float(dC_da @ net.w[2][:, 1]), "Softmax is missing")


def every_question(net):
    batch = Batch(backward(net, forward(net, X), Y).flat, 0.5, 1)
    for step in range(25):
        for place in range(phase_count(net.L) - 1):
            yield question(net, X, Y, Cursor(step, 0, 0, *at_position(place, net.L)), batch)


@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
def test_whatever_is_asked_for_has_a_hint_and_no_mistake_of_another_kind(sigma, cost):
    net = Network((2, 2, 3), everywhere(sigma, cost, 2), 5, cost)
    for found in every_question(net):
        assert judge(found, found.answer, EXACT).right
        said = [found.hint, *(k.sentence for k in found.mistakes)]
        assert all(k.endswith(".") and "\n" not in k for k in said)
        if cost != "mse":
            assert not any("2/n_L = " in k or ("square" in k and "no square" not in k) for k in said)
        at_output = found.phase is Phase.BACKWARD and found.layer == net.L
        if net.activations[-1] == "softmax" and at_output:
            assert not any("σ'" in k for k in said if "a − y already" not in k and "layer 1" not in k)
        if net.activations[-1] == "softmax":
            assert not any("σ' was taken at layer 2" in k for k in said)


@pytest.mark.parametrize("sigma", HIDDEN)
def test_every_activation_says_what_it_is(sigma):
    net = example("sigmoid", "mse", hidden=sigma)
    assert "with σ(z) = " in asked(net, 1, Node(1, 0), "a").hint
    assert "with σ'(z) = " in asked(net, 5, Node(1, 0), "dC_dz").hint


def test_of_the_leaky_relu_the_slope_below_0_is_a_hundredth():
    net = example("identity", "mse", hidden="leaky relu")
    net.b[1][...] = -5.0
    a, g = asked(net, 1, Node(1, 0), "a"), asked(net, 5, Node(1, 0), "dC_dz")
    z = float((net.w[1] @ X + net.b[1][:, 0])[0])
    assert isclose(a.answer, 0.01 * z, rel_tol=1e-12)
    assert_said(g, 100 * g.answer, "σ'(z¹₁) is missing")
