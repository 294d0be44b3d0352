"""What `--export` does: trains, writes the file, and tells where training stands."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.commands import Export
from core.experiment import Experiment
from core.session import Session


def run_export(
    app: Any,
    experiment: Experiment | Path,
    steps: int,
    what: str,
    file: str,
    progress: Callable[[float], None],
) -> int:
    """Train `steps`, write `what` to `file` in the form that its name ends with, print a line of JSON.

    In place of an experiment, a session file may be gone on with; `app` opens it, and tells where it stands.
    Returns 0, or 1 if training diverged; raises `FileError` in one sentence for a file that can't be written.
    """
    opened = isinstance(experiment, Path)
    session = app.open_session(experiment) if opened else Session(experiment)
    if steps or not opened:
        session.train(steps, progress)
    told = app.summary(session)
    session.apply(Export(file, f"{what}{Path(file).suffix.lower()}"))
    session.finish()
    print(json.dumps(told))
    divergence = session.trainer.divergence
    if divergence is not None:
        print(divergence.sentence(), file=sys.stderr)
    return 0 if divergence is None else 1
