"""Writing an export as a piece of work: a little at a time, and whole or not at all."""

import os
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import BinaryIO

from core.files.atomic import save, saving
from core.files.boundary import writing
from core.jobs import Job, Work

Content = Callable[[BinaryIO], Iterator[float]]
"""Writes into the file that it is given, and yields the share done, 0 to 1, every few milliseconds."""
Beside = tuple[str, str]
"""The name of a second file, and the text in it."""


def exporting_job(path: str | os.PathLike[str], content: Content, beside: Beside | None = None) -> Job:
    """The work of writing `content` into `path`, and after it a text into the file `beside` it.

    A step raises `FileError` in one sentence, and leaves what was there; so does who gives it up.
    """
    done = 0.0

    def work() -> Work:
        nonlocal done
        budget = yield 0.0
        deadline = perf_counter() + budget
        with writing(path), saving(path) as file:
            for share in content(file):
                done = share
                if perf_counter() >= deadline:
                    budget = yield 0.0
                    deadline = perf_counter() + budget
        if beside is not None:
            save(beside[0], beside[1].encode())

    return Job(work(), lambda: done)


def lines_of(lines: Iterator[str], count: int) -> Content:
    """The content that consists of about `count` lines of text, each with its line end."""

    def content(file: BinaryIO) -> Iterator[float]:
        for done, line in enumerate(lines):
            file.write(line.encode())
            yield min(1.0, done / max(1, count))

    return content
