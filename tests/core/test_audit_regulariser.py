"""The audit in a session with a regulariser: R of the right parameters, and out of date with another λ."""

import numpy as np
import pytest
from sessions import OTHER
from test_audit_session import CHECK, checked

from core.audit import BAD
from core.backprop import backward, forward
from core.commands import Edit, Show, ViewSpec
from core.network import Network
from core.optimisers import OPTIMISERS
from core.regularisers import Regulariser
from core.session import Session

R = Regulariser(0.05, 0.3)


def session_with(r):
    session = Session(OTHER)
    session.apply(Show(ViewSpec(sample=3, panels=CHECK.panels)))
    session.apply(Edit("l1", r.l1))
    session.apply(Edit("l2", r.l2))
    return session


@pytest.mark.parametrize("rule", OPTIMISERS)
@pytest.mark.parametrize("samples", ["shown", "all"])
def test_r_is_that_of_the_parameters_that_are_audited(samples, rule):
    """At UPDATE these are the ones before it."""
    session = session_with(R)
    session.apply(Edit("optimiser", rule))
    session.train(2)
    frame = checked(session, samples)
    assert frame.precedes_update
    found, net = frame.audit, Network.over(frame.theta_before, frame.n, OTHER.activations)
    assert found.regulariser == R
    wanted = backward(net, forward(net, found.x), found.y).flat + R.gradient(net)
    assert np.allclose(found.analytic, wanted, rtol=1e-12, atol=1e-14)
    assert not found.count(BAD)
    assert not np.allclose(R.gradient(net), R.gradient(net.with_theta(frame.theta)), rtol=1e-9)


@pytest.mark.parametrize("samples", ["shown", "all"])
@pytest.mark.parametrize(("name", "value"), [("l1", 0.06), ("l2", 0.0)])
def test_another_strength_makes_it_stale(name, value, samples):
    session = session_with(R)
    assert not checked(session, samples).audit_is_stale
    session.apply(Edit(name, value))
    assert session.frame().audit_is_stale
    assert not checked(session, samples).audit_is_stale


def test_another_optimiser_does_not():
    session = session_with(R)
    checked(session)
    session.apply(Edit("optimiser", "adam"))
    assert not session.frame().audit_is_stale
