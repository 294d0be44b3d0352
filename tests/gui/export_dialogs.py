"""Handles the dialogs that export as a person would, and reads pictures as others do."""

from xml.etree import ElementTree

import numpy as np
from driving import Key, Modifier
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from session_dialogs import call_up, choose_file, fill_in, shown, wait_for, wait_until_closed

from gui.exporting.numbers_dialog import NumbersDialog
from gui.exporting.picture_dialog import PictureDialog

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
SVG = "{http://www.w3.org/2000/svg}"


def open_picture(driver, target=None, form="png", scale=1, size=None):
    """Open the dialog by its keys, and choose; it is returned when it could export."""
    dialog = call_up(driver, Key.Key_E, PictureDialog, target)
    driver.choose(dialog.form, form)
    if form == "png":
        driver.choose(dialog.scale, scale)
    if size is not None:
        for field, side in zip((dialog.across, dialog.down), size, strict=True):
            fill_in(driver, field, side)
    wait_for_preview(driver, dialog)
    return dialog


def wait_for_preview(driver, dialog):
    """Wait until the dialog shows what it would export."""
    dialog.preview.clear()
    dialog._later.start(0)
    driver.until(lambda: not dialog.preview.pixmap().isNull() and dialog.export.isEnabled())


def agree(driver, kind=PictureDialog):
    """Press Enter in the dialog that is open."""
    dialog = wait_for(driver, kind)
    QTest.keyClick(dialog, Key.Key_Return)
    driver.until(lambda: shown(driver, kind) is None)


def export_picture(driver, file, *arguments, **choices):
    """Export a picture into `file`, by keys from first to last, and wait until it is said."""
    open_picture(driver, *arguments, **choices)
    agree(driver)
    choose_file(driver, file)
    wait_until_written(driver, file)
    return file


def open_numbers(driver, what, form=None):
    """Open the dialog for numbers, and choose."""
    driver.window.actions["numbers"].trigger()
    dialog = wait_for(driver, NumbersDialog)
    dialog.activateWindow()
    driver.until(dialog.isActiveWindow)
    driver.choose(dialog.what, what)
    if form is not None:
        driver.choose(dialog.form, form)
    return dialog


def export_numbers(driver, file, what, form=None):
    """Export numbers into `file`, and wait until it is said."""
    open_numbers(driver, what, form)
    agree(driver, NumbersDialog)
    choose_file(driver, file)
    wait_until_written(driver, file)
    return file


def wait_until_written(driver, file):
    """Wait for the sentence that says so."""
    driver.until(lambda: driver.sentence == f"{file.name} was written, in {file.parent}.")
    assert file.exists()


def give_up(driver, kind=PictureDialog):
    """Leave the dialog by Esc."""
    QTest.keyClick(wait_for(driver, kind), Key.Key_Escape)
    wait_until_closed(driver, kind)


def pixels(image):
    """The colours of a picture (height, width, 3)."""
    if not isinstance(image, QImage):
        image = QImage(str(image))
    assert not image.isNull()
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).astype(float)


def drawing(file):
    """The root of an SVG file."""
    return ElementTree.parse(file).getroot()


def texts(root):
    """All that can be read in a drawing."""
    return [k.get("aria-label") for k in root.iter() if k.get("aria-label")]
