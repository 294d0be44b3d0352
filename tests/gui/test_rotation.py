"""Panels in turn while training runs, all at once while it is paused."""

from types import SimpleNamespace

import pytest

from gui import rotation
from gui.rotation import PANEL_MS, Rotation


class Panel:
    def __init__(self):
        self.shown = []

    def show_frame(self, frame):
        self.shown.append(frame)


class Clock:
    def __init__(self):
        self.now = 0

    def start(self):
        self.now = 0

    def elapsed(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(rotation, "QElapsedTimer", lambda: clock)
    return clock


@pytest.fixture
def panels():
    return [Panel(), Panel(), Panel()]


def frame(live, number=0):
    return SimpleNamespace(live=live, number=number)


def test_paused_every_panel_gets_every_frame(clock, panels):
    turns = Rotation(panels)
    for k in range(5):
        turns.show_frame(frame(live=False, number=k))
    assert all([f.number for f in panel.shown] == [0, 1, 2, 3, 4] for panel in panels)


def test_running_a_frame_goes_to_one_panel_at_most(clock, panels):
    turns = Rotation(panels)
    for k in range(200):
        before = sum(len(panel.shown) for panel in panels)
        turns.show_frame(frame(live=True, number=k))
        assert sum(len(panel.shown) for panel in panels) - before <= 1
        clock.now += 4


def test_running_each_panel_gets_fifteen_frames_a_second(clock, panels):
    turns = Rotation(panels)
    for _ in range(1000):
        turns.show_frame(frame(live=True))
        clock.now += 16
    for panel in panels:
        assert 0.75 * 16_000 / PANEL_MS <= len(panel.shown) <= 16_000 / PANEL_MS + 1


def test_a_slow_display_still_gives_every_panel_its_turn(clock, panels):
    turns = Rotation(panels)
    for _ in range(30):
        turns.show_frame(frame(live=True))
        clock.now += 200
    assert [len(panel.shown) for panel in panels] == [10, 10, 10]


def test_the_frame_of_a_pause_goes_to_all(clock, panels):
    turns = Rotation(panels)
    turns.show_frame(frame(live=True, number=1))
    turns.show_frame(frame(live=False, number=2))
    assert [panel.shown[-1].number for panel in panels] == [2, 2, 2]
