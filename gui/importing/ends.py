"""What is said when a file of data has been opened or saved, or when that was given up."""

from pathlib import Path

from core.commands import Import, SaveData
from core.frame import Frame
from gui.writing.numbers import counted, grouped
from gui.writing.plain import one_line


def opened_words(frame: Frame) -> str:
    """What is here now: "iris.csv: 150 samples, 4 inputs, 3 classes; 30 held out."."""
    data, given = frame.dataset, frame.experiment.given
    name = data.title if given is None or given.source is None else given.source.name
    outputs = len(data.outputs)
    if data.task == "classification":
        ends = counted(max(2, outputs), "class", "classes")
    else:
        ends = counted(outputs, "output")
    apart = int(frame.held_out.sum())
    held_out = f"{grouped(apart)} held out" if apart else "none held out"
    samples, inputs = counted(data.samples, "sample"), counted(data.base, "input")
    return f"{one_line(name)}: {samples}, {inputs}, {ends}; {held_out}."


def saved_words(file: Path) -> str:
    """What is there now."""
    return f"The data was written to {one_line(file.name)}."


def given_up_words(command: Import | SaveData) -> str:
    """What has not come about."""
    name = one_line(Path(command.path).name)
    if isinstance(command, Import):
        return f"Reading {name} was given up: everything is as it was."
    return f"Writing {name} was given up: no data was saved."
