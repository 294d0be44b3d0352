"""The badge of the gradients' health: it says calmly what is grave, and leads to the panel."""

from dataclasses import replace

import pytest

from core.experiment import default_experiment
from core.health.remarks import Remark
from core.presets import preset
from gui.health.badge import LOOKS, PATIENCE, HealthBadge

GRAVE = Remark("vanishing", (1,), "Gradients vanish: they are small. So it is.", True)
OTHER = Remark("dead", (1,), "Dead nodes: 8 of 8 in layer 1.", True)
NOTE = Remark("small", (), "Steps are tiny.", False)


class Told:
    """What a watch would know."""

    stale = False
    remarks = ()

    def follow(self, frame):
        """Know what it was told."""


class Live:
    live = True


class Still:
    live = False


@pytest.fixture
def badge(qtbot):
    found = HealthBadge()
    qtbot.addWidget(found)
    found._watch = Told()
    return found


def look(badge, *remarks, frame=Live, times=1):
    badge._watch.remarks = remarks
    for _ in range(times):
        badge.show_frame(frame)
    return badge.remark.kind if badge.remark else ""


def test_while_training_runs_only_what_lasts_is_said(badge):
    assert look(badge, GRAVE, times=LOOKS - 1) == ""
    assert look(badge) == ""
    assert look(badge, GRAVE, times=LOOKS - 1) == ""
    assert look(badge, GRAVE) == "vanishing"


def test_it_goes_when_nothing_was_grave_for_a_while(badge):
    look(badge, GRAVE, times=LOOKS)
    assert look(badge, NOTE, times=PATIENCE - 1) == "vanishing"
    assert look(badge, GRAVE) == "vanishing"
    assert look(badge, NOTE, times=PATIENCE) == ""
    assert badge.button.isHidden()


def test_at_rest_it_is_what_is_so(badge):
    assert look(badge, GRAVE, frame=Still) == "vanishing"
    assert look(badge, OTHER, GRAVE, frame=Still) == "dead"
    assert look(badge, NOTE, frame=Still) == ""


def test_what_is_out_of_date_is_not_said(badge):
    look(badge, GRAVE, frame=Still)
    badge._watch.stale = True
    assert look(badge, GRAVE, frame=Still) == ""


def test_it_tells_when_it_comes_changes_and_goes(badge):
    changes = []
    badge.changed.connect(lambda: changes.append(badge.remark))
    for remarks in ((GRAVE,), (GRAVE,), (OTHER,), ()):
        look(badge, *remarks, frame=Still)
    assert changes == [GRAVE, OTHER, None]


def test_a_click_shows_the_panel(open_window):
    driver = open_window(preset("vanishing").experiment)
    window = driver.window
    assert "health" not in window.dock_layout.visible
    assert window.badge.button.isHidden()
    driver.step("step")
    driver.until(window.badge.button.isVisible)
    assert window.badge.button.text() == "gradients vanish"
    assert "multiplied by w and σ′" in window.badge.button.toolTip()
    driver.click(window.badge.button)
    driver.until(lambda: "health" in window.dock_layout.visible)
    driver.load("xor")
    driver.until(window.badge.button.isHidden)


def test_the_numbers_in_the_status_bar_leave_it_room(open_window):
    driver = open_window(replace(preset("vanishing").experiment, held_out=0.2), size=(1280, 800))
    driver.step("step")
    badge, status = driver.window.badge, driver.window.status
    driver.until(badge.button.isVisible)
    assert badge.button.width() >= badge.button.sizeHint().width()
    assert badge.x() < status.train.x()
    assert badge.mapTo(status, badge.rect().bottomRight()).x() <= status.width()


def test_a_network_that_learns_well_has_none(open_window):
    driver = open_window(default_experiment("circle"))
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 2000)
    driver.pause()
    assert driver.window.badge.button.isHidden()
