"""The rows of the gradients panel, where the network becomes another."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF

from core.commands import Show, Step
from core.experiment import Experiment
from core.session import Session
from gui.plots.time_view import rows_in_sight

WIDE = Experiment("xor", (2, 8, 8, 8, 1), ("tanh",) * 4, eta=0.1, m=4)


def test_a_network_that_grows_keeps_its_rows_and_only_the_last_has_steps(driver):
    driver.step("step")
    first = driver.window.gradients.rows[0]
    driver.write(driver.window.controls.hidden.edit, "3, 3, 3, 3")
    driver.wait_for(lambda frame: frame.L == 5)
    driver.step("step")
    assert driver.window.gradients.rows[0] is first
    heights = [row.plot.axes["bottom"].height() for row in driver.window.gradients.rows]
    assert len(heights) == 5
    assert max(heights[:-1]) < heights[-1] == 19


def test_rows_are_made_a_few_at_a_time_while_training_runs(driver):
    driver.step("step")
    driver.run_at_full_speed()
    driver.write(driver.window.controls.hidden.edit, ", ".join("3" * 15))
    driver.wait_for(lambda frame: frame.L == 16)
    driver.until(lambda: len(driver.window.gradients.rows) == 16)
    assert [row.l for row in driver.window.gradients.rows] == list(range(1, 17))


def running(experiment, view):
    """A frame of `experiment` while it is trained."""
    session = Session(experiment)
    session.apply(Show(view))
    session.apply(Step("step"))
    return replace(session.frame(), live=True)


def points_at(gradients, l, A):
    """Let the mouse rest on a row of a map, as soon as all are laid out; return whether it is read."""
    if len(rows_in_sight(gradients.view, gradients._scroll, gradients.rows)) < len(WIDE.n) - 1:
        return False
    gradients.on_moved(gradients.rows[l - 1].map.mapViewToScene(QRectF(0, A, 1, 1).center()))
    return gradients.head.said.startswith("∂C̄/∂")


@pytest.mark.parametrize("turn", [False, True])
@pytest.mark.parametrize("l", [1, 2, 3])
def test_a_node_that_is_taken_away_while_training_runs_is_no_longer_read(open_window, l, turn):
    driver = open_window(WIDE, size=(1280, 1600))
    driver.step("step")
    gradients = driver.window.gradients
    driver.until(lambda: points_at(gradients, l, 7))
    shown = gradients._at
    n = tuple(7 if k == l else width for k, width in enumerate(WIDE.n))
    fewer = running(replace(WIDE, n=n), driver.frame.view)
    gradients._turn = turn
    for _ in range(2):  # every other row has its turn
        gradients.show_frame(fewer)
        assert [row.map.cell_at(shown) for row in gradients.rows if row.l != l] == [None] * 3
    assert gradients.rows[l - 1].map.image.image.shape[0] == 7
