"""Writing the data shown as a piece of work: a little at a time, and whole or not at all."""

import os
from collections.abc import Iterator
from typing import BinaryIO

from core.datasets import Dataset
from core.exports.job import exporting_job
from core.jobs import Job
from core.tables.writing import encoded, written

LINES = 256
"""Lines between two looks at the clock, at most; fewer where they are long."""

NUMBERS = 4096
"""Numbers between two looks at the clock, about: a millisecond or two."""


def saving_job(path: str | os.PathLike[str], dataset: Dataset) -> Job:
    """The work of `save_csv`: a step raises `FileError` in one sentence, and leaves what was there.

    Who gives it up leaves what was there as well.
    """
    each = max(1, min(LINES, NUMBERS // (len(dataset.inputs) + len(dataset.outputs))))

    def content(file: BinaryIO) -> Iterator[float]:
        for done, line in enumerate(written(dataset)):
            file.write(encoded(line))
            if done % each == 0:
                yield done / (dataset.samples + 1)

    return exporting_job(path, content)
