"""Activations and costs as their definitions have them, of complex numbers too; regularisers and updates."""

import math

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


def penalty(weights, l1, l2):
    """R = λ₁ Σ|w| + ½ λ₂ Σ w² of the matrices of weights, w^1 … w^L."""
    every = [float(w) for layer in weights for w in layer.ravel()]
    return l1 * math.fsum(abs(w) for w in every) + l2 / 2 * math.fsum(w * w for w in every)


def step(name, eta, theta, g, memory):
    """One parameter's θ and memory after the step that the optimiser's rule makes along g; plain floats."""
    if name == "gradient descent":
        return theta - eta * g, ()
    if name == "momentum":
        v = 0.9 * memory[0] + g
        return theta - eta * v, (v,)
    if name == "rmsprop":
        s = 0.99 * memory[0] + 0.01 * g**2
        return theta - eta * g / (math.sqrt(s) + 1e-8), (s,)
    m, s, t = memory
    m, s, t = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2, t + 1
    m_hat, s_hat = m / (1 - 0.9**t), s / (1 - 0.999**t)
    return theta - eta * m_hat / (math.sqrt(s_hat) + 1e-8), (m, s, t)
