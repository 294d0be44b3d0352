"""Keys that parts of the window have for themselves, and what the mouse does, for the page of all keys."""

from core.lazily import dataclass

Rows = tuple[tuple[str, str], ...]
"""Keys, and what they do."""


@dataclass(frozen=True)
class Told:
    """A heading, its rows, and the modules whose keys these are."""

    title: str
    rows: Rows
    modules: tuple[str, ...] = ()


MOUSE: Rows = (
    ("Click", "Select a node, a weight or a bias; show a sample"),
    ("Point", "See the numbers of a node, a weight or a bias, and with node maps what a node computes"),
    ("Drag, wheel", "In the network: move it, zoom into it"),
    ("", "In a plot: look at the steps that it covers, zoom into them"),
    ("Double click", "Edit a weight, bias, input or target; on the ground, see all of it again"),
    ("Right click", "A menu of the header of a layer, a node, a weight or a bias"),
    ("", "On the title of a panel: a picture of it, and which panels there are"),
)
EVERYWHERE: Rows = (
    ("Tab, Shift+Tab", "Go to the next control, or the one before"),
    ("Space, Enter", "Press the button that has the keyboard"),
    ("↑ ↓", "In a field: change its number or its choice"),
    ("← →, ↑ ↓", "Among buttons of which one is down: press the one beside it"),
    ("Enter, Esc", "In a field: take what was typed, or give it up"),
    ("Alt and a letter", "Open the menu that has the letter underlined"),
    ("Menu, Shift+F10", "The menu of what has the keyboard"),
)
NETWORK: Rows = (
    ("Enter", "Edit what is selected"),
    ("Ctrl++, Ctrl+−", "Look closer at what is selected, or at the middle"),
    ("Enter, ↓", "On the words below it: choose how many edges are drawn"),
)
HEADERS: Rows = (
    ("← →", "Go to another layer"),
    ("+, −", "One node more, or fewer"),
    ("Enter, F2", "Type the number of nodes"),
    ("↓", "Choose σ"),
    ("Insert, Delete", "Put a layer in before it, or take it away"),
    ("F", "Freeze its weights and biases, or free them"),
    ("Esc", "Back to the network"),
)
PLOTS: Rows = (
    ("← →", "Read the curves at another step"),
    ("Shift+← →", "Move along the steps"),
    ("+, −", "Zoom in and out there"),
    ("Home", "The whole run"),
    ("Enter", "Go to the step"),
)
TIMELINE: Rows = (("↑ ↓", "One step on, or back"),)
MATRICES: Rows = (
    ("Arrows", "Another number"),
    ("Home, End", "The first or last number of the row, then of the line"),
    ("Enter, F2", "Edit it"),
    ("Esc", "Back to the network"),
)
SAMPLES: Rows = (
    ("Arrows", "Show another sample"),
    ("Home, End", "Show the first or the last one"),
    ("Enter, Esc", "Back to the network"),
)
CURVE: Rows = (
    ("↑ ↓, +, −", "Move the weight that is selected"),
    ("Esc", "While the mouse drags it: let it be as it was"),
)
SPACES: Rows = (
    ("Arrows", "Turn what is drawn in space; move over a map that Tab has led to"),
    ("+, −", "Zoom into a landscape, out of it"),
    ("Home", "See it as at first"),
    ("Esc", "Back to the network"),
)
WAY: Rows = (("← →, Home, End", "On the way from the inputs to the layer"),)
RUNS: Rows = (
    ("Enter", "Go back to the run"),
    ("C", "Compare it with the run shown, or no longer"),
    ("F2, Delete", "Rename it, delete it"),
    ("+, −", "Unfold the runs that go on from it, fold them"),
    ("Enter, Esc", "Answer what is asked, or leave it so"),
)
CONFUSION: Rows = (
    ("Click, Enter, Space", "Show the next sample of the cell; with Shift the one before"),
    ("Arrows", "Select another cell"),
    ("Esc", "Back to the network"),
)
REMARKS: Rows = (("Enter", "On a remark: tell its reasons, or leave them out"),)
DRAWING: Rows = (
    ("Click, drag", "Paint points; with the right button, erase them"),
    ("Ctrl+click", "Show the sample"),
    ("1 to 9, 0", "The class that is painted"),
    ("E", "The eraser, or the brush again"),
    ("Tab, arrows", "Go to the plane, move a cross there"),
    ("Enter, Delete", "Paint or erase at the cross; Backspace erases too"),
    ("Esc", "Back to the network"),
)
TABLES: Rows = (
    ("I, T, L", "The column is an input, a target, or left out"),
    ("Space", "The next of these"),
    ("Enter", "Open the table"),
)
READING: Rows = (
    ("↑ ↓, Page ↑, Page ↓", "Scroll"),
    ("Home, End", "The beginning, the end"),
)
LESSONS: Rows = (("Esc", "End the tour"),)

OWN = (
    Told(
        "Anywhere",
        EVERYWHERE,
        ("gui.fields", "gui.own_keys", "gui.one_of", "gui.experiment.feature_chips"),
    ),
    Told("Mouse", MOUSE),
    Told("In the network", NETWORK, ("gui.network.canvas", "gui.network.edge_choice")),
    Told("At the header of a layer", HEADERS, ("gui.network.layer_bar", "gui.network.layer_words")),
    Told("In plots over the steps, come to by Tab", PLOTS, ("gui.plots.time_view",)),
    Told("In the timeline", TIMELINE, ("gui.timeline.bar",)),
    Told("In matrices", MATRICES, ("gui.matrices.sheet", "gui.matrices.walking")),
    Told("Among the samples", SAMPLES, ("gui.samples.view",)),
    Told("In the curve of a weight", CURVE, ("gui.chain.curve_view",)),
    Told(
        "In landscape and hidden space",
        SPACES,
        ("gui.landscape.view", "gui.landscape.surface_view", "gui.landscape.map_view", "gui.hidden.view",
         "gui.space.orbit"),
    ),
    Told("On the slider of hidden space", WAY, ("gui.hidden.way",)),
    Told("Among runs", RUNS, ("gui.runs.tree", "gui.runs.question")),
    Told("In the confusion matrix", CONFUSION, ("gui.confusion.matrix",)),
    Told("In the health panel", REMARKS, ("gui.health.remarks",)),
    Told("While drawing", DRAWING, ("gui.drawing.layer",)),
    Told("While opening data", TABLES, ("gui.importing.table",)),
    Told("While reading", READING, ("gui.lessons.reader",)),
    Told("In the tour", LESSONS, ("gui.course.bubble",)),
)  # fmt: skip
