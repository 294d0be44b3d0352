"""What edits are called: in the menu, on the timeline, in the list of runs."""

from typing import Any

from core.commands import Edit
from core.datasets import entry
from core.datasets.features import feature_labels
from core.experiment import Experiment
from core.optimisers import OPTIMISERS, called
from core.schedules import Schedule, schedule_words
from core.selection import Layer, Node, Pick
from core.symbols import parameter_name, raised, symbol

MOST_LAYERS = 18
"""Layers whose sizes are all told, of each of two networks."""


def edit_words(edit: Edit, old: Experiment, new: Experiment) -> str:
    """One edit in few words; `old` and `new` are the experiment before it and after it."""
    if edit.quantity in ("paint", "erase"):
        count = len(edit.value)
        return f"{edit.quantity} {count} point{'' if count == 1 else 's'}"
    if edit.quantity == "frozen":
        return f"{'freeze' if edit.value else 'free'} {_frozen_name(edit)}"
    if edit.quantity in ("parameter", "x", "y"):
        return _number_words(edit)
    return _setting_words(edit, old, new)


def _setting_words(edit: Edit, old: Experiment, new: Experiment) -> str:
    quantity = edit.quantity
    if quantity in ("activations", "cost"):
        return _function_words(edit, old, new)
    name = {"eta": "η", "l1": "λ₁", "l2": "λ₂"}.get(quantity, quantity)
    before, now = (_setting(getattr(e, quantity)) for e in (old, new))
    return f"{name} {before} → {now}"


def _setting(value: Any) -> str:
    if isinstance(value, Schedule):
        return schedule_words(value)
    if isinstance(value, float):
        return f"{value:.12g}"
    return called(value) if value in OPTIMISERS else str(value)


def _frozen_name(edit: Edit) -> str:
    """What an edit freezes or frees."""
    if isinstance(edit.at, Layer):
        return f"layer {edit.at.l}"
    if isinstance(edit.at, Node):
        return f"node {symbol('a', edit.at.l, edit.at.i)}"
    assert isinstance(edit.at, Pick)
    return parameter_name(edit.at)


def _number_words(edit: Edit) -> str:
    if isinstance(edit.at, Pick):
        return f"{parameter_name(edit.at)} = {edit.value:.6g}"
    i = edit.at.i if isinstance(edit.at, Node) else 0
    base = "x" if edit.quantity == "x" else "y"
    return f"{symbol(base, 0, i).replace(raised(0), '')} = {edit.value:.6g}, sample {(edit.sample or 0) + 1}"


def beginning_words(old: Experiment, new: Experiment) -> str:
    """What the beginning of an experiment is called, by what is other than in the one before."""
    for what, before, now in (
        ("data", _data_name(old), _data_name(new)),
        (entry(new.dataset).size_words, _size(old), _size(new)),
        ("features", old.features, new.features),
        ("layers", _layer_words(old.n), _layer_words(new.n)),
        ("seed", old.seed, new.seed),
        ("initialisation", old.initialisation, new.initialisation),
        ("cost", old.cost, new.cost),
        ("optimiser", called(old.optimiser), called(new.optimiser)),
    ):
        if before != now:
            return _feature_words(old, new) if what == "features" else f"{what} {before} → {now}"
    for words, changed in (
        ("other noise", old.noise != new.noise),
        ("other samples", old.samples != new.samples),
        ("other samples held out", old.held_out != new.held_out),
        ("other scaling", old.scaling != new.scaling),
        ("other points", old.given != new.given),
    ):
        if changed:
            return words
    return "new experiment"


def _data_name(experiment: Experiment) -> str:
    given = experiment.given
    return given.title if given is not None else experiment.dataset


def _layer_words(n: tuple[int, ...]) -> str:
    """All sizes, or of very many the first, the last, and how many there are."""
    return "-".join(map(str, n)) if len(n) <= MOST_LAYERS else f"{n[0]}-…-{n[-1]} ({len(n)} layers)"


def _size(experiment: Experiment) -> int | None:
    return entry(experiment.dataset).size if experiment.size is None else experiment.size


def _feature_words(old: Experiment, new: Experiment) -> str:
    """Which features have come, or gone where none has come."""
    more = tuple(name for name in new.features if name not in old.features)
    fewer = tuple(name for name in old.features if name not in new.features)
    return f"{'with' if more else 'without'} {', '.join(feature_labels(more or fewer))}"


def _function_words(edit: Edit, old: Experiment, new: Experiment) -> str:
    """What the σ and the cost were and are, first what was asked for, then what came with it."""
    sigma, cost = _activation_words(old, new), f"cost {old.cost} → {new.cost}"
    if edit.quantity == "cost":
        return f"{cost}, {sigma}" if old.activations != new.activations else cost
    return f"{sigma}, {cost}" if old.cost != new.cost else sigma


def _activation_words(old: Experiment, new: Experiment) -> str:
    changed = [l for l, (a, b) in enumerate(zip(old.activations, new.activations, strict=True), 1) if a != b]
    if len(changed) == 1:
        l = changed[0]
        return f"σ{raised(l)} {old.activations[l - 1]} → {new.activations[l - 1]}"
    return "σ " + ", ".join(new.activations)
