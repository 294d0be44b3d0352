"""The panel of a hidden space, looked at, pointed at, clicked, dragged and turned."""

from dataclasses import replace

import numpy as np
import pytest
from by_hand import Pass
from driving import Button, Key, Modifier
from output_views import click, move
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from core.experiment import default_experiment
from core.pictures.hidden import hidden_space
from gui.space.orbit import STEP
from gui.theme import LIGHT
from gui.writing.numbers import grouped, significant

CIRCLE = default_experiment("circle")  # 2-4-2-1
FEW = replace(CIRCLE, n=(2, 2, 1), activations=("tanh", "sigmoid"), samples=30)  # its dots lie apart
THREE = replace(CIRCLE, n=(2, 3, 1), activations=("tanh", "sigmoid"))


def opened(driver):
    """The panel, in front of its tab, with a picture of the present step."""
    dock = driver.window.docks["hidden"]
    dock.show()
    dock.raise_()
    driver.wait_for(lambda frame: "hidden" in frame.view.panels)
    panel = driver.window.hidden
    driver.until(lambda: fresh(driver))
    return panel


def fresh(driver):
    """Whether the panel shows the present step as finely as it gets."""
    frame, space = driver.window.engine.frame, driver.window.hidden.picture.space
    return space is not None and space is hidden_space(frame) and space.step == frame.cursor.step


def finely(driver):
    """Wait for the picture at rest, which no other follows."""
    driver.until(lambda: fresh(driver) and driver.window.hidden.picture.space.grid.shape[1] > 100)
    return driver.window.engine.frame


def hidden_by_hand(frame, x, layer):
    zeros = np.zeros(len(frame.dataset.outputs))
    return Pass(frame.w, frame.b, frame.experiment.activations, np.array(x), zeros).a[layer]


def pixel(picture, a):
    at, _ = picture.place.pixels(np.array([a]))
    return QPointF(*at[0].tolist())


def alone(picture, least=14.0):
    """A sample whose dot has no other near, and that is not the one shown."""
    at, _ = picture.place.pixels(picture.space.a)
    apart = np.hypot(*(at[:, None] - at[None]).T) + np.eye(len(at)) * 1e3
    box = picture.place.box
    inside = [box.contains(QPointF(*k)) for k in at.tolist()]
    found = np.flatnonzero((apart.min(axis=0) > least) & inside)
    found = found[found != picture.frame.sample]
    return int(picture.space.samples[found[0]]), QPointF(*at[found[0]].tolist())


def release(picture, at):
    QTest.mouseRelease(picture, Button.LeftButton, pos=at.toPoint())


def drag(picture, start, by):
    QTest.mousePress(picture, Button.LeftButton, pos=start)
    QTest.mouseMove(picture, start + by / 2)
    QTest.mouseMove(picture, start + by)
    QTest.mouseRelease(picture, Button.LeftButton, pos=start + by)


# A plane


def test_samples_are_drawn_where_the_network_takes_them(open_window):
    driver = open_window(FEW, size=(1500, 1000))
    driver.step("epoch")
    panel = opened(driver)
    frame = finely(driver)
    picture = panel.picture
    grabbed = picture.grab().toImage()
    for k in (3, 20, 29):
        a = hidden_by_hand(frame, frame.dataset.x[:, k], 1)
        where = np.searchsorted(picture.space.samples, k)
        np.testing.assert_allclose(picture.space.a[where], a, atol=1e-5)
    sample, at = alone(picture)
    y = frame.dataset.y[0, sample]
    colour, other = (picture.targets.colour(int(np.argmax(frame.dataset.y[0] == k))) for k in (y, 1 - y))
    shown = grabbed.pixelColor(at.toPoint())

    def away(one):
        return sum(abs(getattr(one, k)() - getattr(shown, k)()) for k in ("red", "green", "blue"))

    assert away(colour) < 40 < away(other)


def test_words_tell_what_is_shown(open_window):
    driver = open_window(CIRCLE)
    driver.step("epoch")
    panel = opened(driver)
    assert panel.readout == "layer 2: where the plane of x₁, x₂ goes, step 25"
    assert panel.picture.accessibleDescription() == panel.readout


def test_pointing_at_a_sample_reads_it_and_a_click_shows_it(open_window):
    driver = open_window(FEW, size=(1500, 1000))
    driver.step("epoch")
    panel = opened(driver)
    frame = finely(driver)
    sample, at = alone(panel.picture)
    move(panel.picture, at)
    a = hidden_by_hand(frame, frame.dataset.x[:, sample], 1)
    words = ", ".join(significant(float(np.float32(v)), 3) for v in a)
    driver.until(lambda: panel.readout.startswith(f"sample {grouped(sample + 1)}, y = "))
    assert panel.readout.endswith(f"a¹ = ({words})")
    click(driver, panel.picture, at)
    driver.wait_for(lambda frame: frame.sample == sample)
    assert not driver.frame.follows_batch


def test_pointing_beside_samples_reads_the_ground(open_window):
    driver = open_window(CIRCLE, size=(1500, 1000))
    panel = opened(driver)
    frame = finely(driver)
    driver.click(panel.bar.switches["samples"])
    picture = panel.picture
    at = pixel(picture, (0.5, -0.5))
    move(picture, at)
    driver.until(lambda: panel.readout.startswith("a² = ("))
    a = picture.place.area.values(QPointF(at.toPoint()))
    z = frame.w[3] @ np.array(a) + frame.b[3][:, 0]
    assert panel.readout.split(": a³ = ")[0] == f"a² = ({', '.join(significant(v, 3) for v in a)})"
    assert float(panel.readout.split(" = ")[-1]) == pytest.approx(1 / (1 + np.exp(-z[0])), abs=0.02)
    move(driver.window.canvas, QPoint(20, 20))
    driver.until(lambda: panel.readout.startswith("layer 2"))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_each_switch_takes_something_away(open_window, theme):
    driver = open_window(CIRCLE)
    driver.window.choose_theme(theme)
    driver.step("epoch")
    panel = opened(driver)
    finely(driver)
    before = panel.picture.grab().toImage()
    for button in panel.bar.switches.values():
        driver.click(button)
        after = panel.picture.grab().toImage()
        assert after != before
        driver.click(button)
        assert panel.picture.grab().toImage() == before
    if theme == "light":
        assert before.pixelColor(1, 1) == QColor(LIGHT.surface)


def test_the_line_where_the_next_node_decides_is_drawn(open_window):
    driver = open_window(CIRCLE, size=(1500, 1000))
    for _ in range(6):
        driver.step("epoch")
    panel = opened(driver)
    frame = finely(driver)
    for name in ("grid", "samples"):
        driver.click(panel.bar.switches[name])
    (decision,) = panel.picture._drawing.decisions
    ends = decision.within(panel.picture.space.ends)
    np.testing.assert_allclose(frame.w[3] @ ends.T + frame.b[3], 0, atol=1e-9)
    at = pixel(panel.picture, 0.3 * ends[0] + 0.7 * ends[1]).toPoint()
    shown = panel.picture.grab().toImage().pixelColor(at)
    assert abs(shown.hueF() - QColor(panel.picture.theme.good).hueF()) < 0.05


def test_a_layer_is_chosen_and_those_that_cannot_be_are_grey(open_window):
    driver = open_window(replace(CIRCLE, n=(2, 2, 4, 3, 1), activations=("tanh", "tanh", "tanh", "sigmoid")))
    panel = opened(driver)
    choice = panel.bar.layer
    assert choice.value() == 3
    assert [choice.model().item(k).isEnabled() for k in range(4)] == [True, False, True, False]
    assert "4 nodes" in choice.model().item(1).toolTip()
    assert not panel.bar.switches["lines"].isHidden()
    driver.choose(choice, 1)
    driver.wait_for(lambda frame: frame.view.hidden == 1)
    driver.until(lambda: panel.picture.space.layer == 1)
    assert panel.readout.startswith("layer 1")
    assert not panel.bar.switches["lines"].isEnabled()
    assert "4 nodes" in panel.bar.switches["lines"].toolTip()


def test_it_is_renewed_while_training_runs(open_window):
    driver = open_window(CIRCLE)
    panel, seen = opened(driver), set()
    driver.run_at_full_speed()

    def several():
        seen.add(panel.picture.space.step)
        return len(seen) > 8

    driver.until(several)
    driver.pause()
    frame = finely(driver)
    assert panel.readout.endswith(f"step {grouped(frame.cursor.step)}")


def test_an_older_one_is_faded_and_says_so(open_window):
    driver = open_window(CIRCLE)
    driver.step("epoch")
    panel = opened(driver)
    frame = finely(driver)
    before = panel.picture.grab().toImage()
    older = replace(hidden_space(frame), step=3)
    panel.show_frame(replace(frame, pictures={**frame.pictures, "hidden": older}))
    assert panel.readout.endswith("step 3, not renewed yet")
    assert panel.picture.grab().toImage() != before
    panel.show_frame(frame)
    assert panel.picture.grab().toImage() == before


def test_a_sample_that_is_chosen_elsewhere_is_marked_at_once(open_window):
    driver = open_window(FEW, size=(1500, 1000))
    panel = opened(driver)
    finely(driver)
    sample, at = alone(panel.picture, least=20.0)
    before = panel.picture.grab().toImage()
    sheet = panel.picture._sheet
    driver.window.viewer.show_sample(sample)
    driver.wait_for(lambda frame: frame.sample == sample)
    after = panel.picture.grab().toImage()
    ring = (at + QPointF(panel.picture._drawing.radius + 3.5, 0)).toPoint()
    assert after.pixelColor(ring) != before.pixelColor(ring)
    assert panel.picture._sheet is sheet


def test_a_slider_leads_to_the_plane_of_the_inputs_and_back(open_window):
    driver = open_window(FEW, size=(1500, 1000))
    driver.step("epoch")
    panel = opened(driver)
    frame = finely(driver)
    picture, slider = panel.picture, panel.way.slider
    before, cursor = picture.grab().toImage(), driver.frame.cursor
    slider.setFocus()
    driver.press(Key.Key_Home)
    assert panel.readout == "0 % of the way from the inputs to layer 1"
    assert picture.grab().toImage() != before
    (left, right), (bottom, top) = picture.space.plane.ranges
    x = frame.dataset.x[:2, 7]
    at = pixel(picture, (2 * (x[0] - left) / (right - left) - 1, 2 * (x[1] - bottom) / (top - bottom) - 1))
    assert picture.sample_at(at) == 7
    click(driver, picture, at)
    driver.wait_for(lambda frame: frame.sample == 7)
    slider.setFocus()
    driver.press(Key.Key_End)
    assert panel.readout.startswith("layer 1: where the plane")
    driver.window.viewer.show_sample(frame.sample)
    driver.wait_for(lambda shown: shown.sample == frame.sample)
    assert picture.grab().toImage() == before
    assert driver.frame.cursor == cursor  # keys of the slider lead through no time


def test_the_way_is_left_where_there_is_no_plane(open_window):
    driver = open_window(FEW)
    panel = opened(driver)
    panel.way.slider.setValue(30)
    assert panel.readout.startswith("30 %")
    driver.load("autoencoder")
    driver.until(lambda: panel.picture.space is not None and panel.picture.space.plane is None)
    assert panel.way.isHidden()
    assert panel.way.share == panel.picture.way == 1.0


# A cube


def test_a_drag_and_keys_turn_it_and_home_puts_it_back(open_window):
    driver = open_window(THREE)
    panel = opened(driver)
    finely(driver)
    picture, step = panel.picture, driver.frame.cursor
    home, first = picture.orbit.camera, picture.grab().toImage()
    middle = picture.place.box.center().toPoint()
    drag(picture, middle, QPoint(40, 10))
    assert picture.orbit.camera != home
    assert picture.grab().toImage() != first
    picture.setFocus()
    driver.press(Key.Key_Home)
    assert picture.orbit.camera == home
    assert picture.grab().toImage() == first
    driver.press(Key.Key_Left)
    assert picture.orbit.camera.azimuth == home.azimuth + STEP
    assert driver.frame.cursor == step  # and nothing has gone through time
    driver.qtbot.mouseDClick(picture, Button.LeftButton, pos=middle)
    assert picture.orbit.camera == home


def test_in_a_cube_a_drag_chooses_nothing_and_a_click_does(open_window):
    driver = open_window(replace(THREE, samples=40), size=(1500, 1000))
    driver.step("epoch")
    panel = opened(driver)
    finely(driver)
    chosen = []
    panel.sample_chosen.connect(chosen.append)
    sample, at = alone(panel.picture)
    drag(panel.picture, at.toPoint(), QPoint(30, 0))
    assert chosen == []
    driver.qtbot.mouseDClick(panel.picture, Button.LeftButton, pos=at.toPoint())
    chosen.clear()
    click(driver, panel.picture, at)
    assert chosen == [sample]


def test_in_a_plane_the_keys_still_lead_through_time(open_window):
    driver = open_window(CIRCLE)
    panel = opened(driver)
    panel.picture.setFocus()
    before = driver.frame.cursor
    driver.press(Key.Key_Right)
    driver.wait_for(lambda frame: frame.cursor != before)
    driver.wait_for_state("paused")


def test_escape_leads_back_to_the_network(open_window):
    driver = open_window(THREE)
    panel = opened(driver)
    panel.picture.setFocus()
    driver.press(Key.Key_Escape)
    assert driver.window.canvas.hasFocus()


# Without a plane, without a layer, without numbers


def test_few_samples_without_a_plane_have_their_names(open_window):
    driver = open_window(replace(default_experiment("autoencoder"), n=(8, 3, 8)))
    panel = opened(driver)
    driver.until(lambda: fresh(driver))
    assert panel.picture.space.grid is None
    assert not panel.bar.switches["grid"].isEnabled()
    assert panel.picture._drawing.named
    assert panel.readout.startswith("layer 1: where the samples of 8 inputs go")


def test_without_such_a_layer_one_is_offered(open_window):
    driver = open_window(replace(CIRCLE, n=(2, 4, 1), activations=("relu", "sigmoid")))
    dock = driver.window.docks["hidden"]
    dock.show()
    dock.raise_()
    panel = driver.window.hidden
    driver.until(lambda: panel.hint.isVisible() and panel.offer.isVisible())
    assert "two or three nodes" in panel.hint.text()
    assert not panel.bar.layer.isVisible()
    driver.click(panel.offer)
    frame = driver.wait_for(lambda frame: frame.n == (2, 4, 2, 1))
    assert frame.experiment.activations == ("relu", "relu", "sigmoid")
    driver.until(panel.picture.isVisible)


def test_an_exercise_holds_it_back(open_window):
    driver = open_window(CIRCLE)
    panel = opened(driver)
    driver.window.viewer.set_exercise(True)
    driver.until(panel.hint.isVisible)
    assert panel.hint.text() == "The exercise holds this back until layer 2 is computed."
    assert not panel.offer.isVisible()
    driver.window.viewer.set_exercise(False)
    driver.until(panel.picture.isVisible)


def test_numbers_without_bounds_stop_nothing(open_window):
    experiment = replace(CIRCLE, activations=("identity", "identity", "identity"), eta=1e6)
    driver = open_window(experiment)
    panel = opened(driver)
    driver.run_at_full_speed_until_stopped()
    driver.until(lambda: fresh(driver))
    panel.picture.grab()
    low, high = panel.picture.space.ends
    assert np.isfinite([low, high]).all()


def test_nothing_is_computed_behind_another_tab(open_window):
    driver = open_window(CIRCLE)
    opened(driver)
    driver.window.docks["output"].raise_()
    driver.wait_for(lambda frame: "hidden" not in frame.view.panels)
    driver.step("step")
    assert "hidden" not in driver.frame.pictures


def test_a_small_panel_and_a_tall_one_are_painted(open_window):
    driver = open_window(THREE)
    panel = opened(driver)
    driver.window.docks["hidden"].setFloating(True)
    for size in ((190, 150), (200, 600), (1000, 300)):
        panel.picture.resize(*size)
        box = panel.picture.place.box
        assert box.width() == box.height() >= 20
        panel.picture.grab()
    for width, height in ((w, h) for w in range(310, 420, 5) for h in range(200, 420, 5)):
        panel.picture.resize(width, height)
        assert panel.picture._note_places(3)[0] is not None
    driver.window.docks["hidden"].setFloating(False)


def test_held_out_samples_are_rings(open_window):
    driver = open_window(replace(FEW, held_out=0.4), size=(1500, 1000))
    driver.step("epoch")
    panel = opened(driver)
    frame = finely(driver)
    driver.click(panel.bar.switches["grid"])
    picture = panel.picture
    grabbed = picture.grab().toImage()
    at, _ = picture.place.pixels(picture.space.a)
    apart = np.hypot(*(at[:, None] - at[None]).T) + np.eye(len(at)) * 1e3
    seen = set()
    for k in np.flatnonzero(apart.min(axis=0) > 12).tolist():
        sample = int(picture.space.samples[k])
        if sample == frame.sample or not picture.place.box.adjusted(8, 8, -8, -8).contains(*at[k].tolist()):
            continue
        filled = grabbed.pixelColor(*at[k].round().astype(int).tolist())
        full = picture.targets.colour(sample)
        off = sum(abs(getattr(filled, c)() - getattr(full, c)()) for c in ("red", "green", "blue"))
        assert (off > 60) is bool(frame.held_out[sample])
        seen.add(bool(frame.held_out[sample]))
    assert seen == {True, False}


def test_modified_keys_do_not_turn(open_window):
    driver = open_window(THREE)
    panel = opened(driver)
    panel.picture.setFocus()
    camera = panel.picture.orbit.camera
    QTest.keyClick(panel.picture, Key.Key_Up, Modifier.ControlModifier)
    assert panel.picture.orbit.camera == camera
