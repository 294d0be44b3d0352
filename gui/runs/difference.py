"""In what the settings of runs differ, as lines of a table."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from core.datasets.features import feature_labels
from core.experiment import Experiment
from core.optimisers import called
from core.schedules import schedule_words
from core.timeline.history import EditMark, RunInfo
from gui.runs.words import SCALED, data_title
from gui.writing.numbers import grouped

MOST_EDITS = 12
NONE = "–"


class Line(NamedTuple):
    """One setting that is not the same in all runs, with its value in each."""

    name: str
    values: tuple[str, ...]


SETTINGS: tuple[tuple[str, Callable[[Experiment], str]], ...] = (
    ("data", data_title),
    ("features", lambda e: ", ".join(feature_labels(e.features)) or NONE),
    ("scaling", lambda e: SCALED.get(e.scaling, NONE)),
    ("noise", lambda e: "the usual" if e.noise is None else f"{e.noise:g}"),
    ("samples M", lambda e: "the usual" if e.samples is None else grouped(e.samples)),
    ("layers", lambda e: "-".join(map(str, e.n))),
    ("activations σ", lambda e: ", ".join(e.activations)),
    ("optimiser", lambda e: called(e.optimiser)),
    ("learning rate η", lambda e: f"{e.eta:g}"),
    ("schedule of η", lambda e: schedule_words(e.schedule)),
    ("λ₁", lambda e: f"{e.l1:g}"),
    ("λ₂", lambda e: f"{e.l2:g}"),
    ("batch size m", lambda e: grouped(e.m)),
    ("seed", lambda e: str(e.seed)),
    ("initialisation", lambda e: e.initialisation),
    ("cost", lambda e: e.cost),
    ("held out", lambda e: f"{100 * e.held_out:g} %"),
)


def difference(runs: Sequence[RunInfo]) -> list[Line]:
    """What differs between `runs`: their settings at the end, then edits that not all of them have."""
    lines = [Line(name, tuple(of(k.experiment) for k in runs)) for name, of in SETTINGS]
    return [k for k in lines if len(set(k.values)) > 1] + _edits(runs)


def _edits(runs: Sequence[RunInfo]) -> list[Line]:
    found = {edit for k in runs for edit in k.edits}
    partial = sorted(edit for edit in found if not all(edit in k.edits for k in runs))
    lines = [_line(edit, runs) for edit in partial[:MOST_EDITS]]
    if len(partial) > MOST_EDITS:
        more = f"and {len(partial) - MOST_EDITS} more"
        lines.append(Line("edits", tuple(more for _ in runs)))
    return lines


def _line(edit: EditMark, runs: Sequence[RunInfo]) -> Line:
    name = f"edit at step {grouped(edit.step)}"
    return Line(name, tuple(edit.words if edit in k.edits else NONE for k in runs))
