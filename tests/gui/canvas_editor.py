"""The editor on the canvas: opened by double clicks, written in, and what is asked for then."""

import pytest
from canvas_mouse import double_click, layout
from driving import Key, Modifier
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.commands import Edit
from core.selection import Node


@pytest.fixture
def editor(driver):
    return driver.window.canvas.editor


@pytest.fixture
def asked(driver):
    """Every edit that is asked for."""
    found = []

    def on_command(command):
        if isinstance(command, Edit):
            found.append(command)

    driver.window.engine.command.connect(on_command)
    yield found
    driver.window.engine.command.disconnect(on_command)


def target(driver, i):
    """The middle of the words y = … beside an output."""
    return layout(driver).target(i).center() - QPointF(25, 0)


def place(driver, selection):
    """Where to double click: of an output node that is its target."""
    if isinstance(selection, Node) and selection.l == driver.frame.L:
        return target(driver, selection.i)
    return driver.window.canvas.place(selection)


def number(frame, selection):
    """The number that an edit of `selection` changes."""
    l = selection.l
    if isinstance(selection, Node):
        return (frame.x if l == 0 else frame.y)[selection.i, 0]
    return frame.b[l][selection.A, 0] if selection.B is None else frame.w[l][selection.A, selection.B]


def open_on(driver, selection):
    double_click(driver, place(driver, selection))
    editor = driver.window.canvas.editor
    assert editor.isVisible()
    assert editor.hasFocus()
    return editor


def type_and_enter(driver, text):
    """Write over what is selected, with whatever keyboard has the characters, and press Enter."""
    editor = driver.window.canvas.editor
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(editor, QKeyEvent(kind, 0, Modifier.NoModifier, character))
    driver.qtbot.keyClick(editor, Key.Key_Return)
