"""Session files that are whole as archives, and wrong in what they say."""

import copy
from dataclasses import dataclass, replace
from time import process_time

import pytest
from given_cases import everything, learned, painted, table
from session_files import BY_ADAM, SMALL, acted, eventful
from sessions import state_hash
from timelines import go

from core.commands import Edit, Load, Open, Reset, Save, Seek, Show, Step, Undo, ViewSpec
from core.errors import FileError
from core.files import pack, read
from core.selection import Layer, Node, Pick
from core.session import Session


@dataclass
class Content:
    """What a file holds, to be changed."""

    m: dict
    a: dict

    def packed(self):
        """A file of it whose checksums are right; any array may hold anything."""
        return pack(self.m, self.a, tuple(self.a))


def content(session, path):
    go(session, Show(replace(session.frame().view, panels=frozenset())))
    session.apply(Save(str(path), "docks"))
    archive = read(path)
    return Content(archive.manifest, archive.arrays)


def changed(base, change):
    """A copy of `base` that `change` was made to."""
    other = copy.deepcopy(base)
    change(other)
    return other


def bases(folder):
    """Files of different sessions: full of things, in the middle of a step, diverged, in the past, data."""
    small = acted([9, Edit("eta", 0.25), 4, Step("phase"), Step("phase"), Step("phase")])
    wild = acted([5, Load(replace(SMALL, activations=("identity", "identity"), eta=1e300)), 9])
    past = acted([30, Edit("x", 1.5, Node(0, 1), 2), 9, Reset(), 5, Undo(), Seek(7), Edit("m", 3)])
    shown = Show(ViewSpec(sample=1, pick=Pick(2, 0, 1)))
    go(past, shown)
    rules = acted([7, Edit("optimiser", "momentum"), 9, Edit("frozen", True, Layer(1))], Session(BY_ADAM))
    sessions = {"all": eventful(), "middle": small, "diverged": wild, "past": past, "rules": rules}
    sessions |= {"given": everything(folder), "painted": painted(), "table": learned(table(folder / "a.csv"))}
    return {name: content(k, folder / f"{name}.nabla") for name, k in sessions.items()}


# Changes


def put(*path_and_value):
    """Change one value of the manifest."""
    *path, last, value = path_and_value

    def change(content):
        at = content.m
        for k in path:
            at = at[k]
        at[last] = value

    return change


def drop(*path):
    def change(content):
        at = content.m
        for k in path[:-1]:
            at = at[k]
        del at[path[-1]]

    return change


def cell(name, row, column, value):
    """Change one number of an array."""

    def change(content):
        content.a[name][row, column] = value

    return change


def array(name, function):
    """Put another array in the place of one."""

    def change(content):
        content.a[name] = function(content.a[name])

    return change


def both(*changes):
    def change(content):
        for k in changes:
            k(content)

    return change


def refusal(session, path):
    """The sentence that opening gives; nothing changes, and it does not take long."""
    before, version, begun = state_hash(session), session.version, process_time()
    with pytest.raises(FileError) as error:
        go(session, Open(str(path)))
    assert process_time() - begun < 2
    assert (state_hash(session), session.version) == (before, version)
    return error.value
