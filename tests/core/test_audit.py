"""The audit: every weight and bias against central differences, red where it is wrong, and easily stopped."""

import gradient_properties as properties
import numpy as np
import pytest
import test_seeded_faults as faults
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from kinds import drawn

from core import audit, backprop
from core.audit import BAD, GOOD, KINK, UNSEEN, Auditor
from core.backprop import backward, forward
from core.gradient_check import EPS, central_difference
from core.network import Network, views
from core.regularisers import NO_R, Regulariser, at_weights


def audited(net, x, y, budget=10.0, regulariser=NO_R):
    """The last result, and how many there were."""
    results = []
    auditor = Auditor(net, x, y, 0, None, results.append, regulariser)
    while not auditor.job.done:
        auditor.job.step(budget)
    assert auditor.progress() == pytest.approx(1.0)
    return results[-1], len(results)


# What it finds


@st.composite
def cases(draw):
    L = draw(st.integers(1, 4))
    n = draw(st.lists(st.integers(1, 7), min_size=L + 1, max_size=L + 1))
    sigma, cost = draw(drawn(L))
    seed = draw(st.integers(0, 2**32 - 1))
    net = Network(n, sigma, seed, cost)
    return net, *properties.batch(net, draw(st.sampled_from([1, 2, 9, 33])), seed)


@settings(deadline=None, max_examples=80)
@given(case=cases(), columns=st.sampled_from([2, 10, 64, 4096]))
def test_a_right_gradient_passes_in_blocks_of_any_size(case, columns):
    net, x, y = case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "COLUMNS", columns)
        found, _ = audited(net, x, y)
    assert found.done
    assert (found.seen == x.shape[1]).all()
    assert not found.count(BAD)
    assert not found.count(UNSEEN)
    assert found.count(KINK) == 0 or properties.near_a_kink(net, x)
    wanted = backward(net, forward(net, x), y).flat
    assert np.allclose(found.analytic, wanted, rtol=1e-12, atol=1e-13)
    good = found.status == GOOD
    assert np.abs(found.numeric - wanted)[good].max(initial=0.0) <= found.tolerance
    assert found.tolerance == pytest.approx(1e-7 * max(1.0, np.abs(wanted).max()))


def test_the_differences_are_in_theta_s_order():
    net = Network((2, 3, 2), "tanh", 1)
    x, y = properties.batch(net, 1, 1)
    found, _ = audited(net, x, y)
    v = views(found.numeric, net.n)
    for l in (1, 2):
        for A in range(net.n[l]):
            for B in (None, *range(net.n[l - 1])):
                one = central_difference(net, x[:, 0], y[:, 0], l, A, B).value
                assert (v.b[l][A, 0] if B is None else v.w[l][A, B]) == pytest.approx(one, abs=1e-10)


def test_its_arrays_cannot_be_written():
    net = Network((2, 3, 2), "tanh", 1)
    found, _ = audited(net, *properties.batch(net, 2, 1))
    for array in (found.theta, found.analytic, found.numeric, found.status, found.seen):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    net.theta[0] += 1.0
    assert found.theta[0] != net.theta[0]


def test_a_sharp_bend_is_not_called_wrong():
    """Steep sigmoids: over the whole ε the difference is off by more than is allowed, over less it isn't."""
    net = Network((1, 1, 1, 1), "sigmoid")
    net.theta[...] = (100.0, -50.0) * 3
    x, y = np.array([[0.5001]]), np.array([[0.0]])
    coarse = central_difference(net, x, y, 1, 0, 0).value
    fine = backward(net, forward(net, x), y).dC_dw[1][0, 0]
    found, _ = audited(net, x, y)
    assert abs(coarse - fine) > 2 * found.tolerance
    assert found.count(GOOD) == 6


# What is wrong is red, and only that


@pytest.mark.parametrize("samples", [1, 9])
@pytest.mark.parametrize("wrong", [[0], [3, 17, 18], range(26)])
def test_a_wrong_derivative_is_red_at_the_right_cells(wrong, samples, monkeypatch):
    def broken(net, p, y):
        g = backward(net, p, y)
        g.flat[list(wrong)] += 1e-3
        return g

    monkeypatch.setattr(audit, "backward", broken)
    net = Network((2, 4, 2, 2), ("tanh", "sigmoid", "identity"), 3)
    found, _ = audited(net, *properties.batch(net, samples, 3))
    wanted = np.full(net.theta.size, GOOD)
    wanted[list(wrong)] = BAD
    assert found.status.tolist() == wanted.tolist()
    assert found.worst == pytest.approx(1e-3, rel=1e-3)


def test_a_layer_that_passes_back_wrongly_is_red_with_all_before_it(monkeypatch):
    right = backprop.backward_layer

    def broken(net, p, g, l, to_z=None):
        operations = right(net, p, g, l, to_z)
        return (*operations, lambda: np.multiply(g.dC_da[1], 1.01, out=g.dC_da[1])) if l == 2 else operations

    monkeypatch.setattr(backprop, "backward_layer", broken)
    net = Network((2, 4, 2, 1), "tanh", 2)
    found, _ = audited(net, *properties.batch(net, 9, 2))
    status = views(found.status, net.n).wb
    assert (status[1] == BAD).all()
    assert all((status[l] == GOOD).all() for l in (2, 3))


@pytest.mark.parametrize(
    ("fault", "sigma", "cost"),
    [
        (faults.softmax_one_by_one, "softmax", "mse"),
        (faults.sigma_prime_left_in, "softmax", "cross-entropy"),
        (faults.sigma_prime_left_in, "sigmoid", "binary cross-entropy"),
    ],
)
def test_an_output_that_passes_back_wrongly_is_red(fault, sigma, cost, monkeypatch):
    net = Network((2, 4, 3), ("tanh", sigma), 2, cost)
    x, y = properties.batch(net, 9, 2)
    sound, _ = audited(net, x, y)
    assert (sound.status == GOOD).all()
    fault(monkeypatch)
    found, _ = audited(net, x, y)
    assert (found.status == BAD).all()


def test_what_is_not_a_number_agrees_with_nothing():
    net = Network((1, 1, 1), "identity")
    net.theta[...] = 1e200
    found, _ = audited(net, np.ones((1, 1)), np.ones((1, 1)))
    assert found.count(BAD) == 4
    assert np.isnan(found.worst) or np.isinf(found.worst)


# Kinks


def at_a_kink(z):
    net = Network((1, 1, 1), ("relu", "identity"))
    net.theta[...] = (z, 0.0, 1.0, 0.0)
    return net


@pytest.mark.parametrize("z", [EPS / 3, -EPS / 3, 0.0])
@pytest.mark.parametrize("others", [0, 40])
def test_a_kink_within_reach_is_marked_and_not_failed(z, others):
    x = np.concatenate([[1.0], np.linspace(2, 3, others)]) if z else np.ones(1 + others)
    net = at_a_kink(z)
    if z and others:
        net.theta[:2] = 1.0, z - 1.0
        x[0] = 1.0
    found, _ = audited(net, x[np.newaxis], np.ones((1, len(x))))
    assert found.status.tolist() == [KINK, KINK, GOOD, GOOD]


@pytest.mark.parametrize("z", [EPS / 3, -EPS / 3])
def test_a_wrong_derivative_is_red_even_at_a_kink(z, monkeypatch):
    def broken(net, p, y):
        g = backward(net, p, y)
        g.flat[0] += 0.01
        return g

    monkeypatch.setattr(audit, "backward", broken)
    found, _ = audited(at_a_kink(z), np.ones((1, 1)), np.ones((1, 1)))
    assert found.status.tolist() == [BAD, KINK, GOOD, GOOD]


# A regulariser

WITH = [Regulariser(0.3, 0.0), Regulariser(0.0, 0.2), Regulariser(0.3, 0.2)]


@settings(deadline=None, max_examples=80)
@given(case=cases(), r=st.sampled_from(WITH), size=st.sampled_from([1e-7, 1.0, 300.0]))
def test_r_is_checked_along_with_c(case, r, size):
    net, x, y = case
    net.w[1][0, 0] *= size
    assume(net.w[1][0, 0] != 0.0 and not properties.near_a_kink(net, x, size))
    found, _ = audited(net, x, y, regulariser=r)
    assert found.regulariser == r
    assert not found.count(BAD)
    small = at_weights(1.0, net.n) * np.abs(net.theta) <= EPS
    assert found.count(KINK) == 0 or (r.l1 and (small & (at_weights(1.0, net.n) > 0)).any())
    wanted = backward(net, forward(net, x), y).flat + r.gradient(net)
    assert np.allclose(found.analytic, wanted, rtol=1e-12, atol=1e-13)
    good = found.status == GOOD
    assert np.abs(found.numeric - wanted)[good].max(initial=0.0) <= found.tolerance


@pytest.mark.parametrize("r", WITH)
@pytest.mark.parametrize("samples", [1, 9])
def test_a_weight_of_nothing_has_a_kink_with_l1_alone_and_a_bias_never(r, samples):
    net = Network((2, 3, 2), "tanh", 1)
    net.w[1][1, 0] = net.b[1][1] = 0.0
    net.w[2][0, 2] = -EPS / 3
    found, _ = audited(net, *properties.batch(net, samples, 1), regulariser=r)
    status = views(found.status, net.n)
    assert status.w[1][1, 0] == status.w[2][0, 2] == (KINK if r.l1 else GOOD)
    assert found.count(KINK) == (2 if r.l1 else 0)
    assert not found.count(BAD)


def test_a_network_of_zeros_is_checked_as_far_as_it_has_a_slope():
    net = Network((2, 3, 2), "tanh", initialisation="zeros")
    found, _ = audited(net, *properties.batch(net, 3, 1), regulariser=Regulariser(0.1, 0.1))
    assert (found.status == np.where(at_weights(1.0, net.n) > 0, KINK, GOOD)).all()


@pytest.mark.parametrize("fault", faults.OF_R, ids=lambda k: k.__name__)
def test_a_wrong_slope_of_r_is_red(fault, monkeypatch):
    net = Network((2, 4, 3), "tanh", 2)
    x, y = properties.batch(net, 9, 2)
    fault(monkeypatch)
    found, _ = audited(net, x, y, regulariser=Regulariser(0.3, 0.2))
    of_weights = at_weights(1.0, net.n) > 0
    wrong = ~of_weights if fault is faults.biases_punished else of_weights
    assert ((found.status == BAD) == wrong).all()


def test_a_large_bias_does_not_hide_in_r():
    net = Network((1, 2, 1), "identity", 3)
    net.b[1][0] = 1e200
    found, _ = audited(net, np.ones((1, 1)), np.ones((1, 1)), regulariser=Regulariser(0.3, 0.2))
    alone, _ = audited(net, np.ones((1, 1)), np.ones((1, 1)))
    assert views(found.numeric, net.n).b[2].tobytes() == views(alone.numeric, net.n).b[2].tobytes()
