"""The fields of the dialog: how the file is written, and what is done with its rows."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from core.tables import Preview
from gui.experiment.arranging import labelled
from gui.fields import MOST_SEED, Choice, ShareField, WholeField
from gui.importing import words
from gui.importing.choices import Choices

GAP = 10
WRITTEN = (
    ("delimiter", "Separated by", words.DELIMITERS, "What stands between two cells of a row"),
    ("decimal", "Decimal sign", words.DECIMALS, "What stands before the decimals of a number"),
    ("header", "First row", words.HEADERS, "Whether the first row says what the columns are called"),
)


class Fields(QWidget):
    """Fields below their words, side by side.

    Signals:
        changed: the name of what was changed, and its new value.
    """

    changed = Signal(str, object)

    def __init__(self) -> None:
        """Without a field."""
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(GAP)
        self.grid.setVerticalSpacing(3)
        self.fields: dict[str, Choice | WholeField] = {}

    def add(self, name: str, label: str, field: Choice | WholeField, column: int, span: int = 1) -> None:
        """Add a field; a change of it is told by its `name`."""
        head = labelled(label, field)
        head.setProperty("role", "muted")
        self.fields[name] = field
        self.grid.addWidget(head, 0, column, 1, span)
        self.grid.addWidget(field, 1, column, 1, span)
        Teller(name, field, self)

    def show_values(self, values: dict[str, object]) -> None:
        """Show what is so, without a signal."""
        for name, value in values.items():
            self.fields[name].show_value(value)


class Teller(QObject):
    """Says which field it was that a person has changed."""

    def __init__(self, name: str, field: Choice | WholeField, fields: Fields) -> None:
        """Listen to `field`, which `fields` know by `name`."""
        super().__init__(fields)
        self._name, self._fields = name, fields
        (field.chosen if isinstance(field, Choice) else field.changed).connect(self.on_changed)

    @Slot(object)
    def on_changed(self, value: object) -> None:
        """Pass it on with the name."""
        self._fields.changed.emit(self._name, value)


class WrittenFields(Fields):
    """How the file is written: what was detected, and what a person says instead."""

    def __init__(self) -> None:
        """Build them."""
        super().__init__()
        for column, (name, label, options, tip) in enumerate(WRITTEN):
            self.add(name, label, Choice(list(options), tip), column)

    def show_preview(self, preview: Preview) -> None:
        """Show how a file was understood."""
        self.show_values({name: getattr(preview, name) for name in self.fields})


class LearnedFields(Fields):
    """What is learned, on which scale, and what is held out; each with a sentence that says what it means."""

    def __init__(self) -> None:
        """Build them, the sentences below."""
        super().__init__()
        self.add("task", "Task", Choice(list(words.TASKS), "Tell classes apart, or predict numbers"), 0)
        tip = "What is done to the numbers before the network sees them"
        self.add("scaling", "Scaling", Choice(list(words.SCALINGS), tip), 1)
        tip = "Share of the rows kept out of training, on which the cost is measured"
        self.add("percent", "Held out %", ShareField(tip), 2)
        tip = "Draws which rows are held out, the initial parameters and the order of the samples"
        self.add("seed", "Seed", WholeField(0, MOST_SEED, tip), 3)
        self.sentences = tuple(_sentence() for _ in range(3))
        for label, (column, span) in zip(self.sentences, ((0, 1), (1, 1), (2, 2)), strict=True):
            self.grid.addWidget(label, 2, column, 1, span)
        for column, stretch in enumerate((36, 36, 14, 14)):
            self.grid.setColumnStretch(column, stretch)
        for field in self.fields.values():
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.grid.setHorizontalSpacing(16)

    def show_choices(self, preview: Preview | None, choices: Choices) -> None:
        """Show what is chosen, and what it means for the file."""
        self.show_values({name: getattr(choices, name) for name in self.fields})
        self.setEnabled(preview is not None)
        said = ("", "", "")
        if preview is not None:
            target, scaling = words.target_words(preview, choices), words.scaling_words(choices)
            said = (target, scaling, words.held_out_words(choices))
        for label, text in zip(self.sentences, said, strict=True):
            label.setText(text)


def _sentence() -> QLabel:
    """Two quiet lines."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setFixedHeight(2 * label.fontMetrics().lineSpacing() + 4)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return label
