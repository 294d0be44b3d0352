"""Pictures of the window and its parts: what others read in the files is what was on the screen."""

import re
import subprocess
import sys
from hashlib import sha256

import numpy as np
import pytest
from driving import Key
from export_dialogs import (
    CONTROL,
    SVG,
    drawing,
    export_picture,
    give_up,
    open_picture,
    pixels,
    texts,
    wait_for_preview,
)
from output_views import fresh_map
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from core.experiment import default_experiment
from gui.exporting.rendering import image_of
from gui.network.strongest import quotas_of
from gui.writing.numbers import fixed


def test_the_window_as_it_is(driver, tmp_path):
    driver.step()
    driver.wait_for_score()
    fresh_map(driver)
    seen = pixels(driver.window.grab().toImage())
    file = export_picture(driver, tmp_path / "window.png", "window")
    found = pixels(file)
    assert found.shape == seen.shape
    # Axes are painted anew, which moves their letters by a fraction of a pixel.
    assert np.mean(np.abs(found - seen).max(axis=2) > 24) < 0.004


@pytest.mark.parametrize("scale", [2, 3])
def test_a_larger_picture_is_no_enlarged_one(driver, tmp_path, scale):
    canvas = driver.window.canvas
    large = pixels(export_picture(driver, tmp_path / "network.png", "network", scale=scale))
    height, width = canvas.height(), canvas.width()
    assert large.shape == (scale * height, scale * width, 3)
    small = pixels(image_of(canvas))
    blocks = large.reshape(height, scale, width, scale, 3)
    assert np.abs(blocks.mean(axis=(1, 3)) - small).mean() < 4
    heads = np.ptp(blocks[:40], axis=(1, 3)).max(axis=2)
    assert np.count_nonzero(heads > 120) > 50, "letters have edges between the pixels of the screen"


def test_the_network_at_another_size_is_laid_out_anew_and_the_screen_stays_as_it_is(driver, tmp_path):
    canvas = driver.window.canvas
    QTest.keyClick(canvas, Key.Key_Plus, CONTROL)
    before, camera = canvas.size(), canvas.camera
    assert not camera.fits
    file = export_picture(driver, tmp_path / "network.png", "network", scale=2, size=(900, 350))
    assert QImage(str(file)).size() == QSize(1800, 700)
    assert (canvas.size(), canvas.camera) == (before, camera)


def test_a_panel_behind_a_tab_is_as_it_would_be_in_front(driver, tmp_path):
    driver.step("step")
    docks, panel = driver.window.docks, driver.window.matrices
    show(driver, "matrices")
    seen = pixels(export_picture(driver, tmp_path / "seen.png", "matrices"))
    show(driver, "chain_rule")
    size = seen.shape[1::-1]
    behind = pixels(export_picture(driver, tmp_path / "behind.png", "matrices", size=size))
    assert np.abs(behind - seen).mean() < 0.1
    assert docks["matrices"].widget() is panel
    assert "matrices" not in driver.window.dock_layout.visible
    driver.until(lambda: "matrices" not in driver.frame.view.panels)


def show(driver, name):
    """Bring a panel to the front, and wait for what it shows."""
    driver.window.docks[name].raise_()
    driver.wait_for(lambda frame: name in frame.view.panels)


def test_a_closed_panel_stays_closed(driver, tmp_path):
    driver.step("step")
    dock, panel = driver.window.docks["gradients"], driver.window.gradients
    dock.close()
    driver.until(lambda: "gradients" not in driver.window.dock_layout.visible)
    file = export_picture(driver, tmp_path / "gradients.png", "gradients", size=(500, 400))
    assert QImage(str(file)).size() == QSize(500, 400)
    assert len(np.unique(pixels(file).reshape(-1, 3), axis=0)) > 50, "something is painted"
    assert not dock.isVisible()
    assert dock.widget() is panel
    dock.show()
    driver.until(panel.isVisible)


def test_every_part_can_be_exported_and_goes_back(open_window, tmp_path):
    driver = open_window(size=(1200, 750))
    driver.step("step")
    dialog = open_picture(driver)
    before = {name: dock.geometry() for name, dock in driver.window.docks.items()}
    for name in dialog.targets:
        driver.choose(dialog.what, name)
        wait_for_preview(driver, dialog)
        assert dialog.image(1.0).size() == dialog.size_wanted
    give_up(driver)
    for name, dock in driver.window.docks.items():
        assert dock.widget() is dialog.targets[name].widget
        assert dock.geometry() == before[name]


def test_edges_are_smooth_though_training_runs(open_window):
    driver = open_window(default_experiment("circle").with_hidden((30, 30)))
    canvas = driver.window.canvas
    assert sum(quotas_of([v.size for v in driver.frame.w[1:]], None)) > 200
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.live)
    driver.until(lambda: not canvas.smooth)
    image_of(canvas)
    assert canvas.smooth
    driver.wait_for_new()
    driver.until(lambda: not canvas.smooth)
    driver.pause()


def test_a_drawing_reads_as_the_screen(driver, tmp_path):
    driver.step("step")
    root = drawing(export_picture(driver, tmp_path / "network.svg", "network", form="svg"))
    canvas, frame = driver.window.canvas, driver.frame
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == f"0 0 {canvas.width()} {canvas.height()}"
    assert f"step {frame.cursor.step}" in root.find(f"{SVG}desc").text
    read = texts(root)
    for l in range(frame.L + 1):
        assert {fixed(value, 2) for value in frame.a[l][:, 0].tolist()} <= set(read)
    assert {"input", "layer 1", "output"} <= set(read)
    assert not list(root.iter(f"{SVG}text")), "letters are outlines, wherever the fonts are"
    assert not list(root.iter(f"{SVG}image")), "and everything else is, too"
    lines = list(root.iter(f"{SVG}polyline"))
    assert len(lines) >= sum(w.size for w in frame.w[1:])


def test_the_curve_of_a_drawing_is_that_of_the_record(driver, tmp_path):
    for _ in range(5):
        driver.step("step")
    root = drawing(export_picture(driver, tmp_path / "cost.svg", "cost", form="svg"))
    costs = driver.frame.record.cost.query(0, np.inf, 100).mean[:, 0]
    curves = [points(k) for k in root.iter(f"{SVG}path") if k.get("d", "").count("L") == len(costs) - 1]
    heights = [np.interp(c[:, 1], (c[:, 1].min(), c[:, 1].max()), (1, 0)) for c in curves if len(c) == 5]
    wanted = (costs - costs.min()) / (costs.max() - costs.min())
    assert any(np.allclose(k, wanted, atol=0.01) for k in heights)


def points(path):
    """The points that a path goes through."""
    return np.array(
        [[float(k) for k in pair] for pair in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path.get("d"))]
    )


@pytest.mark.parametrize("target", ["window", "cost", "chain_rule"])
def test_a_drawing_is_whole(driver, tmp_path, target):
    driver.step("step")
    root = drawing(export_picture(driver, tmp_path / "it.svg", target, form="svg"))
    names = [k.get("id") for k in root.iter() if k.get("id")]
    assert len(names) == len(set(names))
    used = {
        found for k in root.iter() for v in k.attrib.values() for found in re.findall(r"url\(#(.*?)\)", v)
    }
    assert used <= set(names)
    assert all(len(k) for k in root.iter(f"{SVG}g"))


PILLOW = """
import sys
from hashlib import sha256
from PIL import Image

image = Image.open(sys.argv[1])
print(image.size, image.mode, sha256(image.tobytes()).hexdigest())
"""


def test_pillow_opens_a_picture(driver, tmp_path):
    file = export_picture(driver, tmp_path / "network.png", "network")
    told = subprocess.run(
        [sys.executable, "-c", PILLOW, str(file)], capture_output=True, text=True, check=True, timeout=60
    )
    seen = sha256(pixels(image_of(driver.window.canvas)).astype(np.uint8).tobytes()).hexdigest()
    assert told.stdout.strip() == f"{driver.window.canvas.size().toTuple()} RGB {seen}"
