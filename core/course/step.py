"""What a lesson and its steps are, and what a step may look at to see whether it is done."""

from typing import NamedTuple, Protocol

from core.commands import Edit, Visit
from core.commands import Step as Go
from core.experiment import Experiment
from core.frame import Frame
from core.selection import Pick, Selection


class Seen(NamedTuple):
    """What the learner has done: the frame with which a step began, the present one, and what was typed."""

    begun: Frame
    now: Frame
    answer: float | None = None


class Task(Protocol):
    """What a step asks for. Both functions look at nothing but what they are given."""

    def done(self, seen: Seen) -> bool:
        """Whether it is done."""

    def wrong(self, seen: Seen) -> str:
        """A sentence about what was done instead, "" where nothing was."""


class Step(NamedTuple):
    """One step of a lesson.

    Attributes:
        name: what its text is called.
        task: what is to be done.
        way: the phases, steps and edits that lead from the lesson's beginning to where it begins.
        pick: what is selected then.
        panels: those that it needs in front, besides what its lesson has there.
        point: where to act, by name.
        lights: the nodes, weights and biases that it is about.

    """

    name: str
    task: Task
    way: tuple[Go | Edit, ...] = ()
    pick: Pick | None = None
    panels: tuple[str, ...] = ()
    point: str = ""
    lights: tuple[Selection, ...] = ()

    def can_begin(self, frame: Frame) -> bool:
        """Whether the step before may lead on to this one from `frame`, whatever else was done there.

        Where phases alone lead to it, it is about the numbers of that one moment.
        """
        if frame.state == "diverged":
            return False
        if any(isinstance(k, Edit) or k.unit != "phase" for k in self.way):
            return True
        return (frame.cursor.step, frame.place) == (0, len(self.way)) and not frame.history.edits


class Lesson(NamedTuple):
    """A few steps with one experiment.

    Attributes:
        name: what its text is called.
        theta: where the parameters begin, None for what the experiment draws.
        panels: those that are in front.
        faulty: the layer whose σ' the backward pass forgets, 0 for none.

    """

    name: str
    experiment: Experiment
    steps: tuple[Step, ...]
    theta: tuple[float, ...] | None = None
    faulty: int = 0
    panels: tuple[str, ...] = ()

    def visit(self, at: int) -> Visit:
        """The command that begins at step number `at`, from 0."""
        step = self.steps[at]
        return Visit(self.experiment, self.theta, step.way, step.pick, self.faulty)
