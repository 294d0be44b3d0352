import numpy as np
import pytest
from data_sets import GENERATED, LOGIC, PLANE, REGRESSIONS, gap, halves, same

from core.datasets import entry, load


@pytest.mark.parametrize("name", GENERATED)
def test_another_seed_gives_other_data(name):
    assert not same(load(name, seed=0, noise=0.1), load(name, seed=1, noise=0.1))


@pytest.mark.parametrize("name", GENERATED)
def test_another_noise_moves_the_same_points(name):
    clean, little, much = (load(name, seed=2, noise=noise) for noise in (0.0, 0.01, 0.02))
    for z in ("x", "y"):
        moved = getattr(little, z) - getattr(clean, z)
        assert np.allclose(getattr(much, z) - getattr(clean, z), 2 * moved, rtol=0, atol=1e-12)
    assert not same(clean, little)


@pytest.mark.parametrize("name", GENERATED)
def test_noise_is_a_standard_deviation(name):
    clean, noisy = load(name, noise=0.0, samples=20_000), load(name, noise=0.1, samples=20_000)
    moved, kept = ("y", "x") if name in REGRESSIONS else ("x", "y")
    jitter = getattr(noisy, moved) - getattr(clean, moved)
    assert abs(jitter.mean()) < 0.005
    assert jitter.std() == pytest.approx(0.1, rel=0.03)
    assert np.array_equal(getattr(noisy, kept), getattr(clean, kept))


@pytest.mark.parametrize(
    ("name", "truth"), [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("xor", [0, 1, 1, 0])]
)
def test_truth_tables_are_exact(name, truth):
    d = load(name, seed=0, noise=0.0)
    assert d.x.tolist() == [[0, 0, 1, 1], [0, 1, 0, 1]]
    assert d.y.tolist() == [truth]
    assert d.x[:, entry(name).first_shown].tolist() == [1, 1]


@pytest.mark.parametrize("name", LOGIC)
def test_more_samples_go_round_the_truth_table(name):
    d = load(name, samples=10)
    assert np.array_equal(d.x, np.tile(load(name).x, 3)[:, :10])
    assert np.array_equal(d.y, np.tile(load(name).y, 3)[:, :10])


@pytest.mark.parametrize("name", PLANE)
@pytest.mark.parametrize("samples", [2, 3, 250, 1001])
def test_classes_are_balanced_from_the_beginning(name, samples):
    y = load(name, seed=5, samples=samples).y[0]
    ones = np.cumsum(y)
    seen = np.arange(1, samples + 1)
    assert set(y) == {0.0, 1.0}
    assert np.abs(2 * ones - seen).max() <= 1


@pytest.mark.parametrize("name", PLANE)
def test_classes_come_in_no_regular_order(name):
    y = load(name, samples=100).y[0]
    assert 0 < np.count_nonzero(y[::2]) < 50


@pytest.mark.parametrize("name", [*PLANE, "rings", *REGRESSIONS])
def test_inputs_lie_about_minus_one_to_one(name):
    clean, noisy = load(name, seed=1, noise=0.0), load(name, seed=1)
    assert np.abs(clean.x).max() <= 1.0
    assert np.abs(clean.x).max() > 0.85
    assert np.abs(noisy.x).max() < 1.3


def test_circle_is_a_disc_inside_a_ring():
    ring, disc = halves(load("circle", noise=0.0, samples=2000))
    assert np.hypot(*disc).max() <= 0.5
    assert np.hypot(*ring).min() >= 0.7
    assert np.hypot(*ring).max() <= 1.0 + 1e-12


def test_gaussians_are_two_clouds_apart():
    zero, one = halves(load("gaussians", noise=0.0, samples=2000))
    assert np.allclose(one.mean(axis=1), 0.5, rtol=0, atol=0.02)
    assert np.allclose(zero.mean(axis=1), -0.5, rtol=0, atol=0.02)
    assert np.allclose(one.std(axis=1), 0.15, rtol=0.1)
    assert one.sum(axis=0).min() > zero.sum(axis=0).max()


def test_moons_are_half_circles_that_reach_into_each_other():
    d = load("moons", noise=0.0, samples=2000)
    lower, upper = halves(d)
    for moon, centre, side in ((upper, (-1 / 3, -1 / 6), 1), (lower, (1 / 3, 1 / 6), -1)):
        x, y = moon - np.array(centre)[:, np.newaxis]
        assert np.allclose(np.hypot(x, y), 2 / 3)
        assert (side * y >= -1e-12).all()
    assert upper[1].min() < lower[1].max()
    assert gap(d) > 0.15


def test_spiral_has_two_arms_of_one_and_a_half_turns():
    d = load("spiral", noise=0.0, samples=2000)
    r = np.hypot(*d.x)
    winding = 2 * np.pi * 1.5 * (r - 0.1) / 0.9
    off = np.angle(np.exp(1j * (np.arctan2(d.x[1], d.x[0]) - winding - np.pi * d.y[0])))
    assert np.abs(off).max() < 1e-9
    assert r.min() >= 0.1 - 1e-12
    assert r.max() <= 1.0 + 1e-12
    assert gap(d) > 0.15


def test_checkerboard_alternates():
    d = load("checkerboard", noise=0.0, samples=5000)
    column, row = np.floor((d.x + 1) * 2)
    assert np.array_equal((column + row) % 2, d.y[0])
    assert {(c, r) for c, r in zip(column, row, strict=True)} == {(c, r) for c in range(4) for r in range(4)}
    within = (d.x + 1) * 2 - np.floor((d.x + 1) * 2)
    assert within.min() >= 0.05 - 1e-12
    assert within.max() <= 0.95 + 1e-12


def test_sine_is_a_sine_that_a_sigma_can_reach():
    d = load("sine", noise=0.0)
    assert np.allclose(d.y, 0.5 + 0.4 * np.sin(np.pi * d.x), rtol=0, atol=1e-15)
    assert d.y.min() >= 0.1 - 1e-15
    assert d.y.max() <= 0.9 + 1e-15
    assert (np.diff(d.x[0]) > 0).all()
    assert np.diff(d.x[0]).max() < 0.04
