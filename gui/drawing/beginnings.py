"""Drawings that are begun, each with what is said when it is there."""

from collections.abc import Callable

from core.commands import Command, Load
from core.drawings import cleared, drawing_on, new_drawing, with_another_class
from core.experiment import Experiment
from core.frame import Frame
from core.lazily import dataclass


@dataclass(frozen=True, eq=False)
class Beginning:
    """Makes an experiment of the present one; `words` say of its first frame what it is."""

    make: Callable[[Frame], Experiment]
    words: Callable[[Frame], str]

    def command(self, frame: Frame) -> Command | None:
        """What begins it. Raises `BadInputError` where that is not possible."""
        return Load(self.make(frame))


def _new(frame: Frame) -> Experiment:
    return new_drawing(frame.experiment)


def _new_words(_: Frame) -> str:
    return "A new drawing, and a new network: paint with the mouse, its right button erases."


def _here(frame: Frame) -> Experiment:
    return drawing_on(frame.experiment, frame.dataset)


def _here_words(_: Frame) -> str:
    return (
        "The data can be painted on now, and training begins anew: the mouse paints, its right button erases."
    )


def _another(frame: Frame) -> Experiment:
    return with_another_class(frame.experiment, frame.dataset)


def _another_words(frame: Frame) -> str:
    count = len(frame.dataset.outputs)
    return f"There are {count} classes now, and the network begins anew with an output for each."


def _cleared(frame: Frame) -> Experiment:
    return cleared(frame.experiment)


def _cleared_words(_: Frame) -> str:
    return "One point of each class is left, and training begins anew; Undo brings the others back."


NEW, HERE = Beginning(_new, _new_words), Beginning(_here, _here_words)
ANOTHER_CLASS, CLEARED = Beginning(_another, _another_words), Beginning(_cleared, _cleared_words)
