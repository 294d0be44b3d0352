"""The canvas: its numbers read back from what it paints, the mouse over it, zoom, folding, colours."""

import numpy as np
import pytest
from by_hand import Pass
from driving import Button, Key
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reading import near, painted_texts

from core.commands import Node, Pick
from core.cursor import Phase, phase_count
from core.experiment import Experiment, build, default_experiment
from gui.network.card import card
from gui.network.describe import describe
from gui.network.layout import lay_out
from gui.writing.numbers import UNKNOWN, fixed, significant

DEEP = Experiment("circle", (2, 3, 2, 1), ("tanh", "relu", "sigmoid"), eta=0.2, m=7, seed=3)


def layout(driver):
    return driver.window.canvas._seen(driver.frame)


def hover(driver, selection):
    """Move the mouse onto a node, bias or edge; where edges cross, to a place that is its own."""
    move(driver, driver.window.canvas.place(selection))


def move(driver, at):
    canvas = driver.window.canvas
    QTest.mouseMove(canvas, QPoint(1, canvas.height() - 1))
    QTest.mouseMove(canvas, at.toPoint())


def click(driver, at):
    QTest.mouseClick(driver.window.canvas, Button.LeftButton, pos=at.toPoint())


def wheel(driver, at, notches):
    canvas = driver.window.canvas
    event = QWheelEvent(
        at, QPointF(canvas.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches), Button.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


# Numbers read back


def in_node(driver, texts, l, i):
    at, r = driver.window.canvas.place(Node(l, i)), layout(driver).radius[l]
    return near(texts, at.x() - r / 2, at.y() + 4, r / 2, r / 2)


@pytest.mark.parametrize("experiment", [default_experiment("xor"), DEEP], ids=["xor", "deep"])
def test_the_numbers_painted_in_two_steps_are_the_core_s(open_window, experiment):
    """Every phase of two steps: what stands in the nodes is what another pass works out."""
    driver = open_window(experiment, size=(1600, 1000))
    data, trainer = build(experiment)
    L = len(experiment.n) - 1
    for _ in range(2 * phase_count(L)):
        frame = driver.step()
        trainer.advance()
        before = trainer.phase is Phase.UPDATE
        net = trainer.net.with_theta(trainer.theta_before if before else trainer.net.theta)
        x, y = data.x[:, frame.sample], data.y[:, frame.sample]
        own = Pass(net.w, net.b, experiment.activations, x, y)
        texts = painted_texts(driver.window.canvas)
        for l in range(L + 1):
            if not frame.fresh_a(l):
                continue
            for i, value in enumerate(own.a[l]):
                assert fixed(value) in in_node(driver, texts, l, i), (frame.cursor, l, i)
        shown = [text for _, _, text in texts]
        if frame.fresh_cost:
            assert f"C = {significant(own.C)}" in shown
        for l in range(1, L + 1):
            for i in range(frame.n[l]):
                wanted = f"∂C/∂a {significant(own.dC_da[l][i])}"
                assert not (frame.fresh_dC_da(l) and layout(driver).gradients_fit(l)) or wanted in shown


def test_before_the_first_step_nothing_stands_in_the_nodes(driver):
    texts = painted_texts(driver.window.canvas)
    assert in_node(driver, texts, 0, 0) == [fixed(driver.frame.x[0, 0])]
    assert in_node(driver, texts, 1, 0) == [UNKNOWN]


def test_the_weights_stand_on_their_edges(driver):
    texts, where = painted_texts(driver.window.canvas), layout(driver)
    assert where.edges_labelled
    for l in (1, 2):
        for at, value in zip(where.labels[l], driver.frame.w[l].ravel(), strict=True):
            assert fixed(value, signed=True) in near(texts, at.x() - 16, at.y() + 4, 14, 6)


# Under the mouse


@pytest.mark.parametrize(
    "selection",
    [Node(0, 1), Node(1, 2), Node(2, 0), Pick(1, 0), Pick(2, 0), Pick(2, 0, 2), Pick(1, 1, 0)],
    ids=str,
)
def test_the_card_says_what_is_under_the_mouse(driver, selection):
    canvas = driver.window.canvas
    for _ in range(phase_count(2) - 1):
        driver.step()
    hover(driver, selection)
    assert canvas.hovered == selection
    found = card(driver.frame, selection)
    texts = [text for _, _, text in painted_texts(canvas)]
    assert found.title in texts
    for row in found.rows:
        assert row.symbol in texts
        assert row.value in texts
    frame, l = driver.frame, selection.l
    if isinstance(selection, Pick):
        at = (selection.A, selection.B or 0)
        values, gradient = (frame.b, frame.dC_db) if selection.B is None else (frame.w, frame.dC_dw)
        numbers = [values[l][at], gradient[l][at]]
    else:
        numbers = [
            k[l][selection.i, 0] for k in (frame.a, frame.z, frame.dC_da, frame.dC_dz)[: 4 if l else 1]
        ]
    assert [row.value.lstrip("+") for row in found.rows] == [significant(float(k), 4) for k in numbers]


def test_the_card_follows_training_and_goes_with_the_mouse(driver):
    canvas = driver.window.canvas
    hover(driver, Pick(2, 0, 1))
    driver.run_at_full_speed()
    first = driver.wait_for_new()
    later = driver.wait_for(lambda frame: frame.cursor.step > first.cursor.step + 100)
    assert describe(later, canvas.hovered) != describe(first, canvas.hovered)
    driver.pause()
    assert card(driver.frame, canvas.hovered).rows[0].value in [t for *_, t in painted_texts(canvas)]
    QApplication.sendEvent(canvas, leave())
    assert canvas.hovered is None


def leave():
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.Leave)


def test_the_ground_has_no_card(driver):
    move(driver, QPointF(20, 120))
    assert driver.window.canvas.hovered is None


# Selecting


@pytest.mark.parametrize(
    "selection", [Pick(1, 2, 1), Pick(2, 0, 0), Pick(1, 1), Node(1, 0), Node(0, 0)], ids=str
)
def test_a_click_selects_and_the_whole_window_knows(driver, selection):
    click(driver, driver.window.canvas.place(selection))
    frame = driver.wait_for(lambda frame: frame.pick == selection)
    driver.until(lambda: driver.window.status.selection.text() == describe(frame, selection))


def test_a_selection_stays_through_steps_and_runs_and_a_click_on_the_ground_ends_it(driver):
    click(driver, driver.window.canvas.place(Pick(2, 0, 1)))
    driver.wait_for(lambda frame: frame.pick == Pick(2, 0, 1))
    driver.step("step")
    driver.run_at_full_speed()
    assert driver.pause().pick == Pick(2, 0, 1)
    click(driver, QPointF(20, 120))
    driver.wait_for(lambda frame: frame.pick is None)


def test_escape_ends_a_selection(driver):
    click(driver, driver.window.canvas.place(Node(1, 1)))
    driver.wait_for(lambda frame: frame.pick == Node(1, 1))
    driver.press(Key.Key_Escape)
    driver.wait_for(lambda frame: frame.pick is None)


def test_a_smaller_network_drops_what_it_has_not(driver):
    click(driver, driver.window.canvas.place(Pick(1, 2, 1)))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 2, 1))
    driver.write(driver.window.controls.hidden.edit, "2")
    driver.wait_for(lambda frame: frame.n == (2, 2, 1) and frame.pick is None)
    driver.step()
    assert driver.sentence == ""


# Zoom


def test_the_wheel_zooms_about_the_mouse_and_a_drag_moves(driver):
    canvas, node = driver.window.canvas, Node(1, 1)
    at = canvas.place(node)
    wheel(driver, at, 3)
    assert (canvas.place(node) - at).manhattanLength() < 1e-6
    assert layout(driver).radius[1] == pytest.approx(
        lay_out((2, 3, 1), canvas_rect(canvas)).radius[1] * 1.25**3
    )
    moved = drag(driver, QPointF(20, 120), QPointF(90, 150))
    assert canvas.place(node) - at == moved
    assert driver.frame.pick is None
    driver.press(Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.place(node) == at


def canvas_rect(canvas):
    from PySide6.QtCore import QRectF

    return QRectF(canvas.rect())


def drag(driver, start, end):
    canvas = driver.window.canvas
    QTest.mousePress(canvas, Button.LeftButton, pos=start.toPoint())
    QTest.mouseMove(canvas, ((start + end) / 2).toPoint())
    QTest.mouseMove(canvas, end.toPoint())
    QTest.mouseRelease(canvas, Button.LeftButton, pos=end.toPoint())
    return end - start


def test_zoom_by_keys_and_buttons_and_the_way_back(driver):
    canvas, legend = driver.window.canvas, driver.window.network.legend
    whole = layout(driver).radius
    assert not legend.zooms["fit"].isEnabled()
    driver.press(Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    driver.click(legend.zooms["in"])
    assert layout(driver).radius[0] > whole[0] * 2
    assert legend.zooms["fit"].isEnabled()
    driver.click(legend.zooms["out"])
    driver.press(Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert layout(driver).radius == whole
    driver.click(legend.zooms["in"])
    driver.click(legend.zooms["fit"])
    assert layout(driver).radius == whole
    driver.click(legend.zooms["in"])
    QTest.mouseDClick(canvas, Button.LeftButton, pos=QPoint(20, 120))
    assert layout(driver).radius == whole


def test_however_far_it_is_moved_some_of_the_network_stays_in_sight(driver):
    canvas = driver.window.canvas
    for _ in range(12):
        drag(driver, QPointF(20, 120), QPointF(canvas.width() - 5, canvas.height() - 5))
    assert min(canvas.place(Node(0, k)).x() for k in (0, 1)) < canvas.width()


# Folding, colours, stillness


def test_a_layer_of_more_nodes_than_fit_is_a_strip_and_unfolds_when_zoomed(open_window):
    driver = open_window(default_experiment("digits"), size=(1280, 800))
    canvas = driver.window.canvas
    assert [layout(driver).folded(l) for l in range(4)] == [True, False, False, False]
    assert "a⁰ = x · 64 nodes" in [text for *_, text in painted_texts(canvas)]
    for i in (0, 30, 63):
        hover(driver, Node(0, i))
        assert canvas.hovered == Node(0, i)
    wheel(driver, canvas.place(Node(0, 30)), 5)
    assert not layout(driver).folded(0)
    hover(driver, Node(0, 30))
    assert canvas.hovered == Node(0, 30)


def test_the_switch_colours_edges_by_the_gradient(driver):
    canvas, legend = driver.window.canvas, driver.window.network.legend
    driver.step("step")
    by_weight = canvas.grab().toImage()
    assert legend.edges_bar.symbol == "w, b"
    driver.click(legend.switches["dC_dw"])
    frame = driver.wait_for(lambda frame: frame.view.edges == "dC_dw")
    assert legend.edges_bar.symbol == "∂C̄/∂w"
    assert canvas._reach == pytest.approx(np.abs(frame.gradient).max(), rel=0.6)
    assert canvas.grab().toImage() != by_weight
    texts, where = painted_texts(canvas), layout(driver)
    for at, value in zip(where.labels[1], frame.dC_dw[1].ravel(), strict=True):
        assert significant(value, 2) in near(texts, at.x() - 16, at.y() + 4, 14, 6)
    driver.window.actions["edges"].trigger()
    driver.wait_for(lambda frame: frame.view.edges == "w")
    assert legend.switches["w"].isChecked()
    assert canvas.grab().toImage() == by_weight


def test_nothing_moves_while_training(open_window):
    driver = open_window(default_experiment("circle"))
    nodes = [Node(l, i) for l, k in enumerate(driver.frame.n) for i in range(k)]
    places = [driver.window.canvas.place(node) for node in nodes]
    size = driver.window.canvas.size()
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 3000)
    assert [driver.window.canvas.place(node) for node in nodes] == places
    driver.pause()
    assert [driver.window.canvas.place(node) for node in nodes] == places
    assert driver.window.canvas.size() == size


def test_edges_are_smooth_at_rest_and_while_running_where_they_are_few(open_window):
    driver = open_window(default_experiment("digits"))
    canvas = driver.window.canvas
    assert canvas.smooth
    driver.run_at_full_speed()
    driver.wait_for_new()
    assert not canvas.smooth
    driver.pause()
    assert canvas.smooth
    driver.load("xor")
    driver.run_at_full_speed()
    driver.wait_for_new()
    assert canvas.smooth
    driver.pause()


def test_the_hint_is_there_until_the_first_step(driver):
    canvas = driver.window.canvas
    canvas.set_hint(True)
    assert "for the first frame" in [text for *_, text in painted_texts(canvas)]
    driver.step()
    assert "for the first frame" not in [text for *_, text in painted_texts(canvas)]
