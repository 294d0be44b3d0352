"""When numbers are no longer finite a banner says where that began, and leads out of it."""

import numpy as np
import pytest
from driving import Key, Modifier
from legibility import cut
from time_bar import bar, click, there

from core.experiment import Experiment
from core.selection import Pick
from gui.theme import DARK, LIGHT
from gui.timeline.banner import LOW

pytestmark = pytest.mark.promise(number="R3")

RELU = Experiment("circle", (2, 4, 1), ("relu", "identity"), eta=1e6, m=10)
CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def lost(open_window):
    """Training that has diverged."""
    driver = open_window(RELU, size=(1280, 800))
    driver.run_at_full_speed_until_stopped()
    driver.until(driver.window.banner.isVisible)
    return driver


def words(driver):
    banner = driver.window.banner
    return f"{banner.title.text()} {banner.sentence.text()}"


def test_there_is_none_while_all_is_well(driver):
    driver.step("step")
    assert driver.window.banner.isHidden()
    for name in ("recover", "recover_slower"):
        assert not driver.window.actions[name].isEnabled()


def test_it_names_step_layer_and_quantity_over_the_network(lost):
    banner, window = lost.window.banner, lost.window
    assert words(lost) == lost.frame.message
    assert banner.title.text().startswith("Training stopped in step ")
    assert " of layer " in banner.title.text()
    assert banner.width() == window.network.width()
    assert banner.geometry().bottom() < window.canvas.geometry().top()
    assert not window.network.caption.isVisible(), "nothing is said twice"
    assert banner.accessibleDescription() == lost.frame.message
    assert bar(lost).shown.state == "diverged"


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (960, 540)])
@pytest.mark.parametrize("crowded", [False, True])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_it_can_be_read_in_any_window(open_window, size, crowded, theme):
    driver = open_window(RELU, size=size)
    window, banner = driver.window, driver.window.banner
    window.choose_theme(theme.name)
    if crowded:
        window.canvas.picked.emit(Pick(1, 0, 0))
        driver.until(window.chain_rule.isVisible)
    driver.run_at_full_speed_until_stopped()
    driver.until(banner.isVisible)
    driver.until(lambda: not cut(banner))
    assert window.size().toTuple() == size
    for button in (banner.back, banner.slower):
        assert button.isVisible()
        assert banner.rect().contains(button.geometry())
    assert banner.title.text() in driver.frame.message
    assert banner.sentence.isVisible() or banner.parentWidget().height() < LOW
    driver.until(lambda: window.canvas.height() >= 50)


@pytest.mark.parametrize("how", ["button", "key"])
def test_one_button_leads_back_to_the_last_finite_step(lost, how):
    step = lost.frame.cursor.step
    if how == "button":
        lost.click(lost.window.banner.back)
    else:
        lost.press(Key.Key_Backspace, CONTROL)
    frame = lost.wait_for_state("paused")
    assert np.isfinite(frame.theta).all()
    assert np.isfinite(frame.mean_cost)
    assert frame.cursor.step in (step, step - 1)
    assert frame.experiment.eta == 1e6
    lost.until(lost.window.banner.isHidden)
    assert lost.window.network.caption.isVisible()
    assert lost.sentence == f"Back at step {frame.cursor.step}, the last finite one."


@pytest.mark.parametrize("how", ["button", "key"])
def test_the_other_halves_eta_there(lost, how):
    if how == "button":
        lost.click(lost.window.banner.slower)
    else:
        lost.press(Key.Key_Backspace, CONTROL | SHIFT)
    frame = lost.wait_for_state("paused")
    assert frame.experiment.eta == 5e5
    assert np.isfinite(frame.theta).all()
    lost.until(lambda: lost.window.controls.eta.value() == 5e5)
    lost.until(lambda: lost.window.actions["undo"].text() == "Undo η 1000000 → 500000")
    assert lost.sentence.endswith(", the last finite one, with η = 500000 from here on.")
    assert lost.window.banner.isHidden()


def test_its_buttons_say_what_they_do_and_by_which_keys(lost):
    banner = lost.window.banner
    assert "(Ctrl+Backspace)" in banner.back.toolTip()
    assert "(Ctrl+Shift+Backspace)" in banner.slower.toolTip()
    assert "η = 500000 instead of 1e+06" in banner.slower.toolTip()


def test_a_finite_step_is_also_a_press_away(lost):
    click(lost, 0)
    there(lost, 0)
    assert lost.window.banner.isHidden()
    lost.press(Key.Key_End)
    lost.wait_for_state("diverged")
    lost.until(lost.window.banner.isVisible)


def test_it_takes_an_exercise_s_place_and_gives_it_back(open_window):
    driver = open_window(RELU, size=(1280, 800))
    driver.press(Key.Key_E, CONTROL)
    driver.until(driver.window.network.exercise.isVisible)
    for _ in range(60):
        if driver.frame.state == "diverged":
            break
        driver.press(Key.Key_Right, SHIFT)
        driver.until(lambda: driver.window.engine._step_shown)
    driver.wait_for_state("diverged")
    driver.until(driver.window.banner.isVisible)
    assert not driver.window.network.exercise.isVisible()
    driver.click(driver.window.banner.back)
    driver.until(driver.window.network.exercise.isVisible)
    assert driver.window.banner.isHidden()
