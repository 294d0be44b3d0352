"""What the dialog says of a file, of what is chosen, and of what stands in the way."""

from pathlib import Path

import numpy as np

from core.datasets.given import FILE, Given
from core.errors import BadInputError
from core.experiment import Experiment, suitable_experiment
from core.tables import Column, Preview, read_now
from core.tables.cells import number_of
from core.tables.plan import NUMERIC_MARKS
from core.tables.reading import MOST_LABELS
from core.tables.titles import title_of
from gui.importing.choices import CLASSES, INPUT, OUT, TARGET, Choices, Role, reading_of
from gui.writing.numbers import counted, grouped
from gui.writing.plain import one_line

ROLE_WORDS: dict[Role, str] = {INPUT: "Input", TARGET: "Target", OUT: "Left out"}
DELIMITERS = (("Comma  ,", ","), ("Semicolon  ;", ";"), ("Tab", "\t"), ("Bar  |", "|"), ("Space", " "))
DECIMALS = (("Point  0.5", "."), ("Comma  0,5", ","))
HEADERS = (("Names of the columns", True), ("Data like the others", False))
TASKS = (("Classification", "classification"), ("Regression", "regression"))
SCALINGS = (("Standardise", "standardise"), ("Scale to 0 … 1", "scale"), ("None", "none"))

MOST_NAMED = 6
LONGEST_NAME = 24
WIDE = 256
"""More inputs than these make a network that is slow to draw."""

UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


def name_of(column: Column) -> str:
    """What a column is called, without the mark that tells what it is for."""
    return one_line(title_of(column.name).name)


def short(name: str) -> str:
    """A name as it can stand in a sentence."""
    text = one_line(name)
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def size_words(size: int) -> str:
    """How large a file is."""
    for unit, name in UNITS:
        if size >= unit:
            share = size / unit
            return f"{share:.1f} {name}" if share < 9.95 else f"{grouped(share)} {name}"
    return counted(size, "byte")


def rows_of(preview: Preview) -> int:
    """How many rows there are; where that is a guess it does not look like more."""
    if preview.complete:
        return preview.rows_about
    return int(float(f"{preview.rows_about:.1e}"))


def about_words(preview: Preview) -> str:
    """What a file is."""
    about = "" if preview.complete else "about "
    rows, columns = counted(rows_of(preview), "row"), counted(len(preview.columns), "column")
    return f"{about}{rows} · {columns} · {size_words(preview.size)}"


def shown_words(preview: Preview) -> str:
    """How much of the file the table shows."""
    rows = len(preview.rows)
    if preview.complete and rows == preview.rows_about:
        return "All rows are shown."
    return f"The first {counted(rows, 'row')} are shown."


def kind_words(column: Column) -> str:
    """What is in a column."""
    if column.constant:
        return "one value only"
    return "numbers" if column.kind == "number" else "words"


# What becomes of it


def target_words(preview: Preview, choices: Choices) -> str:
    """What the outputs of the network are to stand for."""
    targets = [preview.columns[k] for k in choices.columns(TARGET)]
    if not targets:
        return "No target is chosen."
    names = _joined([_with_place(preview, k) for k in choices.columns(TARGET)])
    if choices.task != CLASSES:
        return f"{counted(len(targets), 'output')}: {names}."
    if len(targets) > 1:
        return f"{counted(len(targets), 'class', 'classes')}: {names}, an output each."
    labels, outputs = targets[0].labels, outputs_of(preview, choices)
    count = f"more than {MOST_LABELS - 1}" if len(labels) == MOST_LABELS else grouped(len(labels))
    so_far = "" if preview.complete else " so far"
    becomes = "1 output" if len(outputs) == 1 else "an output each, one-hot"
    return f"{names} has {count} classes{so_far}: {_listed(labels)} → {becomes}."


def scaling_words(choices: Choices) -> str:
    """What is done to the numbers before the network sees them."""
    what = "Each input" if choices.task == CLASSES else "Each input and target"
    fitted = "fitted on the samples trained on, no others."
    if choices.scaling == "none":
        return "All numbers stay as they are in the file."
    return f"{what} to {'mean 0, variance 1' if choices.scaling == 'standardise' else '0 … 1'}, {fitted}"


def held_out_words(choices: Choices) -> str:
    """What is done with the samples held out."""
    if not choices.percent:
        return "All samples are trained on."
    return "Kept out of training, to see how well it does on samples that it has never seen."


def network_words(preview: Preview, choices: Choices) -> str:
    """What will begin."""
    experiment = experiment_like(preview, choices)
    layers = " – ".join(map(grouped, experiment.n))
    sigmas = ", ".join(dict.fromkeys(experiment.activations))
    rows = rows_of(preview)
    held_out = min(round(rows * choices.percent / 100), rows - 1)
    about = "" if preview.complete else "about "
    seen = counted(rows - held_out, "sample")
    apart = f"{grouped(held_out)} held out" if held_out else "none held out"
    return f"{layers}, {sigmas}; {about}{seen} trained on, {apart}"


def experiment_like(preview: Preview, choices: Choices) -> Experiment:
    """The experiment that data of this shape begins with; of the data itself it knows nothing yet."""
    names, outputs = choices.columns(INPUT), outputs_of(preview, choices)
    x, y = np.zeros((len(names), 1)), np.zeros((len(outputs), 1))
    given = Given("", "", "", choices.task, tuple(map(str, names)), outputs, x, y)
    return suitable_experiment(given, FILE)


def outputs_of(preview: Preview, choices: Choices) -> tuple[str, ...]:
    """The labels of the outputs, as far as the rows that were looked at tell."""
    targets = [preview.columns[k] for k in choices.columns(TARGET)]
    if choices.task != CLASSES or len(targets) != 1:
        return tuple(column.name for column in targets)
    title, labels = title_of(targets[0].name), targets[0].labels
    binary = {number_of(label, preview.decimal) for label in labels} == {0.0, 1.0}
    if title.mark in NUMERIC_MARKS or (binary and title.mark != "labels"):
        return (title.name,)
    return labels


def _with_place(preview: Preview, k: int) -> str:
    """A column's name; in a wide table, where it may be out of sight, with its number."""
    name = short(name_of(preview.columns[k]))
    return f"{name} (column {k + 1})" if len(preview.columns) > MOST_NAMED else name


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return _joined([short(name) for name in names])


def _joined(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


# What stands in the way


def problem(preview: Preview, choices: Choices) -> str:
    """Why these choices lead to nothing, and what to do; "" where they do."""
    targets = [preview.columns[k] for k in choices.columns(TARGET)]
    if not choices.columns(INPUT):
        return "No column is an input: choose at least one that the network is to see."
    if not targets:
        return "No column is the target: choose the one that the network is to learn."
    found = _classes_problem(preview, targets) if choices.task == CLASSES else _numbers_problem(targets)
    return found or _trial(preview, choices)


def _trial(preview: Preview, choices: Choices) -> str:
    """What reading the file would say, as far as that is done in no time."""
    try:
        reading = reading_of(preview, choices)
        if preview.complete:
            read_now(preview.path, reading)
    except BadInputError as error:
        return str(error)
    return ""


def _numbers_problem(targets: list[Column]) -> str:
    wordy = [column for column in targets if column.kind != "number"]
    if not wordy:
        return ""
    return f"The target {short(name_of(wordy[0]))} holds words, which are no numbers: choose classification."


def _classes_problem(preview: Preview, targets: list[Column]) -> str:
    if len(targets) == 1:
        only = targets[0]
        if not only.constant or title_of(only.name).mark in NUMERIC_MARKS:
            return ""
        return f"The target {short(name_of(only))} is the same in every row: choose one with several classes."
    for column in targets:
        if {number_of(label, preview.decimal) for label in column.labels} - {0.0, 1.0}:
            return (
                "Where several targets stand for classes they hold 0 and 1 only: "
                f"leave {short(name_of(column))} out, or choose regression."
            )
    return ""


def hint(choices: Choices) -> str:
    """What else is worth knowing before a file is opened."""
    inputs = len(choices.columns(INPUT))
    if inputs <= WIDE:
        return ""
    return f"{grouped(inputs)} inputs are slow to draw: leave out what the network need not see."


def file_name(file: Path) -> str:
    """A file's own name, as it can be shown."""
    return one_line(file.name) or "?"
