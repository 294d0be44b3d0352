"""Work in pieces that comes to something: done in one go, or a few milliseconds at a time."""

from collections.abc import Generator
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")
Pieces = Generator[None, None, T]
"""Yields after every piece, and returns what it has come to."""


def outcome(pieces: Pieces[T]) -> T:
    """Do all the work; return what it comes to."""
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            found: T = end.value
            return found


def spread(pieces: Pieces[T], budget: float) -> Generator[float, float, T]:
    """Do the work as a part of a job (see `core.jobs`), `budget` seconds at first; return its outcome."""
    deadline = perf_counter() + budget
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            found: T = end.value
            return found
        if perf_counter() >= deadline:
            budget = yield 0.0
            deadline = perf_counter() + budget
