"""What the dialogs share that export how a part of the window looks: which, how large, and a preview."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.frame import Frame
from gui.experiment.arranging import labelled
from gui.exporting import words
from gui.exporting.choices import SCALES, WINDOW, PartChoices, Target, targets
from gui.exporting.composition import Composition
from gui.fields import Choice, WholeField
from gui.shell.about import Page
from gui.shell.asking import STYLE

PREVIEW, FIELDS = QSize(460, 320), 190
LEAST, MOST = 100, 10_000
"""Pixels of the screen of either side."""
SOON_MS, LATER_MS = 30, 400
"""Until the preview follows what was chosen, and what is going on."""
GROWING = 4
"""How often it is laid out until there is room for all."""
SIDES = (
    "How wide it is laid out, in pixels of the screen",
    "How high it is laid out, in pixels of the screen",
)
ENOUGH = 3
"""Times as large as it is shown that the preview is painted at most: pictures may have millions of pixels."""
FRAME = "QLabel#preview { border: 1px solid palette(mid); border-radius: 6px; background: palette(base); }"

Rows = tuple[tuple[str, QWidget, int, int], ...]
"""Of the form: the words above each field, the field, its column, and how many columns it takes."""


class PartDialog(Page):
    """Asks for a part of the window, and shows it as it is now; Enter exports it, Esc does not.

    Who inherits from this has fields of its own and says what is told of all of them.
    """

    def __init__(self, title: str, noun: str, choices: PartChoices, window: Any) -> None:
        """Offer the last `choices`, which are changed, for the parts of `window`; `noun` is what is made."""
        super().__init__(title, window)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setStyleSheet(STYLE + FRAME)
        self.choices, self._window = choices, window
        self.targets = {target.name: target for target in targets(window)}
        if choices.target not in self.targets:
            choices.target = WINDOW
        self.composition = Composition(self.target, window)
        self._growing = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.show_preview)
        self._make_parts(noun)
        self._make_fields()
        self._arrange()
        self._connect()
        self._show_target()

    # Composition

    def _make_parts(self, noun: str) -> None:
        titles = [(target.title, target.name) for target in self.targets.values()]
        self.what = Choice(titles, f"What there is to be {noun} of; also what stands behind a tab")
        self.scale = Choice([(f"{k} ×", k) for k in SCALES], "Pixels of the picture to one of the screen")
        self.across, self.down = (WholeField(LEAST, MOST, tip) for tip in SIDES)
        self.preview, self.verdict = QLabel(), QLabel()
        self.preview.setObjectName("preview")
        self.preview.setAccessibleName("Preview")
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setMinimumSize(PREVIEW)
        self.verdict.setWordWrap(True)
        self.verdict.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.export, self.cancel = QPushButton("&Export…"), QPushButton("Cancel")
        self.export.setDefault(True)
        self.cancel.setAutoDefault(False)
        self.all_button = QPushButton("&Make room for all")
        self.all_button.setToolTip("Lay it out so large that nothing of it is scrolled away")
        self.all_button.setAutoDefault(False)
        self.all_button.hide()
        self.buttons = [self.all_button, self.cancel, self.export]

    def _make_fields(self) -> None:
        """Make the fields that this one has beside the others."""

    def _rows(self) -> Rows:
        """The fields in their order."""
        raise NotImplementedError

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(8)
        line = -2
        for text, field, column, span in self._rows():
            line += 0 if column else 2
            head = labelled(text, field)
            head.setProperty("role", "muted")
            grid.addWidget(head, line, column, 1, span)
            grid.addWidget(field, line + 1, column, 1, span)
            if span > 1:
                field.setFixedWidth(FIELDS)
        for column in (0, 1):
            grid.setColumnMinimumWidth(column, (FIELDS - 8) // 2)
        grid.setRowStretch(line + 2, 1)
        sides = QHBoxLayout()
        sides.setSpacing(18)
        sides.addLayout(grid)
        sides.addWidget(self.preview, 1)
        self.column.addLayout(sides, 1)
        self.column.addLayout(self._below())

    def _below(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.verdict, 1)
        for button in self.buttons:
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.what.chosen.connect(self.on_target)
        self.scale.chosen.connect(self.on_scale)
        for field in (self.across, self.down):
            field.changed.connect(self.on_size)
        self.all_button.clicked.connect(self.on_all)
        self.export.clicked.connect(self.on_export)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.on_finished)
        self._window.engine.frame_changed.connect(self.on_frame_changed)

    # What is chosen

    @property
    def target(self) -> Target:
        """What is shown."""
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
    def on_scale(self, scale: int) -> None:
        """Take more or fewer pixels."""
        self.choices.scale = scale
        self._show_rest()

    @Slot(int)
    def on_size(self, _: int) -> None:
        """Lay it out at another size."""
        self.choices.sizes[self.target.name] = self.size_wanted.toTuple()
        self.composition.lay_out(self.target, self.size_wanted)
        self._show_rest()

    @Slot()
    def on_all(self) -> None:
        """Lay it out so large that nothing is scrolled away, as far as it may be."""
        self._growing = GROWING
        self._grow(self.composition.scrolled_away())

    def _grow(self, more: QSize) -> None:
        for field, by in ((self.across, more.width()), (self.down, more.height())):
            field.show_value(min(MOST, field.value() + by), enabled=True)
        self.on_size(0)

    def _show_target(self) -> None:
        target = self.target
        self.what.show_value(target.name)
        size = QSize(*self.choices.sizes.get(target.name, self.composition.own_size(target).toTuple()))
        for field, value in ((self.across, size.width()), (self.down, size.height())):
            field.show_value(value, enabled=target.name != WINDOW)
            field.setToolTip(words.AS_IT_IS if target.name == WINDOW else SIDES[field is self.down])
        self.composition.lay_out(target, self.size_wanted)
        self._show_rest()

    @Slot(object)
    def on_frame_changed(self, _: Frame) -> None:
        """Follow what is going on, without haste."""
        if not self._later.isActive():
            self._later.start(LATER_MS if self.composition.ready else SOON_MS)

    def _show_rest(self) -> None:
        self._show_fields()
        self._show_verdict()
        if self._trouble() or not self.composition.ready:
            self._allow(False)  # Enter may come before the preview
        self._later.start(SOON_MS)

    def _show_fields(self) -> None:
        """Let the fields show what is chosen."""
        self.scale.show_value(self.choices.scale)

    def _show_verdict(self) -> None:
        trouble = self._trouble()
        scrolled = "" if self.composition.scrolled_away().isNull() else f" {words.SCROLLED}"
        self.verdict.setText(trouble or f"{self._told()}{scrolled}")
        self.verdict.setProperty("role", "bad" if trouble else "muted")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)

    def _trouble(self) -> str:
        """What stands in the way of it; "" for nothing."""
        raise NotImplementedError

    def _told(self) -> str:
        """What it will be."""
        raise NotImplementedError

    # Pictures

    @Slot()
    def show_preview(self) -> None:
        """Show what it will look like."""
        self.composition.show_frame(self._window.engine.frame)
        ready = self.composition.ready
        more = self.composition.scrolled_away() if ready else QSize(0, 0)
        self._growing -= 1
        if not more.isNull() and self._growing > 0 and self._may_grow(more):
            self._grow(more)  # what is wider may be higher, too
            return
        self._offer_all(self._may_grow(more))
        self._show_verdict()
        self._allow(ready and not self._trouble())
        if not ready:
            self.preview.clear()
            return
        ratio = self.devicePixelRatioF()
        room = (self.preview.contentsRect().size() - QSize(8, 8)) * ratio
        image = self.image(min(ratio, ENOUGH * self._share(room)))
        if image.width() > room.width() or image.height() > room.height():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            image = image.scaled(room, keep, smooth)
        image.setDevicePixelRatio(ratio)
        self.preview.setPixmap(QPixmap.fromImage(image))

    def _share(self, room: QSize) -> float:
        """The pixels of a picture in `room` for each pixel of what is shown there."""
        size = self.composition.painted
        return min(room.width() / max(1, size.width()), room.height() / max(1, size.height()))

    def _offer_all(self, offered: bool) -> None:
        if self.all_button.hasFocus() and not offered:
            self.down.setFocus()  # or else the keys would go to the next button, which is Cancel
        self.all_button.setVisible(offered)

    def _may_grow(self, more: QSize) -> bool:
        """Whether more of it would be seen if it were larger, which it may be."""
        pairs = (self.across.value(), more.width()), (self.down.value(), more.height())
        return any(by > 0 and size < MOST for size, by in pairs)

    def _allow(self, allowed: bool) -> None:
        """Let it be exported, or not."""
        self.export.setEnabled(allowed)

    def image(self, scale: float) -> QImage:
        """What was chosen, as it is now, with `scale` pixels to one of the screen."""
        return self.composition.image(scale)

    @Slot()
    def on_export(self) -> None:
        """Close, and hand over what was chosen."""
        raise NotImplementedError

    @Slot(int)
    def on_finished(self, _: int) -> None:
        """Give back what was borrowed."""
        self._later.stop()
        self._window.engine.frame_changed.disconnect(self.on_frame_changed)
        self.composition.clear()
