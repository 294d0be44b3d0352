"""What is said about exports: in the dialogs, and when one has ended."""

from pathlib import Path

from PySide6.QtCore import QDir, QSize

from core.commands import Export
from core.film import Film
from core.frame import Frame
from gui.writing.numbers import counted, grouped
from gui.writing.plain import one_line

MOST_PIXELS = 50_000_000
MANY = 1_000
"""Pictures of a film that take a while."""
FORM_WORDS = {
    "png": "PNG, pixels",
    "svg": "SVG, outlines",
    "mp4": "MP4, H.264",
    "gif": "GIF, 256 colours a picture",
}
KINDS = {
    "record": "Costs, norms, accuracy",
    "weights": "Weights and biases",
    "gradients": "Gradients",
    "network": "Network as a NumPy script",
    "torch": "Network for PyTorch",
}
NUMBER_FORMS = {
    "csv": "CSV, for spreadsheets",
    "npz": "NPZ, for numpy.load",
    "py": "Python script",
}
SCRIPT, ARRAYS = "network.py", "net.npz"
OFFERED = {("network", "py"): SCRIPT, ("torch", "npz"): ARRAYS}
FILTERS = {
    "png": "PNG pictures (*.png)",
    "svg": "SVG pictures (*.svg)",
    "mp4": "MP4 films (*.mp4)",
    "gif": "GIF animations (*.gif)",
    "csv": "CSV files (*.csv)",
    "npz": "NumPy archives (*.npz)",
    "py": "Python scripts (*.py)",
}


AS_IT_IS = "The window is taken as large as it is: make it larger or smaller for another size"
SCROLLED = "Part of it is scrolled away."


def picture_words(size: QSize, form: str, scale: int) -> str:
    """What a picture will be."""
    if form == "svg":
        return f"{grouped(size.width())} × {grouped(size.height())}; letters and lines are sharp at any size."
    return f"{grouped(size.width() * scale)} × {grouped(size.height() * scale)} pixels."


def too_large(size: QSize, form: str, scale: int) -> str:
    """What stands in the way of a picture; "" for nothing."""
    if form == "png" and size.width() * size.height() * scale**2 > MOST_PIXELS:
        return (
            f"That is more than {grouped(MOST_PIXELS // 1_000_000)} million pixels: choose a smaller scale."
        )
    return ""


def moment_words(frame: Frame) -> str:
    """What a picture shows, for those who do not see it."""
    return f"{frame.dataset.title}, step {frame.cursor.step}"


def film_words(film: Film, count: int) -> str:
    """What a film of so many pictures will be."""
    size = f"{grouped(film.width)} × {grouped(film.height)} pixels"
    told = f"{counted(count, 'picture')}, {_lasting(count / film.fps)}; {size}."
    return f"{told} That many take a while." if count > MANY else told


def _lasting(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds < 100 else f"{round(seconds) // 60} min {round(seconds) % 60} s"


def film_progress_words(number: int, total: int) -> str:
    """How far a film is."""
    return f"Picture {grouped(number)} of {grouped(total)}"


def numbers_words(what: str, frame: Frame) -> str:
    """What there will be in a file of numbers."""
    return {
        "record": _record_words,
        "weights": _weights_words,
        "gradients": _gradients_words,
        "network": _network_words,
        "torch": _torch_words,
    }[what](frame)


def _record_words(frame: Frame) -> str:
    record = frame.record
    merged = max(series.width for series in record.series)
    kept = f"{counted(len(record.cost), 'step')} of this run: C̄ of each, the norms of ∂C̄/∂w and ∂C̄/∂b, and"
    words = f"{kept} C_train and accuracy wherever they were worked out."
    if merged > 1:
        words += f" Up to {grouped(merged)} steps share a row: the least, the mean and the largest of them."
    return words


def _weights_words(frame: Frame) -> str:
    return f"All {counted(frame.theta.size, 'weight and bias', 'weights and biases')} after {_steps(frame)}."


def _gradients_words(frame: Frame) -> str:
    return (
        f"∂C̄/∂w and ∂C̄/∂b of the batch; z, a, ∂C/∂z and ∂C/∂a of sample {frame.sample + 1}; "
        "with the weights and biases that they belong to. What this step has not worked out yet is marked."
    )


def _network_words(frame: Frame) -> str:
    inputs = " ".join(["0.5"] * min(3, frame.dataset.base)) + (" …" if frame.dataset.base > 3 else "")
    return (
        "Every weight and bias, and a function predict(x), with nothing but numpy. From a terminal:\n"
        f"python {SCRIPT} {inputs}"
    )


def _torch_words(_: Frame) -> str:
    return "Three lines of Python make it a network of PyTorch; they also go into a text beside the file:"


def _steps(frame: Frame) -> str:
    return counted(frame.cursor.step, "step")


def exported_words(file: Path) -> str:
    """What is there now, and where."""
    folder = QDir.toNativeSeparators(str(file.parent))
    return f"{one_line(file.name)} was written, in {one_line(folder)}."


def no_folders_words(folder: Path) -> str:
    """What is said where no program shows folders."""
    return f"There is no program here that shows folders: the file is in {one_line(str(folder))}."


def export_given_up_words(command: Export) -> str:
    """What has not come about."""
    return f"Writing {one_line(Path(command.path).name)} was given up: nothing was exported."


def copied_words(title: str) -> str:
    """What is on the clipboard now."""
    return f"A picture is on the clipboard: {title}."


def offered_name(name: str, title: str, form: str) -> str:
    """What a file is offered as; scripts and networks are called as in the lines that read them."""
    return OFFERED.get((name, form), f"{title} {name}.{form}")
