"""The output panel for one input and for many: curve, bars and picture against the network's numbers."""

import numpy as np
import pytest
from output_views import click, fresh_map, move, output_at, place
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor

from core.cursor import Phase
from core.datasets import entries, load
from core.experiment import default_experiment
from gui.output.picture import verdict
from gui.output.pixels import picture, side_of
from gui.targets import class_colours
from gui.theme import DARK
from gui.writing.numbers import significant

# The curve


def test_a_curve_is_read_under_the_mouse(open_window):
    driver = open_window(default_experiment("sine"))
    driver.step("epoch")
    frame = fresh_map(driver)
    panel, curve = driver.window.output, driver.window.output.curve
    assert curve.isVisible()
    assert curve.area.y[0] < frame.dataset.y.min() < frame.dataset.y.max() < curve.area.y[1]
    box = curve.area.box
    for share in (0.05, 0.42, 0.95):
        at = QPointF(box.left() + share * box.width(), box.top() + 3)
        move(curve, at)
        driver.until(lambda: panel.readout.startswith("x = "))
        x = frame.output.axes[0][
            np.abs(frame.output.axes[0] - curve.area.values(QPointF(at.toPoint()))[0]).argmin()
        ]
        number = f"{x:.3f}".replace("-", "−")
        assert panel.readout == f"x = {number}: a² = {significant(output_at(frame, x)[0], 3)}"


def test_the_curve_is_drawn_where_the_output_is(open_window):
    driver = open_window(default_experiment("sine"))
    driver.step("epoch")
    frame, curve = fresh_map(driver), driver.window.output.curve
    picture = curve.grab().toImage()
    wanted = QColor(DARK.series[0])
    for x in (-0.95, -0.4, 0.3, 0.9):
        at = place(curve, x, output_at(frame, x)[0]).toPoint()
        near = [picture.pixelColor(at + QPoint(0, k)) for k in (-1, 0, 1)]
        assert min(abs(c.red() - wanted.red()) + abs(c.blue() - wanted.blue()) for c in near) < 60


def test_a_click_beside_the_curve_shows_a_sample(open_window):
    driver = open_window(default_experiment("sine"))
    frame, curve = fresh_map(driver), driver.window.output.curve
    k = int(frame.dataset.y[0].argmax())
    click(driver, curve, place(curve, frame.dataset.x[0, k], frame.dataset.y[0, k]))
    driver.wait_for(lambda f: f.sample == k)


def test_the_axes_of_a_curve_stand_still_while_it_changes_little(open_window):
    driver = open_window(default_experiment("sine"))
    for _ in range(30):
        driver.step("epoch")
    fresh_map(driver)
    area = driver.window.output.curve.area
    for _ in range(4):
        driver.step("step")
        fresh_map(driver)
    assert driver.window.output.curve.area is area


# Bars and picture


def test_bars_are_the_output_against_the_target(open_window):
    driver = open_window(default_experiment("iris"))
    frame = driver.step("step")
    panel, bars = driver.window.output, driver.window.output.bars
    for i, name in enumerate(frame.dataset.outputs):
        move(bars, QPointF(200, bars._rows().top() + (i + 0.5) * bars.row_height()))
        a, y = frame.a[2][i, 0], frame.y[i, 0]
        expected = f"{name}: a²{'₁₂₃'[i]} = {significant(a, 4)}, y = {y:g}"
        driver.until(lambda expected=expected: panel.readout == expected)


def bar_lengths(bars, frame):
    """Pixels of each bar's colour along the middle of its row."""
    picture = bars.grab().toImage()
    colours = [QColor(*c).name() for c in class_colours(len(frame.dataset.outputs), DARK).tolist()]
    found = []
    for i, colour in enumerate(colours):
        y = round(bars._rows().top() + (i + 0.5) * bars.row_height())
        found.append(sum(picture.pixelColor(x, y).name() == colour for x in range(bars.width())))
    return np.array(found, dtype=float)


def test_bars_are_as_long_as_the_output_is_large(open_window):
    driver = open_window(default_experiment("iris"))
    driver.step("epoch")
    frame = driver.step("step")
    lengths, values = bar_lengths(driver.window.output.bars, frame), frame.a[2][:, 0]
    assert (values > 0).all()
    np.testing.assert_allclose(lengths / lengths.max(), values / values.max(), atol=0.03)


def test_bars_fade_until_the_output_is_this_steps(open_window):
    driver = open_window(default_experiment("iris"))
    bars = driver.window.output.bars
    assert driver.window.output.readout == "a²: not computed yet"
    frame = driver.step("step")
    assert bar_lengths(bars, frame).min() > 3
    while not (frame := driver.step()).fresh_a(2):
        assert bar_lengths(bars, frame).max() == 0
    assert frame.cursor.phase is Phase.FORWARD
    assert bar_lengths(bars, frame).min() > 3


def test_only_pictures_are_pictures():
    for known in entries():
        assert side_of(load(known.name)) == (8 if known.name == "digits" else None)


def test_a_digit_is_shown_with_what_the_network_says(open_window):
    driver = open_window(default_experiment("digits"))
    assert verdict(driver.frame) is None
    driver.run_at_full_speed()
    driver.wait_for(lambda f: f.score is not None and (f.score.accuracy or 0) > 0.7)
    driver.pause()
    frame = driver.step("step")
    says, is_ = int(frame.a[3][:, 0].argmax()), int(frame.y[:, 0].argmax())
    assert verdict(frame) == (f"says {says}, is {is_}", says == is_)
    pixels = picture(frame.dataset, frame.x[:, 0], 8, DARK)
    ink = np.array([[pixels.pixelColor(c, r).red() for c in range(8)] for r in range(8)], dtype=float)
    paper, pen = QColor(DARK.raised).red(), QColor(DARK.text).red()
    np.testing.assert_allclose((ink - paper) / (pen - paper), frame.x[:, 0].reshape(8, 8), atol=0.01)
    bars = driver.window.output.bars
    box = bars._picture_box()
    shown = bars.grab().toImage()
    for r, c in ((0, 0), (3, 4), (7, 2)):
        at = QPointF(box.left() + (c + 0.5) * box.width() / 8, box.top() + (r + 0.5) * box.height() / 8)
        assert shown.pixelColor(at.toPoint()).red() == pytest.approx(ink[r, c], abs=1)
