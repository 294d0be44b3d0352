"""The panel of a hidden space, as tests of it handle it."""

from dataclasses import replace

import numpy as np
from by_hand import Pass
from driving import Button
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest

from core.commands import Show, Step, ViewSpec
from core.experiment import default_experiment
from core.pictures.hidden import hidden_space
from core.session import Session

CIRCLE = default_experiment("circle")  # 2-4-2-1
FEW = replace(CIRCLE, n=(2, 2, 1), activations=("tanh", "sigmoid"), samples=30)  # its dots lie apart
THREE = replace(CIRCLE, n=(2, 3, 1), activations=("tanh", "sigmoid"))


def opened(driver):
    """The panel, in front of its tab, with a picture of the present step."""
    dock = driver.window.docks["hidden"]
    dock.show()
    dock.raise_()
    driver.wait_for(lambda frame: "hidden" in frame.view.panels)
    panel = driver.window.hidden
    driver.until(lambda: fresh(driver))
    return panel


def fresh(driver):
    """Whether the panel shows the present step as finely as it gets."""
    frame, space = driver.window.engine.frame, driver.window.hidden.picture.space
    return space is not None and space is hidden_space(frame) and space.step == frame.cursor.step


def finely(driver):
    """Wait for the picture at rest, which no other follows."""
    driver.until(lambda: fresh(driver) and driver.window.hidden.picture.space.grid.shape[1] > 100)
    return driver.window.engine.frame


def hidden_by_hand(frame, x, layer):
    zeros = np.zeros(len(frame.dataset.outputs))
    return Pass(frame.w, frame.b, frame.experiment.activations, np.array(x), zeros).a[layer]


def pixel(picture, a):
    at, _ = picture.place.pixels(np.array([a]))
    return QPointF(*at[0].tolist())


def alone(picture, least=14.0):
    """A sample whose dot has no other near, and that is not the one shown."""
    at, _ = picture.place.pixels(picture.space.a)
    apart = np.hypot(*(at[:, None] - at[None]).T) + np.eye(len(at)) * 1e3
    box = picture.place.box
    inside = [box.contains(QPointF(*k)) for k in at.tolist()]
    found = np.flatnonzero((apart.min(axis=0) > least) & inside)
    found = found[found != picture.frame.sample]
    return int(picture.space.samples[found[0]]), QPointF(*at[found[0]].tolist())


def release(picture, at):
    QTest.mouseRelease(picture, Button.LeftButton, pos=at.toPoint())


def drag(picture, start, by):
    QTest.mousePress(picture, Button.LeftButton, pos=start)
    QTest.mouseMove(picture, start + by / 2)
    QTest.mouseMove(picture, start + by)
    QTest.mouseRelease(picture, Button.LeftButton, pos=start + by)


def frame_of(experiment, hidden=None, epochs=2):
    """A frame of a session without a window, whose training rests."""
    session = Session(experiment)
    session.apply(Show(ViewSpec(panels=frozenset({"hidden"}), hidden=hidden)))
    for _ in range(epochs):
        session.apply(Step("epoch"))
        session.finish()
    session.finish()
    return session.frame()
