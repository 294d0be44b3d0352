"""A session: which commands each state allows, and what they do."""

from dataclasses import replace

import pytest
from sessions import OTHER, XOR, assert_is_a_sentence, session_in, state_hash

from core import jobs
from core import session as module
from core.commands import (
    Audit,
    Back,
    Cancel,
    Edit,
    Load,
    Pause,
    Recover,
    Redo,
    Reset,
    Run,
    Seek,
    Show,
    Step,
    Undo,
    ViewSpec,
)  # fmt: skip
from core.cursor import Phase, phase_count
from core.errors import NotAllowedError
from core.experiment import default_experiment
from core.session import Session, State

PAUSED, RUNNING, STEPPING, CHECKING, SEEKING, IMPORTING, EXPORTING, DIVERGED = State
RESTING = set(State) - {SEEKING, IMPORTING, EXPORTING}

COMMANDS = {
    "load": (Load(OTHER), set(State)),
    "reset": (Reset(), set(State)),
    "run": (Run(), {PAUSED, RUNNING}),
    "run paced": (Run(5.0, "phase"), {PAUSED, RUNNING}),
    "pause": (Pause(), {RUNNING, STEPPING, CHECKING, SEEKING, IMPORTING, EXPORTING}),
    "cancel": (Cancel(), {STEPPING, CHECKING, SEEKING, IMPORTING, EXPORTING}),
    "phase": (Step("phase"), {PAUSED}),
    "step": (Step("step"), {PAUSED}),
    "epoch": (Step("epoch"), {PAUSED}),
    "eta": (Edit("eta", 0.25), RESTING),
    "m": (Edit("m", 3), RESTING),
    "activations": (Edit("activations", ("relu", "sigmoid")), RESTING),
    "show": (Show(ViewSpec(sample=1)), set(State)),
    "check the sample": (Audit("shown"), {PAUSED, CHECKING}),
    "check all data": (Audit("all"), {PAUSED, CHECKING}),
    "seek": (Seek(1), RESTING | {SEEKING}),
    "back": (Back("phase"), RESTING),
    "undo": (Undo(), set()),
    "redo": (Redo(), set()),
    "recover": (Recover(), {DIVERGED}),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", COMMANDS)
def test_each_state_allows_its_commands_and_no_others(name, state, monkeypatch):
    command, allowed = COMMANDS[name]
    session = session_in(state, monkeypatch)
    before, version = state_hash(session), session.version
    if state in allowed:
        session.apply(command)
        assert session.version > version
        return
    with pytest.raises(NotAllowedError) as caught:
        session.apply(command)
    assert_is_a_sentence(caught.value)
    assert state_hash(session) == before
    assert session.version == version


AFTER = {
    "load": {RUNNING: RUNNING},
    "reset": {},
    "eta": {RUNNING: RUNNING, STEPPING: STEPPING, DIVERGED: DIVERGED},
    "m": {RUNNING: RUNNING, STEPPING: STEPPING, DIVERGED: DIVERGED},
    "show": dict(zip(State, State, strict=True)),
    "seek": {},
    "back": {},
}


@pytest.mark.parametrize(
    ("name", "state"), [(name, state) for name in AFTER for state in State if state in COMMANDS[name][1]]
)
def test_what_state_a_command_leaves(name, state, monkeypatch):
    session = session_in(state, monkeypatch)
    session.apply(COMMANDS[name][0])
    assert session.state is AFTER[name].get(state, PAUSED)


def test_the_hash_sees_a_change(monkeypatch):
    hashes = {state_hash(session_in(state, monkeypatch)) for state in State}
    session = Session(XOR)
    for command in (Step("phase"), Edit("eta", 0.1), Edit("m", 1), Show(ViewSpec(sample=3)), Reset()):
        hashes.add(state_hash(session))
        session.apply(command)
    session.trainer.net.theta[0] += 1e-9
    hashes.add(state_hash(session))
    assert len(hashes) == len(State) + 6


# Stepping


def test_a_new_session_is_xor_at_its_first_frame():
    session = Session()
    assert session.state is PAUSED
    assert session.experiment == default_experiment("xor")
    assert session.frame().place == 0
    assert session.trainer.step == 0


def test_phases_steps_and_epochs():
    session = Session(replace(XOR, m=1))
    cursors = []
    for unit in ("phase", "phase", "step", "step", "epoch", "epoch", "phase"):
        session.apply(Step(unit))
        session.finish()
        c = session.trainer.cursor
        cursors.append((c.step, c.epoch, c.phase))
    assert cursors == [
        (0, 0, Phase.FORWARD),
        (0, 0, Phase.FORWARD),
        (1, 0, Phase.UPDATE),
        (2, 0, Phase.UPDATE),
        (4, 1, Phase.UPDATE),
        (8, 2, Phase.UPDATE),
        (8, 2, Phase.INPUT),
    ]


def test_a_step_has_as_many_frames_as_phases():
    session = Session(OTHER)
    places = []
    for _ in range(phase_count(3)):
        places.append(session.frame().place)
        session.apply(Step("phase"))
    assert places == list(range(9))
    assert session.frame().place == 0


@pytest.mark.parametrize("ending", [Pause(), Cancel()])
def test_an_epoch_is_work_that_can_be_given_up(ending, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 0.0)
    session = Session(replace(XOR, m=1))
    session.apply(Step("epoch"))
    assert session.state is STEPPING
    assert session.frame().progress == 0.25
    session.tick(1e-9)
    assert session.frame().progress == 0.5
    session.apply(ending)
    assert session.state is PAUSED
    assert session.trainer.cursor.phase is Phase.UPDATE
    assert session.trainer.step == 2
    assert session.frame().progress is None
    session.tick(0.01)
    assert session.trainer.step == 2
    session.apply(Step("epoch"))
    session.finish()
    assert (session.trainer.epoch, session.trainer.step, session.state) == (1, 4, PAUSED)


def test_a_short_epoch_is_done_by_the_command_itself(monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 60.0)
    session = Session(XOR)
    session.apply(Step("epoch"))
    assert session.state is PAUSED
    assert session.trainer.epoch == 1


def test_training_many_steps_at_once():
    session, heard = Session(XOR), []
    session.train(25, heard.append)
    assert (session.trainer.step, session.state) == (25, PAUSED)
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0.0, 1.0)
    session.train(0)
    assert session.trainer.step == 25
    session.apply(Run())
    with pytest.raises(NotAllowedError) as caught:
        session.train(1)
    assert_is_a_sentence(caught.value)


def test_halting_drops_the_work_and_the_step_under_way():
    session = Session(XOR)
    session.apply(Run(500.0, "phase"))
    while session.trainer.phase is not Phase.COST:
        session.tick(0.002)
    session.halt()
    assert session.state is PAUSED
    assert session.trainer.phase is Phase.INPUT


# Running


def test_running_and_pausing():
    session = Session(XOR)
    session.apply(Run())
    assert session.frame().live
    for _ in range(3):
        step = session.trainer.step
        assert session.tick(0.002) == 0.0
        assert session.trainer.step > step
    session.apply(Pause())
    assert session.state is PAUSED
    assert not session.frame().live
    assert session.trainer.phase is Phase.UPDATE
    step = session.trainer.step
    session.finish()
    assert session.trainer.step == step
    assert session.tick(0.002) is None


def test_running_is_the_same_as_stepping():
    running, stepping = Session(XOR), Session(XOR)
    running.apply(Step("phase"))
    running.apply(Run())
    running.tick(0.005)
    running.apply(Pause())
    stepping.train(running.trainer.step)
    assert running.trainer.net.theta.tobytes() == stepping.trainer.net.theta.tobytes()
    assert running.trainer.cursor == stepping.trainer.cursor


@pytest.mark.parametrize(("unit", "phases"), [("phase", 1), ("step", 7)])
def test_running_at_a_rate(unit, phases, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(jobs, "perf_counter", lambda: now[0])
    session = Session(XOR)
    session.apply(Run(4.0, unit))
    assert session.frame().live is (unit == "step")
    for _ in range(100):
        assert 0.0 <= session.tick(0.008) <= 0.25
        now[0] += 0.02
    done = 7 * session.trainer.step + session.trainer.cursor.position(2) % 6 * (unit == "phase")
    assert abs(done - 8 * phases) <= 7
    assert session.state is RUNNING
    session.apply(Run(8.0, unit))
    session.apply(Pause())
    assert session.state is PAUSED


def test_divergence_is_a_state_with_a_sentence():
    session = Session(replace(XOR, activations=("identity", "identity"), eta=1e300))
    session.apply(Run())
    session.finish()
    assert session.state is DIVERGED
    frame = session.frame()
    assert frame.state == "diverged"
    assert f"in step {session.trainer.divergence.step + 1}:" in frame.message
    assert_is_a_sentence(frame.message)
    session.apply(Load(XOR))
    assert session.state is PAUSED
    assert session.frame().message is None
    session.apply(Step("step"))
    assert session.state is PAUSED


def test_the_version_grows_only_with_something_new_to_show():
    session = Session(XOR)
    session.finish()
    version = session.version
    session.tick(0.01)
    session.frame()
    assert session.version == version
    session.apply(Run())
    for _ in range(5):
        version = session.version
        session.tick(0.002)
        assert session.version > version
