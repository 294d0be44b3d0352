"""Every action of the menus and the toolbar, in one table."""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from core.commands import Command, Reset, Step
from gui.icons import icon
from gui.theme import Theme

ALWAYS = frozenset({"paused", "running", "stepping", "diverged"})
STANDING = frozenset({"paused"})


@dataclass(frozen=True)
class ActionSpec:
    """One action: its words, keys and icon, what it asks for, and when it can.

    `command` is None for actions that the window handles itself.
    """

    id: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str | None = None
    command: Command | None = None
    states: frozenset[str] = ALWAYS


ACTIONS = (
    ActionSpec("run", "Run", "Train until paused", ("Space",), "play", states=ALWAYS - {"diverged"}),
    ActionSpec(
        "phase",
        "Phase",
        "Do one phase: forward, cost, backward or update",
        ("Right", "PgDown"),
        "step-forward",
        Step("phase"),
        STANDING,
    ),
    ActionSpec(
        "step",
        "Step",
        "Go to the end of this step: its update",
        ("Shift+Right",),
        "forward",
        Step("step"),
        STANDING,
    ),
    ActionSpec(
        "epoch",
        "Epoch",
        "Go to the end of this pass over the data",
        ("Ctrl+Right",),
        "fast-forward",
        Step("epoch"),
        STANDING,
    ),
    ActionSpec("reset", "Reset", "Begin this experiment again", ("Ctrl+R",), "undo", Reset()),
    ActionSpec("slower", "Slower", "Run at the next lower speed", ("Ctrl+Down",)),
    ActionSpec("faster", "Faster", "Run at the next higher speed", ("Ctrl+Up",)),
    ActionSpec("log", "Logarithmic cost", "Show the cost on a logarithmic axis", ("Ctrl+L",)),
    ActionSpec("restore", "Restore panels", "Put all panels back to where they were at first"),
    ActionSpec("picture", "Save picture…", "Save the window as a PNG file", ("Ctrl+Shift+S",)),
    ActionSpec("quit", "Quit", "Close Nablascope", ("Ctrl+Q",)),
    ActionSpec("about", "About Nablascope", "What this program is"),
)


def make_actions(parent: QObject) -> dict[str, QAction]:
    """Return a QAction for each entry of the table, by its id."""
    made = {}
    for spec in ACTIONS:
        action = QAction(spec.text, parent)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(k) for k in spec.keys])
        shown = f"  ({spec.keys[0]})" if spec.keys else ""
        action.setToolTip(spec.tip + shown.replace("Right", "→"))
        # Qt leaves no gap between a button's icon and its text.
        action.setIconText(f" {spec.text}")
        made[spec.id] = action
    return made


def colour_actions(actions: dict[str, QAction], theme: Theme) -> None:
    """Give the actions icons in the theme's colours."""
    for spec in ACTIONS:
        if spec.icon and spec.id != "run":
            actions[spec.id].setIcon(icon(spec.icon, theme.text, theme.faint))


def allow_actions(actions: dict[str, QAction], state: str, step_shown: bool) -> None:
    """Enable what `state` allows; single steps also wait until the last one was painted."""
    for spec in ACTIONS:
        waits = isinstance(spec.command, Step) and not step_shown
        actions[spec.id].setEnabled(state in spec.states and not waits)
