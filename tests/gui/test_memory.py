"""Training at full speed holds no more memory, threads, widgets and files than it did; a short look at it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.promise(number="R10")

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tests" / "benchmarks" / "memory.py"
HANG = 120


def test_memory_beyond_the_record_stays_what_it_is(tmp_path):
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--seconds", "5", "--warm-up", "3", "--every", "0.5", "--json"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["steps"] > 100
    assert 0 < found["record_mb"] < found["rss_mb"]
    assert found["growth_mb"] <= 25
    assert found["begin"] == found["end"]
    assert all(count > 1 for count in found["end"].values())
