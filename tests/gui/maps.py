"""Maps in the nodes of the canvas: turned on, waited for, worked out by hand, and read back."""

import numpy as np
import pytest
from by_hand import Pass
from driving import Key, Modifier
from PySide6.QtGui import QColor
from reading import painted_texts

from core.experiment import Experiment
from core.node_maps import node_maps

CIRCLE = Experiment("circle", (2, 4, 2, 1), ("tanh", "relu", "sigmoid"), eta=0.5, m=10, seed=3)
LARGE = (1920, 1080)


def show_maps(driver):
    """Turn them on by their keys, and wait for fine ones of the present parameters to be painted."""
    driver.press(Key.Key_M, Modifier.ControlModifier | Modifier.ShiftModifier)
    return fine(driver)


def fine(driver):
    def there(frame):
        maps = node_maps(frame)
        return maps is not None and maps.step == frame.cursor.step and len(maps.axes[0]) > 50

    return driver.wait_for(there)


def a_by_hand(frame, l, x):
    """a^ℓ at the inputs x."""
    outputs = np.zeros(frame.n[-1])
    return Pass(frame.w, frame.b, frame.experiment.activations, np.array(x), outputs).a[l]


def expected(theme, value, low, high):
    """The colour of a value between the ends of the colours."""
    share = 2 * min(max((value - low) / (high - low), 0.0), 1.0) - 1
    end, middle = QColor(theme.positive if share > 0 else theme.negative), QColor(theme.neutral)
    parts = zip(end.getRgb()[:3], middle.getRgb()[:3], strict=True)
    return [m + abs(share) * (e - m) for e, m in parts]


def assert_shows(picture, at, colour):
    assert picture.pixelColor(at.toPoint()).getRgb()[:3] == pytest.approx(colour, abs=9)


def plot_texts(driver):
    return {text for *_, text in painted_texts(driver.window.canvas)}
