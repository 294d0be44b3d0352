"""The whole network as a program that needs nothing but numpy and predicts."""

from collections.abc import Iterator

from core.backprop import forward
from core.checks import Array
from core.datasets import Dataset
from core.datasets.scaling import Affine
from core.exports.job import Content, lines_of
from core.exports.numpy_script import SIGMAS as OF_ONE
from core.exports.origin import on_one_line
from core.exports.python_text import array, floats, in_python, in_quotes
from core.frame import Frame
from core.network import Network

SIGMAS = {name: value for name, (value, _) in OF_ONE.items()} | {
    "softmax": "np.exp(z - z.max(axis=0)) / np.exp(z - z.max(axis=0)).sum(axis=0)"
}
"""σ of every activation, in Python; z has a sample in each column."""

FEATURES = {
    "square_1": "x[0] * x[0]",
    "square_2": "x[1] * x[1]",
    "product": "x[0] * x[1]",
    "sine_1": "np.sin(x[0])",
    "sine_2": "np.sin(x[1])",
}
"""Every feature of planar data, in Python."""


def network_script(frame: Frame) -> Content:
    """The content of a script that holds the network at this moment, and proves by a sample that it does."""
    net = Network.over(frame.theta, frame.n, frame.experiment.activations, frame.experiment.cost)
    return lines_of(_lines(frame, net), 2 * sum(frame.n[1:]))


def _lines(frame: Frame, net: Network) -> Iterator[str]:
    data = frame.dataset
    for line in (*_head(frame, net), "", *_layers(net)):
        yield f"{line}\n"
    yield from _numbers(net)
    for lines in (_sigmas(net), _prepared(data), _predict(data), _main(frame, net)):
        yield "\n\n" + "\n".join(lines) + "\n"


def _head(frame: Frame, net: Network) -> list[str]:
    data, sizes = frame.dataset, "-".join(map(str, net.n))
    zeros = ", ".join(["0.0"] * min(data.base, 4)) + (", …" if data.base > 4 else "")
    return [
        f'"""A network {sizes} with every weight and bias, as Nablascope has trained it.',
        "",
        f"{in_quotes(on_one_line(data.title))}, {frame.cursor.step} steps.",
        f"Inputs: {in_quotes(_listed(data.inputs[: data.base]))}.",
        f"Outputs: {in_quotes(_listed(data.outputs))}.",
        "",
        "From Python, one sample or several, a sample a row:",
        "",
        f"    predict([{zeros}])",
        "",
        "From a terminal: this file's name and the inputs of a sample with spaces between them; without any,",
        "the sample that was on the screen is computed and compared.",
        "Layers are numbered as on paper; nodes count from 0, as Python does.",
        '"""',
        "",
        "import sys",
        "",
        "import numpy as np",
    ]


def _listed(names: tuple[str, ...]) -> str:
    shown = [on_one_line(name) for name in names[:20]]
    return ", ".join(shown) + (f", … ({len(names)} in all)" if len(names) > 20 else "")


def _layers(net: Network) -> list[str]:
    return [
        f"L = {net.L}  # the output layer",
        "",
        "# w[k][i, j] is the weight of the connection to node i of layer k from node j of layer k - 1,",
        "# b[k][i] the bias of node i of layer k.",
        "w, b = {}, {}",
    ]


def _numbers(net: Network) -> Iterator[str]:
    """A node at a time: of a large network these are most of the text."""
    for l in range(1, net.L + 1):
        yield f"w[{l}] = np.array([\n"
        for row in net.w[l]:
            yield f"    {floats(row)},\n"
        yield f"])\nb[{l}] = {array(net.b[l][:, 0])}\n"


def _sigmas(net: Network) -> list[str]:
    lines = ["# The activations σ; z has a sample in each column."]
    for name in dict.fromkeys(net.activations):
        lines += ["", "", f"def {in_python(name)}(z):", f"    return {SIGMAS[name]}"]
    inside = ", ".join(f"{l}: {in_python(name)}" for l, name in enumerate(net.activations, start=1))
    return [*lines, "", "", f"sigma = {{{inside}}}"]


def _prepared(data: Dataset) -> list[str]:
    """What is done to inputs before the network sees them, as it was done in training."""
    lines = [
        "def prepared(x):",
        '    """Return what the network takes, for x with a sample in each column."""',
    ]
    if data.scaling is not None:
        lines += ["    # As in training: less the mean or the least, over the spread or the range."]
        lines += [*_affine(data.scaling.x), "    x = (x - shift) / scale"]
    if data.features:
        rows = ", ".join(FEATURES[name] for name in data.features)
        lines.append(f"    x = np.vstack([x, {rows}])")
    return [*lines, "    return x"]


def _affine(known: Affine) -> list[str]:
    values = (("shift", known.shift), ("scale", known.scale))
    return [line for name, k in values for line in _indented(f"{name} = {array(k[:, 0])}[:, np.newaxis]")]


def _predict(data: Dataset) -> list[str]:
    lines = [
        "def predict(x):",
        '    """Return the outputs for x, one sample or a row for each of several, in the units of data."""',
        "    x = np.asarray(x, dtype=float)",
        f"    if x.ndim not in (1, 2) or x.shape[-1] != {data.base}:",
        f'        raise ValueError(f"A sample has {data.base} inputs; x has the shape {{x.shape}}.")',
        "    a = prepared(np.atleast_2d(x).T)",
        '    with np.errstate(over="ignore"):  # what is too large for exp comes out as 0 or 1, as it should',
        "        for k in range(1, L + 1):",
        "            a = sigma[k](w[k] @ a + b[k][:, np.newaxis])",
    ]
    if data.scaling is not None and data.scaling.y is not None:
        lines += [*_affine(data.scaling.y), "    a = a * scale + shift  # back to the units of the data"]
    return [*lines, "    return a.T if x.ndim == 2 else a[:, 0]"]


def _main(frame: Frame, net: Network) -> list[str]:
    x, a = _sample(frame, net)
    return [
        'if __name__ == "__main__":',
        "    if sys.argv[1:]:",
        "        print(*predict([float(k) for k in sys.argv[1:]]))",
        "        sys.exit()",
        f"    # Sample {frame.sample + 1}, and what Nablascope made of it.",
        *_indented(f"x = {array(x)}"),
        *_indented(f"shown = {array(a)}"),
        "    found = predict(x)",
        "    assert np.allclose(found, shown, rtol=1e-9, atol=1e-12), (found, shown)",
        f'    print("Sample {frame.sample + 1}:", *found)',
    ]


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.split("\n")]


def _sample(frame: Frame, net: Network) -> tuple[Array, Array]:
    """The shown sample's inputs and outputs in the data's units: x (base,) and a (n_L,)."""
    data, scaling = frame.dataset, frame.dataset.scaling
    x, a = frame.x[: data.base], forward(net, frame.x).a[net.L]
    if scaling is not None:
        x = scaling.x.undo(x)
        a = a if scaling.y is None else scaling.y.undo(a)
    return x[:, 0], a[:, 0]
