"""Bad tables of ten megabytes: refused in time and in little memory."""

import sys
from pathlib import Path

import numpy as np
import pytest
from sessions import state_hash
from tables_files import MB, assert_is_one_sentence, file_of, refusal, small_session

from core.datasets.samples import side_by_side
from core.errors import FileError
from core.experiment import suitable_experiment
from core.tables import Reading, preview, read_now, suggested
from core.training import Training

pytestmark = pytest.mark.promise(number="R5")


@pytest.fixture(scope="module")
def session():
    return small_session()


def lines(text, size=10_000_000):
    """Ten megabytes of it, and a wrong line at the end."""
    return "a,b,kind\n" + text * (size // len(text)) + "x\n"


LARGE = {
    "plain": lines("1.25,2.5,red\n0.5,3.5,green\n"),
    "in quotes": lines('"1.25","2.5","red"\n"0.5","3.5","gr""een"\n'),
    "in quotes with blanks": lines('"1.25" , "2.5" ,"red" \n 0.5 ,"3.5","gr een"\n'),
    "short cells": lines("1,2,r\n3,4,g\n"),
    "one line": "a,b,kind\n1,2,x\n" + "1" * 10_000_000,
    "one line of cells": "a,b,kind\n1,2,x\n" + "1," * 5_000_000,
    "line ends": "a,b,kind\n" + "\n" * 10_000_000 + "x",
    "remarks": "# \n" * 3_333_333,
    "quotes": "a,b,kind\n1,2,x\n" + '"' * 10_000_001,
    "lines in quotes": "a,b,kind\n1,2,x\n" + '"1\n",' * 1_700_000,
    "a quote never closed": 'a,b,kind\n1,2,x\n"' + "1,2,x\n" * 1_700_000,
    "labels without end": "a,b,kind\n" + "".join(f"1,2,k{k}\n" for k in range(1_000_000)),
    "blanks": "a,b,kind\n1,2,x\n" + " " * 10_000_000 + "y\n",
    "UTF-8 broken at the end": lines("1,2,r\n3,4,g\n").encode() + b"\xff",
    "NUL at the end": lines("1,2,r\n3,4,g\n")[:-2] + "\0",
    "random": np.random.default_rng(0).bytes(10_000_000),
}  # fmt: skip


def resident():
    """Megabytes of memory at most, since they were last forgotten."""
    said = Path("/proc/self/status").read_text()
    return int(said.split("VmHWM:")[1].split()[0]) / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="memory is asked of Linux")
@pytest.mark.parametrize("name", LARGE)
def test_ten_megabytes_of_it_are_refused_in_time_and_in_little_memory(name, session, tmp_path):
    path = file_of(tmp_path, LARGE[name])
    before = state_hash(session)
    Path("/proc/self/clear_refs").write_text("5")
    least = resident()
    error = refusal(session, path)
    assert resident() - least < MB
    assert_is_one_sentence(error)
    assert state_hash(session) == before


def test_a_long_label_is_refused_however_late_it_comes(tmp_path):
    path = file_of(tmp_path, "a,kind\n" + "1,x\n2,y\n" * 100_000 + f"3,{'z' * 131_073}\n")
    with pytest.raises(FileError, match="in line 200002, column 2 a cell of more than 131,072 characters"):
        read_now(path, suggested(preview(path)))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is asked of Linux")
def test_samples_are_in_memory_once_as_read_and_once_as_scaled(tmp_path):
    """Of a million rows of four numbers, five with a one beside them: 40 MB each time."""
    path = file_of(tmp_path, "a,b,c,d\n" + "1,2,3,4.5\n5,6,8,7.5\n" * 500_000)
    Path("/proc/self/clear_refs").write_text("5")
    least = resident()
    given = read_now(path, Reading(",", ".", True, (0, 1, 2), (3,), "regression"))
    assert resident() - least < 60
    training = Training(suitable_experiment(given, "file"))
    assert resident() - least < 120
    rows = training.dataset.x.base
    assert rows.shape == (1_000_000, 5)
    assert side_by_side(training.trainer.x, training.trainer.y) is rows
