"""Every action of the menus and the toolbar, in one table."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from core.commands import Audit, Back, Recover, Redo, Reset, Seek, Step, Undo
from gui.action_spec import (
    ALWAYS,
    CHECKABLE,
    FILES,
    ON_THE_WAY,
    RESTING,
    STANDING,
    STOPPABLE,
    ActionSpec,
    derived,
    has_past,
)
from gui.course.actions import COURSE_ACTIONS
from gui.drawing.actions import DRAWING_ACTIONS
from gui.help_actions import HELP_ACTIONS
from gui.layer_actions import LAYER_ACTIONS
from gui.presenting.actions import PRESENT_ACTIONS
from gui.view_actions import VIEW_ACTIONS

ARROWS = {"PgDown": "Page ↓", "PgUp": "Page ↑", "Right": "→", "Left": "←", "Up": "↑", "Down": "↓"}
POINTS = {".": "Full stop", ",": "Comma"}

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
    ActionSpec(
        "phase_back",
        "Phase back",
        "Go back by one phase",
        ("Left", "PgUp"),
        "step-backward",
        Back("phase"),
        needs=has_past,
    ),
    ActionSpec(
        "step_back",
        "Step back",
        "Go back to the end of the step before",
        ("Shift+Left",),
        "backward",
        Back("step"),
        needs=has_past,
    ),
    ActionSpec(
        "epoch_back",
        "Epoch back",
        "Go back to the end of the epoch before",
        ("Ctrl+Left",),
        "fast-backward",
        Back("epoch"),
        needs=has_past,
    ),
    ActionSpec(
        "beginning",
        "To the beginning",
        "Go to before the first step",
        ("Home",),
        command=Seek(0),
        needs=lambda frame: frame.history.moment > 0 and frame.state not in FILES,
    ),
    ActionSpec(
        "end",
        "To the end",
        "Go to the last moment of this run",
        ("End",),
        command=Seek(None),
        needs=lambda frame: frame.history.in_past and frame.state not in FILES,
    ),
    ActionSpec(
        "undo",
        "Undo",
        "Go to the moment just before the last edit",
        ("Ctrl+Z",),
        command=Undo(),
        needs=lambda frame: bool(frame.history.undo) and frame.state not in ON_THE_WAY,
    ),
    ActionSpec(
        "redo",
        "Redo",
        "Go back to where the last Undo began",
        ("Ctrl+Shift+Z",),
        command=Redo(),
        needs=lambda frame: bool(frame.history.redo) and frame.state not in ON_THE_WAY,
    ),
    ActionSpec(
        "recover",
        "Back to the last finite step",
        "Go back to the last step in which every number was finite",
        ("Ctrl+Backspace",),
        command=Recover(),
        states=frozenset({"diverged"}),
    ),
    ActionSpec(
        "recover_slower",
        "Back to the last finite step, and halve η",
        "Go back to the last step in which every number was finite, and halve the learning rate there",
        ("Ctrl+Shift+Backspace",),
        command=Recover(halve_eta=True),
        states=frozenset({"diverged"}),
    ),
    ActionSpec("reset", "Reset", "Begin this experiment again", ("Ctrl+R",), "undo", Reset()),
    ActionSpec("slower", "Slower", "Run at the next lower speed", ("Ctrl+Down",)),
    ActionSpec("faster", "Faster", "Run at the next higher speed", ("Ctrl+Up",)),
    ActionSpec(
        "new_seed",
        "Next seed",
        "Begin with other data, initial parameters and order: those of the next seed",
        ("Ctrl+Shift+R",),
        needs=lambda frame: True,
    ),
    *DRAWING_ACTIONS,
    *VIEW_ACTIONS,
    ActionSpec("next_sample", "Next sample", "Show the next sample of the data and stay with it", (".",)),
    ActionSpec("previous_sample", "Previous sample", "Show the sample before and stay with it", (",",)),
    ActionSpec(
        "follow",
        "Follow the batch",
        "Show a sample of the present batch, whichever it is",
        ("Ctrl+B",),
        needs=lambda frame: not frame.follows_batch,
    ),
    ActionSpec(
        "deselect",
        "Select nothing",
        "Clear the selection in all panels; stop a check, going elsewhere, or reading or writing a file",
        ("Esc",),
        needs=lambda frame: frame.pick is not None or frame.state in STOPPABLE,
    ),
    ActionSpec("weight_next", "Next weight", "Select the next weight or bias", ("Alt+Down",)),
    ActionSpec("weight_previous", "Previous weight", "Select the weight or bias before", ("Alt+Up",)),
    ActionSpec("node_next", "Next node", "Select the next node", ("Alt+PgDown",)),
    ActionSpec("node_previous", "Previous node", "Select the node before", ("Alt+PgUp",)),
    ActionSpec(
        "layer_next",
        "Weight in the next layer",
        "Go along the weight that is selected: select one out of the node that it leads to",
        ("Alt+Right",),
    ),
    ActionSpec(
        "layer_previous",
        "Weight in the layer before",
        "Go back along the weight that is selected: select one into the node that it comes from",
        ("Alt+Left",),
    ),
    ActionSpec(
        "edit",
        "Edit value…",
        "Type another value for the weight, bias, input or target that is selected",
        ("F2",),
        needs=lambda frame: frame.pick is not None,
    ),
    *LAYER_ACTIONS,
    ActionSpec(
        "exercise",
        "Exercise",
        "Hide the numbers of the next phase and ask for one of them",
        ("Ctrl+E",),
        checkable=True,
    ),
    ActionSpec(
        "audit_sample",
        "Check gradients, this sample",
        "Hold every weight and bias against central differences, for the sample shown",
        ("Ctrl+K",),
        None,
        Audit("shown"),
        CHECKABLE,
    ),
    ActionSpec(
        "audit_data",
        "Check gradients, all data",
        "Hold every weight and bias against central differences, for the mean over all samples",
        ("Ctrl+Shift+K",),
        None,
        Audit("all"),
        CHECKABLE,
    ),
    ActionSpec(
        "copy_latex", "Copy derivation as LaTeX", "Put the present derivation on the clipboard", needs=derived
    ),
    ActionSpec(
        "copy_csv", "Copy derivation as CSV", "Put its numbers on the clipboard as a table", needs=derived
    ),
    ActionSpec(
        "copy_script",
        "Copy derivation as NumPy script",
        "Put a program on the clipboard that computes every number again and asserts that it is the same",
        needs=derived,
    ),
    ActionSpec(
        "restore", "Restore panels", "Put all panels back to their first places and sizes", ("Ctrl+Shift+P",)
    ),
    ActionSpec(
        "new", "New", "Begin this experiment in a session of its own, without the runs so far", ("Ctrl+N",)
    ),
    ActionSpec("open", "Open…", "Go on with a session that was saved, or open data", ("Ctrl+O",)),
    ActionSpec(
        "save", "Save", "Save the session, with all its runs, to its file", ("Ctrl+S",), states=RESTING
    ),
    ActionSpec("save_as", "Save as…", "Save the session to another file", ("Ctrl+Shift+S",), states=RESTING),
    ActionSpec(
        "open_data", "Open data…", "Learn from a table in a CSV file", ("Ctrl+Shift+O",), states=RESTING
    ),
    ActionSpec("save_data", "Save data as CSV…", "Write the data shown to a CSV file", states=RESTING),
    ActionSpec(
        "picture",
        "Export picture…",
        "Write a picture of the window, the network or a panel, as PNG or SVG",
        ("Ctrl+Shift+E",),
    ),
    ActionSpec(
        "animation",
        "Export animation…",
        "Write a stretch of the run as a film of the window, the network or a panel, as MP4 or GIF",
        ("Ctrl+Shift+A",),
        states=RESTING,
    ),
    ActionSpec(
        "copy_picture", "Copy picture", "Put a picture of the window on the clipboard", ("Ctrl+Shift+C",)
    ),
    ActionSpec(
        "numbers",
        "Export numbers…",
        "Write costs, weights, gradients or the whole network, for spreadsheets, NumPy and PyTorch",
        states=RESTING,
    ),
    ActionSpec("quit", "Quit", "Close Nablascope", ("Ctrl+Q",)),
    *PRESENT_ACTIONS,
    *COURSE_ACTIONS,
    *HELP_ACTIONS,
)


def make_actions(parent: QObject) -> dict[str, QAction]:
    """Return a QAction for each entry of the table, by its id."""
    made = {}
    for spec in ACTIONS:
        action = QAction(spec.text, parent)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(k) for k in spec.keys])
        action.setCheckable(spec.checkable)
        action.setEnabled(spec.needs is None)
        shown = f"  ({written_keys(action.shortcut())})" if spec.keys else ""
        action.setToolTip(spec.tip + shown)
        # Qt leaves no gap between a button's icon and its text.
        action.setIconText(f" {spec.text}")
        made[spec.id] = action
    return made


def written_keys(keys: QKeySequence) -> str:
    """Keys as they are named on a keyboard, arrows as arrows."""
    text = keys.toString(QKeySequence.SequenceFormat.NativeText)
    text = POINTS.get(text, text)
    for word, arrow in ARROWS.items():
        text = text.replace(word, arrow)
    return text
