"""Every word can be read: in large and small windows, and on screens that are scaled."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from driving import Button
from legibility import behind, cut
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as TooLate

from core.datasets import names
from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick
from gui.runs.marks import dash, dot
from gui.theme import DARK, LIGHT

SCREEN = (1920, 1080)
FACTOR = float(os.environ.get("QT_SCALE_FACTOR", "1"))
SIZES = [(1280, 800), SCREEN] if FACTOR == 1 else [(round(SCREEN[0] / FACTOR), round(SCREEN[1] / FACTOR))]
CASES = [(d, SIZES[0]) for d in ("xor", "iris", "digits")] + [("digits", size) for size in SIZES[1:]]
THIS_FILE = Path(__file__)


def check(driver):
    """Wait until everything can be read, or tell what cannot."""
    found = []

    def clean():
        found[:] = [*cut(driver.window), *behind(driver.window)]
        return not found

    with suppress(TooLate):
        driver.until(clean, 10_000)
    assert found == []


@pytest.mark.parametrize(("dataset", "size"), CASES, ids=str)
def test_nothing_is_cut_off(open_window, dataset, size):
    driver = open_window(replace(default_experiment(dataset), held_out=0.2), size=size)
    assert driver.window.size().toTuple() == size
    check(driver)
    for _ in range(2 * driver.frame.L + 3):
        driver.step()
    driver.wait_for_score()
    check(driver)
    for selection in (Pick(1, 0, 0), Node(1, 0)):
        driver.window.canvas.picked.emit(selection)
        driver.wait_for(lambda frame, s=selection: frame.pick == s)
        check(driver)
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 300)
    driver.until(lambda: "fps" in driver.window.status.speed.text())
    check(driver)
    driver.pause()


def test_nothing_of_any_data_set_is_cut_off(open_window):
    driver = open_window(size=SIZES[0])
    for dataset in names():
        driver.load(dataset)
        driver.wait_for_score()
        check(driver)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_off_while_large_numbers_run(open_window, size):
    experiment = Experiment("digits", (64, 10), ("sigmoid",), eta=0.001, m=1, seed=2_147_483_647)
    driver = open_window(experiment, size=size)
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 2000)
    driver.until(lambda: "fps" in driver.window.status.speed.text())
    check(driver)
    driver.pause()
    driver.wait_for_score()
    check(driver)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_phase_keeps_its_place_in_a_long_run(open_window, size):
    """Ten million steps into training the pill still fits; where room is short it says less."""
    driver = open_window(size=size)
    frame = driver.step()
    cursor = replace(frame.cursor, step=12_345_678, epoch=12_345_678)
    pill = driver.window.transport.phase
    driver.window.transport.show_frame(replace(frame, cursor=cursor))
    check(driver)
    assert pill.text().startswith("FORWARD ℓ = 1")
    if size[0] >= 1440:
        assert pill.text().endswith("epoch 12\u202f345\u202f678")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_hidden_tabs_can_be_read_as_well(open_window, size):
    driver = open_window(default_experiment("circle"), size=size)
    driver.step("step")
    driver.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)  # a low window opens those below then
    driver.wait_for(lambda frame: frame.derivation is not None)
    docks = driver.window.docks.values()
    driver.until(lambda: not any(dock.isHidden() for dock in docks))
    for dock in docks:
        dock.raise_()
        driver.until(lambda dock=dock: not dock.widget().visibleRegion().isEmpty())
        check(driver)
    assert driver.window.size().toTuple() == size


@pytest.mark.parametrize("page", ["about", "shortcuts"])
def test_the_pages_fit_on_the_screen(driver, page):
    driver.window.resize(*SIZES[0])
    driver.window.actions[page].trigger()
    dialog = next(d for d in driver.window.children() if d.isWidgetType() and d.isWindow() and d.isVisible())
    driver.until(lambda: not cut(dialog))
    assert dialog.width() <= SIZES[0][0]
    assert dialog.height() <= SIZES[0][1]
    dialog.close()


def test_the_window_takes_any_size(driver):
    for width, height in ((1440, 900), (1920, 1080), (900, 620), (640, 480)):
        driver.window.resize(width, height)
        driver.step()
        driver.window.resize(width + 120, height + 60)
        driver.step("step")
        QTest.mouseClick(driver.window.canvas, Button.LeftButton, pos=QPoint(50, 50))


def test_the_outline_of_a_sample_is_even_on_all_sides(open_window):
    driver = open_window(size=SIZES[0])
    grid, theme = driver.window.samples.grid, DARK
    driver.window.docks["samples"].raise_()
    driver.until(lambda: grid.rect_of(driver.frame.sample) is not None)
    box, picture = grid.rect_of(driver.frame.sample), grid.viewport().grab().toImage()
    left, right, top, bottom = (round(k * FACTOR) for k in (box.left(), box.right(), box.top(), box.bottom()))
    x, y = (left + right) // 2, (top + bottom) // 4 * 2  # beside its number
    ends = [((left, y), (left - 1, y)), ((right - 1, y), (right, y))]
    ends += [((x, top), (x, top - 1)), ((x, bottom - 1), (x, bottom))]
    for inner, outer in ends:
        assert picture.pixelColor(*inner).name() == theme.surface
        assert picture.pixelColor(*outer).name() == theme.text


def test_nothing_is_left_unpainted_at_the_rim_of_the_caption(open_window):
    """Where the screen's pixels and the window's don't end together, the last line shows what is behind."""
    driver = open_window(size=SIZES[0])
    driver.in_theme("light")
    caption, darkest = driver.window.network.caption, QColor(LIGHT.border).lightness() - 2
    for height in range(SIZES[0][1] - 3, SIZES[0][1] + 1):
        driver.window.resize(SIZES[0][0], height)
        driver.until(lambda height=height: driver.window.height() == height and caption.isVisible())
        QApplication.processEvents()
        picture = driver.window.grab().toImage()
        at = caption.mapTo(driver.window, QPoint(caption.width() - 40, 0))
        x, top, bottom = (round(k * FACTOR) for k in (at.x(), at.y(), at.y() + caption.height()))
        for y in (*range(top - 3, top + 4), *range(bottom - 4, bottom + 4)):
            assert picture.pixelColor(x, y).lightness() >= darkest


def test_marks_before_runs_have_the_pixels_of_the_screen(qapp):
    for mark in (dot("#ff0000"), dash(QPen(Qt.GlobalColor.red))):
        assert mark.pixmap(QSize(14, 14), FACTOR).size() == QSize(14, 14) * FACTOR


# The same on a scaled screen


@pytest.mark.parametrize("factor", ["1.5", "2"])
def test_on_a_scaled_screen(tmp_path, factor):
    """All of the above, where the screen has `factor` pixels for one of the window's."""
    screen = tmp_path / "screen.json"
    width, height = SCREEN
    screen.write_text(
        json.dumps({"screens": [{"name": "one", "x": 0, "y": 0, "width": width, "height": height}]})
    )
    scaled = {"QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
    arguments = ["-q", "-n", "0", "-p", "no:cacheprovider", "-k", "not scaled and not any_size"]
    command = [sys.executable, "-m", "pytest", *arguments, str(THIS_FILE)]
    result = subprocess.run(
        command, env={**os.environ, **scaled}, cwd=THIS_FILE.parents[2], capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-4000:]
