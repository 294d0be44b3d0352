"""What the tests of painting share: a hand with a mouse over the plane."""

import numpy as np
from driving import Button, Modifier
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from core.datasets.given import DRAWING
from core.experiment import suitable_experiment
from core.painting import first_drawing, painted

LEFT, RIGHT = Button.LeftButton, Button.RightButton
BLOB = ((-0.8, 0.8, 0), (-0.7, 0.6, 0), (0.1, 0.1, 1), (0.6, -0.6, 1), (0.8, -0.9, 0), (0.9, 0.9, 1))


def drawn(points=BLOB, classes=2, **other):
    """An experiment on a drawing with these points besides the first ones."""
    given = first_drawing(classes)
    return suitable_experiment(painted(given, points) if points else given, DRAWING, **other)


class Hand:
    """Paints and erases in the window of `driver`."""

    def __init__(self, driver):
        self.driver, self.output = driver, driver.window.output
        self.easel, self.layer, self.plane = self.output.easel, self.output.layer, self.output.plane

    def take_brush(self):
        """Turn drawing on, and wait until the layer is there."""
        if not self.easel.on:
            self.driver.window.actions["draw"].trigger()
        self.wait()
        return self

    def wait(self):
        """Wait until the plane is there to be painted on, with nothing on its way."""
        self.driver.until(lambda: self.layer.isVisible() and self.plane.area is not None)
        self.settle()

    def settle(self):
        """Wait until the plane shows the session's data, and no stroke is on its way."""
        engine = self.driver.window.engine
        self.driver.until(lambda: not self.easel.strokes and not self.easel.sending.begins)
        self.driver.until(lambda: self.plane.frame.dataset is engine.frame.dataset)

    def at(self, x1, x2):
        """The pixel of a place."""
        return self.plane.area.at(x1, x2).toPoint()

    def value(self, pixel):
        """The place of a pixel."""
        return self.plane.area.values(pixel.toPointF())

    def press(self, place, button=LEFT, modifier=Modifier.NoModifier):
        """Press a button at a place."""
        QTest.mouseMove(self.layer, self.at(*place))
        QTest.mousePress(self.layer, button, modifier, self.at(*place))

    def move(self, *places):
        """Move on."""
        for place in places:
            QTest.mouseMove(self.layer, self.at(*place))

    def release(self, place, button=LEFT):
        """Let go."""
        QTest.mouseRelease(self.layer, button, Modifier.NoModifier, self.at(*place))

    def stroke(self, *places, button=LEFT):
        """Press at the first place, move along the others, and let go at the last."""
        self.press(places[0], button)
        self.move(*places[1:])
        self.release(places[-1], button)

    def click(self, place, button=LEFT):
        """Press and let go."""
        self.stroke(place, button=button)

    @property
    def points(self):
        """The points of the frame on the screen, x₁, x₂ and class."""
        data = self.driver.window.engine.frame.dataset
        labels = data.y[0] if len(data.y) == 1 else data.y.argmax(axis=0)
        return [(*x, int(k)) for x, k in zip(data.x[:2].T.tolist(), labels.tolist(), strict=True)]

    def colour(self, x1, x2):
        """What is seen at a place, by its name."""
        return self.plane.grab().toImage().pixelColor(self.at(x1, x2)).name()

    def seen(self, x1, x2, label):
        """Whether a dot of that class is seen at a place, to a pixel."""
        picture, at = self.plane.grab().toImage(), self.at(x1, x2)
        wanted = np.array(self.plane.targets.class_colour(label).getRgb())
        near = [picture.pixelColor(at + QPoint(i, j)).getRgb() for i in (-1, 0, 1) for j in (-1, 0, 1)]
        return bool((np.abs(np.array(near) - wanted).max(axis=1) < 40).any())

    def unseen(self, places, label):
        """How many places have no dot of that class."""
        return sum(not self.seen(x1, x2, label) for x1, x2 in places)


def shown(row):
    """The swatches that are seen."""
    return [swatch.label for swatch in row.swatches if swatch.isVisible()]


def line(begin, end, count):
    """Places from one to another."""
    return [tuple(k) for k in np.linspace(begin, end, count).tolist()]
