"""A window with a confusion matrix in front, and the mouse and the keys over its cells."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Button, Modifier
from PySide6.QtTest import QTest

from core.confusion import classes_of
from core.experiment import default_experiment
from core.session import Session

DIGITS = replace(default_experiment("digits"), held_out=0.3)


def opened(driver):
    """Bring the panel forward, once the score of the present step is there."""
    frame = driver.wait_for_score()
    driver.window.docks["confusion"].raise_()
    panel = driver.window.confusion
    driver.until(lambda: panel._why.text() if panel._why.isVisible() else panel.matrix.places)
    return frame


def trained(experiment, accuracy):
    """A session that has gone on until so many are known: at the same step on every machine."""
    session = Session(experiment)
    while True:
        session.train(50)
        session.finish()  # which evaluates
        if session.frame().score.accuracy > accuracy:
            return session


@pytest.fixture
def digits(open_window):
    """Digits, a third of them held out, trained until most of them are known but not all."""
    driver = open_window(trained(DIGITS, 0.5))
    opened(driver)
    return driver


def click(driver, cell, modifier=Modifier.NoModifier):
    matrix = driver.window.confusion.matrix
    QTest.mouseClick(matrix, Button.LeftButton, modifier, matrix.rect_of(cell).center().toPoint())


def samples(frame, cell, which="held_out"):
    """Who is in a cell, found without the program's help."""
    true, said = classes_of(frame.dataset.y), frame.score.predicted
    chosen = {"held_out": frame.held_out, "trained": ~frame.held_out}.get(which, True)
    return np.flatnonzero((true == cell[0]) & (said == cell[1]) & chosen).tolist()


def mistake(frame, least=3, which="held_out"):
    """A cell beside the diagonal with at least so many samples."""
    counts = np.array(getattr(frame.score.confusion, which))
    np.fill_diagonal(counts, 0)
    row, column = np.argwhere(counts >= least)[0].tolist()
    return row, column
