"""The output panel over a plane: map, samples and readings against the network's own numbers."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Button, Key
from output_views import click, fresh_map, move, output_at, place
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from core.datasets import Dataset, load
from core.experiment import default_experiment
from core.output_map import OutputMap
from core.plane import Plane
from core.session import Session
from gui.output.area import ticks
from gui.output.contour import zero_line
from gui.panels.output import HINT, OutputPanel
from gui.targets import class_colours
from gui.theme import DARK, LIGHT
from gui.writing.numbers import grouped, significant

# The plane


def test_a_plane_is_read_under_the_mouse(open_window):
    driver = open_window(default_experiment("circle"))
    for _ in range(5):
        driver.step("epoch")
    frame = fresh_map(driver)
    panel, plane = driver.window.output, driver.window.output.plane
    assert panel.readout == f"a³ over x₁, x₂, step {frame.cursor.step}"
    for share_x, share_y in ((0.1, 0.9), (0.83, 0.2), (0.5, 0.52)):
        box = plane.area.box
        at = QPointF(box.left() + share_x * box.width(), box.top() + share_y * box.height())
        move(plane, at)
        driver.until(lambda: panel.readout.startswith("x = "))
        wanted = plane.area.values(QPointF(at.toPoint()))
        x = [axis[np.abs(axis - v).argmin()] for axis, v in zip(frame.output.axes, wanted, strict=True)]
        assert x == pytest.approx(wanted, abs=0.02)
        words = panel.readout.split("  ·  ")[0]
        numbers = ", ".join(f"{k:.2f}".replace("-", "−") for k in x)
        assert words == f"x = ({numbers}): a³ = {significant(output_at(frame, *x)[0], 3)}"
    move(driver.window.canvas, QPoint(20, 20))
    driver.until(lambda: panel.readout.startswith("a³ over"))


def test_with_features_the_plane_is_still_that_of_the_two_inputs(open_window):
    experiment = replace(default_experiment("circle"), features=("square_1", "product", "sine_2"))
    driver = open_window(replace(experiment, n=(5, 4, 2, 1)))
    driver.step("epoch")
    frame = fresh_map(driver)
    panel, plane = driver.window.output, driver.window.output.plane
    assert plane.isVisible()
    assert panel.readout == f"a³ over x₁, x₂, step {frame.cursor.step}"
    at = place(plane, -0.55, 0.7)
    move(plane, at)
    driver.until(lambda: panel.readout.startswith("x = "))
    wanted = plane.area.values(QPointF(at.toPoint()))
    x1, x2 = (axis[np.abs(axis - v).argmin()] for axis, v in zip(frame.output.axes, wanted, strict=True))
    output = output_at(frame, x1, x2, x1**2, x1 * x2, np.sin(x2))[0]
    assert panel.readout.split("  ·  ")[0].endswith(f"a³ = {significant(output, 3)}")
    click(driver, plane, place(plane, *frame.dataset.x[:2, 7]))
    driver.wait_for(lambda f: f.sample == 7)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_the_map_lies_the_right_way_up_in_the_colours_of_the_output(open_window, theme):
    driver = open_window(default_experiment("gaussians"))
    driver.in_theme(theme.name)
    for _ in range(4):
        driver.step("epoch")
    frame = fresh_map(driver)
    plane = driver.window.output.plane
    picture = plane.grab().toImage()
    low = [axis[0] * 0.97 + axis[-1] * 0.03 for axis in frame.output.axes]
    high = [axis[0] * 0.03 + axis[-1] * 0.97 for axis in frame.output.axes]
    for x in ((low[0], low[1]), (high[0], high[1]), (low[0], high[1]), (high[0], low[1])):
        value = (output_at(frame, *x)[0] - 0.5) / 0.5
        end = QColor(theme.positive if value > 0 else theme.negative)
        middle, surface = QColor(theme.neutral), QColor(theme.surface)
        shown = picture.pixelColor(place(plane, *x).toPoint())
        for part in ("red", "green", "blue"):
            of_scale = getattr(middle, part)() + abs(value) * (getattr(end, part)() - getattr(middle, part)())
            expected = getattr(surface, part)() + 0.72 * (of_scale - getattr(surface, part)())
            assert getattr(shown, part)() == pytest.approx(expected, abs=8)


def test_a_click_on_a_sample_shows_it(driver):
    fresh_map(driver)
    plane = driver.window.output.plane
    for k in (0, 3, 1, 2):
        x = driver.frame.dataset.x[:, k]
        click(driver, plane, place(plane, *x) + QPointF(3, -4))
        frame = driver.wait_for(lambda f, k=k: f.sample == k)
        assert not frame.follows_batch
    assert driver.window.samples.number.value() == 3


def test_a_click_beside_the_samples_changes_nothing(driver):
    fresh_map(driver)
    chosen = []
    driver.window.output.sample_chosen.connect(chosen.append)
    plane = driver.window.output.plane
    click(driver, plane, place(plane, 0.5, 0.5))
    click(driver, plane, place(plane, 0, 0) + QPointF(12, 0))
    driver.qtbot.mouseClick(plane, Button.RightButton, pos=place(plane, 0, 0).toPoint())
    assert chosen == []


def test_pointing_at_a_sample_names_it(driver):
    fresh_map(driver)
    plane = driver.window.output.plane
    move(plane, place(plane, 0, 1))
    driver.until(lambda: driver.window.output.readout.endswith("  ·  sample 2, y = 1"))


def test_the_map_is_renewed_while_training_runs(open_window):
    driver = open_window(default_experiment("circle"))
    panel, seen = driver.window.output, set()
    driver.run_at_full_speed()

    def several():
        shown = panel.plane.frame
        seen.update({shown.output.step} if shown and shown.output else ())
        return len(seen) > 8

    driver.until(several)
    driver.pause()
    frame = fresh_map(driver)
    assert panel.readout == f"a³ over x₁, x₂, step {grouped(frame.cursor.step)}"


def test_held_out_samples_are_hollow(open_window):
    driver = open_window(replace(default_experiment("circle"), held_out=0.4))
    frame, plane = fresh_map(driver), driver.window.output.plane
    picture = plane.grab().toImage()
    x = frame.dataset.x
    apart = np.hypot(*(x[:, :, None] - x[:, None, :])) + np.eye(250) * 9
    alone = [k for k in range(250) if apart[k].min() > 0.15 and k != frame.sample]
    assert len({bool(frame.held_out[k]) for k in alone}) == 2
    for k in alone:
        colour = QColor(DARK.positive if frame.dataset.y[0, k] else DARK.negative)
        middle = picture.pixelColor(place(plane, *x[:, k]).toPoint())
        assert (middle.name() == colour.name()) is not bool(frame.held_out[k])


def test_nothing_is_computed_for_a_panel_that_is_closed(driver):
    fresh_map(driver)
    driver.window.docks["output"].close()
    driver.wait_for(lambda f: "output" not in f.view.panels)
    assert driver.step("step").output is None
    driver.window.docks["output"].show()
    driver.window.docks["output"].raise_()  # others are tabs beside it
    driver.wait_for(lambda f: "output" in f.view.panels)
    assert fresh_map(driver).output.step == driver.frame.cursor.step


def test_before_there_is_a_map_the_panel_says_so(qtbot, driver):
    panel = OutputPanel()
    qtbot.addWidget(panel)
    panel.set_theme(DARK)
    panel.show()
    panel.show_frame(replace(driver.frame, output=None))
    assert panel.hint.isVisible()
    assert panel.hint.text() == HINT
    panel.show_frame(fresh_map(driver))
    assert panel.plane.isVisible()
    assert not panel.hint.isVisible()


# Several outputs over a plane


@pytest.fixture
def three_classes(qtbot):
    """A panel that shows three classes over a plane, each the largest in a third of it."""
    data = load("circle")
    y = np.eye(3)[:, np.arange(250) % 3]
    kept = {k: getattr(data, k) for k in ("title", "group", "description", "origin", "seed", "noise", "x")}
    dataset = Dataset(
        name="three", task="classification", inputs=data.inputs, outputs=("p", "q", "r"), y=y, **kept
    )
    axis = np.linspace(-1, 1, 31)
    band = np.clip((axis + 1) // (2 / 3), 0, 2)
    values = np.stack([np.tile(np.where(band == k, 0.95, 0.05), (31, 1)) for k in range(3)])
    frame = Session().frame()
    experiment = replace(frame.experiment, n=(2, 3, 3))
    shown = replace(
        frame,
        dataset=dataset,
        experiment=experiment,
        output=OutputMap(0, Plane((0, 1), ((-1, 1), (-1, 1))), (axis, axis), values),
        held_out=np.zeros(250, dtype=bool),
        a=(*frame.a[:2], np.array([[0.1], [0.8], [0.2]])),
        y=y[:, :1],
        sample=0,
        x=data.x[:, :1],
    )
    panel = OutputPanel()
    qtbot.addWidget(panel)
    panel.set_theme(DARK)
    panel.resize(420, 260)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.show_frame(shown)
    return panel, values


def test_one_of_several_outputs_can_be_chosen(three_classes, qtbot):
    panel, values = three_classes
    at = place(panel.plane, -0.93, 0.93)
    k = int(values[:, 0, 1].argmax())
    move(panel.plane, at)
    qtbot.waitUntil(lambda: panel.readout.startswith(f"x = (−0.93, 0.93): {'pqr'[k]} = 0.950"))
    colours = class_colours(3, DARK)
    largest = panel.plane.grab().toImage().pixelColor(at.toPoint())
    own = QColor(*colours[k].tolist())
    assert abs(largest.hueF() - own.hueF()) < 0.04
    panel.which.setFocus()
    other = (k + 1) % 3
    for _ in range(other + 1):
        QTest.keyClick(panel.which, Key.Key_Down)
    assert panel.plane.output == other
    move(panel.plane, at)
    qtbot.waitUntil(lambda: panel.readout.startswith(f"x = (−0.93, 0.93): a²{'₁₂₃'[other]} = 0.0500"))
    assert panel.plane.grab().toImage().pixelColor(at.toPoint()) != largest


def test_where_there_is_nothing_to_choose_nothing_is_offered(three_classes):
    panel, _ = three_classes
    assert panel.which.isVisible()
    panel.show_frame(Session().frame())
    assert not panel.which.isVisible()


# Parts


def test_the_zero_line_of_a_circle_is_a_circle():
    x, y = np.linspace(-1, 1, 41), np.linspace(-2, 2, 61)
    pieces = zero_line(0.5 - np.hypot(*np.meshgrid(x, y)), x, y)
    ends = pieces.reshape(-1, 2)
    np.testing.assert_allclose(np.hypot(ends[:, 0], ends[:, 1]), 0.5, atol=0.01)
    length = np.hypot(pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1]).sum()
    assert length == pytest.approx(np.pi, rel=0.01)
    counts = np.unique(np.round(ends, 9), axis=0, return_counts=True)[1]
    assert (counts % 2 == 0).all()


def test_the_zero_line_of_saddles_flats_and_gaps():
    x = np.arange(2.0)
    saddle = zero_line(np.array([[1.0, -1.0], [-1.0, 1.0]]), x, x)
    assert saddle.shape == (2, 4)
    assert zero_line(np.ones((5, 5)), np.arange(5.0), np.arange(5.0)).shape == (0, 4)
    assert zero_line(np.array([[1.0, np.nan], [-1.0, 1.0]]), x, x).shape == (0, 4)


@pytest.mark.parametrize("ends", [(0, 1), (-1.15, 1.15), (-0.02, 0.031), (-4e5, 9e5), (3.2, 3.3)])
def test_ticks_are_few_round_and_inside(ends):
    found = ticks(*ends, most=5)
    assert 2 <= len(found) <= 5
    assert ends[0] <= found[0] < found[-1] <= ends[1]
    np.testing.assert_allclose(np.diff(found), found[1] - found[0])


@pytest.mark.parametrize("ends", [(-2.0, 4.1), (-1.9, 3.9), (0.1, 9.7), (-4.9, 4.9)])
def test_an_axis_never_has_one_number_alone(ends):
    found = ticks(*ends, most=3)
    assert 2 <= len(found) <= 5
    assert ends[0] <= found[0] < found[-1] <= ends[1]
