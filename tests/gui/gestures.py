"""Random things that a hand does with a mouse."""

from driving import Button, Modifier
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def place_in(part, rng):
    """Some pixel of a widget."""
    return QPoint(rng.randrange(max(1, part.width())), rng.randrange(max(1, part.height())))


def gesture_on(target, rng):
    """Move, drag, click or turn the wheel somewhere on a widget, and say what it was."""
    at, other = place_in(target, rng), place_in(target, rng)
    gesture = rng.choice(("move", "drag", "click", "double", "wheel", "wheel"))
    if gesture == "move":
        QTest.mouseMove(target, at)
    elif gesture == "drag":
        QTest.mousePress(target, Button.LeftButton, Modifier.NoModifier, at)
        QTest.mouseMove(target, other)
        QTest.mouseRelease(target, Button.LeftButton, Modifier.NoModifier, other)
    elif gesture == "click":
        QTest.mouseClick(target, Button.LeftButton, Modifier.NoModifier, at)
    elif gesture == "double":
        QTest.mouseDClick(target, Button.LeftButton, Modifier.NoModifier, at)
    else:
        turn_wheel(target, at, rng.choice((-1200, -120, 120, 1200)))
    return f"{gesture} at {at}"


def turn_wheel(target, at, turned):
    """Turn the wheel at a pixel by so many eighths of a degree."""
    where = QPointF(at), QPointF(target.mapToGlobal(at))
    none, phase = Button.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(*where, QPoint(), QPoint(0, turned), none, Modifier.NoModifier, phase, False)
    QApplication.sendEvent(target, event)
