"""Experiments by name: five measured on samples held out, and some that each teach a lesson."""

from core.errors import UnknownNameError
from core.experiment import Experiment
from core.presets.measured import MEASURED, MEASURED_STEPS
from core.presets.preset import Preset
from core.presets.teaching import TEACHING

__all__ = ["MEASURED_STEPS", "PRESETS", "Preset", "guide", "preset", "presets"]

PRESETS = (*MEASURED, *TEACHING)
_BY_NAME = {each.name: each for each in PRESETS}


def presets() -> tuple[Preset, ...]:
    """Return all of them in the order of the menu: those measured on samples held out come first."""
    return PRESETS


def preset(name: str) -> Preset:
    """Return the preset `name`; raises `UnknownNameError`."""
    if not isinstance(name, str) or name not in _BY_NAME:
        raise UnknownNameError("preset", name, tuple(_BY_NAME))
    return _BY_NAME[name]


def guide(experiment: Experiment, begun: frozenset[str]) -> Preset | None:
    """Return which of the presets `begun` has begun as `experiment` did, if it says what to look at.

    What is edited while it trains does not matter: only what it was begun with.
    """
    for name in begun:
        each = _BY_NAME.get(name)
        if each is not None and each.look and _beginning(each.experiment) == _beginning(experiment):
            return each
    return None


def _beginning(e: Experiment) -> tuple[object, ...]:
    """What an experiment was begun with and keeps, whatever is edited."""
    data = e.dataset, e.noise, e.samples, e.held_out, e.size, e.features, e.scaling, e.given
    return *data, e.n, e.seed, e.initialisation
