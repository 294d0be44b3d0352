"""Opening a session file: its own members at once, data that is in other files a little at a time."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

from core.datasets.given import Given
from core.files.boundary import FaultError, reading
from core.files.given_json import Described
from core.files.given_source import find, shown_path
from core.files.session_file import Restored, content_of, restore_session
from core.jobs import Job, Work
from core.pieces import outcome, spread
from core.tables import Reading, reading_job

SEARCH = 0.1
"""The share of the time that looking for a file takes, beside that of reading it."""


class Opening:
    """A session file on its way.

    Raises `FileError` in one sentence, here and from the work, for whatever cannot be used.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Read the file `path` itself."""
        self._path = path
        with reading(path):
            self._content = content_of(path)
        self._count, self._share = len(self._content.brought.missing), 0.0

    @property
    def whole(self) -> bool:
        """Whether no other file is needed."""
        return not self._content.brought.missing

    def restored(self) -> Restored:
        """What the file has brought back, once it is whole."""
        with reading(self._path):
            return outcome(restore_session(self._content))

    def job(self, arrive: Callable[[Restored], None]) -> Job:
        """The work of reading all that is missing; `arrive` hears what that has brought back."""
        return Job(self._work(arrive), self.progress)

    def progress(self) -> float:
        """The share done, 0 to 1."""
        done = self._count - len(self._content.brought.missing)
        return (done + self._share) / self._count if self._count else 1.0

    def _work(self, arrive: Callable[[Restored], None]) -> Work:
        budget = yield 0.0
        brought = self._content.brought
        with reading(self._path):
            for number, said in list(brought.missing.items()):
                brought.give(number, (yield from self._read(said, budget)))
                self._share = 0.0
            budget = yield 0.0
            found = yield from spread(restore_session(self._content), budget)
        arrive(found)

    def _read(self, said: Described, budget: float) -> Generator[float, float, Given]:
        """Find the file that data is in, and read it again as it was read."""
        source = said.source
        assert source is not None
        source = yield from find(source, Path(self._path).absolute().parent, budget)
        found: list[Given] = []
        job = reading_job(source.path, Reading.of_text(source.reading), found.append)
        try:
            while not job.done:
                self._share = SEARCH + (1 - SEARCH) * (job.progress() or 0.0)
                budget = yield job.step(budget)
        finally:
            job.cancel()
        given = found[0]
        same = (given.task, len(given.inputs), len(given.outputs), given.samples)
        if same != (said.task, len(said.inputs), len(said.outputs), said.samples) or (
            given.source is not None and given.source.sha256 != source.sha256
        ):
            what = f"needs the data in {shown_path(source.path)}, which is read as other data now"
            raise FaultError(what, "open it again")
        return said.given(given.x, given.y, source)


def open_session(path: str | os.PathLike[str]) -> Restored:
    """Return what is in the file `path`, every check passed; `FileError` in one sentence otherwise."""
    opening = Opening(path)
    if opening.whole:
        return opening.restored()
    found: list[Restored] = []
    job = opening.job(found.append)
    while not job.done:
        job.step(float("inf"))
    return found[0]
