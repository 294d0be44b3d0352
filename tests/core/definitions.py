"""Activations and costs as their definitions have them, of complex numbers too."""

import numpy as np


def softplus(z):
    """ln(1 + e^z), which can't be numpy's `logaddexp`: that takes no complex numbers."""
    return np.where(z.real > 0, z, 0) + np.log1p(np.exp(np.where(z.real > 0, -z, z)))


def softmax(z):
    """e^z_i / Σ_k e^z_k of each column."""
    powers = np.exp(z - z.real.max(axis=0))
    return powers / powers.sum(axis=0)


SIGMA = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(z.real > 0, z, 0),
    "leaky relu": lambda z: np.where(z.real > 0, z, 0.01 * z),
    "softplus": softplus,
    "identity": lambda z: 1 * z,
    "softmax": softmax,
}
"""σ of z (n_l, m)."""


def squares(a, y):
    return ((a - y) ** 2).mean(axis=0)


def binary(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean(axis=0)


def categorical(a, y):
    return -(y * np.log(a)).sum(axis=0)


COST_OF_A = {"mse": squares, "binary cross-entropy": binary, "cross-entropy": categorical}
"""C of each sample from a^L and y, both (n_L, m)."""
