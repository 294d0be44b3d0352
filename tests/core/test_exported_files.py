"""Exported files are whole or not there, and what goes wrong with them is said in one sentence."""

import os

import numpy as np
import pytest
from exporting import read_png, trained, written

from core import commands, importing
from core.errors import BadInputError, FileError, NotAllowedError
from core.exports.archive import npz
from core.exports.contents import NUMBERS
from core.exports.png import Pixels, png
from core.session import Session
from core.states import State


def test_arrays_are_read_without_pickle_and_equal_ones_are_equal_bytes(tmp_path):
    arrays = {
        "a": np.arange(6.0).reshape(2, 3).T,
        "one": np.array(3),
        "none": np.empty((0, 2)),
        "words": np.array(["σ", "b"]),
    }
    first, second = (written(npz(arrays), tmp_path / name).read_bytes() for name in ("1.npz", "2.npz"))
    assert first == second
    with np.load(tmp_path / "1.npz", allow_pickle=False) as found:
        assert all(np.array_equal(found[k], arrays[k]) and found[k].shape == arrays[k].shape for k in arrays)


def test_a_large_file_is_a_piece_of_work_that_can_be_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 0.0)
    session = trained(n=(2, 300, 300, 1), activations=("tanh", "tanh", "sigmoid"), steps=1)
    (tmp_path / "w.csv").write_text("old")
    session.apply(commands.Export(str(tmp_path / "w.csv"), "weights.csv"))
    shares = []
    while (progress := session.frame().progress) is None or progress < 0.5:
        assert session.state is State.EXPORTING
        session.tick(0.002)
        shares.append(session.frame().progress)
    assert shares == sorted(shares)
    assert len(set(shares)) > 3
    session.apply(commands.Cancel())
    assert session.state is State.PAUSED
    assert [p.name for p in tmp_path.iterdir()] == ["w.csv"]
    assert (tmp_path / "w.csv").read_text() == "old"
    assert session.given_up


@pytest.mark.parametrize("what", NUMBERS)
def test_what_cannot_be_written_is_said_in_one_sentence(tmp_path, what):
    session = Session()
    with pytest.raises(FileError, match=r"^The file x was not saved: there is no folder gone; .*\.$"):
        session.apply(commands.Export(str(tmp_path / "gone" / "x"), what))
    assert session.state is State.PAUSED


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    (tmp_path / "w.npz").write_bytes(b"old")

    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="the disk is full"):
        Session().apply(commands.Export(str(tmp_path / "w.npz"), "weights.npz"))
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"old"]


def test_what_is_no_content_is_refused(tmp_path):
    with pytest.raises(BadInputError, match=r"record\.csv"):
        Session().apply(commands.Export(str(tmp_path / "x"), "everything"))
    with pytest.raises(BadInputError):
        Session().apply(commands.Export("", "record.csv"))


def test_nothing_is_exported_while_another_file_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 0.0)
    session = trained(n=(2, 300, 300, 1), activations=("tanh", "tanh", "sigmoid"), steps=1)
    session.apply(commands.Export(str(tmp_path / "w.csv"), "weights.csv"))
    with pytest.raises(NotAllowedError, match="a file is being written"):
        session.apply(commands.Export(str(tmp_path / "v.csv"), "weights.csv"))
    session.apply(commands.Cancel())


def test_a_picture_is_a_png_file(tmp_path):
    rgb = np.random.default_rng(0).integers(0, 256, size=(70, 301, 3), dtype=np.uint8)
    data = written(png(Pixels(301, 70, rgb.tobytes(), 2)), tmp_path / "p.png").read_bytes()
    width, height, found, per_metre = read_png(data)
    assert (width, height, per_metre) == (301, 70, 7560)
    assert found == rgb.tobytes()
