"""Handles the dialogs of sessions as a person would: file dialogs, questions, notices."""

from driving import Key, Modifier
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit

from core.commands import Open
from core.session import Session
from gui.shell.asking import Notice, Question

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


def shown(driver, kind):
    """The dialog of a kind that is open, None without any."""
    return next((d for d in driver.window.findChildren(kind) if d.isVisible()), None)


def wait_until_closed(driver, kind):
    """Wait until no such dialog is open; the window has the keys then, as a window manager would see to."""
    driver.until(lambda: shown(driver, kind) is None)
    driver.window.activateWindow()
    driver.until(driver.window.isActiveWindow)


def wait_for(driver, kind):
    """Wait until a dialog of this kind is open, and return it."""
    driver.until(lambda: shown(driver, kind) is not None)
    return shown(driver, kind)


def call_up(driver, key, kind, target=None):
    """Press Ctrl+Shift and a key; return the dialog that comes, when it has the keys and shows `target`."""
    driver.press(key, CONTROL | SHIFT)
    dialog = wait_for(driver, kind)
    dialog.activateWindow()
    driver.until(dialog.isActiveWindow)
    if target is not None:
        driver.choose(dialog.what, target)
    return dialog


def fill_in(driver, field, value):
    """Choose or type `value`, as a field of a dialog has it, and leave the field."""
    if hasattr(field, "findData"):
        driver.choose(field, value)
    else:
        driver.type(field, str(value))
        QTest.keyClick(field, Key.Key_Tab)


def choose_file(driver, file):
    """Write the name of a file into the file dialog, and press its button.

    The name is put there as a whole: while it is typed, Qt lists files to choose from over the dialog.
    """
    dialog = wait_for(driver, QFileDialog)
    dialog.findChild(QLineEdit).setText(str(file))
    box = dialog.findChild(QDialogButtonBox)
    button = next(b for b in box.buttons() if box.buttonRole(b) is QDialogButtonBox.ButtonRole.AcceptRole)
    driver.until(button.isEnabled)
    driver.click(button)
    wait_until_closed(driver, QFileDialog)


def answer(driver, which, closes=False):
    """Answer the question that is open by its button; unless the window closes, it goes on."""
    driver.click(wait_for(driver, Question).buttons[which])
    if not closes:
        wait_until_closed(driver, Question)


def notice(driver):
    """What the box says that is open; it is closed."""
    box = wait_for(driver, Notice)
    sentence = box.sentence
    QTest.keyClick(box, Key.Key_Return)
    wait_until_closed(driver, Notice)
    return sentence


def give_up_writing(driver, how):
    """Give up a file that is being written: by Esc, or by the button beside its progress."""
    seeking = driver.window.status.seeking
    seeking._patience.setInterval(0)  # it may be written soon
    driver.wait_for(lambda frame: frame.state == "exporting")
    driver.until(seeking.isVisible)
    if how == "Esc":
        driver.press(Key.Key_Escape)
    else:
        driver.click(seeking.cancel)
    driver.wait_for_state("paused")


def let_pass(driver, times=4):
    """Wait until the timer of what keeps changes has called so many times."""
    calls = []
    called = driver.autosaving.findChild(QTimer).timeout.connect(lambda: calls.append(1))
    driver.until(lambda: len(calls) >= times)
    QObject.disconnect(called)


def save_as(driver, file):
    """Save to `file` by keys."""
    driver.press(Key.Key_S, CONTROL | SHIFT)
    choose_file(driver, file)
    driver.until(lambda: driver.window.sessions.own.file is not None and not driver.window.sessions.busy)


def open_by_keys(driver, file):
    """Open `file` by keys; nothing is waited for."""
    driver.press(Key.Key_O, CONTROL)
    choose_file(driver, file)


def title(driver):
    """The title as the system shows it."""
    mark = "*" if driver.window.isWindowModified() else ""
    return driver.window.windowTitle().replace("[*]", mark, 1)


def edit_eta(driver, eta=0.25):
    """Type another learning rate, and give the keys back to the canvas."""
    driver.write(driver.window.controls.eta, str(eta))
    driver.wait_for(lambda frame: frame.experiment.eta == eta)
    driver.window.canvas.setFocus()


def session_in(file):
    """The session that is in a file."""
    session = Session()
    session.apply(Open(str(file)))
    return session
