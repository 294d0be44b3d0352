"""The numbers on the mathematics page are those of the moment, and its links lead to the network."""

import pytest
from by_hand import Pass
from maths_pages import (
    DEEP,
    LARGE,
    SMALL,
    colours_of,
    follow_link,
    line,
    link_position,
    open_page,
    page,
    shown_value,
    step,
)
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from core.experiment import Experiment
from core.selection import Node, Pick, check_selection
from gui.lessons.live import number
from gui.lessons.maths_page import MathsPage
from gui.lessons.setting import SCHEME
from gui.theme import DARK

__all__ = ["open_page", "page"]

Key = Qt.Key


# Numbers


def assert_numbers_are_those_of(page, frame):
    w, b = (frame.w_before, frame.b_before) if frame.precedes_update else (frame.w, frame.b)
    hand = Pass(w, b, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
    l = frame.cursor.l if frame.cursor.phase.value == "forward" else 1 if frame.place == 0 else frame.L
    assert shown_value(page, "forward-z") == number(hand.z[l][0])
    assert shown_value(page, "forward-a") == number(hand.a[l][0])
    assert shown_value(page, "cost") == number(hand.C)
    assert shown_value(page, "factor-1") == number(hand.dC_da[frame.L][0])
    assert shown_value(page, "four-factors") == number(hand.dC_dw[1][0, 0])
    assert shown_value(page, "three-links") == number(hand.dC_dw[1][0, 0])
    assert shown_value(page, "bias") == number(hand.dC_db[1][0])


def test_the_numbers_follow_every_phase_and_are_right(open_page):
    driver, page = open_page()
    seen = set()
    for _ in range(8):
        assert_numbers_are_those_of(page, driver.frame)
        seen.add(page.shown["forward-z"].plain())
        step(driver)
    assert len(seen) > 2


def test_numbers_ahead_of_the_step_say_so_and_come_into_their_own(open_page):
    driver, page = open_page()
    fresh = []
    names = ("forward-z", "cost", "factor-1", "backward-z", "update")
    for _ in range(7):
        fresh.append([page.shown[name].fresh for name in names])
        step(driver)
    assert fresh[0] == [False] * 5
    assert fresh[2] == [True, False, False, False, False]
    assert fresh[3] == [True, True, True, False, False]
    assert fresh[5] == [True, True, True, True, False]
    assert fresh[6] == [True] * 5


def test_pale_numbers_are_painted_pale(open_page):
    driver, page = open_page()
    pale = colours_of(page, "forward-z")
    assert DARK.muted in pale
    assert DARK.text not in pale
    step(driver)
    assert DARK.text in colours_of(page, "forward-z")


def test_the_brief_instance_is_written_as_on_paper(open_page):
    _, page = open_page()
    assert line(page, "forward-z").replace(" ", "") == "z¹₁=w¹₁₁a⁰₁+w¹₁₂a⁰₂+b¹₁"
    assert line(page, "forward-z", 1).count("·") == 2
    assert line(page, "factor-4").startswith("∂a¹₁/∂w¹₁₁ = σ'(z¹₁) a⁰₁  =  ")


@pytest.mark.parametrize(
    ("pick", "case", "second", "third"),
    [
        (Pick(1, 1, 0), "all four factors are there; (2) is 2 matrices", "∂a⁴/∂a³ =", "∂a²₁/∂a¹₂ ="),
        (Pick(3, 2, 1), "ℓ = 3 = L − 1: three factors are left", "(2) is the identity", "∂a⁴₁/∂a³₃ ="),
        (Pick(4, 0, 1), "ℓ = L = 4: two factors are left", "both (2) and (3) drop out", "(3) drops out"),
        (Pick(2, 1), "(2) is one matrix", "∂a⁴/∂a³ =", "∂a³₁/∂a²₂ ="),
    ],
)
def test_the_factors_are_those_of_the_weight_picked(open_page, pick, case, second, third):
    driver, page = open_page(DEEP)
    driver.window.viewer.select(pick)
    driver.wait_for(lambda frame: frame.pick == pick)
    assert case in line(page, "which-case")
    assert second in line(page, "factor-2")
    assert third in line(page, "factor-3")
    assert "selected" in page.moment.text()


def test_another_network_is_followed_at_once(open_page):
    driver, page = open_page()
    driver.load("iris")
    assert line(page, "shape") == "L = 2,  n₀ = 4,  n₁ = 6,  n₂ = 3"
    assert page.shown["factor-1"].plain().count("=") == 6


def test_while_training_runs_the_page_keeps_up(open_page):
    driver, page = open_page()
    driver.window.activateWindow()
    driver.window.canvas.setFocus()
    driver.run_at_full_speed()
    driver.until(lambda: "running" in page.moment.text())
    frame = driver.pause()
    driver.until(lambda: f"Step {frame.cursor.step}" in page.moment.text().replace("\u202f", ""))
    assert_numbers_are_those_of(page, frame)


def test_a_run_button_that_can_do_nothing_looks_it(open_window):
    """After a divergence it has neither the ground nor the ink of one that can be pressed."""
    driver = open_window(Experiment("xor", (2, 2, 1), ("identity", "identity"), eta=1e300, m=4))
    driver.press(Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    button = driver.window.findChild(MathsPage).findChild(QToolButton, "run")
    middle = button.height() // 2

    def ground():
        return button.grab().toImage().pixelColor(4, middle).name()

    def inks():
        picture = button.grab().toImage()
        return {picture.pixelColor(x, middle).name() for x in range(8, 28)}

    assert ground() == DARK.accent
    assert DARK.on_accent in inks()
    driver.window.activateWindow()
    driver.window.canvas.setFocus()
    driver.run_at_full_speed_until_stopped()
    driver.until(lambda: not button.isEnabled())
    driver.until(lambda: ground() == DARK.surface)
    assert DARK.faint in inks()
    assert not {DARK.accent, DARK.on_accent} & inks()


def test_a_closed_page_does_nothing(open_page):
    driver, page = open_page()
    page.close()
    before = page.shown
    driver.step()
    assert page.shown is before


def test_in_an_exercise_nothing_ahead_of_the_step_is_given_away(open_page):
    driver, page = open_page()
    driver.window.viewer.set_exercise(True)
    driver.wait_for(lambda frame: frame.view.exercise)
    for _ in range(7):
        frame = driver.frame
        hand = Pass(frame.w, frame.b, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
        text = "\n".join(live.plain() for live in page.shown.values())
        for known, values in (
            *((frame.fresh_a(l), (*hand.z[l], *hand.a[l])) for l in (1, 2)),
            (frame.fresh_cost, (hand.C, *hand.dC_da[2])),
            *((frame.fresh_dC_dz(l), (*hand.dC_dz[l],)) for l in (1, 2)),
        ):
            if not known and not frame.precedes_update:
                assert not [v for v in values if f" {number(v)}" in text]
        step(driver)
    assert frame.precedes_update


# Links


def test_a_link_lights_what_the_numbers_speak_of(page, qtbot):
    with qtbot.waitSignal(page.lit, timeout=2000) as lit, qtbot.assertNotEmitted(page.picked):
        follow_link(page, qtbot, "forward-z")
    assert set(lit.args[0]) == {Node(1, 0), Node(0, 0), Node(0, 1), Pick(1, 0), Pick(1, 0, 0), Pick(1, 0, 1)}


def test_a_link_about_a_weight_picks_it(page, qtbot):
    found = []
    page.picked.connect(found.append)
    page.lit.connect(found.append)
    follow_link(page, qtbot, "four-factors")
    picked, lit = found
    assert picked == Pick(1, 0, 0)
    assert {Pick(1, 0, 0), Node(1, 0), Node(0, 0), Pick(2, 0, 0), Node(2, 0)} <= set(lit)
    assert Pick(2, 0, 1) not in lit
    assert Pick(1, 1, 0) not in lit


def test_every_link_leads_to_something_that_the_network_has(open_page, qtbot):
    for experiment in (SMALL, LARGE):
        _, page = open_page(experiment)
        for name in page.shown:
            link_position(page, name)
            with qtbot.waitSignal(page.lit, timeout=2000) as lit:
                page.reader.anchorClicked.emit(QUrl(f"{SCHEME}:{name}"))
            assert lit.args[0]
            for selection in lit.args[0]:
                check_selection(selection, experiment.n)


def test_a_link_is_followed_by_keys(page, qtbot):
    page.reader.setFocus()
    QTest.keyClick(page.reader, Key.Key_Tab)
    with qtbot.waitSignal(page.lit, timeout=2000):
        QTest.keyClick(page.reader, Key.Key_Return)
