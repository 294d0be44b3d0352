"""What a session does while a film is written: goes from moment to moment, waits for a picture of each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from core import commands
from core.film import Film, Reach, moments
from core.frame import Frame, Pose
from core.importing import Importing, Waiting, checked_path
from core.jobs import Job, Work
from core.stage import Stage
from core.states import State
from core.timeline.places import on_path
from core.timeline.stretches import show_again
from core.timeline.timeline import Timeline

if TYPE_CHECKING:
    from core.exports.png import Pixels

PATIENCE = 3600.0
"""Seconds between two looks for a picture: the command that brings it is what is waited for."""


class Bookmark:
    """Where a timeline stands, in the middle of a step too, to be there again at once."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline, self._place, self._exact = timeline, timeline.place, timeline.exact
        self._training, trainer = timeline.training, timeline.trainer
        self._settings, self._memo = timeline.training.settings, trainer.memo()
        self._record = trainer.record

    def go_back(self) -> None:
        """Be there again, with every number."""
        timeline, trainer = self._timeline, self._training.trainer
        self._training.adopt(self._settings)
        trainer.record = self._record
        trainer.recall(self._memo)
        timeline.training, timeline.exact = self._training, self._exact
        timeline.segment, timeline.leaf = self._place.segment, self._place.leaf
        if self._exact:
            show_again(trainer, timeline.segment, self._memo)


class Filming(Importing):
    """Writes films.

    The session stands at each moment of a film as if somebody had gone there, and its frame says which
    picture is waited for; `AddPicture` brings it. However that ends, all is as it was before, and training
    is paused.
    """

    def __init__(self, timeline: Timeline) -> None:
        """Stand still where `timeline` stands, and film nothing."""
        super().__init__(timeline)
        self._posed: Frame | None = None
        self._taken: Pixels | None = None
        self._filmed = 0.0
        self._left: Stage | None = None

    @property
    def posing(self) -> bool:
        """Whether a picture is waited for."""
        return self._posed is not None

    @property
    def _stages(self) -> tuple[Stage, ...]:
        """What shows the timeline, and what will again after a film."""
        return (self._stage,) if self._left is None else (self._left, self._stage)

    def _export(self, command: commands.Export) -> None:
        if isinstance(command.what, Film):
            self._film(command)
        else:
            super()._export(command)

    def _film(self, command: commands.Export) -> None:
        """Begin to write a film; what can't be shown or written is said before anything is changed."""
        from core.exports.film_file import form_of  # noqa: PLC0415 - not a part of every start
        from core.video import library  # noqa: PLC0415

        path, film = checked_path(command.path), command.what
        form, _ = form_of(path), library()
        found = moments(film, reach_of(self.timeline))
        self._halt()
        self._still = self.frame()
        bookmark, self._left, self._filmed = Bookmark(self.timeline), self._stage, 0.0
        self._stage = stage_like(self._left, self.timeline)

        def come_home() -> None:
            self._posed = self._taken = None
            bookmark.go_back()
            if self._left is not None:
                self._stage, self._left = self._left, None

        job = Job(self._shoot(path, form, film, found, come_home), lambda: self._filmed, come_home)
        self._waiting = Waiting(command, lambda: None, None)
        self._job, self.state = job, State.EXPORTING

    def _shoot(
        self, path: str, form: str, film: Film, found: Sequence[int], come_home: Callable[[], None]
    ) -> Work:
        from core.exports.film_file import film_file  # noqa: PLC0415 - not a part of every start
        from core.files.atomic import saving  # noqa: PLC0415
        from core.files.boundary import writing  # noqa: PLC0415

        leaf = self.timeline.leaf
        yield 0.0
        with writing(path), saving(path) as file, film_file(file, form, film) as written:
            for number, t in enumerate(found):
                yield from self._go(self.timeline.replay(on_path(leaf, t), self._arrive))
                yield from self._pose(Pose(number, len(found)))
                if self._taken is not None:
                    written.add(self._taken)
                self._taken, self._filmed = None, (number + 1) / len(found)
        come_home()

    def _go(self, way: Job) -> Work:
        """Go to a moment."""
        while not way.done:
            budget = yield 0.0
            way.step(budget)

    def _arrive(self) -> None:
        self._stage.arrive()
        self._stage.follow(live=False)

    def _settle(self) -> Work:
        """Work out everything that is shown of a moment, to the finest."""
        self._stage.evaluate(live=False)
        deadline = perf_counter()
        while self._stage.busy:
            if perf_counter() >= deadline:
                deadline = perf_counter() + (yield 0.0)
            self._stage.step()
            self._stage.evaluate(live=False)

    def _pose(self, pose: Pose) -> Work:
        """Show a moment, as the view is that is asked for, and wait until its picture is there."""
        stands = State.PAUSED if self.trainer.divergence is None else State.DIVERGED
        while self._taken is None:
            if self._posed is None or self._posed.view != self._stage.presenter.view:
                yield from self._settle()
                self._posed = replace(self._stage.frame(stands.value, False, None), pose=pose)
                self.version += 1
            if self._taken is None:  # it may have come while another view was worked out
                yield PATIENCE
        assert self._posed is not None
        self._still, self._posed = replace(self._posed, pose=None), None

    def _add_picture(self, command: commands.AddPicture) -> None:
        """Take a picture that is waited for; one of a film that was given up comes too late."""
        pose = None if self._posed is None else self._posed.pose
        if pose is not None and command.number == pose.number and self._taken is None:
            self._taken = command.picture

    def frame(self) -> Frame:
        """Return the picture of the present moment; while one poses, of that."""
        return self._posed or super().frame()


def reach_of(timeline: Timeline) -> Reach:
    """What a film can show of the run that is shown."""
    leaf = timeline.leaf
    return Reach(max(leaf.end, timeline.moment), leaf.L, timeline.trainer.record.paces)


def stage_like(stage: Stage, timeline: Timeline) -> Stage:
    """Another that shows the same sample, so that nothing is lost of what `stage` has worked out."""
    made = Stage(timeline, stage.presenter.view)
    made.audit, made.presenter.sample = stage.audit, stage.presenter.sample
    return made
