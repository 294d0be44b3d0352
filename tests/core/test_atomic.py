"""A save is whole or not at all, and what is not the content of a file stays as it was."""

import os
import stat
import threading

import pytest

from core.files import FaultError, atomic, save

pytestmark = pytest.mark.promise(number="R6")

OLD, NEW = b"old" * 1000, b"new" * 1000


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "run.nablascope"
    path.write_bytes(OLD)
    return path


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def names(folder):
    return sorted(k.name for k in folder.iterdir())


def fail(*_, **__):
    raise OSError


@pytest.fixture
def killed(monkeypatch):
    """Let a save of a file end as a killed one does, with what is temporary left behind."""

    def kill(file):
        with monkeypatch.context() as patch:

            def end(*_):
                patch.setattr(atomic.os, "unlink", fail)
                raise OSError

            patch.setattr(atomic.os, "replace", end)
            with pytest.raises(ValueError, match="not saved"):
                save(file, NEW)

    return kill


def test_a_new_file(tmp_path):
    save(tmp_path / "new", NEW)
    assert (tmp_path / "new").read_bytes() == NEW
    assert names(tmp_path) == ["new"]


def test_a_file_in_the_place_of_another(file):
    save(file, NEW)
    assert file.read_bytes() == NEW
    assert names(file.parent) == [file.name]


@pytest.mark.parametrize("data", [b"", b"a", bytes(5_000_000)], ids=len)
def test_any_size(data, file):
    save(file, data)
    assert file.read_bytes() == data


def test_a_path_as_text_and_from_where_one_is(file, monkeypatch):
    monkeypatch.chdir(file.parent)
    save(file.name, NEW)
    assert file.read_bytes() == NEW


def test_a_name_as_long_as_a_name_can_be(tmp_path):
    save(tmp_path / ("n" * 255), NEW)
    assert names(tmp_path) == ["n" * 255]


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o664, 0o444, 0o777], ids=oct)
def test_an_existing_file_keeps_its_permissions(permissions, file, monkeypatch):
    monkeypatch.setattr(atomic.os, "access", lambda *_: True)
    file.chmod(permissions)
    save(file, NEW)
    assert mode(file) == permissions
    assert file.read_bytes() == NEW


def test_nobody_else_may_read_what_is_being_written(file, monkeypatch):
    file.chmod(0o600)
    seen, real = [], os.fsync
    monkeypatch.setattr(
        atomic.os, "fsync", lambda k: (seen.append(stat.S_IMODE(os.fstat(k).st_mode)), real(k))
    )
    save(file, NEW)
    assert seen[0] == 0o600


@pytest.mark.parametrize(("mask", "permissions"), [(0o022, 0o644), (0o077, 0o600), (0, 0o666)])
def test_a_new_file_has_the_permissions_that_the_person_gives(mask, permissions, tmp_path):
    before = os.umask(mask)
    try:
        save(tmp_path / "new", NEW)
    finally:
        os.umask(before)
    assert mode(tmp_path / "new") == permissions


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_an_existing_file_keeps_its_owner(file):
    os.chown(file, 12345, 54321)
    save(file, NEW)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 54321)


def test_a_link_stays_and_what_it_leads_to_is_replaced(file, tmp_path):
    folder = tmp_path / "links"
    folder.mkdir()
    (folder / "first").symlink_to("second")
    (folder / "second").symlink_to(f"../{file.name}")
    save(folder / "first", NEW)
    assert file.read_bytes() == NEW
    assert not file.is_symlink()
    assert (folder / "first").readlink().name == "second"
    assert names(folder) == ["first", "second"]


def test_a_link_to_nothing_leads_to_the_new_file(tmp_path):
    (tmp_path / "link").symlink_to("new")
    save(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "new").read_bytes() == NEW


def test_the_file_takes_its_place_once_it_is_on_the_disk_and_then_the_folder_follows(file, monkeypatch):
    done, sync, replace = [], os.fsync, os.replace

    def noted_sync(descriptor):
        status = os.fstat(descriptor)
        done.append(("sync", "folder" if stat.S_ISDIR(status.st_mode) else status.st_size))
        sync(descriptor)

    def noted_replace(source, target):
        done.append(("replace", os.path.getsize(source), target.read_bytes() == OLD))
        replace(source, target)

    monkeypatch.setattr(atomic.os, "fsync", noted_sync)
    monkeypatch.setattr(atomic.os, "replace", noted_replace)
    save(file, NEW)
    assert done == [("sync", len(NEW)), ("replace", len(NEW), True), ("sync", "folder")]


def test_a_folder_that_cannot_be_synced_does_not_unsave_the_file(file, monkeypatch):
    real = os.open

    def refuse_folders(path, flags, *rest):
        if os.path.isdir(path):
            raise PermissionError
        return real(path, flags, *rest)

    monkeypatch.setattr(atomic.os, "open", refuse_folders)
    save(file, NEW)
    assert file.read_bytes() == NEW


def test_the_next_save_removes_what_a_killed_one_left_and_nothing_else(file, killed):
    others = [".nablascope-notes.tmp", "run.nablascope.tmp", ".nablascope-000000000000-abcdef01.tmp"]
    for name in others:
        (file.parent / name).write_bytes(b"mine")
    for _ in range(3):
        killed(file)
        assert file.read_bytes() == OLD
        assert len(names(file.parent)) == 5  # that of the kill before was removed by the next
    save(file, NEW)
    assert names(file.parent) == sorted([file.name, *others])
    assert file.read_bytes() == NEW


def test_what_another_save_is_writing_is_no_leftover(file, monkeypatch):
    """While one save is on its way to the disk another one of the same file begins and ends."""
    real, inner = os.fsync, []

    def save_another(descriptor):
        if not inner:
            inner.append(True)
            save(file, b"inner")
            assert file.read_bytes() == b"inner"
        real(descriptor)

    monkeypatch.setattr(atomic.os, "fsync", save_another)
    save(file, NEW)
    assert file.read_bytes() == NEW
    assert names(file.parent) == [file.name]


def test_many_saves_at_a_time_leave_one_of_them_whole(file):
    contents, errors = [bytes([k]) * 50_000 for k in range(4)], []

    def save_often(data):
        try:
            for _ in range(50):
                save(file, data)
                assert file.read_bytes() in contents
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=save_often, args=(k,)) for k in contents]
    for k in threads:
        k.start()
    for k in threads:
        k.join(60)
    assert errors == []
    assert names(file.parent) == [file.name]


def test_where_files_cannot_be_locked_they_are_saved_all_the_same(file, killed, monkeypatch):
    killed(file)
    monkeypatch.setattr(atomic.fcntl, "flock", fail)
    save(file, NEW)
    assert file.read_bytes() == NEW
    assert len(names(file.parent)) == 2  # and what may be another's is left alone


def test_a_file_that_is_always_taken_is_given_up(file, monkeypatch):
    monkeypatch.setattr(atomic, "_locked", lambda _: False)
    with pytest.raises(ValueError, match="being saved by another program; try again"):
        save(file, NEW)
    assert file.read_bytes() == OLD


def test_a_fault_is_a_piece_of_a_sentence():
    fault = FaultError("has no η", member="manifest.json")
    assert (fault.what, fault.advice, fault.member) == ("has no η", "", "manifest.json")
