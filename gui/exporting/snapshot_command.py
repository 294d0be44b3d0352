"""What `--snapshot` does: trains, pictures a window that nobody sees, and tells where training stands."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.experiment import Experiment
from core.exports.png import png
from core.files.atomic import saving
from core.session import Session
from gui.exporting.rendering import drawing_of, pixels_of
from gui.exporting.unseen import Unseen
from gui.exporting.words import moment_words


class Snapshot(Unseen):
    """Waits for the window of a program to show a frame, and takes its picture.

    Attributes:
        written: whether the picture is there.

    """

    def __init__(self, program: Any, file: str) -> None:
        """Take the picture into `file` as soon as the canvas has painted."""
        super().__init__(program, "The picture")
        self._file, self.written = file, False

    def _begin(self) -> None:
        self._window.status.on_timeout()  # which otherwise comes when it comes
        self._write()
        self.written = True
        self._end()

    def _write(self) -> None:
        """Write the picture as its name asks for."""
        if self._file.lower().endswith(".svg"):
            about = moment_words(self._window.engine.frame)
            picture = drawing_of(self._window, "Nablascope", about)
        else:
            picture = png(pixels_of(self._window.grab().toImage()))
        with saving(self._file) as file:
            for _ in picture(file):
                pass


def run_snapshot(
    app: Any,
    experiment: Experiment | Path,
    theme: str,
    steps: int,
    file: str,
    progress: Callable[[float], None],
    pick: str | None = None,
    example: str | None = None,
) -> int:
    """Train `steps`, write the window's picture to `file`, print step, epoch, cost and R as JSON.

    In place of an experiment, a session file may be gone on with; `app` opens it, and tells where it stands.

    `progress` hears the share done. Returns 0, or 1 if training diverged, which leaves a cost that is
    no number (null), or if the picture was not written.
    """
    opened = experiment if isinstance(experiment, Path) else None
    session = Session(experiment) if opened is None else app.open_session(opened)
    if steps or opened is None:
        session.train(steps, progress)
    program = app.Program(session, theme, pick, example)
    if opened is not None:
        program.adopt(opened, session)
    program.window.resize(app.SIZE)
    told = app.summary(session)
    snapshot = Snapshot(program, file)
    program.start()
    program.run()
    print(json.dumps(told))
    divergence = session.trainer.divergence
    for sentence in (divergence and divergence.sentence(), snapshot.trouble):
        if sentence:
            print(sentence, file=sys.stderr)
    return 0 if snapshot.written and divergence is None else 1
