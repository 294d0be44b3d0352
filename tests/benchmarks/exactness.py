"""How far off the mathematics is at most: one line for each way in which it is checked.

    python tests/benchmarks/exactness.py [--networks 10]

Every activation with every cost, optimiser and regulariser, on so many random networks each (depth 1–5,
width 1–8, batch 1–32); the tests in `tests/core` hold what is printed here to the bounds beside it.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "core"))

import gradient_properties as properties
import numpy as np
import test_optimisers_golden as of_optimisers
import test_training_golden as of_training
import training_properties as training
from definitions import COST_OF_A, SIGMA
from kinds import SIGMAS, TOGETHER, outputs_of
from test_chain_rule import SATURATED, derivative, picks
from test_every_combination import REGULARISERS, STEPS, drawn

from core.activations import ACTIVATIONS
from core.backprop import backward, forward
from core.chain_rule import chain_rule
from core.costs import COSTS
from core.network import Network
from core.optimisers import OPTIMISERS

Array = np.ndarray


class Worst:
    """The largest of what was noted under each name, and how often something was."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[float, int, float]] = {}

    def note(self, name: str, error: float, bound: float) -> None:
        """Enter an error and what it may be."""
        worst, count, _ = self.found.get(name, (0.0, 0, bound))
        self.found[name] = max(worst, float(error)), count + 1, bound

    def lines(self) -> Iterator[str]:
        """One line a name."""
        for name, (worst, count, bound) in self.found.items():
            yield f"{name}: {worst:.1e} (allowed {bound:.0e}) in {count:,}"


class Recording:
    """Stands for `assert_near` while it is entered: notes errors too, relative to what they are held to."""

    def __init__(self, worst: Worst, name: str) -> None:
        self._worst, self._name, self._sound = worst, name, properties.assert_near

    def __enter__(self) -> None:
        properties.assert_near = self._near

    def __exit__(self, *_: object) -> None:
        properties.assert_near = self._sound

    def _near(self, found: Array, wanted: Array, tolerance: float, largest: float) -> None:
        self._sound(found, wanted, tolerance, largest)
        error = np.abs(found - wanted).max() / max(1.0, largest)
        self._worst.note(self._name, error, tolerance)


def networks(worst: Worst, count: int) -> None:
    """Gradient, witnesses and steps of random networks."""
    for sigma, cost in TOGETHER:
        for rule in OPTIMISERS:
            for r in REGULARISERS:
                for seed in range(count):
                    net, x, y, schedule = drawn(seed, sigma, cost, rule, r)
                    trainer = training.trainer_of(net, x, y, rule, REGULARISERS[r], schedule)
                    one_network(worst, trainer, seed, r)


def one_network(worst: Worst, trainer: training.Trainer, seed: int, r: str) -> None:
    """Three steps, from the second one on with something frozen; then the gradient there."""
    net, x, y = trainer.net, trainer.x, trainer.y
    for step in range(STEPS):
        if step == 1:
            training.freeze_some(net, seed)
        off = training.check_step(trainer)
        worst.note(
            f"one step of {trainer.optimiser.name} against its rule by hand, × max(1, |θ|)", off, 1e-12
        )
    before = net.with_theta(trainer.theta_before)
    if not properties.near_a_kink(before, x):
        what = "C̄" if r == "no R" else f"C̄ + R ({r})"
        try:
            with Recording(worst, f"gradient of {what} against central differences, × max(1, largest)"):
                properties.check_parameters(before, x, y, trainer.updating.regulariser)
        except properties.KinkError:
            return
    witnesses(worst, net, x[:, 0], y[:, 0], seed)


def witnesses(worst: Worst, net: Network, x: Array, y: Array, seed: int) -> None:
    """Product, path sum and backward pass, where σ' is not a difference of almost equal numbers."""
    p = forward(net, x)
    bent = [l for l in properties.layers(net) if net.activations[l - 1] in ("sigmoid", "tanh")]
    if any(np.abs(p.z[l]).max() > SATURATED for l in bent):
        return
    g = backward(net, p, y)
    for pick in picks(net, seed):
        r = chain_rule(net, x, y, *pick)
        if r.paths_size:
            off = abs(r.value - derivative(g, *pick)) / r.paths_size
            worst.note("chain rule's product against the backward pass, × Σ|paths|", off, 1e-12)
            off = abs(r.value - sum(path.value for path in r.paths)) / r.paths_size
            worst.note("chain rule's product against its path sum, × Σ|paths|", off, 1e-12)


def functions(worst: Worst) -> None:
    """σ and costs against the complex step, |z| ≤ 5."""
    rng = np.random.default_rng(0)
    for _ in range(100):
        z = rng.uniform(-5, 5, (4, 6))
        for name in SIGMAS:
            with Recording(worst, "σ and ∂a/∂z against definition and complex step, |z| ≤ 5"):
                properties.check_sigma(name, z)
        for name in COSTS:
            y = rng.uniform(0, 1, z.shape)
            for sigma in outputs_of(name):
                with Recording(worst, f"{name} and its derivatives against definition and complex step"):
                    properties.check_cost_derivative(name, sigma, z, y)
    assert set(SIGMA) == set(ACTIVATIONS)
    assert set(COST_OF_A) == set(COSTS)


def golden(worst: Worst) -> None:
    """What PyTorch says."""
    for module in (of_optimisers, of_training):
        with np.load(module.FILE, allow_pickle=False) as file:
            arrays = dict(file)
        what = "" if module is of_optimisers else " with L1 and L2"
        for name in OPTIMISERS:
            off = module.steps_agree(arrays, name)
            worst.note(f"PyTorch: one step of {name}{what} from 50 states, relative", off, 1e-10)
        way = "paths of 100 steps" if not what else "paths of 100 steps with L1, L2, schedules, frozen layers"
        worst.note(f"PyTorch: {way}", module.paths_agree(arrays), 1e-9)
        if module is of_optimisers:
            off = module.gradients_agree(arrays)
            worst.note("PyTorch: gradients of every σ and cost, × max(1, largest)", off, 1e-10)


def main() -> None:
    """Measure and print; stops at the first that is off by more than it may."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--networks", type=int, default=10, help="networks of each combination (default: 10)")
    worst = Worst()
    with np.errstate(all="ignore"):
        functions(worst)
        golden(worst)
        networks(worst, parser.parse_args().networks)
    print("\n".join(worst.lines()))


if __name__ == "__main__":
    main()
