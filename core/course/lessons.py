"""The eight lessons, in their order."""

from core.course.by_hand import BACKWARD, CHAIN_RULE, COST, FORWARD
from core.course.step import Lesson
from core.course.training import BATCHES, DEEP_SIGMOIDS, FAULT, STEP
from core.errors import UnknownNameError

LESSONS = (FORWARD, COST, CHAIN_RULE, BACKWARD, STEP, BATCHES, DEEP_SIGMOIDS, FAULT)


def names() -> tuple[str, ...]:
    """The names of all lessons."""
    return tuple(each.name for each in LESSONS)


def lesson(name: str) -> Lesson:
    """Return the lesson `name`; raises `UnknownNameError`."""
    found = next((each for each in LESSONS if each.name == name), None)
    if found is None:
        raise UnknownNameError("lesson", name, names())
    return found
