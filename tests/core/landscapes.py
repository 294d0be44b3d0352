"""Sessions whose landscape is seen, and the cost at a point worked out from the whole network."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import XOR

from core.backprop import cost, forward
from core.commands import Show, Step, ViewSpec
from core.experiment import default_experiment
from core.landscape.picture import landscape
from core.landscape.spec import PlaneSpec
from core.network import Network
from core.regularisers import Regulariser
from core.session import Session

LINE = replace(default_experiment("line"), n=(1, 1), activations=("identity",))
CROSS = replace(XOR, cost="binary cross-entropy")
DECAY = replace(XOR, l1=0.01, l2=0.1)
IRIS = default_experiment("iris")
DIRECTIONS = ("random", "path", "gradient")
EVERY = ("parameters", *DIRECTIONS)


def seen(experiment, spec=None, steps=0, pick=None):
    """A session at rest after some steps, its landscape in sight."""
    session = Session(experiment)
    session.apply(Show(ViewSpec(panels=frozenset({"landscape"}), landscape=spec, pick=pick)))
    for _ in range(steps):
        session.apply(Step("step"))
    session.finish()
    return session


def look(session, **changes):
    """Change the plane, and wait for its picture."""
    frame = session.frame()
    spec = replace(frame.view.landscape or PlaneSpec(), **changes)
    session.apply(Show(replace(frame.view, landscape=spec)))
    session.finish()
    return landscape(session.frame())


def cost_of(session, theta, some=None):
    """C_train + R of the session's network with other parameters, over all it is trained on."""
    t, training = session.trainer, session.timeline.training
    chosen = np.flatnonzero(~training.held_out) if some is None else some
    net = Network.over(theta.copy(), t.net.n, t.net.activations, t.net.cost)
    regulariser = Regulariser(training.experiment.l1, training.experiment.l2)
    data = session.dataset
    C = cost(net, forward(net, data.x[:, chosen]), data.y[:, chosen])
    return C + regulariser.value(net)


def theta_at(plane, alpha, beta):
    """The parameters at a point, worked out from what a plane is."""
    if plane.indices is None:
        return plane.base + alpha * plane.first + beta * plane.second
    theta = plane.base.copy()
    theta[plane.indices[0]], theta[plane.indices[1]] = alpha, beta
    return theta


def assert_is_the_cost(session, surface, count=12):
    """Some points of the grid, and both corners."""
    rng, side = np.random.default_rng(0), surface.side
    places = [(0, 0), (side - 1, side - 1), *rng.integers(side, size=(count, 2)).tolist()]
    for r, c in places:
        theta = theta_at(surface.plane, surface.alpha[c], surface.beta[r])
        assert surface.cost[r, c] == pytest.approx(cost_of(session, theta), rel=1e-11, abs=1e-13)
