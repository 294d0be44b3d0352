"""Session files made by hand, whole as archives and wrong in one thing they say: one sentence each."""

import numpy as np
import pytest
from container_faults import assert_is_the_sentence
from session_faults import array, bases, cell, changed, drop, put, refusal
from session_files import acted, eventful
from sessions import state_hash
from timelines import go

from core.commands import Open, Save
from core.errors import FileError
from core.files import VERSION, container, session_tree

pytestmark = pytest.mark.promise(number="R5")

# Columns of segments.npy
PARENT, RUN, FORK, START, END, CAME_FROM, ROOT = range(7)
MANIFEST, SEGMENTS = "manifest.json", "segments.npy"
EDIT = put("edits", 0, 1, "momentum")

CASES = {
    # The manifest's shape
    "no view": (drop("view"), MANIFEST, "without its view"),
    "a key too many": (put("note", "hello"), MANIFEST, "'note'"),
    "runs are no list": (put("runs", {"id": 1}), MANIFEST, "the runs, which must be a list"),
    "a run without a name": (drop("runs", 0, "name"), MANIFEST, "a run without its name"),
    # Experiments
    "unknown data": (put("experiments", 0, "dataset", "cats"), MANIFEST, "names the data set 'cats'"),
    "seed below 0": (put("experiments", 0, "seed", -1), MANIFEST, "-1 as the seed"),
    "seed a fraction": (put("experiments", 0, "seed", 1.5), MANIFEST, "1.5 as the seed"),
    "noise out of range": (put("experiments", 0, "noise", 7.0), MANIFEST, "noise must be from 0 to 0.5"),
    "too many samples": (put("experiments", 1, "samples", 10**7), MANIFEST, "number of samples must be"),
    "layers that do not fit": (put("experiments", 0, "n", [3, 3, 1]), MANIFEST, "needs 2 input and 1 output"),
    "layers of no node": (put("experiments", 0, "n", [2, 0, 1]), MANIFEST, "0 as the size of a layer"),
    "a network too large": (put("experiments", 0, "n", [2, *[1000] * 4, 1]), MANIFEST, "3,007,001"),
    "a batch too large": (put("experiments", 1, "m", 10**8), MANIFEST, "too large for a file"),
    "a batch of more than all": (put("experiments", 0, "m", 5), MANIFEST, "there are 4 samples"),
    "an unknown σ": (put("experiments", 0, "activations", ["tan", "relu"]), MANIFEST, "called 'tan'"),
    "one σ too few": (put("experiments", 0, "activations", ["relu"]), MANIFEST, "needs 2 activations"),
    "η is 0": (put("experiments", 0, "eta", 0), MANIFEST, "learning rate η must be above 0"),
    "η is text": (put("experiments", 0, "eta", "0.5"), MANIFEST, "'0.5' as the learning rate"),
    "an unknown cost": (put("experiments", 0, "cost", "pain"), MANIFEST, "no cost"),
    "all held out": (put("experiments", 0, "held_out", 1.0), MANIFEST, "share held out must be"),
    "an experiment too few": (drop("experiments", 1), MANIFEST, "1 values as the experiments"),
    # Edits
    "an unknown edit": (EDIT, MANIFEST, "no setting called 'momentum'"),
    "an edit of η to 0": (put("edits", 0, 2, 0.0), MANIFEST, "learning rate η must be above 0"),
    "an edit to true": (put("edits", 0, 2, True), MANIFEST, "must be a number, not True"),
    "an edit of no weight": (put("edits", 1, 3, ["w", 9, 0, 0]), MANIFEST, "from 1 to 2, not 9"),
    "an edit without a place": (put("edits", 1, 3, None), MANIFEST, "one weight or one bias"),
    "an edit of a strange place": (put("edits", 1, 3, ["q", 1, 0]), MANIFEST, "no weight, no bias"),
    "an edit of a root": (put("edits", 0, 0, 0), MANIFEST, "begins an experiment"),
    "two edits at once": (put("edits", 1, 0, 1), MANIFEST, "two edits for one segment"),
    "an edit of nothing": (put("edits", 0, 0, 99), MANIFEST, "99 as the segment of an edit"),
    # Runs
    "a number twice": (put("runs", 1, "id", 1), MANIFEST, "1 as the number of a run"),
    "a name of two lines": (put("runs", 0, "name", "a\nb\tc\x00"), MANIFEST, "letters on one line"),
    "a long name": (put("runs", 0, "name", "x" * 61), MANIFEST, "1 to 60 letters"),
    "deleted is a number": (put("runs", 0, "deleted", 1), MANIFEST, "must be true or false"),
    "more runs than were made": (put("made", 1), MANIFEST, "1 as how many runs were made"),
    # The tree
    "a parent behind its child": (cell("segments", 1, PARENT, 2), SEGMENTS, "order of a tree"),
    "a segment that is its own parent": (cell("segments", 1, PARENT, 1), SEGMENTS, "order of a tree"),
    "a parent that is none": (cell("segments", 1, PARENT, 77), SEGMENTS, "77 as a segment"),
    "nothing before": (cell("segments", 1, PARENT, -1), SEGMENTS, "goes on from nothing"),
    "no root": (cell("segments", 0, ROOT, 0), SEGMENTS, "goes on from nothing"),
    "a root that starts later": (cell("segments", 0, START, 3), SEGMENTS, "before it begins"),
    "an end before the start": (cell("segments", 1, END, 1), SEGMENTS, "ends before it begins"),
    "a fork behind the end": (cell("segments", 0, END, 5), SEGMENTS, "behind the end of the one before"),
    "a start far from its edit": (cell("segments", 1, START, 2), SEGMENTS, "another moment than its edit"),
    "a run that is none": (cell("segments", 1, RUN, 50), SEGMENTS, "names run 50"),
    "a moment too late": (cell("segments", 0, END, 2**60), SEGMENTS, "as a moment"),
    "a moment below 0": (cell("segments", 0, END, -4), SEGMENTS, "-4 as a moment"),
    "begun from elsewhere": (cell("segments", 1, CAME_FROM, -5), SEGMENTS, "-5 as a segment"),
    "no segments": (array("segments", lambda k: k[:0]), SEGMENTS, "must begin with the root"),
    "segments of six columns": (array("segments", lambda k: k[:, :6].copy()), SEGMENTS, "in 7 columns"),
    "segments of fractions": (array("segments", lambda k: k * 1.0), SEGMENTS, "whole numbers"),
    "an unknown fingerprint": (cell("stretches", 0, 2, 8), "stretches.npy", "8 as a fingerprint"),
    # Parameters
    "a parameter too few": (array("first", lambda k: k[:-1].copy()), "first.npy", "numbers, where"),
    "parameters in two rows": (array("first", lambda k: k[None].copy()), "first.npy", "in one row"),
    "a beginning too many": (put("beginnings", [0, 5]), MANIFEST, "5 as a beginning"),
    "the same beginning for two sizes": (put("beginnings", [0, 0]), MANIFEST, "other sizes begin alike"),
    "a checkpoint that is no number": (
        array("checkpoints", lambda k: np.where(np.arange(k.size) == 3, np.nan, k)),
        "checkpoints.npy",
        "NaN or infinity",
    ),
    "checkpoints out of order": (array("moments", lambda k: k[::-1].copy()), "moments.npy", "the order"),
    "a checkpoint behind the end": (cell("moments", 0, 1, 99_999), "moments.npy", "99999 as a step"),
    "a checkpoint behind the end of an epoch": (
        cell("moments", 0, 3, 4),
        "moments.npy",
        "must be from 0 to 3",
    ),
    "a checkpoint of no segment": (cell("moments", 0, 0, -1), "moments.npy", "-1 as a segment"),
    # Records
    "a series too few": (array("series", lambda k: k[:-1].copy()), "series.npy", "must have"),
    "buckets of width 3": (cell("series", 0, 0, 3), "series.npy", "no power of two"),
    "more entries than there are": (cell("series", 0, 1, 10**6), "series.npy", "contradict each other"),
    "a series that lost a number": (array("records", lambda k: k[:-1].copy()), "records.npy", "where"),
    "steps that do not ascend": (
        array("records", lambda k: np.concatenate([[1.0], k[1:]])),
        "records.npy",
        "do not ascend",
    ),
    "a cost for other steps": (
        array("records", lambda k: np.concatenate([[0.0, 1.5], k[2:]])),
        "records.npy",
        "other steps than those of its run",
    ),
    "no epochs": (array("paces", lambda k: k[:0]), "paces.npy", "no epochs for a run"),
    "epochs of no length": (cell("paces", 0, 4, 0), "paces.npy", "do not follow"),
    "a last step that is too early": (
        array("latest", lambda k: np.concatenate([[1.0], k[1:]])),
        "latest.npy",
        "before its last step",
    ),
    # The present
    "a place off the path": (put("present", "leaf", 0), MANIFEST, "not on its path"),
    "a place behind the end": (put("present", "cursor", 0, 10**6), MANIFEST, "behind the end"),
    "a phase too many": (put("present", "cursor", 3, 9), MANIFEST, "9 as the phase"),
    "an epoch below 0": (put("present", "cursor", 1, -1), MANIFEST, "-1 as the present epoch"),
    "a batch from nowhere": (put("present", "cursor", 2, 400), MANIFEST, "400 as a place in an epoch"),
    "a batch without an end": (put("present", "drawn", 9), MANIFEST, "a batch of 9 samples"),
    "no parameters": (array("present", lambda k: k[:2].copy()), "present.npy", "must hold 3 ×"),
    "parameters that are no numbers": (
        array("present", lambda k: k * np.nan),
        "present.npy",
        "parameters that are not finite",
    ),
    "a divergence in layer 0": (put("present", "divergence", [3, 0, "a"]), MANIFEST, "0 as a layer"),
    "an undo of nothing": (put("undone", [[0, 0, 99]]), MANIFEST, "99 as a place that was left"),
    # The view
    "a sample that is none": (put("view", "sample", 400), MANIFEST, "400 as the sample shown"),
    "a selection that is none": (put("view", "pick", ["a", 1, 40]), MANIFEST, "a selection that cannot be"),
    "strange edges": (put("view", "edges", "rainbow"), MANIFEST, "a colouring of edges"),
    "strange strength": (put("view", "strongest", "most"), MANIFEST, "a strength of edges"),
    "a window of numbers": (put("window", [1, 2]), MANIFEST, "for the window what is no text"),
    "too much of a window": (put("window", ["x" * 90_000] * 3), MANIFEST, "256 kB for the window"),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return bases(tmp_path_factory.mktemp("bases"))["all"]


@pytest.fixture(scope="module")
def session():
    return acted([12])


@pytest.mark.parametrize("name", CASES)
def test_each_gets_its_sentence_and_changes_nothing(name, base, session, tmp_path):
    change, member, mention = CASES[name]
    path = tmp_path / "bad.nabla"
    path.write_bytes(changed(base, change).packed())
    assert_is_the_sentence(refusal(session, path), "bad.nabla", "damaged", member, mention)


def test_the_file_that_these_are_made_of_is_good(base, tmp_path):
    session = acted([12])
    path = tmp_path / "good.nabla"
    path.write_bytes(base.packed())
    go(session, Open(str(path)))
    assert state_hash(session) == state_hash(eventful())
    assert session.frame().history.runs[1].name == "another way"


def test_a_newer_version_says_so(base, session, tmp_path, monkeypatch):
    path = tmp_path / "new.nabla"
    monkeypatch.setattr(container, "VERSION", VERSION + 1)
    path.write_bytes(base.packed())
    monkeypatch.undo()
    assert_is_the_sentence(refusal(session, path), "new.nabla", "newer Nablascope", "update")


def test_too_many_edits_are_said_on_saving(tmp_path, monkeypatch):
    monkeypatch.setattr(session_tree, "MOST_SEGMENTS", 2)
    session = eventful()
    with pytest.raises(FileError, match=r"was not saved: there are more than .* delete some runs"):
        session.apply(Save(str(tmp_path / "a.nabla")))
    assert not (tmp_path / "a.nabla").exists()
