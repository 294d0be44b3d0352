"""The dialog that opens data: what stands in the way, what it asks for, and what it looks like."""

import pytest
from data_dialogs import FLOWERS, LETTERS, NUMBERS, choose_role, click_column, roles, write
from driving import Key
from import_dialog import LEFT, SHIFT, look, parent
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from core.commands import Import
from core.tables import Reading
from gui.theme import DARK, LIGHT, palette, style_sheet

__all__ = ["look", "parent"]

# What stands in the way

BAD = {
    "empty": (b"", "is empty"),
    "a NUL": (b"a,b\n1,\x002\n", "NUL"),
    "UTF-16": ("a,b\n1,2\n".encode("utf-16"), "UTF-16"),
    "an open quote": (b'a,b\n"1,2\n3,4\n', "quote"),
    "ragged": (b"a,b,c\n1,2,3\n4,5,6\n7,8\n", "line 4"),
    "one column": (b"a\n1\n2\n", "one column"),
    "words alone": (b"a,b\nx,y\nz,w\n", "no column of numbers"),
    "a header alone": (b"a,b\n", "no row"),
    "twins": (b"a,a,b\n1,2,3\n4,5,6\n", "twice"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_told_in_the_dialog(look, what):
    text, mention = BAD[what]
    seen = look(text, name="bad.csv")
    dialog = seen.dialog
    sentence = dialog.sentence
    assert mention in sentence
    assert "bad.csv" in sentence
    shown = [label for label in (dialog.nothing, dialog.verdict) if label.isVisible() and label.text()]
    assert [label.text() for label in shown] == [sentence]
    assert not dialog.open_button.isEnabled()
    assert dialog.open_button.toolTip() == sentence
    seen.press(Key.Key_Return)
    assert not seen.finished
    seen.press(Key.Key_Escape)
    assert (seen.agreed, len(seen.finished)) == ([], 1)


def test_a_file_that_was_mended_meanwhile_is_looked_at_again(look, tmp_path, parent, qtbot):
    seen = look("a,b,kind\n1,2,x\n3,4,5,y\n6,7,x\n")
    qtbot.waitUntil(seen.dialog.isActiveWindow)
    seen.choose("scaling", "scale")
    assert "line 3" in seen.dialog.sentence
    write(tmp_path, "a,b,kind\n1,2,x\n3,4.5,y\n6,7,x\n")
    parent.activateWindow()
    qtbot.waitUntil(lambda: not seen.dialog.isActiveWindow())
    assert seen.dialog.sentence, "nobody has come back yet"
    seen.dialog.activateWindow()
    qtbot.waitUntil(lambda: not seen.dialog.sentence)
    assert "3 rows" in seen.dialog.about.text()
    assert seen.dialog.choices.scaling == "scale"
    seen.press(Key.Key_Return)
    assert seen.command.scaling == "scale"


def test_a_folder_and_a_file_that_is_gone(look, tmp_path):
    for file, mention in ((tmp_path, "is a folder"), (tmp_path / "gone.csv", "is not there")):
        seen = look(file)
        assert mention in seen.dialog.nothing.text()
        assert seen.dialog.nothing.isVisible()
        assert not seen.dialog.open_button.isEnabled()
        assert not seen.dialog.learned.isEnabled()
        seen.press(Key.Key_Escape)


@pytest.mark.parametrize(
    ("changes", "mention"),
    [
        ({0: "out", 1: "out"}, "No column is an input"),
        ({3: "out"}, "No column is the target"),
        ({1: "target"}, "wide"),
        ({2: "target"}, "hold 0 and 1 only"),
    ],
)
def test_choices_that_lead_to_nothing_are_told(look, changes, mention):
    seen = look(FLOWERS)
    for column, role in changes.items():
        click_column(seen.dialog, column)
        seen.press(LETTERS[role])
    assert mention in seen.dialog.verdict.text()
    assert seen.dialog.verdict.property("role") == "bad"
    assert not seen.dialog.open_button.isEnabled()
    seen.press(Key.Key_Return)
    assert not seen.finished


def test_words_are_no_numbers_to_predict(look):
    seen = look(FLOWERS)
    seen.choose("task", "regression")
    assert "The target kind holds words" in seen.dialog.verdict.text()
    click_column(seen.dialog, 3)
    seen.press(Key.Key_L)
    click_column(seen.dialog, 1)
    seen.press(Key.Key_T)
    assert seen.dialog.open_button.isEnabled()
    assert "1 output: wide." in seen.words()
    seen.press(Key.Key_L)
    click_column(seen.dialog, 3)
    seen.press(Key.Key_T)
    assert seen.field("task").value() == "classification", "a target of words leaves only this"
    assert seen.dialog.open_button.isEnabled()


# What it asks for


def test_enter_asks_for_what_is_shown(look, tmp_path):
    seen = look(FLOWERS, seed=7)
    seen.press(Key.Key_Return)
    reading = Reading(",", ".", True, (0, 1), (3,), "classification")
    assert seen.command == Import(str(tmp_path / "flowers.csv"), reading, 0.0, 7, "standardise")
    assert seen.agreed[0][2] is False, "it is closed by then"
    assert len(seen.finished) == 1


def test_every_choice_is_asked_for(look, tmp_path, qtbot):
    seen = look(NUMBERS, name="prices.csv")
    choose_role(qtbot, seen.dialog, 0, "Left out")
    seen.choose("task", "classification")
    seen.choose("scaling", "scale")
    seen.type("percent", "35")
    seen.type("seed", "12")
    assert "2 samples trained on, 1 held out" in seen.words()
    QTest.mouseClick(seen.dialog.open_button, LEFT)
    reading = Reading(";", ",", True, (1,), (2,), "classification")
    assert seen.command == Import(str(tmp_path / "prices.csv"), reading, 0.35, 12, "scale")


@pytest.mark.parametrize("name", ["delimiter", "decimal", "header", "task", "scaling", "percent", "seed"])
def test_enter_opens_from_every_field_and_esc_closes(look, name):
    seen = look(FLOWERS)
    seen.field(name).setFocus()
    seen.press(Key.Key_Return)
    assert len(seen.agreed) == 1
    again = look(FLOWERS)
    again.field(name).setFocus()
    again.press(Key.Key_Escape)
    assert (again.agreed, len(again.finished)) == ([], 1)


def test_every_part_is_reached_with_tab(look):
    seen = look(FLOWERS)
    parts = [*seen.dialog.written.fields.values(), seen.dialog.table, *seen.dialog.learned.fields.values()]
    parts += [seen.dialog.cancel, seen.dialog.open_button]
    met = []
    for _ in parts:
        met.append(seen.dialog.focusWidget())
        seen.press(Key.Key_Tab)
    assert set(met) == set(parts)
    start = met.index(parts[0])
    assert met[start:] + met[:start] == parts


def test_cancel_asks_for_nothing(look):
    seen = look(FLOWERS)
    QTest.mouseClick(seen.dialog.cancel, LEFT)
    assert (seen.agreed, len(seen.finished)) == ([], 1)


def test_it_opens_again_as_it_was_left(look, qtbot):
    seen = look("1,2,7.5\n3,4,8.5\n5,7,9.5\n")
    seen.choose("header", True)
    choose_role(qtbot, seen.dialog, 0, "Left out")
    seen.type("percent", "50")
    seen.press(Key.Key_Return)
    command, asked, _ = seen.agreed[0]
    again = look(asked.file, written=asked.written, choices=asked.choices)
    assert again.field("header").value() is True
    assert roles(again.dialog) == ["Left out", "Input", "Target"]
    again.press(Key.Key_Return)
    assert again.command == command


def test_choices_that_fit_no_longer_are_left(look, tmp_path):
    seen = look(FLOWERS)
    seen.press(Key.Key_Return)
    asked = seen.agreed[0][1]
    write(tmp_path, NUMBERS, "flowers.csv")
    again = look(asked.file, choices=asked.choices)
    assert roles(again.dialog) == ["Input", "Input", "Target"]


# Many columns, and what it looks like


def test_a_thousand_columns_open(look):
    names = ",".join(f"g{k}" for k in range(1000))
    row = ",".join(f"{k % 10}.25" for k in range(1000))
    seen = look(f"{names},kind\n" + "".join(f"{row},{k % 2}\n" for k in range(30)))
    assert seen.dialog.table.cells.columnCount() == 1001
    assert "1\N{NARROW NO-BREAK SPACE}000 inputs are slow to draw" in seen.dialog.verdict.text()
    seen.press(Key.Key_End)
    assert seen.dialog.table.currentIndex().column() == 1000
    seen.press(Key.Key_L)
    assert "No column is the target" in seen.dialog.verdict.text()


def test_ten_thousand_columns_are_told_to_be_too_many(look):
    names = ",".join(f"g{k}" for k in range(10_000))
    row = ",".join("1" for _ in range(10_000))
    seen = look(f"{names},kind\n" + "".join(f"{row},{k % 2}\n" for k in range(5)))
    assert seen.dialog.table.cells.columnCount() == 10_001
    assert "more than the 1,024 inputs" in seen.dialog.verdict.text()
    assert not seen.dialog.open_button.isEnabled()
    seen.dialog.table.select(0)
    click_column(seen.dialog, 3, SHIFT)
    seen.press(Key.Key_I)
    seen.press(Key.Key_End)
    seen.press(Key.Key_T)
    assert seen.dialog.open_button.isEnabled()
    assert seen.dialog.verdict.text().startswith("Begins with 4 – 8 – 1")


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_roles_have_the_colours_of_the_theme(look, qapp, theme):
    before = qapp.palette()
    qapp.setPalette(palette(theme))
    qapp.setStyleSheet(style_sheet(theme))
    seen = look(FLOWERS)
    head = seen.dialog.table.head
    picture = head.viewport().grab().toImage()
    grounds = [picture.pixelColor(head.chip(k).topLeft() + QPoint(4, 10)).name() for k in range(4)]
    assert grounds[0] == grounds[1]
    assert len({*grounds}) == 3
    open_place = seen.dialog.open_button.geometry()
    colour = (
        seen.dialog.grab().toImage().pixelColor(open_place.topLeft() + QPoint(6, open_place.height() // 2))
    )
    assert colour.name() == theme.accent
    seen.dialog.reject()
    qapp.setPalette(before)
    qapp.setStyleSheet("")


def test_in_a_small_window_everything_has_room(parent, look):
    parent.resize(900, 600)
    seen = look(FLOWERS)
    dialog = seen.dialog
    assert dialog.width() <= 900
    assert dialog.height() <= 600
    for part in (dialog.open_button, dialog.cancel, *dialog.learned.fields.values()):
        assert dialog.rect().contains(part.rect().translated(part.mapTo(dialog, QPoint(0, 0))))
    assert dialog.table.viewport().height() > 60
