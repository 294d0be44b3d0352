"""The panel of a hidden space in a cube: dragged and turned, and which keys are its own."""

from dataclasses import replace

from driving import Button, Key, Modifier
from hidden_views import (
    CIRCLE,
    THREE,
    alone,
    drag,
    finely,
    opened,
)
from output_views import click
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from gui.space.orbit import STEP


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


def test_modified_keys_do_not_turn(open_window):
    driver = open_window(THREE)
    panel = opened(driver)
    panel.picture.setFocus()
    camera = panel.picture.orbit.camera
    QTest.keyClick(panel.picture, Key.Key_Up, Modifier.ControlModifier)
    assert panel.picture.orbit.camera == camera
