"""Films of the window and its parts: what is read in the files is what was on the screen at each moment."""

import numpy as np
import pytest
from driving import Key
from export_dialogs import pixels
from films import (
    begin_film,
    difference,
    export_film,
    go_to,
    open_film,
    pictures_in,
    progress_of,
    taken,
    wait_until_over,
)  # fmt: skip
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from session_dialogs import answer, notice, shown, wait_for, wait_until_closed

from core.commands import Seek, Step
from core.experiment import default_experiment
from core.session import Session
from gui.exporting.film_progress import FilmProgress
from gui.exporting.rendering import image_of
from gui.exporting.shooting import fitted
from gui.shell.autosaving import INTERVAL_MS, Autosaving
from gui.shell.recovery import Recovery

SMALL = (960, 600)
PALETTE, CODEC = 1.5, 4.0
"""How far colours are off on average, of 255: those of a GIF, and of H.264 with its halved colours."""


@pytest.fixture
def trained(open_window):
    """A window on twelve steps of XOR."""
    session = Session(default_experiment())
    session.train(12)
    return open_window(session, size=SMALL)


def not_to_be_told_apart(picture, window):
    """Whether a picture of a film shows nothing that one would see otherwise in the window."""
    now = pixels(image_of(window))
    return difference(picture, now) < PALETTE and np.mean(np.abs(picture - now).max(axis=2) > 60) < 2e-4


def test_each_picture_is_the_window_at_its_step(trained, tmp_path):
    driver = trained
    film, rate = pictures_in(
        export_film(driver, tmp_path / "it.gif", "window", first=3, last=9, every=3, fps=5)
    )
    assert (len(film), rate) == (3, 5)
    assert (driver.frame.cursor.step, driver.frame.state) == (12, "paused")
    seen = []
    for picture, step in zip(film, (3, 6, 9), strict=True):
        go_to(driver, step)
        driver.window.status.clearMessage()
        driver.window.status.on_timeout()
        assert picture.shape == pixels(image_of(driver.window)).shape
        driver.until(lambda p=picture: not_to_be_told_apart(p, driver.window))  # panels follow in turn
        seen.append(pixels(image_of(driver.window)))
    assert difference(film[0], seen[0]) < difference(film[0], seen[1]), "each is of its own moment"


def test_the_network_phase_by_phase(trained, tmp_path):
    driver = trained
    canvas = driver.window.canvas
    choices = {"first": 2, "last": 3, "by": "phase", "scale": 1, "form": "mp4"}
    film, rate = pictures_in(export_film(driver, tmp_path / "it.mp4", "network", **choices))
    assert (len(film), rate) == (2 * driver.frame.L + 4, 10)
    driver.window.engine.send(Seek(2))
    driver.wait_for(lambda frame: frame.cursor.step == 2)
    start = driver.frame.history.moment
    for number, picture in enumerate(film):
        if number:
            driver.window.engine.send(Step("phase"))
        driver.wait_for(lambda frame, t=start + number: frame.history.moment == t)
        there = pixels(fitted(image_of(canvas), QSize(*picture.shape[1::-1])))
        assert difference(picture, there) < CODEC


def test_a_panel_behind_a_tab_at_another_size(trained, tmp_path):
    driver = trained
    dock, panel = driver.window.docks["matrices"], driver.window.matrices
    assert "matrices" not in driver.window.dock_layout.visible
    choices = {"by": "epoch", "every": 6, "across": 421, "down": 240, "scale": 2, "form": "gif"}
    film, _ = pictures_in(export_film(driver, tmp_path / "it.gif", "matrices", **choices))
    assert [picture.shape for picture in film] == [(480, 842, 3)] * 3
    assert min(difference(film[k], film[k + 1]) for k in (0, 1)) > 0
    assert dock.widget() is panel
    assert "matrices" not in driver.window.dock_layout.visible
    driver.until(lambda: "matrices" not in driver.frame.view.panels)


@pytest.mark.parametrize("how", ["Esc", "button"])
def test_it_can_be_given_up(trained, tmp_path, how):
    driver, file = trained, tmp_path / "it.mp4"
    file.write_bytes(b"before")
    go_to(driver, 5)
    begin_film(driver, file, "network", first=0, last=12, by="phase")
    answer(driver, "save")
    driver.until(lambda: taken(driver) > 2)
    dialog = progress_of(driver)
    assert dialog.bar.value() > 0
    assert dialog.count.text().endswith(" of 84")
    if how == "Esc":
        QTest.keyClick(dialog, Key.Key_Escape)
    else:
        driver.click(dialog.cancel)
    wait_until_over(driver)
    assert driver.sentence == "Writing it.mp4 was given up: nothing was exported."
    assert (driver.frame.cursor.step, driver.frame.state) == (5, "paused")
    assert [k.name for k in tmp_path.iterdir()] == ["it.mp4"]
    assert file.read_bytes() == b"before"
    driver.step("step")
    assert driver.frame.cursor.step == 6


def test_a_window_that_is_closed_in_the_middle_leaves_nothing(trained, tmp_path):
    driver, files = trained, tmp_path / "files"
    files.mkdir()
    autosaving = Autosaving(driver.window, Recovery(tmp_path / "unsaved"))
    driver.step("step")
    begin_film(driver, files / "it.gif", "network", first=0, last=13, by="phase")
    driver.until(lambda: taken(driver) > 2)
    autosaving._timer.start(0)
    driver.until(lambda: taken(driver) > 20)
    assert autosaving._timer.remainingTime() < INTERVAL_MS / 2, "it is put off"
    assert driver.sentence == "", "and nothing is said of it"
    driver.window.sessions.asks = False
    assert driver.window.close()
    assert list(files.iterdir()) == []


def test_training_that_runs_is_paused_and_what_goes_wrong_is_said(trained, tmp_path):
    driver = trained
    driver.run()
    driver.wait_for(lambda frame: frame.cursor.step > 12)
    begin_film(driver, tmp_path / "it.gif", "network", first=0, last=3)
    wait_until_over(driver)
    assert driver.frame.state == "paused"
    dialog = open_film(driver, "network")
    driver.until(dialog.export.isEnabled)
    QTest.keyClick(dialog, Key.Key_Return)
    wait_for(driver, QFileDialog).reject()
    wait_until_closed(driver, QFileDialog)
    driver.window.exports.on_chosen(str(tmp_path / "gone" / "it.mp4"))
    assert notice(driver).startswith("The file it.mp4 was not saved: there is no folder gone; ")
    assert shown(driver, FilmProgress) is None
    assert driver.window.exports.shooting is None
    driver.step()


def test_pictures_of_another_size_fit():
    image = QImage(101, 51, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    padded = pixels(fitted(image, QSize(102, 52)))
    assert padded.shape == (52, 102, 3)
    assert (padded[:51, :101] == (255, 0, 0)).all()
    assert (padded[51] != (255, 0, 0)).any(axis=1).all()
    assert pixels(fitted(image, QSize(60, 60))).shape == (60, 60, 3)
