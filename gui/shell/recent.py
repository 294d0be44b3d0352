"""Experiments of late as lines of text, and back again.

Of data from a file it is kept where that is and how it was read, and nothing of what is in it; of a drawing
its points, while they are few.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import numpy as np

from core.commands import Import
from core.datasets.dataset import one_hot
from core.datasets.given import DRAWING, FILE, Given
from core.errors import BadInputError
from core.experiment import Experiment, build
from core.lazily import dataclass
from core.network import checked_sizes, parameter_count
from core.painting import class_count, classes_of, first_drawing
from core.schedules import Schedule

if TYPE_CHECKING:
    from core.tables.reading import Reading

LONGEST = 60_000
"""Characters of a line: as many as the points of the largest drawing take."""
LONGEST_PATH = 1_000
MOST_POINTS = 2_000
MOST_PARAMETERS = 2_000_000
"""A network that the form could not have asked for is not worth the memory."""

POINT = np.dtype([("x1", "<f8"), ("x2", "<f8"), ("label", "u1")])


@dataclass(frozen=True)
class FromFile:
    """An experiment on data of a file, which is read again when somebody wants it.

    Attributes:
        experiment: without its data.
        path, reading: where the file is, and how it was read.

    """

    experiment: Experiment
    path: str
    reading: "Reading"

    @property
    def title(self) -> str:
        """The file's own name."""
        return PurePath(self.path).name

    def command(self) -> Import:
        """What reads the file again."""
        e = self.experiment
        return Import(self.path, self.reading, e.held_out, e.seed, e.scaling, like=e)


Recent = Experiment | FromFile
Kind = tuple[object, ...]
"""What two lines have in common of which only the later is kept: data and layers."""


# Writing


def written_out(experiment: Experiment) -> str:
    """An experiment as a line of JSON; "" for one that would take too much room."""
    given = experiment.given
    values = asdict(replace(experiment, given=None))  # what is in a file is not even copied
    del values["given"]
    if given is not None and given.source is not None:
        source = given.source
        values["file"] = {"path": source.path, "reading": source.reading}
    elif given is not None and experiment.dataset == DRAWING and given.samples <= MOST_POINTS:
        values["drawing"] = {"outputs": given.outputs, "points": _letters(given)}
    elif given is not None:
        return ""
    # Where settings are kept, an @ would announce an object.
    text = json.dumps(values, ensure_ascii=True).replace("@", "\\u0040")
    return text if len(text) <= LONGEST else ""


def _letters(given: Given) -> str:
    points = np.empty(given.samples, dtype=POINT)
    points["x1"], points["x2"] = given.x[:2]
    points["label"] = classes_of(given)
    return b64encode(points.tobytes()).decode("ascii")


# Reading


def read_recent(text: str) -> Recent | None:
    """The experiment that `text` stands for; None unless it can be built, as far as that can be told here."""
    try:
        values = _values(text)
        file, drawing = values.pop("file", None), values.pop("drawing", None)
        experiment = _experiment(values)
        if parameter_count(checked_sizes(experiment.n)) > MOST_PARAMETERS:
            return None
        if file is not None:
            return _from_file(experiment, file)
        if drawing is not None:
            experiment = replace(experiment, given=_drawn(drawing))
        build(experiment)
    except (BadInputError, ValueError, TypeError, KeyError, IndexError, ArithmeticError, MemoryError):
        return None
    return experiment


def kind_of(text: str) -> Kind | None:
    """What tells the line `text` from those that are kept beside it; None for no experiment at all."""
    try:
        values = _values(text)
        file = values.get("file")
        return values["dataset"], tuple(values["n"]), None if file is None else file["path"]
    except (ValueError, TypeError, KeyError):
        return None


def _values(text: str) -> dict[str, Any]:
    """The names and values of a line; raises ValueError for anything else."""
    try:
        values = json.loads(text) if len(text) <= LONGEST else None
    except RecursionError:
        raise ValueError from None
    if not isinstance(values, dict):
        raise ValueError  # noqa: TRY004 - to whoever reads it is one thing
    return values


def _experiment(values: dict[str, Any]) -> Experiment:
    """The experiment with such values, without any data; lists become what they were."""
    if values.pop("given", None) is not None:
        raise ValueError
    schedule = Schedule(**values.pop("schedule", {}))
    found = Experiment(**values, schedule=schedule)
    rows = {"n": tuple(found.n), "activations": tuple(found.activations), "features": tuple(found.features)}
    return replace(found, **rows)


def _from_file(experiment: Experiment, file: dict[str, Any]) -> FromFile:
    from core.tables.reading import Reading  # noqa: PLC0415 - not a part of every start

    path, reading = file["path"], Reading.of_text(file["reading"])
    if not isinstance(path, str) or not 0 < len(path) <= LONGEST_PATH or "\0" in path:
        raise ValueError
    own = experiment.n[0] - len(experiment.features)
    x, y = np.zeros((own, 2)), np.zeros((experiment.n[-1], 2))
    names = (("",) * len(x), ("",) * len(y))
    build(replace(experiment, dataset=FILE, given=Given("", "", "", reading.task, *names, x, y)))
    return FromFile(experiment, path, reading)


def _drawn(drawing: dict[str, Any]) -> Given:
    outputs = tuple(str(k) for k in drawing["outputs"])
    points = np.frombuffer(b64decode(drawing["points"], validate=True), dtype=POINT)
    count = class_count(len(outputs))
    labels = points["label"].astype(np.intp)
    if not 0 < len(points) <= MOST_POINTS or labels.max() >= count:
        raise ValueError
    y = one_hot(labels, count) if len(outputs) > 1 else labels[np.newaxis].astype(np.float64)
    x = np.array([points["x1"], points["x2"]], dtype=np.float64)
    return replace(first_drawing(count), outputs=outputs, x=x, y=y)
