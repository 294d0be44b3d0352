"""Experiments, edits, selections and views as JSON, and back again."""

import operator
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from core.commands import Edit, ViewSpec
from core.datasets import entry
from core.errors import UnknownNameError, shown
from core.experiment import Experiment
from core.files.given_parts import Brought, Giving
from core.files.session_checks import MOST, fault, flag, number, row, saying, table, text, whole
from core.landscape.spec import KINDS, MOST_SEED, PlaneSpec, checked_window
from core.schedules import Schedule, checked_schedule
from core.selection import Layer, Node, Pick, Selection
from core.training import NUMBERS, POINTS

EXPERIMENT = (
    "dataset", "n", "activations", "eta", "m", "seed", "noise", "samples", "cost", "held_out",
)  # fmt: skip
LATER: dict[str, Any] = {
    "size": None, "features": [], "scaling": "none", "given": None, "optimiser": "gradient descent",
    "l1": 0.0, "l2": 0.0, "schedule": ["constant", 1000, 0.5], "initialisation": "scaled",
}  # fmt: skip
"""What experiments of older files do not say, and what it was; it is left out where it still is."""
VIEW = ("sample", "pick", "panels", "edges", "edge_limit", "exercise")
LATER_VIEW: dict[str, Any] = {
    "axes": None, "maps": False, "hidden": None, "landscape": None, "strongest": None,
}  # fmt: skip
"""What views of older files do not say, and what it was; it is left out where it still is."""
MOST_LAYERS = 256


def experiment_json(experiment: Experiment, giving: Giving) -> dict[str, Any]:
    """Everything that fixes a training run; of data that somebody has brought, which it is."""
    e = experiment
    noise = None if e.noise is None else float(e.noise)
    samples = None if e.samples is None else operator.index(e.samples)
    n, activations = [operator.index(k) for k in e.n], list(e.activations)
    values = (
        e.dataset, n, activations, float(e.eta), operator.index(e.m), operator.index(e.seed),
        noise, samples, e.cost, float(e.held_out),
    )  # fmt: skip
    size = None if e.size is None else operator.index(e.size)
    values_later = (
        size, list(e.features), e.scaling, giving.index(e.given), e.optimiser,
        float(e.l1), float(e.l2), schedule_json(e.schedule), e.initialisation,
    )  # fmt: skip
    later = dict(zip(LATER, values_later, strict=True))
    said = {name: value for name, value in later.items() if value != LATER[name]}
    return dict(zip(EXPERIMENT, values, strict=True)) | said


def experiment_of(said: Any, brought: Brought) -> Experiment:
    """The experiment that `said` describes; whether it can be built is not looked at here."""
    what = "an experiment"
    said = LATER | said if isinstance(said, dict) else said
    dataset, n, activations, eta, m, seed, noise, samples, cost, held_out, *later = table(
        said, what, *EXPERIMENT, *LATER
    )
    size, features, scaling, given, optimiser, l1, l2, schedule, initialisation = later
    dataset = _data_set(dataset)
    return Experiment(
        dataset=dataset,
        n=tuple(whole(k, "the size of a layer", 1) for k in row(n, "the layers", most=MOST_LAYERS)),
        activations=tuple(text(k, "a σ") for k in row(activations, "the activations", most=MOST_LAYERS)),
        eta=number(eta, "the learning rate η"),
        m=whole(m, "the batch size m", 1),
        seed=whole(seed, "the seed", 0, 2**63 - 1),
        noise=None if noise is None else number(noise, "the noise"),
        samples=None if samples is None else whole(samples, "the number of samples", 1),
        cost=text(cost, "the cost"),
        held_out=number(held_out, "the share held out"),
        size=None if size is None else whole(size, "the size of the data", 1),
        features=tuple(text(k, "a feature") for k in row(features, "the features", most=100)),
        scaling=text(scaling, "a scaling"),
        given=brought.at(given, dataset),
        optimiser=text(optimiser, "an optimiser"),
        l1=number(l1, "λ₁"),
        l2=number(l2, "λ₂"),
        schedule=schedule_of(schedule),
        initialisation=text(initialisation, "an initialisation"),
    )


def schedule_json(schedule: Schedule) -> list[Any]:
    """How the learning rate goes on."""
    return [schedule.kind, operator.index(schedule.span), float(schedule.to)]


def schedule_of(said: Any) -> Schedule:
    """The schedule that `said` describes."""
    kind, span, to = row(said, "a schedule", 3)
    with saying("a schedule"):
        return checked_schedule(Schedule(kind, span, to))


def _data_set(name: Any) -> str:
    """The name of a data set that there is; the names of all are more than one sentence holds."""
    try:
        return entry(name).name
    except UnknownNameError:
        raise fault(f"names the data set {shown(name)}, and there is none of that name") from None


# Selections: ["w", l, A, B], ["b", l, A] and ["a", l, i]; for edits ["l", l] too


def selection_json(selected: Selection | Layer | None) -> list[Any] | None:
    """One weight, bias or node, or a layer."""
    if selected is None:
        return None
    if isinstance(selected, Layer):
        return ["l", operator.index(selected.l)]
    if isinstance(selected, Node):
        return ["a", operator.index(selected.l), operator.index(selected.i)]
    at = [operator.index(selected.l), operator.index(selected.A)]
    return ["b", *at] if selected.B is None else ["w", *at, operator.index(selected.B)]


def selection_of(said: Any) -> Selection | None:
    """The selection that `said` describes; whether there is such is not looked at here."""
    if said is None:
        return None
    kind, *numbers = row(said, "a selection", most=4) or [None]
    at = [whole(k, "an index of a selection") for k in numbers]
    if kind not in ("w", "b", "a") or len(at) != (3 if kind == "w" else 2):
        raise fault("holds a selection that is no weight, no bias and no node")
    return Node(*at) if kind == "a" else Pick(*at)


# Edits: [quantity, value, at, sample]; of points the value is how many, and they themselves lie elsewhere


SIMPLE: dict[str, Callable[[Any], Any]] = {
    "eta": float,
    "m": lambda m: min(operator.index(m), MOST),  # more than all samples are as good as all of them
    "l1": float,
    "l2": float,
    "cost": str,
    "optimiser": str,
    "schedule": schedule_json,
}
"""What is kept of the value of a setting that has nothing else to say."""


def edit_json(edit: Edit, giving: Giving) -> list[Any]:
    """An edit that was made, with what it means and nothing else."""
    quantity, value = edit.quantity, edit.value
    if quantity in POINTS:
        return [quantity, giving.stroke(value), None, None]
    if quantity == "activations":
        return [quantity, value if isinstance(value, str) else list(value), None, None]
    if quantity in SIMPLE:
        return [quantity, SIMPLE[quantity](value), None, None]
    at = selection_json(edit.at)
    sample = operator.index(edit.sample) if quantity in ("x", "y") and edit.sample is not None else None
    return [quantity, float(value) if quantity in NUMBERS else value, at, sample]


def place_of(said: Any) -> Selection | Layer | None:
    """What an edit is made at, as `said`; whether there is such is not looked at here."""
    if isinstance(said, list) and said[:1] == ["l"]:
        return Layer(whole(row(said, "a layer", 2)[1], "a layer"))
    return selection_of(said)


def edit_of(said: Any, brought: Brought) -> Edit:
    """The edit that `said` describes; whether it can be made is not looked at here."""
    quantity, value, at, sample = row(said, "an edit", 4)
    if quantity in POINTS:
        return Edit(quantity, (brought.painted if quantity == "paint" else brought.erased)(value))
    if quantity == "schedule":
        value = schedule_of(value)
    elif isinstance(value, list):
        value = tuple(text(k, "a σ") for k in value)
    sample = None if sample is None else whole(sample, "the sample of an edit")
    return Edit(text(quantity, "what an edit changes"), value, place_of(at), sample)


def view_json(view: ViewSpec) -> dict[str, Any]:
    """What frames carry."""
    limit = None if view.edge_limit is None else operator.index(view.edge_limit)
    sample = None if view.sample is None else operator.index(view.sample)
    values = (sample, selection_json(view.pick), sorted(view.panels), view.edges, limit, bool(view.exercise))
    axes = None if view.axes is None else [operator.index(k) for k in view.axes]
    hidden = None if view.hidden is None else operator.index(view.hidden)
    later = {
        "axes": axes, "maps": bool(view.maps), "hidden": hidden, "landscape": plane_json(view.landscape),
        "strongest": view.strongest,
    }  # fmt: skip
    said = {name: value for name, value in later.items() if value != LATER_VIEW[name]}
    return dict(zip(VIEW, values, strict=True)) | said


def view_of(said: Any) -> ViewSpec:
    """The view that `said` describes; whether there is what it shows is not looked at here."""
    said = LATER_VIEW | said if isinstance(said, dict) else said
    sample, pick, panels, edges, limit, exercise, *later = table(said, "the view", *VIEW, *LATER_VIEW)
    axes, maps, hidden, plane, strongest = later
    if edges not in ("w", "dC_dw"):
        raise fault("gives a colouring of edges that does not exist")
    if strongest not in (None, "w", "dC_dw"):
        raise fault("gives a strength of edges that does not exist")
    return ViewSpec(
        sample=None if sample is None else whole(sample, "the sample shown"),
        pick=selection_of(pick),
        panels=frozenset(text(k, "a panel", 40) for k in row(panels, "the panels", most=100)),
        edges=edges,
        edge_limit=None if limit is None else whole(limit, "the number of edges drawn"),
        strongest=strongest,
        exercise=flag(exercise, "whether there is an exercise"),
        axes=None if axes is None else _two(axes),
        maps=flag(maps, "whether nodes show what they compute"),
        hidden=None if hidden is None else whole(hidden, "the layer whose space is shown", 1),
        landscape=plane_of(plane),
    )


# Planes of the landscape: [kind, first, second, seed, window], a window being [α, β, half of its side]


def plane_json(spec: PlaneSpec | None) -> list[Any] | None:
    """A plane of parameters, and how much of it is looked at."""
    if spec is None:
        return None
    by_hand = spec.centre is not None and spec.half is not None
    window = [float(k) for k in (*(spec.centre or ()), spec.half or 0.0)] if by_hand else None
    first, second = selection_json(spec.first), selection_json(spec.second)
    return [spec.kind, first, second, operator.index(spec.seed), window]


def plane_of(said: Any) -> PlaneSpec | None:
    """The plane that `said` describes; whether there are its parameters is not looked at here."""
    if said is None:
        return None
    kind, first, second, seed, window = row(said, "the plane of the landscape", 5)
    if kind not in KINDS:
        raise fault("holds a plane of the landscape that is none")
    seed = whole(seed, "the seed of the landscape", 0, MOST_SEED)
    spec = PlaneSpec(kind, _axis_of(first), _axis_of(second), seed=seed)
    if window is None:
        return spec
    across, up, half = (number(k, "a window of the landscape") for k in row(window, "a window", 3))
    with saying("the plane of the landscape"):
        return replace(spec, **checked_window(replace(spec, centre=(across, up), half=half)))


def _axis_of(said: Any) -> Pick | None:
    found = selection_of(said)
    if isinstance(found, Node):
        raise fault("lays a plane of the landscape through a node, which is no parameter")
    return found


def _two(axes: Any) -> tuple[int, int]:
    first, second = (whole(k, "an input of the plane shown") for k in row(axes, "the plane shown", 2))
    return first, second
