"""Reading a table as a piece of work: strictly, a little at a time, into memory that is used as it is."""

import os
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import BinaryIO

from core.datasets.given import Given, Source
from core.datasets.samples import apart
from core.files.boundary import FaultError, name_of, printable, reading
from core.files.opening import ordinary, refuse_size
from core.jobs import Job, Work
from core.tables.blocks import Block, Blocks, line_ends
from core.tables.plan import Plan, planned
from core.tables.previewing import LARGEST_FILE
from core.tables.reading import Reading
from core.tables.records import UnclosedError, records
from core.tables.room import Room
from core.tables.rows import Found, careful_rows, plain_rows
from core.tables.targets import PIECE, Labels
from core.tables.top import beginning, refuse_no_table

COUNTED = 1 << 20
"""Bytes in which lines are counted at a time."""

COUNTING, READING = 0.05, 0.9
"""Shares of the work, about."""

Deliver = Callable[[Given], None]


def reading_job(path: str, how: Reading, deliver: Deliver) -> Job:
    """The work of reading the table in the file `path`; `deliver` hears what it holds.

    A step raises `FileError` in one sentence for a file that cannot be used, whatever is wrong with it.
    """
    reader = _Reader(path, how)

    def work() -> Work:
        budget = yield 0.0
        deadline = perf_counter() + budget
        with reading(path, "a table"):
            for _ in reader.pieces():
                if perf_counter() >= deadline:
                    budget = yield 0.0
                    deadline = perf_counter() + budget
            given = reader.given()
        deliver(given)

    return Job(work(), lambda: reader.share)


def read_now(path: str, how: Reading, progress: Callable[[float], None] | None = None) -> Given:
    """Return what the table in the file `path` holds; `progress` hears the share done.

    Raises `FileError` in one sentence for a file that cannot be used.
    """
    found: list[Given] = []
    job = reading_job(path, how, found.append)
    while not job.done:
        job.step(0.1)
        if progress:
            progress(job.progress() or 0.0)
    return found[0]


class _Reader:
    """Reads one table.

    Attributes:
        share: of the work, how much is done.

    """

    def __init__(self, path: str, how: Reading) -> None:
        self._path, self._how = path, how
        self.share = 0.0
        self._size = self._lines = self._M = 0
        self._plan: Plan | None = None
        self._labels: Labels | None = None
        self._room: Room | None = None
        self._capacity = 0
        self._sha256 = ""

    def pieces(self) -> Iterator[None]:
        """Do all the work, a piece of about a millisecond at a time."""
        with ordinary(self._path) as (file, self._size):
            refuse_size(self._size, LARGEST_FILE)
            yield from self._count(file)
            file.seek(0)
            yield from self._read(file)
        yield from self._fill()

    def _count(self, file: BinaryIO) -> Iterator[None]:
        """Count the lines, so that all samples have their place from the start."""
        done = 0
        while chunk := file.read(COUNTED):
            self._lines += line_ends(chunk)
            done += len(chunk)
            self.share = COUNTING * done / self._size
            yield
        self._lines += 1

    def _read(self, file: BinaryIO) -> Iterator[None]:
        blocks = Blocks(file)
        left, left_line = "", 1
        for read in blocks:
            block = Block(left + read.text, left_line, read.last)
            used = self._take(block)
            left, left_line = block.text[used:], left_line + line_ends(block.text[:used])
            self.share = COUNTING + READING * blocks.read / self._size
            yield
        self._sha256 = blocks.sha256

    def _take(self, block: Block) -> int:
        """Take the rows that end in the block; return how far in its text they reach."""
        begun = self._begin(block) if self._plan is None else 0
        if self._plan is None:
            return 0
        text, line = block.text[begun:], block.line + line_ends(block.text[:begun])
        found = plain_rows(text, self._plan)
        if found is None or not self._enter(found):
            found = careful_rows(text, self._plan, line, block.last, self._labels)
            self._enter(found)
        return begun + found.end

    def _begin(self, block: Block) -> int:
        """Make the plan from the first row, if it is there; return where the rows with numbers begin."""
        how, text = self._how, block.text
        try:
            at = beginning(text, how.delimiter, how.header, block.last)
            first = next(records(text, how.delimiter, block.line, block.last, at), None)
        except UnclosedError:
            return 0
        if first is not None:
            line = block.line + line_ends(text[: first.at[0]])
            self._plan = planned(how, first.cells, line)
            self._expect(self._plan)
            return first.end if how.header else at
        refuse_no_table(text, block.last)
        return 0

    def _expect(self, plan: Plan) -> None:
        """Know how many samples there can be."""
        least = len(plan.names) + len(plan.numbers)
        self._capacity = min(self._lines, self._size // least + 1)
        if plan.label is not None:
            self._labels = Labels(plan.names[plan.label], plan.reading.decimal, self._capacity)

    def _enter(self, found: Found) -> bool:
        """Write rows down; False, and nothing written, for a label that cannot be."""
        plan, n_0, M = self._plan, len(self._how.inputs), self._M
        assert plan is not None
        if self._labels is not None and not self._labels.enter(M, found.labels):
            return False
        if self._room is None:
            self._room = Room(self._capacity, n_0 + 1 + self._n_L)  # as many classes as were met so far
        rows = self._room.rows[M : M + len(found.numbers)]
        rows[:, :n_0], rows[:, n_0] = found.numbers[:, :n_0], 1.0
        if self._labels is None:
            rows[:, n_0 + 1 :] = found.numbers[:, n_0:]
        self._M += len(rows)
        return True

    @property
    def _n_L(self) -> int:
        return len(self._outputs)

    @property
    def _outputs(self) -> tuple[str, ...]:
        assert self._plan is not None
        return self._plan.outputs if self._labels is None else self._labels.outputs

    def _fill(self) -> Iterator[None]:
        """Write y, once all labels are known."""
        self._refuse_too_few()
        if self._labels is None:
            return
        outputs, n_0 = self._outputs, len(self._how.inputs)
        assert self._room is not None
        if self._room.width != n_0 + 1 + len(outputs):
            wider = Room(self._M, n_0 + 1 + len(outputs))
            for start in range(0, self._M, PIECE):
                part = slice(start, min(start + PIECE, self._M))
                wider.rows[part, : n_0 + 1] = self._room.rows[part, : n_0 + 1]
                yield
            self._room = wider
        yield from self._labels.fill(self._room.rows[: self._M, n_0 + 1 :].T, outputs)

    def _refuse_too_few(self) -> None:
        plan = self._plan
        assert plan is not None
        if self._M == 0:
            raise FaultError("holds names of columns and no row below them", "add rows of numbers")
        if plan.marked:
            return
        if self._M == 1:
            raise FaultError("holds one row only, and to learn from takes two", "add rows")
        if self._labels is not None:
            self._labels.refuse_one()

    def _description(self) -> str:
        inputs, outputs = len(self._how.inputs), len(self._outputs)
        classes = self._how.task == "classification"
        count, what = (max(2, outputs), "classes") if classes else (outputs, "target")
        many = "s" if count > 1 and not classes else ""
        return f"{self._M:,} rows: {inputs} input{'s' if inputs > 1 else ''}, {count} {what}{many}."

    def given(self) -> Given:
        """What was read, once all the work is done."""
        assert self._room is not None
        rows = self._room.first(self._M)
        rows.flags.writeable = False
        x, y = apart(rows, len(self._how.inputs))
        assert self._plan is not None
        source = Source(os.path.abspath(self._path), self._sha256, self._how.text())
        name = name_of(self._path)
        return Given(
            title=name,
            description=self._description(),
            origin=f"Read from {printable(source.path)}.",
            task=self._how.task,
            inputs=self._plan.inputs,
            outputs=self._outputs,
            x=x,
            y=y,
            source=source,
        )
