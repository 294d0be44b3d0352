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


def test_a_panel_behind_a_tab_is_made_when_it_is_seen(driver):
    window = driver.window
    for name in PARTS:
        panel, dock = getattr(window, name), window.docks[name]
        assert not panel.made, name
        dock.show()
        dock.raise_()
        driver.wait_for(lambda frame, name=name: name in frame.view.panels)
        driver.until(lambda panel=panel: panel.made)
        assert panel.layout().count() > 0, name


def test_whoever_asks_for_a_part_gets_it(driver):
    for name, part in PARTS.items():
        panel = getattr(driver.window, name)
        assert not panel.made, name
        assert getattr(panel, part).window() is driver.window, name
        assert panel.made, name


def test_what_is_no_part_is_told(driver):
    with pytest.raises(AttributeError, match="MatricesPanel has no colours"):
        _ = driver.window.matrices.colours
