"""The controls above the layers of the canvas: come to by mouse and keys, and their menus."""

from canvas_mouse import layout, move
from driving import Button, Key
from PySide6.QtCore import QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.selection import Node


def columns(driver):
    return driver.window.canvas.columns


def header(driver, l):
    """A place on the header of layer l."""
    return QPointF(layout(driver).x[l], 24)


def go_to(driver, l):
    """Move the mouse to the header of layer l; returns its controls."""
    move(driver, header(driver, l))
    bar = columns(driver).bar
    assert bar.isVisible()
    assert bar.l == l
    return bar


def wait_for_sizes(driver, *n):
    return driver.wait_for(lambda frame: frame.n == n)


def right_click(driver, at):
    """Press the right button there; returns the menu that opens."""
    canvas = driver.window.canvas
    place = canvas.mapToGlobal(at.toPoint())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at.toPoint(), place)
    QApplication.sendEvent(canvas, event)
    return opened(driver)


def opened(driver):
    menu = columns(driver).menu
    assert menu is not None
    assert menu.isVisible()
    return menu


def entries(menu):
    """What a menu offers, those of its own menus after their names."""
    found = {}
    for action in menu.actions():
        if action.menu() is not None:
            found |= {f"{action.text()} > {name}": inner for name, inner in entries(action.menu()).items()}
        elif not action.isSeparator():
            found[action.text()] = action
    return found


def choose(driver, menu, name):
    """Click an entry of an open menu, or trigger that of a menu within it, and let it close."""
    action = entries(menu)[name]
    if action in menu.actions():
        QTest.mouseClick(menu, Button.LeftButton, pos=menu.actionGeometry(action).center())
    else:
        action.trigger()
        menu.close()
    driver.until(menu.isHidden)


def at_header(driver, l):
    """Go to the headers by their key."""
    driver.window.viewer.select(Node(l, 0))
    driver.wait_for(lambda frame: frame.pick == Node(l, 0))
    driver.press(Key.Key_F6)
    bar = columns(driver).bar
    assert (bar.isVisible(), bar.l, bar.hasFocus()) == (True, l, True)
    return bar
