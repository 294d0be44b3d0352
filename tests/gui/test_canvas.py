"""The canvas: its numbers read back from what it paints, the mouse over it, zoom, folding, colours."""

import pytest
from by_hand import Pass
from canvas_mouse import click, hover, layout, move
from driving import Key
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from reading import near, painted_texts

from core.cursor import Phase, phase_count
from core.experiment import Experiment, build, default_experiment
from core.selection import Node, Pick, index_of
from gui.network.card import card
from gui.network.describe import describe
from gui.writing.indices import parameter_name
from gui.writing.numbers import UNKNOWN, fixed, significant

DEEP = Experiment("circle", (2, 3, 2, 1), ("tanh", "relu", "sigmoid"), eta=0.2, m=7, seed=3)


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
    said = "".join(texts)  # letters of two scripts are painted one after the other
    for row in found.rows:
        assert row.symbol in said
        assert row.value in said
    frame, l = driver.frame, selection.l
    if isinstance(selection, Pick):
        at = (selection.A, selection.B or 0)
        values, gradient = (frame.b, frame.dC_db) if selection.B is None else (frame.w, frame.dC_dw)
        numbers = [values[l][at], gradient[l][at]]
    else:
        numbers = [
            k[l][selection.i, 0] for k in (frame.a, frame.z, frame.dC_da, frame.dC_dz)[: 4 if l else 1]
        ]
    values = [row.value.lstrip("+") for row in found.rows][: len(numbers)]
    assert values == [significant(float(k), 4) for k in numbers]
    more = found.rows[len(numbers) :]
    if isinstance(selection, Node):
        assert not more
    else:
        index = index_of(selection, frame.n)
        delta = significant(frame.theta[index] - frame.theta_before[index], 4)
        name = parameter_name(selection)
        assert [(row.symbol, row.value) for row in more] == [(f"Δ{name}", f"{delta} = −η ∂C̄/∂{name}")]


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


def test_a_click_leaves_what_was_picked_in_sight(driver):
    """The card goes with the click, and is there again once the mouse has been on something else."""
    canvas, pick = driver.window.canvas, Pick(1, 2, 1)

    def cards():
        texts = {text for *_, text in painted_texts(canvas)}
        return [k for k in (pick, Node(1, 0)) if card(driver.frame, k).title in texts]

    hover(driver, pick)
    assert cards() == [pick]
    click(driver, canvas.place(pick))
    driver.wait_for(lambda frame: frame.pick == pick)
    assert cards() == []
    driver.step()
    assert cards() == []
    hover(driver, Node(1, 0))
    assert cards() == [Node(1, 0)]
    hover(driver, pick)
    assert cards() == [pick]


def test_a_smaller_network_drops_what_it_has_not(driver):
    click(driver, driver.window.canvas.place(Pick(1, 2, 1)))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 2, 1))
    driver.write(driver.window.controls.hidden.edit, "2")
    driver.wait_for(lambda frame: frame.n == (2, 2, 1) and frame.pick is None)
    driver.step()
    assert driver.sentence == ""
