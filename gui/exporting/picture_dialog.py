"""The dialog that exports a picture: of what, in which form, how large; and what it will look like."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.exports.png import Pixels
from core.frame import Frame
from gui.experiment.arranging import labelled
from gui.exporting import words
from gui.exporting.choices import FORMS, SCALES, WINDOW, Choices, Target, targets
from gui.exporting.rendering import drawing_of, image_of, pixels_of
from gui.exporting.stage import Stage, resized
from gui.fields import Choice, WholeField
from gui.network.canvas import NetworkCanvas
from gui.shell.about import Page
from gui.shell.asking import STYLE

PREVIEW, FIELDS = QSize(460, 320), 190
LEAST, MOST = 100, 4000
"""Pixels of the screen of either side."""
SOON_MS, LATER_MS = 30, 400
"""Until the preview follows what was chosen, and what is going on."""
UNSEEN = QSize(480, 320)
"""The size that is offered for a panel that was never seen, at least."""
FRAME = "QLabel#preview { border: 1px solid palette(mid); border-radius: 6px; background: palette(base); }"


class PictureDialog(Page):
    """Asks for a picture; Enter exports it, Esc does not.

    Signals:
        agreed: the `Target`, and what it is: `Pixels`, or an SVG file as bytes.
        copied: the `Target`, and its `QImage`.
    """

    agreed = Signal(object, object)
    copied = Signal(object, object)

    def __init__(self, choices: Choices, window: Any) -> None:
        """Offer the last `choices`, which are changed, for the parts of `window`, the main window."""
        super().__init__("Export picture", window)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setStyleSheet(STYLE + FRAME)
        self.choices, self._window = choices, window
        self.targets = {target.name: target for target in targets(window)}
        self.stage = Stage(window)
        self._awaited = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.show_preview)
        self._make_fields()
        self._arrange()
        self._connect()
        if choices.target not in self.targets:
            choices.target = WINDOW
        self._show_target()

    # Composition

    def _make_fields(self) -> None:
        titles = [(target.title, target.name) for target in self.targets.values()]
        self.what = Choice(titles, "What there is to be a picture of; also what stands behind a tab")
        self.form = Choice(
            [(words.FORM_WORDS[k], k) for k in FORMS], "Pixels, or outlines that can be scaled"
        )
        self.scale = Choice([(f"{k} ×", k) for k in SCALES], "Pixels of the picture to one of the screen")
        self.across = WholeField(LEAST, MOST, "How wide it is laid out, in pixels of the screen")
        self.down = WholeField(LEAST, MOST, "How high it is laid out, in pixels of the screen")
        self.fields = {"what": self.what, "form": self.form, "scale": self.scale}
        self.preview = QLabel()
        self.preview.setObjectName("preview")
        self.preview.setAccessibleName("Preview")
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setMinimumSize(PREVIEW)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.export = QPushButton("&Export…")
        self.export.setDefault(True)
        self.copy_button, self.cancel = QPushButton("&Copy"), QPushButton("Cancel")
        self.copy_button.setToolTip("Put the picture on the clipboard")
        for button in (self.copy_button, self.cancel):
            button.setAutoDefault(False)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(8)
        rows = (("Picture of", self.what, 0, 2), ("Form", self.form, 0, 2), ("Width", self.across, 0, 1),
                ("Height", self.down, 1, 1), ("Scale", self.scale, 0, 2))  # fmt: skip
        line = -2
        for text, field, column, span in rows:
            line += 0 if column else 2
            head = labelled(text, field)
            head.setProperty("role", "muted")
            grid.addWidget(head, line, column, 1, span)
            grid.addWidget(field, line + 1, column, 1, span)
        grid.setRowStretch(line + 2, 1)
        for field in (self.what, self.form, self.scale):
            field.setFixedWidth(FIELDS)
        sides = QHBoxLayout()
        sides.setSpacing(18)
        sides.addLayout(grid)
        sides.addWidget(self.preview, 1)
        self.column.addLayout(sides, 1)
        self.column.addLayout(self._buttons())

    def _buttons(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.verdict, 1)
        for button in (self.copy_button, self.cancel, self.export):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.what.chosen.connect(self.on_target)
        self.form.chosen.connect(self.on_form)
        self.scale.chosen.connect(self.on_scale)
        for field in (self.across, self.down):
            field.changed.connect(self.on_size)
        self.export.clicked.connect(self.on_export)
        self.copy_button.clicked.connect(self.on_copy)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.on_finished)
        self._window.engine.frame_changed.connect(self.on_frame_changed)

    # What is chosen

    @property
    def target(self) -> Target:
        """What the picture is of."""
        return self.targets[self.choices.target]

    @property
    def size_wanted(self) -> QSize:
        """How large it is laid out."""
        return QSize(self.across.value(), self.down.value())

    @Slot(object)
    def on_target(self, name: str) -> None:
        """Show another part of the window."""
        self.choices.target = name
        self._show_target()

    @Slot(object)
    def on_form(self, form: str) -> None:
        """Take the other form."""
        self.choices.form = form
        self._show_rest()

    @Slot(object)
    def on_scale(self, scale: int) -> None:
        """Take more or fewer pixels."""
        self.choices.scale = scale
        self._show_rest()

    @Slot(int)
    def on_size(self, _: int) -> None:
        """Lay it out at another size."""
        self.choices.sizes[self.target.name] = self.size_wanted.toTuple()
        self._place()
        self._show_rest()

    def _show_target(self) -> None:
        target = self.target
        self.what.show_value(target.name)
        size = QSize(*self.choices.sizes.get(target.name, self._own_size(target).toTuple()))
        for field, value in ((self.across, size.width()), (self.down, size.height())):
            field.show_value(value, enabled=target.name != WINDOW)
        self._place()
        self._show_rest()

    def _own_size(self, target: Target) -> QSize:
        """The size on the screen; of a panel behind a tab, that of the one in front of it."""
        if target.dock is None or self._is_seen(target):
            return target.widget.geometry().size()
        beside = {dock.objectName() for dock in self._window.tabifiedDockWidgets(target.dock)}
        front = next((k for k in self.targets.values() if k.name in beside and self._is_seen(k)), None)
        if front is not None and not target.dock.isHidden():
            return front.widget.geometry().size()
        return target.widget.sizeHint().expandedTo(UNSEEN)

    def _is_seen(self, target: Target) -> bool:
        return target.name in self._window.dock_layout.visible

    def _place(self) -> None:
        """Bring a panel onto the stage that is not seen, or not so large; ask for what it needs."""
        target, visible = self.target, self._window.dock_layout.visible
        if target.dock is None or (self._is_seen(target) and self._own_size(target) == self.size_wanted):
            self.stage.clear()
            self._awaited = ""
            self._window.viewer.change(panels=visible)
            return
        self.stage.put(target, self.size_wanted)
        self._awaited = target.name
        self._window.viewer.change(panels=visible | {target.name})

    def _give(self, frame: Frame | None) -> None:
        """Let the panel on the stage show `frame`, which has to have what it shows."""
        if frame is not None and self.stage.panel is not None and self.target.name in frame.view.panels:
            self._awaited = ""
            self.stage.panel.show_frame(frame)

    @Slot(object)
    def on_frame_changed(self, _: Frame) -> None:
        """Follow what is going on, without haste."""
        if not self._later.isActive():
            self._later.start(SOON_MS if self._awaited else LATER_MS)

    def _show_rest(self) -> None:
        choices, size = self.choices, self.size_wanted
        self.form.show_value(choices.form)
        self.scale.show_value(choices.scale)
        self.scale.setEnabled(choices.form == "png")
        trouble = words.too_large(size, choices.form, choices.scale)
        self.verdict.setText(trouble or words.picture_words(size, choices.form, choices.scale))
        self.verdict.setProperty("role", "bad" if trouble else "muted")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self._later.start(SOON_MS)

    # Pictures

    @Slot()
    def show_preview(self) -> None:
        """Show what it will look like."""
        self._give(self._window.engine.frame)
        ready = not self._awaited
        trouble = words.too_large(self.size_wanted, self.choices.form, self.choices.scale)
        self.export.setEnabled(ready and not trouble)
        self.copy_button.setEnabled(ready and not trouble)
        if not ready:
            self.preview.clear()
            return
        ratio = self.devicePixelRatioF()
        image = self.image(ratio)
        room = (self.preview.contentsRect().size() - QSize(8, 8)) * ratio
        if image.width() > room.width() or image.height() > room.height():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            image = image.scaled(room, keep, smooth)
        image.setDevicePixelRatio(ratio)
        self.preview.setPixmap(QPixmap.fromImage(image))

    def image(self, scale: float) -> QImage:
        """What was chosen, as it is now, with `scale` pixels to one of the screen."""
        with self._laid_out() as widget:
            return image_of(widget, scale)

    def picture(self) -> Pixels | bytes:
        """The same in the form that was chosen."""
        if self.choices.form == "png":
            return pixels_of(self.image(self.choices.scale))
        title = f"{self._window.windowTitle().replace('[*]', '')}: {self.target.title}"
        with self._laid_out() as widget:
            return drawing_of(widget, title, words.moment_words(self._window.engine.frame))

    @contextmanager
    def _laid_out(self) -> Iterator[QWidget]:
        """The part that was chosen, as large as is wanted: a panel is that on the stage."""
        widget = self.target.widget
        if isinstance(widget, NetworkCanvas):
            with resized(widget, self.size_wanted):
                yield widget
        else:
            yield widget

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

    @Slot(int)
    def on_finished(self, _: int) -> None:
        """Give back what was borrowed, and ask for no more than is seen."""
        self._later.stop()
        self._window.engine.frame_changed.disconnect(self.on_frame_changed)
        self.stage.clear()
        self.stage.deleteLater()
        self._window.viewer.change(panels=self._window.dock_layout.visible)
        self._window.catch_up()
