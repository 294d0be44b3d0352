"""A person who does one random thing after another to a window."""

import random
from collections import deque

from at_random import KEYS, MODIFIERS, TEXTS, come_to_actions, leaves, setting
from driving import Button, Key, Modifier
from gaps import Gaps
from gestures import gesture_on
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QToolButton,
)
from shiboken6 import isValid

from core.commands import Edit, Seek
from core.course import names as lessons
from core.datasets import names
from core.landscape.spec import PlaneSpec
from core.selection import Node, Pick
from gui.actions import ACTIONS as ACTIONS_OF_THE_WINDOW
from gui.shell.transport import FULL_SPEED

LAST = 50

ACTIONS = ("run", "run", *(spec.id for spec in ACTIONS_OF_THE_WINDOW if spec.id != "quit"))
CLICKED = (QPushButton, QToolButton, QCheckBox)
WRITTEN = (QLineEdit, QAbstractSpinBox)


class Monkey:
    """Does one random thing after another to a window, and remembers the last of them.

    Attributes:
        last: what they were, in words.
        gaps: for how long each of them, and what came of it in the next turn of the event loop, kept the
            window from anything else.

    """

    def __init__(self, driver, seed):
        self.driver, self.window = driver, driver.window
        self.rng = random.Random(seed)
        self.last = deque(maxlen=LAST)
        self.gaps = Gaps()
        self._count = 0
        self.doings = (
            (self.act, 20), (self.press, 35), (self.click, 12), (self.write, 12), (self.slide, 8),
            (self.load, 4), (self.choose, 5), (self.hide, 2), (self.float, 1), (self.resize, 2),
            (self.colour, 1), (self.wait, 12), (self.point, 12), (self.light, 2),
            (self.build, 6), (self.open_menu, 4),
            (self.bring, 6), (self.see, 6), (self.begin, 2), (self.edit, 6), (self.seek, 3),
            (self.handle, 12), (self.learn, 2), (self.choose_in_menu, 8), (self.leave, 8),
        )  # fmt: skip

    def do(self):
        """One thing more."""
        doing = self.rng.choices([d for d, _ in self.doings], [weight for _, weight in self.doings])[0]
        self.last.append(doing.__name__)

        def done():
            self.last[-1] += f" {doing()}"
            return self.last[-1]

        def follow():
            self.leave(QFileDialog)  # it would write and read files of the person's
            QApplication.processEvents()
            return f"after {self.last[-1]}"

        # Another key would be heard between the two: they are turns of the event loop.
        self.gaps.of(done, self._count)
        self.gaps.of(follow, self._count)
        self._count += 1

    def one_of(self, kinds):
        """A part that a person could reach; None where there is none."""
        stage = self.window.presenting.stage
        roots = (self.window,) if stage is None else (self.window, stage.inner)
        parts = [
            p for r in roots for k in kinds for p in r.findChildren(k) if p.isVisible() and p.isEnabled()
        ]
        return self.rng.choice(parts) if parts else None

    def learn(self):
        """Begin a lesson; what it waits for is done or not by what comes next."""
        name = self.rng.choice(lessons())
        self.window.teaching.course.begin(name)
        return name

    def act(self):
        come_to_actions()
        name = self.rng.choice(ACTIONS)
        if (action := self.window.actions[name]).isEnabled():
            action.trigger()
        return name

    def choose_in_menu(self):
        """Choose anything from the menu bar but to quit."""
        come_to_actions()
        quitting = self.window.actions["quit"]
        found = [k for k in leaves(self.window.menuBar()) if k.isEnabled() and k is not quitting]
        action = self.rng.choice(found)
        action.trigger()
        return action.text()

    def leave(self, kind=QDialog):
        """Close what is open over the window or beside it."""
        open_ones = [k for k in QApplication.topLevelWidgets() if isinstance(k, kind) and k.isVisible()]
        for dialog in open_ones:
            QTest.keyClick(dialog, Key.Key_Escape)
        return ", ".join(type(k).__name__ for k in open_ones)

    def press(self):
        key, modifier = self.rng.choice(KEYS), self.rng.choice(MODIFIERS)
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window.canvas
        QTest.keyClick(target, key, modifier)
        return f"{modifier.name}+{key.name} on {target.objectName() or type(target).__name__}"

    def click(self):
        part = self.one_of(CLICKED)
        if part is None:
            return "nothing"
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
        come_to_actions()
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
        if not dock.features() & dock.DockWidgetFeature.DockWidgetFloatable:
            return "nothing"
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
        if menu is None or not isValid(menu) or not menu.isVisible():
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

    # The pictures of what is learned

    def bring(self):
        """Bring a panel to the front, mostly one of the pictures."""
        shown = [p.name for p in self.window.pictures]
        name = self.rng.choice([*shown, *shown, *self.window.docks])
        self.window.docks[name].show()
        self.window.docks[name].raise_()
        return name

    def see(self):
        """Ask for other pictures."""
        n, drawn = self.window.engine.frame.n, self.rng.random()
        if drawn < 0.3:
            what = {"maps": self.rng.random() < 0.7}
        elif drawn < 0.55:
            what = {"axes": None if n[0] < 2 else tuple(self.rng.sample(range(n[0]), 2))}
        elif drawn < 0.75:
            what = {"hidden": self.rng.randint(1, len(n) - 1)}
        else:
            kind = self.rng.choice(("parameters", "path", "gradient", "random"))
            what = {"landscape": PlaneSpec(kind, turn=self.rng.randint(0, 3), seed=self.rng.randint(0, 3))}
        self.window.viewer.change(**what)
        return what

    def begin(self):
        """Begin one of the examples."""
        come_to_actions()
        action = self.rng.choice([a for a in self.window.menus.presets.actions() if a.data()])
        action.trigger()
        return action.data()

    def edit(self):
        """Ask for another setting, whether it can be or not."""
        quantity, value = setting(self.rng, self.window.engine.frame.experiment)
        self.window.engine.send(Edit(quantity, value))
        return f"{quantity} {value}"

    def seek(self):
        """Go to another step of the run."""
        step = self.rng.choice((None, 0, self.rng.randint(0, self.window.engine.frame.cursor.step)))
        self.window.engine.send(Seek(step))
        return step

    def handle(self):
        """Move, drag, click or turn the wheel on a picture of a panel."""
        pictures = self.window.hidden.picture, *self.window.landscape.views, self.window.health.view
        seen = [p for p in pictures if p is not None and p.isVisible()]
        if not seen:
            return "no picture"
        picture = self.rng.choice(seen)
        target = picture.viewport() if hasattr(picture, "viewport") else picture
        return f"{gesture_on(target, self.rng)} on {type(picture).__name__}"
