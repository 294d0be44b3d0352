"""Data that is too large for a session file is named there by its SHA-256, and read from its own again."""

import os
from pathlib import Path

import numpy as np
import pytest
from given_cases import PAINTED, learned, members, of_table, said, table, table_text
from session_files import acted, assert_go_on_alike, assert_same, opened, saved_and_opened
from sessions import state_hash
from timelines import go

from core.commands import Load, Open, Save
from core.errors import FileError
from core.files import given_parts
from core.painting import first_drawing
from core.session import Session


@pytest.fixture
def named(tmp_path, monkeypatch):
    """A session whose data is in a file of a folder of its own, and the file that it was saved to."""
    monkeypatch.setattr(given_parts, "EMBEDDED", 0)
    (tmp_path / "data").mkdir()
    session = learned(table(tmp_path / "data" / "outcomes.csv"))
    (tmp_path / "sessions").mkdir()
    path = tmp_path / "sessions" / "a.nabla"
    session.apply(Save(str(path)))
    return session, path, tmp_path / "data" / "outcomes.csv"


def test_data_that_is_named_is_read_again(named):
    session, path, _ = named
    (kept,) = said(path)["given"]
    assert not kept["embedded"]
    assert "given.npy" not in members(path)
    again = opened(path)
    assert_same(session, again)
    assert_go_on_alike(session, again)


def test_data_beside_the_session_file_is_found_too(named):
    session, path, file = named
    moved = file.rename(path.with_name("outcomes.csv"))
    again = opened(path)
    assert again.experiment.given.source.path == str(moved)
    assert np.array_equal(again.dataset.x, session.dataset.x)
    assert np.array_equal(again.trainer.net.theta, session.trainer.net.theta)


def test_what_has_changed_where_it_was_is_found_beside_the_session_file(named):
    session, path, file = named
    path.with_name("outcomes.csv").write_bytes(file.read_bytes())
    file.write_text(table_text(seed=5), encoding="utf-8")
    assert np.array_equal(opened(path).dataset.x, session.dataset.x)


def test_a_name_that_is_no_text(tmp_path, monkeypatch):
    monkeypatch.setattr(given_parts, "EMBEDDED", 0)
    session = learned(table(tmp_path / os.fsdecode(b"outcomes\xe9.csv")))
    assert_same(session, saved_and_opened(session, tmp_path / "a.nabla"))


def make_fifo(file):
    file.unlink()
    os.mkfifo(file)


def make_folder(file):
    file.unlink()
    file.mkdir()


def make_loop(file):
    file.unlink()
    file.symlink_to(file)


LACKING = {
    "gone": (Path.unlink, "is not there; put it back, or beside this file"),
    "its folder gone": (
        lambda file: file.parent.rename(file.parent.with_name("old")),
        "is not there; put it",
    ),
    "changed": (
        lambda file: file.write_text(table_text(seed=5)),
        "has changed since; put it as it was there",
    ),
    "cut": (lambda file: file.write_bytes(file.read_bytes()[:-1]), "has changed since"),
    "empty": (lambda file: file.write_bytes(b""), "has changed since"),
    "a folder": (make_folder, "is a folder; put the file back"),
    "a pipe": (make_fifo, "is a pipe between programs"),
    "a loop": (make_loop, "is a symbolic link that leads back to itself"),
}


@pytest.mark.parametrize("case", LACKING)
def test_data_that_cannot_be_had_gets_its_sentence_and_changes_nothing(case, named):
    _, path, file = named
    change, words = LACKING[case]
    change(file)
    session = acted([12])
    before = state_hash(session)
    with pytest.raises(FileError) as error:
        go(session, Open(str(path)))
    text = str(error.value)
    assert text.startswith(f"The file a.nabla needs the data in {file}, which {words}")
    assert text.endswith(".")
    assert (text.count(". "), text.count("\n")) == (0, 0)
    assert len(text) < 300
    assert state_hash(session) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_data_that_may_not_be_read(named):
    _, path, file = named
    file.chmod(0)
    with pytest.raises(FileError, match="may not be read by you; ask its owner"):
        go(Session(), Open(str(path)))


def test_a_long_way_to_the_data_is_cut_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(given_parts, "EMBEDDED", 0)
    folder = tmp_path.joinpath(*["a folder with a long name"] * 8, "line\nbreak")
    folder.mkdir(parents=True)
    session = Session(of_table(table(folder / f"{'x' * 200}.csv")))
    session.apply(Save(str(tmp_path / "a.nabla")))
    (folder / f"{'x' * 200}.csv").unlink()
    with pytest.raises(FileError, match="…") as error:
        go(session, Open(str(tmp_path / "a.nabla")))
    assert len(str(error.value)) < 300
    assert str(error.value).isprintable()


def test_together_too_much_is_named_where_it_can_be(tmp_path, monkeypatch):
    one, two, three = (table(tmp_path / f"{k}.csv", rows=10 * k, seed=k) for k in (1, 3, 2))
    monkeypatch.setattr(given_parts, "EMBEDDED", one.nbytes + three.nbytes + first_drawing().nbytes)
    session = Session(PAINTED)
    for given in (one, two, three):
        acted([Load(of_table(given)), 2], session)
    session.apply(Save(str(tmp_path / "a.nabla")))
    assert [k["embedded"] for k in said(tmp_path / "a.nabla")["given"]] == [True, True, False, True]
    assert_same(session, opened(tmp_path / "a.nabla"))
