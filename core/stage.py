"""What is shown of training, kept in step with it: the sample's pass, the score, the output, the audit."""

from dataclasses import replace
from time import perf_counter

from core.audit import Audit
from core.commands import Edit, ViewSpec
from core.evaluations import Evaluations
from core.frame import Frame
from core.painting import checked_indices
from core.pictures.picture import Scene
from core.pictures.studio import Studio
from core.plane import Plane, plane_of
from core.presenter import Moment, Presenter
from core.timeline.history import history
from core.timeline.timeline import Timeline
from core.training import NUMBERS, POINTS
from core.tuning import FUNCTIONS

AT_ONCE = 0.008
"""Seconds within which the score and the pictures are there with an edit itself."""


class Stage:
    """Shows where a timeline stands.

    Attributes:
        presenter: makes the frames.
        evaluations: score and output over the inputs.
        studio: all other pictures.
        audit: the last check of all gradients.

    """

    def __init__(self, timeline: Timeline, view: ViewSpec) -> None:
        """Show where `timeline` stands, as `view` says."""
        self._timeline, self._training = timeline, timeline.training
        self.set_up(view)

    def set_up(self, view: ViewSpec) -> None:
        """Begin with another training; the plane of inputs that were chosen is none of other inputs."""
        training = self._timeline.training
        if training.dataset.inputs != self._training.dataset.inputs:
            view = replace(view, axes=None)
        self._training, self._segment = training, self._timeline.segment
        self.audit: Audit | None = None
        self.presenter = Presenter(training.dataset, training.trainer, view, training.held_out)
        self.evaluations = Evaluations(training.dataset, training.trainer, training.held_out)
        self.studio = Studio()
        self.evaluate(live=False)

    # After changes

    def edited(self, command: Edit, live: bool) -> None:
        """Show what an edit has made, while training runs (`live`) or not."""
        presenter, training = self.presenter, self._timeline.training
        self._segment = self._timeline.segment
        if command.quantity in NUMBERS:
            presenter.stay(live)
            presenter.renew(training.dataset, training.held_out)
        elif command.quantity in POINTS:
            if command.quantity == "erase":
                presenter.stay_behind(checked_indices(command.value, presenter.dataset.samples))
            presenter.renew(training.dataset, training.held_out)
        elif command.quantity in FUNCTIONS:
            presenter.follow_functions()
        self.follow(live)
        if command.quantity in POINTS:
            self.evaluations.meet_points(training.dataset, training.held_out)
            self.studio.expire()
            self._evaluate(live)
        elif command.quantity in (*NUMBERS, *FUNCTIONS):
            self._evaluate_anew(live)

    def meet_edits(self, live: bool) -> None:
        """Where training has gone over an edit again, show what is trained since."""
        training, before = self._timeline.training, self._segment
        if self._timeline.segment is before:
            return
        self._segment = self._timeline.segment
        path = self._segment.path
        met = [k.edit.quantity for k in path[path.index(before) + 1 :] if k.edit is not None]
        if not {*NUMBERS, *POINTS}.isdisjoint(met):
            self.presenter.renew(training.dataset, training.held_out)
        self.presenter.follow_functions()
        self._evaluate_anew(live)

    def arrive(self) -> None:
        """Show another moment."""
        training = self._timeline.training
        self._segment = self._timeline.segment
        if training is self._training:
            self.presenter.arrive(training.dataset, training.held_out)
        else:
            self.set_up(replace(self.presenter.view, sample=None))
        self._evaluate_anew(live=False)

    # As time goes on

    def follow(self, live: bool) -> None:
        """While phases are watched, show a sample of the present batch."""
        if not live:
            self.presenter.follow_batch()

    def evaluate(self, live: bool) -> None:
        """Bring the score, and the pictures that are shown, up to date."""
        self.evaluations.begin(live, self._plane() if "output" in self.presenter.view.panels else None)
        self.studio.begin(self._scene(live))

    @property
    def busy(self) -> bool:
        """Whether a score or a picture is being worked out."""
        return self.evaluations.busy or self.studio.busy

    def step(self) -> bool:
        """Work for a millisecond or so on each of them; return whether something new is there."""
        scored, pictured = self.evaluations.step(), self.studio.step()
        return scored or pictured

    def _plane(self) -> Plane | None:
        """The plane of inputs over which the network is shown."""
        presenter = self.presenter
        return plane_of(presenter.dataset, presenter.view.axes, presenter.sample)

    def _scene(self, live: bool) -> Scene:
        return Scene(self._timeline, self.presenter.view, self.presenter.sample, live)

    def _evaluate_anew(self, live: bool) -> None:
        """Let score and output be those of the present numbers, at once if that is possible."""
        training = self._timeline.training
        self.evaluations.use(training.dataset, training.held_out)
        self.evaluations.forget()
        self.studio.forget()
        self._evaluate(live)

    def _evaluate(self, live: bool) -> None:
        self.evaluate(live)
        deadline = perf_counter() + AT_ONCE
        while self.busy and perf_counter() < deadline:
            self.step()

    def frame(self, state: str, live: bool, progress: float | None) -> Frame:
        """Return the picture of the present moment."""
        now = Moment(
            state=state,
            live=live,
            experiment=self._timeline.training.experiment,
            score=self.evaluations.score,
            output=self.evaluations.output,
            pictures=self.studio.shown(self._scene(live)),
            audit=self.audit,
            progress=progress,
            history=history(self._timeline),
        )
        return self.presenter.frame(now)
