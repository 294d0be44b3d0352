"""Trainers on small random data, and everything that must come out the same."""

import math

import numpy as np

from core.cursor import Phase
from core.network import Network
from core.optimisers import GradientDescent
from core.trainer import Trainer


def make(n=(2, 3, 1), sigma="tanh", m=4, M=10, eta=0.1, seed=0):
    net = Network(n, sigma, seed)
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-1, 1, (n[0], M)), rng.uniform(0, 1, (n[-1], M))
    return Trainer(net, GradientDescent(eta, net.theta.size), x, y, m=m, seed=seed)


def advance_to(trainer, phase, l=0):
    """Advance to the phase; after a divergence nothing advances any more."""
    while (trainer.phase, trainer.l) != (phase, l) and trainer.divergence is None:
        trainer.advance()


def steps_by_phases(trainer, steps):
    for _ in range(steps):
        trainer.advance()
        advance_to(trainer, Phase.UPDATE)


def recorded(trainer):
    """The record of the cost: steps and C̄."""
    found = trainer.record.cost.query(-math.inf, math.inf, 10**9)
    return found.x.tolist(), found.mean[:, 0].tolist()


def everything(trainer):
    return (
        trainer.net.theta.tobytes(),
        trainer.theta_before.tobytes(),
        trainer.gradient.tobytes(),
        trainer.mean_cost,
        trainer.cursor,
        trainer.batch.tolist(),
        recorded(trainer),
    )
