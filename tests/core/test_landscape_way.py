"""The way of training in a plane: noted step by step, projected, cut where another way is gone."""

from dataclasses import replace

import numpy as np
import pytest
from landscapes import (
    DIRECTIONS,
    EVERY,
    IRIS,
    LINE,
    look,
    seen,
    theta_at,
)
from sessions import OTHER, XOR

from core.commands import Edit, Seek, Show, Step
from core.landscape import surface
from core.landscape.picture import NO_WAY, RUN_AWAY, landscape
from core.landscape.spec import PlaneSpec
from core.selection import Pick
from core.session import Session, State


def test_the_way_of_two_parameters_is_their_values_step_by_step():
    session = Session(XOR)
    pair, values = (Pick(1, 0, 1), Pick(2, 0, 2)), []
    session.apply(Show(replace(session.frame().view, panels=frozenset({"landscape"}))))
    look(session, first=pair[0], second=pair[1])
    for _ in range(9):
        net = session.trainer.net
        values.append((net.w[1][0, 1], net.w[2][0, 2]))
        session.apply(Step("step"))
    session.finish()
    net = session.trainer.net
    values.append((net.w[1][0, 1], net.w[2][0, 2]))
    found = landscape(session.frame())
    assert found.pair == pair
    assert found.surface.plane.names == ("w¹₁₂", "w²₁₃")
    np.testing.assert_array_equal(found.way.points, values)
    np.testing.assert_array_equal(found.way.steps, range(10))
    assert found.way.distance == found.way.farthest == 0.0
    np.testing.assert_allclose(found.way.delta, np.subtract(values[-1], values[-2]), atol=1e-15)


@pytest.mark.parametrize("kind", DIRECTIONS)
def test_a_way_is_projected_with_its_distance_from_the_plane(kind):
    session, thetas = Session(OTHER), []
    for _ in range(12):
        thetas.append(session.trainer.net.theta.copy())
        session.apply(Step("step"))
    thetas.append(session.trainer.net.theta.copy())
    session.apply(Show(replace(session.frame().view, panels=frozenset({"landscape"}))))
    found = look(session, kind=kind)
    plane, way = found.surface.plane, found.way
    np.testing.assert_array_equal(way.steps, range(13))
    basis = np.stack([plane.first, plane.second], axis=1)
    apart = []
    for theta, point in zip(thetas, way.points, strict=True):
        best, *_ = np.linalg.lstsq(basis, theta - plane.base, rcond=None)
        np.testing.assert_allclose(point, best, atol=1e-10)
        apart.append(np.linalg.norm(theta - plane.base - basis @ best))
    assert way.farthest == pytest.approx(max(apart), abs=1e-10)
    assert way.distance == pytest.approx(0.0, abs=1e-12)  # the plane was laid through the present point
    assert way.present == pytest.approx((0, 0), abs=1e-12)


def test_the_plane_of_a_way_lies_nearer_to_it_than_others_through_its_end():
    session = seen(OTHER, PlaneSpec("path"), steps=30)
    look(session, turn=1)
    plane = landscape(session.frame()).surface.plane
    timeline = session.timeline
    notes = timeline.trail.along(timeline.leaf, timeline.segment, 30)
    away = np.stack([k.theta for k in notes]) - session.trainer.net.theta
    basis = np.stack([plane.first, plane.second])
    np.testing.assert_allclose(basis @ basis.T, np.eye(2), atol=1e-12)

    def left(two):
        return np.linalg.norm(away - away @ two.T @ two)

    rng = np.random.default_rng(0)
    for _ in range(20):
        other = np.linalg.qr(basis.T + 0.1 * rng.standard_normal(basis.T.shape))[0].T
        assert left(basis) <= left(other) + 1e-12


def test_a_way_within_a_plane_is_found_with_both_its_ends():
    session = seen(LINE, PlaneSpec("path"), steps=20)  # two parameters: every way lies in their plane
    found = landscape(session.frame())
    assert found.way.farthest == pytest.approx(0.0, abs=1e-12)
    net, plane = session.trainer.net, found.surface.plane
    for point, theta in (
        (found.way.points[-1], net.theta),
        (found.way.points[0], Session(LINE).trainer.net.theta),
    ):
        np.testing.assert_allclose(theta_at(plane, *point), theta, atol=1e-12)


def test_without_a_way_there_is_no_plane_of_it_and_a_sentence_says_so():
    session = seen(XOR, PlaneSpec("path"))
    found = landscape(session.frame())
    assert found.trouble == NO_WAY
    assert found.surface is None
    session.apply(Step("step"))
    session.finish()
    assert landscape(session.frame()).surface is not None


def test_where_an_edit_put_a_weight_the_way_jumps():
    session = seen(XOR, steps=3)
    session.apply(Edit("parameter", 1.5, at=Pick(2, 0, 0)))
    session.finish()
    session.apply(Step("step"))
    session.finish()
    way = landscape(session.frame()).way
    jumps = np.flatnonzero(way.jumped)
    assert len(jumps) == 1
    assert way.points[jumps[0]][0] == 1.5
    assert way.steps[jumps[0]] == 3


def test_going_back_shortens_the_way_and_another_way_replaces_it():
    session = seen(XOR, steps=8)
    whole = landscape(session.frame()).way.points
    session.apply(Seek(4))
    session.finish()
    way = landscape(session.frame()).way
    np.testing.assert_array_equal(way.points, whole[:5])
    session.apply(Edit("eta", 5.0))
    session.apply(Step("step"))
    session.finish()
    way = landscape(session.frame()).way
    np.testing.assert_array_equal(way.points[:5], whole[:5])
    assert not np.allclose(way.points[5], whole[5])


@pytest.mark.parametrize("kind", EVERY)
def test_numbers_that_run_away_lead_nowhere_that_can_not_be_drawn(kind, monkeypatch):
    for name in ("QUICK_SIDE", "FINE_SIDE", "LEAST_SIDE"):
        monkeypatch.setattr(surface, name, 5)
    wild = replace(IRIS, activations=("leaky relu", "softmax"), cost="cross-entropy", eta=1e6, l2=0.5)
    session, troubles = seen(wild, PlaneSpec(kind)), set()
    for _ in range(60):
        if session.state is State.DIVERGED:
            break
        session.apply(Step("step"))
        session.finish()
        found = landscape(session.frame())
        troubles.add(found.trouble)
        if found.way is not None:
            assert np.isfinite(found.way.points).all()
            assert np.isfinite(found.way.downhill).all()
            assert found.way.delta is None or np.isfinite(found.way.delta).all()
            assert found.window.holds(*found.way.present) or np.abs(found.way.present).max() > 1e5
    assert session.state is State.DIVERGED
    assert troubles <= {"", NO_WAY, RUN_AWAY}
