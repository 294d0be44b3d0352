"""What optimisers remember, in a session file: of the present moment and of the checkpoints.

Plain gradient descent remembers nothing, and its files say nothing of it.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from core.checks import Array
from core.experiment import Experiment
from core.files.npy import AnyArray
from core.files.session_checks import fault, flat
from core.network import parameter_count
from core.optimisers import OPTIMISERS

PRESENT = "memory"
"""The present memory and the one before the last update, behind one another."""
KEPT = "memories"
"""Those of all checkpoints, one after another."""
MEMORIES = (PRESENT, KEPT)
COUNTS = ("s", "t")
"""Slots that hold means of squares, and counts: nothing below 0."""


def memory_shape(experiment: Experiment) -> tuple[int, int]:
    """How many slots the optimiser of `experiment` has, and numbers in each."""
    return len(OPTIMISERS[experiment.optimiser].slots), parameter_count(experiment.n)


def memory_part(name: str, memories: Iterable[Array]) -> dict[str, AnyArray]:
    """The member `name` for these memories; none where they are empty."""
    kept = [k.ravel() for k in memories if k.size]
    return {name: np.concatenate(kept)} if kept else {}


def memories_of(
    name: str, arrays: dict[str, AnyArray], experiments: list[Experiment], finite: bool = True
) -> Iterator[Array]:
    """The memories that the member `name` holds for optimisers of these `experiments`, in their order."""
    shapes = [memory_shape(k) for k in experiments]
    total = sum(slots * size for slots, size in shapes)
    if total == 0 and name in arrays:
        raise fault("holds what no optimiser remembers", f"{name}.npy")
    if total > 0 and name not in arrays:
        raise fault("is missing: an optimiser remembers something", f"{name}.npy")
    numbers, begin = flat(arrays, name, total) if total else np.empty(0), 0
    for experiment, (slots, size) in zip(experiments, shapes, strict=True):
        memory = np.array(numbers[begin : begin + slots * size]).reshape(slots, size)
        begin += slots * size
        _refuse_bad(memory, experiment, name, finite)
        yield memory


def _refuse_bad(memory: Array, experiment: Experiment, name: str, finite: bool) -> None:
    if finite and not np.isfinite(memory).all():
        raise fault("holds NaN or infinity", f"{name}.npy")
    for slot, row in zip(OPTIMISERS[experiment.optimiser].slots, memory, strict=True):
        if slot in COUNTS and (row < 0).any():
            raise fault(f"holds a negative {slot}", f"{name}.npy")
