"""The switches of the pictures that are remembered: how landscape and hidden space are drawn."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from PySide6.QtWidgets import QAbstractButton


class Switch(NamedTuple):
    """A button that is down or not, and what puts it either way."""

    button: QAbstractButton
    put: Callable[[bool], None]


def switches(window: Any) -> Mapping[str, Switch]:
    """Those of `window`, the main window, by the names under which they are kept."""
    landscape, hidden = window.landscape.bar, window.hidden.bar
    found = {
        "landscape/logarithmic": Switch(landscape.log, landscape.log.setChecked),
        "landscape/space": Switch(landscape.surface, landscape.show_space),
    }
    return found | {f"hidden/{k}": Switch(each, each.setChecked) for k, each in hidden.switches.items()}
