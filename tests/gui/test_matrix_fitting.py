"""How large matrices are drawn: numbers where there is room, colours otherwise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSizeF

from gui.matrices.arrangement import APART, flowing
from gui.matrices.block import Block, Cell, Equation, Sign, Strip
from gui.matrices.fitting import SMALLEST, fit
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


def test_notes_are_given_up_first_then_strips_then_numbers():
    row = (block(3, 4), TIMES, block(4, 1))
    without_notes = lower_until(row, lambda k: not blocks(k)[0].item.note)
    assert without_notes.placed[0].look.digits
    assert all(k.item.strip for k in blocks(without_notes))
    without_strips = lower_until(row, lambda k: not blocks(k)[0].item.strip)
    assert without_strips.placed[0].look.digits
    coloured = lower_until(row, lambda k: not all(b.look.digits for b in blocks(k)))
    heights = [k.size.height() for k in (without_notes, without_strips, coloured)]
    assert heights == sorted(heights, reverse=True)


def test_letters_become_smaller_before_digits_are_left_out():
    row = (block(2, 6),)
    found = [fit(row, QSizeF(width, 400), 6) for width in range(1000, 60, -4)]
    numbers = [(k.placed[0].look.digits, k.sizes.number) for k in found if k.placed[0].look.digits]
    assert numbers == sorted(numbers, reverse=True)
    assert (6, 12) in numbers
    assert numbers[-1] == (3, 12)
    assert not found[-1].placed[0].look.digits


def test_the_largest_matrix_becomes_colours_first():
    found = fit((block(8, 8, strip=False), TIMES, block(8, 1, strip=False)), QSizeF(330, 200), 4)
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
def test_it_is_never_larger_than_the_room_unless_at_worst(shapes, width, height, digits):
    row = tuple(k for r, c in shapes for k in (block(r, c), TIMES))[:-1]
    found = fit(row, QSizeF(width, height), digits)
    if found.size.width() > width or found.size.height() > height:
        assert not any(k.item.note or k.item.strip for k in blocks(found))
        for k in blocks(found):
            assert k.item.values.size == 1 or (k.look.digits == 0 and k.look.size.height() <= 9)
            assert k.item.values.size == 1 or SMALLEST in (k.look.size.width(), k.look.size.height())


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
    found = flowing(equations(0, 0, 1, 1, 1), QSizeF(1400, 900), 4)
    assert lines(found) == [(0, 1), (2, 3, 4)]
    narrow = flowing(equations(0, 0, 1, 1, 1), QSizeF(320, 900), 4)
    assert lines(narrow) == [(0,), (1,), (2,), (3,), (4,)]


def test_layers_are_further_apart_and_each_has_the_room_for_itself():
    made = tuple(Equation((block(2, 2, note="", strip=False),), layer) for layer in range(1, 6))
    found = flowing(made, QSizeF(400, 100), 4)
    assert found.size.height() > 100
    assert {k.fit.sizes.number for k in found.lines} == {16}
    for one, other in zip(found.lines, found.lines[1:], strict=False):
        assert other.top - one.bottom == APART


def test_all_layers_have_letters_of_one_size_if_they_can():
    tall = Equation((block(9, 2, note="", strip=False),), 1)
    low = Equation((block(1, 2, note="", strip=False),), 2)
    found = flowing((tall, low), QSizeF(400, 210), 4)
    assert {k.fit.sizes.number for k in found.lines} == {12}
    assert all(b.look.digits == 4 for k in found.lines for b in k.blocks)


def test_a_layer_that_is_too_large_scrolls_down_but_not_sideways():
    found = flowing(equations(0, 1, 1, shape=(64, 64)), QSizeF(600, 200), 4)
    assert found.size.width() <= 600
    assert found.size.height() > 200
    assert all(k.fit.size.height() <= 200 for k in found.lines)
