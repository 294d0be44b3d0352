"""What is measured of the health of gradients, against its definitions."""

import math

import numpy as np
import pytest
from definitions import SIGMA

from core.backprop import backward, forward
from core.health.bins import ABOVE, BELOW, BINS, FIRST, ZERO, histogram, lower_end, medians
from core.health.measuring import PROBE, measure, measuring, probe
from core.network import Network, views

H = 1e-6


def trained(n=(2, 4, 3, 1), sigma="tanh", eta=0.1, seed=0, m=12):
    """A network, the gradient at its parameters, and the parameters after a step along it."""
    net, rng = Network(n, sigma, seed), np.random.default_rng(seed)
    x, y = rng.uniform(-1, 1, (n[0], m)), rng.uniform(0, 1, (n[-1], m))
    g = backward(net, forward(net, x), y).flat
    return net, g, net.theta.copy(), net.theta - eta * g, x


def test_sizes_are_counted_by_half_decades():
    sizes = [0.0, -0.0, 1e-17, -5e-324, 2e-16, -0.002, 0.02, 0.04, 0.99, 9999.0, 2e4, np.inf, -np.inf, np.nan]
    found = histogram(np.array(sizes))
    assert found.shape == (BINS,)
    assert found.sum() == len(sizes) - 1
    assert (found[ZERO], found[BELOW], found[FIRST], found[ABOVE - 1], found[ABOVE]) == (2, 2, 1, 1, 3)
    for value in (0.002, 0.02, 0.04, 0.99):
        k = next(k for k in range(FIRST, ABOVE) if 10 ** lower_end(k) <= value < 10 ** lower_end(k + 1))
        assert found[k] == 1


def test_medians_of_histograms_are_those_of_the_sizes():
    values = 10.0 ** np.random.default_rng(0).normal(-3, 1, (2, 3, 1001))
    found = medians(np.array([[histogram(k) for k in row] for row in values]))
    np.testing.assert_allclose(found, np.log10(np.median(values, axis=-1)), atol=0.1)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([0, 0, 1], -np.inf),
        ([1e-30, 1e-30, 1], -16),
        ([1e9] * 3, 4),
        ([np.nan] * 3, np.nan),
        ([0, 1, 1], 0.125),
    ],
)
def test_medians_beyond_the_bins(sizes, expected):
    np.testing.assert_allclose(medians(histogram(np.array(sizes))), expected)


@pytest.mark.parametrize("sigma", ["sigmoid", "tanh", "relu", "leaky relu", "softplus", "identity"])
def test_every_number_is_what_it_is_called(sigma):
    net, g, before, after, x = trained(sigma=sigma)
    found = measure(net, g, before, after, x, step=7)
    assert (found.step, found.samples, found.L) == (7, 12, 3)
    p = forward(net.with_theta(after), x)
    for l in range(1, 4):
        layer, dC_dw = found.layer(l), views(g, net.n).w[l]
        w, moved = views(before, net.n).w[l], views(after - before, net.n).w[l]
        np.testing.assert_array_equal(found.counts[l - 1], histogram(dC_dw))
        assert layer.norm == pytest.approx(np.linalg.norm(dC_dw), rel=1e-12)
        assert layer.rms == pytest.approx(math.sqrt((dC_dw**2).mean()), rel=1e-12)
        assert layer.ratio == pytest.approx(np.linalg.norm(moved) / np.linalg.norm(w), rel=1e-12)
        z = p.z[l].astype(complex)
        slopes = ((SIGMA[sigma](z + H) - SIGMA[sigma](z - H)) / (2 * H)).real
        steepest = 0.25 if sigma == "sigmoid" else 1.0
        assert layer.slope == pytest.approx(slopes.mean(), abs=1e-8)
        assert layer.saturated == (slopes < 0.1 * steepest).mean()
        assert layer.dead == (np.abs(slopes) < 1e-12).all(axis=1).sum()
        assert layer.pull == pytest.approx(np.abs(p.z[l]).mean(), rel=1e-12)
        assert (layer.frozen, layer.alike) == (0, 1)
    assert not found.table.flags.writeable
    assert not found.counts.flags.writeable


def test_a_node_that_is_off_for_every_sample_is_dead():
    net, g, before, after, x = trained(sigma="relu")
    views(after, net.n).b[1][1:3] = -50.0
    found = measure(net, g, before, after, x)
    assert found.layer(1).dead >= 2
    assert found.layer(1).saturated >= 0.5
    off = sum(bool((z <= 0).all()) for z in forward(net.with_theta(after), x).z[1])
    assert found.layer(1).dead == off


def test_softmax_has_no_slope_of_its_own():
    net, g, before, after, x = trained(n=(2, 3, 3), sigma=("tanh", "softmax"))
    last = measure(net, g, before, after, x).layer(2)
    assert math.isnan(last.slope)
    assert math.isnan(last.saturated)
    assert last.dead == 0
    assert last.norm > 0


def test_equal_nodes_are_counted_whether_their_weights_are_0_or_not():
    net, g, before, after, x = trained()
    views(after, net.n).wb[1][...] = views(after, net.n).wb[1][0]
    assert measure(net, g, before, after, x).layer(1).alike == 1  # what leaves them still differs
    views(after, net.n).w[2][...] = views(after, net.n).w[2][:, :1]
    found = measure(net, g, before, after, x)
    assert [found.layer(l).alike for l in (1, 2, 3)] == [4, 1, 1]
    zeros = np.zeros_like(after)
    found = measure(net, g, zeros, zeros, x)
    assert [found.layer(l).alike for l in (1, 2, 3)] == [4, 3, 1]
    assert math.isnan(found.layer(1).ratio)


def test_frozen_weights_are_a_share():
    net, g, before, after, x = trained()
    views(net.mask, net.n).w[2][0] = True
    found = measure(net, g, before, after, x)
    assert [found.layer(l).frozen for l in (1, 2, 3)] == [0, 1 / 3, 0]


@pytest.mark.parametrize("scale", [1e-220, 1e220])
def test_lengths_outlive_squares_that_no_number_can_hold(scale):
    net, g, before, after, x = trained()
    found = measure(net, g * scale, before, after, x)
    expected = np.linalg.norm(views(g, net.n).w[1]) * scale
    assert found.layer(1).norm == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_numbers_that_are_not_finite_raise_nothing_and_stay_visible(bad):
    net, g, before, after, x = trained()
    views(g, net.n).w[2][0, 0] = bad
    views(after, net.n).w[2][0, 1] = bad
    found = measure(net, g, before, after, x)
    assert not math.isfinite(found.layer(2).norm)
    assert not math.isfinite(found.layer(2).ratio)
    assert math.isfinite(found.layer(1).norm)
    assert found.counts[1].sum() == (11 if np.isnan(bad) else 12)


def test_as_a_job_it_comes_in_pieces_and_to_the_same_whatever_happens_meanwhile():
    net, g, before, after, x = trained(n=(2, 256, 256, 1), m=200)
    expected = measure(net, g, before, after, x, 3)
    found = []
    net.theta[...] = after
    job = measuring(net, g, before, x, 3, found.append)
    for array in (net.theta, g, before):
        array.fill(np.nan)
    pieces = 0
    while not job.done:
        job.step(0.0)
        pieces += 1
    assert pieces > 10
    np.testing.assert_array_equal(found[0].counts, expected.counts)
    np.testing.assert_allclose(found[0].table, expected.table, rtol=1e-10)


def test_the_probe_is_evenly_chosen_and_smaller_for_large_networks():
    small, large = Network((2, 3, 1)), Network((2, 600, 600, 1))
    seen = np.arange(1, 20_001, 2)
    chosen = probe(seen, small)
    assert len(chosen) == PROBE
    assert np.isin(chosen, seen).all()
    assert np.ptp(np.diff(chosen)) <= 2
    assert (chosen[0], chosen[-1]) == (seen[0], seen[-1])
    np.testing.assert_array_equal(probe(seen[:50], small), seen[:50])
    assert 30 <= len(probe(seen, large)) < PROBE
