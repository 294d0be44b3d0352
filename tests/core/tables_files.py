"""Tables in files for the tests: written, read as the menu does, and the sentence where one is refused."""

import gc
import re
from time import process_time

import numpy as np
import pytest
from container_faults import CLASS_NAMES

from core.commands import Import, Step
from core.errors import BadInputError
from core.experiment import Experiment
from core.session import Session
from core.tables import preview, read_now, suggested

SECONDS, MB = 2.0, 100
XOR = Experiment("xor", (2, 2, 1), ("tanh", "sigmoid"), eta=0.5, m=2)
QUOTED = re.compile("“[^”]*”")


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
    """The error of opening a file, which has not taken longer than it may."""
    gc.disable()  # as the program does, which collects its garbage in pauses
    begun = process_time()
    try:
        with pytest.raises(BadInputError) as error:
            import_as_suggested(session, path, **form)
        assert process_time() - begun < SECONDS
    finally:
        gc.enable()
    return error.value


def same_bits(a, b):
    """Whether two arrays are equal to the last bit, the signs of zeros included."""
    return a.shape == b.shape and np.ascontiguousarray(a).tobytes() == np.ascontiguousarray(b).tobytes()
