"""Backpropagation once more, sample by sample in plain numpy, sharing no code with the program."""

import numpy as np

SIGMA = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(z > 0, z, 0.0),
    "identity": lambda z: z,
}
SIGMA_PRIME = {
    "sigmoid": lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "relu": lambda z: (z > 0) * 1.0,
    "identity": np.ones_like,
}


class Pass:
    """z, a, C and all derivatives of one sample x (n_0,), y (n_L,); slot 0 of w, b, z is unused."""

    def __init__(self, w, b, activations, x, y):
        L = len(activations)
        self.z, self.a = [None], [x]
        for l in range(1, L + 1):
            self.z.append(w[l] @ self.a[-1] + b[l][:, 0])
            self.a.append(SIGMA[activations[l - 1]](self.z[-1]))
        self.C = float(np.mean((self.a[L] - y) ** 2))
        self.dC_da = [None] * (L + 1)
        self.dC_dz, self.dC_dw = [None] * (L + 1), [None] * (L + 1)
        self.dC_da[L] = 2 * (self.a[L] - y) / len(y)
        for l in range(L, 0, -1):
            self.dC_dz[l] = self.dC_da[l] * SIGMA_PRIME[activations[l - 1]](self.z[l])
            self.dC_dw[l] = np.outer(self.dC_dz[l], self.a[l - 1])
            self.dC_da[l - 1] = self.dC_dz[l] @ w[l]
        self.dC_db = self.dC_dz


class BatchPass:
    """The means over a batch x (n_0, m), y (n_L, m): C, dC_dw[l], dC_db[l] (n_l, 1)."""

    def __init__(self, w, b, activations, x, y):
        passes = [Pass(w, b, activations, x[:, k], y[:, k]) for k in range(x.shape[1])]
        layers = range(1, len(activations) + 1)
        self.C = float(np.mean([p.C for p in passes]))
        self.dC_dw = [None, *(np.mean([p.dC_dw[l] for p in passes], axis=0) for l in layers)]
        self.dC_db = [None, *(np.mean([p.dC_db[l] for p in passes], axis=0)[:, None] for l in layers)]


def own_derivatives(frame, w, b, pick):
    """The derivative of each of the batch's samples by one weight or bias, worked out alone."""
    found = []
    for k in frame.batch:
        p = Pass(w, b, frame.experiment.activations, frame.dataset.x[:, k], frame.dataset.y[:, k])
        found.append(p.dC_db[pick.l][pick.A] if pick.B is None else p.dC_dw[pick.l][pick.A, pick.B])
    return np.array(found)


def agree(shown, expected):
    np.testing.assert_allclose(shown, expected, rtol=0, atol=1e-12)


def recompute(frame):
    """Hold a running frame against its own x, y, w, b, and its gradient against its own batch."""
    sigma, data = frame.experiment.activations, frame.dataset
    agree(frame.x[:, 0], data.x[:, frame.sample])
    agree(frame.y[:, 0], data.y[:, frame.sample])
    own = Pass(frame.w, frame.b, sigma, frame.x[:, 0], frame.y[:, 0])
    x, y = data.x[:, frame.batch], data.y[:, frame.batch]
    mean = BatchPass(frame.w_before, frame.b_before, sigma, x, y)
    agree(frame.C, own.C)
    agree(frame.mean_cost, mean.C)
    agree(frame.theta, frame.theta_before - frame.experiment.eta * frame.gradient)
    for l in range(1, frame.L + 1):
        agree(frame.z[l][:, 0], own.z[l])
        agree(frame.a[l][:, 0], own.a[l])
        agree(frame.dC_da[l][:, 0], own.dC_da[l])
        agree(frame.dC_dz[l][:, 0], own.dC_dz[l])
        agree(frame.dC_dw[l], mean.dC_dw[l])
        agree(frame.dC_db[l], mean.dC_db[l])
    if frame.score.step == frame.cursor.step:
        agree(frame.score.cost, BatchPass(frame.w, frame.b, sigma, data.x, data.y).C)


def recompute_update(frame):
    agree(frame.theta, frame.theta_before - frame.experiment.eta * frame.gradient)
    data, sigma = frame.dataset, frame.experiment.activations
    x, y = data.x[:, frame.batch], data.y[:, frame.batch]
    agree(frame.dC_dw[1], BatchPass(frame.w_before, frame.b_before, sigma, x, y).dC_dw[1])
