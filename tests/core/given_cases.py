"""Data that a person brings, for tests of session files, and sessions that did things with it."""

import json
import zipfile
from dataclasses import replace
from random import Random

from session_files import acted

from core.commands import Edit, Load, Reset, Seek, Show, Step, Undo, ViewSpec
from core.datasets.given import DRAWING, FILE
from core.experiment import default_experiment, suitable_experiment
from core.selection import Node, Pick
from core.session import Session
from core.tables import preview, read_now, suggested

STROKE = tuple((0.1 * k - 0.45, 0.3, k % 2) for k in range(10))
PAINTED = replace(default_experiment(DRAWING), n=(2, 3, 1), activations=("tanh", "sigmoid"), m=4)
SQUARES = replace(
    default_experiment("circle"), n=(4, 3, 1), activations=("tanh", "sigmoid"), samples=30, m=7,
    features=("square_1", "square_2"), scaling="standardise", held_out=0.2,
)  # fmt: skip
WITH_FEATURES = replace(PAINTED, n=(4, 3, 1), features=("square_1", "product"), held_out=0.3)


def table_text(rows=30, inputs=3, seed=0, delimiter=",", targets=("yes", "no", "maybe")):
    """A table of numbers with a column of classes at its end."""
    draw = Random(seed)
    names = [f"measure {k}" for k in range(1, inputs + 1)]
    lines = [delimiter.join([*names, "outcome"])]
    for i in range(rows):
        numbers = [f"{draw.uniform(-50, 50):.3f}" for _ in range(inputs)]
        lines.append(delimiter.join([*numbers, targets[i % len(targets)]]))
    return "\n".join(lines) + "\n"


def table(path, **what):
    """Write such a table to `path`, and read it."""
    path.write_text(table_text(**what), encoding="utf-8")
    return read_now(str(path), suggested(preview(str(path))))


def of_table(given, **what):
    """An experiment with it."""
    experiment = suitable_experiment(given, FILE)
    return replace(experiment, n=(experiment.n[0], 4, experiment.n[-1]), m=7, held_out=0.2, **what)


def learned(given):
    """A session that did things with a table."""
    experiment = of_table(given)
    return acted(
        [
            9, Edit("eta", 0.1), 3, Edit("x", 2.5, Node(0, 1), 11), 6, Load(replace(experiment, seed=3)), 5,
            Edit("m", 1000), 2, Step("phase"), Reset(), 4, Load(replace(experiment, scaling="scale")), 5,
            Edit("frozen", True, Pick(1, 0, 1)), Seek(2), Step("phase"), Step("phase"),
        ],
        Session(experiment),
    )  # fmt: skip


def painted(experiment=PAINTED):
    """A session in which points were painted and erased, moved, undone and begun again with."""
    return acted(
        [
            3, Edit("paint", STROKE), 5, Edit("x", 0.75, Node(0, 1), 8), 2, Step("phase"),
            Edit("erase", (0, 3, 9)), 6, Step("phase"), Step("phase"), Edit("paint", STROKE[:3]), 4,
            Edit("m", 50), 2, Undo(), Undo(), Edit("paint", STROKE[4:6]), 3, Reset(), 4, Edit("erase", (1,)),
            7, Load(replace(experiment, seed=9)), 3, Edit("paint", STROKE), 2, Seek(1),
            Show(ViewSpec(sample=1)),
        ],
        Session(experiment),
    )  # fmt: skip


def everything(folder):
    """One session with a drawing, a table, and data that is generated."""
    session = painted(WITH_FEATURES)
    given = table(folder / "outcomes.csv")
    acted([Load(of_table(given)), 8, Edit("y", 0.5, Node(2, 0), 3), 5, Load(SQUARES), 7], session)
    return acted([Load(replace(PAINTED, seed=1)), Edit("paint", STROKE), 5, Step("phase")], session)


def said(path):
    """The manifest of a session file."""
    with zipfile.ZipFile(path) as file:
        return json.loads(file.read("manifest.json"))


def members(path):
    with zipfile.ZipFile(path) as file:
        return set(file.namelist())
