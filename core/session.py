"""A session: an experiment, where its training stands, and which commands that allows."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core import audit, commands, jobs
from core.checks import finite_number
from core.errors import BadInputError, NotAllowedError, UnknownNameError, shown
from core.experiment import Experiment, Ready, default_experiment
from core.importing import checked_path
from core.stage import Stage
from core.states import DOING, EVERY, FILES, RESTING, WORKING, State, called
from core.timeline.runs import name_run
from core.timeline.timeline import Timeline
from core.timeline.travel import destination, find_run
from core.timeline.words import beginning_words
from core.training import Training
from core.tuning import SETTINGS
from core.visiting import Visiting

if TYPE_CHECKING:
    from core.files.session_file import Restored

AT_ONCE = 0.008
"""Seconds within which a long step or a check is finished by the command itself."""

SEEK_AT_ONCE = 0.06
"""Seconds within which another moment is there with the command itself; longer ways show progress."""

SLOWEST = 0.001
"""Phases or steps a second, at least: a timer can't wait for ever."""


class Session(Visiting):
    """Owns the network and its training; lives in one thread and is told what to do by commands.

    Attributes:
        window: the text of the window in the session file that was opened last, "" without any.
        saved: the stamp of the history that was saved, opened or begun last, -1 without any.

    """

    def __init__(self, experiment: Experiment | None = None) -> None:
        """Begin `experiment` (XOR without one), paused at INPUT of its first step."""
        super().__init__(Timeline(Training(experiment or default_experiment())))
        self.window, self.saved = "", -1
        handlers: dict[type, tuple[Callable[[Any], None], frozenset[State]]] = {
            commands.Load: (self._load, EVERY),
            commands.New: (self._new, EVERY),
            commands.Visit: (self._visit, RESTING),
            commands.Leave: (self._leave, EVERY - FILES),
            commands.Reset: (self._reset, EVERY),
            commands.Run: (self._run, frozenset({State.PAUSED, State.RUNNING})),
            commands.Pause: (self._pause, WORKING),
            commands.Cancel: (self._cancel, WORKING - {State.RUNNING}),
            commands.Step: (self._step, frozenset({State.PAUSED})),
            commands.Audit: (self._check, frozenset({State.PAUSED, State.CHECKING})),
            commands.Edit: (self._edit, RESTING),
            commands.Show: (self._show, EVERY),
            commands.NameRun: (self._name_run, EVERY),
            commands.DeleteRun: (self._delete_run, RESTING),
            commands.Save: (self._save, RESTING),
            commands.Open: (self._open, EVERY),
            commands.Import: (self._import, EVERY),
            commands.SaveData: (self._save_data, RESTING),
            commands.Export: (self._export, RESTING),
            commands.AddPicture: (self._add_picture, EVERY),
            commands.Seek: (self._travel, EVERY - FILES),
            commands.Return: (self._travel, EVERY - FILES),
        }
        through_time = (commands.Back, commands.Undo, commands.Redo, commands.Recover)
        self._handlers = handlers | dict.fromkeys(through_time, (self._travel, RESTING))

    # Commands

    def apply(self, command: commands.Command) -> None:
        """Do what `command` says.

        Raises `BadInputError` with one sentence, the session unchanged, for a value that
        cannot be used, and `NotAllowedError` for a command that the state does not allow.
        """
        try:
            handler, allowed = self._handlers[type(command)]
        except KeyError:
            raise BadInputError(f"There is no command {shown(command)}.") from None
        if self.state not in allowed:
            doing = DOING.get(self.state, f"training is {self.state.value}")
            raise NotAllowedError(f"{called(command)} is not possible while {doing}.")
        handler(command)
        self.version += not isinstance(command, commands.AddPicture)  # which changes nothing that is shown

    def _load(self, command: commands.Load) -> None:
        self._go_on_with(checked_experiment(command.experiment))

    def _go_on_with(self, experiment: Experiment, ready: Ready | None = None) -> None:
        run, view = self._going_on, replace(self._stage.presenter.view, sample=None, pick=None)
        self._begin(experiment, view, ready=ready)
        if run is not None:
            self._run(run)

    def _new(self, command: commands.New) -> None:
        timeline = Timeline(Training(checked_experiment(command.experiment)))
        view = replace(self._stage.presenter.view, sample=None, pick=None)
        self._go_on(timeline, Stage(timeline, view), "")

    def _reset(self, _: commands.Reset) -> None:
        if self._job is not None:
            self._job.cancel()  # on the way to another moment its settings hold, not those that are shown
        if self.visiting:
            self._visit(self._visited)
        else:
            self._begin(self.experiment, self._stage.presenter.view, "reset")

    def _begin(
        self, experiment: Experiment, view: commands.ViewSpec, words: str = "", ready: Ready | None = None
    ) -> None:
        training = Training(experiment, ready)  # raises before anything is changed
        if self._job is not None:
            self._job.cancel()
        self._come_back()
        words = words or beginning_words(self.experiment, training.experiment)
        self.timeline.load(training, words)
        self._stage.set_up(view)
        self._halt()

    def _run(self, command: commands.Run) -> None:
        if command.unit not in ("phase", "step"):
            raise UnknownNameError("unit", command.unit, ("phase", "step"))
        if command.rate is None:
            job = jobs.full_speed(self.timeline)
        else:
            job = jobs.paced(self.timeline, finite_number(command.rate, "The speed", SLOWEST), command.unit)
        self._run_command = command
        self._live = command.rate is None or command.unit == "step"
        self._job, self.state = job, State.RUNNING
        self._stage.follow(self._live)

    def _start(self, command: commands.Run) -> None:
        self._run(command)

    def _pause(self, _: commands.Pause) -> None:
        self._halt()

    def _cancel(self, _: commands.Cancel) -> None:
        self._give_up()

    def _step(self, command: commands.Step) -> None:
        if command.unit == "phase":
            self.timeline.advance()
        elif command.unit == "step":
            self.timeline.run(float("inf"), most=1)
        elif command.unit == "epoch":
            self._job, self.state = jobs.to_end_of_epoch(self.timeline), State.STEPPING
            self._live = True
            self._work(AT_ONCE)
            return
        else:
            raise UnknownNameError("step", command.unit, ("phase", "step", "epoch"))
        self._stage.meet_edits(self._live)
        self._stand_still()

    def _edit(self, command: commands.Edit) -> None:
        if command.quantity in ("x", "y") and command.sample is None:
            command = replace(command, sample=self._stage.presenter.sample)
        self.timeline.edit(command)
        if self.state is State.CHECKING:
            self._halt()
        self._stage.edited(command, self._live)
        self._evaluate()

    # Another moment

    def _travel(self, command: commands.Travel) -> None:
        """Go somewhere else in time; while that is under way, frames show what there was before."""
        to = destination(command, self.timeline)  # raises before anything is changed
        if self.state is not State.PAUSED:
            self._halt()
        by = command if isinstance(command, commands.Undo | commands.Redo) else None
        arrive = (
            self._recovering(command, to.t) if isinstance(command, commands.Recover) else self._stage.arrive
        )
        job = self.timeline.replay(to, arrive, by)
        self._still = self.frame()
        self._job, self.state = job, State.SEEKING
        self._work(SEEK_AT_ONCE)

    def _recovering(self, command: commands.Recover, t: int) -> Callable[[], None]:
        """How to arrive at moment `t` before a divergence: with the settings that were made since."""
        made = [k.edit for k in self.timeline.leaf.path if k.edit is not None and k.fork > t]
        made = [edit for edit in made if edit.quantity in SETTINGS]  # a number may be what it came from

        def arrive() -> None:
            self._stage.arrive()
            for edit in made:
                self._edit(edit)
            if command.halve_eta:
                self._edit(commands.Edit("eta", self.experiment.eta / 2))

        return arrive

    def _name_run(self, command: commands.NameRun) -> None:
        name_run(find_run(command.run, self.timeline), command.name)
        self.timeline.changes += 1

    def _delete_run(self, command: commands.DeleteRun) -> None:
        self.timeline.delete(find_run(command.run, self.timeline))

    def _save(self, command: commands.Save) -> None:
        from core.files.session_file import save_session  # noqa: PLC0415 - not a part of every start

        timeline, stage = self.own
        self.saved = save_session(command.path, timeline, stage.presenter, command.window)

    def _open(self, command: commands.Open) -> None:
        """Go on with another session: at once, or when data that is in other files has been read."""
        from core.files.session_opening import Opening  # noqa: PLC0415 - not a part of every start

        opening = Opening(checked_path(command.path))  # raises before anything is changed
        if opening.whole:
            self._take(opening.restored())
            self.finished.append(command)
        else:
            found: list[Restored] = []
            job = opening.job(found.append)
            self._wait_for(command, job, lambda: self._take(found.pop()), State.IMPORTING)

    def _take(self, opened: "Restored") -> None:
        self._go_on(opened.timeline, opened.stage, opened.window)

    def _go_on(self, timeline: Timeline, stage: Stage, window: str) -> None:
        """Leave all there was for another timeline."""
        if self._job is not None:
            self._job.cancel()
        self.timeline, self._stage, self.window = timeline, stage, window
        self._aside = None
        self.saved = self.timeline.changes
        self._halt()

    def _check(self, command: commands.Audit) -> None:
        """Begin an audit; one that is under way makes room for it."""
        if command.samples not in ("shown", "all"):
            raise UnknownNameError("choice of samples", command.samples, ("shown", "all"))
        if self._stage.presenter.view.exercise:
            raise NotAllowedError("The gradient check would tell what the exercise asks for; end that first.")
        if self._job is not None:
            self._job.cancel()
        data, sample = self._stage.presenter.dataset, self._stage.presenter.sample
        chosen = sample if command.samples == "shown" else None
        self._job = audit.auditing(self.trainer, data, chosen, self._deliver_audit)
        self.state = State.CHECKING
        self._work(AT_ONCE)

    def _deliver_audit(self, found: audit.Audit) -> None:
        self._stage.audit = found
        self.version += 1

    def _show(self, command: commands.Show) -> None:
        if not isinstance(command.view, commands.ViewSpec):
            raise BadInputError(f"What to show must be given as a view, not {shown(command.view)}.")
        for stage in self._stages:
            stage.presenter.show(command.view)
        if self._still is None:  # on the way nothing is shown of what is there
            self._evaluate()
            self._stage.follow(self._live)


def checked_experiment(experiment: Any) -> Experiment:
    """Return `experiment`, which somebody wants to begin, if it is one."""
    if not isinstance(experiment, Experiment):
        raise BadInputError(f"What is loaded must be an experiment, not {shown(experiment)}.")
    return experiment
