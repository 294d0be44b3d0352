"""Plots in pictures: as fine as can be, and on the screen as they were."""

import numpy as np
import pytest
from export_dialogs import pixels
from PySide6.QtWidgets import QGraphicsView

from gui.exporting.rendering import image_of, pens_of


@pytest.fixture
def trained(driver):
    """A window with a curve."""
    for _ in range(5):
        driver.step("step")
    return driver


def items(window):
    """Everything in the plots of the costs."""
    return [item for view in window.cost.findChildren(QGraphicsView) for item in view.scene().items()]


def state(window):
    """All that a picture might change."""
    found = items(window)
    pens = [(pen.widthF(), pen.color().name()) for item in found for pen in pens_of(item)]
    options = [item.opts.get("antialias") for item in found if hasattr(item, "opts")]
    return pens, options, [item.cacheMode() for item in found]


def test_the_screen_is_as_it_was(trained):
    window = trained.window
    seen, before = pixels(window.cost.grab().toImage()), state(window)
    for scale in (1, 2, 3):
        image_of(window.cost, scale)
    assert state(window) == before
    assert np.array_equal(pixels(window.cost.grab().toImage()), seen)


@pytest.mark.parametrize("scale", [2, 3])
def test_lines_are_as_wide_in_a_larger_picture(trained, scale):
    small, large = (pixels(image_of(trained.window.cost, k)) for k in (1, scale))
    height, width = small.shape[:2]
    averaged = large.reshape(height, scale, width, scale, 3).mean(axis=(1, 3))
    curve = np.abs(small - small[-1, -1]).max(axis=2) > 60
    drawn = np.abs(averaged - averaged[-1, -1]).max(axis=2) > 60
    assert 0.8 < np.count_nonzero(drawn) / np.count_nonzero(curve) < 1.25
