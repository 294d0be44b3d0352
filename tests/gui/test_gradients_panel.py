"""The gradient panel: norms are the record's, maps the frame's; the mouse reads and selects weights."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Key, Modifier
from pointing import Pointer
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from core.cursor import Phase
from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick
from gui.plots.gradient_map import SMALLEST
from gui.plots.readings import brief
from gui.theme import DARK, LIGHT
from gui.writing.indices import parameter_name
from gui.writing.numbers import significant

SMALLEST_WINDOW = (1280, 800)


def rows(driver):
    return driver.window.gradients.rows


def after_steps(driver, steps):
    for _ in range(steps):
        driver.step("step")
    return driver.frame


def pointer(driver, row=0):
    return Pointer(driver.window.gradients.view, rows(driver)[row].plot)


def cell(driver, l, A, B):
    """Where the cell of w^l_AB is, in the viewport, scrolled to; indices from 0."""
    gradients = driver.window.gradients
    scroll = gradients._scroll
    driver.until(
        lambda: (
            scroll.verticalScrollBar().isVisible() == (gradients.view.height() > scroll.viewport().height())
        )
    )
    shown = rows(driver)[l - 1].map.mapViewToScene(QRectF(B, A, 1, 1).center())
    at = gradients.view.mapFromScene(shown)
    scroll.ensureVisible(at.x(), at.y())
    return at


def said(driver):
    return driver.window.gradients.head.said


def outlined(driver):
    """The layers in which something is outlined, each with what: x, y, width, height."""
    maps = [row.map for row in rows(driver)]
    return {m.l: m.outline.rect().getRect() for m in maps if m.outline.isVisible()}


# Norms


def test_there_is_a_row_for_each_layer_with_its_norms(driver):
    frame = after_steps(driver, 4)
    assert [row.l for row in rows(driver)] == [1, 2]
    norms = frame.record.norms.query(-np.inf, np.inf, 1000)
    for row in rows(driver):
        for k, shown in enumerate(row.curves):
            x, y = shown.getData()
            assert x.tolist() == [0, 1, 2, 3]
            np.testing.assert_allclose(10**y, norms.mean[:, 2 * (row.l - 1) + k], rtol=1e-9)
        _, of_b = row.curves
        assert 10 ** of_b.getData()[1][-1] == pytest.approx(np.linalg.norm(frame.dC_db[row.l]))


def test_the_mouse_reads_the_norms_of_its_step(driver):
    frame = after_steps(driver, 5)
    norms = frame.record.norms.query(-np.inf, np.inf, 1000).mean
    for l, step in ((1, 1), (2, 3)):
        mouse = pointer(driver, l - 1)
        mouse.move(mouse.place(step))
        gradients = driver.window.gradients
        assert [k.value for k in gradients.head.entries] == [brief(v) for v in norms[step, 2 * l - 2 : 2 * l]]
        assert gradients.now.text() == f"ℓ = {l}, step {step}"
        mouse.leave()
        assert [k.value for k in gradients.head.entries] == ["", ""]
        assert gradients.now.text() == "now: ∂C̄/∂w"


def test_the_head_line_fits_whatever_it_says(open_window):
    driver = open_window(default_experiment("circle"), size=SMALLEST_WINDOW)
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 20_000)
    driver.pause()
    gradients, mouse = driver.window.gradients, pointer(driver)
    for step in (100, 19_000):
        mouse.move(mouse.place(step))
        driver.until(lambda: gradients.now.sizeHint().width() <= gradients.now.width())
        assert gradients.head.has_values()
        assert gradients.now.text().startswith("ℓ = 1")


def test_every_curve_and_map_says_what_it_means(driver):
    driver.step("step")
    head = driver.window.gradients.head
    tips = {tip[0] for x in range(0, head.width(), 2) if (tip := head.tip_at(x))}
    assert len(tips) == 2
    assert {tip.split(",")[0] for tip in tips} == {"‖∂C̄/∂w‖", "‖∂C̄/∂b‖"}
    assert "row for each node" in driver.window.gradients.now.toolTip()


# Maps


def check_map(row, values, theme):
    """Blue below zero, amber above, the further from zero the more of it: up to the rounding of colours."""
    ends = {
        sign: QColor(c).getRgb()[:3]
        for sign, c in ((-1, theme.negative), (0, theme.neutral), (1, theme.positive))
    }
    share = (np.abs(values) / row.reach)[..., None]
    end = np.where((values < 0)[..., None], ends[-1], ends[1])
    expected = np.array(ends[0]) * (1 - share) + end * share
    np.testing.assert_allclose(row.map.image.image[..., :3], expected, atol=3)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_the_maps_are_the_gradients_of_the_frame(driver, theme):
    driver.in_theme(theme.name)
    frame = driver.step("step")
    for row in rows(driver):
        check_map(row, frame.dC_dw[row.l], theme)
        assert row.reach >= np.abs(frame.dC_dw[row.l]).max()
        assert row.map.image.opacity() == 1.0
    driver.in_theme("light" if theme is DARK else "dark")
    check_map(rows(driver)[0], frame.dC_dw[1], LIGHT if theme is DARK else DARK)


def test_a_map_is_faded_until_its_step_has_come_to_it(driver):
    driver.step("step")
    driver.step()
    assert all(row.map.image.opacity() < 1 for row in rows(driver))
    while driver.frame.cursor.phase is not Phase.BACKWARD:
        driver.step()
    assert [row.map.image.opacity() < 1 for row in rows(driver)] == [True, False]


def test_before_there_is_a_gradient_the_panel_says_what_will_appear(driver):
    gradients = driver.window.gradients
    empty = gradients._pages.widget(0)
    assert empty.isVisible()
    assert "will appear here" in empty.text()
    while driver.frame.cursor.phase is not Phase.BACKWARD:
        assert empty.isVisible()
        driver.step()
    assert not empty.isVisible()
    assert [row.map.image.isVisible() for row in rows(driver)] == [False, True]
    driver.press(Key.Key_R, Modifier.ControlModifier)
    driver.wait_for(lambda frame: frame.cursor.phase is Phase.INPUT)
    assert empty.isVisible()


def test_while_training_colours_go_by_the_usual_gradient_not_by_each(driver):
    frame = driver.step("step")
    [row, *_] = rows(driver)
    top = np.abs(frame.dC_dw[1]).max()

    def show(factor, live=True):
        made = replace(frame, gradient=frame.gradient * factor, live=live)
        driver.window.gradients.show_frame(made)
        return row.reach / (factor * top)

    steady = [show(1) for _ in range(30)]
    assert 1 <= min(steady) <= max(steady) <= 5
    show(100)
    assert row.reach <= 6 * top
    assert 1 <= [show(100) for _ in range(60)][-1] <= 5
    assert 1 <= show(1, live=False) <= 2.5
    assert 1 <= show(100, live=False) <= 2.5


def test_another_depth_builds_other_rows(driver):
    after_steps(driver, 2)
    for text, n in (("4, 4, 4", (2, 4, 4, 4, 1)), ("2", (2, 2, 1)), ("", (2, 1))):
        driver.write(driver.window.controls.hidden.edit, text)
        driver.wait_for(lambda frame, n=n: frame.n == n)
        driver.step("step")
        assert [row.l for row in rows(driver)] == list(range(1, len(n)))
        for row in rows(driver):
            check_map(row, driver.frame.dC_dw[row.l], DARK)


def test_sixteen_layers_are_shown(open_window):
    driver = open_window(Experiment("xor", (2, *[3] * 15, 1), ("tanh",) * 16, eta=0.1, m=4))
    driver.step("step")
    assert len(rows(driver)) == 16
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 50)
    driver.pause()


# One weight


def test_the_mouse_reads_a_weights_gradient(driver):
    for l, A, B, name in ((1, 0, 0, "w¹₁₁"), (1, 2, 1, "w¹₃₂"), (2, 0, 2, "w²₁₃")):
        frame = driver.step("step")
        pointer(driver).move(cell(driver, l, A, B))
        assert said(driver) == f"∂C̄/∂{name} = {significant(frame.dC_dw[l][A, B], 4)}"
        hovers = {row.map.l: row.map.hover for row in rows(driver)}
        assert [k for k in hovers if hovers[k].isVisible()] == [l]
        assert hovers[l].rect() == QRectF(B, A, 1, 1)
        frame = driver.step("step")
        assert said(driver) == f"∂C̄/∂{name} = {significant(frame.dC_dw[l][A, B], 4)}"
        pointer(driver).leave()
        assert said(driver) == ""
        assert not hovers[l].isVisible()


def test_a_gradient_that_is_not_there_yet_is_not_read(driver):
    driver.step()
    while driver.frame.cursor.phase is not Phase.BACKWARD:
        driver.step()
    pointer(driver).move(cell(driver, 1, 0, 0))
    assert said(driver) == ""
    pointer(driver).move(cell(driver, 2, 0, 0))
    assert said(driver).startswith("∂C̄/∂w²₁₁")


def test_a_click_selects_a_weight_and_every_frame_shows_it(driver):
    driver.step("step")
    for pick in (Pick(1, 2, 1), Pick(2, 0, 1)):
        pointer(driver).click(cell(driver, pick.l, pick.A, pick.B))
        driver.wait_for(lambda frame, pick=pick: frame.pick == pick)
        driver.until(lambda pick=pick: outlined(driver) == {pick.l: (pick.B, pick.A, 1, 1)})
    driver.step("step")
    assert driver.frame.pick == Pick(2, 0, 1)
    assert outlined(driver) == {2: (1, 0, 1, 1)}


@pytest.mark.parametrize("pick", [Pick(1, 1), Node(1, 1)], ids=["bias", "node"])
def test_what_belongs_to_a_node_is_shown_by_its_row(driver, pick):
    driver.step("step")
    driver.window.viewer.select(pick)
    driver.wait_for(lambda frame: frame.pick == pick)
    driver.until(lambda: outlined(driver) == {1: (0, 1, 2, 1)})
    driver.window.viewer.select(Node(0, 1))
    driver.until(lambda: outlined(driver) == {})


def test_a_click_beside_the_cells_or_a_drag_selects_nothing(driver):
    driver.step("step")
    picked = []
    driver.window.gradients.picked.connect(picked.append)
    mouse = pointer(driver)
    mouse.click(mouse.place(3))
    mouse.drag(cell(driver, 1, 0, 0), cell(driver, 2, 0, 2))
    mouse.drag(mouse.place(2), cell(driver, 1, 0, 0))
    driver.window.gradients.picked.disconnect(picked.append)
    assert picked == []


def test_the_cells_of_a_wide_layer_are_found_and_outlined_visibly(open_window):
    driver = open_window(default_experiment("digits"), size=SMALLEST_WINDOW)
    frame = driver.step("step")
    rng = np.random.default_rng(0)
    for l in range(1, frame.L + 1):
        for _ in range(4):
            pick = Pick(l, int(rng.integers(frame.n[l])), int(rng.integers(frame.n[l - 1])))
            at = cell(driver, pick.l, pick.A, pick.B)
            # A pixel may hold more than one cell: what is said, what is selected and what is outlined agree.
            found = driver.window.gradients._cell(driver.window.gradients.view.mapToScene(at))
            pointer(driver).click(at)
            pointer(driver).move(at)
            driver.until(lambda found=found: driver.frame.pick == found)
            assert abs(found.A - pick.A) <= 1
            assert abs(found.B - pick.B) <= 1
            assert said(driver).startswith(f"∂C̄/∂{parameter_name(found)} = ")
            driver.until(lambda: list(outlined(driver)) == [found.l])  # noqa: B023 - asked at once
            shown = rows(driver)[l - 1].map
            size = shown.mapRectFromItem(shown.childGroup, shown.outline.rect()).size()
            assert min(size.width(), size.height()) >= SMALLEST - 0.01


def test_indices_above_nine_are_kept_apart():
    assert parameter_name(Pick(2, 0, 2)) == "w²₁₃"
    assert parameter_name(Pick(12, 9, 0)) == "w¹²₁₀,₁"
    assert parameter_name(Pick(1, 10)) == "b¹₁₁"
