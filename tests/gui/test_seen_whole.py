"""Nothing lies across anything else or is cut off where a window is small, and every icon is seen."""

from dataclasses import replace
from math import hypot

import pytest
from canvas_mouse import layout
from confusions import DIGITS, opened
from exercising import begin, go_to, type_in
from maths_pages import open_page
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QIcon
from PySide6.QtWidgets import QMenu
from reading import painted_texts
from run_list import fork, item, open_runs, trained
from scene_parts import after, example, experiment

from core.commands import Edit
from core.course import names
from core.cursor import Phase
from core.experiment import Experiment, default_experiment
from core.selection import Node
from gui.course.page import PageDocument
from gui.course.text import load
from gui.lessons.document import JOINER
from gui.network.labels import work_column
from gui.theme import DARK, LIGHT
from gui.writing.fonts import number_font

__all__ = ["open_page", "trained"]

LEAST = (960, 540)
LOW = (1280, 720)
DEEP = {"n": (2, 4, 3, 3, 1), "activations": ("tanh", "tanh", "tanh", "sigmoid")}
CONTRAST = 0.2
"""Between what is seen and its ground, as a share of what there is between black and white."""


def opaque(icon):
    """The colours of an icon where nothing shines through."""
    picture = icon.pixmap(15, QIcon.Mode.Normal).toImage()
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return [colour for at in places if (colour := picture.pixelColor(*at)).alpha() == 255]


def away(colours, ground):
    """How far the lightest or darkest of some colours is from what is behind them."""
    return max(abs(colour.lightnessF() - QColor(ground).lightnessF()) for colour in colours)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_the_box_to_tick_a_run_with_is_seen(trained, theme):
    trained.in_theme(theme.name)
    fork(trained, 20, 3.0)
    panel = open_runs(trained)
    tree, parent = panel.tree, min(panel.tree._items)
    box = tree.visualItemRect(item(panel, parent))

    def seen():
        row = tree.viewport().grab(box.adjusted(0, 2, 18 - box.width(), -2)).toImage()
        return [row.pixelColor(x, row.height() // 2) for x in range(row.width())]

    trained.until(lambda: away(seen(), theme.surface) > CONTRAST)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_every_icon_of_a_menu_stands_out_from_it(driver, theme):
    driver.in_theme(theme.name)
    menus = [a for m in driver.window.menuBar().findChildren(QMenu) for a in m.actions()]
    shown = [a for a in menus if not a.icon().isNull() and a.isIconVisibleInMenu()]
    assert len(shown) > 5
    for action in shown:
        assert away(opaque(action.icon()), theme.surface) > CONTRAST, action.text()


def test_a_small_cost_stays_clear_of_the_rim_of_its_panel_and_of_the_symbol(open_window):
    driver = open_window(after(experiment("circle", **DEEP), 500), size=LEAST)
    while driver.frame.cursor.phase is not Phase.COST:
        driver.step()
    frame, where = driver.frame, layout(driver)
    assert 1e-4 < frame.C < 1e-3  # whose digits are the most
    found = [(x, text) for x, _, text in painted_texts(driver.window.canvas) if text.startswith("C = ")]
    (x, text), panel = found[0], work_column(where, frame, frame.L)
    assert len(found) == 1
    assert x + QFontMetricsF(number_font(13)).horizontalAdvance(text) < panel.right() - 4
    assert x > where.x[-1] + 10


def test_the_cost_stays_off_the_ring_of_an_output_that_is_selected(open_window):
    driver = open_window(Experiment("and", (2, 2, 1), ("sigmoid", "sigmoid"), eta=2.0, m=4), size=LEAST)
    while driver.frame.cursor.phase is not Phase.COST:
        driver.step()
    where, canvas = layout(driver), driver.window.canvas
    (x, y), *_ = [(x, y) for x, y, text in painted_texts(canvas) if text.startswith("C = ")]
    output, letter = where.node(2, 0), QFontMetricsF(number_font(13)).capHeight()
    away = hypot(x - output.x(), y - letter - output.y())
    assert x < output.x() + where.radius[2]
    assert away > where.radius[2] + 4  # the ring is 2.5 pixels away, and 2 wide


def test_a_bracket_of_a_hint_stays_on_its_line(open_window):
    driver = open_window(size=LEAST)
    bar = begin(driver)
    go_to(driver, Phase.BACKWARD, 2)
    type_in(bar, "7")
    words = [text.strip() for *_, text in painted_texts(bar.verdict)]
    assert any(text.endswith("a\u00a0(1\u00a0−\u00a0a).") for text in words), words


def test_precisions_are_whole_where_columns_are_narrow(open_window):
    begun = replace(DIGITS.with_hidden((48,)), eta=0.5)
    driver = open_window(after(begun, 800), size=LEAST)
    driver.window.docks["confusion"].show()
    opened(driver)
    matrix = driver.window.confusion.matrix
    words = [text for *_, text in painted_texts(matrix)]
    (x,) = [x for x, _, text in painted_texts(matrix) if text == "precision %"]
    ground = matrix.grab().toImage().pixelColor(2, 2)
    seen = matrix.grab(QRect(int(x), matrix.height() - 20, 10, 16)).toImage()
    assert x >= 0
    assert any(seen.pixelColor(3, y) != ground for y in range(16))  # its first letter
    assert "100" in words
    assert not any("…" in text for text in words)


@pytest.mark.parametrize("size", [LEAST, LOW])
def test_a_target_with_sign_and_decimals_is_written_as_a_whole(open_window, size):
    driver = open_window(default_experiment("line"), size=size)
    driver.window.engine.send(Edit("y", -1.05, at=Node(1, 0)))
    frame = driver.wait_for(lambda frame: frame.y[0, 0] == -1.05)
    where = layout(driver)
    (x,) = [x for x, _, text in painted_texts(driver.window.canvas) if text == "y = −1.05"]
    font = number_font(11 if size == LEAST else 13)
    end = x + QFontMetricsF(font).horizontalAdvance("y = −1.05")
    assert where.x[-1] + where.radius[-1] < x < end < work_column(where, frame, frame.L).right() - 3


@pytest.mark.parametrize("size", [LEAST, LOW])
def test_the_panel_of_a_layer_ends_above_the_words_on_how_many_edges_are_drawn(open_window, size):
    driver = open_window(default_experiment("digits"), size=size)
    canvas, frame = driver.window.canvas, driver.frame
    words = QRectF(canvas.edge_choice.geometry())
    assert canvas.edge_choice.isVisible()
    assert frame.working_layer() == 0
    panel = work_column(layout(driver), frame, 0)
    assert not panel.intersects(words)
    assert panel.contains(layout(driver).strip(0))


def test_the_gradients_of_two_layers_and_their_axis_need_no_scrolling(open_window):
    driver = open_window(size=LOW)
    driver.step("step")
    panel = driver.window.gradients
    driver.until(lambda: len(panel.rows) == 2)
    bar = panel._scroll.verticalScrollBar()
    driver.until(lambda: bar.maximum() == 0)


def test_no_title_among_the_contents_of_the_mathematics_is_cut(open_page):
    driver, page = open_page(size=(620, 320))
    contents = page.contents
    driver.until(contents.verticalScrollBar().isVisible)
    for k in range(contents.count()):
        item = contents.item(k)
        room = contents.visualItemRect(item).width() - 2 * 10 - 2 * 3 - 2  # the style's, and Qt's own
        assert contents.fontMetrics().horizontalAdvance(item.text()) <= room, item.text()


def test_the_remark_below_the_matrices_has_brief_words_for_little_room(open_window):
    driver = open_window(after(experiment("circle"), 300), size=LEAST)
    driver.window.docks["matrices"].show()
    driver.window.docks["matrices"].raise_()
    driver.until(driver.window.matrices.isVisible)
    line = driver.window.matrices.reading

    def words():
        return [text for *_, text in painted_texts(line)]

    driver.until(lambda: words()[:1] == ["Point: how it comes about. Double click: set."])
    driver.window.docks["matrices"].setFloating(True)
    driver.window.docks["matrices"].resize(900, 300)
    driver.until(lambda: words()[:1] == [line.remark])


def first_signs(document):
    """The first sign of each line of a text."""
    block = document.firstBlock()
    while block.isValid():
        lines, text = block.layout(), block.text()
        for k in range(lines.lineCount()):
            yield text[lines.lineAt(k).textStart() :].lstrip(JOINER)[:1]
        block = block.next()


@pytest.mark.parametrize("name", names())
def test_no_line_of_a_lesson_begins_with_a_comma_however_wide_it_is(qapp, name):
    document = PageDocument()
    for step in load(name).steps.values():
        document.set(step.ask, DARK)
        for width in range(300, 500, 5):
            document.fit(width)
            assert not set(first_signs(document)) & set(",.;:)"), (step.ask[0].text, width)


def test_a_sentence_that_has_no_room_ends_with_an_ellipsis_and_is_told_whole(open_window):
    driver = open_window(size=LEAST)
    status, sentence = driver.window.status, " ".join(["A sentence of many words."] * 9)

    def shown():
        return [text for x, _, text in painted_texts(status) if x == 6]

    status.say(sentence)
    (words,) = shown()
    assert words.endswith("…")
    assert sentence.startswith(words[:-1])
    assert status.toolTip() == sentence
    status.say("A short one.")
    assert shown() == ["A short one."]


def test_the_numbers_make_room_for_a_sentence_beside_the_badge(open_window):
    driver = example(open_window, "vanishing", 300, size=(1700, 956))
    status, badge = driver.window.status, driver.window.badge
    driver.until(badge.isVisible)
    sentence = status.currentMessage()
    assert len(sentence) > 100
    driver.until(lambda: 6 + status.fontMetrics().horizontalAdvance(sentence) < badge.x())
    assert not status.sample.isVisible()
    status.clearMessage()
    driver.until(status.sample.isVisible)
