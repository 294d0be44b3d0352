"""What a session puts aside while something else is tried beside it, and how it comes back to that."""

from dataclasses import replace
from typing import NamedTuple

from core import commands
from core.checks import finite_number, whole_number
from core.cursor import Cursor
from core.errors import BadInputError, NotAllowedError
from core.experiment import Experiment
from core.filming import Filming
from core.frame import Frame
from core.stage import Stage
from core.timeline.timeline import Timeline
from core.training import Training

ROOM = 16 * 2**20
"""Bytes for the checkpoints of a visit, beside those of what is a person's own."""


class Aside(NamedTuple):
    """What is a person's own, as it was left."""

    timeline: Timeline
    stage: Stage


class Visiting(Filming):
    """Tries something beside what is a person's own, in a timeline that nothing else ever sees.

    A fault in the backward pass belongs to the network of that timeline alone: no file is written of it,
    and whatever comes after the visit was there before it.
    """

    def __init__(self, timeline: Timeline) -> None:
        """Stand still where `timeline` stands, and visit nothing."""
        super().__init__(timeline)
        self._aside: Aside | None = None
        self._visited = commands.Visit(self.experiment)

    @property
    def visiting(self) -> bool:
        """Whether what is a person's own is put aside."""
        return self._aside is not None

    @property
    def own(self) -> Aside:
        """What is a person's own, and is saved: what was put aside, or else what is shown."""
        return self._aside or Aside(self.timeline, self._stage)

    def _visit(self, command: commands.Visit) -> None:
        """Begin a visit; one that is under way makes room for it."""
        timeline = Timeline(visited_training(command), ROOM)  # raises before anything is changed
        go_the_way(timeline, command.way)
        view = replace(self._stage.presenter.view, sample=None, pick=command.pick, exercise=False)
        stage = Stage(timeline, view)
        self._aside, self._visited = self.own, command
        self._stand_in(Aside(timeline, stage))

    def _leave(self, _: commands.Leave) -> None:
        if not self.visiting:
            raise NotAllowedError("There is nothing to go back to.")
        self._come_back()

    def _come_back(self) -> None:
        """End a visit, if there is one; panels that are seen now were perhaps not seen then."""
        if self._aside is None:
            return
        seen, own = self._stage.presenter.view.panels, self._aside
        self._aside = None
        own.stage.presenter.show(replace(own.stage.presenter.view, panels=seen))
        self._stand_in(own)

    def _stand_in(self, there: Aside) -> None:
        self.timeline, self._stage = there
        self._halt()

    def frame(self) -> Frame:
        """Return the picture of the present moment; the stamp is that of what is a person's own."""
        found = super().frame()
        if self._aside is None:
            return found
        history = replace(found.history, stamp=self._aside.timeline.changes)
        return replace(found, visiting=True, faulty=self.trainer.net.faulty, history=history)


def visited_training(command: commands.Visit) -> Training:
    """Return what a visit trains, at its first moment. Raises `BadInputError` where nothing fits."""
    if not isinstance(command.experiment, Experiment):
        raise BadInputError("What is visited must be an experiment.")
    training = Training(command.experiment)
    trainer = training.trainer
    if command.faulty:
        trainer.net.faulty = whole_number(command.faulty, "The layer with the fault", 1, trainer.net.L - 1)
        trainer.set_activations(trainer.net.activations)  # everything is bound anew
    if command.theta is not None:
        if len(command.theta) != trainer.net.theta.size:
            raise BadInputError(f"There are {trainer.net.theta.size} parameters, not {len(command.theta)}.")
        for index, value in enumerate(command.theta):
            trainer.net.theta[index] = finite_number(value, "A parameter")
        trainer.go_to(trainer.net.theta.copy(), Cursor())
    return training


def go_the_way(timeline: Timeline, way: tuple[commands.Step | commands.Edit, ...]) -> None:
    """Do steps, phases and edits at once; there are few of them."""
    for each in way:
        if isinstance(each, commands.Edit):
            timeline.edit(each)
        elif each.unit == "phase":
            timeline.advance()
        else:
            timeline.run(float("inf"), most=1)
