"""What the program remembers from one start to the next, in a small text file of the person's own."""

import os
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from core.experiment import Experiment
from gui.shell.recent import LONGEST_PATH, Recent, kind_of, read_recent, written_out

ORGANISATION = "Nablascope"
APPLICATION = "Nablascope"

SESSIONS, DATA = "files", "data"
"""The kinds of files, by where they are kept."""

APPEARANCE = "appearance"
"""Where it is kept which theme was chosen."""

MOST_RECENT = 8
LARGEST_FILE = 1_000_000
"""Bytes: of the recent experiments each could be a drawing."""


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

    def text(self, name: str) -> str:
        """The text that was kept under `name`, whatever it is; "" where there is none."""
        return self._read(name)

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

    def recent(self) -> list[Recent]:
        """The experiments of late, newest first, each of which can be built; no file of data is looked at."""
        return list(self._experiments())

    def latest(self) -> Recent | None:
        """The newest of them; None the first time."""
        return next(self._experiments(), None)

    def at_hand(self) -> Experiment | None:
        """The newest for which no file has to be read; None where there is no such."""
        return next((e for e in self._experiments() if isinstance(e, Experiment)), None)

    def note(self, experiment: Experiment) -> None:
        """Put `experiment` first, in place of the last one with the same data and layers.

        A drawing of very many points is passed over.
        """
        text = written_out(experiment)
        if not text:
            return
        others = [self._read(_place(k)) for k in range(MOST_RECENT)]
        written = [text, *(k for k in others if kind_of(k) not in (None, kind_of(text)))]
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

    def _experiments(self) -> Iterator[Recent]:
        found = (read_recent(self._read(_place(k))) for k in range(MOST_RECENT))
        return (each for each in found if each is not None)


def _place(k: int) -> str:
    return f"recent/{k + 1}"


def _file_place(kind: str, k: int) -> str:
    return f"{kind}/{k + 1}"


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
