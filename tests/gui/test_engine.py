"""The engine on its own: commands down, frames up, and an end to its thread."""

from dataclasses import replace

import pytest
from driving import TIMEOUT_MS
from PySide6.QtCore import QThread

from core.commands import Load, Pause, Run, Show, Step, ViewSpec
from core.cursor import Cursor, Phase
from core.experiment import default_experiment
from core.session import Session
from gui.engine import Engine, Meter


class Heard:
    """What the engine has said so far."""

    def __init__(self, engine):
        self.frames, self.states, self.rejected, self.allowed = [], [], [], []
        engine.frame_changed.connect(self.frames.append)
        engine.state_changed.connect(self.states.append)
        engine.step_allowed.connect(self.allowed.append)
        engine.rejected.connect(self.on_rejected)

    def on_rejected(self, command, sentence):
        self.rejected.append((command, sentence))


@pytest.fixture
def engine(qtbot):
    made = Engine(Session())
    yield made
    assert made.close()
    made.deleteLater()


@pytest.fixture
def heard(engine):
    return Heard(engine)


@pytest.fixture
def until(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=TIMEOUT_MS)


def test_the_first_frame_comes_by_itself(engine, heard, until):
    engine.start()
    until(lambda: heard.frames)
    assert heard.frames[0].cursor.phase is Phase.INPUT
    assert engine.frame is heard.frames[-1]


def test_the_first_frame_is_seen_as_was_wished_last(engine, heard, until):
    for sample in (3, 2, 1):
        engine.send(Show(ViewSpec(sample=sample)))
    engine.start()
    until(lambda: heard.frames)
    assert {frame.view.sample for frame in heard.frames} == {1}


def test_a_wish_that_cannot_be_done_is_refused_after_the_first_frame(engine, heard, until):
    wish = Show(ViewSpec(sample=99))
    engine.send(wish)
    engine.start()
    assert heard.frames
    assert heard.rejected == []
    until(lambda: heard.rejected)
    assert [command for command, _ in heard.rejected] == [wish]
    assert engine.frame.view.sample is None


def test_states_are_told(engine, heard, until):
    engine.start()
    engine.send(Run())
    until(lambda: heard.states == ["running"])
    engine.send(Pause())
    until(lambda: heard.states == ["running", "paused"])
    until(lambda: heard.frames[-1].state == "paused")


def test_the_frame_of_a_pause_is_never_lost(engine, heard, until):
    engine.start()
    for _ in range(10):
        engine.send(Run())
        until(lambda: heard.frames and heard.frames[-1].state == "running")
        engine.send(Pause())
        until(lambda: heard.frames[-1].state == "paused")
        last = heard.frames[-1]
        assert len(last.record.cost) == last.cursor.step


def test_commands_are_done_in_their_order(engine, heard, until):
    engine.start()
    for dataset in ("and", "iris", "circle"):
        engine.send(Load(default_experiment(dataset)))
    engine.send(Show(ViewSpec(sample=7)))
    until(lambda: heard.frames and heard.frames[-1].sample == 7)
    assert heard.frames[-1].experiment == default_experiment("circle")


def test_what_cannot_be_done_is_rejected_with_a_sentence(engine, heard, until):
    engine.start()
    bad = Load(replace(default_experiment(), eta=-1.0))
    engine.send(bad)
    until(lambda: heard.rejected)
    assert heard.rejected == [(bad, "The learning rate η must be above 0, not -1.0.")]


def test_a_second_step_is_refused_until_the_first_was_painted(engine, heard, until):
    engine.start()
    until(lambda: heard.frames)
    engine.send(Step("phase"))
    engine.send(Step("phase"))
    until(lambda: heard.frames[-1].cursor.phase is Phase.FORWARD)
    assert heard.allowed == [False]
    engine.on_painted(heard.frames[0])
    assert heard.allowed == [False]
    engine.on_painted(heard.frames[-1])
    assert heard.allowed == [False, True]
    engine.send(Step("phase"))
    until(lambda: heard.frames[-1].cursor.l == 2)


def test_a_rejected_step_allows_another(engine, heard, until):
    engine.start()
    engine.send(Run())
    until(lambda: heard.states == ["running"])
    engine.send(Step("phase"))
    until(lambda: heard.rejected)
    assert heard.allowed == [False, True]


def test_the_work_is_done_in_the_thread_of_the_engine(engine, heard, until, monkeypatch):
    threads = set()
    frame = Session.frame

    def noting(session):
        threads.add(QThread.currentThread().objectName())
        return frame(session)

    engine.start()  # with a first frame, made before there is a thread
    monkeypatch.setattr(Session, "frame", noting)
    engine.send(Run())
    until(lambda: len(heard.frames) > 3)
    engine.send(Pause())
    until(lambda: heard.states[-1:] == ["paused"])
    assert threads == {"training"}


@pytest.mark.parametrize("started", [False, True])
def test_it_can_be_closed_twice_and_before_it_has_begun(engine, heard, started, until):
    if started:
        engine.start()
        engine.send(Run())
        until(lambda: heard.states == ["running"])
    assert engine.close()
    assert engine.close()


def test_after_the_end_commands_are_let_go(engine, heard, until):
    engine.start()
    until(lambda: heard.frames)
    engine.close()
    engine.send(Run())
    assert heard.states == []


# Steps a second


class Clock:
    now = 0

    def start(self):
        self.zero = Clock.now

    def elapsed(self):
        return Clock.now - self.zero


@pytest.fixture
def meter(monkeypatch):
    monkeypatch.setattr("gui.engine.QElapsedTimer", Clock)
    return Meter()


@pytest.fixture
def moment():
    """Frames of a session, moved to any step and state."""
    frame = Session().frame()
    return lambda step, state="running": replace(frame, state=state, cursor=replace(frame.cursor, step=step))


def test_the_meter_counts_steps_a_second(meter, moment):
    for k in range(200):
        Clock.now = 16 * k
        meter.note(moment(step=160 * k))
    assert meter.steps_per_second == pytest.approx(10_000, rel=0.01)


def test_the_meter_knows_nothing_at_first_and_while_paused(meter, moment):
    Clock.now = 0
    meter.note(moment(0))
    assert meter.steps_per_second is None
    Clock.now = 1000
    meter.note(moment(100))
    assert meter.steps_per_second == 100
    meter.note(moment(100, "paused"))
    assert meter.steps_per_second is None


def test_the_meter_survives_a_reset(meter, moment):
    Clock.now = 0
    meter.note(moment(5000))
    Clock.now = 600
    meter.note(moment(6000))
    Clock.now = 700
    meter.note(moment(10))
    Clock.now = 1300
    meter.note(moment(610))
    assert meter.steps_per_second == 1000


def test_a_step_that_ends_where_the_data_before_stood_is_followed_by_others(engine, heard, until):
    left, box = [], engine._mailbox
    put, box.put = box.put, lambda frame: (put(frame), left.append(frame))
    engine.frame_changed.connect(engine.on_painted)  # what the canvas does
    engine.start()
    engine.send(Step("phase"))
    until(lambda: heard.allowed == [False, True])
    engine.send(Load(default_experiment("circle")))
    engine.send(Step("phase"))
    while left[-1].experiment.dataset != "circle" or left[-1].cursor.phase is not Phase.FORWARD:
        QThread.yieldCurrentThread()  # the window hears nothing meanwhile: one frame overtakes the other
    until(lambda: heard.allowed == [False, True, False, True])
    assert engine.frame.cursor == Cursor(phase=Phase.FORWARD, l=1)
    assert {frame.experiment.dataset for frame in heard.frames if frame.cursor.phase is Phase.INPUT} == {
        "xor"
    }
    engine.send(Step("phase"))
    until(lambda: heard.allowed[-1] and len(heard.allowed) == 6)
