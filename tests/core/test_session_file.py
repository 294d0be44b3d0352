"""A session goes through a file and is what it was: every number, every run, every curve."""

import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from session_files import (
    COMMANDS,
    OTHER,
    SMALL,
    acted,
    assert_go_on_alike,
    assert_same,
    curves,
    eventful,
    opened,
    saved_and_opened,
)
from sessions import session_in, state_hash
from timelines import go, known_hash

from core.commands import (
    DeleteRun,
    Edit,
    Load,
    NameRun,
    Open,
    Pause,
    Reset,
    Run,
    Save,
    Seek,
    Show,
    Step,
    ViewSpec,
)
from core.errors import BadInputError, NotAllowedError
from core.files import session_checkpoints, session_records
from core.selection import Node, Pick
from core.session import Session, State

pytestmark = pytest.mark.promise(number="R13")


@given(st.lists(COMMANDS, max_size=18))
@settings(max_examples=60, deadline=None)
def test_whatever_was_done_is_there_again(tmp_path_factory, commands):
    folder = tmp_path_factory.mktemp("files")
    session = acted(commands)
    again = saved_and_opened(session, folder / "a.nabla", "docks")
    assert_same(session, again)
    assert session.frame().history.stamp == again.frame().history.stamp
    assert again.window == "docks"
    again.apply(Save(str(folder / "b.nabla"), "docks"))
    assert (folder / "a.nabla").read_bytes() == (folder / "b.nabla").read_bytes()
    assert_go_on_alike(session, again)


def test_a_session_with_everything_in_it(tmp_path):
    session = eventful()
    history = session.frame().history
    assert len(history.runs) >= 3
    assert history.undo
    assert history.redo
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert_same(session, again)
    assert_go_on_alike(session, again)


@pytest.mark.parametrize("phases", range(8))
def test_in_the_middle_of_a_step_every_number_of_it_is_there(phases, tmp_path):
    session = acted([20, *[Step("phase")] * phases])
    again = saved_and_opened(session, tmp_path / "a.nabla")
    one, other = session.frame(), again.frame()
    assert one.cursor == other.cursor
    place = one.cursor.position(one.L)
    for l in range(1, one.L + 1):
        if place >= l:
            assert np.array_equal(one.z[l], other.z[l])
            assert np.array_equal(one.a[l], other.a[l])
    assert_same(session, again)


def test_a_batch_size_that_was_changed_after_an_update(tmp_path):
    """The batch is still the old one, and the next one is new."""
    session = acted([10, Edit("m", 3)])
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert len(session.frame().batch) == len(again.frame().batch) == 2
    for each in (session, again):
        go(each, Step("phase"))
        assert len(each.frame().batch) == 3
    assert_same(session, again)


def test_what_has_diverged_is_diverged_again(tmp_path):
    session = session_in(State.DIVERGED, pytest.MonkeyPatch())
    session.finish()
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert again.state is State.DIVERGED
    assert again.frame().message == session.frame().message
    assert_same(session, again)


def test_opening_stops_training_and_forgets_what_there_was(tmp_path):
    acted([30]).apply(Save(str(tmp_path / "a.nabla")))
    session = Session(OTHER)
    session.apply(Run())
    session.tick(0.001)
    session.apply(Open(str(tmp_path / "a.nabla")))
    assert session.state is State.PAUSED
    frame = session.frame()
    assert frame.cursor.step == 30
    assert [k.name for k in frame.history.runs] == ["Run 1"]
    assert not session.busy or session.state is State.PAUSED


def test_saving_lets_training_run_on(tmp_path):
    session = Session(SMALL)
    session.apply(Run())
    session.tick(0.001)
    step = session.trainer.step
    session.apply(Save(str(tmp_path / "a.nabla")))
    assert session.state is State.RUNNING
    session.tick(0.001)
    assert session.trainer.step > step
    assert opened(tmp_path / "a.nabla").trainer.step == step
    session.apply(Pause())


def test_no_half_way_is_saved(tmp_path, monkeypatch):
    session = session_in(State.SEEKING, monkeypatch)
    with pytest.raises(NotAllowedError):
        session.apply(Save(str(tmp_path / "a.nabla")))
    assert not (tmp_path / "a.nabla").exists()


def test_opening_gives_up_a_way_to_another_moment(tmp_path, monkeypatch):
    acted([30]).apply(Save(str(tmp_path / "a.nabla")))
    session = session_in(State.SEEKING, monkeypatch)
    session.apply(Open(str(tmp_path / "a.nabla")))
    assert_same(session, opened(tmp_path / "a.nabla"))


def test_a_save_that_fails_changes_nothing(tmp_path):
    session = acted([10])
    before = state_hash(session), session.saved
    with pytest.raises(BadInputError, match="was not saved"):
        session.apply(Save(str(tmp_path / "no" / "folder.nabla")))
    assert (state_hash(session), session.saved) == before


# What the window keeps


@pytest.mark.parametrize("window", ["", "η" * 131_072, "[{,}]" * 20_000], ids=["none", "long", "commas"])
def test_the_window_gets_back_what_it_gave(window, tmp_path):
    assert saved_and_opened(Session(), tmp_path / "a.nabla", window).window == window


def test_a_window_keeps_no_more_than_it_may(tmp_path):
    with pytest.raises(BadInputError, match="256 kB"):
        Session().apply(Save(str(tmp_path / "a.nabla"), "x" * (256 * 1024 + 1)))


# What is worth saving


def stamp(session):
    return session.frame().history.stamp


@pytest.mark.parametrize(
    "what",
    [Step("phase"), Step("epoch"), Edit("eta", 0.1), NameRun(1, "first"), DeleteRun(1), Load(OTHER), Reset()],
    ids=lambda what: type(what).__name__,
)
def test_the_stamp_grows_with_what_is_worth_saving(what, tmp_path):
    session = acted([10, Reset(), 5])
    session.apply(Save(str(tmp_path / "a.nabla")))
    before = stamp(session)
    assert session.saved == before
    go(session, what)
    assert stamp(session) > before == session.saved


@pytest.mark.parametrize("what", [Seek(3), Seek(0), Show(ViewSpec(sample=1))], ids=["on", "start", "view"])
def test_the_stamp_stays_where_nothing_is_lost(what):
    session = acted([10])
    before = stamp(session)
    go(session, what)
    assert stamp(session) == before
    session.train(0)
    go(session, Seek())
    assert stamp(session) == before


def test_after_opening_the_stamp_is_the_saved_one(tmp_path):
    session = eventful()
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert stamp(again) == stamp(session) == again.saved > 0


# Too much for a file


def test_checkpoints_are_thinned_evenly_and_the_last_stays(tmp_path, monkeypatch):
    session = acted([400, Edit("eta", 0.1), 300])
    kept = [[k.cursor.step for k in s.checkpoints] for s in session.timeline.tree.segments()]
    assert all(len(k) > 30 for k in kept)
    monkeypatch.setattr(session_checkpoints.checkpoint_parts, "__defaults__", (4000,))
    again = saved_and_opened(session, tmp_path / "a.nabla")
    left = [[k.cursor.step for k in s.checkpoints] for s in again.timeline.tree.segments()]
    for before, after in zip(kept, left, strict=True):
        assert set(after) < set(before)
        assert after[-1] == before[-1]
        places = [before.index(k) for k in after]
        assert len(set(np.diff(places))) == 1
    assert_same(session, again)
    again.apply(Save(str(tmp_path / "b.nabla")))
    assert (tmp_path / "a.nabla").read_bytes() == (tmp_path / "b.nabla").read_bytes()


def test_records_that_are_too_long_are_coarsened(tmp_path, monkeypatch):
    session = Session(SMALL)
    session.train(9001)
    session.finish()
    monkeypatch.setattr(session_records.record_parts, "__defaults__", (160_000,))
    again = saved_and_opened(session, tmp_path / "a.nabla")
    one, other = (k.trainer.record.cost for k in (session, again))
    assert other.width > one.width == 1
    assert len(one) == len(other) == 9001
    mine, yours = one.query(0, 1e9, 1), other.query(0, 1e9, 1)
    assert (mine.low[0, 0], mine.high[0, 0]) == (yours.low[0, 0], yours.high[0, 0])
    for each in (session, again):
        each.train(1000)
    assert known_hash(session) == known_hash(again)
    assert len(other) == len(again.trainer.record.cost) == 10_001
    assert (tmp_path / "a.nabla").stat().st_size < 400_000


def test_a_record_with_wide_buckets_comes_back_exactly(tmp_path, monkeypatch):
    session = Session(SMALL)
    record = session.trainer.record
    for series in (record.cost, record.norms):
        series.limit = 64
    session.train(777)
    session.finish()
    assert record.cost.width > 1
    assert len(record.cost._rest.x) > 0
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert curves(again.trainer.record) == curves(record)
    more = np.arange(777.0, 900.0)
    again.trainer.record.cost.limit = 64
    for each in (record, again.trainer.record):
        each.cost.extend(more, np.sin(more))
    assert curves(again.trainer.record) == curves(record)


def test_equal_beginnings_are_kept_once(tmp_path):
    session = acted([3, Reset(), 3, Reset(), 3, Load(replace(SMALL, seed=9))])
    session.apply(Save(str(tmp_path / "a.nabla")))
    with zipfile.ZipFile(tmp_path / "a.nabla") as file:
        said = json.loads(file.read("manifest.json"))
    assert said["beginnings"] == [0, 0, 0, 1]
    assert said["arrays"]["first"]["shape"] == [2 * session.trainer.net.theta.size]


# Another machine


@pytest.mark.parametrize("commands", [[30], [30, Seek(17)], [30, Edit("x", 1.5, Node(0, 1), 2), 4]], ids=str)
def test_elsewhere_the_moment_is_exact_and_the_rest_is_said_to_be_worked_out_again(
    commands, tmp_path, monkeypatch
):
    session = acted(commands)
    for segment in session.timeline.tree.segments():
        segment.checkpoints.thin()  # so that something lies between
    session.apply(Save(str(tmp_path / "a.nabla")))
    monkeypatch.setattr("core.arithmetic.fingerprint", lambda: "another one")
    again = opened(tmp_path / "a.nabla")
    assert np.array_equal(session.trainer.net.theta, again.trainer.net.theta)
    assert not again.frame().history.recomputed
    between = next(
        k for k in range(1, 17) if all(s.checkpoints.at(k) is None for s in again.timeline.tree.segments())
    )
    assert go(again, Seek(between)).history.recomputed
    go(again, Seek())
    again.train(5)
    assert not again.frame().history.recomputed
    go(again, Edit("parameter", 0.5, Pick(1, 0, 1)))
    assert not again.frame().history.recomputed
