"""One phase at a time: every number on the screen against plain numpy, and the phase in words."""

from dataclasses import replace

import numpy as np
import pytest
from by_hand import agree
from driving import STEP_KEYS, Key, Modifier
from phases import ByHand, place
from PySide6.QtGui import QFont, QFontMetricsF

from core.cursor import Phase, phase_count
from core.experiment import Experiment, default_experiment
from gui.network.caption import caption
from gui.shell.transport import Transport
from gui.writing.fonts import ui_font
from gui.writing.numbers import grouped

SMALL_BATCH = replace(default_experiment("iris"), m=40)
DEEP = Experiment("circle", (2, 3, 3, 2, 1), ("tanh", "relu", "identity", "sigmoid"), eta=0.2, m=7, seed=3)
SAID = {
    "Input": ("batch of 4 samples", "a⁰ is the input x"),
    "Forward, ℓ = 1": ("weighted", "bias", "σ"),
    "Forward, ℓ = 2": ("weighted", "bias", "σ"),
    "Cost": ("output", "y", "C"),
    "Backward, ℓ = 2": ("back", "σ", "layer 1"),
    "Backward, ℓ = 1": ("back", "σ"),
    "Update": ("tep 1 is done", "downhill", "η", "mean"),
}


def test_the_first_frame_is_xor_paused_at_input(driver):
    window, frame = driver.window, driver.frame
    assert frame.experiment == default_experiment("xor")
    assert frame.n == (2, 3, 1)
    assert (frame.state, frame.live, frame.cursor.phase, frame.cursor.step) == (
        "paused",
        False,
        Phase.INPUT,
        0,
    )
    assert window.transport.phase.text() == "INPUT  ·  step 0  ·  epoch 0"
    assert window.actions["run"].text() == "Run"
    assert len(frame.record.cost) == 0
    assert np.isnan(frame.C)


@pytest.mark.parametrize(
    "experiment", [default_experiment("xor"), SMALL_BATCH, DEEP], ids=["xor", "iris", "deep"]
)
def test_right_walks_through_every_phase_of_two_steps(open_window, experiment):
    driver, by_hand = open_window(experiment), ByHand(experiment)
    by_hand.check(driver.frame)
    L = len(experiment.n) - 1
    for done in range(1, 2 * phase_count(L) + 1):
        frame = driver.step()
        by_hand.advance()
        assert place(frame) == done
        by_hand.check(frame)
    assert by_hand.trainer.step == 2


def test_what_was_never_computed_is_not_a_number_and_the_rest_is_from_the_step_before(driver):
    first = driver.frame
    for l in (1, 2):
        for value in (first.z[l], first.a[l], first.dC_da[l], first.dC_dw[l]):
            assert np.isnan(value).all()
    update = driver.step("step")
    stale = driver.step()
    assert stale.cursor.phase is Phase.INPUT
    assert not stale.fresh_a(1)
    agree(stale.a[2], update.a[2])
    assert stale.C == update.C


def test_pill_and_caption_name_the_phase(driver):
    expected = [
        ("FORWARD ℓ = 1", "Forward, ℓ = 1", 0),
        ("FORWARD ℓ = 2", "Forward, ℓ = 2", 0),
        ("COST", "Cost", 0),
        ("BACKWARD ℓ = 2", "Backward, ℓ = 2", 0),
        ("BACKWARD ℓ = 1", "Backward, ℓ = 1", 0),
        ("UPDATE", "Update", 1),
        ("INPUT", "Input", 1),
    ]
    for pill, title, step in expected:
        words = caption(driver.step())
        assert driver.window.transport.phase.text() == f"{pill}  ·  step {step}  ·  epoch {step}"
        assert words.title == title
        assert all(word in words.sentence for word in SAID[title]), words.sentence
        assert words.sentence.endswith(".")


@pytest.mark.parametrize("experiment", [default_experiment("xor"), SMALL_BATCH], ids=["xor", "iris"])
def test_the_caption_has_room_for_its_words_in_the_smallest_window(open_window, experiment):
    driver = open_window(experiment, size=(1280, 800))
    for _ in range(phase_count(driver.frame.L)):
        words = caption(driver.step())
        title = QFontMetricsF(ui_font(10.5, QFont.Weight.DemiBold)).horizontalAdvance(words.title)
        sentence = QFontMetricsF(ui_font(9.5)).horizontalAdvance(words.sentence)
        assert 16 + title + 14 + sentence + 16 <= driver.window.network.caption.width(), words.sentence


def test_the_equations_of_the_caption_are_the_phases_own(driver):
    frames = [driver.step() for _ in range(phase_count(2))]
    assert [[(e.name, e.l) for e in caption(frame).equations] for frame in frames] == [
        [("forward-z", 1), ("forward-a", 1), ("activation-sigmoid", None)],
        [("forward-z", 2), ("forward-a", 2), ("activation-sigmoid", None)],
        [("cost", 2), ("cost-gradient", 2)],
        [("backward-z", 2), ("backward-w", 2), ("backward-b", 2), ("backward-a", 2)],
        [("backward-z", 1), ("backward-w", 1), ("backward-b", 1)],
        [("update-w", None), ("update-b", None)],
        [("input", None)],
    ]


def test_shift_right_finishes_the_step_from_wherever_it_is(driver):
    by_hand = ByHand(driver.experiment)
    for phases in range(1, 8):  # from UPDATE, and on from there: 7 of them are a whole step
        step = driver.frame.cursor.step
        for _ in range(phases):
            driver.step()
        frame = driver.step("step")
        assert frame.cursor.phase is Phase.UPDATE
        assert frame.cursor.step == step + (2 if phases == 7 else 1), phases
        while by_hand.trainer.step < frame.cursor.step:
            by_hand.advance()
        by_hand.check(frame)


@pytest.mark.parametrize("phases", [0, 5])
def test_control_right_finishes_the_epoch(open_window, phases):
    driver = open_window(SMALL_BATCH)
    for _ in range(phases):
        driver.step()
    frame = driver.step("epoch")
    assert (frame.cursor.step, frame.cursor.epoch, frame.cursor.phase) == (4, 1, Phase.UPDATE)
    assert frame.m == 30, "the last batch is the short one"
    by_hand = ByHand(SMALL_BATCH)
    while by_hand.trainer.epoch < 1:
        by_hand.advance()
    by_hand.check(frame)
    assert driver.step("epoch").cursor.step == 8


def test_an_epoch_that_takes_long_can_be_paused(open_window):
    driver = open_window(replace(default_experiment("spiral"), samples=100_000, m=1))
    driver.press(Key.Key_Right, Modifier.ControlModifier)
    frame = driver.wait_for_state("stepping")
    assert not any(driver.window.actions[name].isEnabled() for name in STEP_KEYS)
    assert driver.window.actions["run"].text() == "Pause"
    driver.wait_for(lambda later: later.cursor.step > frame.cursor.step)
    assert 0 < driver.frame.progress < 1
    frame = driver.pause()
    assert 0 < frame.cursor.step < 100_000
    assert len(frame.record.cost) == frame.cursor.step


@pytest.mark.parametrize("unit", STEP_KEYS)
def test_the_buttons_step_too(driver, unit):
    driver.click(driver.button(unit))
    frame = driver.wait_for_new(place)
    assert place(frame) == (1 if unit == "phase" else 6)


def test_page_down_of_a_remote_control_steps_too(driver):
    driver.press(Key.Key_PageDown)
    assert place(driver.wait_for_new(place)) == 1


def test_thousands_of_steps_are_written_in_groups(driver):
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 1000)
    frame = driver.pause()
    assert f"step {grouped(frame.cursor.step)}" in driver.window.transport.phase.text()


def test_where_the_phase_has_no_room_it_is_left_out(driver, qtbot, qtlog):
    narrow = Transport(driver.window.actions)
    qtbot.addWidget(narrow)
    narrow.resize(300, 40)
    narrow.show()
    narrow.show_frame(driver.frame)
    assert narrow.phase.maximumWidth() == 0
    assert not [r.message for r in qtlog.records if not r.ignored]
