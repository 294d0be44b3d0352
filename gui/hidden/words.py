"""What the panel of a hidden space says."""

from core.frame import Frame
from core.hidden_space import HiddenSpace, space_of, spaces
from core.symbols import lowered, raised, symbol
from gui.hidden.deciding import MOST
from gui.writing.numbers import counted, grouped, significant

NONE = "No layer has two or three nodes. Give one two nodes to see its space."
HELD_BACK = "The exercise holds this back until layer {} is computed."
SOON = "The space of layer {} appears in a moment."
TIP = (
    "Every input of a plane is taken through the layers up to this one: straight lines of the plane become "
    "curves, and what lay on both sides of each other may come apart. The next layer can only cut straight."
)


def layer_options(frame: Frame) -> list[tuple[str, int, str]]:
    """For each layer its words, its number, and why its space can't be shown, empty where it can."""
    n, there = frame.n, spaces(frame.n)
    found = []
    for l in range(1, len(n)):
        nodes = counted(n[l], "node")
        why = "" if l in there else f"Layer {l} has {nodes}: only two or three can be drawn as axes."
        found.append((f"layer {l}", l, why))
    return found


def hint_for(frame: Frame, space: HiddenSpace | None) -> str:
    """Why there is no picture, empty where there is one."""
    layer = space_of(frame.n, frame.view.hidden)
    if layer is None:
        return NONE
    if space is not None and space.layer == layer:
        return ""
    if frame.view.exercise and not frame.fresh_a(layer):
        return HELD_BACK.format(layer)
    return SOON.format(layer)


def headings(frame: Frame, space: HiddenSpace) -> tuple[str, ...]:
    """What is shown, the most telling words first."""
    what = f"layer {space.layer}: where {_what(frame, space)}"
    short, name = f"layer {space.layer}, a{raised(space.layer)}", f"layer {space.layer}"
    if space.plane is not None and len(space.plane.inputs) > 1:
        short = f"layer {space.layer}: where a plane of inputs goes"
    if frame.live:  # words that change with every picture would lay out the window again each time
        return what, short, name
    step = f"step {grouped(space.step)}"
    if space.step != frame.cursor.step:
        step += ", not renewed yet"
    return f"{what}, {step}", f"{short}, {step}", f"{name}, {step}", step, name


def on_the_way(space: HiddenSpace, way: float) -> tuple[str, ...]:
    """What is shown of a way that is not gone to its end."""
    share = f"{round(100 * way)} %"
    return f"{share} of the way from the inputs to layer {space.layer}", f"{share} of the way", share


def _what(frame: Frame, space: HiddenSpace) -> str:
    if space.plane is None:
        return f"the samples of {counted(frame.n[0], 'input')} go"
    names = [frame.dataset.inputs[k] for k in space.plane.inputs]
    if len(names) == 1:
        return f"the line of {names[0]} goes"
    words = f"the plane of {names[0]}, {names[1]} goes"
    if space.plane.sample is not None:
        words += f", others as in sample {grouped(space.plane.sample + 1)}"
    return words


def point_words(name: str, values: list[float]) -> str:
    """a² = (0.31, −0.92)."""
    return f"{name} = ({', '.join(significant(v, 3) for v in values)})"


def output_name(frame: Frame, output: int) -> str:
    """a³, or a³₂ where there are several outputs."""
    return f"a{raised(frame.L)}" + (lowered(output + 1) if frame.n[-1] > 1 else "")


def lines_words(frame: Frame, space: HiddenSpace) -> str:
    """What the lines stand for, or why there are none."""
    l = space.layer + 1
    if space.after is None:
        return "No layer comes after this one that could decide."
    if len(space.after) > MOST:
        return f"Layer {l} has {len(space.after)} nodes: where they decide is drawn for up to {MOST}."
    if frame.experiment.activations[l - 1] == "softmax":
        return f"Show where two outputs of layer {l} are alike and larger than the others"
    return f"Show where z of each node of layer {l} is 0, as {symbol('z', l, 0)} = 0"


def grid_words(frame: Frame, space: HiddenSpace) -> str:
    """What the grid is, or why there is none."""
    if space.plane is None:
        inputs = counted(frame.n[0], "input")
        return f"{inputs} span no plane: choose two of them as the axes of the Output panel for a grid"
    return "Show where the straight lines of the plane of inputs go"


def axis_name(space: HiddenSpace, node: int) -> str:
    """a²₁."""
    return symbol("a", space.layer, node)
