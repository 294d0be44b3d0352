"""Where in the window a step points: what stands out, and what takes the keyboard."""

from typing import Any

from PySide6.QtWidgets import QWidget

BUTTONS = ("phase", "step", "epoch", "run")


def place(window: Any, point: str) -> QWidget | None:
    """The part of `window`, the main window, that is called so; None where there is no such."""
    if point in BUTTONS:
        button: QWidget = window.transport.widgetForAction(window.actions[point])
        return button
    return _fields(window).get(point) or window.docks.get(point)


def field(window: Any, point: str) -> QWidget | None:
    """What takes the keyboard there; None where keys that work everywhere do it."""
    return _fields(window).get(point)


def _fields(window: Any) -> dict[str, QWidget]:
    controls = window.controls
    return {
        "eta": controls.eta,
        "m": controls.batch,
        "sigma": controls.sigma,
        "pick": window.chain_rule.head.field,
    }
