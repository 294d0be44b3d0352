"""What a person who does random things presses, types and chooses."""

from driving import Key, Modifier
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.activations import ACTIVATIONS
from core.costs import COSTS
from core.optimisers import OPTIMISERS
from core.schedules import SCHEDULES, Schedule

KEYS = (
    Key.Key_Space, Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End,
    Key.Key_PageUp, Key.Key_PageDown, Key.Key_Tab, Key.Key_Backtab, Key.Key_Return, Key.Key_Escape,
    Key.Key_Delete, Key.Key_Backspace, Key.Key_0, Key.Key_7, Key.Key_Period, Key.Key_Minus, Key.Key_Comma,
    Key.Key_A, Key.Key_E, Key.Key_L, Key.Key_R, Key.Key_F2, Key.Key_F6, Key.Key_Plus, Key.Key_Insert,
    Key.Key_Enter,
)  # fmt: skip
MODIFIERS = (
    *[Modifier.NoModifier] * 6, Modifier.ShiftModifier, Modifier.ControlModifier, Modifier.AltModifier,
)  # fmt: skip
TEXTS = (
    "", "0", "1", "2", "3", "8, 8", "5,4,3", "0.1", "0.5", "2", "1000000", "-1", "1e-3", "abc", "0,0", "16",
    "99999999", "nan", "4 4", "0.25", "12",
    "w2 1 3", "b1 2", "w111", "1/4", "1e400", "1e12", "-1e12",
)  # fmt: skip
DEEP = 4
"""Dialogs that may be open over one another."""


def come_to_actions():
    """Close the dialogs behind which nobody comes to the menus of the window, nor to their keys."""
    for _ in range(DEEP):
        if (dialog := QApplication.activeModalWidget()) is not None:
            QTest.keyClick(dialog, Key.Key_Escape)


def setting(rng, experiment):
    """A quantity that can be edited, and a value that it can have or not."""
    schedule = Schedule(rng.choice(SCHEDULES), rng.choice((1, 50, 1000)), 0.5)
    return rng.choice(
        (
            ("cost", rng.choice(list(COSTS))),
            ("optimiser", rng.choice(list(OPTIMISERS))),
            ("schedule", schedule),
            ("eta", rng.choice((1e-3, 0.1, 1.0, 30.0, 1e6))),
            ("l1", rng.choice((0.0, 0.01, 10.0))),
            ("l2", rng.choice((0.0, 0.01, 10.0))),
            ("activations", tuple(rng.choices(list(ACTIVATIONS), k=len(experiment.activations)))),
        )
    )


def leaves(menu):
    """The actions of a menu, and of the menus in it, that open no other menu."""
    for action in menu.actions():
        if action.menu() is not None:
            yield from leaves(action.menu())
        elif not action.isSeparator():
            yield action
