"""The dialog that opens data, over an empty window, and what it has asked for."""

import pytest
from data_dialogs import write
from driving import Key, Modifier
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.importing.dialog import Asked, ImportDialog

LEFT, SHIFT = Qt.MouseButton.LeftButton, Modifier.ShiftModifier


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
