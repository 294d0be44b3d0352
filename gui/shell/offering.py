"""What the actions look like at a moment: which of them can be used, their icons, and what Undo is called."""

from PySide6.QtGui import QAction

from core.commands import Step
from core.frame import Frame
from core.timeline.history import History
from gui.action_spec import layer_meant
from gui.actions import ACTIONS
from gui.icons import icon
from gui.shell.freezing import freeze_words
from gui.theme import Theme


def colour_actions(actions: dict[str, QAction], theme: Theme) -> None:
    """Give the actions icons in the theme's colours."""
    for spec in ACTIONS:
        if spec.icon and spec.id != "run":
            actions[spec.id].setIcon(icon(spec.icon, theme.text, theme.faint))


def allow_actions(actions: dict[str, QAction], state: str, step_shown: bool) -> None:
    """Enable what `state` allows; single steps also wait until the last one was painted."""
    for spec in ACTIONS:
        if spec.needs is None:
            waits = isinstance(spec.command, Step) and not step_shown
            actions[spec.id].setEnabled(state in spec.states and not waits)


def offer(actions: dict[str, QAction], frame: Frame) -> None:
    """Enable what has something to do in `frame`, of those actions that depend on it, and name edits."""
    for spec in ACTIONS:
        if spec.needs is not None:
            actions[spec.id].setEnabled(spec.needs(frame))
    _name_edits(actions, frame.history)
    _name_parts(actions, frame)


def _name_edits(actions: dict[str, QAction], history: History) -> None:
    """Let Undo and Redo say of what."""
    for name, word, words in (("undo", "Undo", history.undo), ("redo", "Redo", history.redo)):
        text = f"{word} {words}".rstrip().replace("&", "&&")
        if actions[name].text() != text:
            actions[name].setText(text)


def _name_parts(actions: dict[str, QAction], frame: Frame) -> None:
    """Let what is about one layer, or about what is selected, say which."""
    l = layer_meant(frame)
    which = f" {{}} layer {l}" if l else " {} a layer"
    for name, text in (
        ("add_node", "Add a node" + which.format("to")),
        ("remove_node", "Remove a node" + which.format("from")),
        ("freeze", freeze_words(frame)),
    ):
        if actions[name].text() != text:
            actions[name].setText(text)
