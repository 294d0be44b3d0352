"""The choice of the cost: those that the targets and the output layer have no use for are greyed."""

import numpy as np

from core.costs import COSTS
from core.datasets import Dataset
from gui.fields import Choice
from gui.writing.plain import one_line

NAMES = {
    "mse": "squared error (mse)",
    "binary cross-entropy": "binary cross-entropy",
    "cross-entropy": "cross-entropy",
}
EQUATIONS = {
    "mse": "C = (1/n_L) Σ (aᴸ − y)²",
    "binary cross-entropy": "C = −(1/n_L) Σ (y ln aᴸ + (1 − y) ln(1 − aᴸ)), of a sigmoid output",
    "cross-entropy": "C = −Σ y ln aᴸ, of a softmax output",
}
TIP = "C, the cost of one sample: how far aᴸ is from y, summed over the output's nodes\n\n" + "\n".join(
    f"{NAMES[name]}: {equation}" for name, equation in EQUATIONS.items()
)


class CostChoice(Choice):
    """A drop-down list of costs."""

    def __init__(self) -> None:
        super().__init__([(words, name) for name, words in NAMES.items()], TIP)
        self._dataset: Dataset | None = None
        self._nodes = 0

    def show_cost(self, name: str, dataset: Dataset, nodes: int) -> None:
        """Show the cost `name` of an output layer of so many `nodes` that learns `dataset`."""
        if dataset is not self._dataset or nodes != self._nodes:
            self._dataset, self._nodes = dataset, nodes
            reasons = unsuited(dataset, nodes)
            self.withhold(reasons)
            self.explain({each: reasons.get(each, EQUATIONS[each]) for each in NAMES})
        self.show_value(name)


def unsuited(dataset: Dataset, nodes: int) -> dict[str, str]:
    """The costs that make no sense for the targets of `dataset`, each with the reason."""
    found = {}
    if dataset.y.size and not 0.0 <= dataset.y.min() <= dataset.y.max() <= 1.0:
        why = f"It needs targets y from 0 to 1; those of {one_line(dataset.title)} go beyond."
        found = {name: why for name, cost in COSTS.items() if cost.of_sigma is not None}
    elif nodes == 1:
        found["cross-entropy"] = "It needs two outputs or more: softmax of one alone is always 1."
    elif not np.allclose(dataset.y.sum(axis=0), 1.0):
        found["cross-entropy"] = "It needs targets y that add up to 1 for every sample, as classes do."
    return found


def said_of_cost(name: str, sigma: str) -> str:
    """What else changes where the cost `name` is chosen for an output layer of `sigma`; empty for nothing."""
    wanted = COSTS[name].of_sigma
    if wanted is None or wanted == sigma:
        return ""
    return f"The cost {NAMES[name]} goes with {wanted}: the output layer has it now instead of {sigma}."


def said_of_sigma(sigma: str, cost: str) -> str:
    """What else changes where `sigma` is chosen for the output layer under a `cost`; empty for nothing."""
    wanted = COSTS[cost].of_sigma
    if wanted is None or wanted == sigma:
        return ""
    return f"The cost {NAMES[cost]} goes with {wanted} only: with {sigma} it is the {NAMES['mse']} now."
