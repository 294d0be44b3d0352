"""A long way to another moment: it says where to and how far it is, and can be given up."""

import numpy as np
import pytest
from driving import Button, Key
from PySide6.QtTest import QTest
from time_bar import Asked, at, bar, click, move, press, release, there

from core.commands import Seek
from core.timeline import timeline
from gui.writing.numbers import grouped

STEPS = 30_000


@pytest.fixture
def far(open_window, monkeypatch):
    """A window far from its start, and nothing kept in between."""
    monkeypatch.setattr(timeline, "SPACING", 1000.0)
    driver = open_window(size=(1280, 800))
    driver.run_at_full_speed()
    driver.wait_for(lambda f: f.cursor.step > STEPS, timeout=60_000)
    driver.pause()
    driver.until(lambda: bar(driver).shown.step == driver.frame.cursor.step)
    return driver


def on_the_way(driver, step):
    """Set out for a step, and wait until the window shows that it is under way."""
    driver.window.status.seeking._patience.setInterval(0)  # the way may be over soon
    click(driver, step)
    driver.wait_for(lambda f: f.state == "seeking")
    driver.until(driver.window.status.seeking.isVisible)
    return bar(driver).scrubber.target.step


def test_it_says_where_to_and_how_far_it_is(far):
    wanted = on_the_way(far, STEPS - 100)
    status, transport = far.window.status.seeking, far.window.transport
    assert transport.phase.text() == f"GOING TO STEP {grouped(wanted)}"
    assert status.words.text() == f"Going to step {grouped(wanted)}"
    assert far.window.actions["run"].text() == "Pause"
    assert not far.window.actions["undo"].isEnabled()
    assert not far.window.actions["phase_back"].isEnabled()
    seen = set()
    far.until(lambda: seen.add(status.bar.value()) or far.frame.state != "seeking")
    assert len(seen) > 2
    assert max(seen) > min(seen)
    there(far, wanted)
    far.until(status.isHidden)
    assert transport.phase.text().startswith("UPDATE")


@pytest.mark.parametrize("how", ["Esc", "Cancel", "Space"])
def test_given_up_one_is_where_one_was(far, how):
    before = far.frame
    on_the_way(far, STEPS - 100)
    if how == "Cancel":
        far.click(far.window.status.seeking.cancel)
    else:
        far.press(Key.Key_Escape if how == "Esc" else Key.Key_Space)
    frame = far.wait_for_state("paused")
    assert frame.cursor == before.cursor
    assert np.array_equal(frame.theta, before.theta)
    assert far.window.status.seeking.isHidden()
    assert bar(far).scrubber.target is None
    assert bar(far).handle.x() == pytest.approx(bar(far).track.right)
    click(far, 0)
    there(far, 0)


def test_who_lets_go_elsewhere_need_not_wait_for_the_first_way(far):
    asked = Asked(far, Seek)
    press(far, STEPS - 100)
    far.wait_for(lambda f: f.state == "seeking")
    move(far, STEPS / 2)
    move(far, 0)
    assert len(asked) == 1
    release(far, 0)
    assert [k.step for k in asked][1:] == [0]
    there(far, 0)
    assert not [f for f in far.frames if f.state == "paused" and f.cursor.step == asked[0].step]


def test_a_short_way_flashes_nothing(far):
    shown = []
    far.window.status.seeking.words.setText("")
    for step in (0, 5, 3):
        QTest.mouseClick(bar(far), Button.LeftButton, pos=at(far, step))
        far.wait_for(lambda f: f.state == "paused" and f.history.in_past)
        shown.append(far.window.status.seeking.isVisible())
    assert shown == [False] * 3
