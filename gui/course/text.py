"""The texts of the lessons as they are written down.

    # One forward pass by hand      the title
    What it is about.               one sentence, for the menu
    ## sum                          a step, by its name
    What is to be done; $z^1_1$ is a symbol.
    = forward-z                     an equation
    > forward-z                     live numbers
    ! What was seen when it is done.

Nothing else is understood; what is not raises one sentence that names the line.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gui.lessons.text import Item, Paragraph, Reading

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "course"


@dataclass(frozen=True)
class StepText:
    """What a step says before and after it is done."""

    ask: tuple[Item, ...]
    told: tuple[Item, ...]


@dataclass(frozen=True)
class CourseText:
    """The text of a lesson, its steps by their names."""

    title: str
    about: str
    steps: dict[str, StepText]


@cache
def load(name: str) -> CourseText:
    """Read the text of a shipped lesson."""
    path = FOLDER / f"{name}.txt"
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(text: str, name: str = "The lesson") -> CourseText:
    """Understand the text of a lesson; raises `LessonError`."""
    reading = _CourseReading(name)
    reading.read(text)
    return reading.end()


class _CourseReading(Reading):
    """The text of a lesson with steps."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.makers |= {"##": self._step, "!": self._told}
        self.about = self.items
        self.steps: dict[str, tuple[list[Item], list[Item]]] = {}

    def end(self) -> CourseText:
        """The whole."""
        if not self.title or len(self.about) != 1 or not isinstance(self.about[0], Paragraph):
            raise self._error("is the last, and there was no title with one sentence below it")
        for name, (ask, told) in self.steps.items():
            if not ask or not told:
                raise self._error(
                    f"is the last, and the step {name} does not say what to do and what was seen"
                )
        steps = {name: StepText(tuple(ask), tuple(told)) for name, (ask, told) in self.steps.items()}
        return CourseText(self.title, self.about[0].text, steps)

    def _step(self, rest: str) -> None:
        if not rest or " " in rest or rest in self.steps:
            raise self._error("must name a step that there is not yet")
        self.steps[rest] = ([], [])
        self.items = self.steps[rest][0]

    def _told(self, rest: str) -> None:
        if not self.steps or not rest or self.items is not self._last()[0]:
            raise self._error("must say once, and after what is to be done, what was seen")
        self.items = self._last()[1]
        self.words.append(rest)

    def _one(self, rest: str) -> str:
        if not self.steps:
            raise self._error("has what only a step can have")
        return super()._one(rest)

    def _last(self) -> tuple[list[Item], list[Item]]:
        return self.steps[next(reversed(self.steps))]
