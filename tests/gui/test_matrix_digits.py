"""The digits that are chosen are those that are shown, and what is shown multiplies to the result."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QSize
from reading import painted_texts

from core.experiment import default_experiment
from core.selection import Pick
from gui.matrices.block import Block, Cell
from gui.matrices.numerals import Spans, characters, span_of, written
from gui.matrices.placing import SIZES
from gui.matrices.ruler import ruler_of
from gui.matrices.sheet import Sheet
from gui.writing.digits import Digits
from gui.writing.formula import Sym
from gui.writing.numbers import scientific, significant

DEEP = default_experiment("circle").with_hidden((4, 3, 3))


def chain_rule(open_window, experiment, pick, digits, size=(1280, 800)):
    """The page with the factors of a weight, and the digits chosen in its head."""
    driver = open_window(experiment, size=size)
    driver.window.viewer.select(pick)
    driver.wait_for(lambda f: f.derivation is not None)
    panel = driver.window.chain_rule
    driver.write(panel.head.digits, str(digits))
    driver.until(lambda: driver.window.digits.count == digits and panel.product.sheet.rows)
    return panel


def blocks(sheet):
    return [item for item in sheet.rows[0] if isinstance(item, Block)]


def number(text):
    return float(text.replace("−", "-"))


def read(sheet):
    """The factors as they are painted, entry by entry."""
    texts = [text for _, _, text in painted_texts(sheet) if set(text) <= set("−0123456789.e") and "." in text]
    found = {}
    for block in blocks(sheet):
        found[block.name] = [texts.pop(0) for _ in range(block.values.size)]
        if block.strip is not None:
            found[f"{block.name} strip"] = [texts.pop(0) for _ in range(block.strip.values.size)]
    return found


@pytest.mark.parametrize("digits", [2, 3, 4, 5, 9, 15])
def test_so_many_digits_are_shown_and_the_product_of_what_is_shown_is_the_result(open_window, digits):
    panel = chain_rule(open_window, DEEP, Pick(1, 3, 0), digits, size=(1920, 1080))
    sheet = panel.product.sheet
    found = read(sheet)
    for block in blocks(sheet):
        for text, value in zip(found[block.name], block.values.flat, strict=True):
            assert text in (significant(value, digits), scientific(value, digits))
    product = np.ones((1, 1))
    for block in blocks(sheet)[:-1]:
        product = product @ np.reshape([number(k) for k in found[block.name]], block.shape)
    assert number(found["value"][0]) == pytest.approx(product[0, 0], rel=20 * 10.0 ** (1 - digits))
    assert panel.product.reading.note == ""


def test_where_there_is_no_room_three_of_four_are_left_in_view_and_it_says_so(open_window):
    panel = chain_rule(open_window, DEEP, Pick(1, 3, 0), 4)
    sheet, area = panel.product.sheet, panel.product.area
    found = read(sheet)
    for block in blocks(sheet):
        for text, value in zip(found[block.name], block.values.flat, strict=True):
            assert text in (significant(value, 3), scientific(value, 3))
    assert "3 of 4 digits: no room" in [text for _, _, text in painted_texts(panel.product.reading)]
    assert sheet.width() <= area.viewport().width()
    assert area.horizontalScrollBar().maximum() == 0


def test_many_digits_scroll_sideways(open_window):
    panel = chain_rule(open_window, DEEP, Pick(1, 3, 0), 15)
    sheet, area = panel.product.sheet, panel.product.area
    end = sheet.blocks(0)[-1].cells.center() + sheet.origin(0)
    last = sheet.rect_at(sheet.find(end))
    assert last.right() > area.viewport().width()
    area.bring_into_view(last.toAlignedRect())
    assert sheet.visibleRegion().contains(last.toAlignedRect())
    assert panel.product.reading.note == ""


@pytest.mark.parametrize(
    ("n", "pick"), [((8,) * 6, Pick(1, 3, 0)), ((8,) * 6, Pick(3, 7, 7)), ((5, 5), Pick(1, 0, 1))]
)
def test_partial_products_are_never_given_up(open_window, n, pick):
    panel = chain_rule(open_window, default_experiment("circle").with_hidden(n), pick, 4)
    placed = [k for k in panel.product.sheet.blocks(0) if k.item.name.startswith(("(2)", "(3)"))]
    assert len(placed) == len(n) + 1 - pick.l
    assert all(k.strip.height() >= 12 and k.strip_cell(0).width() >= 3 for k in placed)


def test_small_matrices_are_numbers_in_a_small_window(open_window):
    panel = chain_rule(open_window, default_experiment("iris").with_hidden((6, 5)), Pick(1, 1), 4)
    assert all(k.look.digits >= 3 for k in panel.product.sheet.blocks(0))


# While it changes


def row(values):
    return ((Block("w", np.array(values), lambda i, j: Cell(""), (Sym("w"),)),),)


def test_cells_grow_with_their_numbers_and_do_not_shrink_again(qtbot):
    sheet, laid_out = Sheet(Digits()), []
    qtbot.addWidget(sheet)
    sheet.set_room(QSize(500, 200))
    sheet.laid_out.connect(lambda: laid_out.append(sheet.blocks(0)[0].look.size.width()))

    def show(values):
        sheet.show_rows(row(values))
        sheet.settle()

    show([[0.5, 0.25]])
    show([[0.7, 0.1]])
    assert len(laid_out) == 1
    show([[-0.012, 0.25]])
    show([[0.5, 0.25]])
    assert len(laid_out) == 2
    assert laid_out[0] < laid_out[1] == sheet.blocks(0)[0].look.size.width()
    sheet.show_rows(((*row([[0.5, 0.25]])[0], *row([[0.5]])[0]),))  # another structure begins anew
    assert sheet.blocks(0)[0].look.size.width() == laid_out[0]


def test_what_is_not_seen_is_laid_out_when_it_is(qtbot):
    sheet, laid_out = Sheet(Digits()), []
    qtbot.addWidget(sheet)
    sheet.laid_out.connect(lambda: laid_out.append(len(sheet.rows)))
    sheet.set_room(QSize(500, 200))
    sheet.show_rows((*row([[0.5, 0.25]]), *row([[0.5, 0.25]])))
    sheet.set_room(QSize(400, 200))
    assert laid_out == []
    sheet.show()
    assert laid_out == [2]
    QCoreApplication.processEvents()
    sheet.set_room(QSize(300, 200))
    assert laid_out == [2, 2]
    sheet.hide()
    sheet.set_room(QSize(200, 200))
    assert laid_out == [2, 2]
    assert len(sheet.blocks(1)) == 1  # whoever asks where something is need not wait
    assert laid_out == [2, 2, 2]


def test_in_a_room_that_comes_back_there_is_room_for_numbers_that_have_grown_meanwhile(qtbot):
    sheet = Sheet(Digits())
    qtbot.addWidget(sheet)
    large, small = QSize(500, 200), QSize(130, 60)

    def width_in(room):
        sheet.set_room(room)
        return sheet.blocks(0)[0].look.size.width()

    sheet.show_rows(row([[0.5, 0.25]]))
    before = width_in(large)
    assert width_in(small) < before == width_in(large)
    width_in(small)
    sheet.show_rows(row([[-0.00123, 0.25]]))
    assert width_in(large) > before


def test_zero_is_written_as_nothing_but_that():
    assert written(0.0, 4, lambda text: True) == "0"


sizes = st.floats(min_value=1e-300, max_value=1e300)
numbers = st.one_of(sizes, sizes.map(lambda k: -k), st.floats(-2, 2), st.just(0.0))


@example(values=[5e-324, -1.7e308], digits=4)
@settings(deadline=None)
@given(values=st.lists(numbers, min_size=1, max_size=6), digits=st.integers(2, 15))
def test_a_cell_has_room_for_each_of_its_numbers(qapp, values, digits):
    across = span_of(np.array([values])).width(digits, 12)
    width = characters(12).width
    for value in values:
        text = written(value, digits, lambda text: width(text) <= across - 4)
        assert width(text) <= across - 4
        assert number(text) == float(f"{value:.{digits - 1}e}")


def test_of_many_rooms_in_a_turn_the_last_one_counts(qtbot):
    sheet, wide = Sheet(Digits()), []
    qtbot.addWidget(sheet)
    sheet.show_rows(row([[0.5] * 40] * 8))
    sheet.show()
    QCoreApplication.processEvents()
    sheet.laid_out.connect(lambda: wide.append(sheet.arrangement.lines[0].fit.size.width()))
    for width in (500, 400, 100, 300):
        sheet.set_room(QSize(width, 200))
    assert [400 < k <= 500 for k in wide] == [True]
    QCoreApplication.processEvents()
    assert [200 < k <= 300 for k in wide] == [False, True]
    for width in (500, 100):
        sheet.set_room(QSize(width, 200))
    assert sheet.arrangement.lines[0].fit.size.width() <= 100  # whoever asks has the last one


def test_what_was_made_of_a_row_is_kept_until_other_numbers_come():
    (small,), (other,) = row([[0.5, 0.25]]), row([[0.5, 0.25]])
    spans = Spans(small)
    ruler = ruler_of(small, SIZES[0], spans, 4)
    assert ruler_of(small, SIZES[0], spans, 4) is ruler
    assert len({ruler, ruler_of(small, SIZES[1], spans, 4), ruler_of(small, SIZES[0], spans, 3)}) == 3
    assert ruler_of(other, SIZES[0], spans, 4) is not ruler
    before = ruler.width(ruler.in_numbers(4))
    spans.take(*row([[-12345.0, 0.25]]))
    later = ruler_of(small, SIZES[0], spans, 4)
    assert later.width(later.in_numbers(4)) > before
