"""The landscape where numbers run away, where there are very many, and where there are only two."""

from dataclasses import replace

import pytest
from landscape_views import found, opened, settled

from core.commands import Edit, Step
from core.experiment import default_experiment
from core.selection import Pick

LINE = replace(default_experiment("line"), n=(1, 1), activations=("identity",))


@pytest.mark.parametrize("kind", ["parameters", "path", "random", "gradient"])
def test_training_that_diverges_is_watched_to_its_end(open_window, kind):
    driver = open_window(replace(LINE, eta=3.0, m=100))
    panel = opened(driver)
    if kind != "parameters":
        driver.step("step")
        driver.choose(panel.head.kind, kind)
    driver.run_at_full_speed_until_stopped()
    for look in ("map", "surface"):
        driver.click(getattr(panel.bar, look))
        assert panel.isVisible()
        assert not panel.view.grab().isNull(), look
    driver.window.actions["recover"].trigger()
    driver.wait_for_state("paused")
    for look in ("surface", "map"):
        driver.click(getattr(panel.bar, look))
        panel.view.grab()


def test_a_weight_as_large_as_can_be_typed_is_shown(driver):
    panel = opened(driver)
    for value in (1e12, -1e12):
        driver.window.engine.send(Edit("parameter", value, at=Pick(2, 0, 0)))
        driver.wait_for(lambda f, v=value: f.w[2][0, 0] == v)
        driver.until(lambda: panel.map.shown is found(driver) and found(driver) is not None)
        panel.map.grab()
        driver.click(panel.bar.surface)
        panel.surface.grab()
        driver.click(panel.bar.map)


def test_single_steps_draw_the_way_point_by_point(open_window):
    driver = open_window(LINE)
    opened(driver)
    for k in range(1, 6):
        driver.step("step")
        way = settled(driver).way
        assert way.steps.tolist() == list(range(k + 1))
    driver.window.engine.send(Step("phase"))
    driver.wait_for(lambda f: f.cursor.phase.name == "INPUT")
    assert settled(driver, lambda k: k.way.delta is None).way.steps.tolist() == list(range(6))


def test_a_wide_network_has_a_landscape_while_it_trains(open_window):
    driver = open_window(replace(default_experiment("digits"), n=(64, 120, 10), activations=("tanh",) * 2))
    panel = opened_soon(driver)
    driver.run_at_full_speed()
    driver.until(lambda: panel.map.shown is not None and panel.map.shown.way.step > 0)
    driver.pause()


def opened_soon(driver):
    """The panel in front, whose landscape may take a while."""
    dock = driver.window.docks["landscape"]
    dock.show()
    dock.raise_()
    driver.wait_for(lambda frame: "landscape" in frame.view.panels)
    return driver.window.landscape
