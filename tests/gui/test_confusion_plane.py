"""The samples of a cell of the confusion matrix have rings on the plane."""

from dataclasses import replace

import numpy as np
import pytest
from confusions import click, opened, samples, trained
from driving import Key, Modifier
from PySide6.QtGui import QColor

from core.experiment import default_experiment
from gui.theme import DARK

MOONS = replace(default_experiment("moons"), noise=0.25)


@pytest.fixture
def moons(open_window):
    """Two moons that run into each other, trained a little."""
    driver = open_window(trained(MOONS, 0.8), size=(1920, 1080))
    opened(driver)
    driver.wait_for(lambda frame: frame.output is not None)
    return driver


def ringed(driver, some):
    """Those of `some` samples around which there is a ring."""
    plane = driver.window.output.plane
    picture, ink, found = plane.grab().toImage(), np.array(QColor(DARK.text).getRgb()[:3]), []
    for k in some:
        at, near = plane.area.at(*driver.frame.dataset.x[:, k].tolist()), 0
        for turn in np.linspace(0, 2 * np.pi, 24, endpoint=False):
            across, down = np.cos(turn), np.sin(turn)
            line = [
                picture.pixelColor(round(at.x() + r * across), round(at.y() + r * down))
                for r in plane.radius + np.arange(0.8, 3.2, 0.4)
            ]
            near += any(np.abs(np.array(c.getRgb()[:3]) - ink).max() < 60 for c in line)
        if near > 12:
            found.append(k)
    return found


def far_from(some, x, least=0.3):
    """The samples that have none of `some` near them."""
    distances = np.hypot(*(x[:, :, None] - x[:, None, some]))
    return np.flatnonzero(distances.min(axis=1) > least).tolist()


def test_the_samples_of_the_cell_are_ringed_and_no_others(moons):
    inside = samples(moons.frame, (0, 1), "everything")
    assert len(inside) >= 3
    assert len(ringed(moons, inside)) <= 0.2 * len(inside)  # edges of neighbours make some look so
    click(moons, (0, 1))
    moons.wait_for(lambda frame: frame.sample == inside[0])
    moons.until(lambda: len(ringed(moons, inside)) >= 0.7 * len(inside))  # others lie over some
    others = far_from(inside, moons.frame.dataset.x)
    assert len(others) >= 100
    assert not ringed(moons, others)
    moons.press(Key.Key_Escape)
    # The sample shown keeps its own, and the edges of its neighbours make some others look ringed.
    moons.until(lambda: len(ringed(moons, inside)) <= 0.2 * len(inside))


def test_the_rings_go_with_the_panel(moons):
    click(moons, (0, 1))
    inside = samples(moons.frame, (0, 1), "everything")
    moons.until(lambda: moons.window.output.plane._marked.tolist() == inside)
    moons.press(Key.Key_6, Modifier.ControlModifier)
    moons.until(lambda: moons.window.output.plane._marked.tolist() == [])
