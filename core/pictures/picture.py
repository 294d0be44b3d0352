"""What a picture is made of, and what every kind of picture has to say."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from typing import Any, ClassVar, Final, NamedTuple

from core.commands import ViewSpec
from core.cursor import Phase
from core.datasets import Dataset
from core.jobs import Job
from core.network import Network
from core.timeline.timeline import Timeline
from core.trainer import Trainer

Deliver = Callable[[Any], None]

KEEP: Final = object()
"""The key of a moment for which no other picture is made than the one there is."""


class Scene(NamedTuple):
    """A moment that may be pictured. What it holds goes on changing: a job copies what it needs.

    Attributes:
        timeline: stands at the moment.
        view: what is asked for; sample: index of the sample shown, in the data's order.
        live: whether training runs, so that pictures have to be quick rather than fine.

    """

    timeline: Timeline
    view: ViewSpec
    sample: int
    live: bool

    @property
    def trainer(self) -> Trainer:
        """What trains."""
        return self.timeline.trainer

    @property
    def net(self) -> Network:
        """The network as it is; training goes on to change it."""
        return self.timeline.trainer.net

    @property
    def dataset(self) -> Dataset:
        """The data, with the numbers that were edited."""
        return self.timeline.training.dataset

    @property
    def step(self) -> int:
        """Updates done."""
        return self.timeline.trainer.step

    @property
    def updated(self) -> bool:
        """Whether the gradient is that of the update just done, and theta_before what it began with."""
        return self.timeline.trainer.phase is Phase.UPDATE


class Picture(ABC):
    """One kind of picture. It is made by a job, of a copy of what it shows, while training goes on.

    An object belongs to one training and may hold what it remembers of it.
    """

    name: ClassVar[str]
    """What a frame calls it."""
    seconds: ClassVar[float] = 0.05
    """Between the beginnings of two while training runs, at least."""

    @abstractmethod
    def wanted(self, scene: Scene) -> bool:
        """Whether anything on the screen shows it."""

    @abstractmethod
    def key(self, scene: Scene) -> Hashable:
        """All that it depends on, the step among it; edits apart, which let all pictures be made anew.

        None where there is nothing to be pictured, `KEEP` where the last one is as good as any.
        """

    @abstractmethod
    def job(self, scene: Scene, deliver: Deliver) -> Job:
        """The work, in pieces below a millisecond, which hands the picture over in the end.

        What it hands over can't be written to.
        """

    def note(self, scene: Scene) -> None:  # noqa: B027 - most have nothing to note
        """Look at a moment that goes by, wanted or not; it must take microseconds."""

    def finer(self, scene: Scene) -> Hashable:
        """The key of a finer one, made once the first is there and training rests; None for none."""
        return None

    def finer_job(self, scene: Scene, deliver: Deliver) -> Job:
        """The work of the finer one."""
        return self.job(scene, deliver)
