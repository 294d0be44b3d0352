"""What can be exported by name, and the work of doing it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.errors import UnknownNameError
from core.exports.archive import npz
from core.exports.job import Content, exporting_job
from core.exports.moment_table import gradients_arrays, gradients_csv, weights_arrays, weights_csv
from core.exports.network_script import network_script
from core.exports.png import Pixels, png
from core.exports.record_table import record_arrays, record_csv
from core.exports.torch_form import SUFFIX, torch_arrays, torch_text
from core.frame import Frame
from core.jobs import Job

NUMBERS: dict[str, Callable[[Frame], Content]] = {
    "record.csv": lambda frame: record_csv(frame.record, frame.L),
    "record.npz": lambda frame: npz(record_arrays(frame.record, frame.L)),
    "weights.csv": weights_csv,
    "weights.npz": lambda frame: npz(weights_arrays(frame)),
    "gradients.csv": gradients_csv,
    "gradients.npz": lambda frame: npz(gradients_arrays(frame)),
    "network.py": network_script,
    "torch.npz": lambda frame: npz(torch_arrays(frame)),
}
"""Content and form of everything that consists of numbers."""


def export_job(path: str, what: Any, frame: Frame) -> Job:
    """The work of writing `what` into `path`: a name of `NUMBERS`, `Pixels`, or a content itself.

    Raises `UnknownNameError` for another name, and in a step `FileError` in one sentence.
    """
    if isinstance(what, Pixels):
        return exporting_job(path, png(what))
    if callable(what):
        return exporting_job(path, what)
    if not isinstance(what, str) or what not in NUMBERS:
        raise UnknownNameError("content of a file", what, tuple(NUMBERS))
    beside = None
    if what == "torch.npz":
        beside = f"{path}{SUFFIX}", torch_text(frame, Path(path).name)
    return exporting_job(path, NUMBERS[what](frame), beside)
