"""Tables damaged at random: refused in one sentence with nothing changed, or data that can be learned."""

import random

import numpy as np
import pytest
from byte_changes import behead, duplicate, flip_bits, overwrite, remove, some_slice, truncate
from sessions import state_hash
from tables_files import assert_is_one_sentence, small_session
from timelines import known_hash

from core.commands import Import, Run, Step
from core.datasets import load
from core.errors import BadInputError
from core.session import State
from core.tables import preview, save_csv, suggested

pytestmark = pytest.mark.promise(number="R5")

CHUNKS, IN_CHUNK = 10, 300
DELIMITERS = b",;\t| "
ODD = [
    b'"', b'""', b"'", b"#", b"\n", b"\r", b"\r\n", b",", b";", b"\t", b"|", b" ", b"\0", b"\xff", b"\\",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xe9", "é".encode(), b"NaN", b"inf", b"1e999", b"-1e308", b"1_0",
    b"0x1F", "１".encode(), b"1,5", b"1.5", b"-", b"", b"x" * 1000, b"9" * 500, b" [class]", b" [target]",
    b"=1+1", b"\x1a",
]  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Good files of all kinds."""
    folder = tmp_path_factory.mktemp("tables")
    found = []
    for name in ("xor", "iris", "sine"):
        save_csv(str(folder / "a.csv"), load(name))
        found.append((folder / "a.csv").read_bytes()[:3000].rpartition(b"\n")[0])
    found.append("\ufeffa;b;kind\r\n1,5;2;rot\r\n-3,25;4e-1;grün\r\n0,5;1;rot\r\n".encode())
    found.append(b'"a","b c","kind"\n"1","2.5","x,y"\n"3","4","p ""q"""\n5,6,"two\nlines"\n7,8,"x,y"\n')
    found.append(b"# remark\n  1.5   2  0\n 3.25  4  1\n -1     0  1\n")
    found.append(
        b"x\ty\tz [target]\tw [target]\n" + b"".join(b"%d\t%d.5\t%d\t1\n" % (k, k, k) for k in range(40))
    )
    return found


def set_bytes(draw, data):
    return overwrite(draw, data, [b"\0", b"\xff", b",", b"9", b'"', b"\n", b" "])


def insert(draw, data):
    at = draw.randrange(len(data) + 1)
    return data[:at] + draw.choice([draw.randbytes(4), *ODD]) + data[at:]


def replace_cell(draw, data):
    ends = [k for k, byte in enumerate(data) if byte in b",;\t|\n"]
    if len(ends) < 2:
        return data[1:]
    k = draw.randrange(len(ends) - 1)
    return data[: ends[k] + 1] + draw.choice(ODD) + data[ends[k + 1] :]


def shuffle_lines(draw, data):
    lines = data.splitlines(keepends=True)
    draw.shuffle(lines)
    return b"".join(lines)


def drop_line(draw, data):
    lines = data.splitlines(keepends=True)
    del lines[draw.randrange(len(lines))]
    return b"".join(lines)


def swap_delimiters(draw, data):
    one, other = draw.sample(list(DELIMITERS), 2)
    start, end = draw.choice([(0, len(data)), some_slice(draw, data)])
    return data[:start] + data[start:end].replace(bytes([one]), bytes([other])) + data[end:]


def other_ends(draw, data):
    return data.replace(
        b"\n", draw.choice([b"\r", b"\r\n", b"\n\n", b"\n\r", b" \n", b",\n"]), draw.choice([-1, 1, 3])
    )


def other_encoding(draw, data):
    text = data.decode("utf-8-sig", errors="replace")
    return text.encode(
        draw.choice(["utf-16", "utf-16-le", "utf-32", "latin-1", "utf-8-sig", "cp037"]), errors="replace"
    )


KINDS = (
    flip_bits, set_bytes, truncate, behead, remove, duplicate, insert, insert, replace_cell, replace_cell,
    shuffle_lines, drop_line, swap_delimiters, other_ends, other_encoding,
)  # fmt: skip


def damaged(draw, data, kind):
    data = kind(draw, data)
    if len(data) > 1 and draw.random() < 0.3:
        data = draw.choice(KINDS)(draw, data)
    return data


def opened_or_refused(session, path):
    """The error of opening a file of data as the menu does; None if it was opened."""
    try:
        session.apply(Import(path, suggested(preview(path)), held_out=0.2))
        session.finish()
    except BadInputError as error:
        return error
    return None


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_damaged_table_is_refused_or_can_be_learned(chunk, tables, tmp_path):
    draw, refused, used, unforeseen = random.Random(f"tables {chunk}"), 0, 0, None
    session, path = small_session(), tmp_path / "bad.csv"
    for k in range(IN_CHUNK):
        path.write_bytes(damaged(draw, draw.choice(tables), KINDS[k % len(KINDS)]))
        before = state_hash(session), known_hash(session)
        error = opened_or_refused(session, str(path))
        if error is None:
            assert_can_be_learned(session)
            session, used = small_session(), used + 1
            continue
        refused += 1
        assert_is_one_sentence(error)
        unforeseen = unforeseen or error.__cause__
        assert (state_hash(session), known_hash(session)) == before
    assert unforeseen is None  # everything was looked for, and nothing left to the last boundary
    assert refused > IN_CHUNK / 5
    assert used > IN_CHUNK / 5


def assert_can_be_learned(session):
    data = session.dataset
    assert data.name == "file"
    assert np.isfinite(data.x).all()
    assert np.isfinite(data.y).all()
    assert session.trainer.net.n[0] == len(data.inputs)
    assert session.trainer.net.n[-1] == len(data.outputs)
    session.apply(Step("step"))
    session.frame()
    assert session.state in (State.PAUSED, State.DIVERGED)
    if session.state is State.PAUSED:
        session.apply(Run())
        session.tick(0.0)
