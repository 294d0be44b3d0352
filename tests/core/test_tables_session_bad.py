"""Bad files of data in a session: whatever is wrong with one, and wherever, nothing has changed."""

from dataclasses import replace

import pytest
from tables_files import (
    BAD,
    GOOD,
    HOW,
    assert_is_one_sentence,
    file_of,
    known,
    running_session,
    same_bits,
    small_session,
    wait,
)

from core.commands import Import, Pause
from core.errors import BadInputError, LaterError
from core.session import Session, State
from core.tables import preview, suggested


@pytest.fixture
def good(tmp_path):
    return Import(file_of(tmp_path, GOOD, "good.csv"), HOW)


@pytest.fixture
def bad(tmp_path):
    return Import(file_of(tmp_path, BAD), HOW)


def late_refusal(session):
    with pytest.raises(LaterError) as error:
        wait(session)
    return error.value


def test_what_is_wrong_at_the_end_is_said_and_nothing_has_changed(bad):
    session = small_session()
    before = known(session)
    session.apply(bad)
    error = late_refusal(session)
    assert error.command is bad
    assert_is_one_sentence(error, "bad.csv", "line 30003, column 2 (size) holds “x”")
    assert known(session) == before
    assert not session.finished


def test_training_that_ran_runs_on_behind_a_bad_file(bad):
    session, other = running_session(), running_session()
    session.apply(bad)
    late_refusal(session)
    assert session.state is State.RUNNING
    for each in (session, other):
        each.apply(Pause())
        each.train(max(0, 500 - each.trainer.step))
    step = max(session.trainer.step, other.trainer.step)
    session.train(step - session.trainer.step)
    other.train(step - other.trainer.step)
    assert same_bits(session.trainer.net.theta, other.trainer.net.theta)


@pytest.mark.parametrize("state", ["running", "paused", "importing"])
def test_what_is_wrong_at_the_beginning_is_said_at_once(state, good, tmp_path, monkeypatch):
    session = running_session() if state == "running" else small_session()
    if state == "importing":
        session.apply(good)
    monkeypatch.setattr("core.importing.AT_ONCE", 10.0)  # however slow the machine is
    before, version = known(session), session.version
    with pytest.raises(BadInputError, match="line 2, column 1"):
        session.apply(Import(file_of(tmp_path, "a,b,c\nx,2,y\n"), HOW))
    assert known(session) == before
    assert session.version == version
    assert session.state is State(state)


@pytest.mark.parametrize(
    ("what", "mention"),
    [
        ({"path": "gone.csv"}, "is not there"),
        ({"path": ""}, "A file must be given by its name, not by ''."),
        ({"path": None}, "A file must be given by its name, not by None."),
        ({"reading": "comma"}, "How to read a table must be said in full, not by 'comma'."),
        ({"held_out": 1.0}, "The share held out must be from 0 to 0.9, not 1.0."),
        ({"held_out": "half"}, "The share held out must be a number"),
        ({"seed": -1}, "The seed must be from 0"),
        ({"seed": 0.5}, "The seed must be a whole number"),
        ({"scaling": "stretch"}, "There is no scaling called 'stretch'"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(what, mention, good):
    session = small_session()
    before, version = known(session), session.version
    with pytest.raises(BadInputError) as error:
        session.apply(replace(good, **what))
    assert mention in str(error.value)
    assert known(session) == before
    assert session.version == version


def test_a_network_that_is_too_large_is_never_begun(tmp_path):
    """As many inputs as a layer can have nodes are read and learned."""
    names = ",".join(f"c{k}" for k in range(1024))
    rows = "\n".join(",".join(["1.5"] * 1024) + f",{k}" for k in range(2))
    session = Session()
    path = file_of(tmp_path, f"{names},t\n{rows}\n")
    session.apply(Import(path, suggested(preview(path))))
    session.finish()
    assert session.trainer.net.n[0] == 1024
