"""The installed PySide6 survives very many calls.

One release aborts the process on one Python after a few thousand void calls: each drops a reference to None.
"""

import subprocess
import sys

import pytest

TEXTS = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for k in range(50_000):
    label.setText(str(k))
assert label.text() == "49999"
"""

SIGNALS = """
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
class Ear(QObject):
    spoken = Signal(object)
    heard = 0
    @Slot(object)
    def on_spoken(self, what):
        self.heard += 1
application = QCoreApplication([])
ear = Ear()
ear.spoken.connect(ear.on_spoken)
for k in range(50_000):
    ear.spoken.emit(k)
assert ear.heard == 50_000
"""

PAINTING = """
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
application = QGuiApplication([])
image = QImage(8, 8, QImage.Format.Format_RGB32)
painter = QPainter(image)
colour = QColor("red")
for k in range(50_000):
    painter.setPen(colour)
    painter.drawLine(0, 0, 7, 7)
painter.end()
"""


@pytest.mark.parametrize("code", [TEXTS, SIGNALS, PAINTING], ids=["setText", "emit", "paint"])
def test_fifty_thousand_calls_leave_it_alive(code):
    result = subprocess.run(
        [sys.executable, "-c", code + "print('alive')"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "alive\n", "")
