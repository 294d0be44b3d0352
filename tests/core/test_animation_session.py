"""A film of a session: each frame that poses is that of its moment, and all is as it was before."""

import sys
from dataclasses import replace

import numpy as np
import pytest
from filming import answered, film_of, left_in, numbers_in, shade, shoot

from core import commands
from core.errors import BadInputError, LaterError, NotAllowedError
from core.experiment import default_experiment
from core.frame import Pose
from core.selection import Pick
from core.session import Session
from core.timeline.moments import after

SEEN = commands.ViewSpec(panels=frozenset({"output", "gradients", "matrices", "hidden"}))


def begun(steps=20, dataset="xor", **changes):
    session = Session(replace(default_experiment(dataset), **changes))
    session.apply(commands.Show(SEEN))
    session.train(steps)
    session.finish()
    return session


def same(one, other):
    """Whether two frames show the same moment with the same numbers."""
    for name in ("cursor", "experiment", "view", "sample", "state", "message", "eta", "mean_cost", "C"):
        a, b = getattr(one, name), getattr(other, name)
        if a != b and not (isinstance(a, float) and np.isnan(a) and np.isnan(b)):
            return False
    for name in ("theta", "theta_before", "gradient", "batch", "x", "y", "mask"):
        if not np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True):
            return False
    for name in ("z", "a", "dC_da", "dC_dz"):
        pairs = zip(getattr(one, name), getattr(other, name), strict=True)
        if not all(np.array_equal(a, b, equal_nan=True) for a, b in pairs):
            return False
    maps = one.output, other.output
    return (
        (one.score.step, one.score.cost) == (other.score.step, other.score.cost)
        and maps[0].step == maps[1].step
        and np.array_equal(maps[0].values, maps[1].values)
        and one.pictures.keys() == other.pictures.keys()
        and one.history.moment == other.history.moment
        and one.history.edits == other.history.edits
    )


def gone_to(session, step):
    session.apply(commands.Seek(step))
    session.finish()
    return session.frame()


# What is shown


@pytest.mark.parametrize("form", ["mp4", "gif"])
def test_every_picture_is_there_in_its_order_and_at_its_time(tmp_path, form):
    session = begun()
    posed = shoot(session, tmp_path / f"it.{form}", film_of(2, 20, every=3, fps=5))
    assert [frame.cursor.step for frame in posed] == [2, 5, 8, 11, 14, 17, 20]
    assert [frame.pose for frame in posed] == [Pose(k, 7) for k in range(7)]
    numbers, times = numbers_in(tmp_path / f"it.{form}")
    assert numbers == list(range(7))
    assert times == pytest.approx([0.2 * k for k in range(7)])
    assert left_in(tmp_path) == [f"it.{form}"]


def test_each_moment_is_as_if_one_had_gone_there(tmp_path):
    session, other = begun(dataset="circle"), begun(dataset="circle")
    posed = shoot(session, tmp_path / "it.gif", film_of(0, 20, every=5))
    for frame in posed:
        there = gone_to(other, frame.cursor.step)
        assert same(frame, there), frame.cursor
        assert frame.output.side == there.output.side, "the finest that there will be"


def test_edits_on_the_way_are_met_again(tmp_path):
    sessions = begun(6), begun(6)
    for session in sessions:
        session.apply(commands.Step("phase"))  # this one comes in the middle of a step
        session.apply(commands.Edit("parameter", 0.75, Pick(1, 1, 0)))
        session.apply(commands.Step("step"))
        session.apply(commands.Edit("cost", "binary cross-entropy"))
        session.train(5)
        session.finish()
    posed = shoot(sessions[0], tmp_path / "it.gif", film_of(4, 12))
    assert [frame.experiment.cost for frame in (posed[0], posed[-1])] == ["mse", "binary cross-entropy"]
    for frame in posed:
        assert same(frame, gone_to(sessions[1], frame.cursor.step)), frame.cursor
    posed = shoot(sessions[0], tmp_path / "p.gif", film_of(5, 7, by="phase"))
    assert [frame.history.moment for frame in posed] == list(range(after(5, 2), after(7, 2) + 1))


def test_a_run_that_diverged_is_shown_to_its_end(tmp_path):
    session = Session(replace(default_experiment("line"), eta=1000.0))
    session.apply(commands.Run())
    session.finish()
    assert session.state.value == "diverged"
    end, theta = session.frame(), session.trainer.net.theta.copy()
    film = film_of(end.history.end_step - 1, end.history.end_step, by="phase")
    posed = shoot(session, tmp_path / "it.gif", film)
    assert {frame.state for frame in posed[:-1]} == {"paused"}
    assert posed[-1].cursor == end.cursor
    assert (posed[-1].state, posed[-1].message) == ("diverged", end.message)
    assert session.state.value == "diverged"
    assert np.array_equal(session.trainer.net.theta, theta, equal_nan=True)


def test_only_the_run_that_is_shown_is_filmed(tmp_path):
    session = begun(30)
    session.apply(commands.Load(replace(session.experiment, n=(2, 5, 5, 1), activations=("sigmoid",) * 3)))
    session.train(4)
    session.finish()
    with pytest.raises(BadInputError, match="The run has 4 steps so far"):
        session.apply(commands.Export(str(tmp_path / "it.gif"), film_of(0, 30)))
    posed = shoot(session, tmp_path / "it.gif", film_of(0, 4))
    assert {frame.n for frame in posed} == {(2, 5, 5, 1)}


# Where it leaves everything


def paused_in_a_step():
    session = begun(20, "circle")
    gone_to(session, 12)
    for _ in range(4):
        session.apply(commands.Step("phase"))
    session.finish()
    return session


@pytest.mark.parametrize("most", [None, 0, 1, 3])
def test_everything_is_as_it_was_before(tmp_path, most):
    session = paused_in_a_step()
    before = session.frame()
    shoot(session, tmp_path / "it.mp4", film_of(3, 9), most)
    if most is not None:
        session.apply(commands.Cancel())
        assert session.given_up.pop().path == str(tmp_path / "it.mp4")
    assert left_in(tmp_path) == ([] if most is not None else ["it.mp4"])
    after_it = session.frame()
    assert same(after_it, before)
    assert after_it.history == before.history
    session.apply(commands.Step("step"))
    other = paused_in_a_step()
    other.apply(commands.Step("step"))
    assert np.array_equal(session.trainer.net.theta, other.trainer.net.theta)


def test_training_that_ran_is_paused(tmp_path):
    session = begun()
    session.apply(commands.Run())
    session.tick()
    step = session.trainer.step
    shoot(session, tmp_path / "it.gif", film_of(0, 3))
    assert (session.state.value, session.trainer.step) == ("paused", step)


def test_a_view_that_is_asked_for_on_the_way_stays(tmp_path):
    session = begun()
    shoot(session, tmp_path / "it.gif", film_of(0, 9), most=2)
    session.apply(commands.Show(replace(SEEN, pick=Pick(1, 0, 1))))
    session.tick()
    while not session.posing:
        session.tick()
    assert session.frame().pick == Pick(1, 0, 1)
    pose = session.frame().pose
    session.apply(commands.Show(replace(SEEN, pick=Pick(2, 0, 1))))
    session.tick()
    assert (session.frame().pose, session.frame().pick) == (pose, Pick(2, 0, 1))
    session.apply(commands.Pause())
    assert session.frame().pick == Pick(2, 0, 1)


def test_nothing_else_is_done_meanwhile(tmp_path):
    session = begun()
    shoot(session, tmp_path / "it.gif", film_of(0, 9), most=2)
    for command in (commands.Step("phase"), commands.Seek(3), commands.Edit("eta", 1.0)):
        with pytest.raises(NotAllowedError, match="a file is being written"):
            session.apply(command)
    session.apply(commands.Reset())
    assert (session.trainer.step, session.state.value) == (0, "paused")
    assert left_in(tmp_path) == []
    assert session.frame().history.runs[0].steps == 20


def test_a_picture_that_is_not_waited_for_is_dropped(tmp_path):
    session = begun()
    session.apply(commands.AddPicture(0, shade(0)))
    posed = shoot(session, tmp_path / "it.gif", film_of(0, 5), most=3)
    session.apply(commands.AddPicture(posed[-1].pose.number, shade(9)))
    session.apply(commands.AddPicture(7, shade(9)))
    answered(session)
    assert numbers_in(tmp_path / "it.gif")[0] == list(range(6))


# What goes wrong


def failed(session, file, film):
    with pytest.raises(LaterError) as found:
        shoot(session, file, film)
    return str(found.value)


@pytest.mark.parametrize("form", ["mp4", "gif"])
def test_a_disk_that_is_full_leaves_what_was_there(tmp_path, monkeypatch, form):
    import errno

    from core.files import atomic

    file = tmp_path / f"it.{form}"
    file.write_bytes(b"before")
    session, begin = paused_in_a_step(), atomic._begun
    before = session.frame()

    class Full:
        def __init__(self, file):
            self._file = file

        def __getattr__(self, name):
            return getattr(self._file, name)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self._file.close()

        def write(self, data):
            raise OSError(errno.ENOSPC, "No space left on device")

    def full(target, mode):
        temporary, opened = begin(target, mode)
        return temporary, Full(opened)

    monkeypatch.setattr(atomic, "_begun", full)
    assert "the disk is full" in failed(session, file, film_of(0, 5))
    assert file.read_bytes() == b"before"
    assert left_in(tmp_path) == [file.name]
    assert same(session.frame(), before)


def test_a_folder_that_is_not_there(tmp_path):
    sentence = failed(begun(), tmp_path / "gone" / "it.gif", film_of(0, 5))
    assert sentence.startswith("The file it.gif was not saved: there is no folder gone; ")


def test_a_picture_of_another_size_is_no_film(tmp_path):
    session = begun()
    assert "was not saved" in failed(session, tmp_path / "it.gif", film_of(0, 5, width=64))
    assert left_in(tmp_path) == []


def test_another_ending(tmp_path):
    session = begun()
    with pytest.raises(BadInputError, match="no kind of film called 'avi'; there are mp4, gif"):
        session.apply(commands.Export(str(tmp_path / "it.avi"), film_of(0, 5)))
    assert session.state.value == "paused"


SENTENCES = {
    False: "GIF and MP4 files are written by PyAV, which is not installed; "
    'install it with: python -m pip install ".[video]".',
    True: "This build of Nablascope writes no films: the library for GIF and MP4 files is not in it; "
    "for films run Nablascope from its source, as its README.md says.",
}


@pytest.mark.parametrize("built", SENTENCES)
def test_where_the_library_is_missing(tmp_path, monkeypatch, built):
    monkeypatch.setitem(sys.modules, "av", None)
    monkeypatch.setattr(sys, "frozen", built, raising=False)
    session = begun()
    version = session.version
    with pytest.raises(BadInputError) as found:
        session.apply(commands.Export(str(tmp_path / "it.gif"), film_of(0, 5)))
    assert str(found.value) == SENTENCES[built]
    assert (session.state.value, session.version) == ("paused", version)
    assert left_in(tmp_path) == []
