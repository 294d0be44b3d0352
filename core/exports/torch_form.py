"""The network as PyTorch takes it: arrays named as those of a `torch.nn.Sequential`, and three lines."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.exports.origin import on_one_line
from core.exports.python_text import in_quotes
from core.frame import Frame

MODULES = {
    "sigmoid": "Sigmoid()",
    "tanh": "Tanh()",
    "relu": "ReLU()",
    "leaky relu": "LeakyReLU(0.01)",
    "softplus": "Softplus(threshold=40)",  # beyond its own 20 it would leave out what is above rounding
    "identity": "Identity()",
    "softmax": "Softmax(dim=-1)",
}
"""The module of every activation."""

SUFFIX = ".txt"
"""What the name of the text beside the arrays ends with, behind theirs."""

PREPARED = """
Inputs are given as the network takes them: scaled and with their features, as in training. What makes
them so is the function `prepared` of the same network exported as a NumPy script.
"""


def torch_arrays(frame: Frame) -> dict[str, NDArray[Any]]:
    """0.weight (n_1, n_0), 0.bias (n_1,), 2.weight, …: each layer is two modules, a Linear and its σ."""
    arrays: dict[str, NDArray[Any]] = {}
    for l in range(1, frame.L + 1):
        arrays[f"{2 * (l - 1)}.weight"] = np.ascontiguousarray(frame.w[l])
        arrays[f"{2 * (l - 1)}.bias"] = np.ascontiguousarray(frame.b[l][:, 0])
    return arrays


def torch_lines(n: Sequence[int], activations: Sequence[str], file: str) -> str:
    """Return the three lines of Python that make of the arrays in `file` the same network, in PyTorch."""
    modules = []
    for l, name in enumerate(activations, start=1):
        modules += [f"nn.Linear({n[l - 1]}, {n[l]})", f"nn.{MODULES[name]}"]
    return (
        "import numpy as np, torch; from torch import nn\n"
        f"net = nn.Sequential({', '.join(modules)}).double()\n"
        f"net.load_state_dict({{k: torch.from_numpy(v) for k, v in np.load({_quoted(file)}).items()}})\n"
    )


def _quoted(file: str) -> str:
    return f'"{in_quotes(on_one_line(file))}"'


def torch_text(frame: Frame, file: str) -> str:
    """Return what stands beside the arrays: where they are from, the lines, what the inputs have to be."""
    data, sizes = frame.dataset, "-".join(map(str, frame.n))
    lines = torch_lines(frame.n, frame.experiment.activations, file)
    scaled = data.scaling is not None or bool(data.features)
    return (
        f"The network {sizes} of Nablascope after {frame.cursor.step} steps: {on_one_line(data.title)}.\n"
        f"Three lines make it a network of PyTorch:\n\n{lines}\n"
        f"net(torch.tensor([[x_1, …]], dtype=torch.float64)) are its outputs.\n{PREPARED if scaled else ''}"
    )
