"""What is known of a data set before anything is generated or read."""

from collections.abc import Callable
from dataclasses import field
from typing import Generic, NamedTuple, TypeVar

from core.checks import Array
from core.datasets.dataset import Task
from core.lazily import dataclass

Generate = Callable[..., tuple[Array, Array]]
"""(rng, noise, M) → x, y; a data set that has a size is given that as well."""
Labels = Callable[[int], tuple[tuple[str, ...], tuple[str, ...]]]
"""size → what the inputs are called, and the outputs."""
Number = TypeVar("Number", int, float)


class Range(NamedTuple, Generic[Number]):
    """The least and the most that a setting can be."""

    least: Number
    most: Number


MOST_SAMPLES = 100_000
SAMPLES = Range(2, MOST_SAMPLES)  # one of each class, where there are two
NOISE = Range(0.0, 0.5)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One dataset of the menu, known without generating or reading it.

    `samples` and `noise` are what `load` takes by default, in the ranges beside them, which are
    None where the data is measured and so fixed. `inputs` and `outputs` label the rows of
    x (n_0, M) and y (n_L, M). `first_shown` is the sample to show first, from 0.
    Some have a `size` besides, called `size_words` (the number of bits, say), in `size_range`:
    `labels` then tells inputs and outputs for any size, and `samples_of`, where it is there, how many
    samples there are by default. What stands in `inputs`, `outputs`, `samples` is for the default size.
    """

    name: str
    title: str
    group: str
    description: str
    origin: str
    task: Task = "classification"
    inputs: tuple[str, ...] = ("x₁", "x₂")
    outputs: tuple[str, ...]
    samples: int
    samples_range: Range[int] | None = SAMPLES
    noise: float = 0.0
    noise_range: Range[float] | None = NOISE
    first_shown: int = 0
    size: int | None = None
    size_range: Range[int] | None = None
    size_words: str = ""
    labels: Labels | None = field(default=None, repr=False)
    samples_of: Callable[[int], int] | None = field(default=None, repr=False)
    generate: Generate = field(repr=False)

    def labelled(self, size: int | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what inputs and outputs are called at that size, None where there is none to choose."""
        return (self.inputs, self.outputs) if size is None or self.labels is None else self.labels(size)

    def samples_by_default(self, size: int | None) -> int:
        """Return how many samples there are at that size unless something else is asked for."""
        return self.samples if size is None or self.samples_of is None else self.samples_of(size)
