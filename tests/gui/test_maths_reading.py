"""The mathematics page is read like a book: contents, keys, copying, and how it is set."""

import numpy as np
import pytest
from maths_pages import DEEP, LARGE, SMALL, bring_into_sight, colours_of, object_at, open_page, page
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from core.selection import Pick
from gui.lessons.numbers import LARGEST
from gui.lessons.pieces import EquationPiece
from gui.network.symbols import paint_symbol
from gui.theme import DARK, LIGHT
from gui.writing.equations import equation
from gui.writing.formula import SMALL as SMALL_SHARE

__all__ = ["open_page", "page"]

Key, Button = Qt.Key, Qt.MouseButton


# Reading


def test_it_opens_at_the_top_ready_to_be_scrolled(page):
    assert page.reader.verticalScrollBar().value() == 0
    assert page.contents.currentRow() == 0
    assert page.focusWidget() is page.reader


def test_the_contents_lead_to_sections_and_follow_the_scrolling(page, qtbot):
    titles = [page.contents.item(k).text() for k in range(page.contents.count())]
    assert titles == [section.title for section in page.text.sections]
    bar = page.reader.verticalScrollBar()
    for k in (7, 2, 10):
        at = page.contents.visualItemRect(page.contents.item(k)).center()
        qtbot.mouseClick(page.contents.viewport(), Button.LeftButton, pos=at)
        cursor = QTextCursor(page.reader.text)
        cursor.setPosition(page.reader.text.places[k].position)
        assert 0 < page.reader.cursorRect(cursor).top() < 80
        assert cursor.block().text() == titles[k]
    bar.setValue(bar.maximum())
    assert page.contents.currentRow() == page.contents.count() - 1
    bar.setValue(0)
    assert page.contents.currentRow() == 0


def test_page_keys_scroll_and_arrows_step(open_page):
    driver, page = open_page()
    page.activateWindow()
    page.reader.setFocus()
    bar = page.reader.verticalScrollBar()
    QTest.keyClick(page.reader, Key.Key_PageDown)
    assert bar.value() > page.reader.viewport().height() / 2
    QTest.keyClick(page.reader, Key.Key_PageUp)
    assert bar.value() == 0
    QTest.keyClick(page.reader, Key.Key_End)
    assert bar.value() == bar.maximum()
    assert driver.frame.place == 0
    QTest.keyClick(page.reader, Key.Key_Right)
    driver.wait_for(lambda frame: frame.place == 1)
    driver.until(lambda: "forward" in page.moment.text())


def test_escape_closes_the_page_and_nothing_else(open_page):
    driver, page = open_page()
    assert not page.isModal()
    page.activateWindow()
    QTest.keyClick(page.reader, Key.Key_Escape)
    assert not page.isVisible()
    assert driver.window.isVisible()


def test_everything_can_be_copied(page):
    page.reader.setFocus()
    QTest.keySequence(page.reader, "Ctrl+A")
    QTest.keySequence(page.reader, "Ctrl+C")
    copied = QApplication.clipboard().text()
    assert r"z^{\ell}_i = w^{\ell}_{ij}\,a^{\ell-1}_j + b^{\ell}_i" in copied
    assert page.shown["cost"].plain() in copied
    assert "the weight to node i of layer ℓ from node j of layer ℓ−1: first where to" in copied
    assert not set(copied) & set("\N{OBJECT REPLACEMENT CHARACTER}\N{WORD JOINER}\ufdd0\ufdd1")


def test_an_equation_says_its_latex(page):
    position = object_at(
        page, lambda form: page.reader.text.pieces.piece(form) == EquationPiece("chain-last")
    )
    at = bring_into_sight(page, position).topRight() + QPoint(20, 12)
    page.activateWindow()
    viewport = page.reader.viewport()
    help_event = QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, help_event)
    assert r"\frac{\partial C}{\partial w^{L}_{AB}}" in QToolTip.text()
    QToolTip.hideText()


# How it looks


@pytest.mark.parametrize("experiment", [SMALL, DEEP, LARGE], ids=["2-2-1", "deep", "64-32-16-10"])
def test_nothing_is_wider_than_its_column_or_lies_over_anything(open_page, experiment):
    driver, page = open_page(experiment, (700, 800))
    driver.window.viewer.select(Pick(1, 1, 1))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 1, 1))
    check_reading(page, 10)
    for width in (980, 1700):
        page.resize(width, 800)
        check_reading(page, 12)


def check_reading(page, least):
    """Nothing lies over anything else; no live number is smaller than `least` pixels."""
    text = page.reader.text
    column = text.pieces.column
    assert text.size().width() <= page.reader.viewport().width()
    for piece, key in text.numbers:
        assert piece.layout.width == text.pieces.room(key) < column
        assert piece.layout.px >= least
    bottom, block = 0.0, text.begin()
    while block.isValid():
        rect: QRectF = text.documentLayout().blockBoundingRect(block)
        if QTextCursor(block).currentTable() is None:
            assert rect.top() >= bottom - 0.5, block.text()
            bottom = rect.bottom()
            assert bottom <= text.size().height()
        block = block.next()


def test_the_column_is_as_wide_as_a_book_and_in_the_middle(open_page):
    _, page = open_page(size=(1700, 800))
    frame = page.reader.text.rootFrame().frameFormat()
    assert frame.leftMargin() == frame.rightMargin() > 200
    assert 500 <= page.reader.text.pieces.column <= 600


def test_another_theme_is_taken_over_at_the_same_place(page):
    bar = page.reader.verticalScrollBar()
    bar.setValue(1500)
    before = page.shown["cost"].plain()
    page.set_theme(LIGHT)
    assert bar.value() == 1500
    colours = colours_of(page, "forward-z")
    assert {LIGHT.muted, LIGHT.raised} <= colours
    assert DARK.raised not in colours
    page.reader.selectAll()
    assert before in page.reader.createMimeDataFromSelection().text()


def test_a_closed_page_takes_over_another_theme_when_it_is_opened(page):
    page.close()
    page.set_theme(LIGHT)
    page.show()
    assert LIGHT.raised in colours_of(page, "forward-z")


def test_equations_that_are_too_wide_shrink(open_page):
    _, page = open_page(size=(700, 800))
    column = page.reader.text.pieces.column
    assert equation("factor-2-product").width(21) > column
    assert EquationPiece("factor-2-product").size(column).width() <= column
    assert EquationPiece("forward-a").size(column).width() == equation("forward-a").width(21)


@pytest.mark.parametrize("px", [LARGEST, LARGEST - 1, LARGEST - 2])
def test_a_mean_can_be_told_from_one_sample_by_the_bar(qapp, px):
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_symbol(painter, QPointF(8, 30), "C̄", "", "", round(px * SMALL_SHARE), QColor("white"))
    painter.end()
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(40, 40) & 0xFF
    inked = np.flatnonzero(pixels.any(axis=1))
    assert np.diff(inked).max() > 1, "no row is left free between the bar and the letter"
