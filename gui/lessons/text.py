"""Lessons as they are written down: headings, text, equations, and places for live numbers.

    # The mathematics              the title
    ## forward | Forward           a section: its name and its heading
    Text runs on until a line
    is empty; $a^ℓ_i$ is a symbol.
    - $L$ | the number of layers   a row of a table
    = forward-z                    an equation
    > forward-z                    live numbers

Nothing else is understood; what is not raises one sentence that names the line.
"""

from pathlib import Path

from core.lazily import dataclass

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "lessons"


class LessonError(ValueError):
    """A lesson that can't be read; the text is a plain sentence."""


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Row:
    """A row of a table: a symbol and what it means."""

    symbol: str
    text: str


@dataclass(frozen=True)
class Shown:
    """An equation, by its name."""

    name: str


@dataclass(frozen=True)
class Numbers:
    """A place for live numbers, by their name."""

    name: str


Item = Paragraph | Row | Shown | Numbers


@dataclass(frozen=True)
class Section:
    """What stands under one heading."""

    name: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Lesson:
    """A whole lesson; `items` come before the first section."""

    title: str
    items: tuple[Item, ...]
    sections: tuple[Section, ...]

    @property
    def all_items(self) -> tuple[Item, ...]:
        """Everything between headings, in order."""
        return self.items + tuple(item for section in self.sections for item in section.items)


def load(name: str) -> Lesson:
    """Read a shipped lesson."""
    path = FOLDER / f"{name}.txt"
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(text: str, name: str = "The lesson") -> Lesson:
    """Understand a lesson; raises `LessonError`."""
    reading = _Reading(name)
    for number, line in enumerate(text.splitlines(), 1):
        reading.take(line.rstrip(), number)
    return reading.end()


class _Reading:
    """A lesson as far as it has been read."""

    def __init__(self, name: str) -> None:
        self.name, self.number, self.title = name, 0, ""
        self.words: list[str] = []
        self.headings: list[tuple[str, str]] = [("", "")]
        self.items: list[list[Item]] = [[]]

    def take(self, line: str, number: int) -> None:
        """Read one more line."""
        self.number = number
        mark, _, rest = line.partition(" ")
        makers = {"#": self._title, "##": self._section, "-": self._row, "=": self._shown, ">": self._numbers}
        if mark in makers:
            self._end_paragraph()
            makers[mark](rest.strip())
        elif line and not line[0].isspace() and line[0] not in "#=>":
            self.words.append(line)
        elif line:
            raise self._error("begins with something that has no meaning here")
        else:
            self._end_paragraph()

    def end(self) -> Lesson:
        """The whole."""
        self._end_paragraph()
        if not self.title:
            raise self._error("is the last, and there was no title")
        sections = tuple(
            Section(name, title, tuple(items))
            for (name, title), items in zip(self.headings[1:], self.items[1:], strict=True)
        )
        return Lesson(self.title, tuple(self.items[0]), sections)

    def _title(self, rest: str) -> None:
        if self.title or not rest:
            raise self._error("must give the one title of the lesson")
        self.title = rest

    def _section(self, rest: str) -> None:
        heading = self._pair(rest)
        if heading[0] in (name for name, _ in self.headings):
            raise self._error("names a section that there is already")
        self.headings.append(heading)
        self.items.append([])

    def _row(self, rest: str) -> None:
        self.items[-1].append(Row(*self._pair(rest)))

    def _shown(self, rest: str) -> None:
        self.items[-1].append(Shown(self._one(rest)))

    def _numbers(self, rest: str) -> None:
        self.items[-1].append(Numbers(self._one(rest)))

    def _end_paragraph(self) -> None:
        if self.words:
            self.items[-1].append(Paragraph(self._checked(" ".join(self.words))))
            self.words = []

    def _pair(self, rest: str) -> tuple[str, str]:
        before, bar, after = (part.strip() for part in rest.partition("|"))
        if not (bar and before and after):
            raise self._error("needs two parts with a | between them")
        return self._checked(before), self._checked(after)

    def _one(self, rest: str) -> str:
        if not rest or " " in rest:
            raise self._error("must name one equation or one set of live numbers")
        return rest

    def _checked(self, text: str) -> str:
        if text.count("$") % 2:
            raise self._error("has a $ without its fellow")
        return text

    def _error(self, what: str) -> LessonError:
        return LessonError(f"{self.name}: line {self.number} {what}.")
