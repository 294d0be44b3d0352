"""The panel of a hidden space in a plane, looked at, pointed at and clicked."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Key
from hidden_views import (
    CIRCLE,
    FEW,
    alone,
    finely,
    hidden_by_hand,
    opened,
    pixel,
)
from output_views import click, move
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor

from core.pictures.hidden import hidden_space
from gui.theme import LIGHT
from gui.writing.numbers import grouped, significant


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
    driver.in_theme(theme)
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
    sample, at = alone(panel.picture, least=12.0)
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
