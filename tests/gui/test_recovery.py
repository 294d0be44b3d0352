"""Autosaves that a crash has left are found, restored, or set aside."""

import json
import os
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from recovering import crashed, starting

from gui.shell.recovery import MOST_SET_ASIDE, Recovery

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


def aside(folder):
    """What was set aside."""
    place = folder / "set aside"
    return sorted(place.iterdir()) if place.exists() else []


# The slot of a window


def test_a_window_notes_what_its_autosave_belongs_to(start, tmp_path):
    recovery = start()
    file = recovery.note(tmp_path / "xor.nablascope", "xor")
    assert file == recovery.file
    noted = json.loads((file.parent / "note.json").read_text())
    assert (noted["original"], noted["title"]) == (str(tmp_path / "xor.nablascope"), "xor")
    assert datetime.now(UTC) - datetime.fromisoformat(noted["time"]) < timedelta(minutes=1)
    assert recovery.sentence() == ""


def test_after_a_save_there_is_no_autosave(start):
    recovery = start()
    recovery.note(None, "xor").write_bytes(b"session")
    recovery.file.with_suffix(".half").write_bytes(b"sess")
    recovery.clear()
    assert {file.name for file in recovery.file.parent.iterdir()} == {"lock", "note.json"}
    recovery.note(None, "xor").write_bytes(b"session again")
    assert recovery.file.read_bytes() == b"session again"


def test_after_its_end_a_window_keeps_nothing(start, folder):
    recovery = start()
    recovery.note(None, "xor").write_bytes(b"session")
    recovery.close()
    assert recovery.note(None, "xor") is None
    assert recovery.file is None
    assert list(folder.iterdir()) == []


def test_a_folder_that_somebody_has_removed_is_made_again(start, folder):
    recovery = start()
    folder.rename(folder.with_name("elsewhere"))
    recovery.note(None, "xor").write_bytes(b"session")
    assert recovery.file.parent.parent == folder


def test_without_a_folder_given_it_is_the_persons_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    recovery = Recovery()
    assert recovery.folder.name == "recovery"
    assert recovery.file.is_relative_to(tmp_path)
    recovery.close()


# What is found


def test_what_was_lost_is_told_newest_first(start, crash, tmp_path):
    original = tmp_path / "ada’s spirals\n\udce9.nablascope"
    old, new = crash("old"), crash("new", original=original)
    for slot, at in ((old, 1_600_000_000), (new, 1_700_000_000)):
        os.utime(slot.file, (at, at))
    found = start().lost()
    assert [(lost.file, lost.title, lost.attempts) for lost in found] == [
        (new.file, "new", 0),
        (old.file, "old", 0),
    ]
    assert [lost.original for lost in found] == [original, None]
    assert [lost.when for lost in found] == [
        datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC),
        datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC),
    ]


def test_hundreds_are_all_found(start, crash):
    slots = [crash(str(k)) for k in range(300)]
    assert {lost.file for lost in start().lost()} == {slot.file for slot in slots}


def test_what_another_machine_has_left_is_left_to_it_for_a_week(start, crash):
    slot = crash()
    (slot.folder / "note.json").write_text('{"title": "far away", "machine": "another"}')
    recovery = start()
    assert recovery.lost() == []
    for days, found in ((6, 0), (8, 1)):
        at = datetime.now().timestamp() - days * 86_400
        os.utime(slot.folder, (at, at))
        assert len(recovery.lost()) == found


# Restoring


def test_what_was_restored_is_the_windows_own(start, crash, folder):
    slot = crash()
    recovery, other = start(), start()
    (lost,) = recovery.lost()
    old = recovery.file
    assert recovery.begin_restore(lost)
    assert slot.attempts() == 1, "counted before it is tried"
    assert recovery.file == old, "until it is shown, nothing may overwrite it"
    assert (other.lost(), recovery.lost()) == ([], [])
    recovery.restored(lost)
    assert (recovery.file, slot.attempts(), old.parent.exists()) == (slot.file, 0, False)
    assert other.lost() == []
    recovery.close()
    assert not slot.folder.exists()


def test_another_window_was_first(start, crash):
    crash("xor")
    one, two = start(), start()
    (lost,) = one.lost()
    (same,) = two.lost()
    assert one.begin_restore(lost)
    assert not two.begin_restore(same)
    assert two.sentence() == "“xor” is open in another window, or was dealt with there."
    assert not two.discard(same)
    one.restored(lost)
    one.clear()
    one._lock.release()  # as a crash would, after a save
    assert not two.begin_restore(same)
    assert not lost.file.parent.exists()


def test_a_file_that_fails_twice_is_set_aside(start, crash, folder):
    slot = crash("xor: a/b")
    os.utime(slot.file, (1_700_000_000, 1_700_000_000))
    recovery = start()
    for attempts in (0, 1):
        (lost,) = recovery.lost()
        assert lost.attempts == attempts
        assert recovery.begin_restore(lost)
        assert recovery.sentence() == ""
        recovery.failed(lost)
    (file,) = aside(folder)
    assert file.read_bytes() == b"session"
    assert file.name.startswith("xor- a-b 2023-11-1")
    assert file.name.endswith(".nablascope")
    assert str(file) in recovery.sentence()
    assert (recovery.lost(), recovery.begin_restore(lost)) == ([], False)
    assert not slot.folder.exists()


def test_a_window_that_ends_while_it_restores_has_tried(start, crash):
    crash()
    recovery = start()
    (lost,) = recovery.lost()
    recovery.begin_restore(lost)
    recovery.close()
    (again,) = start().lost()
    assert (again.file, again.attempts) == (lost.file, 1)


def test_after_it_was_shown_the_count_begins_again(start, crash):
    crash()
    for _ in range(4):
        recovery = start()
        (lost,) = recovery.lost()
        assert recovery.begin_restore(lost)
        recovery.restored(lost)
        recovery._lock.release()  # as a crash would


def test_what_is_discarded_is_not_offered_again_and_set_aside(start, crash, folder):
    for k in range(MOST_SET_ASIDE + 3):
        slot = crash("xor", contents=str(k).encode())
        os.utime(slot.file, (1_700_000_000 - k, 1_700_000_000 - k))
        recovery = start()
        (lost,) = recovery.lost()
        assert recovery.discard(lost)
        assert not lost.file.parent.exists()
        assert recovery.lost() == []
        newest = max(aside(folder), key=lambda file: file.stat().st_mtime_ns)
        assert newest.read_bytes() == str(k).encode()
    assert len(aside(folder)) == MOST_SET_ASIDE
