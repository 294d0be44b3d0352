"""PyTorch, in float64, agrees: L1 and L2 with every optimiser, schedules, frozen layers, and where they lead.

What it says is in golden/torch_training.npz; golden/torch_training_golden.py names the functions that were
asked. PyTorch's binary cross-entropy is a mean over outputs as well, as ours with its 1/n_L; its
cross-entropy is not, and ours neither.
"""

from pathlib import Path

import numpy as np
import pytest
import test_seeded_faults as faults
from kinds import NAMES
from test_optimisers_golden import N, assert_near

from core.network import Network
from core.operations import perform
from core.optimisers import OPTIMISERS, optimiser
from core.regularisers import Regulariser
from core.schedules import SCHEDULES, Schedule
from core.selection import Layer, stretch_of
from core.trainer import Trainer

FILE = Path(__file__).with_name("golden") / "torch_training.npz"
LAYER = (3, 2)
FROZEN = (20, 60)
"""Steps before and after which layer 1 is free."""


@pytest.fixture(scope="module")
def golden():
    with np.load(FILE, allow_pickle=False) as file:
        return dict(file)


def test_the_file_is_small_and_covers_everything(golden):
    assert FILE.stat().st_size <= 140_000
    names = [k.split("/") for k in golden["paths/names"]]
    assert {k[0] for k in names} == set(OPTIMISERS)
    assert {k[2] for k in names} == set(NAMES)
    assert set(golden["paths/schedules"]) == set(SCHEDULES)
    for name in OPTIMISERS:
        l1, l2 = golden[f"{name}/l1"], golden[f"{name}/l2"]
        assert len(l1) == 50
        kinds = {(bool(a), bool(b)) for a, b in zip(l1, l2, strict=True)}
        assert kinds == {(a, b) for a in (False, True) for b in (False, True)}
        assert ((golden[f"{name}/theta"] == 0).any(axis=1) & (l1 > 0)).any()


# One step


def steps_agree(golden, name):
    of = {key: golden[f"{name}/{key}"] for key in ("eta", "theta", "g", "memory", "l1", "l2")}
    worst = 0.0
    for k, eta in enumerate(of["eta"]):
        own = optimiser(name, float(eta), of["theta"].shape[1])
        r = Regulariser(float(of["l1"][k]), float(of["l2"][k]))
        theta, g, both = of["theta"][k].copy(), of["g"][k].copy(), np.empty_like(of["g"][k])
        own.memory[...] = of["memory"][k]
        perform((*r.bind(theta, LAYER, g, both), *own.bind(theta, both)))
        of_theta = assert_near(theta, golden[f"{name}/theta after"][k], 1e-10)
        of_memory = assert_near(own.memory, golden[f"{name}/memory after"][k], 1e-10)
        assert g.tobytes() == of["g"][k].tobytes()
        worst = max(worst, of_theta, of_memory)
    return worst


@pytest.mark.parametrize("name", OPTIMISERS)
def test_one_step_from_each_state(golden, name):
    steps_agree(golden, name)


@pytest.mark.parametrize("name", OPTIMISERS)
@pytest.mark.parametrize("fault", faults.OF_R, ids=lambda k: k.__name__)
def test_another_slope_of_r_is_noticed(golden, fault, name, monkeypatch):
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        steps_agree(golden, name)


# Rates


def test_the_rates_of_a_hundred_steps(golden):
    of = [golden[f"rates/{key}"] for key in ("names", "span", "to", "eta", "rates")]
    for kind, span, to, eta, rates in zip(*of, strict=True):
        schedule = Schedule(str(kind), int(span), float(to))
        found = [schedule.rate(float(eta), step) for step in range(len(rates))]
        np.testing.assert_allclose(found, rates, rtol=1e-12, atol=1e-15)
        assert schedule.rate(float(eta), 0) == eta


# Paths


def trainer_of(golden, k):
    """A trainer that does path k, all samples at once."""
    of = {key: golden[f"paths/{key}"][k] for key in ("names", "eta", "l1", "l2", "schedules", "spans", "to")}
    name, output, cost = str(of["names"]).split("/")
    net = Network.over(golden["paths/start"].copy(), N, ("tanh", output), cost)
    way = optimiser(name, float(of["eta"]), net.theta.size)
    x, y = golden["paths/x"], golden["paths/y"]
    trainer = Trainer(net, way, x, y, m=x.shape[1], seed=0)
    schedule = Schedule(str(of["schedules"]), int(of["spans"]), float(of["to"]))
    trainer.updating.use(way, schedule, Regulariser(float(of["l1"]), float(of["l2"])))
    return trainer


def train(trainer, last, freezes):
    """Train until step `last`; layer 1 is frozen on the way."""
    start, end = stretch_of(Layer(1), N)
    while trainer.step < last:
        trainer.net.mask[start:end] = freezes and FROZEN[0] <= trainer.step < FROZEN[1]
        trainer.run(float("inf"), most=1)


def paths_agree(golden):
    worst = 0.0
    for k, reached in enumerate(golden["paths/reached"]):
        trainer, freezes = trainer_of(golden, k), bool(golden["paths/frozen"][k])
        for last, place in zip(golden["paths/places"], reached, strict=True):
            train(trainer, last, freezes)
            off = np.abs(trainer.net.theta - place).max()
            assert off <= 1e-9, (golden["paths/names"][k], last)
            worst = max(worst, off)
        assert np.abs(trainer.net.theta - golden["paths/start"]).max() > 0.1
    return worst


def test_a_hundred_steps_lead_to_the_same_place(golden):
    paths_agree(golden)


def test_frozen_layers_stand_still_on_their_paths(golden):
    """So that the paths have something to say of them."""
    start, end = stretch_of(Layer(1), N)
    places = golden["paths/places"].tolist()
    then, later = golden["paths/reached"][:, [places.index(k) for k in FROZEN], start:end].swapaxes(0, 1)
    same = (then == later).all(axis=1)
    assert same.tolist() == golden["paths/frozen"].tolist()


@pytest.mark.parametrize("fault", faults.OF_R, ids=lambda k: k.__name__)
def test_paths_notice_another_slope_of_r(golden, fault, monkeypatch):
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        paths_agree(golden)


def test_paths_notice_another_schedule(golden, monkeypatch):
    sound = Schedule.rate
    monkeypatch.setattr(Schedule, "rate", lambda self, eta, step: sound(self, eta, step + 1))
    with pytest.raises(AssertionError):
        paths_agree(golden)
