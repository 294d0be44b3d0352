"""How tables are read: many lines at once or cell by cell, which must not make a difference."""

import csv
import io

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tables_files import file_of, finished, read_text, same_bits

from core.errors import BadInputError
from core.files import FaultError
from core.tables import Reading, blocks, preview, read_now, reading_job, suggested
from core.tables.apart import rows_apart
from core.tables.cells import is_number
from core.tables.plan import planned
from core.tables.reading import DELIMITERS
from core.tables.records import UnclosedError, records
from core.tables.rows import careful_rows, plain_rows
from core.tables.targets import Labels

PIECES = [
    "a", "b b", "1", "-2.5", ".5e3", "1e", "NaN", '"', '""', '"x"', ",", ",", ";", "\t", "|", " ", "\n", "\n",
    "\r\n", "\r", "é", "1,5", "0", "\xa0", "\x0b",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def apart(text, delimiter):
    """The rows of `text` cell by cell; None for what is wrong."""
    try:
        return [k.cells for k in records(text, delimiter, 1, True)]
    except FaultError:
        return None


@settings(max_examples=1500, deadline=None)
@given(text=TEXTS, delimiter=st.sampled_from(DELIMITERS))
@example(text='"a"\t,"b"\n', delimiter=",")
@example(text="\t\t\n1\t2\t\n", delimiter="\t")
@example(text=" \t \n a  b \n", delimiter=" ")
@example(text='"a" b\n', delimiter=" ")
@example(text='""\n', delimiter=",")
@example(text='""\n\t', delimiter="\t")
@example(text=",\n", delimiter=",")
@example(text='\t"a"\n', delimiter=",")
def test_many_at_once_are_what_they_are_one_by_one(text, delimiter):
    found = rows_apart(text, delimiter)
    wanted = apart(text, delimiter)
    if '"' in text and wanted is None:
        assert found is None
    else:
        assert found is None or list(map(tuple, found)) == wanted


CELLS = st.text(st.sampled_from('ab1,;"\n\r \té'), max_size=5)


@settings(max_examples=500, deadline=None)
@given(table=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_the_csv_module_writes_is_read(table):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(table)
    wanted = [tuple(row) for row in table]
    assert apart(text.getvalue(), ",") == wanted
    assert list(map(tuple, rows_apart(text.getvalue(), ","))) == wanted


def taken(way, text, decimal, task):
    """What one of the two ways takes from lines of two numbers and a target."""
    how = Reading(",", decimal, False, (0, 1), (2,), task)
    plan = planned(how, ["", "", ""], 1)
    labels = Labels("kind", decimal, 100) if plan.label is not None else None
    try:
        found = way(text, plan, labels)
    except FaultError as fault:
        return str(fault)
    if found is None:
        return None
    if labels is not None and way is quick and not labels.enter(0, found.labels):
        return None
    return same_everywhere(found, labels)


def same_everywhere(found, labels):
    codes = {} if labels is None else labels.code
    return found.numbers.shape, found.numbers.tobytes(), list(found.labels), found.end, dict(codes)


def quick(text, plan, labels):
    return plain_rows(text, plan)


def slow(text, plan, labels):
    return careful_rows(text, plan, 1, True, labels)


NUMERIC = [
    "1", "-2.5", "+.5", "3.", "1e5", "1E-3", "0", "-0", "1e100", "1.0000000000000002", "1e101", "1e999",
    "nan", "inf", "1_0", "", " ", "1 2", "0x1", "1,5", "١", "1e", "e1", ".", "+-1", "1.2.3", "--1", '"7"',
    '" 7"', '" "', "\t8", "infinity", "1e-999", "9" * 400, "0." + "0" * 400 + "1",
]  # fmt: skip
LINES = st.lists(
    st.tuples(
        *[st.sampled_from([*NUMERIC[:10], *NUMERIC]) for _ in range(2)],
        st.sampled_from(["a", "1", "b", "", '"c,"']),
    ),
    max_size=4,
)


@settings(max_examples=1500, deadline=None)
@given(
    lines=LINES,
    decimal=st.sampled_from(".,"),
    task=st.sampled_from(["classification", "regression"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_both_ways_make_the_same_numbers(lines, decimal, task, end):
    text = "".join(f"{','.join(line)}{end}" for line in lines)
    found, wanted = taken(quick, text, decimal, task), taken(slow, text, decimal, task)
    assert found is None or found == wanted


@pytest.mark.parametrize("cell", [k for k in NUMERIC if '"' not in k])
@pytest.mark.parametrize("decimal", [".", ","])
def test_a_number_is_one_for_both_ways(cell, decimal):
    cell = cell.strip().replace(".", decimal) if decimal == "," else cell.strip()
    plan = planned(Reading(";", decimal, False, (0,), (1,), "regression"), ["", ""], 1)
    assert (plain_rows(f"{cell};1\n", plan) is not None) == is_number(cell, decimal)


@pytest.mark.parametrize(
    "cell", ["1", "-2.5", "1.0000000000000002", "5e-324", "1e-999", "0.1", "123456789012345678901234567890"]
)
def test_numbers_are_rounded_as_python_does(cell, tmp_path):
    given = read_text(tmp_path, f"x,y\n{cell},1.5\n2,3\n")
    assert given.x[0, 0] == float(cell)


# Blocks


@pytest.mark.parametrize("size", [1, 2, 3, 7, 16, 61])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_size_of_a_block_makes_no_difference(size, end, tmp_path, monkeypatch):
    rows = [f'{k}.5,"a {k % 3}\n{k}",{k % 2}'.replace("\n", end) for k in range(40)]
    text = "# remark" + end + "x, label ,äß" + end + end + end.join(rows)
    whole = read_now(file_of(tmp_path, text), Reading(",", ".", True, (0,), (1,), "classification"))
    monkeypatch.setattr(blocks, "BLOCK", size)
    pieces = read_now(file_of(tmp_path, text), Reading(",", ".", True, (0,), (1,), "classification"))
    assert pieces == whole  # the same file, understood in the same way
    assert len(whole.outputs) == 40
    assert same_bits(pieces.x, whole.x)
    assert same_bits(pieces.y, whole.y)


@pytest.mark.parametrize("size", [1, 5, 1 << 16])
def test_a_fault_is_in_its_line_whatever_the_size_of_a_block(size, tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", size)
    text = 'x,label\n1,"a\r\nb"\r2,"c"\n\n\r\n3,d\n4x,e\n'
    with pytest.raises(BadInputError, match=r"line 8, column 1 \(x\) holds “4x”"):
        read_now(file_of(tmp_path, text), Reading(",", ".", True, (0,), (1,), "classification"))


def test_a_record_that_goes_on_behind_a_block_is_waited_for():
    with pytest.raises(UnclosedError) as unclosed:
        list(records('1,2\n3,"4\n', ",", 1, False))
    assert unclosed.value.start == 4


# The work


def test_it_is_done_in_small_steps_and_tells_how_far_it_is(tmp_path):
    path = file_of(tmp_path, "x,y\n" + "".join(f"{k / 7!r},{k / 3!r}\n" for k in range(60_000)))
    found, shares = [], []
    job = reading_job(path, suggested(preview(path)), found.append)
    while not job.done:
        job.step(0.0)
        shares.append(job.progress())
    assert len(shares) > 30
    assert shares == sorted(shares)
    assert 0 < shares[3] < shares[-1] <= 1
    assert found[0].samples == 60_000


def test_what_is_given_up_delivers_nothing(tmp_path):
    path = file_of(tmp_path, "x,y\n" + "1,2\n" * 60_000)
    job = reading_job(path, suggested(preview(path)), lambda _: pytest.fail("was delivered"))
    job.step(0.0)
    job.cancel()
    assert job.done


def test_read_now_tells_how_far_it_is(tmp_path):
    path, shares = file_of(tmp_path, "x,y\n" + "1,2\n3,4\n" * 100_000), []
    read_now(path, suggested(preview(path)), shares.append)
    assert 0 < shares[0] <= shares[-1] <= 1


def test_the_samples_lie_in_the_memory_that_everything_uses(tmp_path):
    given = read_text(tmp_path, "x1,x2,y\n" + "".join(f"{k},{k + 1},{k + 2}.5\n" for k in range(50_000)))
    rows = given.x.base
    assert rows is given.y.base
    assert rows.shape == (50_000, 4)
    assert not rows.flags.writeable
    assert (rows[:, 2] == 1.0).all()


def test_a_thousand_inputs_are_read(tmp_path):
    names = ",".join(f"c{k}" for k in range(1025))
    rows = [",".join(repr(k / 7) for k in range(i, i + 1025)) for i in range(3)]
    given = read_text(tmp_path, "\n".join([names, *rows]))
    assert given.x.shape == (1024, 3)
    assert np.array_equal(given.x[:, 1], (np.arange(1024) + 1) / 7)


def test_a_job_that_is_done_is_done(tmp_path):
    path, found = file_of(tmp_path, "x,y\n1,2\n3,4.5\n"), []
    job = reading_job(path, suggested(preview(path)), found.append)
    finished(job)
    assert job.step(0.1) == 0.0
    assert len(found) == 1
