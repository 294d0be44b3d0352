import pytest
from by_hand import Pass
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QUrl
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick
from gui.lessons.live import number
from gui.lessons.maths_page import MathsPage
from gui.lessons.pieces import EquationPiece
from gui.lessons.setting import SCHEME
from gui.theme import DARK, LIGHT
from gui.writing.equations import equation

Key, Button = Qt.Key, Qt.MouseButton
SMALL = Experiment("and", (2, 2, 1), ("sigmoid", "sigmoid"), eta=2.0, m=4)
LARGE = default_experiment("digits")
DEEP = Experiment("moons", (2, 4, 3, 3, 1), ("tanh", "relu", "sigmoid", "sigmoid"), eta=0.3, m=7, seed=3)


@pytest.fixture
def open_page(open_window):
    """Open the page over a window on an experiment, wired as in the program."""

    def opened(experiment=SMALL, size=(980, 860)):
        driver = open_window(experiment)
        page = MathsPage(driver.window)
        page.offer([driver.window.actions["phase"]])
        page.set_theme(DARK)
        driver.window.engine.frame_changed.connect(page.show_frame)
        page.resize(*size)
        page.show()
        page.show_frame(driver.frame)
        return driver, page

    return opened


@pytest.fixture
def page(open_page):
    return open_page()[1]


def line(page, name, k=0):
    return page.shown[name].lines[k].plain()


def shown_value(page, name):
    """What the last line of some live numbers ends with."""
    return page.shown[name].plain().split()[-1]


def position_of(page, name):
    """Where the painted numbers of a name stand in the document."""
    (key,) = (key for piece, key in page.reader.text.numbers if piece.name == name)
    return _object_at(page, lambda form: page.reader.text.pieces.room(key) and _key(form) == key)


def _key(form):
    from gui.lessons.document import KEY

    return form.property(KEY)


def _object_at(page, wanted):
    text = page.reader.text
    for position in range(text.characterCount()):
        if text.characterAt(position) == "\N{OBJECT REPLACEMENT CHARACTER}":
            cursor = QTextCursor(text)
            cursor.setPosition(position + 1)
            if wanted(cursor.charFormat()):
                return position
    raise AssertionError("not in the document")


def link_position(page, name):
    """Where the link of some live numbers begins."""
    block = page.reader.text.begin()
    while block.isValid():
        for part in block:
            if part.fragment().charFormat().anchorHref() == f"{SCHEME}:{name}":
                return part.fragment().position()
        block = block.next()
    raise AssertionError(f"no link for {name}")


def bring_into_sight(page, position):
    """Scroll to a position in the document; returns the rectangle of its cursor in the viewport."""
    cursor = QTextCursor(page.reader.text)
    cursor.setPosition(position)
    bar = page.reader.verticalScrollBar()
    bar.setValue(bar.value() + page.reader.cursorRect(cursor).top() - 200)
    return page.reader.cursorRect(cursor)


def follow_link(page, qtbot, name):
    at = bring_into_sight(page, link_position(page, name) + 3)
    qtbot.mouseClick(page.reader.viewport(), Button.LeftButton, pos=at.center() + QPoint(2, 0))


# Numbers


def assert_numbers_are_those_of(page, frame):
    w, b = (frame.w_before, frame.b_before) if frame.precedes_update else (frame.w, frame.b)
    hand = Pass(w, b, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
    l = frame.cursor.l if frame.cursor.phase.value == "forward" else 1 if frame.place == 0 else frame.L
    assert shown_value(page, "forward-z") == number(hand.z[l][0])
    assert shown_value(page, "forward-a") == number(hand.a[l][0])
    assert shown_value(page, "cost") == number(hand.C)
    assert shown_value(page, "factor-1") == number(hand.dC_da[frame.L][0])
    assert shown_value(page, "four-factors") == number(hand.dC_dw[1][0, 0])
    assert shown_value(page, "three-links") == number(hand.dC_dw[1][0, 0])
    assert shown_value(page, "bias") == number(hand.dC_db[1][0])


def test_the_numbers_follow_every_phase_and_are_right(open_page):
    driver, page = open_page()
    seen = set()
    for _ in range(8):
        assert_numbers_are_those_of(page, driver.frame)
        seen.add(page.shown["forward-z"].plain())
        driver.window.canvas.setFocus()
        driver.window.activateWindow()
        driver.step()
    assert len(seen) > 2


def test_numbers_ahead_of_the_step_say_so_and_come_into_their_own(open_page):
    driver, page = open_page()
    fresh = []
    names = ("forward-z", "cost", "factor-1", "backward-z", "update")
    for _ in range(7):
        fresh.append([page.shown[name].fresh for name in names])
        driver.window.activateWindow()
        driver.window.canvas.setFocus()
        driver.step()
    assert fresh[0] == [False] * 5
    assert fresh[2] == [True, False, False, False, False]
    assert fresh[3] == [True, True, True, False, False]
    assert fresh[5] == [True, True, True, True, False]
    assert fresh[6] == [True] * 5


def colours_of(page, name):
    """The colours in which live numbers are painted, that of their ground included."""
    rect = bring_into_sight(page, position_of(page, name))
    picture = page.reader.viewport().grab().toImage()
    box = picture.copy(rect.left(), rect.top(), 300, max(20, rect.height() - 4))
    plain = box.convertToFormat(box.Format.Format_RGB32)
    return {f"#{p & 0xFFFFFF:06x}" for p in set(memoryview(plain.constBits()).cast("I"))}


def test_pale_numbers_are_painted_pale(open_page):
    driver, page = open_page()
    pale = colours_of(page, "forward-z")
    assert DARK.muted in pale
    assert DARK.text not in pale
    driver.window.activateWindow()
    driver.window.canvas.setFocus()
    driver.step()
    assert DARK.text in colours_of(page, "forward-z")


def test_the_brief_instance_is_written_as_on_paper(open_page):
    _, page = open_page()
    assert line(page, "forward-z").replace(" ", "") == "z¹₁=w¹₁₁a⁰₁+w¹₁₂a⁰₂+b¹₁"
    assert line(page, "forward-z", 1).count("·") == 2
    assert line(page, "factor-4").startswith("∂a¹₁/∂w¹₁₁ = σ'(z¹₁) a⁰₁  =  ")


@pytest.mark.parametrize(
    ("pick", "case", "second", "third"),
    [
        (Pick(1, 1, 0), "all four factors are there; (2) is 2 matrices", "∂a⁴/∂a³ =", "∂a²₁/∂a¹₂ ="),
        (Pick(3, 2, 1), "ℓ = 3 = L − 1: three factors are left", "(2) is the identity", "∂a⁴₁/∂a³₃ ="),
        (Pick(4, 0, 1), "ℓ = L = 4: two factors are left", "both (2) and (3) drop out", "(3) drops out"),
        (Pick(2, 1), "(2) is one matrix", "∂a⁴/∂a³ =", "∂a³₁/∂a²₂ ="),
    ],
)
def test_the_factors_are_those_of_the_weight_picked(open_page, pick, case, second, third):
    driver, page = open_page(DEEP)
    driver.window.viewer.select(pick)
    driver.wait_for(lambda frame: frame.pick == pick)
    assert case in line(page, "which-case")
    assert second in line(page, "factor-2")
    assert third in line(page, "factor-3")
    assert "selected" in page.moment.text()


def test_another_network_is_followed_at_once(open_page):
    driver, page = open_page()
    driver.load("iris")
    assert line(page, "shape") == "L = 2,  n₀ = 4,  n₁ = 6,  n₂ = 3"
    assert page.shown["factor-1"].plain().count("=") == 6


def test_while_training_runs_the_page_keeps_up(open_page):
    driver, page = open_page()
    driver.window.activateWindow()
    driver.window.canvas.setFocus()
    driver.run_at_full_speed()
    driver.until(lambda: "running" in page.moment.text())
    frame = driver.pause()
    driver.until(lambda: f"Step {frame.cursor.step}" in page.moment.text().replace("\u202f", ""))
    assert_numbers_are_those_of(page, frame)


def test_a_closed_page_does_nothing(open_page):
    driver, page = open_page()
    page.close()
    before = page.shown
    driver.step()
    assert page.shown is before


# Links


def test_a_link_lights_what_the_numbers_speak_of(page, qtbot):
    with qtbot.waitSignal(page.lit, timeout=2000) as lit, qtbot.assertNotEmitted(page.picked):
        follow_link(page, qtbot, "forward-z")
    assert set(lit.args[0]) == {Node(1, 0), Node(0, 0), Node(0, 1), Pick(1, 0), Pick(1, 0, 0), Pick(1, 0, 1)}


def test_a_link_about_a_weight_picks_it(page, qtbot):
    found = []
    page.picked.connect(found.append)
    page.lit.connect(found.append)
    follow_link(page, qtbot, "four-factors")
    picked, lit = found
    assert picked == Pick(1, 0, 0)
    assert {Pick(1, 0, 0), Node(1, 0), Node(0, 0), Pick(2, 0, 0), Node(2, 0)} <= set(lit)
    assert Pick(2, 0, 1) not in lit
    assert Pick(1, 1, 0) not in lit


def test_every_link_leads_to_something_that_the_network_has(open_page, qtbot):
    from core.selection import check_selection

    for experiment in (SMALL, LARGE):
        _, page = open_page(experiment)
        for name in page.shown:
            link_position(page, name)
            with qtbot.waitSignal(page.lit, timeout=2000) as lit:
                page.reader.anchorClicked.emit(QUrl(f"{SCHEME}:{name}"))
            assert lit.args[0]
            for selection in lit.args[0]:
                check_selection(selection, experiment.n)


def test_a_link_is_followed_by_keys(page, qtbot):
    page.reader.setFocus()
    QTest.keyClick(page.reader, Key.Key_Tab)
    with qtbot.waitSignal(page.lit, timeout=2000):
        QTest.keyClick(page.reader, Key.Key_Return)


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
    position = _object_at(
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
@pytest.mark.parametrize("width", [700, 980, 1700])
def test_nothing_is_wider_than_its_column_or_lies_over_anything(open_page, experiment, width):
    driver, page = open_page(experiment, (width, 800))
    driver.window.viewer.select(Pick(1, 1, 1))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 1, 1))
    text = page.reader.text
    column = text.pieces.column
    assert text.size().width() <= page.reader.viewport().width()
    for piece, key in text.numbers:
        assert piece.layout.width == text.pieces.room(key) < column
        assert piece.layout.px >= (10 if width == 700 else 12)
    bottom, block = 0.0, text.begin()
    while block.isValid():
        rect: QRectF = text.documentLayout().blockBoundingRect(block)
        if QTextCursor(block).currentTable() is None:
            assert rect.top() >= bottom - 0.5, block.text()
            bottom = rect.bottom()
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
