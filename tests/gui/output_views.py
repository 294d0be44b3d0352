"""What the tests of the output's views share: the network by hand, and mouse moves and clicks."""

import numpy as np
from by_hand import Pass
from driving import Button
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest


def output_at(frame, *x):
    """a^L at x, worked out by hand."""
    zeros = np.zeros(len(frame.dataset.outputs))
    return Pass(frame.w, frame.b, frame.experiment.activations, np.array(x), zeros).a[-1]


def fresh_map(driver):
    """The frame whose map is of the present parameters and as fine as it gets."""
    engine = driver.window.engine
    driver.until(lambda: engine.frame.output is not None)
    driver.until(lambda: engine.frame.output.step == engine.frame.cursor.step)
    driver.until(lambda: engine.frame.output.side > 100)
    return engine.frame


def move(view, at):
    """Move the mouse into a view from its corner."""
    QTest.mouseMove(view, QPoint(2, 2))
    QTest.mouseMove(view, at.toPoint() if isinstance(at, QPointF) else at)


def click(driver, view, at):
    """Click into a view."""
    driver.qtbot.mouseClick(view, Button.LeftButton, pos=at.toPoint())


def place(view, *xy):
    """Where a point of a plot lies."""
    return view.area.at(*xy)
