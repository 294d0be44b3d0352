"""The cost over a plane of parameters, against the cost of the whole network, point by point."""

from dataclasses import replace

import numpy as np
import pytest
from landscapes import (
    CROSS,
    DECAY,
    EVERY,
    IRIS,
    LINE,
    assert_is_the_cost,
    cost_of,
    look,
    seen,
)
from sessions import OTHER, XOR

from core.landscape.picture import landscape
from core.landscape.spec import PlaneSpec
from core.landscape.surface import FINE_SIDE


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("experiment", [XOR, OTHER, LINE, CROSS, DECAY, IRIS])
def test_every_point_is_the_cost_of_the_network_there(experiment, kind):
    session = seen(experiment, PlaneSpec(kind), steps=5)
    found = landscape(session.frame())
    assert found.surface.side == FINE_SIDE
    assert found.surface.samples == found.surface.of == session.dataset.samples
    assert found.surface.regularised is (experiment is DECAY)
    assert_is_the_cost(session, found.surface)


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("experiment", [XOR, OTHER, CROSS, DECAY])
def test_the_tangent_plane_touches_the_cost_as_central_differences_say(experiment, kind):
    session = seen(experiment, PlaneSpec(kind), steps=7)
    found = landscape(session.frame())
    plane, way, theta = found.surface.plane, found.way, session.trainer.net.theta
    assert way.cost == pytest.approx(cost_of(session, theta), rel=1e-12)
    for k, direction in enumerate((plane.first, plane.second)):
        eps = 1e-5 / max(1.0, float(np.abs(direction).max()))
        ends = [cost_of(session, theta + s * eps * direction) for s in (1, -1)]
        assert way.slopes[k] == pytest.approx((ends[0] - ends[1]) / (2 * eps), abs=1e-8)
    step = np.array([0.02, -0.03])
    rise = way.tangent(np.array([way.present]) + step)[0] - way.cost
    assert rise == pytest.approx(step @ np.array(way.slopes))


@pytest.mark.parametrize("kind", EVERY)
def test_downhill_the_cost_falls_faster_than_to_any_other_side(kind):
    session = seen(OTHER, PlaneSpec(kind), steps=7)
    found = landscape(session.frame())
    plane, way, theta = found.surface.plane, found.way, session.trainer.net.theta

    def fall(alpha, beta):
        moved = alpha * plane.first + beta * plane.second
        return cost_of(session, theta) - cost_of(session, theta + 1e-4 * moved / np.linalg.norm(moved))

    best = fall(*way.downhill)
    turns = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    others = [fall(np.cos(t), np.sin(t)) for t in turns]
    assert best > 0
    assert best >= max(others) * (1 - 1e-3)


# Directions


def test_random_directions_are_as_long_in_each_node_as_its_own_parameters():
    session = seen(OTHER, PlaneSpec("random", seed=3), steps=2)
    plane, net = landscape(session.frame()).surface.plane, session.trainer.net
    for direction in (plane.first, plane.second):
        rows = net.with_theta(direction.copy()).wb
        for l in range(1, net.L + 1):
            np.testing.assert_allclose(
                np.linalg.norm(rows[l], axis=1), np.linalg.norm(net.wb[l], axis=1), rtol=1e-12
            )
    assert not np.allclose(plane.first, plane.second)


def test_a_seed_gives_one_pair_of_directions_and_another_seed_others():
    planes = [landscape(seen(OTHER, PlaneSpec("random", seed=k)).frame()).surface.plane for k in (1, 1, 2)]
    np.testing.assert_array_equal(planes[0].first, planes[1].first)
    assert not np.allclose(planes[0].first, planes[2].first)


def test_the_plane_of_the_gradient_holds_gradient_and_last_update():
    session = seen(OTHER, steps=6)
    found = look(session, kind="gradient")
    plane, t = found.surface.plane, session.trainer
    for vector in (t.net.theta - t.theta_before,):
        alpha, beta = plane.along(vector)
        np.testing.assert_allclose(alpha * plane.first + beta * plane.second, vector, atol=1e-12)
    assert found.way.slopes[0] > 0
    assert found.way.slopes[1] == pytest.approx(0.0, abs=1e-12)  # the gradient lies along the first one


def test_zeros_everywhere_still_span_a_plane():
    experiment = replace(XOR, initialisation="zeros")
    for kind in ("random", "gradient"):
        surface = landscape(seen(experiment, PlaneSpec(kind)).frame()).surface
        assert np.isfinite(surface.cost).all()
        (a, b), (_, c) = surface.plane.gram
        assert a * c - b * b > 1e-6
