"""Opening a session whose data is in another file is work that waits for nobody and can be given up."""

import pytest
from given_cases import learned, of_table, table
from session_files import acted, assert_same
from sessions import state_hash
from timelines import known_hash

from core import importing
from core.commands import Cancel, Edit, Load, Open, Pause, Run, Save, Step
from core.errors import FileError, LaterError, NotAllowedError
from core.files import given_parts, given_source
from core.session import State


@pytest.fixture
def saved(tmp_path, monkeypatch):
    """A session, and the file that names its data."""
    monkeypatch.setattr(given_parts, "EMBEDDED", 0)
    monkeypatch.setattr(importing, "AT_ONCE", 0.0)
    monkeypatch.setattr(given_source, "PIECE", 64)
    session = learned(table(tmp_path / "outcomes.csv", rows=400))
    session.apply(Save(str(tmp_path / "a.nabla"), "docks"))
    return session, Open(str(tmp_path / "a.nabla"))


def portions(session):
    """Work in the smallest portions until nothing is waited for; the progress told on the way."""
    told = []
    while session.awaited is not None:
        told.append(session.frame().progress)
        session.tick(0.0)
    return told


def test_it_is_done_in_portions_and_tells_how_far_it_is(saved):
    session, command = saved
    again = acted([12])
    before = state_hash(again)
    again.apply(command)
    assert again.state is State.IMPORTING
    assert again.awaited is command
    assert (again.frame().experiment.dataset, again.frame().cursor.step) == ("xor", 12)
    told = portions(again)
    assert len(told) > 20
    assert told == sorted(told)
    assert 0 <= told[0] < 0.5 < told[-1] <= 1
    again.finish()
    assert_same(session, again)
    assert (again.finished, again.window) == ([command], "docks")
    assert before != state_hash(again)


@pytest.mark.parametrize("way", [Cancel(), Pause()], ids=["Cancel", "Pause"])
@pytest.mark.parametrize("after", [0, 3, 40])
def test_given_up_everything_is_as_it_was(saved, way, after):
    _, command = saved
    session = acted([12, Edit("eta", 0.125), 4, Step("phase")])
    before = state_hash(session), known_hash(session), session.frame().history
    session.apply(command)
    for _ in range(after):
        session.tick(0.0)
    assert session.awaited is command
    session.apply(way)
    session.finish()
    assert (session.state, session.given_up, session.finished) == (State.PAUSED, [command], [])
    assert (state_hash(session), known_hash(session), session.frame().history) == before


def test_training_waits_for_it_and_goes_on_when_it_is_given_up(saved):
    _, command = saved
    session = acted([12])
    session.apply(Run())
    session.tick(0.001)
    step = session.trainer.step
    session.apply(command)
    session.tick(0.0)
    assert (session.state, session.trainer.step) == (State.IMPORTING, step)
    session.apply(Cancel())
    assert session.state is State.RUNNING
    session.tick(0.001)
    assert session.trainer.step > step


def test_after_it_training_stands_still(saved):
    session, command = saved
    again = acted([12])
    again.apply(Run())
    again.apply(command)
    portions(again)
    assert again.state is State.PAUSED
    assert known_hash(again) == known_hash(session)


def test_meanwhile_nothing_is_changed_and_nothing_is_saved(saved, tmp_path):
    _, command = saved
    session = acted([12])
    session.apply(command)
    for other in (Edit("eta", 0.5), Step("phase"), Run(), Save(str(tmp_path / "b.nabla"))):
        with pytest.raises(NotAllowedError, match="not possible while a file is being read"):
            session.apply(other)
    assert session.awaited is command


def test_another_experiment_or_session_takes_its_place(saved, tmp_path):
    session, command = saved
    again = acted([12])
    again.apply(command)
    again.apply(Load(of_table(session.experiment.given)))
    assert (again.given_up, again.awaited) == ([command], None)
    acted([7]).apply(Save(str(tmp_path / "small.nabla")))
    again.apply(command)
    again.apply(Open(str(tmp_path / "small.nabla")))
    assert (again.given_up, again.trainer.step) == ([command] * 2, 7)


def test_a_session_that_cannot_be_read_gives_nothing_up(saved, tmp_path):
    _, command = saved
    session = acted([12])
    session.apply(command)
    (tmp_path / "bad.nabla").write_bytes(b"no session")
    with pytest.raises(FileError):
        session.apply(Open(str(tmp_path / "bad.nabla")))
    assert session.awaited is command
    portions(session)
    assert session.finished == [command]


@pytest.mark.parametrize("running", [False, True])
def test_what_is_wrong_later_is_said_of_the_command_and_changes_nothing(saved, tmp_path, running):
    _, command = saved
    session = acted([12])
    if running:
        session.apply(Run())
    step, file = session.trainer.step, tmp_path / "outcomes.csv"
    file.write_bytes(file.read_bytes().replace(b"yes", b"yet"))
    session.apply(command)
    with pytest.raises(LaterError, match=r"needs the data in .*outcomes\.csv, which has changed") as error:
        portions(session)
    assert error.value.command is command
    assert session.state is (State.RUNNING if running else State.PAUSED)
    assert session.trainer.step == step
    assert session.finished == session.given_up == []
