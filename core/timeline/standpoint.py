"""Where a training stands on a path through the tree, and how it goes on from there."""

from core.timeline.moments import moment
from core.timeline.places import Place
from core.timeline.stretches import again, again_by_phase, enter, grow, grow_by_phase, note_anew
from core.timeline.tree import ANEW, Segment
from core.trainer import Trainer
from core.training import Training


class Standpoint:
    """A training at a moment of a segment.

    Attributes:
        training: what stands at the present moment.
        segment: the segment on the path that it stands in.
        leaf: the end of the path.
        exact: whether every number is that of the first time; what another arithmetic has worked out anew
            may differ in last bits.

    """

    training: Training
    segment: Segment
    leaf: Segment
    exact: bool

    @property
    def trainer(self) -> Trainer:
        """What trains at present."""
        return self.training.trainer

    @property
    def divergence(self) -> object:
        """Where a number stopped being finite, or None."""
        return self.trainer.divergence

    @property
    def step(self) -> int:
        """Updates done."""
        return self.trainer.step

    @property
    def epoch(self) -> int:
        """Passes over the data done."""
        return self.trainer.epoch

    @property
    def start(self) -> int:
        """Samples of the present epoch that were taken."""
        return self.trainer.start

    @property
    def m(self) -> int:
        """Samples of a batch."""
        return self.trainer.m

    @property
    def M(self) -> int:
        """Samples of an epoch."""
        return self.trainer.M

    @property
    def moment(self) -> int:
        """The present moment."""
        return moment(self.trainer.cursor, self.trainer.net.L)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.segment, self.moment, self.leaf)

    @property
    def at_end(self) -> bool:
        """Whether nothing lies ahead on the path."""
        return self.segment is self.leaf and self.moment >= self.leaf.end

    # Going on

    def _do_phase(self) -> None:
        """Do a phase again as it was done, or a new one at the end of the path."""
        trainer, segment = self.trainer, self.segment
        if self.moment < segment.end:
            self.exact = again_by_phase(trainer, segment, self.exact)
        else:
            begun = trainer.step
            grow_by_phase(trainer, segment)
            self._note_way(begun)

    def _do_steps(self, budget: float, most: int) -> None:
        """Do steps again as they were done, or new ones at the end of the path."""
        trainer, segment = self.trainer, self.segment
        known = segment.steps - trainer.step
        if known > 0:
            self.exact = again(trainer, segment, budget, min(most, known), self.exact)
        else:
            begun = trainer.step
            grow(trainer, segment, budget, most)
            self._note_way(begun)

    def _ahead(self) -> Segment | None:
        """The next segment of the path, None at its leaf."""
        path = self.leaf.path
        k = path.index(self.segment)
        return path[k + 1] if k + 1 < len(path) else None

    def _enter(self, segment: Segment) -> None:
        """Go on into the next segment, by its edit."""
        self.exact = enter(self.training, segment, self.exact)
        self.segment = segment
        self.trainer.note_pace()

    def _note_way(self, begun: int) -> None:
        """If updates were done for the first time, after `begun` others, note whether those were exact.

        The phases before an update change no parameter: until it is done all is still worked out anew.
        """
        if self.trainer.step > begun and not self.exact:
            note_anew(self.segment, begun)
            self.exact = True

    def _begin_from_here(self) -> None:
        """Let a segment begin with the numbers as they are, and note it if they are no exact ones."""
        if not self.exact:
            self.segment.stretches.insert(0, (self.segment.start, ANEW))
        self.exact = True
