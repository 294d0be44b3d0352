"""Whatever stops a save, the old file stays, nothing temporary does, and one sentence says why."""

import errno
import os
import resource
from pathlib import Path

import numpy as np
import pytest
from container_faults import assert_is_the_sentence

from core.errors import FileError
from core.files import atomic, read, save, write

pytestmark = pytest.mark.promise(number="R6")

OLD = b"old" * 1000
NEW = b"new" * 100_000


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "run.nablascope"
    path.write_bytes(OLD)
    return path


def everything_in(folder):
    return {k.name: (k.read_bytes(), k.stat().st_mode, k.stat().st_mtime_ns) for k in folder.iterdir()}


def refused(path, *mentions, name=None):
    with pytest.raises(FileError) as caught:
        save(path, NEW)
    assert_is_the_sentence(caught.value, path.name if name is None else name, "was not saved", *mentions)


ACTS = ("open", "write", "fsync", "replace")


class FullFile:
    """A file on a disk that ends after its first bytes."""

    def __init__(self, file, error):
        self._file, self._error = file, error

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def __getattr__(self, name):
        return getattr(self._file, name)

    def write(self, data):
        self._file.write(data[:100])
        raise self._error


def stop_at(patch, act, error):
    """Let the system refuse one of the acts that a save consists of."""

    def fail(*_):
        raise error

    if act == "write":
        real = os.fdopen
        patch.setattr(atomic.os, "fdopen", lambda *k: FullFile(real(*k), error))
    else:
        patch.setattr(atomic.os, act, fail)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("number", "mention"),
    [
        (errno.ENOSPC, "the disk is full; make room"),
        (errno.EDQUOT, "your share of the disk is full; make room"),
        (errno.EROFS, "its disk can only be read"),
        (errno.EACCES, "you may not write into its folder"),
        (errno.EPERM, "you may not write into its folder"),
        (errno.EFBIG, "larger than a file may be there"),
        (errno.EIO, "input/output error"),
        (errno.EBUSY, "the system says: "),
    ],
)
def test_a_save_that_the_system_stops(act, number, mention, file, monkeypatch):
    before = everything_in(file.parent)
    stop_at(monkeypatch, act, OSError(number, os.strerror(number), str(file)))
    refused(file, mention)
    monkeypatch.undo()
    assert everything_in(file.parent) == before


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_a_save_that_something_else_stops(act, error, file, monkeypatch):
    before = everything_in(file.parent)
    stop_at(monkeypatch, act, error())
    with pytest.raises(FileError if error is MemoryError else error):
        save(file, NEW)
    monkeypatch.undo()
    assert everything_in(file.parent) == before


@pytest.mark.parametrize("act", ACTS)
def test_a_first_save_that_is_stopped_leaves_nothing(act, tmp_path, monkeypatch):
    stop_at(monkeypatch, act, OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "new")))
    refused(tmp_path / "new", "the disk is full")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_system_that_takes_no_more_bytes(file):
    """The real thing: the kernel ends the file in the middle of the writing."""
    before, limits = everything_in(file.parent), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        refused(file, "larger than a file may be there")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert everything_in(file.parent) == before
    save(file, NEW)
    assert file.read_bytes() == NEW


def test_a_session_that_could_not_be_saved_is_still_the_old_one(tmp_path, monkeypatch):
    file = tmp_path / "run.nablascope"
    write(file, {"step": 1}, {"theta": np.ones(3)})
    stop_at(monkeypatch, "fsync", OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(FileError, match=r"The file run\.nablascope was not saved: the disk is full"):
        write(file, {"step": 2}, {"theta": np.zeros(3)})
    monkeypatch.undo()
    assert read(file).manifest == {"step": 1}
    assert read(file).arrays["theta"].tolist() == [1, 1, 1]


def test_a_folder_as_the_target(tmp_path):
    (tmp_path / "runs").mkdir()
    refused(tmp_path / "runs", "is the name of a folder; choose another name")
    assert [k.name for k in tmp_path.iterdir()] == ["runs"]


def test_a_pipe_as_the_target_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", "is no ordinary file")
    assert (tmp_path / "pipe").is_fifo()


def test_a_device_behind_a_link_is_not_replaced(tmp_path):
    (tmp_path / "link").symlink_to("/dev/null")
    refused(tmp_path / "link", "is no ordinary file")


def test_a_file_that_is_protected(file, monkeypatch):
    monkeypatch.setattr(atomic.os, "access", lambda *_: False)  # because permissions do not bind root
    before = everything_in(file.parent)
    refused(file, "is protected against writing; choose another name")
    assert everything_in(file.parent) == before


def test_a_folder_that_is_not_there(tmp_path):
    refused(tmp_path / "missing" / "run", "there is no folder missing; make it")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="only Linux has this folder of the system's own")
def test_a_folder_that_takes_no_files():
    refused(Path("/proc/self/run"), "no file can be made in the folder ")


def test_a_file_as_if_it_were_a_folder(file):
    refused(file / "run", "run.nablascope is no folder")
    assert file.read_bytes() == OLD


def test_a_name_that_is_too_long(tmp_path):
    refused(tmp_path / ("n" * 256), "its name is too long", name=f"{'n' * 30}…{'n' * 30}")
    assert list(tmp_path.iterdir()) == []


def test_links_in_a_circle_stay(tmp_path):
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    refused(tmp_path / "one", "leads back to itself")
    assert sorted(k.name for k in tmp_path.iterdir() if k.is_symlink()) == ["one", "two"]


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_can_have(name, tmp_path):
    refused(tmp_path / name, "a name that no file can have", name="a\N{REPLACEMENT CHARACTER}b")
    assert list(tmp_path.iterdir()) == []
