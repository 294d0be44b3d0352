"""Writes `torch_training.npz`: where PyTorch's regularisers, schedules and frozen layers lead, in float64.

Run it where PyTorch is installed; the tests read its file alone and need no PyTorch:

    python tests/core/golden/torch_training_golden.py

The functions asked are those of torch_golden.py; besides

- ½ λ₂ Σ w² is `weight_decay=λ₂` of torch.optim.SGD, RMSprop and Adam, in a group of the weights, with
  `weight_decay=0` in a group of the biases;
- λ₁ Σ|w| is torch.Tensor.abs, summed and differentiated by autograd, added to the cost;
- the schedules are torch.optim.lr_scheduler.StepLR(step_size=span, gamma=to) and
  CosineAnnealingLR(T_max=span, eta_min=to·η), which is not stepped any more once it has come to its end;
- a layer is frozen by `requires_grad_(False)`: without a gradient an optimiser leaves parameter, memory
  and weight decay alone.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch.optim import lr_scheduler
from torch_golden import COSTS, SIGMAS, SLOTS, STEPS, M, N, states

FILE = Path(__file__).with_name("torch_training.npz")

LAYER = (3, 2)
"""A network of one layer has the eight parameters of the states: two nodes of three weights and a bias."""
WEIGHTS = np.array([True, True, True, False] * 2)

KINDS = {
    "gradient descent": (torch.optim.SGD, {}),
    "momentum": (torch.optim.SGD, {"momentum": 0.9}),
    "rmsprop": (torch.optim.RMSprop, {"alpha": 0.99}),
    "adam": (torch.optim.Adam, {}),
}
ETAS = {"gradient descent": 0.1, "momentum": 0.02, "rmsprop": 0.01, "adam": 0.01}


def optimiser_of(name, weights, biases, eta, l2):
    kind, constants = KINDS[name]
    groups = [{"params": weights, "weight_decay": l2}, {"params": biases, "weight_decay": 0.0}]
    return kind(groups, lr=eta, **constants)


# One step


def one_step(name, eta, theta, g, memory, l1, l2):
    """θ and memory after PyTorch's step along g and the slope of R."""
    parts = [torch.nn.Parameter(torch.tensor(theta[where])) for where in (WEIGHTS, ~WEIGHTS)]
    optimiser = optimiser_of(name, parts[:1], parts[1:], float(eta), float(l2))
    (l1 * parts[0].abs().sum()).backward()
    parts[1].grad = torch.zeros_like(parts[1])
    for part, where in zip(parts, (WEIGHTS, ~WEIGHTS), strict=True):
        part.grad += torch.tensor(g[where])
        if memory.any():
            kept = {s: torch.tensor(row[where]) for s, row in zip(SLOTS[name], memory, strict=True)}
            kept["step"] = kept["step"][0].clone() if "step" in kept else torch.tensor(1.0)
            optimiser.state[part] = kept
    optimiser.step()
    found = np.empty((1 + len(SLOTS[name]), theta.size))
    for part, where in zip(parts, (WEIGHTS, ~WEIGHTS), strict=True):
        found[0, where] = part.detach().numpy()
        for k, slot in enumerate(SLOTS[name], start=1):
            found[k, where] = optimiser.state[part][slot].numpy()
    return found[0], found[1:]


def steps(name, rng):
    """Fifty states, λ₁ and λ₂ of each, and what comes after; in ten of them a weight is 0."""
    given = states(name, rng)
    given["theta"][::5, 1] = 0.0
    count = len(given["eta"])
    given |= {key: 10.0 ** rng.uniform(-4, 1, count) * rng.integers(0, 2, count) for key in ("l1", "l2")}
    after = [one_step(name, *row) for row in zip(*given.values(), strict=True)]
    given["theta after"], given["memory after"] = (np.array(k) for k in zip(*after, strict=True))
    return given


# Rates

RATES = [("step", 7, 0.5), ("step", 1, 0.9), ("step", 30, 0.0), ("cosine", 40, 0.1), ("cosine", 99, 0.0)]


def scheduler_of(kind, optimiser, eta, span, to):
    if kind == "step":
        return lr_scheduler.StepLR(optimiser, step_size=span, gamma=to)
    return lr_scheduler.CosineAnnealingLR(optimiser, T_max=span, eta_min=to * eta)


def rates(eta, kind, span, to):
    """The rate of each of a hundred steps."""
    optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=eta)
    scheduler, found = scheduler_of(kind, optimiser, eta, span, to), []
    for step in range(STEPS):
        found.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        if kind == "step" or step < span:
            scheduler.step()
    return found


# Paths

PLACES = (20, 60, STEPS)
"""Steps after which θ is noted."""

WAYS = [
    # λ₁, λ₂, schedule, whether layer 1 is frozen from step 20 to step 60
    (0.0, 0.05, "constant", False),
    (0.02, 0.0, "constant", False),
    (0.0, 0.0, "step", False),
    (0.0, 0.0, "cosine", False),
    (0.01, 0.03, "step", False),
    (0.01, 0.03, "cosine", False),
    (0.01, 0.03, "constant", True),
]
SCHEDULES = {"step": (30, 0.5), "cosine": (70, 0.1)}
OUTPUTS = [("sigmoid", "mse"), ("sigmoid", "binary cross-entropy"), ("softmax", "cross-entropy")]


def layers_of(start):
    """w and b of each layer, from θ."""
    found, begin = [], 0
    for of, to in pairwise(N):
        wb = start[begin : begin + to * (of + 1)].reshape(to, of + 1)
        begin += to * (of + 1)
        found.append([torch.nn.Parameter(torch.tensor(k.copy())) for k in (wb[:, :-1], wb[:, -1:])])
    return found


def flat(layers):
    return np.concatenate([torch.hstack(layer).detach().numpy().ravel() for layer in layers])


def loss(layers, output, name, x, y, l1):
    a = x
    for (w, b), sigma in zip(layers, ("tanh", output), strict=True):
        z = w @ a + b
        a = SIGMAS[sigma](z)
    return COSTS[name](z, output, y) + l1 * sum(w.abs().sum() for w, _ in layers)


def path(optimiser, output, name, way, start, x, y):
    """θ after so many steps as PLACES says."""
    (l1, l2, schedule, freezes), eta, layers = way, ETAS[optimiser], layers_of(start)
    rule = optimiser_of(optimiser, *([layer[k] for layer in layers] for k in (0, 1)), eta, l2)
    span, to = SCHEDULES.get(schedule, (STEPS, 1.0))
    scheduler = None if schedule == "constant" else scheduler_of(schedule, rule, eta, span, to)
    places = []
    for step in range(STEPS):
        for part in layers[0]:
            part.requires_grad_(not (freezes and 20 <= step < 60))
        rule.zero_grad(set_to_none=True)
        loss(layers, output, name, x, y, l1).backward()
        rule.step()
        if scheduler and (schedule == "step" or step < span):
            scheduler.step()
        if step + 1 in PLACES:
            places.append(flat(layers))
    return places


def paths(rng):
    """For every optimiser, output layer and way."""
    x, y = rng.normal(size=(N[0], M)), np.eye(N[-1])[:, rng.integers(0, N[-1], M)]
    start = rng.normal(size=31)
    cases = [(k, *out, way) for k in KINDS for out in OUTPUTS for way in WAYS]
    reached = [path(*case, start, torch.tensor(x), torch.tensor(y)) for case in cases]
    return {
        "x": x, "y": y, "start": start, "reached": np.array(reached), "places": np.array(PLACES),
        "names": np.array(["/".join(case[:3]) for case in cases]),
        "l1": np.array([way[0] for *_, way in cases]), "l2": np.array([way[1] for *_, way in cases]),
        "schedules": np.array([way[2] for *_, way in cases]),
        "spans": np.array([SCHEDULES.get(way[2], (1, 1.0))[0] for *_, way in cases]),
        "to": np.array([SCHEDULES.get(way[2], (1, 1.0))[1] for *_, way in cases]),
        "frozen": np.array([way[3] for *_, way in cases]),
        "eta": np.array([ETAS[case[0]] for case in cases]),
    }  # fmt: skip


def main():
    """Write the file."""
    rng, arrays = np.random.default_rng(2), {"torch": np.array(torch.__version__)}
    for name in SLOTS:
        arrays |= {f"{name}/{key}": value for key, value in steps(name, rng).items()}
    arrays["rates/names"] = np.array([kind for kind, *_ in RATES])
    arrays["rates/span"] = np.array([span for _, span, _ in RATES])
    arrays["rates/to"] = np.array([to for *_, to in RATES])
    arrays["rates/eta"] = rng.uniform(0.01, 1.0, len(RATES))
    given = zip(arrays["rates/eta"], RATES, strict=True)
    arrays["rates/rates"] = np.array([rates(float(eta), *rate) for eta, rate in given])
    arrays |= {f"paths/{key}": value for key, value in paths(rng).items()}
    np.savez_compressed(FILE, **arrays)


if __name__ == "__main__":
    main()
