"""Data that a person has brought goes through a session file: tables, drawings, thousands of strokes."""

from dataclasses import replace
from time import process_time

import numpy as np
import pytest
from given_cases import (
    PAINTED,
    STROKE,
    WITH_FEATURES,
    everything,
    learned,
    members,
    of_table,
    painted,
    said,
    table,
)
from session_files import acted, assert_go_on_alike, assert_same, opened, saved_and_opened
from timelines import go, known_hash

from core.commands import Edit, Load, Redo, Reset, Save, Seek, Step, Undo
from core.errors import FileError
from core.experiment import suitable_experiment
from core.files import container, given_parts, session_records
from core.session import Session

# Data in the file


@pytest.fixture(params=["table", "drawing", "drawing with features", "everything"])
def session(request, tmp_path):
    if request.param == "table":
        return learned(table(tmp_path / "outcomes.csv"))
    if request.param == "everything":
        return everything(tmp_path)
    return painted(PAINTED if request.param == "drawing" else WITH_FEATURES)


def test_whatever_was_done_is_there_again_without_the_file_it_came_from(session, tmp_path):
    (tmp_path / "outcomes.csv").unlink(missing_ok=True)
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert_same(session, again)
    again.apply(Save(str(tmp_path / "b.nabla")))
    assert (tmp_path / "a.nabla").read_bytes() == (tmp_path / "b.nabla").read_bytes()
    assert_go_on_alike(session, again)


@pytest.mark.parametrize("phases", range(8))
@pytest.mark.parametrize("before", [0, 3, 7, 8], ids="after {}".format)
@pytest.mark.parametrize("experiment", [PAINTED, WITH_FEATURES], ids=["plain", "held out"])
def test_in_the_middle_of_a_step_after_a_stroke(experiment, before, phases, tmp_path):
    session = acted([before, *[Step("phase")] * phases, Edit("paint", STROKE)], Session(experiment))
    assert_same(session, saved_and_opened(session, tmp_path / "a.nabla"))
    acted([Step("phase")] * phases, session)
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert_same(session, again)
    for each in (session, again):
        acted([Edit("erase", (0, 1, 2)), 2, Step("phase"), Edit("m", 2), Step("phase")], each)
    assert_same(session, again)
    assert_same(session, saved_and_opened(session, tmp_path / "a.nabla"))


@pytest.mark.parametrize("command", [Undo(), Seek(0), Seek(4), Seek(6), Reset()], ids=str)
def test_in_the_past_of_a_drawing(command, tmp_path):
    done = [
        3,
        Edit("paint", STROKE),
        2,
        Edit("erase", (2, 3)),
        2,
        Edit("paint", STROKE[:1]),
        1,
        Step("phase"),
    ]
    session = acted([*done, command], Session(PAINTED))
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert_same(session, again)
    assert_go_on_alike(session, again)


def test_a_batch_that_waits_for_points_is_no_batch_too_large(tmp_path):
    session = acted([2, Edit("m", 10**9), 2, Edit("paint", STROKE), 2], Session(PAINTED))
    assert (session.experiment.m, session.trainer.m) == (100_000, 12)
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert_same(session, again)
    for each in (session, again):
        go(each, Edit("paint", STROKE))
        assert each.trainer.m == 22


@pytest.mark.parametrize("m", [10**6, 10**16, 10**25])
def test_a_batch_of_any_size_waits_for_as_many_points_as_there_can_be(m, tmp_path):
    session = acted([3, Edit("m", m), 3], Session(replace(PAINTED, m=m)))
    assert session.experiment.m == 100_000
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert known_hash(again) == known_hash(session)
    go(again, Undo(), Redo())
    assert known_hash(again) == known_hash(session)


def test_a_batch_of_a_table_is_at_most_what_is_trained_on(tmp_path):
    session = acted([2, Edit("m", 10**9), 2], Session(of_table(table(tmp_path / "outcomes.csv"))))
    assert session.experiment.m == 24
    assert_same(session, saved_and_opened(session, tmp_path / "a.nabla"))


def test_equal_data_is_kept_once_and_files_without_any_are_as_they_were(tmp_path):
    given = table(tmp_path / "outcomes.csv")
    again = table(tmp_path / "outcomes.csv")
    session = acted(
        [2, Reset(), 2, Load(of_table(again, seed=8)), 2, Load(PAINTED), 1], Session(of_table(given))
    )
    session.apply(Save(str(tmp_path / "a.nabla")))
    kept = said(tmp_path / "a.nabla")
    assert [k.get("given") for k in kept["experiments"]] == [0, 0, 0, 1]
    assert kept["arrays"]["given"]["shape"] == [30 * (3 + 3) + 2 * (2 + 1)]
    acted([4]).apply(Save(str(tmp_path / "b.nabla")))
    assert "given.npy" not in members(tmp_path / "b.nabla")
    assert not {"given", "scaling", "features"} & said(tmp_path / "b.nabla")["experiments"][0].keys()
    assert "given" not in said(tmp_path / "b.nabla")


def test_strange_names_come_back(tmp_path):
    names = ("x\n1", "\N{RIGHT-TO-LEFT OVERRIDE}", "", "x" * 3_000)
    given = replace(
        table(tmp_path / "outcomes.csv", inputs=4), inputs=names, title="a\tb", origin="", description="ä\0"
    )
    session = acted([3], Session(of_table(given)))
    assert_same(session, saved_and_opened(session, tmp_path / "a.nabla"))


def test_large_data_of_no_file_takes_room_of_checkpoints_and_what_is_too_large_is_refused(
    tmp_path, monkeypatch
):
    given = replace(table(tmp_path / "outcomes.csv"), source=None)
    large = replace(given, x=np.tile(given.x, 26_000), y=np.tile(given.y, 26_000))
    session = acted([3], Session(replace(suitable_experiment(large, "file"), m=7)))
    session.apply(Save(str(tmp_path / "a.nabla")))
    assert_same(session, opened(tmp_path / "a.nabla"))
    monkeypatch.setattr(container, "LIMIT", 64 * 2**20)
    larger = replace(given, x=np.tile(given.x, 56_000), y=np.tile(given.y, 56_000))
    with pytest.raises(FileError, match="was not saved: it would have more than 64 MB; save with less data"):
        Session(replace(suitable_experiment(larger, "file"), m=7)).apply(Save(str(tmp_path / "b.nabla")))
    assert not (tmp_path / "b.nabla").exists()


# Many strokes


def test_too_many_points_are_said_on_saving(tmp_path, monkeypatch):
    monkeypatch.setattr(given_parts, "MOST_POINTS", 25)
    session = acted(
        [Edit("paint", STROKE), Edit("erase", tuple(range(5))), Edit("paint", STROKE)], Session(PAINTED)
    )
    session.apply(Save(str(tmp_path / "a.nabla")))
    go(session, Edit("paint", STROKE[:1]))
    with pytest.raises(FileError, match="there are more than 25 painted and erased points"):
        session.apply(Save(str(tmp_path / "b.nabla")))


def test_runs_that_fork_from_many_strokes_share_what_was_before(tmp_path, monkeypatch):
    monkeypatch.setattr(session_records, "MOST_PACES", 100)
    strokes = [k for _ in range(20) for k in (Edit("paint", STROKE), 3)]
    forks = [k for _ in range(15) for k in (Undo(), Edit("erase", (0,)), 2)]
    session = acted([*strokes, *forks], Session(PAINTED))
    assert sum(len(k.record.paces) for k in session.frame().history.runs) > 200
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert_same(session, again)
    assert_go_on_alike(session, again)


def test_thousands_of_strokes_are_saved_and_opened_in_a_moment(tmp_path):
    session = Session(PAINTED)
    for k in range(5_000):
        session.timeline.edit(Edit("paint", ((k * 1e-4, 0.5, k % 2),)) if k % 5 else Edit("erase", (0,)))
    session.apply(Save(str(tmp_path / "a.nabla")))
    begun = process_time()
    again = opened(tmp_path / "a.nabla")
    assert process_time() - begun < 10
    assert known_hash(again) == known_hash(session)
    assert again.dataset.samples == 3_002
