"""What is drawn: matrices with their names, the signs between them, and equations made of both."""

from collections.abc import Callable, Iterable, Iterator

from core.checks import Array
from core.lazily import dataclass
from core.selection import Selection
from gui.writing.formula import Formula


@dataclass(frozen=True)
class Cell:
    """What one entry of a matrix is.

    Attributes:
        words: its name, how it comes about, and its value, in one line.
        brief: the same where there is no room for all of it.
        hint: what a double click does, if anything.
        lights: the nodes, weights and biases that it comes from.
        pick: what a click selects.
        quantity: what of it a double click edits, "parameter", "x" or "y"; "" where nothing can be edited.

    """

    words: str
    lights: tuple[Selection, ...] = ()
    pick: Selection | None = None
    quantity: str = ""
    brief: str = ""
    hint: str = ""


Entry = tuple[int, int]
"""The row and the column of an entry; the row of a strip is −1."""


def nowhere(selection: Selection) -> tuple[Entry, ...]:
    """The entries of a matrix that has nothing of any selection."""
    return ()


@dataclass(frozen=True)
class Strip:
    """A row of numbers below a matrix, one below each of its columns.

    `values` is (1, columns); `title` names it and `cell` tells of an entry by its column.
    """

    title: Formula
    values: Array
    cell: Callable[[int], Cell]


@dataclass(frozen=True)
class Block:
    """One matrix.

    Attributes:
        name: by which it is known; those of one name have their colours in common.
        values: (rows, columns), NaN for what is not known.
        cell: tells of the entry in a row and a column.
        title: what stands above it; note: what stands below.
        mark: a number in brackets before the title, "" for none.
        strip: a row of numbers that belongs below its columns.
        fresh: whether this step has computed it; what it has not is pale.
        marked: the entries that belong to what is selected.
        key: whether it is what the whole row leads to.
        where: finds the entries that come from a weight, bias or node.

    """

    name: str
    values: Array
    cell: Callable[[int, int], Cell]
    title: Formula = ()
    note: Formula = ()
    mark: str = ""
    strip: Strip | None = None
    fresh: bool = True
    marked: tuple[Entry, ...] = ()
    key: bool = False
    where: Callable[[Selection], Iterable[Entry]] = nowhere

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.values.shape
        return rows, columns


@dataclass(frozen=True)
class Sign:
    """A sign between matrices: ·, =, + …; `title` stands on the line of the blocks' titles.

    One that is `spare` is left out where numbers would otherwise have no room; one that is
    `wide` keeps two equations apart.
    """

    text: str
    title: Formula = ()
    spare: bool = False
    wide: bool = False


Item = Block | Sign
Row = tuple[Item, ...]


@dataclass(frozen=True)
class Equation:
    """A row that stays together, among others that fill lines one after the other.

    Attributes:
        items: the matrices and signs.
        layer: equations of different layers are further apart.
        part: another part of the same layer begins on a new line.
        at_work: whether the present phase works it out.
        aside: whether it may be out of view when all else of its layer is seen.

    """

    items: Row
    layer: int = 0
    part: int = 0
    at_work: bool = False
    aside: bool = False


def items_of(equations: tuple[Equation, ...]) -> Iterator[Item]:
    """Matrices and signs, one after the other."""
    return (item for equation in equations for item in equation.items)


def structure_of(equation: Equation) -> object:
    """What a layout depends on."""
    return (equation.layer, equation.part, *map(_item_structure, equation.items))


def _item_structure(item: Item) -> object:
    if isinstance(item, Block):
        return item.shape, item.title, item.note, item.mark, item.strip is not None
    return item
