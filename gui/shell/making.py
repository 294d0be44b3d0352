"""Makes the canvas and the panels of the window, and tells how often each wants a frame."""

from typing import Any

from gui.health.badge import HealthBadge
from gui.network.view import NetworkView
from gui.panels.chain_rule import ChainRulePanel
from gui.panels.check import CheckPanel
from gui.panels.confusion import ConfusionPanel
from gui.panels.controls import ControlsPanel
from gui.panels.cost import CostPanel
from gui.panels.gradients import GradientsPanel
from gui.panels.health import HealthPanel
from gui.panels.hidden import HiddenPanel
from gui.panels.landscape import LandscapePanel
from gui.panels.matrices import MatricesPanel
from gui.panels.output import OutputPanel
from gui.panels.runs import RunsPanel
from gui.panels.samples import SamplesPanel
from gui.plots.time_axis import TimeAxis
from gui.shell.rotation import CALM_MS, QUICK_MS, STEADY_MS, Panel


def make_panels(window: Any) -> None:
    """Give `window`, the main window, the network's canvas and every panel; `digits` it has already."""
    window.network = NetworkView()
    window.canvas = window.network.canvas
    window.time = TimeAxis(window)
    window.controls, window.samples = ControlsPanel(), SamplesPanel()
    window.cost, window.gradients = CostPanel(window.time), GradientsPanel(window.time)
    window.output = OutputPanel()
    window.chain_rule, window.matrices = ChainRulePanel(window.digits), MatricesPanel(window.digits)
    window.check, window.runs = CheckPanel(window.digits), RunsPanel()
    window.confusion, window.health = ConfusionPanel(), HealthPanel(window.time)
    window.hidden, window.landscape = HiddenPanel(), LandscapePanel()
    window.badge = HealthBadge()
    columns = window.controls, window.samples, window.cost, window.gradients, window.output
    window.below = window.chain_rule, window.matrices, window.check
    window.pictures = window.health, window.hidden, window.landscape
    window.panels = (*columns, *window.below, window.runs, window.confusion, *window.pictures)


def light_parts(window: Any) -> tuple[Panel, ...]:
    """Those parts of `window` that take a tenth of a millisecond for a frame."""
    return (window.controls, window.transport, window.timeline.bar)


def paces(window: Any) -> dict[Panel, int]:
    """How many milliseconds lie between two frames of each part of `window` while training runs."""
    calm = (window.controls, window.samples, *window.below, window.runs, window.confusion, window.health)
    steady = (window.transport, window.timeline.bar, window.cost, window.gradients, window.landscape)
    quick = (window.output, window.hidden)
    every = (((*calm, window.badge, window.dialogs), CALM_MS), (steady, STEADY_MS), (quick, QUICK_MS))
    return {part: pace for parts, pace in every for part in parts}
