"""Writes `torch.npz`: what PyTorch makes of the same parameters, in float64.

Run it where PyTorch is installed; the tests read its file alone and need no PyTorch:

    python tests/core/golden/torch_golden.py

The functions asked are torch.optim.SGD (with momentum 0 and 0.9), torch.optim.RMSprop (alpha 0.99) and
torch.optim.Adam, each for one step from 50 states and for paths of 100 steps; and of torch.nn.functional
mse_loss, binary_cross_entropy_with_logits, cross_entropy, softplus, leaky_relu, relu, softmax, with
torch.sigmoid and torch.tanh, for the value of C and all of its derivatives, by autograd.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

FILE = Path(__file__).with_name("torch.npz")
STATES, SIZE, STEPS, EVERY = 50, 8, 100, 20

SLOTS = {
    "gradient descent": (),
    "momentum": ("momentum_buffer",),
    "rmsprop": ("square_avg",),
    "adam": ("exp_avg", "exp_avg_sq", "step"),
}
"""PyTorch's names of what each remembers, in the order in which we keep it."""

SIGMAS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": functional.relu,
    "leaky relu": functional.leaky_relu,
    "softplus": functional.softplus,
    "identity": lambda z: z,
    "softmax": lambda z: functional.softmax(z, dim=0),
}

COSTS = {
    "mse": lambda z, sigma, y: functional.mse_loss(SIGMAS[sigma](z), y),
    "binary cross-entropy": lambda z, _, y: functional.binary_cross_entropy_with_logits(z, y),
    "cross-entropy": lambda z, _, y: functional.cross_entropy(z.T, y.T),
}
"""The mean of C over the samples."""

OUTPUTS = (
    *(("mse", sigma) for sigma in SIGMAS),
    ("binary cross-entropy", "sigmoid"),
    ("cross-entropy", "softmax"),
)
HIDDEN = tuple(name for name in SIGMAS if name != "softmax")
N, M = (3, 4, 3), 5


def optimiser_of(name, parameter, eta):
    return {
        "gradient descent": lambda: torch.optim.SGD([parameter], lr=eta),
        "momentum": lambda: torch.optim.SGD([parameter], lr=eta, momentum=0.9),
        "rmsprop": lambda: torch.optim.RMSprop([parameter], lr=eta, alpha=0.99),
        "adam": lambda: torch.optim.Adam([parameter], lr=eta),
    }[name]()


def states(name, rng):
    """What an optimiser has to make its step from: η, θ, g and memory, a row a state; ten of them are new."""
    found = {
        "eta": 10.0 ** rng.uniform(-4, 0, STATES),
        "theta": rng.normal(size=(STATES, SIZE)),
        "g": rng.normal(size=(STATES, SIZE)) * 10.0 ** rng.uniform(-6, 3, (STATES, SIZE)),
        "memory": rng.normal(size=(STATES, len(SLOTS[name]), SIZE)),
    }
    for k, slot in enumerate(SLOTS[name]):
        if slot in ("square_avg", "exp_avg_sq"):
            found["memory"][:, k] = found["memory"][:, k] ** 2
        if slot == "step":
            found["memory"][:, k] = rng.integers(1, 5000, (STATES, 1))
    found["memory"][:10] = 0.0
    return found


def one_step(name, eta, theta, g, memory):
    """θ and memory after PyTorch's step."""
    parameter = torch.nn.Parameter(torch.tensor(theta))
    optimiser = optimiser_of(name, parameter, float(eta))
    if memory.any():
        kept = {slot: torch.tensor(row) for slot, row in zip(SLOTS[name], memory, strict=True)}
        kept["step"] = kept["step"][0].clone() if "step" in kept else torch.tensor(1.0)
        optimiser.state[parameter] = kept
    parameter.grad = torch.tensor(g)
    optimiser.step()
    after = optimiser.state[parameter]
    rows = [np.broadcast_to(after[slot].numpy(), SIZE) for slot in SLOTS[name]]
    return parameter.detach().numpy(), np.array(rows).reshape(len(rows), SIZE)


def cost(theta, sigmas, name, x, y):
    """The mean C of a network whose parameters lie in θ node after node: its weights, then its bias."""
    start, a = 0, x
    for (of, to), sigma in zip(pairwise(N), sigmas, strict=True):
        wb = theta[start : start + to * (of + 1)].reshape(to, of + 1)
        start += to * (of + 1)
        z = wb[:, :-1] @ a + wb[:, -1:]
        a = SIGMAS[sigma](z)
    return COSTS[name](z, sigmas[-1], y)


def gradients(rng):
    """C and its gradient for every hidden σ, output σ and cost; some of them with large z."""
    cases = [(hidden, output, name) for hidden in HIDDEN for name, output in OUTPUTS]
    found = {key: [] for key in ("theta", "x", "y", "C", "gradient")}
    for k, (hidden, output, name) in enumerate(cases):
        theta, x = rng.normal(size=31) * (1.0 if k % 3 else 12.0), rng.normal(size=(N[0], M))
        y = rng.uniform(0, 1, (N[-1], M)) if k % 2 else np.eye(N[-1])[:, rng.integers(0, N[-1], M)]
        parameter = torch.tensor(theta, requires_grad=True)
        C = cost(parameter, (hidden, output), name, torch.tensor(x), torch.tensor(y))
        C.backward()
        for key, value in zip(found, (theta, x, y, C.item(), parameter.grad.numpy()), strict=True):
            found[key].append(value)
    names = {"names": np.array(["/".join(case) for case in cases])}
    return {key: np.array(value) for key, value in found.items()} | names


PATHS = [
    (optimiser, hidden, output, name)
    for optimiser in ("gradient descent", "momentum", "rmsprop", "adam")
    for hidden in ("tanh", "softplus", "sigmoid")
    for output, name in (
        ("sigmoid", "mse"),
        ("softmax", "mse"),
        ("sigmoid", "binary cross-entropy"),
        ("softmax", "cross-entropy"),
    )
]


def paths(rng):
    """Where training leads, every 20 steps; η is 0.1 downhill, 0.02 with momentum, 0.01 otherwise."""
    etas = {"gradient descent": 0.1, "momentum": 0.02}
    x, y = rng.normal(size=(N[0], M)), np.eye(N[-1])[:, rng.integers(0, N[-1], M)]
    start = rng.normal(size=31)
    reached = []
    for optimiser, hidden, output, name in PATHS:
        parameter = torch.nn.Parameter(torch.tensor(start))
        torch_s = optimiser_of(optimiser, parameter, etas.get(optimiser, 0.01))
        places = []
        for step in range(STEPS):
            torch_s.zero_grad()
            cost(parameter, (hidden, output), name, torch.tensor(x), torch.tensor(y)).backward()
            torch_s.step()
            if (step + 1) % EVERY == 0:
                places.append(parameter.detach().numpy().copy())
        reached.append(places)
    names = np.array(["/".join(path) for path in PATHS])
    etas_of = np.array([etas.get(path[0], 0.01) for path in PATHS])
    return {"x": x, "y": y, "start": start, "reached": np.array(reached), "names": names, "eta": etas_of}


def main():
    """Write the file."""
    rng, arrays = np.random.default_rng(1), {"torch": np.array(torch.__version__)}
    for name in SLOTS:
        given = states(name, rng)
        after = [one_step(name, *row) for row in zip(*given.values(), strict=True)]
        given["theta after"], given["memory after"] = (np.array(k) for k in zip(*after, strict=True))
        arrays |= {f"{name}/{key}": value for key, value in given.items()}
    arrays |= {f"gradients/{key}": value for key, value in gradients(rng).items()}
    arrays |= {f"paths/{key}": value for key, value in paths(rng).items()}
    np.savez_compressed(FILE, **arrays)


if __name__ == "__main__":
    main()
