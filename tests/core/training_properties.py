"""What makes a step of training right, whatever the optimiser, the regulariser and what is frozen.

Each `check_…` lets a trainer do a step and asserts one property, as in `gradient_properties`; what
should come out is worked out by the definitions, entry by entry.
"""

import definitions
import gradient_properties as properties
import numpy as np

from core import backprop
from core.network import Network
from core.optimisers import optimiser
from core.regularisers import NO_R, Regulariser
from core.schedules import CONSTANT, Schedule
from core.trainer import Trainer

Array = np.ndarray


def trainer_of(
    net: Network,
    x: Array,
    y: Array,
    rule: str,
    r: Regulariser = NO_R,
    schedule: Schedule = CONSTANT,
    eta: float = 0.01,
    m: int | None = None,
) -> Trainer:
    """A trainer at INPUT of its first step on x (n_0, M), y (n_L, M); all of them a batch without `m`."""
    way = optimiser(rule, eta, net.theta.size)
    trainer = Trainer(net, way, x, y, m=m or x.shape[1], seed=1)
    trainer.updating.use(way, schedule, r)
    return trainer


def slope_of_r(net: Network, r: Regulariser) -> Array:
    """∂R/∂θ weight by weight."""
    found = [
        0.0 if j == net.n[l - 1] else r.l1 * np.sign(w) + r.l2 * w
        for l in properties.layers(net)
        for row in net.wb[l]
        for j, w in enumerate(row)
    ]
    return np.array(found)


def check_step(trainer: Trainer) -> float:
    """A step changes θ and memory as the rule says, along ∂C̄/∂θ + ∂R/∂θ; what is frozen stays, bit for bit.

    The gradient is that of C̄ alone, and of frozen ones too. Returns by how much it is off, relative.
    """
    net, rule, r = trainer.net, trainer.optimiser, trainer.updating.regulariser
    before, memory, mask = net.theta.copy(), rule.memory.copy(), net.mask.copy()
    eta = trainer.updating.schedule.rate(rule.eta, trainer.step)
    penalty = slope_of_r(net, r)
    trainer.run(float("inf"), most=1)
    old, batch = net.with_theta(before), trainer.batch
    p = backprop.forward(old, trainer.x[:, batch])
    gradient = backprop.backward(old, p, trainer.y[:, batch]).flat
    properties.assert_near(trainer.gradient, gradient, properties.EXACT, np.abs(gradient).max())
    g = trainer.gradient + penalty
    wanted = np.vstack((before, memory))
    for k in np.flatnonzero(~mask):
        theta, *slots = wanted[:, k].tolist()
        theta, slots = definitions.step(rule.name, eta, theta, float(g[k]), slots)
        wanted[:, k] = theta, *slots
    error = np.abs(np.vstack((net.theta, rule.memory)) - wanted) / np.maximum(1.0, np.abs(wanted))
    assert (error <= np.where(mask, 0.0, properties.EXACT)).all(), f"off by {error.max():.1e}"
    return float(error.max())


def check_gradient(trainer: Trainer) -> None:
    """What the last step went along is the slope of C̄ + R over its batch, where its parameters were."""
    r, batch = trainer.updating.regulariser, trainer.batch
    net = trainer.net.with_theta(trainer.theta_before.copy())
    x, y = trainer.x[:, batch], trainer.y[:, batch]
    properties.check_parameters(net, x, y, r)
    alone = backprop.backward(net, backprop.forward(net, x), y).flat
    properties.assert_near(trainer.gradient, alone, properties.EXACT, np.abs(alone).max())


def freeze_some(net: Network, seed: int, share: float = 0.3) -> None:
    """Freeze about `share` of the parameters, drawn, and one at least."""
    rng = np.random.default_rng(seed)
    net.mask[...] = rng.random(net.mask.size) < share
    net.mask[rng.integers(net.mask.size)] = True
