"""When the landscape is made anew, when it stands, and what is refused."""

from dataclasses import replace

import numpy as np
import pytest
from landscapes import (
    EVERY,
    LINE,
    assert_is_the_cost,
    cost_of,
    look,
    seen,
    theta_at,
)
from sessions import OTHER, XOR

from core.commands import Edit, Load, Pause, Run, Show, Step
from core.errors import BadInputError
from core.experiment import default_experiment
from core.landscape.picture import landscape
from core.landscape.spec import PlaneSpec, checked_plane, fitting_plane, pair_of
from core.landscape.surface import FINE_SIDE, QUICK_SIDE
from core.selection import Node, Pick


def test_two_parameters_follow_the_selection_until_they_are_named():
    session = seen(XOR, pick=Pick(1, 2, 0))
    assert landscape(session.frame()).pair == (Pick(1, 2, 0), Pick(1, 2))
    session.apply(Show(replace(session.frame().view, pick=Pick(1, 1))))
    session.finish()
    assert landscape(session.frame()).pair == (Pick(1, 1), Pick(1, 1, 0))
    assert look(session, first=Pick(2, 0, 0)).pair == (Pick(2, 0, 0), Pick(2, 0))
    session.apply(Show(replace(session.frame().view, pick=Node(1, 1))))
    session.finish()
    assert landscape(session.frame()).pair == (Pick(2, 0, 0), Pick(2, 0))


@pytest.mark.parametrize(
    "edit",
    [
        Edit("parameter", 0.7, at=Pick(1, 0, 0)),
        Edit("l2", 0.5),
        Edit("activations", ("relu", "sigmoid")),
        Edit("cost", "binary cross-entropy"),
        Edit("x", 0.5, at=Node(0, 0), sample=1),
    ],
    ids=lambda edit: edit.quantity,
)
@pytest.mark.parametrize("kind", EVERY)
def test_what_was_measured_before_an_edit_does_not_pass_for_what_is_after_it(edit, kind):
    session = seen(XOR, PlaneSpec(kind), steps=4)
    session.apply(edit)
    session.finish()
    found = landscape(session.frame())
    assert_is_the_cost(session, found.surface)
    assert found.way.cost == pytest.approx(cost_of(session, session.trainer.net.theta))


def test_a_window_by_hand_stands_and_an_own_one_holds_the_way():
    session = seen(XOR, steps=3)
    found = look(session, centre=(40.0, 40.0), half=0.5)
    assert (found.surface.alpha[0], found.surface.alpha[-1]) == (39.5, 40.5)
    assert_is_the_cost(session, found.surface)
    found = look(session, centre=None, half=None)
    for k in range(2):
        assert abs(found.way.points[:, k] - found.window.centre[k]).max() < found.window.half


def test_the_window_moves_when_training_leaves_it():
    session = seen(replace(LINE, eta=0.01))
    before = landscape(session.frame()).window
    session.apply(Edit("parameter", before.centre[0] + 5 * before.half, at=Pick(1, 0, 0)))
    session.finish()
    after = landscape(session.frame())
    assert after.window != before
    assert after.surface.window == after.window
    assert after.window.holds(*after.way.present)


@pytest.mark.parametrize("kind", EVERY)
def test_while_training_runs_the_way_goes_on_and_a_plane_of_directions_stands(kind):
    session = seen(OTHER, PlaneSpec(kind), steps=3)
    first = landscape(session.frame()).surface
    session.apply(Run())
    steps, surfaces = set(), []
    while len(steps) < 6 or (kind == "parameters" and len(surfaces) < 3):
        session.tick(0.002)
        found = landscape(session.frame())
        if found.way.step not in steps:
            steps.add(found.way.step)
            assert (np.diff(found.way.steps) > 0).all()
            assert found.way.steps[-1] == found.way.step
        if not surfaces or surfaces[-1] is not found.surface:
            surfaces.append(found.surface)
        assert found.surface.side >= min(QUICK_SIDE, first.side)
    if kind in ("random", "gradient"):
        assert all(k.plane.first is first.plane.first for k in surfaces)
    session.apply(Pause())
    session.finish()
    found = landscape(session.frame())
    assert found.way.step == session.trainer.step
    assert_is_the_cost(session, found.surface)


def test_of_many_samples_some_are_asked_evenly_and_none_that_is_held_out():
    experiment = replace(default_experiment("circle"), samples=4000, held_out=0.25)
    session = seen(experiment)
    surface = landscape(session.frame()).surface
    assert surface.of == 3000
    assert 50 <= surface.samples <= 1000
    some = np.flatnonzero(~session.timeline.training.held_out)
    some = some[np.rint(np.linspace(0, 2999, surface.samples)).astype(int)]
    theta = theta_at(surface.plane, surface.alpha[3], surface.beta[5])
    assert surface.cost[5, 3] == pytest.approx(cost_of(session, theta, some), rel=1e-11)


def test_a_network_too_large_for_a_fine_picture_has_a_coarse_one():
    session = seen(
        replace(
            default_experiment("digits"),
            n=(64, 120, 120, 10),
            activations=("tanh", "tanh", "softmax"),
            cost="cross-entropy",
        )
    )
    surface = landscape(session.frame()).surface
    assert surface.side % 2 == 1
    assert surface.side < FINE_SIDE
    assert surface.samples == 50


def test_costs_that_are_no_numbers_are_left_out():
    session = seen(replace(LINE, eta=0.001))
    found = look(session, centre=(0.0, 0.0), half=1e6)
    assert np.isfinite(found.surface.cost).all()
    session.apply(Edit("x", 1e12, at=Node(0, 0), sample=0))
    session.apply(Edit("y", -1e12, at=Node(1, 0), sample=0))
    session.finish()
    assert landscape(session.frame()).surface is not None


def test_after_a_divergence_the_last_picture_stays():
    session = seen(replace(LINE, eta=1e300), steps=0)
    before = landscape(session.frame())
    for _ in range(5):
        if session.trainer.divergence is None:
            session.apply(Step("step"))
            session.finish()
    assert session.trainer.divergence is not None
    assert landscape(session.frame()) is not None
    assert landscape(session.frame()).spec == before.spec


def test_an_exercise_hides_it_and_nobody_asks_for_nothing():
    session = seen(XOR)
    session.apply(Show(replace(session.frame().view, exercise=True)))
    session.finish()
    assert landscape(session.frame()) is None
    session.apply(Show(replace(session.frame().view, exercise=False, panels=frozenset())))
    session.finish()
    assert landscape(session.frame()) is None


def test_nobody_can_write_into_it():
    found = landscape(seen(XOR, PlaneSpec("random"), steps=3).frame())
    surface, way = found.surface, found.way
    plane = surface.plane
    for array in (
        surface.cost, surface.alpha, surface.beta, plane.base, plane.first, plane.second,
        way.points, way.steps, way.jumped,
    ):  # fmt: skip
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_between_the_points_of_the_grid_the_surface_is_read_by_straight_lines():
    surface = landscape(seen(XOR).frame()).surface
    at = np.array([[surface.alpha[4], surface.beta[7]], [surface.alpha[-1], surface.beta[-1]]])
    np.testing.assert_allclose(surface.at(at), [surface.cost[7, 4], surface.cost[-1, -1]], rtol=1e-6)
    middle = np.array([[(surface.alpha[4] + surface.alpha[5]) / 2, surface.beta[7]]])
    assert surface.at(middle)[0] == pytest.approx(surface.cost[7, 4:6].mean())
    assert np.isnan(surface.at(np.array([[surface.alpha[0] - 1, 0.0], [np.nan, 0.0]]))).all()


# What can't be used

WRONG = [
    "path", 3, PlaneSpec("nowhere"), PlaneSpec(first=Pick(9, 0, 0)), PlaneSpec(second=Node(1, 0)),
    PlaneSpec(first=Pick(1, 0), second=Pick(1, 0)), PlaneSpec(seed=-1), PlaneSpec(seed="x"),
    PlaneSpec(half=0.0), PlaneSpec(half=np.nan), PlaneSpec(half=1e9), PlaneSpec(centre=(1.0,), half=1.0),
    PlaneSpec(centre=(np.inf, 0.0), half=1.0), PlaneSpec(centre=3, half=1.0), PlaneSpec(turn=-1),
]  # fmt: skip


@pytest.mark.parametrize("spec", WRONG, ids=lambda s: str(s)[:40])
def test_no_such_plane_is_refused_in_one_sentence_and_nothing_changes(spec):
    session = seen(XOR)
    before = session.frame().view
    with pytest.raises(BadInputError) as found:
        session.apply(Show(replace(before, landscape=spec)))
    assert str(found.value).endswith(".")
    assert str(found.value).count(". ") == 0
    assert session.frame().view == before


def test_another_network_drops_the_parameters_that_it_has_not():
    spec = PlaneSpec(first=Pick(3, 0, 1), second=Pick(1, 0, 0), centre=(1.0, 2.0), half=3.0)
    assert fitting_plane(spec, OTHER.n) == checked_plane(spec, OTHER.n) == spec
    assert fitting_plane(spec, XOR.n) == PlaneSpec()
    assert fitting_plane(None, XOR.n) is None
    session = seen(OTHER, spec)
    session.apply(Load(XOR))
    session.finish()
    assert landscape(session.frame()).pair == (Pick(2, 0, 0), Pick(2, 0))


def test_a_parameter_never_stands_on_both_axes():
    for first in (Pick(1, 0, 0), Pick(1, 0), Pick(1, 0, 1)):
        for second in (None, Pick(1, 0, 0), Pick(1, 0)):
            pair = pair_of(PlaneSpec(first=None, second=second), first, XOR.n)
            assert pair[0] == first
            assert pair[1] != first
