"""How gradients fared, in session files: the same after opening, bounded, and checked in what it says."""

import numpy as np
import pytest
from container_faults import assert_is_the_sentence
from session_faults import array, both, cell, changed, content, refusal
from session_files import SMALL, acted
from timelines import go

from core.commands import Edit, Open, Run, Save, Seek, Step
from core.experiment import Experiment
from core.files.session_health import FEWEST, HEAD, HEALTHS, NUMBERS, OF_LAYER, RUNS, health_parts
from core.health.measuring import LayerHealth
from core.health.record import LIMIT
from core.session import Session

COLUMN = {name: k for k, name in enumerate(LayerHealth._fields)}
FIGURES = OF_LAYER - len(COLUMN)


def same(one, other):
    """Whether two records tell the same."""
    assert (one.stride, one.entered, len(one.path)) == (other.stride, other.entered, len(other.path))
    for a, b in zip(one.path, other.path, strict=True):
        assert (a.step, a.samples, a.n, a.activations) == (b.step, b.samples, b.n, b.activations)
        np.testing.assert_array_equal(a.counts, b.counts)
        np.testing.assert_array_equal(a.table, b.table)
        assert not b.counts.flags.writeable
        assert not b.table.flags.writeable


def watched(experiment=SMALL):
    """A session in which every step was watched, gone another way from the middle, with another σ later."""
    session = Session(experiment)
    for command in (*[Step("step")] * 6, Seek(3), Edit("eta", 0.25), *[Step("step")] * 3):
        session.apply(command)
        session.finish()
    return session


def records(session):
    return [k.record.health for k in session.timeline.tree.branches]


def test_every_run_has_its_measurements_after_opening(tmp_path):
    session = watched()
    session.apply(Edit("activations", ("relu", "sigmoid")))
    session.apply(Step("step"))
    session.finish()
    assert [len(k.entries) for k in records(session)] == [6, 4]
    session.apply(Save(str(tmp_path / "a")))
    other = acted([Open(str(tmp_path / "a"))])
    for one, two in zip(records(session), records(other), strict=True):
        same(one, two)
    assert records(other)[1].entries[-1].activations == ("relu", "sigmoid")
    other.apply(Save(str(tmp_path / "b")))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_training_goes_on_from_what_was_saved(tmp_path):
    session = watched()
    session.apply(Save(str(tmp_path / "a")))
    other = acted([Open(str(tmp_path / "a"))])
    for each in (session, other):
        each.apply(Step("step"))
        each.finish()
    same(records(session)[1], records(other)[1])


def test_what_has_diverged_may_hold_what_is_not_finite(tmp_path):
    experiment = Experiment("line", (1, 1), ("identity",), eta=1e200, m=100)
    session = Session(experiment)
    for _ in range(3):
        if session.trainer.divergence is None:
            session.apply(Step("step"))
        session.finish()
    assert records(session)[0].entries
    session.apply(Save(str(tmp_path / "a")))
    same(records(session)[0], records(acted([Open(str(tmp_path / "a"))]))[0])


def test_a_run_that_was_never_measured_has_no_members(tmp_path):
    session = Session(SMALL)
    assert health_parts(session.timeline.tree) == {}
    session.apply(Save(str(tmp_path / "a")))
    assert records(acted([Open(str(tmp_path / "a"))]))[0].entries == ()


def test_a_file_from_before_opens(tmp_path):
    old = changed(content(watched(), tmp_path / "a"), lambda k: [k.a.pop(name) for name in HEALTHS])
    (tmp_path / "old").write_bytes(old.packed())
    other = acted([Open(str(tmp_path / "old"))])
    assert other.trainer.step == 6
    assert records(other)[0].entries == ()


def test_what_is_saved_is_bounded():
    session = Session(SMALL)
    session.apply(Run())
    kept = records(session)[0]
    while len(kept.entries) < 4 * FEWEST:
        session.tick(0.005)
    found = health_parts(session.timeline.tree, budget=8 * FEWEST * (HEAD + 2 * OF_LAYER) * 2)
    (run, stride, entered, count), *_ = found[RUNS].tolist()
    assert (run, entered) == (0, kept.entered)
    assert stride >= 2 * kept.stride
    assert FEWEST <= count <= 2 * FEWEST
    least = health_parts(session.timeline.tree, budget=0)
    assert FEWEST <= least[RUNS][0, 3] < 2 * FEWEST + 1
    assert least[NUMBERS][-2 * OF_LAYER - HEAD] == kept.latest
    assert len(kept.entries) >= 4 * FEWEST  # what runs on has all of them


# Files that are wrong


def figure(name, value, layer=0):
    """One figure of the first measurement."""

    def change(numbers):
        numbers = numbers.copy()
        numbers[HEAD + layer * OF_LAYER + FIGURES + COLUMN[name]] = value
        return numbers

    return array(NUMBERS, change)


def number(place, value):
    def change(numbers):
        numbers = numbers.copy()
        numbers[place] = value
        return numbers

    return array(NUMBERS, change)


NUMBERS_MEMBER, RUNS_MEMBER = f"{NUMBERS}.npy", f"{RUNS}.npy"
CASES = {
    "one member alone": (lambda k: k.a.pop(RUNS), RUNS_MEMBER, "is missing"),
    "the other alone": (lambda k: k.a.pop(NUMBERS), NUMBERS_MEMBER, "is missing"),
    "too few numbers": (array(NUMBERS, lambda k: k[:-1]), NUMBERS_MEMBER, "where"),
    "whole numbers": (array(NUMBERS, lambda k: k.astype(np.int64)), NUMBERS_MEMBER, "in one row"),
    "a run too many": (cell(RUNS, 1, 0, 7), RUNS_MEMBER, "7 as a run"),
    "a run twice": (cell(RUNS, 1, 0, 0), RUNS_MEMBER, "do not ascend"),
    "no measurement": (cell(RUNS, 0, 3, 0), RUNS_MEMBER, "0 as how often"),
    "too many": (
        both(cell(RUNS, 0, 3, LIMIT + 2), cell(RUNS, 0, 2, LIMIT + 2)), RUNS_MEMBER, "as how often it was",
    ),
    "fewer than are kept": (cell(RUNS, 0, 2, 1), RUNS_MEMBER, "1 as how often"),
    "a stride of 3": (cell(RUNS, 0, 1, 3), RUNS_MEMBER, "no power of two"),
    "a stride of 0": (cell(RUNS, 0, 1, 0), RUNS_MEMBER, "0 as how many measurements"),
    "step 0": (number(0, 0.0), NUMBERS_MEMBER, "without a step"),
    "half a step": (number(0, 1.5), NUMBERS_MEMBER, "without a step"),
    "no number as step": (number(0, np.nan), NUMBERS_MEMBER, "without a step"),
    "a later step first": (number(0, 5.0), NUMBERS_MEMBER, "do not ascend"),
    "no samples": (number(1, 0.0), NUMBERS_MEMBER, "samples"),
    "an unknown σ": (number(HEAD, 99.0), NUMBERS_MEMBER, "σ that there can be"),
    "half a weight": (number(HEAD + 1, 0.5), NUMBERS_MEMBER, "histogram"),
    "less than none": (number(HEAD + 1, -1.0), NUMBERS_MEMBER, "histogram"),
    "more weights than there are": (number(HEAD + 1, 50.0), NUMBERS_MEMBER, "histogram"),
    "no number of weights": (number(HEAD + 1, np.nan), NUMBERS_MEMBER, "histogram"),
    "a length below 0": (figure("norm", -1.0), NUMBERS_MEMBER, "can't be"),
    "a share above 1": (figure("saturated", 1.5), NUMBERS_MEMBER, "can't be"),
    "no share frozen": (figure("frozen", np.nan), NUMBERS_MEMBER, "can't be"),
    "more dead than there are": (figure("dead", 4.0), NUMBERS_MEMBER, "can't be"),
    "half a node": (figure("alike", 0.5), NUMBERS_MEMBER, "can't be"),
}  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return content(watched(), tmp_path_factory.mktemp("health") / "base")


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_said_in_one_sentence(name, base, tmp_path):
    change, member, words = CASES[name]
    path = tmp_path / "bad.nabla"
    path.write_bytes(changed(base, change).packed())
    error = refusal(watched(), path)
    assert_is_the_sentence(error, path.name, member, words)


def test_the_cases_change_what_opens(base, tmp_path):
    (tmp_path / "good").write_bytes(base.packed())
    session = watched()
    go(session, Open(str(tmp_path / "good")))
    assert [len(k.entries) for k in records(session)] == [6, 3]
