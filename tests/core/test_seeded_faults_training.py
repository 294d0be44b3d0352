"""The properties of a step of training are worth something: each of these faults makes one of them fail."""

import gradient_properties as properties
import numpy as np
import pytest
import test_seeded_faults as gradients
import training_properties as training

from core.network import Network
from core.operations import bind
from core.optimisers import OPTIMISERS, Adam, Momentum, Optimiser, RMSProp
from core.regularisers import Regulariser, at_weights
from core.schedules import Schedule
from core.updating import Updating

R = Regulariser(0.3, 0.2)


def example(rule, r=R, schedule=Schedule("step", 1, 0.5)):  # noqa: B008 - frozen
    net = Network((3, 4, 3), ("tanh", "softmax"), 3, "cross-entropy")
    return training.trainer_of(net, *properties.batch(net, 5, 3), rule, r, schedule, eta=0.05)


def steps(trainer):
    """Three steps; from the second one on some parameters are frozen."""
    for step in range(3):
        if step == 1:
            training.freeze_some(trainer.net, 1)
        training.check_step(trainer)
        training.check_gradient(trainer)


# Faults


def frozen_ones_decay(patch):
    """θ ← θ − η λ₂ w of every weight, beside the update: those that are frozen shrink too."""
    sound = Updating._bind

    def faulty(self):
        share = at_weights(1.0 - self.optimiser.eta * self.regulariser.l2, self._net.n)
        share[share == 0.0] = 1.0
        return *sound(self), bind(np.multiply, self._net.theta, share, self._net.theta)

    patch.setattr(Updating, "_bind", faulty)


def frozen_ones_are_remembered(patch):
    """Memory is kept up for what is frozen."""
    sound = Optimiser.freeze

    def faulty(self, mask):
        sound(self, mask)
        self._free[...] = True

    patch.setattr(Optimiser, "freeze", faulty)


def frozen_ones_move(patch):
    """Nothing is frozen."""
    sound = Optimiser.freeze
    patch.setattr(Optimiser, "freeze", lambda self, mask: sound(self, np.zeros_like(mask)))


def gradient_of_frozen_ones_is_masked(patch):
    """The gradient itself is 0 where something is frozen."""
    sound = Updating._bind

    def faulty(self):
        return lambda: np.multiply(self._gradient, ~self._net.mask, self._gradient), *sound(self)

    patch.setattr(Updating, "_bind", faulty)


def r_in_the_gradient(patch):
    """∂R/∂θ goes into the gradient of C̄ itself."""
    sound = Updating._bind

    def faulty(self):
        return *sound(self), bind(np.add, self._gradient, training.slope_of_r(self._net, R), self._gradient)

    patch.setattr(Updating, "_bind", faulty)


def r_forgotten(patch):
    """Training goes downhill on C̄ alone."""
    patch.setattr(Regulariser, "__bool__", lambda self: False)


def schedule_forgotten(patch):
    """η stays."""
    patch.setattr(Updating, "rate", lambda self, step: self.optimiser.eta)


def schedule_one_step_off(patch):
    """The rate of the step after."""
    sound = Updating.rate
    patch.setattr(Updating, "rate", lambda self, step: sound(self, step + 1))


def steps_of_adam_not_counted(patch):
    """m̂ and ŝ make up for one step only, ever."""
    sound = Adam._bind_delta
    patch.setattr(
        Adam, "_bind_delta", lambda self, *given: (bind(self.memory[2].fill, 0.0), *sound(self, *given))
    )


def constant(kind, name, value):
    def fault(patch):
        patch.setattr(kind, name, value)

    fault.__name__ = f"{kind.name} with another {name}"
    return fault


def squares_forgotten(patch):
    """s of RMSProp and Adam begins anew with every step."""
    for kind, row in ((RMSProp, 0), (Adam, 1)):
        patch.setattr(kind, "_bind_delta", with_row_emptied(kind._bind_delta, row))


def with_row_emptied(sound, row):
    return lambda self, *given: (bind(self.memory[row].fill, 0.0), *sound(self, *given))


ALL = tuple(OPTIMISERS)
WITH_MEMORY = tuple(name for name, kind in OPTIMISERS.items() if kind.slots)

CAUGHT_WITH = {
    frozen_ones_decay: ALL,
    frozen_ones_are_remembered: WITH_MEMORY,
    frozen_ones_move: ALL,
    gradient_of_frozen_ones_is_masked: ALL,
    r_in_the_gradient: ALL,
    r_forgotten: ALL,
    schedule_forgotten: ALL,
    schedule_one_step_off: ALL,
    steps_of_adam_not_counted: ("adam",),
    squares_forgotten: ("rmsprop", "adam"),
    constant(Momentum, "mu", 0.9 + 1e-9): ("momentum",),
    constant(RMSProp, "rho", 0.99 + 1e-9): ("rmsprop",),
    constant(Adam, "beta_1", 0.9 + 1e-9): ("adam",),
    constant(Adam, "beta_2", 0.999 + 1e-9): ("adam",),
    gradients.half_dropped: ALL,
    gradients.square_s_factor_left: ALL,
    gradients.biases_punished: ALL,
}
"""The optimisers with which each must be noticed."""

PAIRS = [(fault, rule) for fault, rules in CAUGHT_WITH.items() for rule in rules]


@pytest.mark.parametrize("rule", OPTIMISERS)
def test_the_sound_core_passes(rule):
    steps(example(rule))


@pytest.mark.parametrize(("fault", "rule"), PAIRS, ids=lambda k: getattr(k, "__name__", k))
def test_a_fault_is_caught(fault, rule, monkeypatch):
    fault(monkeypatch)
    with pytest.raises(AssertionError, match="off by"):
        steps(example(rule))


@pytest.mark.parametrize("fault", [gradients.softmax_one_by_one, gradients.sigma_prime_left_in])
@pytest.mark.parametrize("rule", OPTIMISERS)
def test_a_fault_of_the_output_layer_is_caught_whatever_the_optimiser(fault, rule, monkeypatch):
    fault(monkeypatch)
    trainer = example(rule)
    if fault is gradients.softmax_one_by_one:  # with the cross-entropy, softmax's own way back is not used
        trainer.net.set_activations(trainer.net.activations, "mse")
        trainer.passes = trainer._batches.rebind()
    with pytest.raises(AssertionError, match="off by"):
        steps(trainer)
