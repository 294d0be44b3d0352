"""Killed in the middle of a save: the script that does so a thousand times, here for fifty."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tests" / "benchmarks" / "kill_while_saving.py"

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the script forks"),
    pytest.mark.promise(number="R6"),
]


def kill(saves, change="pass"):
    """Run the script, the program changed by `change` before; return its exit code and what it counted."""
    start = f"import runpy, sys, os; sys.argv = ['kill', '--saves', '{saves}']; {change}"
    start += f"; runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", start], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.stderr == ""
    counts = {what: int(count) for count, what in re.findall(r"^ +(\d+)  (.+)$", done.stdout, re.MULTILINE)}
    assert sum(counts.values()) == saves
    return done.returncode, counts


def test_fifty_kills_lose_nothing():
    code, counts = kill(50)
    assert code == 0
    assert counts.keys() <= {"old", "new", "old, and a temporary file"}
    assert len(counts) >= 2  # some came before the end of the save and some behind it, or in its middle


NOT_ATOMIC = """
from core.files import container
container.save = lambda path, data: open(path, 'wb').write(data)
"""


def test_the_script_sees_what_a_save_that_is_not_whole_loses():
    code, counts = kill(200, f"exec({NOT_ATOMIC!r})")
    assert code == 1
    assert any(what.startswith("lost: ") for what in counts)
