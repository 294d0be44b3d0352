"""Does an exercise as a person would: begins it, types an answer, steps to a question."""

import pytest
from driving import Key, Modifier
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


@pytest.fixture
def bar(driver):
    """The bar of a window in which the exercise was switched on."""
    return begin(driver)


def begin(driver):
    driver.press(Key.Key_E, Modifier.ControlModifier)
    driver.wait_for(lambda frame: frame.view.exercise)
    bar = driver.window.network.exercise
    driver.until(bar.isVisible)
    return bar


def type_in(bar, text, enter=True):
    bar.field.selectAll()
    QTest.keyClick(bar.field, Key.Key_Delete)
    for character in text:  # QTest.keyClicks knows no character beyond Latin-1
        QApplication.sendEvent(bar.field, QKeyEvent(QEvent.Type.KeyPress, 0, Modifier.NoModifier, character))
    if enter:
        QTest.keyClick(bar.field, Key.Key_Return)


def go_to(driver, phase, l=0):
    """Step by the key until `phase` is the next one."""
    place = driver.frame.L
    while True:
        question = driver.frame.question
        if question is not None and (question.phase, question.layer) == (phase, l):
            return question
        driver.step()
        place += 1
        assert place < 40
