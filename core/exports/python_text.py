"""Arrays and words written as Python, every bit of them."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from core.checks import Array

WIDTH = 100
"""Characters of a line, about."""


def floats(values: ArrayLike) -> str:
    """A number, a list or a list of lists; a long one on several lines."""
    return _written(np.asarray(values, dtype=np.float64).tolist(), "")


def array(values: Array) -> str:
    """The same as a numpy array."""
    return f"np.array({floats(values)})"


def table(name: str, values: Mapping[int, Array]) -> list[str]:
    """The lines of a dictionary with an array for each layer."""
    return [
        f"{name} = {{",
        *(f"    {k}: np.array({_written(v.tolist(), '    ')})," for k, v in values.items()),
        "}",
    ]


def in_quotes(words: str) -> str:
    """Words as they stand between quotes: a file of data may be called anything."""
    return words.replace("\\", "\\\\").replace('"', '\\"')


def in_python(name: str) -> str:
    """The name of an activation as that of a function."""
    return name.replace(" ", "_")


def _written(values: object, indent: str) -> str:
    if not isinstance(values, list):
        return repr(values)
    deeper = indent + "    "
    parts = [_written(k, deeper) for k in values]
    line = f"[{', '.join(parts)}]"
    if len(line) + len(indent) <= WIDTH and "\n" not in line:
        return line
    if isinstance(values[0], list):
        return "\n".join(["[", *(f"{deeper}{part}," for part in parts), f"{indent}]"])
    return "\n".join(["[", *_filled(parts, deeper), f"{indent}]"])


def _filled(parts: list[str], indent: str) -> list[str]:
    """Numbers side by side, as many as a line holds."""
    lines, line = [], indent
    for part in parts:
        if len(line) + len(part) > WIDTH and line.strip():
            lines.append(line.rstrip())
            line = indent
        line += f"{part}, "
    return [*lines, line.rstrip()]
