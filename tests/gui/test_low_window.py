"""A low window: a click on a weight brings the chain rule, all can be read, and nothing makes it grow."""

from contextlib import suppress

import pytest
from canvas_mouse import click, double_click
from driving import Key, Modifier
from legibility import cut
from output_views import fresh_map
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as TooLate
from reading import painted_texts

from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick
from gui.output.area import LEFT

SIZE = (960, 540)
DEEP = Experiment("circle", (2, 4, 3, 3, 1), ("tanh",) * 3 + ("sigmoid",), eta=0.5, m=10)
BELOW = ("chain_rule", "matrices", "check", "runs", "confusion")
PICK = Pick(1, 3, 0)


@pytest.fixture
def low(open_window):
    return open_window(DEEP, size=SIZE)


def seen(window):
    return {name for name in BELOW if not getattr(window, name).visibleRegion().isEmpty()}


def opened(driver):
    """The chain rule, after one click on a weight."""
    click(driver, driver.window.canvas.place(PICK))
    driver.wait_for(lambda frame: frame.pick == PICK and frame.derivation is not None)
    driver.until(lambda: seen(driver.window) == {"chain_rule"})
    return driver.window.chain_rule


def readable(driver):
    """Wait until nothing is cut off, and see that the window has its size."""
    found = []

    def clean():
        found[:] = cut(driver.window)
        return not found

    with suppress(TooLate):
        driver.until(clean, 3000)
    assert found == []
    assert driver.window.size().toTuple() == SIZE
    assert driver.window.status.geometry().bottom() < SIZE[1]


def test_a_click_on_a_weight_brings_the_chain_rule(low):
    window = low.window
    assert seen(window) == set()
    assert window.network.caption.isVisible()
    panel = opened(low)
    assert panel.page is panel.product
    low.until(panel.page.isVisible)
    assert not window.network.caption.isVisible()
    low.until(lambda: window.canvas.height() >= 130)  # the panels slide into their place
    readable(low)


def test_a_key_that_selects_a_weight_brings_it_too(low):
    low.press(Key.Key_Down, Modifier.AltModifier)
    low.until(lambda: seen(low.window) == {"chain_rule"})
    readable(low)


def test_a_double_click_still_finds_what_it_is_for(low):
    double_click(low, low.window.canvas.place(PICK))
    editor = low.window.canvas.editor
    assert editor.isVisible()
    low.until(lambda: seen(low.window) == {"chain_rule"})
    assert editor.hasFocus()
    assert editor.geometry().contains(low.window.canvas.place(PICK).toPoint())
    low.press(Key.Key_Escape)
    assert not editor.isVisible()


def test_a_node_brings_nothing(low):
    click(low, low.window.canvas.place(Node(1, 0)))
    low.wait_for(lambda frame: frame.pick == Node(1, 0))
    assert seen(low.window) == set()


def test_every_panel_below_can_be_read_at_every_page(low):
    window = low.window
    panel = opened(low)
    for name in BELOW:
        window.docks[name].raise_()
        low.until(lambda name=name: seen(window) == {name})
        window.canvas.setFocus()
        low.step("step")
        readable(low)
        if name == "chain_rule":
            for page, attribute in enumerate(("product", "paths", "batch", "made", "curve")):
                low.choose(panel.head.pages, page)
                panel.head.pages.activated.emit(page)
                low.until(getattr(panel, attribute).isVisible)
                readable(low)
        if name == "check":
            low.click(window.check.bar.check_data)
            low.wait_for(lambda frame: frame.audit is not None and frame.audit.done)
            readable(low)


@pytest.mark.parametrize("key", [Key.Key_6, Key.Key_7, Key.Key_8, Key.Key_9, Key.Key_K])
def test_a_key_that_opens_one_leaves_the_window_its_size(low, key):
    low.press(key, Modifier.ControlModifier)
    low.until(lambda: len(seen(low.window)) == 1)
    low.wait_for_state("paused")
    readable(low)
    low.press(Key.Key_E, Modifier.ControlModifier)
    low.until(low.window.network.exercise.isVisible)
    readable(low)


def test_an_exercise_gives_its_room_back(low):
    panel = opened(low)
    height = panel.height()
    low.press(Key.Key_E, Modifier.ControlModifier)
    low.until(lambda: panel.height() < height)
    readable(low)
    low.press(Key.Key_E, Modifier.ControlModifier)
    low.until(lambda: panel.height() == height)
    readable(low)


def test_pictures_have_words_beside_them_or_stand_in_the_middle(low):
    low.step("step")
    fresh_map(low)
    words = [text for _, _, text in painted_texts(low.window.output.plane)]
    assert any(text.startswith("sample ") for text in words)
    assert not any("…" in text for text in words)
    low.window.docks["hidden"].raise_()
    picture = low.window.hidden.picture
    low.until(lambda: picture.place is not None)
    assert abs(picture.place.box.center().x() - picture.width() / 2) < LEFT


def test_every_bar_has_its_name(open_window):
    driver = open_window(default_experiment("digits"), size=SIZE)
    driver.step("step")
    words = {text for _, _, text in painted_texts(driver.window.output.bars)}
    assert set("0123456789") <= words


def test_who_closes_it_has_the_caption_back_and_keeps_it_closed(low):
    window = low.window
    opened(low)
    for name in BELOW:
        window.docks[name].close()
    low.until(window.network.caption.isVisible)
    ends = window.network.geometry, window.docks["output"].geometry
    low.until(lambda: len({end().bottom() for end in ends}) == 1)
    QApplication.processEvents()
    other = Pick(4, 0, 0)
    click(low, window.canvas.place(other))
    low.wait_for(lambda frame: frame.pick == other)
    QApplication.processEvents()
    assert seen(window) == set()
    low.press(Key.Key_P, Modifier.ControlModifier | Modifier.ShiftModifier)
    opened(low)


def test_the_head_has_buttons_where_there_is_room(low):
    head = opened(low).head
    buttons = head._group.buttons()
    assert head.pages.isVisible()
    assert not any(button.isVisible() for button in buttons)
    assert head.copy.isVisible()
    assert head.digits.isVisible()
    low.window.resize(1440, 900)
    low.until(lambda: all(button.isVisible() for button in buttons))
    assert not head.pages.isVisible()
    low.click(buttons[1])
    low.window.resize(*SIZE)
    low.until(head.pages.isVisible)
    assert head.pages.value() == 1


def test_the_head_is_whole_at_any_width(low):
    dock = low.window.docks["chain_rule"]
    opened(low)
    dock.setFloating(True)
    for width in (330, 360, 420, 480, 520, 700):
        dock.resize(width, 260)
        low.until(lambda width=width: dock.width() == width)
        low.until(lambda: not cut(dock))
        for part in (dock.widget().head.copy, dock.widget().head.field):
            assert part.isVisible(), width
    dock.setFloating(False)
    low.until(lambda: not dock.isFloating())
