"""Quitting at any moment ends with code 0, soon, and without a word."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from quitting import MOMENTS

pytestmark = pytest.mark.promise(number="R9")

CHILD = Path(__file__).with_name("quitting.py")
HANG = 30


def quit_at(moment):
    return subprocess.run(
        [sys.executable, str(CHILD), moment],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANG,
        check=False,
    )


@pytest.fixture(scope="module")
def endings():
    """Every moment's result, two processes at a time."""
    with ThreadPoolExecutor(2) as pool:
        yield {moment: pool.submit(quit_at, moment) for moment in MOMENTS}


@pytest.mark.parametrize("moment", MOMENTS)
def test_quitting(endings, moment):
    result = endings[moment].result()
    assert result.stderr == ""
    assert result.returncode == 0
    assert float(result.stdout) > 0, "it came to the moment"
