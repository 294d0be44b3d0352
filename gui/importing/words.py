"""What the dialog says of a file, of what is chosen, and of what stands in the way."""

from pathlib import Path

from core.datasets.given import FILE, Given
from core.experiment import Experiment, suitable_experiment
from core.split import MOST_HELD_OUT
from core.tables import Column, Preview
from gui.importing.choices import CLASSES, INPUT, OUT, TARGET, Choices, Role
from gui.importing.counting import counted
from gui.shell.slots import one_line
from gui.writing.numbers import grouped

ROLE_WORDS: dict[Role, str] = {INPUT: "Input", TARGET: "Target", OUT: "Left out"}
DELIMITERS = (("Comma  ,", ","), ("Semicolon  ;", ";"), ("Tab", "\t"), ("Bar  |", "|"), ("Space", " "))
DECIMALS = (("Point  0.5", "."), ("Comma  0,5", ","))
HEADERS = (("Names of the columns", True), ("Data like the others", False))
TASKS = (("Classification", "classification"), ("Regression", "regression"))
SCALINGS = (("Standardise", "standardise"), ("Scale to 0 … 1", "scale"), ("None", "none"))

MOST_CLASSES = 20
MOST_NAMED = 6
LONGEST_NAME = 24
WIDE = 256
"""More inputs than these make a network that is slow to draw."""

UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


def short(name: str) -> str:
    """A name as it can stand in a sentence."""
    text = one_line(name) or "without a name"
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def size_words(size: int) -> str:
    """How large a file is."""
    for unit, name in UNITS:
        if size >= unit:
            share = size / unit
            return f"{share:.1f} {name}" if share < 9.95 else f"{grouped(share)} {name}"
    return counted(size, "byte")


def about_words(preview: Preview) -> str:
    """What a file is."""
    about = "" if preview.complete else "about "
    rows, columns = counted(preview.rows_about, "row"), counted(len(preview.columns), "column")
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
    names = _listed([column.name for column in targets])
    if choices.task != CLASSES or not targets:
        return f"{counted(len(targets), 'output')}: {names}" if targets else "No target is chosen."
    if len(targets) > 1:
        return f"{counted(len(targets), 'class', 'classes')}: {names}, an output each."
    labels = targets[0].labels
    so_far = "" if preview.complete else " so far"
    outputs = "1 output" if len(labels) == 2 else f"{len(labels)} outputs, one-hot"
    return f"{counted(len(labels), 'class', 'classes')}{so_far}: {_listed(labels)} → {outputs}."


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
    return "Never trained on: they show what is learned for good."


def network_words(preview: Preview, choices: Choices) -> str:
    """What will begin."""
    experiment = experiment_like(preview, choices)
    layers = " – ".join(map(grouped, experiment.n))
    sigmas = ", ".join(dict.fromkeys(experiment.activations))
    held_out = round(preview.rows_about * min(choices.percent / 100, MOST_HELD_OUT))
    about = "" if preview.complete else "about "
    seen = counted(preview.rows_about - held_out, "sample")
    apart = f"{grouped(held_out)} held out" if held_out else "none held out"
    return f"{layers}, {sigmas}; {about}{seen} trained on, {apart}"


def experiment_like(preview: Preview, choices: Choices) -> Experiment:
    """The experiment that data of this shape begins with; of the data itself it knows nothing yet."""
    import numpy as np  # noqa: PLC0415 - not a part of every start

    names = tuple(preview.columns[k].name for k in choices.columns(INPUT))
    outputs = _outputs(preview, choices)
    x, y = np.zeros((len(names), 1)), np.zeros((len(outputs), 1))
    return suitable_experiment(Given("", "", "", choices.task, names, outputs, x, y), FILE)


def _outputs(preview: Preview, choices: Choices) -> tuple[str, ...]:
    targets = [preview.columns[k] for k in choices.columns(TARGET)]
    if choices.task == CLASSES and len(targets) == 1:
        labels = targets[0].labels
        return labels[-1:] if len(labels) == 2 else labels
    return tuple(column.name for column in targets)


def _listed(names: tuple[str, ...] | list[str]) -> str:
    shown = [short(name) for name in names[:MOST_NAMED]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


# What stands in the way


def problem(preview: Preview, choices: Choices) -> str:
    """Why these choices lead to nothing, and what to do; "" where they do."""
    inputs = choices.columns(INPUT)
    targets = [preview.columns[k] for k in choices.columns(TARGET)]
    if not inputs:
        return "No column is an input: choose at least one that the network is to see."
    if not targets:
        return "No column is the target: choose the one that the network is to learn."
    return _classes_problem(targets) if choices.task == CLASSES else _numbers_problem(targets)


def _numbers_problem(targets: list[Column]) -> str:
    wordy = [column for column in targets if column.kind != "number"]
    if not wordy:
        return ""
    return f"The target {short(wordy[0].name)} holds words, which are no numbers: choose classification."


def _classes_problem(targets: list[Column]) -> str:
    first = targets[0]
    if len(targets) > 1:
        other = next((k for k in targets if not all(label in ("0", "1") for label in k.labels)), None)
        if other is None:
            return ""
        return (
            "Several targets of a classification hold 0 and 1 only: "
            f"leave {short(other.name)} out, or choose regression."
        )
    if first.constant:
        return (
            f"The target {short(first.name)} is the same in all rows: choose a column with several classes."
        )
    if len(first.labels) > MOST_CLASSES:
        instead = "choose another target" + (", or regression" if first.kind == "number" else "")
        return f"The target {short(first.name)} has more than {MOST_CLASSES} different values: {instead}."
    return ""


def hint(preview: Preview, choices: Choices) -> str:
    """What else is worth knowing before a file is opened."""
    inputs = len(choices.columns(INPUT))
    if inputs > WIDE:
        return f"{grouped(inputs)} inputs are slow to draw: leave out what the network need not see."
    return ""


def file_name(file: Path) -> str:
    """A file's own name, as it can be shown."""
    return one_line(file.name) or "?"
