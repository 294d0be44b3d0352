"""Nothing that is wrong with what a crash has left, or with the disk, is a trouble."""

import os
from functools import partial
from pathlib import Path

import pytest
from recovering import crashed, starting

from gui.shell import file_lock
from gui.shell.recovery import Recovery
from gui.shell.slots import Slot

pytestmark = pytest.mark.promise(number="R7")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "recovery"


@pytest.fixture
def start(folder):
    yield from starting(folder)


@pytest.fixture
def crash(folder):
    return partial(crashed, folder)


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"{",
        b"\x00\xff\xfe",
        b"[]",
        b"[" * 60_000,
        b'{"title": 3, "original": ["a"], "time": {}, "machine": null}',
        b'{"title": "", "original": "", "time": "yesterday"}',
        b'{"original": "a\\u0000b", "title": "\\n\\t"}',
        b'{"title": "' + b"x" * 100_000 + b'"}',
        None,
    ],
)
def test_a_spoilt_note_costs_the_title_only(start, crash, note):
    slot = crash("xor", original=Path("xor.nablascope"))
    file = slot.folder / "note.json"
    if note is None:
        file.unlink()
    else:
        file.write_bytes(note)
    (lost,) = start().lost()
    assert (lost.title, lost.original, lost.file) == ("Untitled", None, slot.file)


def test_a_title_is_one_line_that_can_be_shown(start, crash):
    crash("two\nlines \x07\udcff" + "x" * 500)
    (lost,) = start().lost()
    assert lost.title.startswith("two lines xxx")
    assert len(lost.title) <= 200


@pytest.mark.parametrize("at", [0, -1, 4_102_444_800, 32_503_680_000])
def test_a_clock_that_jumped_hides_nothing(start, crash, at):
    slot = crash()
    os.utime(slot.file, (at, at))
    (lost,) = start().lost()
    assert 1980 <= lost.when.year <= 3000


def test_what_is_no_autosave_is_not_offered(start, crash, folder):
    empty, none, other = crash(contents=b""), crash(contents=None), crash(contents=None)
    other.file.mkdir()
    (folder / "slot-file").write_bytes(b"a file")
    (folder / "slot-loop").symlink_to(folder / "slot-loop")
    (folder / "slot-link").symlink_to(folder.parent, target_is_directory=True)
    (folder.parent / "precious").write_bytes(b"of somebody else")
    recovery = start()
    assert (recovery.lost(), recovery.sentence()) == ([], "")
    assert [slot.folder.exists() for slot in (empty, none, other)] == [False, False, True]
    assert {file.name for file in folder.parent.iterdir()} == {"recovery", "precious"}


def test_without_its_lock_an_autosave_is_still_found(start, crash):
    for make in (Path.mkdir, lambda lock: None):
        lock = crash().folder / "lock"
        lock.unlink()
        make(lock)
    recovery = start()
    found = recovery.lost()
    assert len(found) == 2
    assert all(map(recovery.begin_restore, found))


# Where nothing can be written


def use(recovery):
    """Do everything there is to do."""
    for _ in range(2):
        for lost in recovery.lost():
            if recovery.begin_restore(lost):
                recovery.failed(lost)
            recovery.discard(lost)
        file = recovery.note(None, "xor")
        assert file is None or file == recovery.file
        recovery.clear()
    for lost in recovery.lost()[:1]:
        if recovery.begin_restore(lost):
            recovery.restored(lost)
    recovery.sentence()
    recovery.close()


CALLS = (
    "open",
    "mkdir",
    "unlink",
    "rename",
    "replace",
    "rmdir",
    "scandir",
    "listdir",
    "stat",
    "fsync",
    "utime",
)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("error", [PermissionError(13, "denied"), OSError(28, "full"), OSError(5, "gone")])
def test_no_call_that_fails_is_a_trouble(start, crash, folder, monkeypatch, call, error):
    for title in ("one", "two", "three"):
        crash(title)
    recovery = start()

    def fail(*arguments, **options):
        failed.append(call)
        raise error

    failed = []
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        use(recovery)
        use(Recovery(folder))
    assert failed
    assert start().sentence() == ""


def test_without_a_folder_there_is_no_crash_safety_and_one_sentence_says_so(start, crash, folder):
    folder.parent.write_bytes(b"a file where a folder should be")
    recovery = start()
    assert recovery.sentence() == (
        f"Nothing is kept for the case of a crash, as {folder} cannot be used; save your work yourself."
    )
    assert recovery.sentence() == ""
    assert (recovery.file, recovery.note(None, "xor"), recovery.lost()) == (None, None, [])
    recovery.clear()
    folder.parent.unlink()
    assert recovery.note(None, "xor") is not None, "it is tried again"


def test_where_files_cannot_be_locked_nothing_is_offered_that_may_be_open_elsewhere(
    start, crash, monkeypatch
):
    crash()

    def fail(*arguments):
        raise OSError(37, "no locks")

    with monkeypatch.context() as patch:
        patch.setattr(file_lock, "_lock", fail)
        recovery = start()
        assert (recovery.lost(), recovery.file) == ([], None)
        assert "cannot be used" in recovery.sentence()
    assert len(recovery.lost()) == 1


def test_a_lock_is_never_on_a_file_that_was_removed_meanwhile(monkeypatch, tmp_path):
    path = tmp_path / "lock"
    opened = []

    def slowly(where):
        opened.append(os.open(where, os.O_RDWR | os.O_CREAT))
        if len(opened) == 1:
            path.unlink()  # its owner goes, between opening and locking
        return opened[-1]

    monkeypatch.setattr(file_lock, "_open", slowly)
    lock = file_lock.take(path)
    assert lock.holds()
    assert file_lock.take(path) is None
    lock.release()


def test_where_nothing_can_be_moved_a_hopeless_file_is_not_offered(start, crash, monkeypatch):
    slot = crash()
    for _ in range(2):
        slot.count_attempt()

    def fail(*arguments):
        raise PermissionError

    recovery = start()
    monkeypatch.setattr(Slot, "remove", fail)
    monkeypatch.setattr(Path, "rename", fail)
    assert recovery.lost() == []
    assert recovery.sentence().endswith(f"it is still at {slot.file}.")
    assert slot.file.read_bytes() == b"session"
    monkeypatch.undo()
