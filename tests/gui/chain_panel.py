"""The chain rule's panel: a weight is selected by the mouse, and its matrices are read and pointed at."""

from canvas_mouse import click
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reading import painted_texts

from core.commands import Edit
from core.experiment import Experiment
from core.selection import Node, Pick
from gui.matrices.block import Block

EXAMPLE = Experiment("xor", (2, 2, 1), ("sigmoid", "sigmoid"), eta=1.0, m=4)
NUMBERS = {
    Pick(1, 0, 0): 0.5, Pick(1, 0, 1): -0.5, Pick(1, 1, 0): 1.0, Pick(1, 1, 1): 0.25, Pick(1, 0): 0.25,
    Pick(1, 1): -0.5, Pick(2, 0, 0): 1.0, Pick(2, 0, 1): -1.0, Pick(2, 0): 0.25,
}  # fmt: skip


def worked_example(open_window):
    """A network whose numbers are known on paper, with x = (1, 0.5) and y = (1)."""
    driver = open_window(EXAMPLE, size=(1280, 800))
    send = driver.window.engine.send
    for pick, value in NUMBERS.items():
        send(Edit("parameter", value, at=pick))
    for i, value in enumerate((1.0, 0.5)):
        send(Edit("x", value, at=Node(0, i)))
    send(Edit("y", 1.0, at=Node(2, 0)))
    driver.wait_for(lambda f: f.b[2][0, 0] == 0.25 and f.y[0, 0] == 1.0 and f.x[1, 0] == 0.5)
    return driver


def select(driver, pick):
    """Select a weight or bias by a click on the canvas, and wait for its derivation."""
    click(driver, driver.window.canvas.place(pick))
    driver.wait_for(lambda f: f.derivation is not None and f.derivation.pick == pick)
    QApplication.processEvents()
    return driver.window.chain_rule


def blocks(panel):
    """The matrices of the product page by their names."""
    return {item.name: item for item in panel.product.sheet.rows[0] if isinstance(item, Block)}


def written(panel):
    """All that the sheet of factors paints."""
    return [text for _, _, text in painted_texts(panel.product.sheet)]


def point_at(panel, name, i=0, j=0):
    """Move the mouse onto an entry of a matrix; `i` = −1 is the strip below it."""
    sheet = panel.product.sheet
    k = [b.name for b in sheet.rows[0] if isinstance(b, Block)].index(name)
    placed = sheet.blocks(0)[k]
    box = placed.strip_cell(j) if i < 0 else placed.cell(i, j)
    at = (sheet.origin(0) + box.center()).toPoint()
    QTest.mouseMove(sheet, QPoint(1, 1))
    QTest.mouseMove(sheet, at)
    return at
