"""Tables in files for the tests: written, read as the menu does, and the sentence where one is refused."""

import gc
import re
from time import process_time

import numpy as np
import pytest
from container_faults import CLASS_NAMES
from sessions import state_hash
from timelines import known_hash

from core.commands import Import, Run, Step
from core.errors import BadInputError
from core.experiment import Experiment
from core.session import Session, State
from core.tables import Reading, preview, read_now, suggested

HANGS, MB = 20.0, 100
"""Seconds of work that count as endless; tests/benchmarks/bad_tables.py says how many it takes."""
XOR = Experiment("xor", (2, 2, 1), ("tanh", "sigmoid"), eta=0.5, m=2)
QUOTED = re.compile("“[^”]*”")

ROWS = "".join(f"{k},{k / 7!r},{'abc'[k % 3]}\n" for k in range(30_000))
GOOD = f"age,size,kind\n{ROWS}"
BAD = f"{GOOD}1,2,a\n3,x,b\n"
HOW = Reading(",", ".", True, (0, 1), (2,), "classification")


def file_of(folder, content, name="bad.csv"):
    """A file that holds `content`."""
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return str(path)


def read_as_suggested(path, **form):
    """What the table holds, read as is suggested for it."""
    return read_now(path, suggested(preview(path, **form)))


def read_text(folder, content, **form):
    """What a table of this text holds."""
    return read_as_suggested(file_of(folder, content), **form)


def finished(job):
    """Do all of a job."""
    while not job.done:
        job.step(0.001)


def small_session():
    """A session that was trained a little."""
    session = Session(XOR)
    session.apply(Step("step"))
    return session


def running_session():
    """One that trains."""
    session = small_session()
    session.apply(Run())
    session.tick(0.001)
    return session


def wait(session):
    """Work until the file is read, or written."""
    while session.state in (State.IMPORTING, State.EXPORTING):
        session.tick(0.002)


def known(session):
    """Everything that a session knows, for comparison."""
    return state_hash(session), known_hash(session)


def import_as_suggested(session, path, **form):
    """Open a file of data as the menu does, and wait until it is there."""
    session.apply(Import(path, suggested(preview(path, **form))))
    session.finish()


def assert_is_one_sentence(error, file="bad.csv", *mentions):
    """One line that begins with the file, says what to do, and names no class of an exception."""
    text = str(error)
    said = QUOTED.sub("“”", text)  # but for what the file itself says
    assert text.startswith(f"The file {file} ")
    assert text.endswith(".")
    assert said.count(". ") == 0
    assert text.isprintable()
    assert "  " not in text
    assert len(text) < 400
    assert re.search("; |: ", said)
    for name in (*CLASS_NAMES, "FaultError", "FileError", "Traceback", "<class"):
        assert name not in said
    for mention in mentions:
        assert mention in text, text


def refusal(session, path, **form):
    """The error of opening a file."""
    gc.disable()  # as the program does, which collects its garbage in pauses
    begun = process_time()
    try:
        with pytest.raises(BadInputError) as error:
            import_as_suggested(session, path, **form)
        assert process_time() - begun < HANGS
    finally:
        gc.enable()
    return error.value


def same_bits(a, b):
    """Whether two arrays are equal to the last bit, the signs of zeros included."""
    return a.shape == b.shape and np.ascontiguousarray(a).tobytes() == np.ascontiguousarray(b).tobytes()
