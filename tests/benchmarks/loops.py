"""Two trainers as one would write them by hand for a compiler: loops over samples, and over a batch.

Both take theta in the order of the core (node after node, weights and then the bias), the sizes of the
layers, x (n_0, M), y (n_L, M), and the batches as indices (epochs, batches, m); theta is changed in place.
"""

import numba
import numpy as np

SIGMAS = {"sigmoid": 0, "tanh": 1, "relu": 2}


@numba.njit(fastmath=True)
def sigma_of(code, z):
    """σ(z)."""
    if code == 0:
        return 1.0 / (1.0 + np.exp(-z))
    return np.tanh(z) if code == 1 else max(z, 0.0)


@numba.njit(fastmath=True)
def slope_of(code, a):
    """σ'(z), from a = σ(z)."""
    if code == 0:
        return a * (1.0 - a)
    if code == 1:
        return 1.0 - a * a
    return 1.0 if a > 0.0 else 0.0


@numba.njit(fastmath=True)
def by_samples(theta, n, code, eta, x, y, orders):
    """One sample after another, node after node; derivatives add up until the batch is through.

    The algorithm of TensorFlow Playground's core.
    """
    L, widest = len(n) - 1, n.max()
    a, dz, da = np.zeros((L + 1, widest)), np.zeros((L + 1, widest)), np.zeros((L + 1, widest))
    sums = np.zeros_like(theta)
    starts = np.zeros(L + 2, np.int64)
    for l in range(1, L + 1):
        starts[l + 1] = starts[l] + n[l] * (n[l - 1] + 1)
    for epoch in range(orders.shape[0]):
        for batch in range(orders.shape[1]):
            sums[:] = 0.0
            for s in orders[epoch, batch]:
                a[0, : n[0]] = x[:, s]
                for l in range(1, L + 1):
                    of = n[l - 1]
                    for i in range(n[l]):
                        at = starts[l] + i * (of + 1)
                        z = theta[at + of]
                        for j in range(of):
                            z += theta[at + j] * a[l - 1, j]
                        a[l, i] = sigma_of(code, z)
                for i in range(n[L]):
                    da[L, i] = 2.0 / n[L] * (a[L, i] - y[i, s])
                for l in range(L, 0, -1):
                    of = n[l - 1]
                    da[l - 1, :of] = 0.0
                    for i in range(n[l]):
                        at = starts[l] + i * (of + 1)
                        dz[l, i] = da[l, i] * slope_of(code, a[l, i])
                        sums[at + of] += dz[l, i]
                        for j in range(of):
                            sums[at + j] += dz[l, i] * a[l - 1, j]
                            da[l - 1, j] += dz[l, i] * theta[at + j]
            theta -= eta / orders.shape[2] * sums


@numba.njit(fastmath=True)
def gathered(a, target, x, y, order):
    """Put the samples of a batch side by side."""
    for k in range(len(order)):
        a[: len(x), k] = x[:, order[k]]
        target[:, k] = y[:, order[k]]


@numba.njit(fastmath=True)
def forward(theta, start, of, to, code, below, above):
    """One layer for all samples of the batch."""
    for i in range(to):
        at, row = start + i * (of + 1), above[i]
        row[:] = theta[at + of]
        for j in range(of):
            weight = theta[at + j]
            for k in range(len(row)):
                row[k] += weight * below[j, k]
        for k in range(len(row)):
            row[k] = sigma_of(code, row[k])


@numba.njit(fastmath=True)
def backward(theta, start, of, to, code, rate, below, above, da, da_below):
    """One layer's derivatives for all samples of the batch, and its update."""
    da_below[:of] = 0.0
    for i in range(to):
        at, dz = start + i * (of + 1), da[i]
        bias = 0.0
        for k in range(len(dz)):
            dz[k] *= slope_of(code, above[i, k])
            bias += dz[k]
        for j in range(of):
            weight, slope = theta[at + j], 0.0
            for k in range(len(dz)):
                slope += dz[k] * below[j, k]
                da_below[j, k] += weight * dz[k]
            theta[at + j] = weight - rate * slope
        theta[at + of] -= rate * bias


@numba.njit(fastmath=True)
def by_batches(theta, n, code, eta, x, y, orders):
    """Whole batches, node after node; the innermost loop runs over the samples of the batch."""
    L, widest, m = len(n) - 1, n.max(), orders.shape[2]
    a, da = np.zeros((L + 1, widest, m)), np.zeros((2, widest, m))
    target = np.zeros((n[L], m))
    starts = np.zeros(L + 2, np.int64)
    for l in range(1, L + 1):
        starts[l + 1] = starts[l] + n[l] * (n[l - 1] + 1)
    whole = m == x.shape[1]
    for epoch in range(orders.shape[0]):
        for batch in range(orders.shape[1]):
            if epoch == 0 or not whole:
                gathered(a[0], target, x, y, orders[epoch, batch])
            for l in range(1, L + 1):
                forward(theta, starts[l], n[l - 1], n[l], code, a[l - 1], a[l])
            for i in range(n[L]):
                for k in range(m):
                    da[L % 2, i, k] = 2.0 / n[L] * (a[L, i, k] - target[i, k])
            for l in range(L, 0, -1):
                sides = da[l % 2], da[(l - 1) % 2]
                backward(theta, starts[l], n[l - 1], n[l], code, eta / m, a[l - 1], a[l], *sides)
