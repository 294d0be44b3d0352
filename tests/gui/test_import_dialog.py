"""The dialog that opens data: what it says of a file, how columns get their roles, how a file is written."""

import pytest
from data_dialogs import FLOWERS, NUMBERS, choose_role, click_column, role_menu, roles
from driving import Key
from import_dialog import SHIFT, look, parent
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

__all__ = ["look", "parent"]

# What it says


def test_it_says_what_is_in_the_file_and_what_will_begin(look):
    seen = look(FLOWERS)
    words = seen.words()
    for said in (
        "flowers.csv",
        "6 rows · 4 columns · 153 bytes",
        "All rows are shown.",
        "kind has 3 classes: setosa, versicolor, virginica → an output each, one-hot.",
        "fitted on the samples trained on",
        "Begins with 2 – 8 – 3, tanh, sigmoid; 6 samples trained on, none held out.",
    ):
        assert said in words
    assert roles(seen.dialog) == ["Input", "Input", "Left out", "Target"]
    values = {
        name: seen.field(name).value() for name in ("delimiter", "decimal", "header", "task", "scaling")
    }
    assert values == {
        "delimiter": ",", "decimal": ".", "header": True, "task": "classification", "scaling": "standardise",
    }  # fmt: skip


def test_a_long_file_is_told_about(look):
    text = "a,b,price\n" + "".join(f"{k}.25,{k % 7},{k * 3}.5\n" for k in range(60_000))
    words = look(text).words()
    assert "about 64\N{NARROW NO-BREAK SPACE}000 rows" in words
    assert "The first 100 rows are shown." in words
    assert "1 output: price." in words
    assert "Each input and target" in words
    assert "Begins with 2 – 8 – 1, tanh, identity; about 51\N{NARROW NO-BREAK SPACE}200 samples" in words


def test_cells_are_as_in_the_file_and_numbers_stand_right(look):
    seen = look(NUMBERS)
    cells = seen.dialog.table.cells
    assert [[cells.index(r, c).data() for c in range(3)] for r in range(3)] == [
        ["1,5", "2", "100,25"], ["2,5", "3", "200"], ["3,5", "5", "300,5"],
    ]  # fmt: skip
    assert [cells.headerData(k, Qt.Orientation.Vertical) for k in range(3)] == ["2", "3", "4"], "lines"
    picture = seen.dialog.table.viewport().grab().toImage()
    place = seen.dialog.table.visualRect(cells.index(0, 1))
    ground = picture.pixelColor(place.left() + 3, place.center().y())
    inked = [
        x
        for x in range(place.left() + 2, place.right() - 2)
        for y in range(place.top() + 2, place.bottom() - 2)
        if picture.pixelColor(x, y) != ground
    ]
    assert min(inked) > place.center().x()


def test_names_of_any_kind_are_shown_as_they_are(look):
    seen = look('<b>a</b>,"two\nlines",kind\n1,2,<i>x</i>\n3,4,y\n5,7,y\n', name="<u>.csv")
    assert "<u>.csv" in seen.words()
    assert "<i>x</i>" in seen.words()
    cells = seen.dialog.table.cells
    assert [cells.headerData(k, Qt.Orientation.Horizontal) for k in range(2)] == ["<b>a</b>", "two lines"]
    tip = cells.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;a" in tip


# Roles


def test_a_role_is_chosen_by_the_button_of_its_column(look, qtbot):
    seen = look(FLOWERS)
    choose_role(qtbot, seen.dialog, 1, "Left out")
    assert roles(seen.dialog) == ["Input", "Left out", "Left out", "Target"]
    assert "Begins with 1 – 8 – 3" in seen.words()
    choose_role(qtbot, seen.dialog, 3, "Left out")
    choose_role(qtbot, seen.dialog, 2, "Target")
    assert roles(seen.dialog) == ["Input", "Left out", "Target", "Left out"]
    assert "colour has 2 classes: blue, red" in seen.words()


def test_words_cannot_be_an_input(look, qtbot):
    seen = look(FLOWERS)
    choose_role(qtbot, seen.dialog, 2, "Input")
    menu = role_menu(seen.dialog)
    assert [a.isEnabled() for a in menu.actions()] == [False, True, True]
    assert [a.isChecked() for a in menu.actions()] == [False, False, True]
    QTest.keyClick(menu, Key.Key_Escape)
    assert not seen.finished, "Esc closes the menu alone"
    click_column(seen.dialog, 2)
    seen.press(Key.Key_I)
    assert roles(seen.dialog)[2] == "Left out"


def test_roles_by_keys_alone(look):
    seen = look(FLOWERS)
    seen.press(Key.Key_L)
    assert roles(seen.dialog) == ["Left out", "Input", "Left out", "Target"]
    seen.press(Key.Key_Right)
    for said in ("Target", "Left out", "Input"):
        seen.press(Key.Key_Space)
        assert roles(seen.dialog)[1] == said
    seen.press(Key.Key_Right)
    for said in ("Target", "Left out", "Target"):
        seen.press(Key.Key_Space)
        assert roles(seen.dialog)[2] == said, "words are never an input"
    seen.press(Key.Key_End)
    seen.press(Key.Key_L)
    assert roles(seen.dialog) == ["Left out", "Input", "Target", "Left out"]


def test_several_columns_at_once(look, qtbot):
    seen = look("a,b,c,d,e\n" + "".join(f"{k},{k * k},{k + 1},{k % 5}.5,{k % 2}\n" for k in range(9)))
    click_column(seen.dialog, 1)
    click_column(seen.dialog, 3, SHIFT)
    seen.press(Key.Key_L)
    assert roles(seen.dialog) == ["Input", "Left out", "Left out", "Left out", "Target"]
    choose_role(qtbot, seen.dialog, 2, "Input")
    assert roles(seen.dialog) == ["Input", "Input", "Input", "Input", "Target"]
    choose_role(qtbot, seen.dialog, 0, "Left out")
    assert roles(seen.dialog) == ["Left out", "Input", "Input", "Input", "Target"], "not with those selected"


def test_the_menu_key_offers_roles(look, qtbot):
    seen = look(FLOWERS)
    seen.press(Key.Key_Right)
    table = seen.dialog.table
    at = table.visualRect(table.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), event)
    qtbot.waitUntil(lambda: role_menu(seen.dialog) is not None)
    menu = role_menu(seen.dialog)
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert roles(seen.dialog)[1] == "Target"


def test_who_cannot_see_the_colours_is_told_in_words(look):
    seen = look(FLOWERS)
    said = [
        seen.dialog.table.cells.headerData(k, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
        for k in range(4)
    ]
    assert said == [
        "long, numbers, input",
        "wide, numbers, input",
        "colour, words, left out",
        "kind, words, target",
    ]
    for field in (*seen.dialog.written.fields.values(), *seen.dialog.learned.fields.values()):
        assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name)
    assert seen.dialog.table.accessibleName()


# How it is written


def test_another_delimiter_is_another_table(look):
    seen = look("a;b,c;d\n1;2,3;4\n5;6,7;1\n2;6,7;1\n")
    assert seen.field("delimiter").value() == ";"
    assert seen.dialog.table.cells.columnCount() == 3
    seen.choose("delimiter", ",")
    assert seen.dialog.table.cells.columnCount() == 2
    assert not seen.dialog.open_button.isEnabled()
    assert "numbers" in seen.dialog.sentence
    seen.choose("delimiter", ";")
    assert seen.dialog.table.cells.columnCount() == 3
    assert seen.dialog.open_button.isEnabled()


def test_the_first_row_may_be_data(look):
    seen = look("1,2,7.5\n3,4,8.5\n5,7,9.5\n")
    assert seen.field("header").value() is False
    assert "3 rows" in seen.words()
    seen.dialog.table.select(0)
    seen.press(Key.Key_L)
    seen.choose("header", True)
    assert "2 rows" in seen.words()
    assert roles(seen.dialog) == ["Left out", "Input", "Target"], "of the same columns the roles are kept"
    assert seen.dialog.table.cells.headerData(1, Qt.Orientation.Horizontal) == "2"


def test_the_decimal_sign_makes_numbers(look):
    seen = look("a\tb\tkind\n1,5\t2,5\tx\n2,5\t3,5\ty\n0,5\t1,5\ty\n")
    assert seen.field("decimal").value() == ","
    assert roles(seen.dialog) == ["Input", "Input", "Target"]
    seen.choose("decimal", ".")
    assert not seen.dialog.open_button.isEnabled()
    seen.choose("decimal", ",")
    assert roles(seen.dialog) == ["Input", "Input", "Target"]


def test_a_cell_that_is_no_number_stands_out(look, qtbot):
    seen = look("a,b,kind\n1,2,x\n3,?,y\n5,6,x\n7,8,y\n")
    table = seen.dialog.table

    def ground(row):
        place = table.visualRect(table.cells.index(row, 1))
        return table.viewport().grab().toImage().pixelColor(place.topLeft() + QPoint(3, 3)).name()

    assert ground(1) != ground(0) == ground(2)
    assert "line 3, column 2 (b)" in seen.dialog.verdict.text()
    choose_role(qtbot, seen.dialog, 1, "Left out")
    click_column(seen.dialog, 0)
    assert ground(1) == ground(0)
    assert seen.dialog.open_button.isEnabled()


def test_rows_that_are_too_long_or_too_short_stand_out(look):
    seen = look("a,b,kind\n1,2,x\n140,7,5,apple\n\n7\n5,6,x\n7,8,y\n")
    table, cells = seen.dialog.table, seen.dialog.table.cells

    def ground(row, column):
        place = table.visualRect(cells.index(row, column))
        return table.viewport().grab().toImage().pixelColor(place.topLeft() + QPoint(3, 3)).name()

    def tip(row, column):
        return cells.index(row, column).data(Qt.ItemDataRole.ToolTipRole)

    assert [cells.headerData(k, Qt.Orientation.Vertical) for k in range(5)] == ["2", "3", "5", "6", "7"]
    assert cells.index(1, 2).data() == "5, apple"
    assert ground(1, 2) != ground(0, 2) == ground(3, 2)
    assert ground(1, 1) == ground(0, 1)
    assert ground(2, 1) != ground(0, 1)
    assert ground(2, 2) == ground(1, 2)
    assert "Line 3 has 4 cells, and there are 3 columns." in tip(1, 2)
    assert "Line 5 has 1 cell, and there are 3 columns." in tip(2, 1)
    row_tip = cells.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
    assert "Line 3 has 4 cells" in row_tip
    assert "4 cells in line 3, where line 1 has 3, and column 4 is one too many" in seen.dialog.verdict.text()


# How large it is


def wide(columns):
    """A table of so many inputs and a target."""
    rows = "".join(",".join(f"{r * k}.5" for k in range(columns)) + f",{r % 3}.25\n" for r in range(6))
    return f"{','.join(f'c{k}' for k in range(columns))},price\n{rows}"


@pytest.mark.parametrize("columns", [3, 7, 400, 1000])
def test_it_is_as_wide_as_its_columns_need_and_no_wider_than_the_screen_allows(
    columns, look, parent, monkeypatch
):
    parent.resize(740, 800)
    monkeypatch.setattr("gui.importing.dialog.WIDEST", 1.2)  # of the small screen of the tests
    usual = look(wide(1)).dialog.width()
    dialog = look(wide(columns)).dialog
    most = round(1.2 * parent.screen().availableSize().width())
    if columns == 3:
        assert dialog.width() == usual
    elif columns == 7:
        assert usual < dialog.width() < most
        assert dialog.table.horizontalScrollBar().maximum() == 0
    else:
        assert dialog.width() == most


def test_where_the_target_is_out_of_sight_its_number_is_told(look):
    assert "1 output: price (column 20)." in look(wide(19)).words()
    assert "1 output: price." in look(wide(3)).words()
