"""Bad session files: each gets one sentence that says what is wrong and what to do, and nothing changes."""

import pytest
from container_cases import CASES, GOOD, GROUPS
from container_faults import ARRAYS, assert_is_the_sentence

from core.errors import FileError
from core.files import read

pytestmark = pytest.mark.promise(number="R5")


def state_of(folder):
    """Everything that is in a folder, to the last byte."""
    return {k.name: (k.read_bytes(), k.stat().st_mtime_ns, k.stat().st_mode) for k in folder.iterdir()}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_gets_one_sentence(case, tmp_path):
    data, mentions = CASES[case]
    file = tmp_path / "run 7.nablascope"
    file.write_bytes(data)
    before = state_of(tmp_path)
    with pytest.raises(FileError) as caught:
        read(file)
    assert_is_the_sentence(caught.value, file.name, *mentions)
    assert state_of(tmp_path) == before


def test_the_file_that_the_bad_ones_are_made_of_is_good(tmp_path):
    file = tmp_path / "good.nablascope"
    file.write_bytes(GOOD)
    found = read(file)
    assert {name: k.tobytes() for name, k in found.arrays.items()} == {
        name: k.tobytes() for name, k in ARRAYS.items()
    }


def test_there_are_enough_of_them_and_no_two_are_equal():
    assert len(CASES) == sum(map(len, GROUPS)) >= 60
    assert len({data for data, _ in CASES.values()}) == len(CASES)


@pytest.mark.parametrize(
    ("wanted", "mentions"),
    [
        (["theta"], ["order.npy", "does not belong"]),
        (["theta", "order", "mask"], ["mask.npy", "is missing"]),
        ([], ["does not belong"]),
    ],
)
def test_other_arrays_than_those_that_must_be_there(wanted, mentions, tmp_path):
    file = tmp_path / "good.nablascope"
    file.write_bytes(GOOD)
    assert read(file, members=["order", "theta"]).arrays.keys() == {"order", "theta"}
    with pytest.raises(FileError) as caught:
        read(file, members=wanted)
    assert_is_the_sentence(caught.value, file.name, *mentions)
