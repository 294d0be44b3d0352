"""Every promise of resources/reliability.md has tests that say its number, and all that it names is there."""

import importlib.util
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


def test_the_script_writes_one_row_and_nothing_else(tmp_path, monkeypatch):
    file = ROOT / "tests" / "benchmarks" / "reliability.py"
    spec = importlib.util.spec_from_file_location("reliability", file)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert set(script.SCRIPTS) <= set(NUMBERS)
    before = TABLE.read_text(encoding="utf-8").splitlines()
    table = tmp_path / "reliability.md"
    table.write_text("\n".join(before), encoding="utf-8")
    monkeypatch.setattr(script, "TABLE", table)
    script.write("R4", "7 tests passed")
    after = table.read_text(encoding="utf-8").splitlines()
    [(old, new)] = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    assert new == f"{old.rsplit(' | ', 1)[0]} | 7 tests passed |"
    for number, _, shown_by, _ in ROWS:
        wanted = [str(file.relative_to(ROOT)) for file in linked(shown_by) if file.name.startswith("test_")]
        assert script.files_of(number) == wanted
