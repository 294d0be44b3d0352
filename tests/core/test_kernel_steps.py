"""Many steps of the compiled kernel: however they are cut, whatever is changed between, and to their end."""

import numpy as np
import pytest
from kernels import assert_near, assert_same_step, bits, compiled, costs, drawn, norms, numbers, with_rule
from trainers import advance_to, make

from core.cursor import Phase
from core.network import Network
from core.optimisers import optimiser
from core.trainer import Trainer

STEPS = 40


# However they are cut


@pytest.mark.parametrize("seed", range(40))
def test_how_steps_are_cut_into_calls_changes_no_bit(seed):
    one, parts, ticks = (compiled(drawn(seed)) for _ in range(3))
    one.run(60.0, most=STEPS)
    rng = np.random.default_rng(seed)
    while parts.step < STEPS:
        parts.run(60.0, most=min(int(rng.integers(1, 9)), STEPS - parts.step))
    while ticks.step < STEPS:
        ticks.run(0.0002, most=STEPS - ticks.step)
    assert bits(parts) == bits(one)
    assert bits(ticks) == bits(one)


def test_where_the_parameters_lie_changes_no_bit():
    found = set()
    for shift in range(8):
        own = Network((3, 9, 5, 2), ("tanh", "softplus", "softmax"), 3, "cross-entropy")
        room = np.empty(own.theta.size + 8)
        theta = room[shift : shift + own.theta.size]
        theta[:] = own.theta
        net = Network.over(theta, own.n, own.activations, own.cost)
        rng = np.random.default_rng(0)
        x, y = rng.normal(size=(3, 30)), rng.uniform(size=(2, 30))
        trainer = compiled(Trainer(net, optimiser("adam", 0.01, theta.size), x, y, m=7, seed=1))
        trainer.run(60.0, most=20)
        found.add(trainer.net.theta.tobytes())
    assert len(found) == 1


def test_two_trainers_do_not_disturb_each_other():
    alone, one, other = (compiled(make((2, 5, 1), seed=k)) for k in (1, 1, 2))
    alone.run(60.0, most=20)
    for _ in range(20):
        one.run(60.0, most=1)
        other.run(60.0, most=1)
    assert bits(one) == bits(alone)


def test_a_step_begun_by_phases_is_numpys_to_its_end():
    kernel, reference = compiled(make()), make()
    for trainer in (kernel, reference):
        trainer.run(60.0, most=1)
        advance_to(trainer, Phase.COST)
        trainer.run(60.0, most=1)
    assert bits(kernel) == bits(reference)


def test_after_it_phases_go_on():
    kernel, reference = compiled(make()), make()
    for trainer in (kernel, reference):
        trainer.run(60.0, most=7)
    np.copyto(reference.net.theta, kernel.net.theta)
    for _ in range(12):
        kernel.advance()
        reference.advance()
        assert kernel.cursor == reference.cursor
        assert kernel.batch.tolist() == reference.batch.tolist()
    assert kernel.net.theta.tobytes() == reference.net.theta.tobytes()


@pytest.mark.parametrize("m", [3, 10, 130, 300, 1000])
def test_many_steps_stay_near_numpys(m):
    kernel, reference = (make((2, 8, 3), m=m, M=300, eta=0.1) for _ in range(2))
    compiled(kernel)
    for trainer in (kernel, reference):
        trainer.run(60.0, most=25)
    assert kernel.cursor == reference.cursor
    wanted = numbers(reference)
    for name, found in numbers(kernel).items():
        assert_near(name, found, wanted[name], 1e-9)


# Whatever is changed in between


def change(trainer, what):
    net, rng = trainer.net, np.random.default_rng(5)
    if what == "a weight":
        net.theta[3] = 0.75
    elif what == "a frozen node":
        net.mask[:4] = True
    elif what == "the rate":
        trainer.optimiser.eta = 0.01
    elif what == "the rule":
        with_rule(trainer, "adam")
    elif what == "the activations":
        trainer.set_activations(("relu", "sigmoid"), "binary cross-entropy")
    elif what == "the size of batches":
        trainer.set_batch_size(3)
    elif what == "one batch of all":
        trainer.set_batch_size(10)
    elif what == "the data":
        trainer.use(rng.uniform(-1, 1, (2, 10)), rng.uniform(0, 1, (1, 10)))
    elif what == "fewer samples":
        trainer.use(rng.uniform(-1, 1, (2, 9)), rng.uniform(0, 1, (1, 9)), np.array([0, 2, 3, 5, 8]))
        trainer.begin_epoch(4)


CHANGES = (
    *("a weight", "a frozen node", "the rate", "the rule", "the activations"),
    *("the size of batches", "one batch of all", "the data", "fewer samples"),
)


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("after", [1, 2, 3])
def test_what_was_changed_holds_from_the_next_step_on(what, after):
    kernel, reference = compiled(make()), make()
    for trainer in (kernel, reference):
        trainer.run(60.0, most=after)
    kernel.go_to(reference.net.theta, reference.cursor)
    for trainer in (kernel, reference):
        change(trainer, what)
    for _ in range(4):
        assert_same_step(kernel, reference)


def test_what_was_frozen_is_lifted():
    kernel = compiled(make())
    kernel.run(60.0, most=2)
    kernel.net.mask[...] = True
    held = kernel.net.theta.tobytes()
    kernel.run(60.0, most=3)
    assert kernel.net.theta.tobytes() == held
    kernel.net.mask[...] = False
    kernel.run(60.0, most=1)
    assert kernel.net.theta.tobytes() != held


def test_back_at_a_moment_it_goes_on_the_same():
    kernel = compiled(with_rule(make(m=3), "momentum"))
    kernel.run(60.0, most=5)
    memo = kernel.memo()
    kernel.run(60.0, most=9)
    wanted = bits(kernel)
    kernel.run(60.0, most=4)
    later = costs(kernel)
    kernel.recall(memo)
    kernel.run(60.0, most=9)
    assert bits(kernel) == wanted | {"costs": later}


# The record


def test_every_step_is_recorded_once():
    kernel = compiled(make(m=4))
    memo = kernel.memo()
    kernel.run(60.0, most=5000)
    steps, values = costs(kernel)
    assert steps == list(range(5000))
    kernel.recall(memo)
    kernel.run(60.0, most=5003)
    assert costs(kernel)[0] == list(range(5003))
    assert costs(kernel)[1][:5000] == values
    taken = norms(kernel)[0]
    assert taken[:2000].tolist() == list(range(2000))  # each of the first has its norms
    assert (np.diff(taken) > 0).all()
    assert taken[-1] == 5002
