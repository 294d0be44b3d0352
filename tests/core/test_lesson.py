"""The numbers of an explanation: those of the frame where it has them, and right where it has not."""

import numpy as np
import pytest

from core import commands
from core.commands import Run, Show, Step, ViewSpec
from core.datasets import Dataset
from core.experiment import Experiment, default_experiment
from core.lesson import lesson, weight_shown
from core.selection import Node, Pick
from core.session import Session

DEEP = Experiment("moons", (2, 4, 3, 3, 1), ("tanh", "relu", "sigmoid", "sigmoid"), eta=0.3, m=7, seed=3)
XOR = default_experiment("xor")
IRIS = default_experiment("iris")

# The worked example: n = (2, 2, 1), x = (1, 0.5), y = (1), ∂C/∂w^1_11.
THETA = [0.5, -0.5, 0.25, 1.0, 0.25, -0.5, 1.0, -1.0, 0.25]


def one_sample(monkeypatch, theta=THETA):
    data = Dataset(
        name="moons", title="One", group="Test", description="One sample.", origin="Made here.",
        task="regression", inputs=("x₁", "x₂"), outputs=("y",), seed=0, noise=0.0,
        x=np.array([[1.0], [0.5]]), y=np.array([[1.0]]),
    )  # fmt: skip
    monkeypatch.setattr("core.experiment.load", lambda *_: data)
    session = Session(Experiment("moons", (2, 2, 1), ("sigmoid", "sigmoid"), eta=0.5, m=1))
    session.trainer.net.theta[...] = theta
    return session


def picking(session, pick):
    session.apply(Show(ViewSpec(pick=pick)))
    return lesson(session.frame())


def frames(experiment, pick=None):
    """A frame after every phase of two steps."""
    session = Session(experiment)
    session.apply(Show(ViewSpec(pick=pick)))
    yield session.frame()
    for _ in range(2 * (2 * (len(experiment.n) - 1) + 3)):
        session.apply(Step("phase"))
        yield session.frame()


@pytest.mark.parametrize("phases", range(7))
def test_the_worked_example_is_complete_at_every_phase(monkeypatch, phases):
    session = one_sample(monkeypatch)
    for _ in range(phases):
        session.apply(Step("phase"))
    shown = picking(session, Pick(1, 0, 0))
    near = {"rel": 0, "abs": 1e-12}
    assert shown.z[2] == pytest.approx([0.221104466536], **near)
    assert shown.a[1] == pytest.approx([0.622459331202, 0.651354864666], **near)
    assert abs(shown.C - 0.197978704047) <= 1e-12
    assert shown.chain.dC_daL == pytest.approx([-0.889895958069], **near)
    assert shown.dC_da[1] == pytest.approx([-0.219776959579, 0.219776959579], **near)
    assert shown.chain.value == pytest.approx(-0.051648401357, **near)
    assert shown.backward == pytest.approx(-0.051648401357, **near)
    assert shown.dC_dw(1, 1, 0) == pytest.approx(0.049909524458, **near)
    assert shown.batch.mean == pytest.approx(-0.051648401357, **near)
    assert shown.batch.before == 0.5
    assert shown.batch.after == pytest.approx(0.5 + 0.5 * 0.051648401357, **near)
    assert shown.weighted_sum(2, 0) == pytest.approx(0.221104466536 - 0.25, **near)


@pytest.mark.parametrize("experiment", [XOR, DEEP, IRIS], ids=["xor", "deep", "iris"])
def test_what_the_step_has_computed_is_the_same_to_the_last_bit(experiment):
    compared = 0
    for frame in frames(experiment):
        shown = lesson(frame)
        for l in range(1, frame.L + 1):
            for fresh, mine, its in (
                (frame.fresh_a(l), shown.z, frame.z),
                (frame.fresh_a(l), shown.a, frame.a),
                (frame.fresh_dC_da(l), shown.dC_da, frame.dC_da),
                (frame.fresh_dC_dz(l), shown.dC_dz, frame.dC_dz),
            ):
                assert mine[l].shape == (frame.n[l],)
                assert np.isfinite(mine[l]).all()
                if fresh:
                    compared += 1
                    assert mine[l].tolist() == its[l][:, 0].tolist()
        assert not frame.fresh_cost or abs(shown.C - frame.C) <= 1e-15 * frame.C
    assert compared > 20 * (len(experiment.n) - 1)


@pytest.mark.parametrize("pick", [Pick(1, 1, 0), Pick(2, 0), Pick(4, 0, 2)])
def test_the_update_is_the_one_that_is_made(pick):
    updates = 0
    for frame in frames(DEEP, pick):
        batch = lesson(frame).batch
        assert len(batch.values) == frame.m
        at = (pick.A, pick.B or 0)
        if frame.fresh_dC_dz(pick.l):
            gradient = frame.dC_db if pick.B is None else frame.dC_dw
            assert batch.mean == pytest.approx(gradient[pick.l][at], rel=1e-12, abs=1e-15)
        if frame.precedes_update:
            updates += 1
            assert batch.before == (frame.b_before if pick.B is None else frame.w_before)[pick.l][at]
            assert batch.after == (frame.b if pick.B is None else frame.w)[pick.l][at]
        assert batch.after == pytest.approx(batch.before - 0.3 * batch.mean, rel=1e-12)
    assert updates == 2


def test_at_the_update_everything_is_from_before_it():
    session = Session(XOR)
    before = lesson(session.frame())
    session.apply(Step("step"))
    after = lesson(session.frame())
    assert after.frame.precedes_update
    assert [k.tolist() for k in after.w[1:]] == [k.tolist() for k in before.w[1:]]


def test_while_training_runs_the_sample_is_at_the_new_parameters_and_the_update_led_to_them():
    session = Session(DEEP)
    session.apply(Show(ViewSpec(pick=Pick(2, 1, 1))))
    session.apply(Run())
    while session.frame().cursor.step < 3:
        session.tick(0.001)
    frame = session.frame()
    assert frame.live
    shown = lesson(frame)
    assert [k[:, 0].tolist() for k in frame.a] == [k.tolist() for k in shown.a]
    assert shown.w[2].tolist() == frame.w[2].tolist()
    assert (shown.batch.before, shown.batch.after) == (frame.w_before[2][1, 1], frame.w[2][1, 1])
    assert shown.batch.after == pytest.approx(shown.batch.before - 0.3 * shown.batch.mean, rel=1e-12)


@pytest.mark.parametrize("pick", [Pick(1, 0, 1), Pick(2, 1), Pick(3, 2, 0), Pick(4, 0, 1)])
def test_three_links_are_the_four_factors(pick):
    session = Session(DEEP)
    shown = picking(session, pick)
    assert shown.middle.shape == (1,)
    size = shown.chain.paths_size
    assert shown.chain.dC_daL @ shown.middle * shown.chain.local == pytest.approx(
        shown.chain.value, rel=0, abs=1e-12 * size
    )
    assert shown.disagreement <= 1e-12 * size
    assert shown.jacobian(4).tolist() == (shown.sigma_prime[4][:, None] * shown.w[4]).tolist()


def test_in_the_output_layer_the_middle_link_picks_node_A():
    assert picking(Session(IRIS), Pick(2, 1, 3)).middle.tolist() == [0.0, 1.0, 0.0]


def test_the_input_has_a_derivative_too(monkeypatch):
    shown = picking(one_sample(monkeypatch), Pick(1, 0, 0))
    by_hand = [shown.dC_dz[1] @ np.array(w) for w in ([0.5, 1.0], [-0.5, 0.25])]
    assert [shown.dC_da_before(1, j) for j in (0, 1)] == pytest.approx(by_hand, rel=1e-15)


# Which weight


@pytest.mark.parametrize(
    ("selected", "meant"),
    [
        (None, Pick(1, 0, 0)),
        (Pick(2, 1, 1), Pick(2, 1, 1)),
        (Pick(2, 1), Pick(2, 1)),
        (Node(2, 1), Pick(2, 1, 0)),
        (Node(0, 1), Pick(1, 0, 1)),
    ],
)
def test_the_weight_that_is_meant(selected, meant):
    session = Session(DEEP)
    shown = picking(session, selected)
    assert shown.pick == meant
    assert shown.chosen is (selected == meant)
    assert shown.chain.pick == meant


def test_a_bias_has_a_weight_beside_it():
    shown = picking(Session(DEEP), Pick(2, 1))
    assert shown.weight == Pick(2, 1, 0)
    assert shown.factor_4(shown.weight) == shown.sigma_prime[2][1] * shown.a[1][0]


def test_a_pixel_that_is_always_dark_is_not_taken_for_an_example():
    session = Session(default_experiment("digits"))
    frame = session.frame()
    B = weight_shown(frame).B
    assert np.ptp(frame.dataset.x[0]) == 0
    assert np.ptp(frame.dataset.x[B]) > 0


def test_layers_follow_the_step():
    forward, backward = [], []
    for frame in frames(DEEP):
        shown = lesson(frame)
        forward.append(shown.forward_layer)
        backward.append(shown.backward_layer)
    assert forward[:6] == [1, 1, 2, 3, 4, 4]
    assert backward[6:10] == [4, 3, 2, 1]


def test_numbers_that_have_run_away_are_no_error():
    wild = Experiment("moons", (2, 3, 1), ("identity", "identity"), eta=1e300, m=5)
    session = Session(wild)
    while session.frame().state != "diverged":
        session.apply(commands.Step("step"))
    shown = lesson(session.frame())
    assert not np.isfinite(shown.C)


@pytest.mark.parametrize("cost", ["mse", "cross-entropy"])
@pytest.mark.parametrize("pick", [Pick(2, 1, 2), Pick(2, 1), Pick(1, 2, 0)])
def test_where_outputs_are_mixed_the_jacobian_is_full_and_the_links_multiply(pick, cost):
    experiment = Experiment("iris", (4, 3, 3), ("tanh", "softmax"), eta=0.1, m=4, cost=cost)
    session = Session(experiment)
    session.apply(Show(ViewSpec(pick=pick)))
    shown = lesson(session.frame())
    a = shown.a[2]
    np.testing.assert_allclose(shown.jacobian(2), (np.diag(a) - np.outer(a, a)) @ shown.w[2], atol=1e-15)
    np.testing.assert_allclose(shown.jacobian(1), shown.sigma_prime[1][:, np.newaxis] * shown.w[1])
    rest = shown.chain.local
    if shown.chain.is_mixed:
        rest = 1.0 if pick.B is None else shown.a[1][pick.B]
    assert shown.chain.dC_daL @ shown.middle * rest == pytest.approx(shown.backward, rel=1e-12)
    assert shown.disagreement <= 1e-12 * shown.chain.paths_size
