import shutil
from time import process_time

import numpy as np
import pytest

from core.datasets import load, shipped
from core.errors import BadInputError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the shipped files to damage."""
    copy = tmp_path / "datasets"
    shutil.copytree(shipped.FOLDER, copy)
    monkeypatch.setattr(shipped, "FOLDER", copy)
    return copy


def test_iris_has_the_means_of_fisher():
    lengths, species = shipped.iris_table()
    means = [lengths[species == k].mean(axis=0) for k in range(3)]
    expected = [[5.006, 3.428, 1.462, 0.246], [5.936, 2.770, 4.260, 1.326], [6.588, 2.974, 5.552, 2.026]]
    assert np.allclose(means, expected, rtol=0, atol=1e-12)


def test_iris_has_the_variances_of_fisher():
    lengths, species = shipped.iris_table()
    variances = [lengths[species == k].var(axis=0, ddof=1) for k in range(3)]
    expected = [
        [0.124249, 0.143690, 0.030159, 0.011106],
        [0.266433, 0.098469, 0.220816, 0.039106],
        [0.404343, 0.104004, 0.304588, 0.075433],
    ]
    assert np.allclose(variances, expected, rtol=0, atol=1e-6)


def test_iris_has_the_two_samples_that_other_copies_get_wrong():
    lengths, _ = shipped.iris_table()
    assert lengths[34].tolist() == [4.9, 3.1, 1.5, 0.2]
    assert lengths[37].tolist() == [4.9, 3.6, 1.4, 0.1]


def test_digits_are_read_in_a_blink():
    def seconds() -> float:
        start = process_time()
        load("digits")
        return process_time() - start

    assert min(seconds() for _ in range(5)) < 0.03


def edit(name, change):
    def damage(folder):
        path = folder / name
        path.write_bytes(change(path.read_bytes()))

    return damage


def store(table):
    return lambda folder: np.save(folder / "digits.npy", table)


DAMAGES = {
    "iris missing": ("iris", lambda folder: (folder / "iris.csv").unlink()),
    "iris empty": ("iris", edit("iris.csv", lambda _: b"")),
    "iris header": ("iris", edit("iris.csv", lambda old: old.replace(b"sepal", b"Sepal"))),
    "iris short": ("iris", edit("iris.csv", lambda old: old[:2000])),
    "iris line gone": (
        "iris",
        edit("iris.csv", lambda old: old.replace(b"5.1,3.5,1.4,0.2,setosa\n", b"", 1)),
    ),
    "iris empty line": ("iris", edit("iris.csv", lambda old: old + b"\n")),
    "iris number": ("iris", edit("iris.csv", lambda old: old.replace(b"5.1", b"five", 1))),
    "iris nan": ("iris", edit("iris.csv", lambda old: old.replace(b"5.1", b"nan", 1))),
    "iris species": ("iris", edit("iris.csv", lambda old: old.replace(b"setosa", b"rose", 1))),
    "iris ragged": ("iris", edit("iris.csv", lambda old: old.replace(b"5.1,", b"", 1))),
    "iris bytes": ("iris", edit("iris.csv", lambda old: b"\xff" + old)),
    "iris quote": ("iris", edit("iris.csv", lambda old: old.replace(b"setosa", b'"setosa', 1))),
    "iris folder": ("iris", lambda folder: ((folder / "iris.csv").unlink(), (folder / "iris.csv").mkdir())),
    "digits missing": ("digits", lambda folder: (folder / "digits.npy").unlink()),
    "digits empty": ("digits", edit("digits.npy", lambda _: b"")),
    "digits short": ("digits", edit("digits.npy", lambda old: old[:-1])),
    "digits text": ("digits", edit("digits.npy", lambda _: b"pixels")),
    "digits archive": ("digits", edit("digits.npy", lambda _: b"PK\x03\x04")),
    "digits shape": ("digits", store(np.zeros((1797, 64), np.uint8))),
    "digits type": ("digits", store(np.zeros((1797, 65)))),
    "digits objects": ("digits", store(np.full((2, 2), None))),
    "digits pixel": ("digits", store(np.full((1797, 65), [17] * 64 + [0], np.uint8))),
    "digits label": ("digits", store(np.full((1797, 65), [0] * 64 + [10], np.uint8))),
}


@pytest.mark.parametrize(("name", "damage"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_named_in_one_sentence(name, damage, folder):
    damage(folder)
    with pytest.raises(BadInputError) as caught:
        load(name)
    text = str(caught.value)
    assert text.endswith(".")
    assert name in text
    assert "Error" not in text
    assert str(folder) not in text
    load("xor")
