"""Examples that teach say what to look at, and bring forward where it is to be seen."""

import pytest
from driving import Button, Key, Modifier
from PySide6.QtTest import QTest

from core.presets import preset, presets
from gui.shell.guide import WIDTH
from gui.writing.numbers import regrouped

TEACHING = [each for each in presets() if each.look]


def begin(driver, name):
    """Choose an example from the menu and wait until it is there."""
    menu = driver.window.menus.presets
    next(action for action in menu.actions() if action.data() == name).trigger()
    driver.wait_for(lambda frame: frame.experiment.dataset == preset(name).experiment.dataset)
    driver.wait_for(lambda frame: frame.experiment.n == preset(name).experiment.n)


def press(button):
    QTest.mouseClick(button, Button.LeftButton)


@pytest.fixture
def strip(driver):
    """The strip of the window."""
    return driver.window.guiding.strip


def test_six_examples_teach_what_networks_suffer_from():
    names = {each.name for each in TEACHING}
    assert names >= {"vanishing", "symmetric", "too-fast", "overfitting", "dead", "autoencoder"}
    for each in TEACHING:
        assert 2 <= len(each.look) <= 3
        assert all(text.endswith(".") and text == text.strip() for text in each.look)
        assert each.panels


@pytest.mark.parametrize("name", [each.name for each in TEACHING])
def test_an_example_says_what_to_look_at_where_it_is_seen(driver, strip, name):
    chosen = preset(name)
    assert not strip.isVisible()
    begin(driver, name)
    driver.until(strip.isVisible)
    assert chosen.title in strip.title.text()
    assert strip.sentence.text() == regrouped(chosen.look[0])
    driver.until(lambda: driver.window.view.panels >= set(chosen.panels))
    driver.wait_for(lambda frame: frame.view.maps == chosen.maps and frame.pick == chosen.pick)


def test_its_sentences_are_turned_over_one_by_one(driver, strip):
    begin(driver, "vanishing")
    driver.until(strip.isVisible)
    look = preset("vanishing").look
    assert not strip.back.isEnabled()
    for k, text in enumerate(look):
        assert strip.sentence.text() == regrouped(text)
        assert strip.count.text() == f"{k + 1} of {len(look)}"
        if k + 1 < len(look):
            press(strip.next)
    assert not strip.next.isEnabled()
    press(strip.back)
    assert strip.sentence.text() == regrouped(look[-2])


@pytest.mark.parametrize("width", [1280, 1920])
def test_its_sentences_are_seen_whole(open_window, width):
    driver = open_window(size=(width, 1000))
    strip = driver.window.guiding.strip
    begin(driver, "vanishing")
    driver.until(strip.isVisible)
    sentence = strip.sentence
    for _ in preset("vanishing").look:
        driver.until(lambda: sentence.height() >= sentence.heightForWidth(sentence.width()))
        assert sentence.width() > WIDTH / 2
        press(strip.next)


def test_several_rows_of_health_are_in_sight_where_they_are_presented(open_window):
    driver = open_window(size=(1280, 800))
    begin(driver, "vanishing")
    driver.step("step")
    panel = driver.window.docks["health"].widget()
    driver.until(lambda: len(panel.rows) == 6)
    row = panel.rows[0].plot.sceneBoundingRect
    driver.until(lambda: row().height() > 1 and panel._scroll.viewport().height() >= 3 * row().height())
    assert driver.window.docks["output"].widget().height() > 100


def test_it_stays_while_its_settings_change_and_goes_with_its_network(driver, strip):
    begin(driver, "vanishing")
    driver.until(strip.isVisible)
    driver.step()
    driver.type(driver.window.controls.eta, "0.25")
    driver.press(Key.Key_Return)
    driver.wait_for(lambda frame: frame.experiment.eta == 0.25)
    assert strip.isVisible()
    driver.window.actions["add_layer"].trigger()
    driver.until(lambda: not strip.isVisible())
    driver.press(Key.Key_Z, Modifier.ControlModifier)
    driver.until(strip.isVisible)


def test_who_has_closed_it_sees_it_again_from_the_menu_only(driver, strip):
    begin(driver, "dead")
    driver.until(strip.isVisible)
    press(strip.close_button)
    assert not strip.isVisible()
    driver.step()
    assert not strip.isVisible()
    begin(driver, "dead")
    driver.until(strip.isVisible)


def test_a_network_of_the_same_shape_is_not_an_example(driver, strip):
    driver.window.load(preset("dead").experiment)
    driver.wait_for(lambda frame: frame.experiment == preset("dead").experiment)
    assert not strip.isVisible()


def test_a_saved_example_says_it_again(driver, strip, tmp_path):
    begin(driver, "overfitting")
    driver.until(strip.isVisible)
    window, file = driver.window, tmp_path / "example.nablascope"
    window.sessions.on_save_chosen(str(file))
    driver.until(lambda: file.exists() and not window.sessions.busy)
    window.guiding.begun = frozenset()
    begin(driver, "circle")
    driver.until(lambda: not strip.isVisible())
    window.sessions.open_file(file)
    driver.until(strip.isVisible)
    assert preset("overfitting").title in strip.title.text()


@pytest.mark.parametrize("names", [None, 3, "dead", {"dead": 1}, ["nobody", 3, None, ["dead"]]])
def test_nonsense_in_a_file_is_passed_over(driver, strip, names):
    driver.window.guiding.bring_back(names)
    assert driver.window.guiding.begun == frozenset()
    assert not strip.isVisible()
