"""Whatever a person does in whatever order: no exception, no warning, and the window goes on.

RANDOM_EVENTS and RANDOM_SEEDS in the environment ask for more of them: 5000 and 1,2,3, say.
"""

import os
import random
from collections import deque
from dataclasses import replace

import pytest
from by_hand import BatchPass, Pass
from driving import Button, Key, Modifier
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from core.datasets import names
from core.experiment import default_experiment
from core.selection import Node, Pick
from gui.actions import ACTIONS as ACTIONS_OF_THE_WINDOW
from gui.shell.about import Page
from gui.shell.transport import FULL_SPEED

EVENTS = int(os.environ.get("RANDOM_EVENTS", "1500"))
SEEDS = [int(seed) for seed in os.environ.get("RANDOM_SEEDS", "1").split(",")]
LAST = 50
ACTIONS = ("run", "run", *(spec.id for spec in ACTIONS_OF_THE_WINDOW if spec.id != "quit"))
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
CLICKED = (QPushButton, QToolButton, QCheckBox)
WRITTEN = (QLineEdit, QAbstractSpinBox)


class Monkey:
    """Does one random thing after another to a window, and remembers the last of them."""

    def __init__(self, driver, seed):
        self.driver, self.window = driver, driver.window
        self.rng = random.Random(seed)
        self.last = deque(maxlen=LAST)
        self.doings = (
            (self.act, 20), (self.press, 35), (self.click, 12), (self.write, 12), (self.slide, 8),
            (self.load, 4), (self.choose, 5), (self.hide, 2), (self.float, 1), (self.resize, 2),
            (self.colour, 1), (self.wait, 12), (self.point, 12), (self.light, 2),
            (self.build, 6), (self.open_menu, 4),
        )  # fmt: skip

    def do(self):
        """One thing more."""
        doing = self.rng.choices([d for d, _ in self.doings], [weight for _, weight in self.doings])[0]
        self.last.append(f"{doing.__name__} {doing()}")
        QApplication.processEvents()

    def one_of(self, kinds):
        """A part that a person could reach; None where there is none."""
        parts = [
            p for kind in kinds for p in self.window.findChildren(kind) if p.isVisible() and p.isEnabled()
        ]
        return self.rng.choice(parts) if parts else None

    def act(self):
        name = self.rng.choice(ACTIONS)
        if (action := self.window.actions[name]).isEnabled():
            action.trigger()
        for page in (*self.window.findChildren(Page), *self.window.findChildren(QFileDialog)):
            QTest.keyClick(page, Key.Key_Escape)
        return name

    def press(self):
        key, modifier = self.rng.choice(KEYS), self.rng.choice(MODIFIERS)
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window.canvas
        QTest.keyClick(target, key, modifier)
        return f"{modifier.name}+{key.name} on {target.objectName() or type(target).__name__}"

    def click(self):
        part = self.one_of(CLICKED)
        QTest.mouseClick(part, Button.LeftButton, Modifier.NoModifier, QPoint(5, part.height() // 2))
        return part.text()

    def write(self):
        part, text = self.one_of(WRITTEN), self.rng.choice(TEXTS)
        if part is None:
            return "nowhere"
        self.driver.type(part, text)
        if self.rng.random() < 0.7:
            QTest.keyClick(part, Key.Key_Return)
        return f"{text!r} into {part.accessibleName() or type(part).__name__}"

    def slide(self):
        place = self.rng.randint(0, FULL_SPEED)
        self.window.transport.slider.setValue(place)
        return place

    def load(self):
        name = self.rng.choice(names())
        self.driver.data_action(name).trigger()
        return name

    def choose(self):
        part = self.one_of([QComboBox])
        if part is None:
            return "nothing"
        key = self.rng.choice((Key.Key_Up, Key.Key_Down))
        QTest.keyClick(part, key)
        return f"{part.currentText()} in {part.accessibleName()}"

    def hide(self):
        name = self.rng.choice(list(self.window.docks))
        self.window.docks[name].toggleViewAction().trigger()
        return name

    def float(self):
        dock = self.window.docks[self.rng.choice(list(self.window.docks))]
        dock.setFloating(not dock.isFloating())
        return dock.objectName()

    def resize(self):
        size = self.rng.randint(700, 1600), self.rng.randint(500, 1000)
        self.window.resize(*size)
        return size

    def colour(self):
        name = self.rng.choice(("light", "dark", "system"))
        self.window.choose_theme(name)
        return name

    def point(self):
        """Move, click or double click on the canvas: mostly on a node, bias, edge or target."""
        canvas, frame = self.window.canvas, self.window.engine.frame
        selection = self.selection(frame.n)
        at = canvas.place(selection) if self.rng.random() < 0.8 else QPointF(canvas.rect().center())
        if self.rng.random() < 0.2:
            at = canvas._seen(canvas._frame).target(0).center()
        gesture = self.rng.choice((QTest.mouseMove, QTest.mouseClick, QTest.mouseDClick))
        button = () if gesture is QTest.mouseMove else (Button.LeftButton, Modifier.NoModifier)
        gesture(canvas, *button, at.toPoint())
        return f"{gesture.__name__} on {selection} at {at}"

    def build(self):
        """Use one of the controls above a layer."""
        canvas = self.window.canvas
        l = self.rng.randint(0, canvas._frame.L)
        QTest.mouseMove(canvas, QPointF(canvas.laid_out().x[l], 20).toPoint())
        columns, bar = canvas.columns, canvas.columns.bar
        parts = bar.fewer, bar.more, bar.gone, bar.size_field, columns.before, columns.after
        part = self.rng.choice([p for p in parts if p.isVisible()] or [canvas])
        QTest.mouseClick(part, Button.LeftButton)
        return f"{part.accessibleName()} of layer {l}"

    def open_menu(self):
        """Choose something from the menu of a header, a node, a bias or an edge, or leave it."""
        canvas = self.window.canvas
        thing = self.selection(canvas._frame.n)
        at = QPoint(round(canvas.laid_out().x[thing.l]), 20)
        if self.rng.random() < 0.5:
            at = canvas.place(thing).toPoint()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.mapToGlobal(at))
        QApplication.sendEvent(canvas, event)
        menu = canvas.columns.menu
        if menu is None or not menu.isVisible():
            return f"nothing at {at}"
        action = self.rng.choice([a for a in menu.actions() if a.isEnabled() and a.menu() is None])
        action.trigger()
        menu.close()
        return f"{action.text()} at {at}"

    def light(self):
        lit = tuple(self.selection(self.window.engine.frame.n) for _ in range(self.rng.randint(0, 40)))
        self.window.canvas.light(lit)
        return len(lit)

    def selection(self, n):
        l, drawn = self.rng.randint(0, len(n) - 1), self.rng.random()
        i = self.rng.randint(0, n[l] - 1)
        if l == 0 or drawn < 0.3:
            return Node(l, i)
        return Pick(l, i, self.rng.randint(0, n[l - 1] - 1) if drawn < 0.8 else None)

    def wait(self):
        ms = self.rng.choice((1, 4, 12))
        QTest.qWait(ms)
        return ms


@pytest.mark.qt_log_ignore("Keyboard event not accepted", extend=True)  # a menu has no use for F2
@pytest.mark.parametrize("seed", SEEDS)
def test_random_events(open_window, monkeypatch, troubles, qtlog, seed):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    driver = open_window(default_experiment("circle"))
    driver.run_at_full_speed()
    monkey = Monkey(driver, seed)
    for k in range(EVENTS):
        try:
            monkey.do()
            warnings = [r.message for r in qtlog.records if not r.ignored]
            assert not troubles.found + warnings
        except Exception as error:
            pytest.fail("\n".join([f"seed {seed}, event {k}: {error}", *monkey.last, *troubles.take()]))
    still_works(driver)


def still_works(driver):
    """After all that, an experiment begins, trains and is right."""
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    driver.window.activateWindow()  # a floating panel may have been active last
    driver.window.canvas.setFocus()
    if driver.load("circle" if driver.experiment.dataset == "xor" else "xor").state == "running":
        driver.pause()
    driver.wait_for_state("paused")
    frame = driver.step("step")
    sigma, data = frame.experiment.activations, frame.dataset
    mean = BatchPass(frame.w_before, frame.b_before, sigma, data.x[:, frame.batch], data.y[:, frame.batch])
    own = Pass(frame.w_before, frame.b_before, sigma, frame.x[:, 0], frame.y[:, 0])
    assert abs(frame.mean_cost - mean.C) < 1e-12
    assert abs(frame.C - own.C) < 1e-12
    if "controls" in driver.window.dock_layout.visible:
        assert driver.window.controls.dataset.value() == frame.experiment.dataset
    driver.window.actions["reset"].trigger()
    assert driver.wait_for(lambda frame: frame.cursor.step == 0).experiment == replace(frame.experiment)
