"""Data sets that were each made to show one thing."""

import numpy as np
import pytest
from data_sets import gap, halves, same
from hypothesis import given, settings
from hypothesis import strategies as st

from core.datasets import entry, load
from core.experiment import Experiment, build
from core.score import score


@pytest.mark.parametrize("bits", range(2, 11))
def test_parity_has_every_row_once(bits):
    d = load("parity", size=bits)
    rows = d.x.T.astype(int).tolist()
    assert rows == [[int(bit) for bit in f"{k:0{bits}b}"] for k in range(2**bits)]
    assert d.y[0].tolist() == [sum(row) % 2 for row in rows]
    assert d.x[:, entry("parity").first_shown].sum() % 2 == 1


def test_parity_of_two_bits_is_xor():
    for samples in (4, 10):
        assert same(load("parity", size=2, samples=samples), load("xor", samples=samples))


@settings(deadline=None)
@given(bits=st.integers(2, 10), samples=st.integers(4, 2500))
def test_parity_goes_round_its_table_and_is_balanced_from_the_beginning(bits, samples):
    d, whole = load("parity", size=bits, samples=samples), load("parity", size=bits)
    at = np.arange(samples) % whole.samples
    assert np.array_equal(d.x, whole.x[:, at])
    assert np.array_equal(d.y, whole.y[:, at])
    assert np.abs(2 * np.cumsum(d.y[0]) - np.arange(1, samples + 1)).max() <= 1


@settings(deadline=None)
@given(
    name_size=st.one_of(
        st.tuples(st.just("rings"), st.integers(3, 6)), st.tuples(st.just("autoencoder"), st.integers(2, 32))
    ),
    seed=st.integers(0, 2**63 - 1),
    samples=st.integers(6, 500),
)
def test_several_classes_are_balanced_from_the_beginning(name_size, seed, samples):
    name, size = name_size
    y = load(name, seed=seed, samples=samples, size=size).y
    counts = np.cumsum(y, axis=1)
    assert y.shape == (size, samples)
    assert (counts.max(axis=0) - counts.min(axis=0)).max() <= 1


def test_rings_lie_about_one_centre_and_apart():
    for count in (3, 4, 6):
        d = load("rings", noise=0.0, samples=3000, size=count)
        r, ring = np.hypot(*d.x), d.y.argmax(axis=0)
        assert d.outputs == tuple(f"ring {k + 1}" for k in range(count))
        for k in range(count):
            assert (k + 0.5) / count - 1e-12 <= r[ring == k].min()
            assert r[ring == k].max() <= (k + 1) / count + 1e-12
    angles = np.arctan2(d.x[1], d.x[0])
    assert np.histogram(angles, bins=8, range=(-np.pi, np.pi))[0].min() > 300


def test_rings_come_in_no_regular_order():
    ring = load("rings", samples=300).y.argmax(axis=0)
    assert len({tuple(three) for three in ring.reshape(-1, 3)}) == 6


def test_xor_with_noise_fills_the_four_quadrants():
    d = load("noisy-xor", noise=0.0, samples=4000)
    assert np.array_equal(d.x[0] * d.x[1] < 0, d.y[0] == 1)
    assert np.abs(d.x).min() >= 0.06
    for side in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        assert 900 < np.count_nonzero((np.sign(d.x.T) == side).all(axis=1)) < 1100
    assert 0 < gap(d) < 0.15


def test_194_points_are_the_two_spirals_of_lang_and_witbrock():
    d = load("two-spirals", noise=0.0, samples=194)
    i = np.arange(97)
    r, angle = 6.5 * (104 - i) / 104, i * np.pi / 16
    theirs = np.array([r * np.sin(angle), r * np.cos(angle)])
    zero, one = halves(d)
    assert np.allclose(6.5 * one, theirs, rtol=0, atol=1e-12)
    assert np.allclose(6.5 * zero, -theirs, rtol=0, atol=1e-12)


@pytest.mark.parametrize("samples", [2, 3, 4, 195, 500, 2001])
def test_other_numbers_of_points_lie_on_the_same_spirals(samples):
    d = load("two-spirals", noise=0.0, samples=samples)
    r = np.hypot(*d.x)
    angle = np.pi / 16 * 104 * (1 - r) + np.pi * (1 - d.y[0])
    assert np.allclose(d.x, r * np.array([np.sin(angle), np.cos(angle)]), rtol=0, atol=1e-12)
    assert r.max() == pytest.approx(1)
    assert samples < 4 or r.min() == pytest.approx(8 / 104)
    assert samples < 500 or 0.13 < gap(d) < 0.16


def test_a_line_has_the_slope_and_the_intercept_that_are_said():
    d = load("line", noise=0.0)
    assert np.allclose(d.y, 2 * d.x + 1, rtol=0, atol=1e-15)
    assert "2x + 1" in entry("line").description
    noisy = load("line", samples=10_000)
    slope, intercept = np.polyfit(noisy.x[0], noisy.y[0], 1)
    assert slope == pytest.approx(2, abs=0.01)
    assert intercept == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("n", [2, 8, 32])
def test_an_autoencoder_has_what_goes_in_come_out(n):
    d = load("autoencoder", size=n)
    assert np.array_equal(d.x, np.eye(n))
    assert np.array_equal(d.y, np.eye(n))
    noisy = load("autoencoder", size=n, noise=0.1, samples=2 * n)
    assert np.array_equal(noisy.y, np.tile(np.eye(n), 2))
    assert not np.array_equal(noisy.x, noisy.y)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", [1, 3, 20])
def test_a_teacher_stays_the_same_whatever_else_is_chosen(seed, size):
    few, many = (load("teacher", seed=seed, size=size, samples=samples) for samples in (100, 5000))
    assert np.abs(many.y).max() <= 1.01
    assert np.ptp(many.y) > 1.2
    # The points are others; those that lie close together must have close targets.
    apart = np.abs(many.x[:, :, np.newaxis] - few.x[:, np.newaxis, :]).max(axis=0)
    near, of = np.unravel_index(np.flatnonzero(apart < 0.005), apart.shape)
    assert len(near)
    assert np.abs(many.y[0, near] - few.y[0, of]).max() < 0.2


def test_another_seed_is_another_teacher():
    one, other = (load("teacher", seed=seed, samples=2000) for seed in (0, 1))
    assert np.abs(np.corrcoef(one.x[0], one.y[0])[0, 1] - np.corrcoef(other.x[0], other.y[0])[0, 1]) > 0.05


def test_a_teacher_of_one_node_is_one_tanh():
    """Scaled to its own ends, tanh of a line: the network that learns it exists, and is found."""
    data, trainer = build(Experiment("teacher", (2, 1, 1), ("tanh", "identity"), eta=0.2, m=10, size=1))
    trainer.run(60.0, most=10_000)
    assert score(trainer.net, data.x, data.y, data.task).cost < 1e-4
