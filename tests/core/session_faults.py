"""Session files that are whole as archives, and wrong in what they say."""

import copy
from dataclasses import dataclass, replace

from session_files import SMALL, acted, eventful
from timelines import go

from core.commands import Edit, Load, Reset, Save, Seek, Show, Step, Undo, ViewSpec
from core.files import pack, read
from core.selection import Node, Pick


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
    """Files of different sessions: full of things, in the middle of a step, diverged, in the past."""
    small = acted([9, Edit("eta", 0.25), 4, Step("phase"), Step("phase"), Step("phase")])
    wild = acted([5, Load(replace(SMALL, activations=("identity", "identity"), eta=1e300)), 9])
    past = acted([30, Edit("x", 1.5, Node(0, 1), 2), 9, Reset(), 5, Undo(), Seek(7), Edit("m", 3)])
    shown = Show(ViewSpec(sample=1, pick=Pick(2, 0, 1)))
    go(past, shown)
    sessions = {"all": eventful(), "middle": small, "diverged": wild, "past": past}
    return {name: content(k, folder / f"{name}.nabla") for name, k in sessions.items()}
