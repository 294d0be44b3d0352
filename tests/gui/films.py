"""Exports films as a person would, and reads them by the library's own reader."""

import av
import numpy as np
from driving import Key, Modifier
from PySide6.QtTest import QTest
from session_dialogs import call_up, choose_file, fill_in, shown, wait_for

from core.commands import Seek
from gui.exporting.film_dialog import FilmDialog
from gui.exporting.film_progress import FilmProgress

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


def open_film(driver, target=None, **numbers):
    """Open the dialog by its keys, and choose: the names of `numbers` are those of its fields."""
    dialog = call_up(driver, Key.Key_A, FilmDialog, target)
    for name, value in numbers.items():
        fill_in(driver, getattr(dialog, name), value)
    return dialog


def begin_film(driver, file, target=None, **numbers):
    """Let a film be written to `file`; nothing is waited for."""
    dialog = open_film(driver, target, **numbers)
    driver.until(dialog.export.isEnabled)
    QTest.keyClick(dialog, Key.Key_Return)
    driver.until(lambda: shown(driver, FilmDialog) is None)
    choose_file(driver, file)


def export_film(driver, file, target=None, **numbers):
    """Export a film, and wait until it is said."""
    begin_film(driver, file, target, **numbers)
    wait_until_over(driver)
    driver.until(lambda: driver.sentence == f"{file.name} was written, in {file.parent}.")
    return file


def wait_until_over(driver):
    """Wait until nothing is written any more, and the window has the keys again."""
    driver.until(lambda: driver.window.exports.shooting is None)
    driver.until(lambda: shown(driver, FilmProgress) is None)
    driver.wait_for(lambda frame: frame.pose is None and frame.state in ("paused", "diverged"))
    driver.window.activateWindow()
    driver.until(driver.window.isActiveWindow)


def pictures_in(file):
    """All pictures of a film, each (height, width, 3), and how many are shown a second."""
    with av.open(str(file)) as film:
        found = [k.to_ndarray(format="rgb24").astype(float) for k in film.decode(video=0)]
        return found, film.streams.video[0].average_rate


def go_to(driver, step):
    """Go to the moment after `step` updates, and wait until all of it is worked out."""
    driver.window.engine.send(Seek(step))
    driver.wait_for(lambda frame: frame.cursor.step == step and frame.state == "paused")
    driver.wait_for_score()


def difference(one, other):
    """How far two pictures are apart on average, of 255."""
    return float(np.abs(one - other).mean())


def progress_of(driver):
    """The dialog that tells how far it is."""
    return wait_for(driver, FilmProgress)


def taken(driver):
    """How many pictures were taken of the film that is written."""
    shooting = driver.window.exports.shooting
    return 0 if shooting is None else shooting.taken
