"""What a person has chosen to export, and which files that can be."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QDockWidget, QWidget

from gui.exporting.forms import NUMBERS

WINDOW, NETWORK = "window", "network"
FORMS, SCALES = ("png", "svg"), (1, 2, 3)


@dataclass(frozen=True)
class Target:
    """What a picture can be of: its name, what it is called, the widget, and its dock if it has one."""

    name: str
    title: str
    widget: QWidget
    dock: QDockWidget | None = None


@dataclass
class PartChoices:
    """What is shown, and how large.

    Attributes:
        target, scale: of what, and how many pixels to one of the screen.
        sizes: width and height in pixels of the screen, by target, where others are wanted.

    """

    target: str = WINDOW
    scale: int = 2
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass
class FilmChoices(PartChoices):
    """The last choices of a film, but the stretch that it shows: its form, unit, and pictures a second."""

    scale: int = 1
    form: str = "mp4"
    by: str = "step"
    fps: int = 10


@dataclass
class Choices(PartChoices):
    """The last choices, which are offered the next time.

    Attributes:
        form: of a picture.
        what, forms: of numbers, and the form of each kind.
        film: those of a film.

    """

    form: str = "png"
    what: str = "record"
    forms: dict[str, str] = field(default_factory=dict)
    film: FilmChoices = field(default_factory=FilmChoices)

    def form_of(self, what: str) -> str:
        """The form in which `what` was exported last, or else its first."""
        return self.forms.get(what, NUMBERS[what][0])


def targets(window: Any) -> list[Target]:
    """Everything in `window`, the main window, that there can be a picture of."""
    found = [Target(WINDOW, "Whole window", window), Target(NETWORK, "Network", window.canvas)]
    return found + [target_of(dock) for dock in window.docks.values()]


def target_of(dock: QDockWidget) -> Target:
    """The panel in `dock`."""
    return Target(dock.objectName(), dock.windowTitle(), dock.widget(), dock)
