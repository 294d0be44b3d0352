"""Strokes, keys and buttons at random and without a pause, while training runs: all ends well."""

import numpy as np
import pytest
from brush import LEFT, RIGHT, Hand, drawn
from driving import Key, Modifier
from noting import noted
from PySide6.QtWidgets import QApplication

from core.commands import Show

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
KEYS = (
    (Key.Key_1, Modifier.NoModifier), (Key.Key_2, Modifier.NoModifier), (Key.Key_3, Modifier.NoModifier),
    (Key.Key_E, Modifier.NoModifier), (Key.Key_Space, Modifier.NoModifier), (Key.Key_Z, CONTROL),
    (Key.Key_Z, CONTROL | SHIFT), (Key.Key_Right, Modifier.NoModifier), (Key.Key_Left, Modifier.NoModifier),
)  # fmt: skip


class Monkey:
    """Does one thing after another."""

    def __init__(self, hand, seed):
        self.hand, self.rng = hand, np.random.default_rng(seed)
        self.down = None

    def place(self):
        """Somewhere on the plane."""
        return tuple(self.rng.uniform(-1.15, 1.15, 2).tolist())

    def do(self):
        """Press, move, let go, type a key, click a tool, or wait a moment."""
        chance = self.rng.random()
        if self.hand.plane.area is None or not self.hand.layer.isVisible():
            QApplication.processEvents()
        elif chance < 0.25 and self.down is None:
            self.down = LEFT if self.rng.random() < 0.6 else RIGHT
            self.hand.press(self.place(), self.down)
        elif chance < 0.55:
            self.hand.move(self.place())
        elif chance < 0.75 and self.down is not None:
            self.hand.release(self.place(), self.down)
            self.down = None
        elif chance < 0.85:
            self.hand.driver.press(*KEYS[int(self.rng.integers(len(KEYS)))])
        elif chance < 0.87:
            self.tool()
        else:
            QApplication.processEvents()

    def tool(self):
        """Click one of the tools."""
        tools = [self.hand.output.classes.more, *self.hand.output.bar.buttons.values()]
        seen = [button for button in tools if button.isVisible() and button.isEnabled()]
        if seen:
            self.hand.driver.click(seen[int(self.rng.integers(len(seen)))])

    def end(self):
        """Let go, and take the brush again if it was lost on a way back in time."""
        if self.down is not None and self.hand.layer.isVisible() and self.hand.plane.area is not None:
            self.hand.release((0.0, 0.0), self.down)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_the_plane_shows_the_points_there_are(open_window, seed):
    driver = open_window(drawn(classes=3), size=(1600, 1000))
    hand = Hand(driver).take_brush()
    driver.run_at_full_speed()
    monkey = Monkey(hand, seed)
    for _ in range(300):
        monkey.do()
    monkey.end()
    engine, last = driver.window.engine, Show(driver.window.view)
    with noted(engine.heard) as heard:
        engine.send(last)
        driver.until(lambda: any(command is last for command in heard))
    driver.until(lambda: engine.frame.state != "seeking" and not hand.easel.strokes)
    driver.until(lambda: not hand.easel.sending.begins)
    if engine.frame.state in ("running", "stepping"):
        driver.pause()
    driver.until(lambda: engine.frame.state in ("paused", "diverged"))
    driver.until(lambda: hand.plane.frame.dataset is engine.frame.dataset)
    driver.until(lambda: engine.frame.score is not None and engine.frame.output is not None)
    assert hand.easel.now is None
    assert hand.plane._gone is None
    assert len(engine.frame.score.costs) == engine.frame.dataset.samples
    for x1, x2, label in hand.points[-3:]:
        if (x1, x2) != tuple(engine.frame.x[:2, 0].tolist()):
            assert hand.seen(x1, x2, label) or _covered(hand.points, x1, x2)


def _covered(points, x1, x2):
    """Whether another dot, or the ring around the sample shown, may lie on a point."""
    away = np.hypot(*(np.array(points)[:, :2] - (x1, x2)).T)
    return np.count_nonzero(away < 0.2) > 1
