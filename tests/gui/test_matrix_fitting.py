"""How large matrices are drawn: numbers where there is room, colours otherwise."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSizeF

from gui.matrices.arrangement import APART, flowing
from gui.matrices.block import Block, Cell, Equation, Sign, Strip
from gui.matrices.fitting import FROM_AFAR, SMALLEST_ABOVE_STRIP, fit, fit_from_afar, is_small, within
from gui.matrices.numerals import Spans
from gui.matrices.placing import ON_STAGE, SIZES
from gui.writing.formula import Sym

LARGE = QSizeF(4000, 2000)
TIMES = Sign("·")


def block(rows, columns, note="a note", strip=True, **what):
    values = np.arange(1.0, rows * columns + 1).reshape(rows, columns)
    below = Strip(("= ", Sym("r", "1")), values[:1], lambda j: Cell(str(j)))
    return Block(
        f"{rows}×{columns}", values, lambda i, j: Cell(f"{i},{j}"), (Sym("w", "1"),),
        (note,) if note else (), strip=below if strip else None, **what,
    )  # fmt: skip


def flow(equations, room, digits):
    return flowing(equations, room, digits, Spans(k for e in equations for k in e.items))


def blocks(found):
    return [k for k in found.placed if isinstance(k.item, Block)]


def lower_until(row, condition):
    """The first layout, from high rooms to low ones, of which `condition` holds."""
    for height in range(600, 20, -2):
        found = fit(row, QSizeF(4000, height), 4)
        if condition(found):
            return found
    pytest.fail("no room brings it about")


def test_with_room_there_are_numbers_notes_and_strips():
    found = fit((block(3, 4), TIMES, block(4, 1)), LARGE, 4)
    assert [k.look.digits for k in blocks(found)] == [4, 4]
    assert all(k.item.note and k.item.strip for k in blocks(found))


def test_notes_are_given_up_first_and_strips_never():
    row = (block(3, 4), TIMES, block(4, 1))
    without_notes = lower_until(row, lambda k: not blocks(k)[0].item.note)
    lowest = fit(row, QSizeF(4000, 20), 4)
    for found in (without_notes, lowest):
        assert all(k.item.strip and k.strip.height() > 0 and k.look.digits == 4 for k in blocks(found))
    assert lowest.size.height() > 20  # it scrolls


def test_cells_above_strips_get_no_smaller_than_can_be_pointed_at():
    row = (block(10, 64), TIMES, block(64, 1))
    for height in range(400, 20, -10):
        found = fit(row, QSizeF(600, height), 4)
        assert all(k.item.strip and k.strip.height() >= 12 for k in blocks(found))
        assert found.smallest >= 3
    assert found.smallest == 3
    assert found.size.height() > 192


@pytest.mark.parametrize(("chosen", "least"), [(2, 2), (3, 3), (4, 3), (5, 5), (15, 15)])
def test_letters_become_smaller_before_digits_are_left_out_and_then_it_scrolls(chosen, least):
    row = (block(2, 6),)
    found = [fit(row, QSizeF(width, 400), chosen) for width in range(1600, 60, -4)]
    numbers = [(k.placed[0].look.digits, k.sizes.number) for k in found]
    assert numbers == sorted(numbers, reverse=True)
    smallest = SIZES[-1].number
    assert (chosen, smallest) in numbers
    assert numbers[-1] == (least, smallest)
    assert found[-1].size.width() > 64


def test_from_afar_notes_go_before_letters_become_smaller_and_titles_of_strips_last():
    row = (Sign("∂C =", spare=True), block(1, 3), TIMES, block(3, 1))
    found = [fit_from_afar(row, QSizeF(4000, height), 4) for height in range(400, 100, -2)]
    letters = [k.sizes.number for k in found]
    assert letters == sorted(letters, reverse=True)
    assert letters[0] == ON_STAGE[0].number
    noted, titled = ([bool(what(blocks(k)[0].item)) for k in found] for what in (note_of, title_of))
    assert noted.index(False) < letters.index(20)
    assert all(t or size < 16 for t, size in zip(titled, letters, strict=True))
    assert not all(titled)
    assert {k.look.digits for fit in found for k in blocks(fit)} == {4}


def note_of(item):
    return item.note


def title_of(item):
    return item.strip.title


@pytest.mark.parametrize("size", [(790, 113), (950, 160)])
def test_from_afar_a_row_of_large_matrices_is_seen_as_a_whole(size):
    room = QSizeF(*size)
    row = (block(1, 10), TIMES, block(10, 48), TIMES, block(48, 1), TIMES, block(1, 1))
    assert not within(fit(row, room, 4).size, room)
    found = fit_from_afar(row, room, 4)
    assert within(found.size, room)
    assert found.smallest >= FROM_AFAR[-1]
    assert found.sizes.number > SIZES[-1].number


def test_no_digits_are_left_out_because_there_is_too_little_height():
    found = fit((block(6, 2, note=""),), QSizeF(400, 60), 4)
    assert found.size.height() > 60
    assert found.placed[0].look.digits == 4


@pytest.mark.parametrize("rows", [1, 3, 6])
@pytest.mark.parametrize("columns", [1, 6])
def test_small_matrices_stay_numbers(rows, columns):
    for size in (QSizeF(80, 50), QSizeF(200, 400), QSizeF(800, 60)):
        found = fit((block(rows, columns), TIMES, block(columns, 1)), size, 4)
        assert all(k.look.digits >= 3 for k in blocks(found))


def test_spare_signs_and_notes_go_before_digits_do():
    row = (Sign("much to be left out", spare=True), block(1, 1, note="a long note", strip=False))
    found = [fit(row, QSizeF(width, 400), 4) for width in range(400, 20, -2)]
    first = {
        what: next(k.size.width() for k in found if condition(k))
        for what, condition in (
            ("sign", lambda k: len(k.placed) == 1),
            ("note", lambda k: not blocks(k)[0].item.note),
            ("digits", lambda k: blocks(k)[0].look.digits == 3),
        )
    }
    assert first["sign"] > first["note"] > first["digits"]


def test_the_largest_matrix_becomes_colours_first():
    found = fit((block(8, 8, strip=False), TIMES, block(8, 1, strip=False)), QSizeF(160, 200), 4)
    assert [k.look.digits for k in blocks(found)] == [0, 4]


def test_cells_of_colours_are_as_large_as_there_is_room():
    row = (block(16, 32, note="", strip=False),)
    sides = [fit(row, QSizeF(width, 2000), 4).placed[0].look.size.width() for width in range(100, 700, 20)]
    assert sides == sorted(sides)
    assert sides[0] < 4
    assert sides[-1] == 18


def test_a_vector_of_colours_can_be_pointed_at():
    found = fit((block(200, 1, strip=False), TIMES, block(1, 200, strip=False)), QSizeF(600, 400), 4)
    column, line = blocks(found)
    assert column.look.size.width() >= 9 > column.look.size.height()
    assert line.look.size.height() >= 9 > line.look.size.width()


shapes = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=5)


@settings(max_examples=80, deadline=None)
@given(shapes=shapes, width=st.integers(60, 900), height=st.integers(40, 500), digits=st.integers(2, 9))
def test_it_is_larger_than_the_room_at_worst_only(shapes, width, height, digits):
    row = tuple(k for r, c in shapes for k in (block(r, c), TIMES))[:-1]
    found = fit(row, QSizeF(width, height), digits)
    assert all(k.item.strip for k in blocks(found))
    if found.size.width() > width:
        for k in blocks(found):
            assert k.look.digits == (digits if digits >= 5 else min(3, digits)) or not is_small(row)
            assert is_small(row) or k.item.values.size == 1 or side(k) == SMALLEST_ABOVE_STRIP
    elif found.size.height() > height:
        assert not any(k.item.note for k in blocks(found))
        assert all(k.look.digits or side(k) == SMALLEST_ABOVE_STRIP for k in blocks(found))


def side(placed):
    return min(placed.look.size.width(), placed.look.size.height())


@settings(max_examples=80, deadline=None)
@given(shapes=shapes, width=st.integers(60, 900), height=st.integers(40, 500))
def test_nothing_lies_on_anything_else(shapes, width, height):
    row = tuple(k for r, c in shapes for k in (block(r, c), TIMES))[:-1]
    found = fit(row, QSizeF(width, height), 4)
    for one, other in zip(found.placed, found.placed[1:], strict=False):
        assert one.column.right() <= other.column.left() + 1e-9
    for k in blocks(found):
        assert k.column.left() <= k.cells.left()
        assert k.cells.right() <= k.column.right()
        assert found.heights.title <= k.cells.top() + 1
        assert k.item.strip is None or k.strip.top() >= k.cells.bottom()


@settings(max_examples=60, deadline=None)
@given(shapes=shapes, width=st.integers(60, 800), height=st.integers(40, 400))
def test_more_room_never_makes_it_smaller(shapes, width, height):
    row = tuple(k for r, c in shapes for k in (block(r, c, note="", strip=False), TIMES))[:-1]
    small, large = (fit(row, QSizeF(width * f, height * f), 4) for f in (1, 2))
    assume(within(small.size, QSizeF(width, height)))  # or else it scrolls, whatever is coloured
    assert sum(k.look.digits > 0 for k in blocks(large)) >= sum(k.look.digits > 0 for k in blocks(small))
    assert large.sizes.number >= small.sizes.number


# Equations that fill lines


def equations(*parts, shape=(2, 2)):
    return tuple(
        Equation((block(*shape, note="", strip=False), TIMES, block(shape[1], 1, note="", strip=False)), 1, k)
        for k in parts
    )


def lines(found):
    return [k.equations for k in found.lines]


def test_equations_fill_lines_and_another_part_begins_on_a_new_one():
    found = flow(equations(0, 0, 1, 1, 1), QSizeF(1400, 900), 4)
    assert lines(found) == [(0, 1), (2, 3, 4)]
    narrow = flow(equations(0, 0, 1, 1, 1), QSizeF(320, 900), 4)
    assert lines(narrow) == [(0,), (1,), (2,), (3,), (4,)]


def test_layers_are_further_apart_and_each_has_the_room_for_itself():
    made = tuple(Equation((block(2, 2, note="", strip=False),), layer) for layer in range(1, 6))
    found = flow(made, QSizeF(400, 100), 4)
    assert found.size.height() > 100
    assert {k.fit.sizes.number for k in found.lines} == {16}
    for one, other in zip(found.lines, found.lines[1:], strict=False):
        assert other.top - one.bottom == APART


def test_all_layers_have_letters_of_one_size_if_they_can():
    tall = Equation((block(9, 2, note="", strip=False),), 1)
    low = Equation((block(1, 2, note="", strip=False),), 2)
    found = flow((tall, low), QSizeF(400, 210), 4)
    assert {k.fit.sizes.number for k in found.lines} == {12}
    assert all(b.look.digits == 4 for k in found.lines for b in k.blocks)


def test_a_layer_that_is_too_large_scrolls_down_but_not_sideways():
    found = flow(equations(0, 1, 1, shape=(64, 64)), QSizeF(600, 200), 4)
    assert found.size.width() <= 600
    assert found.size.height() > 200
    assert all(k.fit.size.height() <= 200 for k in found.lines)
