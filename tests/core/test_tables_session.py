"""Files of data in a session: training waits while one is read, and a bad one leaves all as it was."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import assert_is_a_sentence
from tables_files import (
    GOOD,
    HOW,
    file_of,
    known,
    running_session,
    same_bits,
    small_session,
    wait,
)

from core import importing
from core.commands import (
    Audit,
    Back,
    Cancel,
    Edit,
    Import,
    Load,
    NameRun,
    Pause,
    Reset,
    Run,
    SaveData,
    Seek,
    Show,
    Step,
    Undo,
    ViewSpec,
)
from core.errors import BadInputError, NotAllowedError
from core.experiment import default_experiment
from core.session import State
from core.tables import preview, read_now, suggested


@pytest.fixture
def good(tmp_path):
    return Import(file_of(tmp_path, GOOD, "good.csv"), HOW)


def test_a_file_is_read_little_by_little_and_then_learned(good):
    session = small_session()
    session.apply(replace(good, held_out=0.25, seed=7, scaling="scale"))
    assert session.state is State.IMPORTING
    shares = []
    while session.state is State.IMPORTING:
        frame = session.frame()
        assert frame.state == "importing"
        assert frame.dataset.name == "xor"
        shares.append(frame.progress)
        session.tick(0.001)
    assert len(shares) > 5
    assert shares == sorted(shares)
    assert session.state is State.PAUSED
    frame, experiment = session.frame(), session.experiment
    assert (frame.dataset.title, frame.dataset.samples, frame.cursor.step) == ("good.csv", 30_000, 0)
    assert (experiment.held_out, experiment.seed, experiment.scaling) == (0.25, 7, "scale")
    assert frame.held_out.sum() == 7500
    seen = ~frame.held_out
    assert frame.dataset.x[:, seen].min(axis=1).tolist() == [0.0, 0.0]
    assert frame.dataset.x[:, seen].max(axis=1).tolist() == [1.0, 1.0]
    assert session.experiment.given == read_now(good.path, HOW)


def test_frames_are_new_as_the_work_goes_on(good):
    session = small_session()
    session.apply(good)
    versions = set()
    while session.state is State.IMPORTING:
        versions.add(session.version)
        session.tick(0.001)
    assert 5 < len(versions) <= 102


def test_a_small_file_is_there_at_once(tmp_path):
    session = small_session()
    session.apply(Import(file_of(tmp_path, "a,b,c\n1,2,x\n3,4,y\n"), HOW))
    assert session.state is State.PAUSED
    assert session.dataset.samples == 2


@pytest.mark.parametrize("at_once", [True, False])
def test_training_that_ran_goes_on_with_the_new_data(at_once, good, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 100.0 if at_once else 0.0)
    session = running_session()
    session.apply(good)
    assert session.state is (State.RUNNING if at_once else State.IMPORTING)
    before = session.trainer.step
    if not at_once:
        session.tick(0.001)
        assert session.trainer.step == before
    wait(session)
    assert session.state is State.RUNNING
    session.tick(0.01)
    assert session.dataset.title == "good.csv"
    assert session.trainer.step > 0


def test_training_that_stood_stands(good):
    session = small_session()
    session.apply(good)
    wait(session)
    assert session.state is State.PAUSED
    assert session.trainer.step == 0


def test_it_can_be_undone(good):
    session = small_session()
    theta, step = session.trainer.net.theta.copy(), session.trainer.step
    session.apply(good)
    wait(session)
    session.apply(Step("step"))
    session.apply(Undo())
    session.finish()
    assert session.dataset.name == "xor"
    assert session.trainer.step == step
    assert same_bits(session.trainer.net.theta, theta)


# Given up


def test_cancel_leaves_everything_as_it_was(good):
    session = small_session()
    before = known(session)
    session.apply(good)
    session.tick(0.001)
    session.apply(Cancel())
    assert known(session) == before
    assert not session.finished


def test_cancel_lets_training_go_on_that_ran(good):
    session = running_session()
    session.apply(good)
    step = session.trainer.step
    session.apply(Cancel())
    assert session.state is State.RUNNING
    session.tick(0.005)
    assert session.trainer.step > step
    assert session.dataset.name == "xor"


def test_pause_gives_the_file_and_the_training_up(good):
    session = running_session()
    session.apply(good)
    session.apply(Pause())
    assert session.state is State.PAUSED
    assert session.dataset.name == "xor"
    assert not session.busy or session.tick() is not None


@pytest.mark.parametrize("command", [Load(default_experiment("and")), Reset()])
def test_another_beginning_takes_its_place(command, good):
    session = running_session()
    session.apply(good)
    session.apply(command)
    assert session.state is (State.RUNNING if isinstance(command, Load) else State.PAUSED)
    session.apply(Pause()) if session.state is State.RUNNING else None
    session.finish()
    assert session.dataset.name == ("and" if isinstance(command, Load) else "xor")
    assert not session.finished


def test_another_file_takes_its_place_and_training_goes_on(good, tmp_path):
    session = running_session()
    session.apply(good)
    session.apply(replace(good, path=file_of(tmp_path, GOOD, "other.csv")))
    wait(session)
    assert session.dataset.title == "other.csv"
    assert session.state is State.RUNNING


@pytest.mark.parametrize(
    "command",
    [Step("step"), Run(), Edit("eta", 0.1), Audit("all"), Back("step"), Seek(0), Undo(), SaveData("x.csv")],
)
def test_meanwhile_nothing_else_is_done(command, good):
    session = small_session()
    session.apply(good)
    with pytest.raises(NotAllowedError) as error:
        session.apply(command)
    assert_is_a_sentence(error.value)
    name = "Save data" if isinstance(command, SaveData) else type(command).__name__
    assert str(error.value) == f"{name} is not possible while a file is being read."
    wait(session)
    assert session.dataset.title == "good.csv"


def test_what_does_not_touch_the_data_can_be_done(good):
    session = small_session()
    session.apply(good)
    session.apply(Show(ViewSpec(sample=2)))
    session.apply(NameRun(1, "before"))
    assert session.frame().sample == 2
    assert session.state is State.IMPORTING


# Saved


def test_the_data_shown_is_saved_little_by_little_and_opens_again(good, tmp_path):
    session = running_session()
    session.apply(good)
    wait(session)
    session.finished.clear()
    path = tmp_path / "again.csv"
    session.apply(SaveData(str(path)))
    assert session.state is State.EXPORTING
    assert session.frame().state == "exporting"
    assert not path.exists()
    wait(session)
    assert session.state is State.RUNNING
    assert session.finished == [SaveData(str(path))]
    given = read_now(str(path), suggested(preview(str(path))))
    assert same_bits(given.x, session.dataset.x)
    assert same_bits(given.y, session.dataset.y)
    assert given.outputs == session.dataset.outputs


def test_saving_that_is_given_up_leaves_no_file(good, tmp_path):
    session = small_session()
    session.apply(good)
    wait(session)
    (tmp_path / "new").mkdir()
    session.apply(SaveData(str(tmp_path / "new" / "again.csv")))
    session.tick(0.001)
    session.apply(Cancel())
    assert session.state is State.PAUSED
    assert list((tmp_path / "new").iterdir()) == []


def test_where_nothing_can_be_saved_is_said(tmp_path):
    session = small_session()
    before = known(session)
    with pytest.raises(BadInputError, match=r"was not saved: there is no folder gone"):
        session.apply(SaveData(str(tmp_path / "gone" / "a.csv")))
    assert known(session) == before


def test_standardised_data_has_no_mean_and_one_variance(good):
    session = small_session()
    session.apply(good)
    wait(session)
    x = session.dataset.x
    assert np.allclose(x.mean(axis=1), 0, atol=1e-12)
    assert np.allclose(x.std(axis=1), 1)
