"""The dialog that exports a picture: of what, in which form, how large; and what it will look like."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from core.exports.png import Pixels
from gui.exporting import words
from gui.exporting.choices import FORMS, Choices
from gui.exporting.drawing import Drawing
from gui.exporting.part_dialog import PartDialog, Rows
from gui.exporting.rendering import drawing_of, pixels_of
from gui.fields import Choice


class PictureDialog(PartDialog):
    """Asks for a picture; Enter exports it, Esc does not.

    Signals:
        agreed: the `Target`, and what it is: `Pixels`, or the `Drawing` of an SVG file.
        copied: the `Target`, and its `QImage`.
    """

    agreed = Signal(object, object)
    copied = Signal(object, object)

    def __init__(self, choices: Choices, window: Any) -> None:
        """Offer the last `choices`, which are changed, for the parts of `window`, the main window."""
        super().__init__("Export picture", "a picture", choices, window)

    def _make_fields(self) -> None:
        self.form = Choice(
            [(words.FORM_WORDS[k], k) for k in FORMS], "Pixels, or outlines that can be scaled"
        )
        self.form.chosen.connect(self.on_form)
        self.fields = {"what": self.what, "form": self.form, "scale": self.scale}
        self.copy_button = QPushButton("&Copy")
        self.copy_button.setToolTip("Put the picture on the clipboard")
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.on_copy)
        self.buttons.insert(0, self.copy_button)

    def _rows(self) -> Rows:
        return (
            ("Picture of", self.what, 0, 2), ("Form", self.form, 0, 2), ("Width", self.across, 0, 1),
            ("Height", self.down, 1, 1), ("Scale", self.scale, 0, 2),
        )  # fmt: skip

    @Slot(object)
    def on_form(self, form: str) -> None:
        """Take the other form."""
        self.choices.form = form
        self._show_rest()

    def _show_fields(self) -> None:
        super()._show_fields()
        self.form.show_value(self.choices.form)
        self.scale.setEnabled(self.choices.form == "png")

    def _trouble(self) -> str:
        return words.too_large(self.size_wanted, self.choices.form, self.choices.scale)

    def _told(self) -> str:
        return words.picture_words(self.size_wanted, self.choices.form, self.choices.scale)

    def _allow(self, allowed: bool) -> None:
        super()._allow(allowed)
        self.copy_button.setEnabled(allowed)

    def picture(self) -> Pixels | Drawing:
        """What was chosen, in the form that was chosen."""
        if self.choices.form == "png":
            return pixels_of(self.image(self.choices.scale))
        title = f"{self._window.windowTitle().replace('[*]', '')}: {self.target.title}"
        with self.composition.shown() as widget:
            return drawing_of(widget, title, words.moment_words(self._window.engine.frame))

    @Slot()
    def on_export(self) -> None:
        """Take the picture, close, and hand it over."""
        target, picture = self.target, self.picture()
        self.accept()
        self.agreed.emit(target, picture)

    @Slot()
    def on_copy(self) -> None:
        """Take the picture, close, and hand it over for the clipboard."""
        target, image = self.target, self.image(self.choices.scale)
        self.accept()
        self.copied.emit(target, image)
