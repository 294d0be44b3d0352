"""A long run with samples held out, and the mouse over its costs."""

from dataclasses import replace

import numpy as np
import pytest
from pointing import over

from core.experiment import default_experiment
from core.session import Session

SMALLEST = (1280, 800)
HELD_OUT = replace(default_experiment("circle"), held_out=0.3)
WHOLE = (-np.inf, np.inf, 10**9)


@pytest.fixture
def trained(open_window):
    """A window on circle with samples held out, after as many thousand steps on every machine."""
    session = Session(HELD_OUT)
    session.finish()  # which evaluates
    for _ in range(45):
        session.train(100)
        session.finish()
    driver = open_window(session, size=SMALLEST)
    driver.wait_for_score()
    return driver


@pytest.fixture
def pointer(trained):
    """The mouse over its plot."""
    return over(trained.window.cost)
