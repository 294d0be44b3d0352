"""The mouse over the matrix view: its entries by the names of their matrices."""

from driving import Button
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.matrices.block import Block
from gui.matrices.walking import Place


class Matrices:
    """The panel of one window, brought to the front."""

    def __init__(self, driver):
        self.driver, self.panel = driver, driver.window.matrices
        self.sheet, self.area = self.panel.sheet, self.panel.area
        driver.window.docks["matrices"].raise_()
        driver.until(lambda: self.panel.isVisible() and self.sheet.rows)
        driver.wait_for(lambda f: "matrices" in f.view.panels)
        self.settle()

    @staticmethod
    def settle():
        QApplication.processEvents()

    def block(self, name, k=0):
        """The k-th matrix of a name, as it is shown."""
        return self._places(name)[k][1]

    def values(self, name, k=0):
        return self.block(name, k).values

    def _places(self, name):
        return [
            (Place(row, k, 0, 0), block)
            for row, items in enumerate(self.sheet.rows)
            for k, block in enumerate(item for item in items if isinstance(item, Block))
            if block.name == name
        ]

    def place(self, name, i=0, j=0, k=0):
        """Where an entry is on the sheet."""
        at = self._places(name)[k][0]
        return Place(at.row, at.block, i, j)

    def at(self, name, i=0, j=0, k=0):
        """The middle of an entry, once it has been scrolled to."""
        box, before = self._box(name, i, j, k), None
        while box != before:  # numbers that come into sight while training runs may need more room
            self.area.bring_into_view(box)
            self.settle()
            box, before = self._box(name, i, j, k), box
        return box.center()

    def _box(self, *entry):
        return self.sheet.rect_at(self.place(*entry)).toAlignedRect()

    def point(self, *entry):
        at = self.at(*entry)
        QTest.mouseMove(self.sheet, at + QPoint(60, 40))
        QTest.mouseMove(self.sheet, at)
        return at

    def click(self, *entry):
        QTest.mouseClick(self.sheet, Button.LeftButton, pos=self.point(*entry))

    def double_click(self, *entry):
        at = self.point(*entry)
        QTest.mouseClick(self.sheet, Button.LeftButton, pos=at)
        QTest.mouseDClick(self.sheet, Button.LeftButton, pos=at)
        QTest.mouseRelease(self.sheet, Button.LeftButton, pos=at)

    @property
    def words(self):
        return self.panel.reading.words

    @property
    def editor(self):
        return self.area.editor

    def is_seen(self, name, k=0):
        """Whether all of a matrix is in view."""
        place = self._places(name)[k][0]
        box = self.sheet.blocks(place.row)[place.block].cells.translated(self.sheet.origin(place.row))
        top = self.area.verticalScrollBar().value()
        return box.top() >= top and box.bottom() <= top + self.area.viewport().height()

    def at_work(self):
        """The layers and titles of the equations that stand out: (layer, names of their matrices)."""
        return {
            (k.layer, next(i.name for i in k.items if isinstance(i, Block)))
            for k in self.sheet.equations
            if k.at_work
        }
