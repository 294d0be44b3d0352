"""The page of all keys can't go stale, and what one looks for is found in it by the keyboard alone."""

import ast
import re
from pathlib import Path

import pytest
import shiboken6
from driving import Key
from PySide6.QtGui import QShortcut, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.shell.keys_told import DRAWING, OWN
from gui.shell.shortcuts import ShortcutsPage

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = {
    "Left": "←|[Aa]rrows", "Right": "→|[Aa]rrows", "Up": "↑|[Aa]rrows", "Down": "↓|[Aa]rrows",
    "Return": "Enter", "Escape": "Esc", "PageUp": "Page ↑", "PageDown": "Page ↓",
    "Plus": r"\+", "Equal": r"\+", "Minus": "−",
}  # fmt: skip
"""How keys are written on the page that Qt calls otherwise."""

NOT_OWN = {
    "gui.exercise.field": "keeps keys of the window from a field",
    "gui.shell.transport": "leaves keys of the window to it",
    "gui.shell.shortcuts": "scrolls the page itself",
    "gui.presenting.spotlight": "lights what keys of others have led to",
}
"""Modules that name keys and have none of their own, and why."""


def keys_of(path):
    """The names of Qt's keys that are used in a file."""
    used = (
        node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)
    )
    return {name[4:] for name in used if re.fullmatch(r"Key_\w+", name)}


def modules_with_keys():
    found = {}
    for path in sorted((ROOT / "gui").rglob("*.py")):
        keys = keys_of(path)
        if keys:
            found[".".join(path.relative_to(ROOT).with_suffix("").parts)] = keys
    return found


def test_every_part_that_has_keys_of_its_own_tells_each_of_them():
    told = {module: each for each in OWN for module in each.modules}
    found = modules_with_keys()
    assert set(found) == set(told) | set(NOT_OWN)
    for module, each in told.items():
        text = " ".join(f"{keys} {does}" for keys, does in each.rows)
        for key in found.get(module, ()):
            assert re.search(WRITTEN.get(key, rf"\b{key}\b"), text), (module, key)


@pytest.fixture
def page(driver):
    driver.press(Key.Key_F1)
    page = next(d for d in driver.window.findChildren(ShortcutsPage) if d.isVisible())
    yield page
    if shiboken6.isValid(page):
        page.reject()


def text_of(page):
    return " ".join(column.text() for column in page.columns if column.isVisibleTo(page))


def test_shortcuts_beside_the_actions_are_those_of_drawing(driver):
    keys = {shortcut.key().toString() for shortcut in driver.window.findChildren(QShortcut)}
    assert keys == set("1234567890E")
    assert {"1 to 9, 0", "E"} <= {key for key, _ in DRAWING}


def test_what_is_looked_for_is_found_by_the_keyboard_alone(driver, page):
    assert QApplication.focusWidget() is page.find
    whole = text_of(page)
    QTest.keyClicks(page.find, "save AS")
    assert "Ctrl+Shift+S" in text_of(page)
    assert "Redo" not in text_of(page)
    QTest.keyClick(page.find, Key.Key_Return)
    assert page.isVisible()
    QTest.keyClicks(page.find, "xyz")
    assert page.nothing.isVisible()
    assert not text_of(page).strip()
    QTest.keyClick(page.find, Key.Key_Escape)
    assert page.isVisible()
    assert text_of(page) == whole
    assert not page.nothing.isVisible()
    QTest.keyClicks(page.find, "matrices esc")
    assert "Back to the network" in text_of(page)
    assert "Another number" not in text_of(page)
    QTest.keyClick(page.find, Key.Key_Escape)
    QTest.keyClick(page.find, Key.Key_Escape)
    driver.until(lambda: not driver.window.findChildren(ShortcutsPage))


def test_what_keys_do_stays_in_its_place_while_one_looks_for_it(page):
    def place():
        """How far to the right the words about the spotlight begin."""
        column = next(k for k in page.columns if "spotlight" in k.text())
        document = QTextDocument()
        document.setDefaultFont(column.font())
        document.setHtml(column.text())
        found = document.find("The spotlight").block()
        return document.documentLayout().blockBoundingRect(found).x()

    before = place()
    QTest.keyClicks(page.find, "spotlight")
    assert "Redo" not in text_of(page)
    assert place() == before > 0


def test_it_scrolls_from_the_field(page):
    bar = page._area.verticalScrollBar()
    page.resize(page.width(), 300)
    assert bar.maximum() > 0
    QTest.keyClick(page.find, Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(page.find, Key.Key_PageUp)
    assert bar.value() == 0
