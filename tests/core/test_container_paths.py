"""What is no file that can be read, and what goes wrong on the way: one sentence each, and no waiting."""

import errno
import os
import socket
import tracemalloc
from time import process_time

import numpy as np
import pytest
from container_faults import ARRAYS, SETTINGS, assert_is_the_sentence, zipped
from sessions import assert_is_a_sentence

from core.errors import BadInputError, FileError, NotFiniteError
from core.files import FaultError, container, opening, pack, read, reading, writing

MB = 2**20


def refused(path, *mentions, name=None):
    with pytest.raises(FileError) as caught:
        read(path)
    assert_is_the_sentence(caught.value, path.name if name is None else name, *mentions)


@pytest.fixture
def good(tmp_path):
    file = tmp_path / "good.nablascope"
    file.write_bytes(pack(SETTINGS, ARRAYS))
    return file


def test_a_folder(tmp_path):
    refused(tmp_path, "is a folder")


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", "is a pipe")


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(good, monkeypatch):
    status = os.stat(good)
    good.unlink()
    os.mkfifo(good)
    monkeypatch.setattr(opening.os, "stat", lambda path: status)
    refused(good, "is a pipe")


def test_a_socket(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        refused(tmp_path / "socket", "is a socket")


@pytest.mark.parametrize("name", ["null", "zero", "tty"])
def test_a_device_is_not_opened(name, tmp_path, monkeypatch):
    monkeypatch.setattr(opening.os, "open", lambda *_: pytest.fail("was opened"))
    (tmp_path / "link").symlink_to(f"/dev/{name}")
    refused(tmp_path / "link", "is a device")


def test_a_link_is_followed(good, tmp_path):
    (tmp_path / "link").symlink_to(good.name)
    assert read(tmp_path / "link").manifest == SETTINGS


def test_links_in_a_circle(tmp_path):
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    refused(tmp_path / "one", "leads back to itself")


def test_a_link_to_nothing(tmp_path):
    (tmp_path / "link").symlink_to("nothing")
    refused(tmp_path / "link", "is not there")


@pytest.mark.parametrize("where", ["missing", "missing/file", "good.nablascope/file"])
def test_nothing_there(where, good):
    refused(good.parent / where, "is not there")


def test_a_file_that_vanishes(good, monkeypatch):
    status = os.stat(good)
    good.unlink()
    monkeypatch.setattr(opening.os, "stat", lambda path: status)
    refused(good, "is not there", "moved, renamed or deleted")


def test_no_permission(good, monkeypatch):
    def forbid(path, flags):
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(opening.os, "open", forbid)  # because permissions do not bind root
    refused(good, "may not be read by you", "permission")


def test_a_disk_that_fails(good, monkeypatch):
    def fail(path, flags):
        raise OSError(errno.EIO, "Input/output error", path)

    monkeypatch.setattr(opening.os, "open", fail)
    refused(good, "the system says: input/output error")


def test_a_name_that_is_too_long(tmp_path):
    refused(tmp_path / ("a" * 300), "name that is too long", name=f"{'a' * 30}…{'a' * 30}")


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_has(name, tmp_path):
    refused(tmp_path / name, "a name that no file can have", name="a\N{REPLACEMENT CHARACTER}b")


def test_a_name_of_two_lines_makes_no_two_lines(tmp_path):
    (tmp_path / "a\n\tb").write_bytes(b"")
    refused(tmp_path / "a\n\tb", "is empty", name="a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}b")


def test_128_mb_are_the_most_and_more_is_not_read(tmp_path, monkeypatch):
    file = tmp_path / "large"
    with file.open("wb") as large:
        large.truncate(128 * MB)
    refused(file, "is no session file")
    os.truncate(file, 128 * MB + 1)
    monkeypatch.setattr(container, "members_of", lambda data: pytest.fail("was read"))
    refused(file, "larger than the 128 MB")
    os.truncate(file, 10**12)
    refused(file, "larger than the 128 MB")


@pytest.mark.parametrize("change", [1, -1])
def test_a_file_that_changes_while_it_is_read(change, good, monkeypatch):
    real = opening.refuse_size

    def change_then_look(size, limit):
        os.truncate(good, size + change)
        real(size, limit)

    monkeypatch.setattr(opening, "refuse_size", change_then_look)
    refused(good, "was changed while it was being read", "open it again")


@pytest.mark.parametrize(
    ("error", "mention"),
    [
        (MemoryError(), "more memory"),
        (RecursionError("maximum recursion depth exceeded"), "makes no sense"),
        (ZeroDivisionError("division by zero"), "makes no sense"),
        (KeyError("theta"), "makes no sense"),
        (StopIteration(), "makes no sense"),
        (OSError("no number"), "something went wrong"),
        (NotFiniteError("The learning rate η must be finite."), "cannot be used: the learning rate η must"),
        (BadInputError("C must be finite."), "cannot be used: C must"),
        (FaultError("has no η", member="manifest.json"), "its member manifest.json has no η; open another"),
        (FaultError("is too old", "save it anew"), "good.nablascope is too old; save it anew."),
    ],
)
def test_whatever_goes_wrong_within_is_one_sentence(error, mention, good, monkeypatch):
    with pytest.raises(FileError) as caught, reading(good):
        raise error
    assert_is_a_sentence(caught.value)
    assert mention in str(caught.value)
    with pytest.raises(FileError) as caught, writing(good):
        raise error
    assert str(caught.value).startswith("The file good.nablascope was not saved: ")
    assert_is_a_sentence(caught.value)


@pytest.mark.parametrize("boundary", [reading, writing])
def test_a_sentence_that_is_whole_already_stays(boundary):
    whole = FileError("The file is mine.")
    with pytest.raises(FileError) as caught, boundary("other"):
        raise whole
    assert caught.value is whole


@pytest.mark.parametrize("boundary", [reading, writing])
def test_an_interruption_is_no_bad_file(boundary):
    with pytest.raises(KeyboardInterrupt), boundary("other"):
        raise KeyboardInterrupt


def peak_of(file):
    """The bytes that reading takes at most, and what it gives."""
    tracemalloc.start()
    try:
        found = read(file)
    except FileError:
        found = None
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak, found


def test_reading_takes_at_most_100_mb_more_than_the_arrays(tmp_path):
    file = tmp_path / "large"
    file.write_bytes(pack({}, {f"a{k}": np.ones((1000, 1000)) for k in range(7)}))
    peak, found = peak_of(file)
    assert peak - sum(k.nbytes for k in found.arrays.values()) < 100e6


@pytest.mark.parametrize(
    "text",
    [
        b'{"a": [' + b"[]," * 190_000 + b"[]]}",
        b'{"a": [' + b'{"":{}},' * 130_000 + b"[]]}",
        b'{"a": [' + b"-0.25e-99," * 390_000 + b"0]}",
        b'{"a": [' + b'"\xe2\x82\xac",' * 390_000 + b"0]}",
    ],
    ids=lambda k: k[8:12].decode(),
)
def test_no_manifest_takes_100_mb(text, tmp_path):
    file = tmp_path / "large"
    file.write_bytes(zipped([("manifest.json", text), ("a.npy", bytes(10**7 - len(text)))]))
    start = process_time()
    with pytest.raises(FileError):
        read(file)
    assert process_time() - start < 20  # two seconds are promised, on a machine with nothing else to do
    assert peak_of(file)[0] < 100e6
