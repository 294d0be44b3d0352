"""The user guide: its names are those of the window, its links and pictures are there, it is read by keys."""

import re

import pytest
from driving import Key, Modifier
from guide_scenes import GUIDE_SCENES
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from core.course import names as lessons
from gui.actions import written_keys
from gui.guide.pages import FOLDER, INDEX, pages
from gui.guide.searching import hits
from gui.guide.window import GuideWindow
from gui.presenting.actions import BACK, END, ON, SPOTLIGHT
from gui.shell.autosaving import INTERVAL_MS
from gui.shell.shortcuts import menus
from gui.theme import DARK, LIGHT
from gui.writing.digits import FEWEST, MOST

EVERYTHING = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md")))
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
NAME_WITH_KEY = re.compile(r"\*\*([^*]+?)\*\*\s\(\*\*([^*]+?)\*\*", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
LEARN = "Learn"
OF_QT = {"Enter", "Alt+L"}
"""Keys that need no action: to go on, and to open the menu Learn."""


def said(text):
    """A name as it is looked for: on one line, without what announces a key or a dialog."""
    return " ".join(text.replace("&", "").rstrip("…").split())


def actions_of(window):
    """Every action of every menu, and the menus themselves, by what they are called."""
    waiting, found = menus(window.menuBar()), {}
    while waiting:
        menu = waiting.pop()
        found[said(menu.title())] = menu.menuAction()
        for action in menu.actions():
            if action.menu():
                waiting.append(action.menu())
            elif not action.isSeparator():
                found[said(action.text())] = action
    return found | {said(action.iconText()): action for action in window.actions.values()}


def keys_of(action):
    return {name for key in action.shortcuts() for name in (written_keys(key), key.toString())}


@pytest.fixture
def guide(driver):
    """The guide over a window, opened by its key; what is yielded with it drives the window."""
    driver.press(Key.Key_F1, Modifier.ControlModifier)
    guide = driver.window.findChild(GuideWindow)
    driver.until(guide.isVisible)
    guide.activateWindow()
    return guide


def press(guide, key, modifier=Modifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or guide.reader, key, modifier)


def shown(guide):
    return guide.pages[guide.at].name


# What is written


def test_the_index_lists_every_page_by_its_title():
    listed = re.findall(r"^\d+\. .*$", (FOLDER / INDEX).read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == [f"{k}. [{page.title}]({page.name})" for k, page in enumerate(pages(), 1)]
    assert {page.name for page in pages()} == {path.name for path in FOLDER.glob("*.md")} - {INDEX}
    for page in pages():
        assert page.text.startswith(f"# {page.title}\n")


def test_every_link_leads_to_a_page_and_every_picture_has_a_scene():
    pictures = {k for k in LINK.findall(EVERYTHING) if k.endswith(".png")}
    assert pictures == {f"pictures/{name}.png" for name in GUIDE_SCENES}
    assert {path.name for path in (FOLDER / "pictures").iterdir()} == {f"{name}.png" for name in GUIDE_SCENES}
    assert set(LINK.findall(EVERYTHING)) - pictures <= {page.name for page in pages()}
    assert sum(path.stat().st_size for path in (FOLDER / "pictures").iterdir()) < 1_500_000


def test_every_name_is_one_of_the_windows_and_has_the_key_that_is_given(window):
    for dock in window.docks.values():
        dock.show()
    actions = actions_of(window)
    texts = {said(k.text()) for kind in (QAbstractButton, QLabel) for k in window.findChildren(kind)}
    named = set(actions) | texts | {said(dock.windowTitle()) for dock in window.docks.values()}
    keys = set().union(*map(keys_of, actions.values())) | OF_QT | {*ON, *BACK, *SPOTLIGHT, *END}
    known = named | keys
    bold = set(map(said, BOLD.findall(EVERYTHING)))
    parts = {part.strip() for name in bold for part in ([name] if name in known else name.split(","))}
    assert len(parts) > 60
    assert sorted(parts - known) == []
    for name, key in NAME_WITH_KEY.findall(EVERYTHING):
        if said(name) in actions and said(name) != LEARN:
            assert key in keys_of(actions[said(name)]), name


def test_its_figures_are_those_of_the_program():
    assert f"every {INTERVAL_MS // 1000} seconds" in EVERYTHING
    assert f"from {FEWEST} to {MOST}" in EVERYTHING
    assert len(lessons()) == 8
    assert "eight lessons" in EVERYTHING


# How it is read


def test_it_opens_beside_the_window_on_its_first_page(guide):
    assert not guide.isModal()
    assert shown(guide) == pages()[0].name
    assert guide.focusWidget() is guide.reader
    assert [guide.contents.item(k).text() for k in range(guide.contents.count())] == [
        p.title for p in pages()
    ]
    assert not guide.back.isEnabled()
    press(guide, Key.Key_PageDown)
    assert guide.reader.place > 0
    press(guide, Key.Key_Escape)
    assert not guide.isVisible()


def test_links_lead_on_by_keys_and_back_to_where_one_was(guide):
    guide.go_to(6)
    guide.reader.place = guide.reader.verticalScrollBar().maximum()
    place = guide.reader.place
    press(guide, Key.Key_Tab)  # the first link of the page
    press(guide, Key.Key_Return)
    assert shown(guide) == "teaching.md"
    assert guide.reader.place == 0
    press(guide, Key.Key_Left, Modifier.AltModifier)
    assert shown(guide) == pages()[6].name
    press(guide, Key.Key_Left, Modifier.AltModifier)
    assert guide.at == 0
    assert not guide.back.isEnabled()
    press(guide, Key.Key_Right, Modifier.AltModifier)
    assert guide.at == 6
    assert place > 0


def test_the_last_line_of_a_page_leads_to_the_next_and_the_contents_to_any(guide):
    cursor = QTextCursor(guide.reader.text)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.charFormat().anchorHref() == pages()[1].name
    guide.contents.setFocus()
    for _ in range(len(pages()) - 1):
        press(guide, Key.Key_Down)
    assert guide.at == len(pages()) - 1
    assert "Next:" not in guide.reader.toPlainText()
    press(guide, Key.Key_Home)
    assert guide.at == 0


def test_words_are_found_on_every_page_that_has_them(guide):
    press(guide, Key.Key_F, Modifier.ControlModifier)
    assert guide.field.hasFocus()
    QTest.keyClicks(guide.field, "snapsh")
    assert all(guide.contents.item(k).isHidden() for k in range(len(pages())))
    guide.field.clear()
    QTest.keyClicks(guide.field, "pytorch")
    found = [k for k, page in enumerate(pages()) if hits(page, "pytorch")]
    assert [k for k in range(len(pages())) if not guide.contents.item(k).isHidden()] == found
    assert found
    assert guide.at == found[0]
    (mark,) = guide.reader.extraSelections()[:1]
    assert mark.cursor.selectedText().casefold() == "pytorch"
    assert guide.reader.viewport().rect().contains(guide.reader.cursorRect(mark.cursor))
    press(guide, Key.Key_Escape)
    assert guide.isVisible()
    assert guide.reader.hasFocus()
    assert guide.reader.extraSelections() == []
    assert not any(guide.contents.item(k).isHidden() for k in range(len(pages())))


def test_enter_goes_through_all_places(guide):
    press(guide, Key.Key_F, Modifier.ControlModifier)
    guide.field.insert("∂C/∂w")
    there = [k for k, page in enumerate(pages()) if hits(page, "∂C/∂w")]
    assert len(there) > 1
    seen = [guide.at]
    for _ in range(sum(hits(page, "∂C/∂w") for page in pages())):
        press(guide, Key.Key_Return)
        if guide.at != seen[-1]:
            seen.append(guide.at)
    assert set(seen) == set(there)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_every_page_is_set_in_its_column_and_in_the_theme(guide, theme):
    guide.set_theme(theme)
    for width in (guide.minimumWidth(), 960, 1700):
        guide.resize(width, 700)
        for k in range(len(pages())):
            guide.go_to(k)
            text = guide.reader.text
            assert text.size().width() <= guide.reader.viewport().width()
            words = [part.charFormat() for part in pieces(text) if not part.charFormat().isImageFormat()]
            colours = {form.foreground().color().name() for form in words}
            assert colours <= {theme.text, theme.negative}
            for part in pieces(text):
                if part.charFormat().isImageFormat():
                    picture = part.charFormat().toImageFormat()
                    assert 0 < picture.width() <= text.column
                    made = text.resource(QTextDocument.ResourceType.ImageResource.value, picture.name())
                    assert abs(made.width() / made.devicePixelRatio() - picture.width()) <= 1
                    assert picture.property(picture.Property.ImageAltText)


def pieces(text):
    """What a document consists of, piece by piece."""
    block = text.begin()
    while block.isValid():
        for k in block:
            yield k.fragment()
        block = block.next()


def test_another_theme_leaves_it_where_it_was(guide):
    guide.go_to(4)
    guide.reader.place = 300
    guide.set_theme(LIGHT)
    assert guide.reader.place == 300
    assert guide.reader.viewport().grab().toImage().pixelColor(3, 3) == Qt.GlobalColor.white
