"""The keys of the landscape: which of them are its own, and how one leaves it."""

import pytest
from driving import Key
from landscape_views import opened

from core.selection import Pick


@pytest.mark.parametrize("look", ["map", "surface"])
def test_escape_leads_back_to_the_network_and_leaves_the_selection_alone(driver, look):
    driver.window.viewer.select(Pick(1, 0, 1))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 1))
    panel = opened(driver)
    driver.click(getattr(panel.bar, look))
    panel.view.setFocus()
    driver.until(panel.view.hasFocus)
    driver.press(Key.Key_Escape)
    driver.until(driver.window.canvas.hasFocus)
    assert driver.window.view.pick == Pick(1, 0, 1)
    driver.press(Key.Key_Escape)
    driver.wait_for(lambda frame: frame.pick is None)
