"""What the list of runs says of each."""

import math

from core.datasets import entry
from core.datasets.features import feature_labels
from core.datasets.given import FILE
from core.experiment import Experiment
from core.timeline.history import EditMark, RunInfo
from gui.plots.readings import brief, reading
from gui.writing.numbers import grouped
from gui.writing.plain import one_line

SCALED = {"standardise": "standardised", "scale": "scaled"}
Group = tuple[object, ...]


def group(experiment: Experiment) -> Group:
    """What runs of one experiment have in common: data, layers, seed. Points are painted within a run."""
    e = experiment
    file = e.given if e.dataset == FILE else None
    data = e.dataset, file, e.size, e.features, e.scaling, e.noise, e.samples
    return *data, e.n, e.seed, e.cost, e.held_out


def group_title(experiment: Experiment) -> str:
    """One experiment in a few words."""
    layers = "-".join(map(str, experiment.n))
    extra = f" · with {', '.join(feature_labels(experiment.features))}" if experiment.features else ""
    if experiment.scaling in SCALED:
        extra += f" · {SCALED[experiment.scaling]}"
    if experiment.noise is not None:
        extra += f" · noise {experiment.noise:g}"
    if experiment.samples is not None:
        extra += f" · {grouped(experiment.samples)} samples"
    if experiment.held_out:
        extra += f" · {100 * experiment.held_out:g} % held out"
    return f"{data_title(experiment)} · {layers} · seed {experiment.seed}{extra}"


def data_title(experiment: Experiment) -> str:
    """What the data goes by: its name, or what somebody has called it, and its own number."""
    if experiment.given is not None:
        return one_line(experiment.given.title)
    words = entry(experiment.dataset).size_words
    return (
        experiment.dataset if experiment.size is None else f"{experiment.dataset}, {words} {experiment.size}"
    )


def origin(info: RunInfo, parent: RunInfo | None) -> str:
    """Where a run goes on from."""
    if parent is None:
        return "anew"
    return f"from {parent.name} at step {grouped(info.fork)}"


def changes(info: RunInfo, parent: RunInfo | None) -> tuple[EditMark, ...]:
    """The edits that the run has and its parent has not."""
    if parent is None:
        return info.edits
    return without_common(info.edits, parent.edits)


def without_common(edits: tuple[EditMark, ...], others: tuple[EditMark, ...]) -> tuple[EditMark, ...]:
    """What of `edits` comes after what both begin with."""
    same = 0
    for one, other in zip(edits, others, strict=False):
        if one != other:
            break
        same += 1
    return edits[same:]


def changed_words(edits: tuple[EditMark, ...]) -> str:
    """The first edit, and how many there are besides."""
    if not edits:
        return ""
    more = f"  and {len(edits) - 1} more" if len(edits) > 1 else ""
    return edits[0].words + more


def changed_tip(edits: tuple[EditMark, ...], most: int = 12) -> str:
    """A line for each edit."""
    lines = [f"step {grouped(k.step)}: {k.words}" for k in edits[:most]]
    if len(edits) > most:
        lines.append(f"and {len(edits) - most} more")
    return "\n".join(lines)


def last_cost(info: RunInfo) -> str:
    """C_train as it was worked out last, "" where it never was."""
    found = reading(info.record.scores, math.inf)
    return "" if found is None else brief(found.mean)
