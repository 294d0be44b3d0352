"""Session files wrong in what they say of data that a person has brought: one sentence each."""

import numpy as np
import pytest
from container_faults import assert_is_the_sentence
from given_cases import everything
from session_faults import array, both, changed, content, drop, put, refusal
from session_files import acted
from sessions import state_hash
from timelines import go

from core.commands import Open

MANIFEST, GIVEN = "manifest.json", "given.npy"
DRAWING, LATER, TABLE = 0, 1, 2
"""Places in the list of data."""
PAINTED, ERASED = 0, 2
"""Places in the list of edits; the first values of all are at the start of the points painted first."""
POINTS = 2 * 3 + 11 * 3 + 30 * 6
"""Where in the row of numbers the first point lies."""


def number(at, value):
    """Change one number of the row."""

    def change(content):
        content.a["given"][at] = value

    return change


def source(**what):
    return both(*(put("given", TABLE, "source", name, value) for name, value in what.items()))


def another(at, **what):
    """Data that another experiment has not, in the place of its own."""
    return both(*(put("given", at, name, value) for name, value in what.items()))


def without_member(content):
    del content.a["given"]


def nobody_s_data(content):
    content.m["given"].append(dict(content.m["given"][TABLE], embedded=False, title="another"))


def twice(content):
    """The first drawing in the place of the second too."""
    content.m["given"][LATER] = dict(content.m["given"][DRAWING])
    row = content.a["given"]
    content.a["given"] = np.concatenate([row[:6], row[:6], row[6 + 33 :]])


CASES = {
    # The list
    "no list": (put("given", {}), MANIFEST, "the data, which must be a list"),
    "no table": (put("given", TABLE, 7), MANIFEST, "7 as data, which must be a table"),
    "no title": (drop("given", TABLE, "title"), MANIFEST, "data without its title"),
    "a key too many": (put("given", TABLE, "rows", 3), MANIFEST, "'rows'"),
    "too many": (put("given", [{}] * 1_001), MANIFEST, "must be at most 1000"),
    "a task that is none": (put("given", TABLE, "task", "guessing"), MANIFEST, "neither for classification"),
    "labels that are numbers": (put("given", TABLE, "inputs", [1, 2, 3]), MANIFEST, "as a label of data"),
    "no labels": (put("given", TABLE, "outputs", []), MANIFEST, "no outputs of data"),
    "a text as labels": (put("given", TABLE, "outputs", "yes"), MANIFEST, "which must be a list"),
    "too many labels": (put("given", TABLE, "inputs", ["x"] * 1_025), MANIFEST, "must be at most 1024"),
    "a title of no letters": (put("given", TABLE, "title", None), MANIFEST, "as the title of data"),
    "kept in no way": (put("given", DRAWING, "embedded", False), MANIFEST, "neither in it nor in a file"),
    "kept is a number": (put("given", DRAWING, "embedded", 1), MANIFEST, "must be true or false"),
    "the same twice": (twice, MANIFEST, "holds the same data twice"),
    # Its size
    "one sample too few": (put("given", TABLE, "samples", 29), None, None),
    "samples below 0": (put("given", TABLE, "samples", -3), MANIFEST, "-3 as the number of samples"),
    "no samples": (put("given", TABLE, "samples", 0), MANIFEST, "0 as the number of samples"),
    "samples a fraction": (put("given", TABLE, "samples", 1.5), MANIFEST, "1.5 as the number of samples"),
    "samples without an end": (put("given", TABLE, "samples", 2**52), GIVEN, "where more belong"),
    "too many samples": (put("given", TABLE, "samples", 300), GIVEN, "where more belong"),
    "a label too few": (put("given", TABLE, "inputs", ["a", "b"]), None, None),
    # The numbers
    "no numbers": (without_member, GIVEN, "holds 0 numbers, where more belong"),
    "a number too many": (array("given", lambda k: np.append(k, 1.0)), GIVEN, "numbers, where 328 belong"),
    "a number too few": (array("given", lambda k: k[:-1].copy()), GIVEN, "327 numbers, where more belong"),
    "numbers in two rows": (array("given", lambda k: k.reshape(2, -1)), GIVEN, "in one row"),
    "whole numbers": (array("given", lambda k: k.astype(np.int64)), GIVEN, "must hold numbers in one row"),
    "no number": (number(40, np.nan), GIVEN, "NaN or infinity"),
    "a number too large": (number(40, -1e101), GIVEN, "data beyond ±1e+100"),
    "infinity": (number(POINTS, np.inf), GIVEN, "NaN or infinity"),
    # What belongs to what
    "data that is none": (put("experiments", 5, "given", 9), MANIFEST, "9 as the data of an experiment"),
    "data below 0": (put("experiments", 5, "given", -1), MANIFEST, "-1 as the data of an experiment"),
    "no data": (drop("experiments", 5, "given"), MANIFEST, "None as the data of an experiment"),
    "data for what needs none": (put("experiments", 4, "given", TABLE), MANIFEST, "that needs none"),
    "data of no experiment": (nobody_s_data, MANIFEST, "holds data of no experiment"),
    "a table as a drawing": (put("experiments", 3, "dataset", "drawing"), MANIFEST, "a drawing that is none"),
    "a drawing of another kind": (put("given", LATER, "task", "regression"), MANIFEST, "a drawing"),
    "layers that do not fit": (put("experiments", 3, "n", [4, 4, 3]), MANIFEST, "needs 3 input and 3 output"),
    "features of three inputs": (put("experiments", 3, "features", ["product"]), MANIFEST, "with two inputs"),
    "a feature that is none": (put("experiments", 0, "features", ["cube"]), MANIFEST, "no feature called"),
    "a scaling that is none": (put("experiments", 3, "scaling", "log"), MANIFEST, "no scaling called 'log'"),
    "a size that is none": (put("experiments", 3, "size", "xl"), MANIFEST, "as the size of the data"),
    "a batch of more than all": (put("experiments", 3, "m", 25), MANIFEST, "there are 24 samples"),
    # The file that it is from
    "a file without a name": (source(path=""), MANIFEST, "by what is no name"),
    "a file of strange bytes": (source(path="bytes:xyz"), MANIFEST, "by what is no name"),
    "a zero in a name": (source(path="/data\0.csv"), MANIFEST, "by what is no name"),
    "a name that is a number": (source(path=5), MANIFEST, "as the place of a file"),
    "no SHA-256": (source(sha256="5ee4"), MANIFEST, "a file without its SHA-256"),
    "a SHA-256 that is a list": (source(sha256=[]), MANIFEST, "a file without its SHA-256"),
    "no way to read it": (source(reading=None), MANIFEST, "as how a file is read"),
    "half a source": (drop("given", TABLE, "source", "sha256"), MANIFEST, "without its sha256"),
    # What was painted and erased
    "a point of an eleventh class": (number(POINTS + 2, 10.0), GIVEN, "a point of no class"),
    "a point of a third class": (number(POINTS + 2, 2.0), MANIFEST, "class of a point must be from 0 to 1"),
    "a point of half a class": (number(POINTS + 2, 0.5), GIVEN, "a point of no class"),
    "a point below all classes": (number(POINTS + 2, -1.0), GIVEN, "a point of no class"),
    "a point far away": (number(POINTS, 1e7), MANIFEST, "place on the plane must be from"),
    "half a point erased": (number(POINTS + 30, 0.5), GIVEN, "a number of a point that is none"),
    "a point erased below 0": (number(POINTS + 30, -1.0), GIVEN, "a number of a point that is none"),
    "a point erased beyond all": (number(POINTS + 30, 1e6), GIVEN, "a number of a point that is none"),
    "a point erased that is not there": (number(POINTS + 30, 12.0), MANIFEST, "must be from 0 to 11"),
    "no points": (put("edits", PAINTED, 2, 0), MANIFEST, "0 as the number of points"),
    "points below 0": (put("edits", ERASED, 2, -2), MANIFEST, "-2 as the number of points"),
    "points that are a list": (put("edits", PAINTED, 2, [0.5, 0.5, 1]), MANIFEST, "must be a whole number"),
    "too many points": (put("edits", PAINTED, 2, 10**6 + 1), MANIFEST, "more than 1,000,000 painted"),
    "points without an end": (put("edits", PAINTED, 2, 10**6), GIVEN, "where more belong"),
    "an edit of a point that was erased": (put("edits", 1, 4, 12), MANIFEST, "must be from 0 to 11"),
    "painting on a table": (both(put("edits", 8, 1, "paint"), put("edits", 8, 2, 1)), None, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("base")
    return content(everything(folder), folder / "base.nabla")


@pytest.fixture(scope="module")
def session():
    return acted([12])


@pytest.mark.parametrize("name", CASES)
def test_each_gets_its_sentence_and_changes_nothing(name, base, session, tmp_path):
    change, member, mention = CASES[name]
    path = tmp_path / "bad.nabla"
    path.write_bytes(changed(base, change).packed())
    mentions = () if member is None else ("damaged", member, mention)
    assert_is_the_sentence(refusal(session, path), "bad.nabla", *mentions)


def test_the_file_that_these_are_made_of_is_good(base, tmp_path):
    path = tmp_path / "good.nabla"
    path.write_bytes(base.packed())
    session = acted([12])
    go(session, Open(str(path)))
    assert [k.experiment.dataset for k in session.frame().history.runs[-3:]] == ["file", "circle", "drawing"]
    folder = tmp_path / "again"
    folder.mkdir()
    assert state_hash(session)
