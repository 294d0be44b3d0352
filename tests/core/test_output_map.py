"""The network's output over its inputs, against a pass of one point at a time."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR, worked_out

from core.commands import Edit, Load, Pause, Run, Show, Step, ViewSpec
from core.experiment import default_experiment
from core.output_map import FINE_SIDE, LINE, QUICK_SIDE
from core.plane import extent
from core.session import Session

SINE = default_experiment("sine")


def assert_is_the_output(session, frame):
    """Some points of the map, worked out without the core."""
    found, net = frame.output, session.trainer.net
    rng = np.random.default_rng(0)
    for _ in range(12):
        at = [int(rng.integers(len(axis))) for axis in found.axes]
        x = np.array([[axis[k]] for axis, k in zip(found.axes, at, strict=True)])
        _, a, *_ = worked_out(session.experiment, x, np.zeros((net.n[-1], 1)), net.w, net.b)
        here = found.values[(slice(None), *reversed(at))]
        assert np.allclose(here, a[net.L][:, 0], rtol=0, atol=1e-12)


@pytest.mark.parametrize("experiment", [XOR, OTHER, SINE], ids=["xor", "moons", "sine"])
def test_at_rest_a_fine_map_of_the_present_parameters(experiment):
    session = Session(experiment)
    session.finish()
    for _ in range(3):
        session.apply(Step("step"))
    session.finish()
    found = session.frame().output
    assert found.step == 3
    side = LINE if experiment is SINE else FINE_SIDE
    assert [len(axis) for axis in found.axes] == [side] * len(session.dataset.x)
    assert found.values.shape == (1, *(side for _ in found.axes))
    assert_is_the_output(session, session.frame())


def test_the_axes_hold_every_sample_and_are_equally_long():
    session = Session(OTHER)
    session.finish()
    axes, x = session.frame().output.axes, session.dataset.x
    for axis, values in zip(axes, x, strict=True):
        assert axis[0] < values.min() < values.max() < axis[-1]
        assert (np.diff(axis) > 0).all()
    assert np.ptp(axes[0]) == pytest.approx(np.ptp(axes[1]))
    same = replace(session.dataset, x=np.ones((len(axes), 3)), y=np.ones((1, 3)))
    assert extent(same)[0][0] < 1 < extent(same)[0][1]


def test_more_than_two_inputs_have_none():
    session = Session(default_experiment("iris"))
    session.finish()
    assert session.frame().output is None


def test_what_no_panel_shows_is_not_computed():
    session = Session(XOR)
    session.apply(Show(ViewSpec(panels=frozenset())))
    session.apply(Step("step"))
    session.finish()
    assert session.frame().output is None
    session.apply(Show(ViewSpec(panels=frozenset({"output"}))))
    session.finish()
    assert session.frame().output.step == 1


def test_while_running_new_maps_come_and_training_goes_on():
    session = Session(OTHER)
    session.apply(Run())
    steps = set()
    while len(steps) < 5:
        session.tick(0.002)
        found = session.frame().output
        if found is not None:
            steps.add(found.step)
            assert found.step <= session.trainer.step
            assert len(found.axes[0]) <= max(QUICK_SIDE, FINE_SIDE)
    session.apply(Pause())
    session.finish()
    assert session.frame().output.step == session.trainer.step
    assert_is_the_output(session, session.frame())


@pytest.mark.parametrize(
    "change",
    [Edit("activations", ("relu", "sigmoid")), Load(replace(XOR, seed=9, n=(2, 5, 1)))],
    ids=["sigma", "load"],
)
def test_a_map_of_another_network_is_not_shown(change):
    session = Session(XOR)
    session.finish()
    before = session.frame().output
    session.apply(change)
    shown = session.frame().output
    assert shown is None or not np.array_equal(shown.values, before.values)
    session.finish()
    assert not np.array_equal(session.frame().output.values, before.values)
    assert_is_the_output(session, session.frame())


def test_nobody_can_write_into_a_map():
    session = Session(XOR)
    session.finish()
    found = session.frame().output
    for array in (found.values, *found.axes):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
