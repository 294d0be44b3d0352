"""Every promise of resources/reliability.md has tests that say its number, and all that it names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "resources" / "reliability.md"
ROWS = re.findall(r"^\| (R\d+) \| (.+) \| (.+) \| (.+) \|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
NUMBERS = [f"R{k}" for k in range(1, 14)]
MARK = re.compile(r'^(?:pytestmark = |@|    )pytest\.mark\.promise\(number="(R\d+)"\)', re.MULTILINE)


def linked(cell):
    """The files that a cell of the table names."""
    return [(TABLE.parent / target).resolve() for target in re.findall(r"\]\((.+?)\)", cell)]


def marked():
    """The numbers that each file of tests says."""
    files = [*(ROOT / "tests").rglob("test_*.py")]
    found = {file: set(MARK.findall(file.read_text(encoding="utf-8"))) for file in files}
    return {file: numbers for file, numbers in found.items() if numbers}


def test_every_promise_is_there_once():
    assert [row[0] for row in ROWS] == NUMBERS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_is_there_and_shows_it(row):
    number, words, shown_by, figures = row
    assert words.endswith(".")
    files = linked(shown_by)
    assert all(file.is_file() for file in files)
    tests = {file for file in files if file.name.startswith("test_")}
    assert tests == {file for file, numbers in marked().items() if number in numbers}
    assert tests
    assert all("benchmarks" in file.parts for file in set(files) - tests)
    assert figures
