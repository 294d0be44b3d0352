"""Panels that nobody has looked at yet have no parts; whoever looks or asks finds them all."""

import pytest

PARTS = {
    "matrices": "area",
    "hidden": "picture",
    "landscape": "map",
    "check": "map",
    "runs": "tree",
    "confusion": "matrix",
    "health": "remarks",
}


@pytest.mark.parametrize("name", PARTS)
def test_a_panel_behind_a_tab_is_made_when_it_is_seen(driver, name):
    window = driver.window
    panel, dock = getattr(window, name), window.docks[name]
    driver.wait_for(lambda frame: frame.cursor.step == 0)
    assert not panel.made
    dock.show()
    dock.raise_()
    driver.wait_for(lambda frame: name in frame.view.panels)
    driver.until(lambda: panel.made)
    assert panel.layout().count() > 0


@pytest.mark.parametrize("name", PARTS)
def test_whoever_asks_for_a_part_gets_it(driver, name):
    panel = getattr(driver.window, name)
    assert getattr(panel, PARTS[name]).window() is driver.window
    assert panel.made


def test_what_is_no_part_is_told(driver):
    with pytest.raises(AttributeError, match="MatricesPanel has no colours"):
        _ = driver.window.matrices.colours
