"""A sheet of matrices under the mouse and the arrow keys."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Button, Key
from matrix_mouse import Matrices
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.experiment import default_experiment
from core.selection import Pick
from gui.matrices.area import SheetArea
from gui.matrices.block import Block, Cell, Equation, Sign, Strip
from gui.matrices.sheet import Sheet
from gui.writing.digits import Digits
from gui.writing.formula import Frac, Sym, paint


def block(name, rows, columns, strip=False, **what):
    values = np.arange(1.0, rows * columns + 1).reshape(rows, columns)
    below = Strip((Sym("r"),), values[:1], lambda j: Cell(f"{name} strip {j}")) if strip else None
    return Block(
        name, values, lambda i, j: Cell(f"{name} {i} {j}"), (Sym("w"),), strip=below, **what,
    )  # fmt: skip


ROWS = (
    (block("A", 2, 3, strip=True), Sign("·"), block("B", 3, 1)),
    (block("C", 1, 2), Sign("="), block("D", 2, 2)),
)


class Heard(list):
    """What a sheet says, as words."""

    def hear(self, cell):
        self.append(None if cell is None else cell.words)


@pytest.fixture
def sheet(qtbot):
    sheet = Sheet(Digits())
    qtbot.addWidget(sheet)
    sheet.resize(500, 360)
    sheet.set_room(QSize(500, 360))
    sheet.show_rows(ROWS)
    with qtbot.waitExposed(sheet):
        sheet.show()
    return sheet


def middle(sheet, name, i, j):
    for row, items in enumerate(sheet.rows):
        for k, item in enumerate(b for b in items if isinstance(b, Block)):
            if item.name == name:
                placed = sheet.blocks(row)[k]
                box = placed.strip_cell(j) if i < 0 else placed.cell(i, j)
                return (sheet.origin(row) + box.center()).toPoint()
    raise AssertionError(name)


def here(sheet):
    return sheet.cell_at(sheet.here).words if sheet.here is not None else None


def walk(sheet, *keys):
    for key in keys:
        QTest.keyClick(sheet, getattr(Key, f"Key_{key}"))
    return here(sheet)


def test_titles_stay_in_their_line_with_fractions_among_them_or_without(sheet):
    power, slope = (Sym("w", "2"),), (Frac(Sym("∂C"), Sym("∂w", "2")),)
    for titles in ((power, power), (power, slope)):
        first = tuple(replace(block(str(k), 1, 1), title=title) for k, title in enumerate(titles))
        sheet.show_rows((first, ROWS[1]))
        picture = sheet.grab().toImage()
        above = range(round(sheet.origin(0).y()))
        assert above
        assert len({picture.pixel(x, y) for y in above for x in range(picture.width())}) == 1


def test_an_index_above_keeps_off_the_bar_of_its_fraction(sheet):
    slope = (Frac(Sym("∂a", "3", "i"), Sym("∂a", "2", "1")),)
    for px in (13, 14, 17, 20):
        picture = QImage(60, 60, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        end = round(paint(painter, QPointF(5, 30), slope, px, QColor("black")))
        painter.end()
        ink = [sum(picture.pixelColor(x, y).lightness() < 128 for x in range(5, end)) for y in range(60)]
        bar = max(range(60), key=ink.__getitem__)
        assert ink[bar] >= end - 6  # all of it
        assert ink[bar - 1] == 0
        assert ink[bar + 1] == 0


# The mouse


@pytest.mark.parametrize("entry", [("A", 0, 0), ("A", 1, 2), ("B", 2, 0), ("C", 0, 1), ("D", 1, 1)])
def test_an_entry_is_where_it_is_painted(sheet, entry):
    heard = Heard()
    sheet.pointed.connect(heard.hear)
    QTest.mouseMove(sheet, middle(sheet, *entry))
    assert heard == [" ".join(map(str, entry))]
    QTest.mouseMove(sheet, QPoint(1, 1))
    assert heard[-1] is None
    QTest.mouseMove(sheet, middle(sheet, "A", -1, 1))
    assert heard[-1] == "A strip 1"


def test_a_click_is_told_and_leaves_the_keys_there(sheet):
    heard = Heard()
    sheet.clicked.connect(heard.hear)
    QTest.mouseClick(sheet, Button.LeftButton, pos=middle(sheet, "A", 1, 1))
    QTest.mouseClick(sheet, Button.LeftButton, pos=QPoint(2, 2))
    QTest.mouseClick(sheet, Button.RightButton, pos=middle(sheet, "A", 0, 0))
    assert heard == ["A 1 1"]
    assert walk(sheet, "Left") == "A 1 0"


# The keys


def test_the_arrows_lead_through_a_matrix_and_on_into_the_next(sheet):
    QTest.mouseClick(sheet, Button.LeftButton, pos=middle(sheet, "A", 0, 0))
    QTest.mouseMove(sheet, QPoint(1, 1))
    assert walk(sheet, "Right") == "A 0 1"
    assert walk(sheet, "Down") == "A 1 1"
    assert walk(sheet, "Right") == "A 1 2"
    assert walk(sheet, "Right").startswith("B ")
    assert walk(sheet, "Right").startswith("B ")
    assert walk(sheet, "Left").startswith("A ")
    assert here(sheet).endswith(" 2")
    assert walk(sheet, "Up", "Up", "Up") == "A 0 2"


def test_down_leads_through_the_strip_into_the_next_line_and_up_back(sheet):
    QTest.mouseClick(sheet, Button.LeftButton, pos=middle(sheet, "A", 1, 0))
    QTest.mouseMove(sheet, QPoint(1, 1))
    assert walk(sheet, "Down") == "A strip 0"
    assert walk(sheet, "Right") == "A strip 1"
    below = walk(sheet, "Down")
    assert below[0] in "CD"
    assert below.split()[1] == "0"
    assert walk(sheet, "Up")[0] in "AB"


def test_home_and_end_lead_to_the_ends_of_the_row_and_then_of_the_line(sheet):
    QTest.mouseClick(sheet, Button.LeftButton, pos=middle(sheet, "A", 1, 1))
    QTest.mouseMove(sheet, QPoint(1, 1))
    assert walk(sheet, "End") == "A 1 2"
    assert walk(sheet, "End").startswith("B ")
    assert walk(sheet, "Home").startswith("A ")
    assert here(sheet).endswith(" 0")
    assert walk(sheet, "Home") == here(sheet)


def test_the_first_key_begins_at_the_first_entry(sheet):
    sheet.setFocus()
    assert here(sheet) is None
    assert walk(sheet, "Down") == "A 0 0"


def test_keys_take_over_from_the_mouse_and_it_from_them(sheet):
    QTest.mouseClick(sheet, Button.LeftButton, pos=middle(sheet, "A", 0, 0))
    QTest.mouseMove(sheet, middle(sheet, "D", 0, 0))
    assert here(sheet) == "D 0 0"
    assert walk(sheet, "Right") == "A 0 1"
    QTest.mouseMove(sheet, middle(sheet, "D", 1, 1))
    assert here(sheet) == "D 1 1"


def test_enter_asks_for_an_edit_and_escape_gives_the_keyboard_back(sheet, qtbot):
    QTest.mouseClick(sheet, Button.LeftButton, pos=middle(sheet, "C", 0, 1))
    with qtbot.waitSignal(sheet.edit_asked) as asked:
        walk(sheet, "Return")
    assert asked.args[0].words == "C 0 1"
    assert asked.args[1].contains(middle(sheet, "C", 0, 1))
    with qtbot.waitSignal(sheet.left):
        walk(sheet, "Escape")


def test_what_is_current_is_told_to_those_who_can_t_see(sheet):
    sheet.setAccessibleName("Matrices")
    sheet.setFocus()
    walk(sheet, "Down", "Right")
    assert sheet.accessibleDescription() == "A 0 1"


def test_what_is_gone_is_no_longer_current(sheet):
    heard = Heard()
    QTest.mouseClick(sheet, Button.LeftButton, pos=middle(sheet, "D", 1, 1))
    sheet.pointed.connect(heard.hear)
    sheet.show_rows(((block("E", 1, 1),),))
    assert here(sheet) is None
    assert heard == [None]


# Large ones


def test_what_is_under_the_mouse_elsewhere_is_found_without_asking_every_entry(qtbot):
    asked = []

    def cell(i, j):
        asked.append((i, j))
        return Cell("")

    large = Block(
        "W", np.ones((200, 300)), cell, (Sym("w"),), where=lambda s: ((s.A, s.B),) if s.l == 1 else ()
    )
    sheet = Sheet(Digits())
    qtbot.addWidget(sheet)
    sheet.resize(700, 500)
    sheet.set_room(QSize(700, 500))
    sheet.show_rows(((large,),))
    plain = sheet.grab().toImage()
    sheet.show_elsewhere(Pick(1, 150, 250))
    marked = sheet.grab().toImage()
    assert marked != plain
    at = middle(sheet, "W", 150, 250)
    changed = [
        (x, y) for x in range(0, 700, 1) for y in range(0, 500, 1) if plain.pixel(x, y) != marked.pixel(x, y)
    ]
    assert all(abs(x - at.x()) < 8 and abs(y - at.y()) < 8 for x, y in changed)
    assert asked == []


def test_walking_scrolls_along(qtbot):
    sheet = Sheet(Digits())
    area = SheetArea(sheet)
    qtbot.addWidget(area)
    area.resize(300, 120)
    with qtbot.waitExposed(area):
        area.show()
    sheet.show_equations(tuple(Equation((block(f"M{k}", 2, 2),), k) for k in range(8)))
    QApplication.processEvents()
    moved = []
    area.moved.connect(lambda: moved.append(area.verticalScrollBar().value()))
    sheet.setFocus()
    walk(sheet, *["Down"] * 16)
    assert here(sheet) == "M7 1 0"
    assert moved == sorted(set(moved))
    box = sheet.rect_at(sheet.current).toAlignedRect()
    assert sheet.visibleRegion().contains(box)


# In the window


def test_the_keys_of_time_lead_through_the_entries_while_the_matrices_have_the_focus(open_window):
    driver = open_window(default_experiment("circle").with_hidden((3,)), size=(1280, 800))
    m = Matrices(driver)
    m.click("w 1")
    driver.wait_for(lambda f: f.pick == Pick(1, 0, 0))
    place = driver.frame.place
    QTest.mouseMove(m.sheet, QPoint(1, 1))
    for key, name in ((Key.Key_Right, "w¹₁₂"), (Key.Key_Down, "w¹₂₂"), (Key.Key_Left, "w¹₂₁")):
        driver.press(key)
        assert m.words.startswith(f"{name} = ")
        assert name.count("¹") == len([k for k in driver.window.canvas._lit if k.l == 1])
    driver.press(Key.Key_PageDown)  # a remote control steps wherever the keyboard is
    driver.wait_for(lambda f: f.place == place + 1)
    driver.press(Key.Key_Escape)
    assert driver.window.canvas.hasFocus()
    assert driver.frame.pick == Pick(1, 0, 0)
    driver.press(Key.Key_Right)
    driver.wait_for(lambda f: f.place == place + 2)


def test_they_have_accessible_names(driver):
    m = Matrices(driver)
    assert m.sheet.accessibleName() == "Matrices of all layers"
    assert driver.window.chain_rule.product.sheet.accessibleName()
    assert [k.accessibleName() for k in m.panel.head.layers] == ["Layer 1", "Layer 2"]
