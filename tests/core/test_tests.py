"""The tests themselves."""

from itertools import pairwise
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def test_no_two_files_have_one_name():
    """Else pytest refuses to begin."""
    names = sorted(file.name for file in TESTS.glob("*/*.py") if file.name != "conftest.py")
    assert [a for a, b in pairwise(names) if a == b] == []
