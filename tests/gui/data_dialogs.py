"""Handles the dialog that opens data as a person would: roles, fields, keys; and files for it."""

import pytest
from driving import Key, Modifier
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from session_dialogs import CONTROL, SHIFT, choose_file, shown, wait_until_closed

from core import importing
from gui.importing.dialog import ImportDialog
from gui.importing.words import ROLE_WORDS

LETTERS = {"input": Key.Key_I, "target": Key.Key_T, "out": Key.Key_L}

FLOWERS = """long,wide,colour,kind
5.1,3.5,red,setosa
4.9,3.0,red,setosa
7.0,3.2,blue,versicolor
6.4,3.2,blue,versicolor
6.3,3.3,red,virginica
5.8,2.7,blue,virginica
"""

NUMBERS = "a;b;price\n1,5;2;100,25\n2,5;3;200\n3,5;5;300,5\n"


@pytest.fixture
def slow(monkeypatch):
    """Every file takes its time."""
    monkeypatch.setattr(importing, "AT_ONCE", 0.0)


def write(folder, text, name="flowers.csv"):
    """A file with `text` in it."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def many_rows(folder, rows, name="many.csv", last=""):
    """A file of two inputs and a target, and whatever its last line is."""
    lines = (f"{k % 97}.5,{k % 31},{'no' if k % 3 else 'yes'}\n" for k in range(rows))
    return write(folder, "a,b,answer\n" + "".join(lines) + last, name)


def open_data(driver, file):
    """Choose `file` by keys, and return the dialog that looks into it."""
    driver.press(Key.Key_O, CONTROL | SHIFT)
    choose_file(driver, file)
    return wait_for_dialog(driver)


def wait_for_dialog(driver):
    """The dialog that is open."""
    driver.until(lambda: shown(driver, ImportDialog) is not None)
    dialog = shown(driver, ImportDialog)
    dialog.activateWindow()
    return dialog


def roles(dialog):
    """What the columns are, as their buttons say."""
    return [ROLE_WORDS[role] for role in dialog.choices.roles]


def choose_role(qtbot, dialog, column, words):
    """Press the button of a column, and choose what the menu offers."""
    head = dialog.table.head
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=head.chip(column).center())
    qtbot.waitUntil(lambda: role_menu(dialog) is not None)
    menu = role_menu(dialog)
    action = next(a for a in menu.actions() if a.text().startswith(words))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    qtbot.waitUntil(lambda: role_menu(dialog) is None or not action.isEnabled())


def role_menu(dialog):
    """The menu of roles that is open."""
    return next((m for m in dialog.table.findChildren(QMenu) if m.isVisible()), None)


def click_column(dialog, column, modifier=Modifier.NoModifier):
    """Click into the first cell of a column."""
    table = dialog.table
    at = table.visualRect(table.cells.index(0, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def agree(driver):
    """Open what the dialog shows, with Enter."""
    dialog = wait_for_dialog(driver)
    QTest.keyClick(dialog.focusWidget(), Key.Key_Return)
    wait_until_closed(driver, ImportDialog)


def give_up(driver):
    """Leave the dialog by Esc."""
    QTest.keyClick(wait_for_dialog(driver).focusWidget(), Key.Key_Escape)
    wait_until_closed(driver, ImportDialog)


def wait_for_data(driver, name):
    """Wait for the first frame of the data of a file."""
    return driver.wait_for(lambda f: f.experiment.given is not None and f.experiment.given.title == name)
