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
MARKS = "#=>!"
"""No line of words begins with one of these, lest a mark that is mistyped be taken for words."""


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
    reading = _LessonReading(name)
    reading.read(text)
    return reading.end()


class Reading:
    """A text as far as it has been read, line by line: what lessons of every kind have in common.

    Attributes:
        makers: what begins a line that is more than words, and what reads the rest of that line.
        items: where what is read next belongs.

    """

    def __init__(self, name: str) -> None:
        """Begin with the text of that name."""
        self.name, self.number, self.title = name, 0, ""
        self.words: list[str] = []
        self.items: list[Item] = []
        self.makers = {"#": self._title, "=": self._shown, ">": self._numbers}

    def read(self, text: str) -> None:
        """Read all of it; raises `LessonError`."""
        for number, line in enumerate(text.splitlines(), 1):
            self.number = number
            self._take(line.rstrip())
        self._end_paragraph()

    def _take(self, line: str) -> None:
        mark, _, rest = line.partition(" ")
        if mark in self.makers:
            self._end_paragraph()
            self.makers[mark](rest.strip())
        elif not line:
            self._end_paragraph()
        elif line[0].isspace() or line[0] in MARKS:
            raise self._error("begins with something that has no meaning here")
        else:
            self.words.append(line)

    def _title(self, rest: str) -> None:
        if self.title or not rest:
            raise self._error("must give the one title of the lesson")
        self.title = rest

    def _shown(self, rest: str) -> None:
        self.items.append(Shown(self._one(rest)))

    def _numbers(self, rest: str) -> None:
        self.items.append(Numbers(self._one(rest)))

    def _one(self, rest: str) -> str:
        if not rest or " " in rest:
            raise self._error("must name one equation or one set of live numbers")
        return rest

    def _end_paragraph(self) -> None:
        if self.words:
            self.items.append(Paragraph(self._checked(" ".join(self.words))))
            self.words = []

    def _checked(self, text: str) -> str:
        if text.count("$") % 2:
            raise self._error("has a $ without its fellow")
        return text

    def _error(self, what: str) -> LessonError:
        return LessonError(f"{self.name}: line {self.number} {what}.")


class _LessonReading(Reading):
    """A lesson with sections and tables."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.makers |= {"##": self._section, "-": self._row}
        self.first = self.items
        self.sections: dict[str, tuple[str, list[Item]]] = {}

    def end(self) -> Lesson:
        """The whole."""
        if not self.title:
            raise self._error("is the last, and there was no title")
        sections = (Section(name, title, tuple(items)) for name, (title, items) in self.sections.items())
        return Lesson(self.title, tuple(self.first), tuple(sections))

    def _section(self, rest: str) -> None:
        name, title = self._pair(rest)
        if name in self.sections:
            raise self._error("names a section that there is already")
        self.items = []
        self.sections[name] = title, self.items

    def _row(self, rest: str) -> None:
        self.items.append(Row(*self._pair(rest)))

    def _pair(self, rest: str) -> tuple[str, str]:
        before, bar, after = (part.strip() for part in rest.partition("|"))
        if not (bar and before and after):
            raise self._error("needs two parts with a | between them")
        return self._checked(before), self._checked(after)
