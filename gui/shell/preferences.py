"""What the program remembers from one start to the next, in a small text file of the person's own."""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from core.errors import BadInputError
from core.experiment import Experiment, build
from core.network import checked_sizes, parameter_count

ORGANISATION = "Nablascope"
APPLICATION = "Nablascope"

SESSIONS, DATA = "files", "data"
"""The kinds of files, by where they are kept."""

MOST_RECENT = 8
LARGEST_FILE = 65_536
LONGEST_PATH = 1_000
LONGEST_EXPERIMENT = 2_000
MOST_PARAMETERS = 2_000_000
"""A network that the form could not have asked for is not worth the memory."""


class Preferences:
    """Texts, ticks and bytes by name, the recent experiments, and the recent files.

    Whatever the file holds that this program would not have written is passed over
    without a word; where it cannot be written, nothing is remembered.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Use `file`, or the person's own where none is given."""
        self._settings = _open(file)

    # Single values

    def choice(self, name: str, known: Collection[str]) -> str | None:
        """What was kept under `name`, if it is one of `known`."""
        text = self._read(name)
        return text if text in known else None

    def flag(self, name: str) -> bool:
        """Whether True was kept under `name`."""
        return self._read(name) == "yes"

    def data(self, name: str) -> QByteArray:
        """The bytes that were kept under `name`; none where there are no such."""
        try:
            return QByteArray(b64decode(self._read(name), validate=True))
        except ValueError:
            return QByteArray()

    def keep(self, name: str, value: str | bool | QByteArray) -> None:
        """Remember `value` under `name`."""
        if isinstance(value, QByteArray):
            text = b64encode(value.data()).decode("ascii")
        else:
            text = value if isinstance(value, str) else "yes" if value else "no"
        if self._settings is not None:
            self._settings.setValue(name, text)

    def save(self) -> None:
        """Write the file now."""
        if self._settings is not None:
            self._settings.sync()

    def _read(self, name: str) -> str:
        value = None if self._settings is None else self._settings.value(name)
        return value if isinstance(value, str) else ""

    # Recent experiments

    def recent(self) -> list[Experiment]:
        """The experiments of late, newest first, each of which can be built."""
        return [e for k in range(MOST_RECENT) if (e := self._experiment(k)) is not None]

    def latest(self) -> Experiment | None:
        """The newest of them; None the first time."""
        return next((e for k in range(MOST_RECENT) if (e := self._experiment(k)) is not None), None)

    def note(self, experiment: Experiment) -> None:
        """Put `experiment` first, in place of the last one with the same data and layers.

        One with data that a person has brought is passed over: without the data it cannot be built.
        """
        if experiment.given is not None:
            return
        written = [written_out(experiment)]
        for text in map(self._read, map(_place, range(MOST_RECENT))):
            other = _parsed(text)
            if other is not None and _kind(other) != _kind(experiment):
                written.append(text)
        for k in range(MOST_RECENT):
            self.keep(_place(k), written[k] if k < len(written) else "")

    def forget_recent(self) -> None:
        """Drop all recent experiments."""
        for k in range(MOST_RECENT):
            self.keep(_place(k), "")

    # Files, each of a kind: SESSIONS or DATA

    def files(self, kind: str = SESSIONS) -> list[Path]:
        """The files of late, newest first, whether they are there or not."""
        return [file for k in range(MOST_RECENT) if (file := self.path(_file_place(kind, k))) is not None]

    def note_file(self, file: Path, kind: str = SESSIONS) -> None:
        """Put `file` first."""
        files = [file, *(other for other in self.files(kind) if other != file)]
        for k in range(MOST_RECENT):
            self.keep_path(_file_place(kind, k), files[k] if k < len(files) else None)

    def forget_files(self, kind: str = SESSIONS) -> None:
        """Drop all files of a kind."""
        for k in range(MOST_RECENT):
            self.keep_path(_file_place(kind, k), None)

    def path(self, name: str) -> Path | None:
        """The path that was kept under `name`; None where there is no such."""
        data = self.data(name).data()
        return Path(os.fsdecode(data)) if data and b"\0" not in data else None

    def keep_path(self, name: str, path: Path | None) -> None:
        """Remember a path in letters that this file may hold, unless it is longer than any that is typed."""
        data = b"" if path is None else os.fsencode(path)
        self.keep(name, QByteArray(data if len(data) <= LONGEST_PATH else b""))

    def _experiment(self, k: int) -> Experiment | None:
        return read_experiment(self._read(_place(k)))


def _place(k: int) -> str:
    return f"recent/{k + 1}"


def _file_place(kind: str, k: int) -> str:
    return f"{kind}/{k + 1}"


def _kind(experiment: Experiment) -> tuple[str, tuple[int, ...]]:
    return experiment.dataset, experiment.n


def _open(file: Path | None) -> QSettings | None:
    """The settings; a file that is not of this program's making is removed first, or not used at all."""
    form, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    path = file or Path(QSettings(form, scope, ORGANISATION, APPLICATION).fileName())
    if not _sound(path):
        try:
            path.unlink()
        except OSError:
            return None
    return QSettings(str(path), form)


def _sound(path: Path) -> bool:
    """Whether Qt can be given the file: it would revive any object that an @ announces."""
    try:
        if not path.exists():
            return True
        if not path.is_file() or path.stat().st_size > LARGEST_FILE:
            return False
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    if "@" in text or "\0" in text:
        return False
    return QSettings(str(path), QSettings.Format.IniFormat).status() != QSettings.Status.FormatError


def written_out(experiment: Experiment) -> str:
    """An experiment as a line of JSON."""
    return json.dumps(asdict(experiment), ensure_ascii=True)


def read_experiment(text: str) -> Experiment | None:
    """The experiment that `text` stands for; None unless it can be built."""
    experiment = _parsed(text)
    try:
        if experiment is None or parameter_count(checked_sizes(experiment.n)) > MOST_PARAMETERS:
            return None
        build(experiment)
    except (BadInputError, TypeError, ArithmeticError, MemoryError):
        return None
    return experiment


def _parsed(text: str) -> Experiment | None:
    """The experiment that `text` spells, whether or not there can be such."""
    try:
        if len(text) > LONGEST_EXPERIMENT:
            return None
        values: dict[str, Any] = json.loads(text)
        experiment = Experiment(**values)
        rows = experiment.n, experiment.activations, experiment.features
        n, activations, features = map(tuple, rows)
        return replace(experiment, n=n, activations=activations, features=features, given=None)
    except (ValueError, TypeError, RecursionError):
        return None
