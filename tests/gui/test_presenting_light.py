"""The spotlight: what is spoken about is bright and the rest dim; or it goes with the mouse; or it is off."""

from itertools import chain, combinations

import pytest
from driving import Key, Modifier
from lecture import dark, dimmed, is_on_the_screen, point, present, select
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QPushButton

from core.cursor import Phase
from core.experiment import Experiment
from core.selection import Node, Pick
from gui.network.card import card, card_box
from gui.network.layout import COST_BELOW
from gui.presenting.spotlight import MOUSE, OFF, RADIUS, SPOKEN, SPOTLIGHTS
from gui.theme import contrast


@pytest.fixture
def stage(driver):
    return present(driver)


def nodes(driver, stage, want):
    """Which nodes are dark, or bright."""
    layout, n = driver.window.canvas.laid_out(), driver.frame.n
    every = [(l, i) for l in range(len(n)) for i in range(n[l])]
    return {k for k in every if dark(stage, layout.node(*k)) == want}


def test_without_a_selection_it_follows_the_phases(driver, stage):
    legend, cost, caption = (
        driver.window.network.legend,
        driver.window.docks["cost"],
        driver.window.network.caption,
    )
    hidden = {(1, 0), (1, 1), (1, 2)}
    inputs, output = {(0, 0), (0, 1)}, {(2, 0)}
    dims = [hidden | output, output, inputs, inputs | hidden, inputs, output]
    for k, expected in enumerate(dims):  # input, forward 1 and 2, cost, backward 2 and 1
        assert nodes(driver, stage, True) == expected
        assert dimmed(stage, cost) == (k != 3)
        assert dimmed(stage, legend)
        assert not dimmed(stage, caption)
        assert is_on_the_screen(driver.window)
        driver.step()
    assert stage.veil.path().isEmpty()  # the update is of everything
    driver.run()
    assert stage.veil.path().isEmpty()
    driver.pause()


def test_a_weight_is_lit_with_its_paths_to_the_cost_and_a_node_with_what_comes_in(driver, stage):
    select(driver, Pick(1, 0, 1))
    layout = driver.window.canvas.laid_out()
    assert nodes(driver, stage, False) == {(0, 1), (1, 0), (2, 0)}
    assert not dark(stage, (layout.node(0, 1) + layout.node(1, 0)) / 2)
    assert dark(stage, (layout.node(0, 0) + layout.node(1, 0)) / 2)
    assert not dark(stage, layout.target(0).center())
    assert not dimmed(stage, driver.window.docks["chain_rule"])
    select(driver, Pick(1, 2, None))
    assert nodes(driver, stage, False) == {(1, 2), (2, 0)}
    select(driver, Node(1, 1))
    assert nodes(driver, stage, False) == {(0, 0), (0, 1), (1, 1), (2, 0)}
    select(driver, Node(0, 0))
    assert nodes(driver, stage, True) == {(0, 1)}


def test_it_goes_where_the_network_goes(driver, stage):
    select(driver, Pick(1, 0, 1))
    driver.press(Key.Key_Plus, Modifier.ControlModifier)
    assert not driver.window.canvas.camera.fits
    assert nodes(driver, stage, True) == {(0, 0), (1, 1), (1, 2)}
    assert dark(stage, driver.window.canvas.laid_out().node(1, 2))
    driver.window.experiments.add_layer()
    driver.wait_for(lambda frame: frame.L == 3)
    driver.until(lambda: (3, 0) in nodes(driver, stage, True))  # nothing is selected any more


def test_what_is_pointed_at_can_be_read(driver, stage):
    canvas = driver.window.canvas
    at = stage.place_of(canvas).topLeft() + canvas.laid_out().node(2, 0)
    place = (at * stage.factor).toPoint()
    assert dark(stage, canvas.laid_out().node(2, 0))
    point(stage, place)
    driver.until(lambda: canvas.hovered == Node(2, 0))
    assert stage.veil.path().isEmpty()
    point(stage, QPoint(3, 3))
    driver.until(lambda: not stage.veil.path().isEmpty())


def test_the_light_of_the_mouse_is_on_the_whole_card_beside_it(driver, stage):
    canvas = driver.window.canvas
    corner, node = stage.place_of(canvas).topLeft(), canvas.laid_out().node(1, 1)
    driver.press(Key.Key_S)
    point(stage, ((corner + node) * stage.factor).toPoint())
    driver.until(lambda: canvas.hovered == Node(1, 1))
    place = QRectF(canvas.rect())
    box = card_box(card(driver.frame, Node(1, 1)), canvas.mouse, place).translated(corner)
    assert box.width() > RADIUS
    assert not stage.veil.path().intersects(box.adjusted(4, 4, -4, -4))
    assert stage.veil.path().contains(corner + canvas.laid_out().node(2, 0))


def test_what_has_the_keyboard_is_lit(driver, stage):
    driver.press(Key.Key_Tab)
    used = stage.focused
    assert driver.window.network.legend.isAncestorOf(used)
    driver.until(lambda: not dimmed(stage, used))
    driver.press(Key.Key_Tab)
    driver.until(lambda: dimmed(stage, used) and not dimmed(stage, stage.focused))


def test_its_key_lets_it_go_with_the_mouse_and_puts_it_out(driver, stage):
    light = driver.window.presenting.spotlight
    assert light.on == SPOKEN
    driver.press(Key.Key_S)
    assert (light.on, stage.footer.words) == (MOUSE, SPOTLIGHTS[MOUSE])
    for at in (QPoint(300, 200), QPoint(900, 500)):
        point(stage, at)
        spot = QPointF(at) / stage.factor
        driver.until(lambda spot=spot: not stage.veil.path().contains(spot))
        assert stage.veil.path().contains(QPointF(spot.x() + 140, spot.y()))
    driver.press(Key.Key_S)
    assert light.on == OFF
    assert stage.veil.path().isEmpty()
    driver.press(Key.Key_S)
    assert light.on == SPOKEN
    assert not stage.veil.path().isEmpty()


def test_no_number_is_half_in_the_light_of_a_phase(driver, stage):
    canvas = driver.window.canvas
    for _ in range(6):
        layout = canvas.laid_out()
        boxes = [number_box(at) for at in chain(*layout.labels)]
        corner = stage.place_of(canvas).topLeft()
        veil = stage.veil.path().translated(-corner)
        assert boxes
        assert all(veil.contains(box) or not veil.intersects(box) for box in boxes)
        driver.step()


def number_box(middle):
    box = QRectF(0, 0, 32, 11)
    box.moveCenter(middle)
    return box


def test_the_cost_of_many_outputs_is_lit_with_them(open_window):
    driver = open_window(Experiment("digits", (64, 16, 10), ("tanh", "sigmoid"), eta=0.5, m=4))
    stage = present(driver)
    for pick in (None, Pick(1, 0, 20)):
        select(driver, pick)
        while driver.frame.cursor.phase is not Phase.COST:
            driver.step()
        layout = driver.window.canvas.laid_out()
        last = layout.node(2, 9)
        assert not dark(stage, last + QPointF(layout.half_width(2) + 30, COST_BELOW - 3))
        assert dark(stage, layout.node(1, 15) + QPointF(0, COST_BELOW))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_with_the_light_at_the_mouse_it_is_still_seen_where_the_keyboard_is(driver, stage, theme):
    window = driver.window
    window.choose_theme(theme)
    driver.until(window.updatesEnabled)
    select(driver, Pick(1, 0, 1))
    driver.press(Key.Key_S)
    for part in (
        window.chain_rule.product.sheet,
        window.network.legend.findChild(QPushButton),
        window.canvas,
    ):
        part.setFocus(Qt.FocusReason.TabFocusReason)
        driver.until(lambda part=part: stage.focused is part)
        point(stage, QPoint(640, 5))
        point(stage, QPoint(642, 5))
        driver.until(lambda: stage.veil.path().contains(QPointF(30, 300)))
        assert rim_contrast(window, stage, part) >= 3, part


def rim_contrast(window, stage, part):
    """How the rim of a part stands out from what is around it, on its left."""
    picture, place = window.grab().toImage(), stage.seen_of(part)
    y = round(place.center().y() * stage.factor)
    left = round(place.left() * stage.factor)
    row = [picture.pixelColor(x, y) for x in range(max(0, left - 4), left + 12)]
    return max(contrast(one, other) for one, other in combinations(row, 2))


def test_after_its_keys_all_of_what_has_the_keyboard_is_lit_until_the_mouse_moves(driver, stage):
    select(driver, Pick(1, 0, 1))
    driver.press(Key.Key_S)
    sheet = driver.window.chain_rule.product.sheet
    sheet.setFocus(Qt.FocusReason.TabFocusReason)
    driver.press(Key.Key_Right)
    driver.until(lambda: not dimmed(stage, sheet))
    point(stage, QPoint(640, 5))
    point(stage, QPoint(642, 5))
    driver.until(lambda: dimmed(stage, sheet))
