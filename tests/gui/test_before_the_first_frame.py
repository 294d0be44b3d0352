"""Whoever is quicker than the first frame does no harm, wherever he clicks."""

from driving import Button, Key
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox

PICTURES = ("confusion", "health", "hidden", "landscape")
KEYS = (Key.Key_Escape, Key.Key_Plus, Key.Key_Home, Key.Key_Left)


def reachable(window, kind):
    return [part for part in window.findChildren(kind) if part.isVisible() and part.isEnabled()]


def test_nothing_can_go_wrong_before_there_is_a_network(open_window):
    driver = open_window(start=False)
    window = driver.window
    driver.type(window.controls.eta, "0.5")
    QTest.keyClick(window.controls.eta, Key.Key_Return)
    pictures = window.hidden.picture, window.landscape.map, window.landscape.surface, window.canvas
    for name in PICTURES:
        window.docks[name].show()
        window.docks[name].raise_()
        QApplication.processEvents()
        for button in reachable(window, QAbstractButton):
            if not button.objectName().startswith("qt_dockwidget"):  # which close panels
                QTest.mouseClick(button, Button.LeftButton)
        for choice in reachable(window, QComboBox):
            QTest.keyClick(choice, Key.Key_Down)
        for picture in pictures:
            for key in KEYS:
                QTest.keyClick(picture, key)
            QTest.mouseClick(picture, Button.LeftButton)
            QTest.mouseDClick(picture, Button.LeftButton)
            QTest.mouseMove(picture)
    window.engine.start()
    frame = driver.wait_for(lambda frame: True)
    assert window.controls.eta.isEnabled()
    assert window.controls.eta.value() == frame.experiment.eta
