"""What `--animate` does: trains as far as is needed, films a window that nobody sees, and tells of it."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Slot

from core.commands import Export
from core.errors import BadInputError, UnknownNameError
from core.experiment import Experiment
from core.film import Film, Reach, checked, even, pictures
from core.filming import reach_of
from core.frame import Frame
from core.lazily import dataclass
from core.session import Session
from gui.exporting.choices import WINDOW, Target, targets
from gui.exporting.shooting import Shooting
from gui.exporting.unseen import Unseen

Progress = Callable[..., None]
"""Hears the share done, and what is being done if that is not training."""


@dataclass(frozen=True)
class Wish:
    """What is asked for on the command line.

    Attributes:
        file: where to; its name ends as the form wants it.
        film: the stretch, the unit and the speed; its size is worked out.
        what, size: of what, and how large if that is said, in pixels.

    """

    file: str
    film: Film
    what: str = WINDOW
    size: tuple[int, int] | None = None


class Screening(Unseen):
    """Waits for the first frame of the window of a program, and films it.

    Attributes:
        told: the size of the film once it was written; None before, and if it was not.

    """

    def __init__(self, program: Any, wish: Wish, progress: Progress) -> None:
        """Film what `wish` says once the canvas has painted; `progress` hears how far it is."""
        super().__init__(program, "The film")
        self._wish, self._progress = wish, progress
        self._shooting: Shooting | None = None
        self._command: Export | None = None
        self.told: dict[str, int] | None = None
        engine = self._window.engine
        for signal, slot in (
            (engine.finished, self.on_finished),
            (engine.rejected, self.on_rejected),
            (engine.given_up, self.on_given_up),
            (engine.frame_changed, self.on_frame_changed),
        ):
            signal.connect(slot)

    def _begin(self) -> None:
        wish = self._wish
        target = target_called(wish.what, self._window)
        size = target.widget.geometry().size() if wish.size is None else QSize(*wish.size)
        if target.name == WINDOW and size != self._window.size():
            least = self._window.size()
            raise BadInputError(f"The whole window needs {least.width()} × {least.height()} pixels at least.")
        film = replace(wish.film, width=even(size.width()), height=even(size.height()))
        self._command = Export(str(Path(wish.file).absolute()), film)
        self._shooting = Shooting(target, size, self._command, self._window, told=False)
        self._shooting.asked.connect(self._window.engine.send)
        self._window.engine.send(self._command)

    @Slot(object)
    def on_frame_changed(self, frame: Frame) -> None:
        """Tell how far it is."""
        if frame.pose is not None:
            self._progress(frame.pose.number / frame.pose.total, "filming")

    @Slot(object)
    def on_finished(self, command: object) -> None:
        """It is there."""
        if command is self._command and self._command is not None:
            film = self._command.what
            self.told = {"width": film.width, "height": film.height, "fps": film.fps}
            self._progress(1.0, "filming")
            self._end()

    @Slot(object)
    def on_given_up(self, command: object) -> None:
        """Something went wrong inside the program."""
        if command is self._command:
            self.give_up()

    @Slot(object, str)
    def on_rejected(self, command: object, sentence: str) -> None:
        """It can't be."""
        if command is self._command:
            self._end(BadInputError(sentence))

    def _end(self, trouble: BadInputError | None = None) -> None:
        if self._shooting is not None:
            self._shooting.end()
            self._shooting = None
        super()._end(trouble)


def target_called(name: str, window: Any) -> Target:
    """The part of `window` called that, words with hyphens between them; raises `UnknownNameError`."""
    known = {target.name.replace("_", "-"): target for target in targets(window)}
    found = known.get(name.replace("_", "-"))
    if found is None:
        raise UnknownNameError("part of the window", name, tuple(known))
    return found


def run_animation(
    app: Any,
    experiment: Experiment | Path,
    theme: str,
    wish: Wish,
    progress: Progress,
    pick: str | None = None,
    example: str | None = None,
) -> int:
    """Train as far as the film goes, write it, and print a line of JSON: pictures, width, height, fps.

    A session file is gone on with where its run is shorter. Returns 0, or 1 if training diverged on the
    way, where the film then ends, or 130 if it was interrupted; raises `BadInputError` in one sentence for
    what can't be filmed.
    """
    opened = experiment if isinstance(experiment, Path) else None
    session = Session(experiment) if opened is None else app.open_session(opened)
    film, reach = trained(session, wish.film, progress)
    count = pictures(checked(film, reach), reach)
    program = app.Program(session, theme, pick, example)
    if opened is not None:
        program.adopt(opened, session)
    program.window.resize(app.SIZE if wish.size is None or wish.what != WINDOW else QSize(*wish.size))
    screening = Screening(program, replace(wish, film=film), progress)
    program.start()
    program.run()
    if screening.trouble is not None:
        raise screening.trouble
    if screening.told is None:
        print("It was given up.", file=sys.stderr)
        return 130
    print(json.dumps({"pictures": count, **screening.told}))
    if film.last < wish.film.last:
        print(session.trainer.divergence.sentence(), file=sys.stderr)
    return 0 if film.last == wish.film.last else 1


def trained(session: Session, film: Film, progress: Progress) -> tuple[Film, Reach]:
    """Let the run of `session` be as long as `film` is; one that diverges is shown as far as it goes."""
    if reach_of(session.timeline).steps < film.last and session.trainer.divergence is None:
        session.train(film.last - session.trainer.step, progress)
    reach = reach_of(session.timeline)
    if session.trainer.divergence is not None and reach.steps < film.last:
        film = replace(film, last=reach.steps, first=min(film.first, reach.steps))
    return film, reach
