"""The mathematics page over a window, and how a person finds things on it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from core.experiment import Experiment, default_experiment
from gui.lessons.document import KEY
from gui.lessons.maths_page import MathsPage
from gui.lessons.setting import SCHEME
from gui.theme import DARK

Button = Qt.MouseButton
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


def step(driver):
    """Do one phase in the main window."""
    driver.window.activateWindow()
    driver.window.canvas.setFocus()
    driver.step()


def line(page, name, k=0):
    return page.shown[name].lines[k].plain()


def shown_value(page, name):
    """What the last line of some live numbers ends with."""
    return page.shown[name].plain().split()[-1]


def position_of(page, name):
    """Where the painted numbers of a name stand in the document."""
    (key,) = (key for piece, key in page.reader.text.numbers if piece.name == name)
    return object_at(page, lambda form: page.reader.text.pieces.room(key) and _key(form) == key)


def _key(form):
    return form.property(KEY)


def object_at(page, wanted):
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


def colours_of(page, name):
    """The colours in which live numbers are painted, that of their ground included."""
    rect = bring_into_sight(page, position_of(page, name))
    picture = page.reader.viewport().grab().toImage()
    box = picture.copy(rect.left(), rect.top(), 300, max(20, rect.height() - 4))
    plain = box.convertToFormat(box.Format.Format_RGB32)
    return {f"#{p & 0xFFFFFF:06x}" for p in set(memoryview(plain.constBits()).cast("I"))}
