"""Takes the pictures of the README and of the user guide anew, each by doing what leads to it.

    python -m pytest -n 0 tests/gui/screenshots.py

They land in resources/screenshots and in resources/guide/pictures; `-k NAME` takes one, `-k guide` those of
the guide. The first letters of the file's name keep the suite from taking them each time: it only holds that
each picture has its scene.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import brush
import confusions
import export_dialogs
import hidden_views
import landscape_views
import lecture
import maps
import pytest
import run_list
from guide_scenes import GUIDE_SCENES
from PySide6.QtCore import QLocale, QPoint
from PySide6.QtGui import QPainter
from scene_parts import (
    USUAL,
    WIDE,
    after,
    example,
    experiment,
    flowers,
    four_heaps,
    select,
    settle,
    settle_still,
)

from gui.shell.recovery import Lost
from gui.shell.recovery_dialog import RecoveryDialog

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FOLDER, GUIDE_FOLDER = RESOURCES / "screenshots", RESOURCES / "guide" / "pictures"


@pytest.fixture(scope="session", autouse=True)
def english():
    """Figures as the README has them."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


# The scenes: each returns what is to be seen


def xor_backward(open_window, tmp_path):
    """Backward through layer 1, two phases before the update."""
    driver = open_window(size=WIDE)
    for _ in range(5):
        driver.step()
    settle_still(driver)
    return driver.window


def circle(open_window, tmp_path):
    driver = open_window(after(experiment("circle"), 5000), size=WIDE)
    settle(driver)
    return driver.window


def chain_rule(open_window, tmp_path):
    sizes = {"n": (2, 4, 3, 3, 1), "activations": ("tanh", "tanh", "tanh", "sigmoid")}
    driver = open_window(after(experiment("circle", **sizes), 500), size=WIDE)
    select(driver, "w1.21")
    settle(driver)
    return driver.window


def any_step(open_window, tmp_path):
    driver = open_window(after(experiment("xor"), 1500), size=USUAL)
    run_list.fork(driver, 500, 6.0, 500)
    run_list.steps(driver, 600)
    run_list.open_runs(driver)
    run_list.go_to(driver, 1015)
    settle(driver)
    return driver.window


def divergence(open_window, tmp_path):
    changes = {"n": (1, 8, 1), "activations": ("relu", "identity"), "eta": 1e6}
    driver = open_window(experiment("sine", **changes), size=USUAL)
    driver.run_at_full_speed_until_stopped()
    driver.qtbot.wait(400)
    return driver.window


def health(open_window, tmp_path):
    driver = example(open_window, "vanishing", 300)
    settle(driver)
    return driver.window


def hidden_space(open_window, tmp_path):
    driver = example(open_window, "autoencoder", 60_000, theme="light")
    hidden_views.opened(driver)
    settle(driver)
    return driver.window


def landscape(open_window, tmp_path):
    driver = example(open_window, "too-fast", 3)
    landscape_views.opened(driver)
    settle(driver)
    return driver.window


def node_maps(open_window, tmp_path):
    driver = open_window(after(experiment("moons"), 40_000), size=USUAL)
    maps.show_maps(driver)
    settle(driver)
    return driver.window


def drawing(open_window, tmp_path):
    """Four heaps of points, each painted as a class, and learned."""
    driver = open_window(after(brush.drawn(four_heaps(), 4), 15_000), size=WIDE)
    brush.Hand(driver).take_brush()
    settle(driver)
    return driver.window


def confusion(open_window, tmp_path):
    driver = open_window(after(confusions.DIGITS, 1500), size=WIDE)
    confusions.opened(driver)
    confusions.click(driver, confusions.mistake(driver.frame))
    settle(driver)
    return driver.window


def digits(open_window, tmp_path):
    driver = open_window(after(confusions.DIGITS, 7000), size=WIDE)
    driver.in_theme("light")
    select(driver, "w2.11")
    settle(driver)
    return driver.window


def data_import(open_window, tmp_path):
    """The dialog on the flowers, written as a table."""
    driver = open_window(size=WIDE)
    dialog = flowers(driver, tmp_path)
    dialog.resize(1000, 680)
    driver.qtbot.wait(300)
    return dialog


def restore(open_window, tmp_path):
    """The question of the next start, over the window."""
    driver = open_window(experiment("circle"), size=USUAL)
    now = datetime(2025, 3, 14, 15, 9, tzinfo=UTC)
    left = Lost(tmp_path / "autosave", None, "Untitled", now - timedelta(minutes=12), 0)
    dialog = RecoveryDialog((left,), driver.window, now)
    dialog.open()
    driver.qtbot.wait(300)
    return over(driver.window, dialog)


def picture_export(open_window, tmp_path):
    """The dialog on the matrices, which stand behind a tab, at a size of their own."""
    driver = open_window(after(experiment("circle"), 500), size=WIDE)
    driver.in_theme("light")
    dialog = export_dialogs.open_picture(driver, "matrices", scale=3, size=(860, 560))
    driver.qtbot.wait(500)
    return dialog


def lesson(open_window, tmp_path):
    """The last lesson: its check has found in which layers the gradient is wrong."""
    driver = open_window(size=USUAL)
    course = driver.window.teaching.course
    course.progress.come_to("fault", 1)
    course.begin("fault")
    driver.until(lambda: course.lesson is not None)
    driver.window.actions["audit_data"].trigger()
    driver.until(lambda: course.done)
    settle(driver)
    return driver.window


def presenting(open_window, tmp_path):
    """A weight and its paths in the light, its derivative below, while the backward pass is at layer 2."""
    driver = open_window(after(experiment("circle"), 500), size=USUAL)
    driver.in_theme("light")
    select(driver, "w1.12")
    for _ in range(7):
        driver.step()
    lecture.present(driver, USUAL)
    settle_still(driver)
    return driver.window


def over(window, dialog):
    """The window with a dialog in its middle, as a screen shows the two."""
    picture, front = window.grab(), dialog.grab()
    painter = QPainter(picture)
    painter.drawPixmap(window.rect().center() - QPoint(front.width() // 2, front.height() // 2), front)
    painter.end()
    dialog.close()
    return picture


SCENES = {
    "xor-backward": xor_backward,
    "circle": circle,
    "chain-rule": chain_rule,
    "any-step": any_step,
    "divergence": divergence,
    "health": health,
    "hidden-space": hidden_space,
    "landscape": landscape,
    "maps": node_maps,
    "drawing": drawing,
    "confusion": confusion,
    "digits": digits,
    "import": data_import,
    "restore": restore,
    "lesson": lesson,
    "presenting": presenting,
    "export": picture_export,
}


def save(shown, file):
    """Save what a scene shows as a picture, and close it where it is a dialog."""
    picture = shown.grab() if hasattr(shown, "grab") else shown
    assert picture.save(str(file), "PNG")
    if hasattr(shown, "reject"):
        shown.reject()


@pytest.mark.parametrize("name", SCENES)
def test_picture(name, open_window, tmp_path):
    save(SCENES[name](open_window, tmp_path), FOLDER / f"{name}.png")


@pytest.mark.parametrize("name", GUIDE_SCENES)
def test_picture_of_the_guide(name, open_window, tmp_path):
    save(GUIDE_SCENES[name](open_window, tmp_path), GUIDE_FOLDER / f"{name}.png")
