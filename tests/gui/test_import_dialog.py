"""The dialog that opens data: what it says of a file, how columns get their roles, and what it asks for."""

import pytest
from data_dialogs import FLOWERS, LETTERS, choose_role, click_column, role_menu, roles, write
from driving import Key, Modifier
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.commands import Import
from core.tables import Reading
from gui.importing.dialog import Asked, ImportDialog
from gui.theme import DARK, LIGHT, palette, style_sheet

LEFT, SHIFT = Qt.MouseButton.LeftButton, Modifier.ShiftModifier
NUMBERS = "a;b;price\n1,5;2;100,25\n2,5;3;200\n3,5;5;300,5\n"


class Opened:
    """An open dialog, and what it has asked for."""

    def __init__(self, asked, parent, qtbot):
        self.dialog = ImportDialog(asked, parent)
        self.agreed, self.finished = [], []
        self.dialog.agreed.connect(self.on_agreed)
        self.dialog.finished.connect(self.finished.append)
        with qtbot.waitExposed(self.dialog):
            self.dialog.open()
        self.dialog.activateWindow()

    def on_agreed(self, command, asked):
        self.agreed.append((command, asked, self.dialog.isVisible()))

    @property
    def command(self):
        assert len(self.agreed) == 1
        return self.agreed[0][0]

    def press(self, key, modifier=Modifier.NoModifier):
        QTest.keyClick(self.dialog.focusWidget(), key, modifier)

    def field(self, name):
        return (self.dialog.written.fields | self.dialog.learned.fields)[name]

    def choose(self, name, value):
        """Choose from a list with the arrow keys."""
        field = self.field(name)
        field.setFocus()
        while (away := field.findData(value) - field.currentIndex()) != 0:
            QTest.keyClick(field, Key.Key_Down if away > 0 else Key.Key_Up)

    def type(self, name, text):
        field = self.field(name)
        field.setFocus()
        field.lineEdit().selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Key.Key_Tab)

    def words(self):
        """Everything that it says in sentences."""
        d = self.dialog
        labels = (d.title, d.about, d.rows, d.verdict, *d.learned.sentences)
        return " | ".join(label.text() for label in labels)


@pytest.fixture
def parent(qtbot):
    window = QWidget()
    window.resize(1280, 800)
    window.show()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def look(parent, qtbot, tmp_path):
    """Open the dialog on a text; it is closed at the end."""
    opened = []

    def look(text, name="flowers.csv", **asked):
        file = write(tmp_path, text, name) if not isinstance(text, type(tmp_path)) else text
        opened.append(Opened(Asked(file, **asked), parent, qtbot))
        return opened[-1]

    yield look
    for each in opened:
        if not each.finished:
            each.dialog.reject()


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
    assert [cells.headerData(k, Qt.Orientation.Vertical) for k in range(3)] == ["1", "2", "3"]
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
