"""Crash safety: where a window keeps its autosave, and what the windows before it have left behind.

A window holds one slot. Who finds an autosave in a slot that nobody holds has found what a crash has left.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import time

from PySide6.QtCore import QDir, QStandardPaths

from core.lazily import dataclass
from gui.shell.file_lock import FileLock
from gui.shell.slots import AUTOSAVE, Note, Slot, machine, new_slot, slots_in
from gui.writing.plain import one_line

MOST_ATTEMPTS = 2
SET_ASIDE, MOST_SET_ASIDE = "set aside", 10
FOREIGN_SECONDS = 7 * 86_400
"""What another machine has left is its own to find, if the machine is still there: locks need not reach from
one to the other where both keep a person's files on a server."""

UNSAFE = "Nothing is kept for the case of a crash, as {folder} cannot be used; save your work yourself."
TAKEN = "“{title}” is open in another window, or was dealt with there."
PUT_AWAY = "“{title}” could not be restored in {count} attempts; it was set aside as {file}."
STAYS = "“{title}” could not be restored in {count} attempts; it is still at {file}."


@dataclass(frozen=True)
class Lost:
    """What a crash has left.

    Attributes:
        file: the autosave.
        original: the file that the session was opened from or saved to; None if there is no such.
        title: what it is called, on one line.
        when: the time of the autosave, in UTC.
        attempts: how often restoring it was begun without coming to an end.

    """

    file: Path
    original: Path | None
    title: str
    when: datetime
    attempts: int


class Recovery:
    """The autosave of this window, and those that were lost. It never raises.

    Where the folder can't be used there is no crash safety; `sentence` says so.

    Attributes:
        folder: where the slots are.
        file: where the autosave goes; None while there is no place for one.

    """

    def __init__(self, folder: Path | None = None) -> None:
        """Take a slot in `folder`, or in the person's own where none is given."""
        self.folder = folder or default_folder()
        self._sentences: list[str] = []
        self._slot: Slot | None = None
        self._lock: FileLock | None = None
        self._restoring: dict[Path, FileLock] = {}
        self._closed = False
        if not self._claim():
            self._say(UNSAFE.format(folder=one_line(str(self.folder))))

    def sentence(self) -> str:
        """What there is to say to the person, empty if nothing; it is said once."""
        said, self._sentences = " ".join(self._sentences), []
        return said

    def _say(self, sentence: str) -> None:
        self._sentences.append(sentence)

    # The slot of this window

    @property
    def file(self) -> Path | None:
        """Where the autosave goes, as a whole; None while there is no place for one."""
        return self._slot.file if self._slot is not None else None

    def note(self, original: Path | None, title: str) -> Path | None:
        """Note what the next autosave belongs to, and return where it goes; None where it can't.

        To be called before each: a folder that somebody has removed is made again, and one
        that could not be written to is tried again.
        """
        if self._closed or not (self._holds() or self._claim()):
            return None
        self._slot.write_note(original, title)
        return self.file

    def clear(self) -> None:
        """Keep no autosave: everything is saved, or no longer wanted."""
        if self._slot is not None:
            self._slot.clear()

    def close(self) -> None:
        """Leave nothing behind, at a clean end; what was about to be restored stays for the next start."""
        self._closed = True
        self._drop()
        for lock in self._restoring.values():
            lock.release()
        self._restoring = {}

    def _holds(self) -> bool:
        return self._lock is not None and self._lock.holds()

    def _claim(self) -> bool:
        self._drop()
        with suppress(OSError):
            self._slot, self._lock = new_slot(self.folder)
        return self._slot is not None

    def _drop(self) -> None:
        if self._holds():
            self._slot.remove(self._lock)
        if self._lock is not None:
            self._lock.release()
        self._slot = self._lock = None

    # What was lost

    def lost(self) -> list[Lost]:
        """What crashes have left, newest first; empty slots are tidied away, hopeless ones set aside."""
        found = []
        for slot in slots_in(self.folder):
            if slot == self._slot or slot.folder in self._restoring or slot.is_held():
                continue
            note = slot.note()
            if _is_foreign(slot, note):
                continue
            if not slot.has_autosave():
                self._tidy(slot)
            elif slot.attempts() >= MOST_ATTEMPTS:
                self._give_up(slot)
            elif not slot.is_held():  # its window may have begun since the first look
                found.append(_lost(slot, note))
        return sorted(found, key=lambda lost: (lost.when, lost.file), reverse=True)

    def begin_restore(self, lost: Lost) -> bool:
        """Take what was lost, and count the attempt; False, and a sentence, if another window was first.

        From here on `restored`, `failed` or `postponed` follows; a crash before that counts as failed.
        """
        slot = _slot_of(lost)
        if slot.folder in self._restoring:
            return True
        lock = slot.take()
        if lock is None or not slot.has_autosave():
            if lock is not None:
                slot.remove(lock)
            self._say(TAKEN.format(title=lost.title))
            return False
        self._restoring[slot.folder] = lock
        if slot.attempts() >= MOST_ATTEMPTS:
            self.failed(lost)
            return False
        slot.count_attempt()
        return True

    def restored(self, lost: Lost) -> None:
        """It has been shown: it is the session of this window now, and its autosave this window's."""
        slot = _slot_of(lost)
        lock = self._restoring.pop(slot.folder, None)
        if lock is not None:
            slot.forget_attempts()
            self._drop()
            self._slot, self._lock = slot, lock

    def failed(self, lost: Lost) -> None:
        """It could not be restored: it is offered again at the next start, or set aside."""
        slot = _slot_of(lost)
        lock = self._restoring.pop(slot.folder, None)
        if lock is None:
            return
        lock.release()
        if slot.attempts() >= MOST_ATTEMPTS:
            self._give_up(slot)

    def postponed(self, lost: Lost) -> None:
        """Somebody has given it up, and nothing is wrong with it: it is offered again at the next start."""
        slot = _slot_of(lost)
        lock = self._restoring.pop(slot.folder, None)
        if lock is not None:
            slot.forget_attempts()
            lock.release()

    def discard(self, lost: Lost) -> bool:
        """Never offer it again; False if another window was first.

        It is set aside, not deleted: a slip of the mouse must not cost what even a crash did not.
        """
        slot = _slot_of(lost)
        lock = slot.take()
        if lock is None:
            self._say(TAKEN.format(title=lost.title))
            return False
        if slot.has_autosave() and self._set_aside(slot) is None:
            slot.clear()
        slot.remove(lock)
        return True

    def _tidy(self, slot: Slot) -> None:
        """Remove a slot without an autosave, left by a crash before there was one."""
        lock = slot.take()
        if lock is not None and not slot.has_autosave():
            slot.remove(lock)
        elif lock is not None:
            lock.release()

    # Setting aside

    def _give_up(self, slot: Slot) -> None:
        """Set aside what was in vain, and say where it is."""
        lock = slot.take()
        if lock is None:
            return
        title, count = slot.note().title, slot.attempts()
        file = self._set_aside(slot)
        if file is not None:
            slot.remove(lock)
        lock.release()
        words = PUT_AWAY if file is not None else STAYS
        self._say(words.format(title=title, count=count, file=one_line(str(file or slot.file))))

    def _set_aside(self, slot: Slot) -> Path | None:
        """Move an autosave out of its slot; returns where it is now, None where it can't be moved."""
        folder = self.folder / SET_ASIDE
        try:
            folder.mkdir(exist_ok=True, mode=0o700)
            file = _free(folder, f"{_file_name(slot.note().title)} {slot.when().astimezone():%Y-%m-%d %H-%M}")
            slot.file.rename(file)
        except (OSError, ValueError, OverflowError):
            return None
        with suppress(OSError):
            os.utime(file)  # the last to be set aside is the last to go
        _keep_newest(folder)
        return file


def default_folder() -> Path:
    """Where the person's programs keep what they need; on Windows, what stays on this machine."""
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place) or QDir.home().filePath(".nablascope")) / "recovery"


def _slot_of(lost: Lost) -> Slot:
    return Slot(lost.file.parent)


def _lost(slot: Slot, note: Note) -> Lost:
    return Lost(slot.file, note.original, note.title, slot.when(), slot.attempts())


def _is_foreign(slot: Slot, note: Note) -> bool:
    """Whether another machine has left it, and not so long ago that it will never come for it."""
    if note.machine in ("", machine()):
        return False
    with suppress(OSError):
        return time() - slot.folder.stat().st_mtime < FOREIGN_SECONDS
    return True


def _file_name(title: str) -> str:
    """`title` as a part of a file's name on any system."""
    name = "".join(sign if sign.isalnum() or sign in " -_.,()" else "-" for sign in title)
    return name.strip(" .")[:40].rstrip(" .") or "Session"


def _free(folder: Path, name: str) -> Path:
    """A file in `folder` that is not there yet."""
    suffix, count = Path(AUTOSAVE).suffix, 1
    file = folder / f"{name}{suffix}"
    while file.exists():
        count += 1
        file = folder / f"{name} ({count}){suffix}"
    return file


def _keep_newest(folder: Path) -> None:
    """Let the oldest go where there are too many."""
    with suppress(OSError):
        files = [file for file in folder.iterdir() if file.suffix == Path(AUTOSAVE).suffix]
        files.sort(key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[MOST_SET_ASIDE:]:
            file.unlink()
