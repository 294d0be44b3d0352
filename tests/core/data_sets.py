"""The data sets by what they have in common, and what the tests of several kinds ask of them."""

import numpy as np

from core.datasets import Dataset

NAMES = (
    "and", "or", "xor", "parity",
    "circle", "gaussians", "noisy-xor", "moons", "spiral", "two-spirals", "rings", "checkerboard",
    "line", "sine", "teacher", "autoencoder", "iris", "digits",
)  # fmt: skip
LOGIC = ("and", "or", "xor")
REGRESSIONS = ("line", "sine", "teacher")
SEVERAL_CLASSES = ("rings", "autoencoder", "iris", "digits")
MEASURED = ("iris", "digits")
GENERATED = tuple(name for name in NAMES if name not in MEASURED)
SIZED = ("parity", "rings", "teacher", "autoencoder")
PLANE = ("circle", "gaussians", "noisy-xor", "moons", "spiral", "two-spirals", "checkerboard")


def same(one: Dataset, other: Dataset) -> bool:
    return one.x.tobytes() == other.x.tobytes() and one.y.tobytes() == other.y.tobytes()


def assert_is_a_sentence(error: BaseException) -> None:
    text = str(error)
    assert text.endswith(".")
    assert text[0].isupper()
    assert "\n" not in text
    assert "Error" not in text


def halves(d: Dataset) -> tuple[np.ndarray, np.ndarray]:
    """The points of the two classes, that of y = 0 first."""
    return d.x[:, d.y[0] == 0], d.x[:, d.y[0] == 1]


def gap(d: Dataset) -> float:
    """The least distance between points of the two classes."""
    zero, one = halves(d)
    return float(np.sqrt(((zero[:, :, np.newaxis] - one[:, np.newaxis, :]) ** 2).sum(axis=0).min()))
