"""One view for all panels: the selection and the sample are shared, and what is gone is never asked for."""

from dataclasses import replace
from operator import attrgetter

import pytest
from driving import Button, Key, Modifier
from noting import noted
from PySide6.QtCore import QPoint

from core.commands import Load, Show
from core.experiment import default_experiment
from core.selection import Node, Pick
from core.session import Session
from gui.shell.viewer import Viewer


@pytest.fixture
def asked(driver):
    """Every view that is asked for."""
    with noted(driver.window.engine.command, Show, attrgetter("view")) as found:
        yield found


def select(driver, selection):
    driver.window.canvas.picked.emit(selection)
    return driver.wait_for(lambda frame: frame.pick == selection)


def test_what_the_canvas_picks_is_selected_everywhere(driver, asked):
    frame = select(driver, Pick(1, 2, 0))
    assert asked[-1].pick == frame.pick == driver.window.view.pick == Pick(1, 2, 0)
    select(driver, Node(1, 2))
    driver.window.gradients.picked.emit(Pick(2, 0, 1))
    driver.wait_for(lambda frame: frame.pick == Pick(2, 0, 1))


@pytest.mark.parametrize("running", [False, True])
def test_escape_clears_the_selection(driver, running):
    assert not driver.window.actions["deselect"].isEnabled()
    select(driver, Pick(2, 0))
    if running:
        driver.run_at_full_speed()
    driver.until(driver.window.actions["deselect"].isEnabled)
    driver.press(Key.Key_Escape)
    driver.wait_for(lambda frame: frame.pick is None)
    driver.until(lambda: not driver.window.actions["deselect"].isEnabled())
    if running:
        driver.pause()


def test_escape_is_heard_in_a_field_too(driver):
    select(driver, Node(0, 1))
    driver.window.controls.eta.setFocus()
    driver.press(Key.Key_Escape)
    driver.wait_for(lambda frame: frame.pick is None)


@pytest.mark.parametrize("panel", ["samples", "output"])
def test_a_sample_chosen_in_a_panel_is_shown(driver, panel):
    getattr(driver.window, panel).sample_chosen.emit(2)
    frame = driver.wait_for(lambda frame: frame.sample == 2)
    assert not frame.follows_batch
    getattr(driver.window, panel).sample_chosen.emit(None)
    driver.wait_for(lambda frame: frame.follows_batch)


def test_other_data_drop_sample_and_selection_for_good(driver, asked):
    driver.load("digits")
    select(driver, Pick(3, 9, 15))
    driver.window.samples.sample_chosen.emit(1500)
    driver.wait_for(lambda frame: frame.sample == 1500)
    driver.load("xor")
    driver.wait_for(lambda frame: frame.view == driver.window.view)
    assert (driver.window.view.sample, driver.window.view.pick) == (None, None)
    del asked[:]
    driver.window.docks["cost"].toggleViewAction().trigger()
    driver.until(lambda: asked)
    driver.press(Key.Key_G, Modifier.ControlModifier)
    driver.wait_for(lambda frame: frame.view.edges == "dC_dw")
    assert all((view.sample, view.pick) == (None, None) for view in asked)
    assert driver.sentence == ""


def test_what_is_asked_for_during_a_load_is_kept(driver):
    """The frame of the load comes before the wish was heard."""
    window = driver.window
    window.samples.sample_chosen.emit(1)
    window.load(default_experiment("circle"))
    window.viewer.change(edges="dC_dw")
    driver.wait_for(lambda frame: frame.experiment.dataset == "circle" and frame.view.edges == "dC_dw")
    driver.until(lambda: window.view == driver.frame.view)
    window.viewer.change(sample=7)
    frame = driver.wait_for(lambda frame: frame.sample == 7)
    assert frame.view.edges == "dC_dw"


def test_a_wish_that_is_refused_is_given_up(driver):
    driver.window.samples.sample_chosen.emit(99)
    driver.until(lambda: "The sample shown must be from 0 to 3" in driver.sentence)
    assert driver.window.view == driver.frame.view
    driver.window.docks["cost"].toggleViewAction().trigger()
    driver.wait_for(lambda frame: "cost" not in frame.view.panels)
    assert driver.frame.follows_batch


def test_a_wish_that_was_dropped_on_the_way_is_not_waited_for():
    """On the way to a moment with fewer samples another one was chosen: those frames have the view before."""
    frame, viewer, asked = Session().frame(), Viewer(), []
    viewer.asked.connect(asked.append)
    viewer.follow(frame)
    viewer.show_sample(2)
    [show] = asked
    on_the_way = replace(frame, state="seeking")
    for _ in range(2):
        viewer.follow(on_the_way)
        viewer.on_heard(show)
        assert viewer.spec.sample == 2
    viewer.follow(replace(frame))
    assert viewer.spec == frame.view
    viewer.select(Pick(1, 0, 1))
    assert asked[-1].view == replace(frame.view, pick=Pick(1, 0, 1))


def test_what_a_frame_from_before_the_wish_has_is_no_answer():
    frame, viewer, asked = Session().frame(), Viewer(), []
    viewer.asked.connect(asked.append)
    viewer.follow(frame)
    viewer.show_sample(2)
    viewer.show_sample(3)
    viewer.follow(replace(frame))
    viewer.on_heard(asked[0])
    assert viewer.spec.sample == 3


def test_a_load_that_is_refused_changes_nothing(driver):
    select(driver, Pick(1, 0, 1))
    driver.window.engine.send(Load(replace(default_experiment(), m=0)))
    driver.until(lambda: driver.sentence)
    assert driver.window.view.pick == Pick(1, 0, 1)


def test_a_click_on_the_ground_selects_nothing(driver):
    select(driver, Node(1, 1))
    canvas = driver.window.canvas
    driver.qtbot.mouseClick(canvas, Button.LeftButton, pos=QPoint(4, canvas.height() - 4))
    driver.wait_for(lambda frame: frame.pick is None)
