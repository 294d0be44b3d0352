"""The present derivation on the clipboard, as LaTeX, as a table, or as a program that proves it."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from core.frame import Frame
from gui.writing.digits import Digits
from gui.writing.indices import parameter_name


class Clipboard(QObject):
    """Writes the derivation of the last frame out; numbers for reading have `digits`, others all of theirs.

    Signals:
        said: what is on the clipboard now, for the status bar.
    """

    said = Signal(str)

    def __init__(self, digits: Digits, parent: QObject | None = None) -> None:
        """There is nothing to copy before the first `follow`."""
        super().__init__(parent)
        self._digits = digits
        self._frame: Frame | None = None

    def follow(self, frame: Frame) -> None:
        """Copy from `frame` from now on."""
        self._frame = frame

    @Slot()
    def copy_latex(self) -> None:
        """Copy formulas and matrices for a LaTeX document that uses amsmath."""
        from core.exports import latex, origin  # noqa: PLC0415 - few people copy, and not at the start

        frame = self._frame
        self._put(latex(frame.derivation, origin(frame), self._digits.count), "as LaTeX")

    @Slot()
    def copy_csv(self) -> None:
        """Copy a table for a spreadsheet."""
        from core.exports import csv_table, origin  # noqa: PLC0415

        self._put(csv_table(self._frame.derivation, origin(self._frame)), "as a table (CSV)")

    @Slot()
    def copy_script(self) -> None:
        """Copy a program that needs nothing but numpy."""
        from core.exports import numpy_script, origin  # noqa: PLC0415

        self._put(numpy_script(self._frame.derivation, origin(self._frame)), "as a NumPy script")

    def _put(self, text: str, how: str) -> None:
        QGuiApplication.clipboard().setText(text)
        name = parameter_name(self._frame.derivation.pick)
        self.said.emit(f"The derivation of ∂C/∂{name} is on the clipboard {how}.")
