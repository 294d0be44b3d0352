"""The panel of the landscape: planes chosen, parameters picked and typed, seen, moved and put."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Button, Key
from landscape_views import found, opened, settled, turn_wheel
from output_views import click, move
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest

from core.commands import Edit
from core.experiment import default_experiment
from core.landscape.spec import PlaneSpec
from core.selection import Pick, index_of
from gui.panels.landscape import EXERCISE, briefer
from gui.theme import LIGHT
from gui.writing.numbers import fixed, significant

LINE = replace(default_experiment("line"), n=(1, 1), activations=("identity",))
SIZE = (640, 420)


@pytest.fixture
def panel(driver):
    """The panel over XOR, large enough for its notes."""
    return opened(driver, SIZE)


def at_values(view, alpha, beta):
    return view.area.at(alpha, beta)


def drag(view, start, end):
    QTest.mousePress(view, Button.LeftButton, pos=start.toPoint())
    move(view, (start + end) / 2)
    move(view, end)
    QTest.mouseRelease(view, Button.LeftButton, pos=end.toPoint())


def test_at_first_it_shows_the_cost_over_a_weight_and_its_bias(driver, panel):
    shown = found(driver)
    assert shown.pair == (Pick(2, 0, 0), Pick(2, 0))
    assert panel.map.isVisible()
    assert panel.head.first.line.text() == "w²₁₁"
    assert panel.head.second.line.text() == "b²₁"
    assert panel.bar.words.text().startswith("C_train over w²₁₁ and b²₁")


def test_it_follows_the_weight_that_is_selected(driver, panel):
    driver.window.viewer.select(Pick(1, 2, 1))
    shown = settled(driver, lambda k: k.pair == (Pick(1, 2, 1), Pick(1, 2)))
    assert panel.head.first.line.text() == "w¹₃₂"
    assert shown.surface.plane.names == ("w¹₃₂", "b¹₃")


def test_a_parameter_is_typed(driver, panel):
    driver.write(panel.head.second.line, "w1 2 1")
    settled(driver, lambda k: k.pair == (Pick(2, 0, 0), Pick(1, 1, 0)))
    driver.window.viewer.select(Pick(1, 0, 0))
    settled(driver, lambda k: k.pair == (Pick(1, 0, 0), Pick(1, 1, 0)))  # the other still follows
    driver.write(panel.head.second.line, "")
    settled(driver, lambda k: k.pair == (Pick(1, 0, 0), Pick(1, 0)))


def test_what_is_no_parameter_is_said_and_changes_nothing(driver, panel):
    driver.write(panel.head.first.line, "w9 1 1")
    driver.until(lambda: "layer 9" in driver.sentence)
    assert found(driver).pair == (Pick(2, 0, 0), Pick(2, 0))
    QTest.keyClick(panel.head.first.line, Key.Key_Escape)
    assert panel.head.first.line.text() == "w²₁₁"


def test_the_button_takes_the_next_one_picked_on_the_canvas(driver, panel):
    driver.click(panel.head.second.button)
    assert panel.head.second.button.isChecked()
    driver.window.viewer.select(Pick(1, 1, 0))
    settled(driver, lambda k: k.pair[1] == Pick(1, 1, 0))
    assert not panel.head.second.button.isChecked()


def test_only_one_axis_waits_for_a_pick(driver, panel):
    driver.click(panel.head.first.button)
    driver.click(panel.head.second.button)
    assert not panel.head.first.button.isChecked()
    assert panel.head.second.button.isChecked()


def test_the_parameter_of_the_other_axis_changes_places_with_it(driver, panel):
    driver.write(panel.head.first.line, "b2 1")
    settled(driver, lambda k: k.pair == (Pick(2, 0), Pick(2, 0, 0)))
    driver.write(panel.head.second.line, "b2 1")
    settled(driver, lambda k: k.pair == (Pick(2, 0, 0), Pick(2, 0)))


@pytest.mark.parametrize("kind", ["path", "gradient", "random"])
def test_planes_of_directions_are_chosen(driver, panel, kind):
    for _ in range(8):
        driver.step("step")
    driver.choose(panel.head.kind, kind)
    shown = settled(driver, lambda k: k.spec.kind == kind)
    assert shown.pair is None
    assert not panel.head.first.isVisible()
    before = shown.surface.plane
    driver.step("step")
    assert settled(driver).surface.plane is before
    driver.click(panel.head.again)
    after = settled(driver, lambda k: k.surface.plane is not before).surface.plane
    assert after.step == 9
    assert not np.allclose(after.first, before.first)


def test_without_a_path_there_are_words_in_its_place(driver, panel):
    driver.choose(panel.head.kind, "path")
    driver.until(lambda: panel.hint.isVisible() and "not gone anywhere" in panel.hint.text())
    driver.step("step")
    settled(driver, lambda k: k.spec.kind == "path")
    assert panel.map.isVisible()


def test_an_exercise_hides_it(driver, panel):
    driver.window.viewer.set_exercise(True)
    driver.until(lambda: panel.hint.isVisible() and panel.hint.text() == EXERCISE)
    driver.window.viewer.set_exercise(False)
    settled(driver)
    assert panel.map.isVisible()


# The map


def test_the_cost_is_read_under_the_mouse(driver):
    panel = opened(driver)
    view, surface = panel.map, found(driver).surface
    at = QPointF(at_values(view, float(surface.alpha[10]), float(surface.beta[30])).toPoint())
    move(view, at)
    alpha, beta = view.area.values(at)
    cost = float(surface.at(np.array([[alpha, beta]]))[0])
    words = f"w²₁₁ = {fixed(alpha)}, b²₁ = {fixed(beta)}: C_train = {significant(cost, 3)}"
    driver.until(lambda: panel.bar.words.toolTip() == words)
    move(view, QPointF(view.width() - 3, 3))
    driver.until(lambda: panel.bar.words.toolTip().startswith("C_train over"))


def test_valleys_are_dark_and_ridges_are_light(driver, panel):
    surface, view = found(driver).surface, panel.map
    picture = view.grab().toImage()

    def lightness(cell):
        r, c = cell
        return picture.pixelColor(at_values(view, surface.alpha[c], surface.beta[r]).toPoint()).lightness()

    inside = surface.cost[2:-2, 2:-2]
    low, high = (np.array(np.unravel_index(k, inside.shape)) + 2 for k in (inside.argmin(), inside.argmax()))
    assert lightness(low) + 40 < lightness(high)


def test_the_wheel_comes_nearer_to_what_is_under_it_and_fit_shows_all_again(driver, panel):
    before, view = found(driver).window, panel.map
    at = view.area.box.center() + QPointF(60, -40)
    point = view.area.values(at)
    turn_wheel(view, at, 2)
    after = settled(driver, lambda k: k.surface.window.half < 0.7 * before.half).window
    assert view.area.values(at) == pytest.approx(point)
    assert after.half == pytest.approx(before.half / 1.25**2)
    assert panel.bar.fit.isVisible()
    driver.click(panel.bar.fit)
    settled(driver, lambda k: k.surface.window == before)
    driver.until(lambda: not panel.bar.fit.isVisible())


def test_keys_come_nearer_and_go_away_and_home_shows_all(driver, panel):
    before, view = found(driver).window, panel.map
    view.setFocus()
    QTest.keyClick(view, Key.Key_Plus)
    settled(driver, lambda k: k.surface.window.half < before.half)
    QTest.keyClick(view, Key.Key_Minus)
    QTest.keyClick(view, Key.Key_Minus)
    settled(driver, lambda k: k.surface.window.half > before.half)
    QTest.keyClick(view, Key.Key_Home)
    settled(driver, lambda k: k.surface.window == before)


def test_dragging_moves_the_map_with_the_mouse(driver, panel):
    before, view = found(driver).window, panel.map
    start = view.area.box.center()
    held = view.area.values(start)
    drag(view, start, start + QPointF(50, 30))
    settled(driver, lambda k: k.surface.window.centre != before.centre)
    assert view.area.values(start + QPointF(50, 30)) == pytest.approx(held)
    assert found(driver).window.half == before.half


def test_a_double_click_puts_both_parameters_there_and_training_goes_on_from_it(driver, panel):
    view = panel.map
    at = QPointF((view.area.box.center() + QPointF(-40, 25)).toPoint())
    wanted = view.area.values(at)
    QTest.mouseDClick(view, Button.LeftButton, pos=at.toPoint())
    frame = driver.wait_for(lambda f: len(f.history.edits) == 2)
    for pick, value in zip((Pick(2, 0, 0), Pick(2, 0)), wanted, strict=True):
        assert frame.theta[index_of(pick, frame.n)] == pytest.approx(value)
    way = settled(driver).way
    assert way.present == pytest.approx(wanted)
    assert way.jumped.any()
    assert driver.step("step").cursor.step == 1


def test_in_a_plane_of_directions_a_double_click_changes_nothing(driver, panel):
    driver.choose(panel.head.kind, "random")
    settled(driver, lambda k: k.spec.kind == "random")
    asked = []
    panel.asked.connect(asked.append)
    QTest.mouseDClick(panel.map, Button.LeftButton, pos=panel.map.area.box.center().toPoint())
    click(driver, panel.map, panel.map.area.box.center())
    assert asked == []


def test_the_path_is_painted_where_training_went(open_window):
    driver = open_window(LINE)
    panel = opened(driver, SIZE)
    for _ in range(6):
        driver.step("step")
    way, view = settled(driver).way, panel.map
    picture = view.grab().toImage()
    middle = (way.points[0] + way.points[1]) / 2
    at = at_values(view, *middle.tolist()).toPoint()
    near = [picture.pixelColor(at.x() + i, at.y() + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    assert any(k.red() > 200 and k.blue() < 110 for k in near)  # the accent, on no ground


def test_while_training_runs_it_stays_alive(open_window):
    driver = open_window(default_experiment("circle"))
    panel, seen = opened(driver, SIZE), set()
    driver.run_at_full_speed()

    def several():
        if panel.map.shown is not None and panel.map.shown.way is not None:
            seen.add(panel.map.shown.way.step)
        return len(seen) > 6

    driver.until(several)
    driver.pause()
    settled(driver)


def test_other_data_and_layers_have_a_landscape_of_their_own(driver, panel):
    driver.write(panel.head.first.line, "w1 3 1")
    settled(driver, lambda k: k.pair[0] == Pick(1, 2, 0))
    driver.load("circle")
    shown = settled(driver, lambda k: k.surface.of == 250)
    assert shown.pair[0].l <= 3
    driver.load("iris")
    settled(driver, lambda k: k.surface.of == 150)


def test_a_divergence_is_told_where_nothing_is_known(open_window):
    driver = open_window(replace(LINE, eta=1e300))
    driver.run_at_full_speed_until_stopped()
    dock = driver.window.docks["landscape"]
    dock.show()
    dock.raise_()
    driver.until(lambda: "diverged" in driver.window.landscape.hint.text())


def test_a_refused_wish_does_not_stay_on_the_screen(driver, panel):
    panel.on_moved(found(driver).window._replace(half=1e12))
    driver.until(lambda: bool(driver.sentence))
    driver.step("step")
    for _ in range(4):
        panel.show_frame(driver.window.engine.frame)
    assert not panel.bar.fit.isVisible()


def test_it_is_drawn_in_either_theme_and_at_any_size(driver, panel):
    for _ in range(3):
        driver.step("step")
    settled(driver)
    for look in (panel.bar.map, panel.bar.surface):
        driver.click(look)
        for size in ((180, 140), (200, 500), (900, 200), (1000, 800)):
            driver.window.docks["landscape"].resize(*size)
            assert not panel.view.grab().isNull()
        panel.set_theme(LIGHT)
        assert not panel.view.grab().isNull()


def test_readings_have_a_brief_wording():
    assert briefer("w = 1.20, b = −0.40: C_train = 0.31") == "(1.20, −0.40): C_train = 0.31"
    assert briefer("C_train over w and b") == ""


def test_what_is_chosen_is_kept_with_the_view(driver, panel):
    driver.choose(panel.head.kind, "random")
    settled(driver, lambda k: k.spec.kind == "random")
    assert isinstance(driver.window.viewer.spec.landscape, PlaneSpec)
    driver.window.engine.send(Edit("eta", 0.3))
    settled(driver)
    assert panel.head.kind.value() == "random"
