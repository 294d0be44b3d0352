"""The lines that the canvas paints."""

from PySide6.QtGui import QPainter


def strokes(driver, monkeypatch):
    """The lines of a picture of the canvas, by where they begin and end."""
    found, draw = set(), QPainter.drawLines
    with monkeypatch.context() as patch:
        patch.setattr(
            QPainter, "drawLines", lambda self, lines: found.update(map(ends, lines)) or draw(self, lines)
        )
        driver.window.canvas.grab()
    return found


def ends(line):
    return line.p1().toTuple(), line.p2().toTuple()
