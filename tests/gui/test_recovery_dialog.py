"""The question at the start: what was lost, and what each key and button does with it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gui.shell.recovery import Lost
from gui.shell.recovery_dialog import MOST_ROWS, RecoveryDialog, file_words, when_words
from gui.theme import DARK, LIGHT, palette, style_sheet

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NOW = datetime(2025, 3, 14, 15, 9, tzinfo=UTC)


def lost(title, minutes=10, original=None):
    return Lost(Path("/slots") / title / "autosave", original, title, NOW - timedelta(minutes=minutes), 0)


ONE = (lost("spirals"),)
SEVERAL = (lost("spirals"), lost("xor", 20), lost("iris", 30))


class Asked:
    """An open dialog and what was answered."""

    def __init__(self, several, parent, qtbot):
        self.dialog = RecoveryDialog(several, parent, NOW)
        self.restored, self.discarded, self.finished, self.open = [], [], [], []
        self.dialog.restore_chosen.connect(self.on_restore)
        self.dialog.discard_chosen.connect(self.discarded.append)
        self.dialog.finished.connect(self.finished.append)
        with qtbot.waitExposed(self.dialog):
            self.dialog.open()
        self.dialog.activateWindow()

    def on_restore(self, chosen):
        self.restored.append(chosen)
        self.open.append(self.dialog.isVisible())

    def press(self, key, modifier=Modifier.NoModifier):
        QTest.keyClick(self.dialog.focusWidget(), key, modifier)

    def focus(self, words):
        """Go to a button with the tab key."""
        buttons = self.dialog.findChildren(QPushButton)
        button = next(b for b in buttons if b.text().replace("&", "") == words)
        for _ in range(6):
            if self.dialog.focusWidget() is button:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"no way to {words}")

    def titles(self):
        return [self.dialog.list.item(row).text() for row in range(self.dialog.list.count())]

    def answers(self):
        return (
            [chosen.title for chosen in self.restored],
            [chosen.title for chosen in self.discarded],
            len(self.finished),
        )


@pytest.fixture
def ask(qtbot):
    window = QWidget()
    window.resize(900, 600)
    window.show()
    qtbot.addWidget(window)
    return lambda several=SEVERAL: Asked(several, window, qtbot)


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("several", [ONE, SEVERAL])
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_restores_the_newest(ask, several, key):
    asked = ask(several)
    asked.press(key)
    assert asked.answers() == (["spirals"], [], 1)
    assert asked.restored[0] is several[0]
    assert asked.open == [False]


@pytest.mark.parametrize("words", ["Discard", "Decide later", "Restore"])
def test_enter_restores_wherever_the_focus_is(ask, words):
    asked = ask()
    asked.focus(words)
    asked.press(Key.Key_Return)
    assert asked.answers() == (["spirals"], [], 1)


def test_esc_decides_nothing(ask):
    asked = ask()
    asked.press(Key.Key_Escape)
    assert asked.answers() == ([], [], 1)


def test_closing_decides_nothing(ask):
    asked = ask()
    asked.dialog.close()
    assert asked.answers() == ([], [], 1)


def test_later_decides_nothing(ask):
    asked = ask()
    click(asked.dialog.later)
    assert asked.answers() == ([], [], 1)


def test_the_selected_one_is_restored_and_the_others_stay(ask):
    asked = ask()
    asked.press(Key.Key_Down)
    click(asked.dialog.restore)
    assert asked.answers() == (["xor"], [], 1)


def test_a_double_click_restores(ask):
    asked = ask()
    view = asked.dialog.list
    at = view.visualItemRect(view.item(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.answers() == (["iris"], [], 1)


def test_what_is_discarded_leaves_the_list_and_after_the_last_there_is_nothing_to_ask(ask):
    asked = ask()
    heights = [asked.dialog.sizeHint().height()]
    asked.press(Key.Key_Down)
    click(asked.dialog.discard)
    assert (asked.titles(), asked.answers()) == (["spirals", "iris"], ([], ["xor"], 0))
    heights.append(asked.dialog.sizeHint().height())
    asked.focus("Discard")
    asked.press(Key.Key_Space)
    heights.append(asked.dialog.sizeHint().height())
    assert heights == sorted(set(heights), reverse=True)
    asked.press(Key.Key_Space)
    assert asked.answers() == ([], ["xor", "iris", "spirals"], 1)


@pytest.mark.parametrize(
    ("key", "answers"),
    [
        (Key.Key_R, (["spirals"], [], 1)),
        (Key.Key_D, ([], ["spirals"], 1)),
        (Key.Key_L, ([], [], 1)),
    ],
)
def test_a_letter_with_alt_presses_its_button(ask, qtbot, key, answers):
    asked = ask(ONE)
    asked.press(key, Modifier.AltModifier)
    qtbot.waitUntil(lambda: bool(asked.finished))
    assert asked.answers() == answers


def test_it_says_which_session_when_and_from_which_file(ask):
    asked = ask((lost("spirals <b>wide</b>", original=Path("/home/ada/lectures/spirals.nablascope")),))
    item = asked.dialog.list.item(0)
    spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "spirals <b>wide</b>, today 14:59 · from spirals.nablascope in lectures"
    assert str(Path("/home/ada/lectures/spirals.nablascope")) in item.toolTip()
    words = " ".join(label.text() for label in asked.dialog.findChildren(QLabel))
    for word in ("interrupted", "Restore", "Discard", "Decide later"):
        assert word in words
    asked.dialog.close()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_buttons_stand_inside_and_the_theme_is_seen(ask, qapp, theme):
    before = qapp.palette()
    qapp.setPalette(palette(theme))
    qapp.setStyleSheet(style_sheet(theme))
    asked = ask(tuple(lost(f"a long name {k} " * 9, k) for k in range(20)))
    picture = asked.dialog.grab().toImage()
    for button in (asked.dialog.restore, asked.dialog.discard, asked.dialog.later):
        assert asked.dialog.rect().contains(button.geometry())
    restore = asked.dialog.restore.geometry()
    assert picture.pixelColor(restore.topLeft() + QPoint(6, restore.height() // 2)).name() == theme.accent
    rows = asked.dialog.list.height() / asked.dialog.list.sizeHintForRow(0)
    assert MOST_ROWS < rows < MOST_ROWS + 1
    edge = asked.dialog.list.mapTo(asked.dialog, asked.dialog.list.viewport().geometry().topLeft())
    assert picture.pixelColor(edge + QPoint(1, 20)).name() == theme.accent, "the first is selected"
    asked.dialog.close()
    qapp.setPalette(before)
    qapp.setStyleSheet("")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2025, 3, 14, 14, 32, tzinfo=UTC), "today 14:32"),
        (datetime(2025, 3, 14, 0, 5, tzinfo=UTC), "today 0:05"),
        (datetime(2025, 3, 13, 23, 59, tzinfo=UTC), "yesterday 23:59"),
        (datetime(2025, 3, 2, 9, 5, tzinfo=UTC), "2 March 9:05"),
        (datetime(2024, 12, 31, 9, 5, tzinfo=UTC), "31 December 9:05"),
        (datetime(2024, 3, 14, 9, 5, tzinfo=UTC), "14 March 2024"),
        (datetime(1980, 1, 1, tzinfo=UTC), "1 January 1980"),
        (datetime(2091, 5, 6, tzinfo=UTC), "6 May 2091"),
    ],
)
def test_a_time_is_said_as_people_say_it(when, words):
    assert when_words(when, NOW) == words


def test_a_file_is_said_by_its_name_and_folder():
    assert file_words(None) == "not saved to a file yet"
    assert file_words(Path("/a/b/c.nablascope")) == "from c.nablascope in b"
    assert file_words(Path("c.nablascope")) == "from c.nablascope"
    assert file_words(Path("/a/b\n\udcff/c\x00.x")) == "from c .x in b"
