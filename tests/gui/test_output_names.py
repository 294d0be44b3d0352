"""The output panel with names as files have them: long ones are cut short and push nothing out of sight."""

from dataclasses import replace

import numpy as np
import pytest
from output_views import fresh_map

from core.datasets import load
from core.datasets.given import FILE, Given
from core.experiment import suitable_experiment

LONG = "the width of the longest leaf in the whole plot, in millimetres"


def brought(inputs, outputs):
    """An experiment on planar points with these names, or on the first of two inputs."""
    circle = load("circle")
    y = np.eye(len(outputs))[:, np.arange(250) % len(outputs)]
    task = "classification" if len(outputs) > 1 else "regression"
    y = y if len(outputs) > 1 else circle.x[1:] * 3
    given = Given("file.csv", "250 rows.", "A file.", task, inputs, outputs, circle.x[: len(inputs)], y)
    return replace(suitable_experiment(given, FILE), scaling="none")


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_long_names_have_room_and_leave_some(open_window, size):
    short = open_window(brought(("u", "v"), ("p", "q", "r")), size=size)
    fresh_map(short)
    long = open_window(brought((LONG, LONG), (LONG, "q", "r")), size=size)
    fresh_map(long)
    panel, plane = long.window.output, long.window.output.plane
    usual = short.window.output
    assert usual.readout.startswith("a² over u, v")
    assert panel.readout.startswith("a² over the inputs")
    assert panel.which.width() == usual.which.width() < panel.width() / 2
    assert panel.which.view().minimumWidth() > panel.which.width()
    assert plane.area.box.top() > usual.plane.area.box.top()
    assert plane.area.box.bottom() <= plane.height() - 15
    # The name of x₂ stands above the box, which has no other picture there.
    above = plane.grab().toImage()
    ground = above.pixel(plane.width() - 3, 2)
    row = [above.pixel(x, y) != ground for y in range(2, 14) for x in range(60, 140)]
    assert sum(row) > 100


def test_a_curve_has_room_for_long_names(open_window):
    driver = open_window(brought((LONG,), (LONG,)))
    fresh_map(driver)
    curve = driver.window.output.curve
    assert curve.isVisible()
    assert 15 <= curve.area.box.top() <= 24
    assert curve.area.box.bottom() <= curve.height() - 15
    assert driver.window.output.readout.startswith("a² over the inputs")
