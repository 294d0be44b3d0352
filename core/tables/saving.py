"""Writing the data shown as a piece of work: a little at a time, and whole or not at all."""

import os
from time import perf_counter

from core.datasets import Dataset
from core.files.atomic import saving
from core.files.boundary import writing
from core.jobs import Job, Work
from core.tables.writing import encoded, written

LINES = 256
"""Lines between two looks at the clock, at most; fewer where they are long."""

NUMBERS = 4096
"""Numbers between two looks at the clock, about: a millisecond or two."""


def saving_job(path: str | os.PathLike[str], dataset: Dataset) -> Job:
    """The work of `save_csv`: a step raises `FileError` in one sentence, and leaves what was there.

    Who gives it up leaves what was there as well.
    """
    done = 0
    each = max(1, min(LINES, NUMBERS // (len(dataset.inputs) + len(dataset.outputs))))

    def work() -> Work:
        nonlocal done
        budget = yield 0.0
        deadline = perf_counter() + budget
        with writing(path), saving(path) as file:
            for line in written(dataset):
                file.write(encoded(line))
                if done % each == 0 and perf_counter() >= deadline:
                    budget = yield 0.0
                    deadline = perf_counter() + budget
                done += 1

    return Job(work(), lambda: done / (dataset.samples + 1))
