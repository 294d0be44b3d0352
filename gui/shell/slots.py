"""A slot: the folder in which one window keeps its autosave, its name, and the lock that says it runs.

    slot-3f2a…/lock         held for as long as the window lives
               note.json    which file the session belongs to, and what it is called
               autosave.…   the session; written by others, replaced as a whole
               tried-9c1…   empty, one for each time that restoring it was begun

Whatever a crash, a full disk or a person leaves of these is understood or passed over: nothing here raises.
"""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from PySide6.QtCore import QSysInfo

from core.lazily import dataclass
from gui.shell.file_lock import FileLock, is_held, take
from gui.writing.plain import one_line

PREFIX = "slot-"
AUTOSAVE = "autosave.nablascope"
LOCK, NOTE, TRIED = "lock", "note.json", "tried-"
LARGEST_NOTE = 65_536
LONGEST_PATH = 4_096
UNTITLED = "Untitled"


@dataclass(frozen=True)
class Note:
    """What is known of an autosave: its file and title, when that was noted, and by which machine."""

    original: Path | None = None
    title: str = UNTITLED
    time: str = ""
    machine: str = ""


@dataclass(frozen=True)
class Slot:
    """One folder, whoever it belongs to."""

    folder: Path

    @property
    def file(self) -> Path:
        """Where the autosave is, or goes."""
        return self.folder / AUTOSAVE

    def has_autosave(self) -> bool:
        """Whether there is something to lose."""
        try:
            return self.file.is_file() and self.file.stat().st_size > 0
        except OSError:
            return False

    def is_held(self) -> bool:
        """Whether a window that runs has it."""
        return is_held(self.folder / LOCK)

    def take(self) -> FileLock | None:
        """Its lock; None where another window has it, or where it is gone."""
        try:
            return take(self.folder / LOCK)
        except OSError:
            return None

    # The note

    def note(self) -> Note:
        """What is noted; as much of it as makes sense."""
        return read_note(self.folder / NOTE)

    def write_note(self, original: Path | None, title: str) -> None:
        """Note what the autosave belongs to; not pressed onto the disk, as only a name is lost with it."""
        values = {
            "original": None if original is None else str(original),
            "title": title,
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine(),
        }
        new = self.folder / f"{NOTE}.new"
        with suppress(OSError):
            new.write_text(json.dumps(values), encoding="ascii")
            new.replace(self.folder / NOTE)

    def when(self) -> datetime:
        """When the autosave was written, in UTC; the beginning of time where nobody knows."""
        for instant in (self._modified, self._noted):
            with suppress(OSError, ValueError, OverflowError):
                moment = instant()
                if 1980 < moment.year < 9000:
                    return moment
        return datetime(1980, 1, 1, tzinfo=UTC)

    def _modified(self) -> datetime:
        return datetime.fromtimestamp(self.file.stat().st_mtime, UTC)

    def _noted(self) -> datetime:
        return datetime.fromisoformat(self.note().time).astimezone(UTC)

    # Attempts: files without contents, as a full disk still has room for them and none is ever half written

    def attempts(self) -> int:
        """How often restoring it was begun without coming to an end."""
        return sum(name.startswith(TRIED) for name in self._names())

    def count_attempt(self) -> None:
        """Count one more, and see that it is on the disk."""
        with suppress(OSError):
            (self.folder / f"{TRIED}{token_hex(4)}").touch()
            _press_onto_disk(self.folder)

    def forget_attempts(self) -> None:
        """Count from 0 again."""
        for name in self._names():
            if name.startswith(TRIED):
                with suppress(OSError):
                    (self.folder / name).unlink()

    # Ends

    def clear(self) -> None:
        """Remove the autosave, and what a writer that was killed has left of another."""
        for name in self._names():
            if name not in (LOCK, NOTE):
                with suppress(OSError):
                    (self.folder / name).unlink()

    def remove(self, lock: FileLock) -> None:
        """Remove everything but folders, which are not of its making; the lock last, which is released."""
        self.clear()
        with suppress(OSError):
            (self.folder / NOTE).unlink()
        if os.name == "nt":  # what is open can't be removed there
            lock.release()
        with suppress(OSError):
            lock.path.unlink()
            self.folder.rmdir()
        lock.release()

    def _names(self) -> list[str]:
        try:
            return os.listdir(self.folder)
        except OSError:
            return []


def new_slot(folder: Path) -> tuple[Slot, FileLock]:
    """Make a slot in `folder` and take it; raises OSError where there can be none."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for _ in range(8):  # another window may tidy it away before it is taken
        slot = Slot(folder / f"{PREFIX}{token_hex(8)}")
        slot.folder.mkdir(mode=0o700)
        try:
            lock = take(slot.folder / LOCK)
        except FileNotFoundError:
            continue
        if lock is not None:
            slot.write_note(None, UNTITLED)
            return slot, lock
    raise OSError


def slots_in(folder: Path) -> list[Slot]:
    """Every slot in `folder`."""
    try:
        with os.scandir(folder) as entries:
            return [Slot(Path(e.path)) for e in entries if e.name.startswith(PREFIX) and _is_folder(e)]
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def read_note(file: Path) -> Note:
    """The note in `file`; what is not as this program writes it is as good as missing."""
    try:
        with file.open("rb") as opened:
            values = json.loads(opened.read(LARGEST_NOTE))
    except (OSError, ValueError, RecursionError):
        return Note()
    if not isinstance(values, dict):
        return Note()
    texts = {key: value for key, value in values.items() if isinstance(value, str)}
    path = texts.get("original", "")
    original = Path(path) if path and len(path) <= LONGEST_PATH and "\0" not in path else None
    title = one_line(texts.get("title", ""))
    return Note(original, title or UNTITLED, texts.get("time", ""), texts.get("machine", ""))


def machine() -> str:
    """What tells this machine from others, whatever its name in the network is today."""
    name = QSysInfo.machineUniqueId().data().decode("ascii", "replace")
    return name or QSysInfo.machineHostName()


def _press_onto_disk(folder: Path) -> None:
    if os.name != "nt":  # folders can't be opened there
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
