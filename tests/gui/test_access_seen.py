"""In both themes: what has the keyboard is seen to have it, and all that is written can be read.

Both are measured in pixels: 3 to 1 between a widget with the keyboard and without (WCAG 2, 2.4.11), 4.5 to 1
between words and what is behind them (1.4.3), 3 to 1 for signs (1.4.11).
"""

import re

import numpy as np
import pytest
from opening import Opening, settle
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from spoken import controls, in_tab_order, name_of, seen

from core.experiment import default_experiment

CLEAR, CLEAR_PIXELS = 3.0, 20
"""Of a widget with the keyboard, and of how many of its pixels at least."""
WORDS, SIGNS = 4.5, 3.0
STROKE = 4
"""Pixels of the darkest or lightest in a word: thinner ones are mixed with the ground."""


@pytest.fixture
def driver(open_window):
    """A selection and a step make that every panel has something to show."""
    driver = open_window(default_experiment("circle"), size=(1600, 1000))
    driver.step("step")
    driver.step("phase")
    driver.window.walker.next()
    driver.wait_for(lambda frame: frame.pick is not None)
    settle()
    return driver


def views(driver, folder):
    """All there is to be seen: the window, the panels behind others, the dialogs: name, window, part."""
    window = driver.window
    yield "window", window, window
    for name in set(window.docks) - window.dock_layout.visible:
        window.docks[name].show()
        window.docks[name].raise_()
        driver.until(lambda name=name: name in window.dock_layout.visible)
        settle()
        yield name, window, window.docks[name]
    for name, dialog in Opening(window, folder).dialogs():
        dialog.activateWindow()
        yield name, dialog, dialog


def pixels(root, widget, around=0):
    """The picture of a widget in its window, red, green and blue from 0 to 255."""
    area = QRect(widget.mapTo(root, QPoint(0, 0)), QWidget.size(widget))
    picture = root.grab(area.adjusted(-around, -around, around, around)).toImage()
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    shape = picture.height(), picture.width(), 4
    return np.frombuffer(picture.constBits(), np.uint8).reshape(shape)[:, :, 2::-1].copy()


def luminances(colours):
    """Relative luminance after WCAG 2."""
    share = colours / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return light @ [0.2126, 0.7152, 0.0722]


def contrasts(one, other):
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


# The keyboard


def clear_pixels(root, widget, elsewhere):
    """How many pixels stand out when `widget` has the keyboard, against when it has not."""
    pictures = []
    for each in (elsewhere, widget):
        each.setFocus(Qt.FocusReason.TabFocusReason)
        assert each.hasFocus(), name_of(each)
        pictures.append(luminances(pixels(root, widget, around=3)))
    return int(np.count_nonzero(contrasts(*pictures) >= CLEAR))


def unseen(root, part):
    """What can't be told to have the keyboard, of `part`, by those who look at `root`."""
    elsewhere = QLineEdit(root)
    elsewhere.setGeometry(0, 0, 1, 1)
    elsewhere.show()
    stops = [each for each in controls(part) if in_tab_order(each) and each is not elsewhere]
    found = [
        f"{type(each).__name__} {name_of(each)} does not show that it has the keyboard"
        for each in stops
        if clear_pixels(root, each, elsewhere) < CLEAR_PIXELS
    ]
    elsewhere.hide()
    elsewhere.deleteLater()
    return found


# Words


def words_of(widget):
    """What is written on a widget of words; "" for any other."""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QAbstractSpinBox):
        return ""  # which is measured with its field
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QAbstractSpinBox)):
        return re.sub("<[^>]*>", "", widget.text() or getattr(widget, "placeholderText", str)()).strip()
    return ""


def contrast_in(root, widget):
    """The contrast between the strokes on a widget and the colour that most of it has."""
    colours = pixels(root, widget).reshape(-1, 3).astype(int)
    codes, counts = np.unique(colours @ [65536, 256, 1], return_counts=True)
    ground = codes[counts.argmax()]
    behind = luminances(np.array([ground >> 16, ground >> 8 & 255, ground & 255]))
    return float(np.sort(contrasts(luminances(colours), behind))[-min(STROKE, len(colours))])


def unreadable(root, part):
    """What is written in `part` with too little contrast; what can't be used is read as well."""
    found = []
    for widget in seen(part):
        words = words_of(widget)
        if not words or (len(words) == 1 and not widget.isEnabled()):
            continue
        icon = isinstance(widget, QAbstractButton) and not widget.icon().isNull() and widget.width() < 50
        contrast = contrast_in(root, widget)
        if contrast < (SIGNS if icon or len(words) == 1 else WORDS):
            found.append(f"{words[:40]!r} has a contrast of {contrast:.2f}")
    return found


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_keyboard_is_seen_and_words_are_read(driver, tmp_path, theme):
    driver.in_theme(theme)
    driver.until(driver.window.updatesEnabled)
    QApplication.setCursorFlashTime(0)
    found, count = [], 0
    for name, root, part in views(driver, tmp_path):
        count += len(controls(part))
        found += [f"{name}: {each}" for each in (*unreadable(root, part), *unseen(root, part))]
    assert not found, "\n".join(found)
    assert count > 150
