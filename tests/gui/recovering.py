"""Windows' crash safety in this process, and what a window that was killed leaves behind."""

from gui.shell.recovery import Recovery
from gui.shell.slots import new_slot


def crashed(folder, title="work", contents=b"session", original=None):
    """Leave what a window leaves that is killed after an autosave."""
    slot, lock = new_slot(folder)
    slot.write_note(original, title)
    if contents is not None:
        slot.file.write_bytes(contents)
    lock.release()
    return slot


def starting(folder):
    """A generator for a fixture: starts a window at each call; all end together."""
    started = []

    def one():
        started.append(Recovery(folder))
        return started[-1]

    yield one
    for recovery in started:
        recovery.close()
