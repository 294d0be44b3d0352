"""The datasets to train on, each by its name: `names`, `entries`, `entry`, `load`."""

from core.datasets.dataset import Dataset, Task
from core.datasets.entry import Entry, Range
from core.datasets.registry import entries, entry, load, names

__all__ = ["Dataset", "Entry", "Range", "Task", "entries", "entry", "load", "names"]
