"""Panels in turn while training runs, all at once while it is paused."""

from types import SimpleNamespace

import pytest

from gui.shell import rotation
from gui.shell.rotation import CALM_MS, QUICK_MS, Rotation


class Panel:
    def __init__(self):
        self.shown, self.visible = [], True

    def isVisible(self):
        return self.visible

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
def quick():
    return [Panel(), Panel(), Panel()]


@pytest.fixture
def calm():
    return [Panel(), Panel()]


@pytest.fixture
def turns(clock, quick, calm):
    return Rotation(dict.fromkeys(quick, QUICK_MS) | dict.fromkeys(calm, CALM_MS), Panel.isVisible)


def frame(live, number=0):
    return SimpleNamespace(live=live, number=number)


def run(turns, clock, times, apart):
    """Show so many frames of a running training, so many milliseconds apart."""
    for k in range(times):
        turns.show_frame(frame(live=True, number=k))
        clock.now += apart


def test_paused_every_panel_gets_every_frame(turns, quick, calm):
    for k in range(5):
        turns.show_frame(frame(live=False, number=k))
    assert all([f.number for f in panel.shown] == [0, 1, 2, 3, 4] for panel in quick + calm)


def test_paused_a_hidden_panel_gets_none(turns, quick):
    quick[1].visible = False
    turns.show_frame(frame(live=False))
    assert [len(panel.shown) for panel in quick] == [1, 0, 1]


def test_running_a_frame_goes_to_one_panel_at_most(turns, clock, quick, calm):
    for k in range(200):
        before = sum(len(panel.shown) for panel in quick + calm)
        turns.show_frame(frame(live=True, number=k))
        assert sum(len(panel.shown) for panel in quick + calm) - before <= 1
        clock.now += 4


@pytest.mark.parametrize("apart", [8, 12])
def test_running_each_panel_has_its_own_pace(turns, clock, quick, calm, apart):
    run(turns, clock, 16_000 // apart, apart)
    for panel in quick:
        assert 0.95 * 16_000 / QUICK_MS <= len(panel.shown) <= 16_000 / QUICK_MS + 1
    for panel in calm:
        assert 0.95 * 16_000 / CALM_MS <= len(panel.shown) <= 16_000 / CALM_MS + 1


def test_a_slow_display_still_gives_every_panel_its_turn(turns, clock, quick, calm):
    run(turns, clock, 60, 100)
    counts = [len(panel.shown) for panel in quick + calm]
    assert all(15 <= k <= 19 for k in counts[:3]), counts
    assert all(3 <= k <= 5 for k in counts[3:]), counts


def test_light_panels_go_along_and_hold_nobody_up(clock, quick):
    light = [Panel(), Panel()]
    paces = dict.fromkeys(quick, QUICK_MS) | dict.fromkeys(light, QUICK_MS)
    run(Rotation(paces, Panel.isVisible, light), clock, 16_000 // 15, 15)
    for panel in (*quick, *light):
        assert 0.95 * 16_000 / QUICK_MS <= len(panel.shown) <= 16_000 / QUICK_MS + 1
    heavy = [f.number for panel in quick for f in panel.shown]
    assert len(heavy) == len(set(heavy)), "one at a time"


def test_a_hidden_panel_takes_no_turn_from_the_others(turns, clock, quick, calm):
    for panel in (*calm, quick[0]):
        panel.visible = False
    run(turns, clock, 60, QUICK_MS // 2 + 1)
    assert not quick[0].shown
    assert not any(panel.shown for panel in calm)
    assert all(28 <= len(panel.shown) <= 32 for panel in quick[1:])


def test_with_all_panels_hidden_nothing_is_shown(turns, clock, quick, calm):
    for panel in quick + calm:
        panel.visible = False
    run(turns, clock, 20, 100)
    assert not any(panel.shown for panel in quick + calm)


def test_a_panel_that_comes_back_is_served_at_once(turns, clock, quick, calm):
    quick[0].visible = False
    run(turns, clock, 100, 16)
    quick[0].visible = True
    turns.show_frame(frame(live=True, number=100))
    assert [f.number for f in quick[0].shown] == [100]


def test_the_frame_of_a_pause_goes_to_all(turns, quick, calm):
    turns.show_frame(frame(live=True, number=1))
    turns.show_frame(frame(live=False, number=2))
    assert all(panel.shown[-1].number == 2 for panel in quick + calm)
