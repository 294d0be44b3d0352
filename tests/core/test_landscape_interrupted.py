"""A surface whose measurement is interrupted, by the way that has to be quick or by another moment."""

from dataclasses import replace

import numpy as np
import pytest
from landscapes import DECAY, assert_is_the_cost, cost_of, seen, theta_at
from sessions import XOR

from core.commands import Edit, Pause, Run
from core.experiment import default_experiment
from core.landscape import ground as ground_module
from core.landscape import surface as surface_module
from core.landscape.ground import Ground
from core.landscape.picture import LandscapePicture, landscape
from core.landscape.plane import of_random
from core.landscape.spec import PlaneSpec
from core.landscape.surface import surveying
from core.landscape.window import Window
from core.pictures.picture import Scene
from core.pieces import outcome
from core.regularisers import Regulariser
from core.selection import Pick

MANY = replace(default_experiment("circle"), samples=250, l2=DECAY.l2)


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    """Every point takes several pieces of work, and there are few points."""
    monkeypatch.setattr(ground_module, "CHUNK_WORK", 1000)
    for name in ("QUICK_SIDE", "FINE_SIDE", "LEAST_SIDE"):
        monkeypatch.setattr(surface_module, name, 5)


def test_who_asks_the_ground_in_the_middle_of_a_point_changes_nothing():
    session = seen(MANY)
    net, data, found = session.trainer.net, session.dataset, []
    ground = Ground(net, data.x, data.y, Regulariser(0.0, MANY.l2))
    plane = of_random(PlaneSpec("random"), net, 0)
    job = surveying(ground, plane, Window((0.0, 0.0), 1.0), 5, data.samples, found.append)
    steps, slope = 0, np.empty_like(net.theta)
    while not job.done:
        job.step(0.0)
        steps += 1
        if steps % 500 == 250:
            ground.net.theta.fill(0.5)
            outcome(ground.slope(slope))
    assert steps > 1000
    for r in range(5):
        for c in range(5):
            wanted = cost_of(session, theta_at(plane, found[0].alpha[c], found[0].beta[r]))
            assert found[0].cost[r, c] == pytest.approx(wanted, rel=1e-11)


def test_a_surface_that_waits_for_the_way_is_that_of_its_own_parameters():
    session = seen(MANY, PlaneSpec("parameters"), steps=2)
    session.apply(Run())
    known = [landscape(session.frame()).surface]
    while len(known) < 5:
        session.tick(0.002)
        found = landscape(session.frame()).surface
        if found is not known[-1]:
            assert_is_the_cost(session, found, count=50)
            known.append(found)
    session.apply(Pause())
    session.finish()
    assert_is_the_cost(session, landscape(session.frame()).surface, count=50)


def test_no_two_places_of_a_weight_that_is_dragged_pass_for_one_another():
    session, picture, keys = seen(XOR), LandscapePicture(), []
    for value in np.linspace(-2, 2, 60).tolist():
        session.apply(Edit("parameter", value, Pick(1, 0, 0), continued=True))
        keys.append(picture.key(Scene(session.timeline, session.frame().view, 0, False)))
    assert len(set(keys)) == len(keys)
