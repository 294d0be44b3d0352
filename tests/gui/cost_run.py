"""A long run with samples held out, and the mouse over its costs."""

from dataclasses import replace

import numpy as np
import pytest
from pointing import over

from core.experiment import default_experiment

SMALLEST = (1280, 800)
HELD_OUT = replace(default_experiment("circle"), held_out=0.3)
WHOLE = (-np.inf, np.inf, 10**9)


@pytest.fixture
def trained(open_window):
    """A window on circle with samples held out, paused after some thousand steps."""
    driver = open_window(HELD_OUT, size=SMALLEST)
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 4000)
    driver.pause()
    return driver


@pytest.fixture
def pointer(trained):
    """The mouse over its plot."""
    return over(trained.window.cost)
