"""The derivation that a frame carries: of one moment, and true by three witnesses."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import test_seeded_faults as faults
from sessions import OTHER, XOR, phases

from core import derivation as module
from core.activations import Sigmoid, Softmax, Tanh
from core.commands import Edit, Pause, Run, Show, Step, ViewSpec
from core.costs import BinaryCrossEntropy, CategoricalCrossEntropy, MeanSquaredError
from core.cursor import phase_count
from core.derivation import Mark, Witnesses, held_back
from core.experiment import Experiment
from core.gradient_check import Difference, central_difference
from core.selection import Node, Pick
from core.session import Session

GOOD, KINK, BAD = Mark.GOOD, Mark.KINK, Mark.BAD
PANEL = frozenset({"chain_rule"})


def shown(pick, experiment=XOR):
    session = Session(experiment)
    session.apply(Show(ViewSpec(pick=pick, panels=PANEL)))
    return session


def net_of(frame, theta):
    """The frame's network at `theta`, forward by hand: (a, w) layer by layer."""
    from core.network import views

    return views(theta, frame.n)


def test_it_is_made_for_a_weight_or_bias_and_nothing_else():
    for pick in (Pick(1, 2, 0), Pick(2, 0)):
        assert shown(pick).frame().derivation.pick == pick
    for pick in (Node(1, 0), None):
        assert shown(pick).frame().derivation is None


def test_a_frame_s_derivation_is_of_its_moment_however_late_it_is_asked_for():
    session = shown(Pick(1, 0, 0))
    frame, same = session.frame(), session.frame()
    early = frame.derivation.chain.value
    session.apply(Edit("activations", ("tanh", "tanh")))
    for _ in range(5):
        session.apply(Step("step"))
    assert same.derivation.chain.value == early
    assert session.frame().derivation.chain.value != early


@pytest.mark.parametrize("experiment", [XOR, OTHER])
def test_at_every_moment_it_belongs_to_the_sample_s_own_parameters(experiment):
    session = shown(Pick(1, 1, 0), experiment)
    for _ in range(2 * phase_count(len(experiment.n) - 1)):
        frame = session.frame()
        d = frame.derivation
        theta = frame.theta_before if frame.precedes_update else frame.theta
        assert d.before_update == frame.precedes_update
        np.testing.assert_array_equal(d.net.theta, theta)
        np.testing.assert_array_equal(d.chain.a[0], frame.x[:, 0])
        assert d.parameter == d.net.w[1][1, 0] == net_of(frame, theta).w[1][1, 0]
        for l in range(1, frame.L + 1):
            if frame.fresh_a(l):
                np.testing.assert_allclose(d.chain.a[l], frame.a[l][:, 0], rtol=1e-14)
        if frame.fresh_dC_da(1):
            assert d.chain.dC_daA == pytest.approx(frame.dC_da[1][1, 0], rel=1e-12)
        if frame.fresh_dC_dz(1):
            by_hand = frame.dC_dz[1][1, 0] * frame.x[0, 0]
            assert d.witnesses.product == pytest.approx(by_hand, rel=1e-12, abs=1e-15)
        assert d.witnesses.marks == (GOOD, GOOD, GOOD)
        phases(session, 1)


def test_while_training_runs_it_is_of_the_frame_s_moment():
    session = shown(Pick(2, 0, 1))
    session.apply(Run())
    for _ in range(5):
        session.tick(0.002)
        frame = session.frame()
        assert frame.live
        np.testing.assert_array_equal(frame.derivation.net.theta, frame.theta)
        np.testing.assert_allclose(frame.derivation.chain.a[2], frame.a[2][:, 0], rtol=1e-14)
    session.apply(Pause())


def test_its_numbers_cannot_be_written():
    d = shown(Pick(1, 0, 0), OTHER).frame().derivation
    arrays = (
        *d.chain.z,
        *d.chain.a,
        *d.chain.sigma_prime,
        d.chain.dC_daL,
        *d.chain.jacobians,
        d.chain.column,
    )
    assert len(arrays) > 10
    for array in (*arrays, d.net.theta, d.y, *d.net.w[1:], *d.chain.rows):
        assert not array.flags.writeable


def test_another_sample_and_other_activations_are_heard_of():
    session = shown(Pick(1, 0, 0), OTHER)
    first = session.frame().derivation
    session.apply(Show(ViewSpec(sample=7, pick=Pick(1, 0, 0), panels=PANEL)))
    second = session.frame()
    np.testing.assert_array_equal(second.derivation.chain.a[0], second.x[:, 0])
    assert second.derivation.witnesses.product != first.witnesses.product
    session.apply(Edit("activations", ("sigmoid",) * 3))
    third = session.frame().derivation
    assert third.net.activations == ("sigmoid",) * 3
    assert third.chain.a[1] == pytest.approx(1 / (1 + np.exp(-third.chain.z[1])), rel=1e-14)
    assert third.witnesses.marks == (GOOD, GOOD, GOOD)


# Three witnesses


def of(product, backward, difference, kink=False):
    return Witnesses(product, backward, Difference(difference, kink), rounding=1e-12, tolerance=1e-7).marks


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ((0.5, 0.5, 0.5), (GOOD, GOOD, GOOD)),
        ((0.5, 0.5 + 5e-13, 0.5 + 5e-8), (GOOD, GOOD, GOOD)),
        ((0.6, 0.5, 0.5), (BAD, GOOD, GOOD)),
        ((0.5, 0.6, 0.5), (GOOD, BAD, GOOD)),
        ((0.5, 0.5, 0.6), (GOOD, GOOD, BAD)),
        ((0.5, 0.5 + 1e-10, 0.5), (BAD, BAD, GOOD)),  # either may be the wrong one
        ((0.4, 0.5, 0.6), (BAD, BAD, BAD)),
        ((np.nan, 0.5, 0.5), (BAD, GOOD, GOOD)),
        ((np.nan, np.nan, np.nan), (BAD, BAD, BAD)),
    ],
)
def test_the_one_that_stands_alone_is_wrong(values, marks):
    assert of(*values) == marks


def test_at_a_kink_the_central_difference_is_no_witness():
    assert of(1.0, 1.0, 0.5, kink=True) == (GOOD, GOOD, KINK)
    assert of(1.0, 1.0, 1.0, kink=True) == (GOOD, GOOD, GOOD)
    assert of(1.0, 2.0, 0.5, kink=True) == (BAD, BAD, KINK)


def test_where_the_cost_bends_sharply_a_finer_difference_is_heard():
    steep = Experiment("sine", (1, 1, 1, 1), ("tanh", "sigmoid", "identity"), eta=0.1, m=1)
    session = shown(Pick(1, 0, 0), steep)
    for pick, value in (
        (Pick(1, 0, 0), 0.3),
        (Pick(2, 0, 0), 400.0),
        (Pick(2, 0), -100.0),
        (Pick(3, 0, 0), 5.0),
    ):
        session.apply(Edit("parameter", value, at=pick))
    x = np.arctanh(0.25 + 1e-3) / 0.3
    session.apply(Edit("x", x, at=Node(0, 0)))
    d = session.frame().derivation
    coarse = central_difference(d.net, d.chain.a[0], d.y, 1, 0, 0)
    assert abs(coarse.value - d.witnesses.product) > d.witnesses.tolerance
    assert d.witnesses.marks == (GOOD, GOOD, GOOD)


def broken_product(patch):
    right = MeanSquaredError.dC_daL
    patch.setattr(MeanSquaredError, "dC_daL", lambda self, aL, y: 0.5 * right(self, aL, y))


def broken_jacobian(patch):
    for sigma in (Sigmoid, Tanh):
        patch.setattr(sigma, "jacobian", lambda self, z, a: np.diag(a))


def broken_backward_pass(patch):
    right = MeanSquaredError.bind

    def bind(self, out):
        bound = right(self, out)
        halved = lambda: np.multiply(out.dC_da, 0.5, out.dC_da)  # noqa: E731
        return bound._replace(operations=(*bound.operations, halved))

    patch.setattr(MeanSquaredError, "bind", bind)


def broken_difference(patch):
    right = module.central_difference
    patch.setattr(module, "central_difference", lambda *a: Difference(1.1 * right(*a).value, kink=False))


@pytest.mark.parametrize(
    ("fault", "marks"),
    [
        (broken_product, (BAD, GOOD, GOOD)),
        (broken_jacobian, (BAD, GOOD, GOOD)),
        (broken_backward_pass, (GOOD, BAD, GOOD)),
        (broken_difference, (GOOD, GOOD, BAD)),
    ],
)
@pytest.mark.parametrize("pick", [Pick(1, 0, 0), Pick(1, 1), Pick(2, 0, 1), Pick(2, 0)])
def test_each_witness_broken_alone_turns_its_own_mark(fault, marks, pick, monkeypatch):
    assert shown(pick, replace(XOR, seed=3)).frame().derivation.witnesses.marks == (GOOD, GOOD, GOOD)
    fault(monkeypatch)
    assert shown(pick, replace(XOR, seed=3)).frame().derivation.witnesses.marks == marks


IRIS = Experiment("iris", (4, 3, 3), ("tanh", "softmax"), eta=0.1, m=4)
SURE = {
    "shares": IRIS,
    "cross-entropy": replace(IRIS, cost="cross-entropy"),
    "binary": replace(IRIS, activations=("tanh", "sigmoid"), cost="binary cross-entropy"),
}


def one_by_one(patch):
    right = Softmax.jacobian
    patch.setattr(Softmax, "jacobian", lambda self, z, a: np.diag(np.diagonal(right(self, z, a))))


def left_in(kind):
    def fault(patch):
        right = kind.jacobian
        patch.setattr(kind, "jacobian", lambda self, a: 0.5 * right(self, a))

    return fault


@pytest.mark.parametrize(
    ("name", "fault", "marks"),
    [
        ("shares", one_by_one, (BAD, GOOD, GOOD)),
        ("cross-entropy", left_in(CategoricalCrossEntropy), (BAD, GOOD, GOOD)),
        ("cross-entropy", faults.sigma_prime_left_in, (GOOD, BAD, GOOD)),
        ("shares", faults.softmax_one_by_one, (GOOD, BAD, GOOD)),
        ("binary", left_in(BinaryCrossEntropy), (BAD, GOOD, GOOD)),
        ("binary", faults.sigma_prime_left_in, (GOOD, BAD, GOOD)),
        ("cross-entropy", broken_difference, (GOOD, GOOD, BAD)),
    ],
)
@pytest.mark.parametrize("pick", [Pick(1, 0, 0), Pick(1, 1), Pick(2, 0, 1), Pick(2, 0)])
def test_so_it_is_with_softmax_and_the_cross_entropies(name, fault, marks, pick, monkeypatch):
    assert shown(pick, SURE[name]).frame().derivation.witnesses.marks == (GOOD, GOOD, GOOD)
    fault(monkeypatch)
    assert shown(pick, SURE[name]).frame().derivation.witnesses.marks == marks


@pytest.mark.parametrize("name", SURE)
def test_the_numbers_of_mixed_outputs_cannot_be_written_and_are_held_back(name):
    d = shown(Pick(2, 0, 1), SURE[name]).frame().derivation
    assert d.chain.is_mixed == (d.chain.mixing is not None) == (name != "binary")
    if d.chain.is_mixed:
        assert not d.chain.local.flags.writeable
        assert not d.chain.mixing.flags.writeable
    hidden = held_back(d, Nothing())
    assert hidden.held_back
    assert np.isnan(hidden.chain.local).all()
    assert np.shape(hidden.chain.local) == np.shape(d.chain.local)
    assert np.isnan(hidden.chain.value)
    assert hidden.chain.mixing is None or np.isnan(hidden.chain.mixing).all()


class Nothing:
    """A step that has only begun."""

    fresh_cost = False

    def fresh_a(self, l):
        return False

    fresh_dC_da = fresh_dC_dz = fresh_a


def test_the_paths_of_a_frame_sum_to_its_product():
    d = shown(Pick(1, 1, 1), OTHER).frame().derivation
    values = [path.value for path in islice(d.chain.paths, 1000)]
    assert len(values) == d.chain.path_count == 2
    assert sum(values) == pytest.approx(d.witnesses.product, abs=1e-12 * d.chain.paths_size)


def test_a_step_further_it_is_another():
    session = shown(Pick(1, 0, 0))
    first = session.frame().derivation
    session.apply(Step("step"))
    session.apply(Step("phase"))
    second = session.frame().derivation
    assert not second.before_update
    assert not np.array_equal(first.net.theta, second.net.theta)
