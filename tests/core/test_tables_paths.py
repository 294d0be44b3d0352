"""What stands in the place of a table and is none: one sentence each, and nothing is waited for."""

import os
import sys
from pathlib import Path

import pytest
from tables_files import assert_is_one_sentence, file_of, finished

from core.errors import FileError
from core.files import opening
from core.tables import Reading, preview, read_now, reading_job, suggested

ROWS = "age,size,kind\n1,2,a\n3,4,b\n"
LONG = ROWS + "5.5,6.25,a\n7,8,b\n" * 20_000


RIGHT = Reading(",", ".", True, (0, 1), (2,), "classification")


def refused(path, *mentions):
    """Whatever is asked of the file, the sentence is the same."""
    sentences = set()
    for ask in (preview, lambda k: read_now(k, RIGHT)):
        with pytest.raises(FileError) as error:
            ask(path)
        assert_is_one_sentence(error.value, os.path.basename(path), *mentions)
        sentences.add(str(error.value))
    assert len(sentences) == 1


def test_a_folder(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    refused(str(tmp_path / "folder.csv"), "is a folder; open a file in it.")


@pytest.mark.skipif(sys.platform == "win32", reason="there are none")
def test_a_fifo_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "fifo.csv")
    refused(str(tmp_path / "fifo.csv"), "is a pipe between programs")


def test_a_device():
    refused("/dev/zero", "is a device")


def test_a_symlink_loop(tmp_path):
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    refused(str(tmp_path / "loop.csv"), "a symbolic link that leads back to itself")


def test_a_symlink_to_a_table_is_as_good_as_the_table(tmp_path):
    (tmp_path / "link.csv").symlink_to(file_of(tmp_path, ROWS, "table.csv"))
    assert read_now(str(tmp_path / "link.csv"), RIGHT).samples == 2


def test_no_permission(tmp_path, monkeypatch):
    path = file_of(tmp_path, ROWS)

    def refuse(*_):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(opening.os, "open", refuse)  # root may read everything
    refused(path, "may not be read by you; ask its owner for the permission.")


def test_a_file_that_is_not_there(tmp_path):
    refused(str(tmp_path / "gone.csv"), "is not there; look whether it was moved, renamed or deleted.")


def test_a_file_that_vanishes_between_preview_and_reading(tmp_path):
    path = file_of(tmp_path, ROWS)
    how = suggested(preview(path))
    Path(path).unlink()
    with pytest.raises(FileError, match="is not there; look whether it was moved"):
        read_now(path, how)


def test_a_name_that_no_file_has():
    with pytest.raises(FileError, match="has a name that no file can have; choose another name"):
        preview("a\0b.csv")


@pytest.mark.parametrize(
    "change",
    [
        lambda k: k.write_text(LONG[:-300]),
        lambda k: k.write_text(f"{LONG}1,2,a\n"),
        lambda k: k.write_text(f"{LONG}{LONG.partition(chr(10))[2] * 9}"),
    ],
)
def test_a_file_that_changes_while_it_is_read(change, tmp_path):
    path = file_of(tmp_path, LONG)
    job = reading_job(path, suggested(preview(path)), lambda _: pytest.fail("was read"))
    job.step(0.0)
    change(Path(path))
    with pytest.raises(FileError, match="was changed while it was being read; open it again"):
        finished(job)


def test_a_file_that_vanishes_while_it_is_read_was_opened_already(tmp_path):
    path, found = file_of(tmp_path, LONG), []
    job = reading_job(path, suggested(preview(path)), found.append)
    job.step(0.0)
    Path(path).unlink()
    finished(job)
    assert found[0].samples == 40_002


def test_a_file_that_became_another_since_its_preview(tmp_path):
    path = file_of(tmp_path, ROWS)
    how = suggested(preview(path))
    file_of(tmp_path, "only,two\n1,a\n2,b\n")
    with pytest.raises(FileError) as error:
        read_now(path, how)
    assert_is_one_sentence(error.value, "bad.csv", "has 2 columns in line 1, so that there is no column 3")
