"""What a person has chosen about a file of data: the part of each column, and what is done with the rows."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from core.commands import Import
from core.lazily import dataclass
from core.tables import Column, Preview, Reading, suggested, suggested_scaling

Role = Literal["input", "target", "out"]
INPUT, TARGET, OUT = ROLES = ("input", "target", "out")
"""What a column can be: an input, a target, or left out."""

TASKS = (CLASSES, NUMBERS) = ("classification", "regression")
FEW_ROWS = 40
"""Fewer rows than these are not worth holding any out, unless somebody asks for it."""

USUAL_PERCENT = 20


@dataclass(frozen=True)
class Choices:
    """Everything that the dialog asks, beside how the file is written.

    Attributes:
        roles: what each column is.
        task: classification or regression.
        scaling: a name of `SCALINGS`.
        percent: the share held out.
        seed: draws which samples are held out, and what begins with them.

    """

    roles: tuple[Role, ...]
    task: str = CLASSES
    scaling: str = "standardise"
    percent: int = 0
    seed: int = 0

    def columns(self, role: Role) -> tuple[int, ...]:
        """Indices of the columns of that role, from 0."""
        return tuple(k for k, each in enumerate(self.roles) if each == role)


def first_choices(preview: Preview, seed: int) -> Choices:
    """What is offered for a file; raises the sentence of `suggested` where nothing can be."""
    reading = suggested(preview)
    percent = USUAL_PERCENT if preview.rows_about >= FEW_ROWS else 0
    scaling = suggested_scaling(preview)
    return Choices(_roles(preview, reading), reading.task, scaling, percent, seed)


def no_choices(preview: Preview, seed: int) -> Choices:
    """All columns left out: where a person must look first."""
    return Choices((OUT,) * len(preview.columns), seed=seed)


def _roles(preview: Preview, reading: Reading) -> tuple[Role, ...]:
    roles: list[Role] = [OUT] * len(preview.columns)
    for column in reading.inputs:
        roles[column] = INPUT
    for column in reading.targets:
        roles[column] = TARGET
    return tuple(roles)


# Roles


def possible(column: Column, role: Role) -> bool:
    """Whether a column can have a role: words are no input."""
    return role != INPUT or column.kind == "number"


def next_role(column: Column, role: Role) -> Role:
    """The role after `role` that a column can have."""
    k = ROLES.index(role)
    return next(r for r in (*ROLES[k + 1 :], *ROLES) if possible(column, r))


def with_role(choices: Choices, preview: Preview, columns: Iterable[int], role: Role) -> Choices:
    """The same with another role for those of `columns` that can have it.

    A target that is a column of words leaves only one task.
    """
    roles = list(choices.roles)
    for k in columns:
        if possible(preview.columns[k], role):
            roles[k] = role
    made = replace(choices, roles=tuple(roles))
    words = any(preview.columns[k].kind == "text" for k in made.columns(TARGET))
    return replace(made, task=CLASSES) if words else made


def carried_over(choices: Choices, before: Preview, now: Preview) -> Choices | None:
    """The choices for another look at the same file; None where its columns are not the same any more."""
    kinds = tuple(column.kind for column in before.columns)
    return choices if kinds == tuple(column.kind for column in now.columns) else None


# What is asked for


def reading_of(preview: Preview, choices: Choices) -> Reading:
    """How the whole file is to be read."""
    return Reading(
        preview.delimiter,
        preview.decimal,
        preview.header,
        choices.columns(INPUT),
        choices.columns(TARGET),
        choices.task,
    )


def command(preview: Preview, choices: Choices) -> Import:
    """What is asked of the worker."""
    share = choices.percent / 100
    return Import(preview.path, reading_of(preview, choices), share, choices.seed, choices.scaling)
