"""What a session file holds: all that was done, where one stands in it, and what the window keeps.

The container knows nothing of it, and the session knows nothing of files. Reading builds a new timeline
beside the old one and checks everything on the way: whatever is wrong becomes one sentence, nothing loaded.
"""

import os
from dataclasses import replace
from typing import Any

import numpy as np

from core.errors import BadInputError
from core.experiment import preparing
from core.files.atomic import save
from core.files.boundary import FaultError, writing
from core.files.container import pack, read
from core.files.given_parts import NAME as GIVEN
from core.files.given_parts import Brought, Giving
from core.files.npy import AnyArray
from core.files.session_checkpoints import BUDGET as CHECKPOINTS
from core.files.session_checkpoints import checkpoint_parts, first_parts, give_parameters
from core.files.session_checks import fault, row, saying, table, whole
from core.files.session_health import HEALTHS, NUMBERS, give_health, health_parts
from core.files.session_json import view_json, view_of
from core.files.session_layout import Layout
from core.files.session_memory import MEMORIES
from core.files.session_memory import PRESENT as PRESENT_MEMORY
from core.files.session_present import present_of, present_parts, undone_json, undone_of, with_batch
from core.files.session_records import BUDGET as RECORDS
from core.files.session_records import give_records, record_parts
from core.files.session_tree import KEYS as TREE_KEYS
from core.files.session_tree import TreeReader, tree_parts
from core.lazily import dataclass
from core.pieces import Pieces
from core.presenter import Presenter
from core.selection import check_selection
from core.stage import Stage
from core.timeline.restoring import restored
from core.timeline.timeline import Timeline
from core.training import Training

ARRAYS = (
    "segments", "stretches", "first", "moments", "checkpoints", "series", "latest", "records", "paces",
    "present", "mean_cost",
)  # fmt: skip
OPTIONAL = (GIVEN, *MEMORIES, *HEALTHS)
"""Arrays that are there only where a person has brought data, where an optimiser remembers something, and
where the health of gradients was measured."""
NOT_FINITE = ("records", "present", "mean_cost", PRESENT_MEMORY, NUMBERS)
"""Arrays that may hold NaN and infinity: what was not worked out yet, or has diverged."""
OWN_KEYS = ("present", "undone", "beginnings", "view", "shown", "changes", "window")
WINDOW = 256 * 1024
"""Bytes of the window's own text, at most."""
PIECE = 50_000


@dataclass(frozen=True)
class Restored:
    """What a file has brought back.

    Attributes:
        timeline: stands where the saved one stood.
        stage: shows of it what was shown.
        window: the text that the window gave when it was saved.

    """

    timeline: Timeline
    stage: Stage
    window: str


def save_session(path: str | os.PathLike[str], timeline: Timeline, presenter: Presenter, window: str) -> int:
    """Write everything to the file `path`, whole or not at all; return the stamp of what was written."""
    with writing(path):
        save(path, pack_session(timeline, presenter, window))
    return timeline.changes


def pack_session(timeline: Timeline, presenter: Presenter, window: str = "") -> bytes:
    """Return the bytes of a session file: equal states have equal bytes."""
    with writing(None):
        timeline.keep_end()
        layout = Layout.of(timeline.tree)
        giving = Giving(k.settings.experiment for k in timeline.tree.roots)
        said, arrays = tree_parts(layout, timeline.tree, giving)
        now, numbers = present_parts(timeline, layout)
        which, first = first_parts(timeline)
        own = {
            "present": now,
            "undone": undone_json(timeline, layout),
            "beginnings": which,
            "view": view_json(presenter.view),
            "shown": int(presenter.sample),
            "changes": timeline.changes,
            "window": _window_pieces(window),
        }
        arrays |= numbers | {"first": first} | checkpoint_parts(timeline, layout, *giving.budget(CHECKPOINTS))
        arrays |= record_parts(layout.branches, *giving.budget(RECORDS)) | giving.arrays()
        arrays |= health_parts(timeline.tree)
        return pack(said | giving.said() | own, arrays, NOT_FINITE)


@dataclass(frozen=True)
class Content:
    """What a file holds, its members whole; data that is in other files may be `missing` from `brought`."""

    said: dict[str, Any]
    arrays: dict[str, AnyArray]
    brought: Brought


def content_of(path: str | os.PathLike[str]) -> Content:
    """Read the file `path` itself. Belongs inside `boundary.reading`, which names the file."""
    archive = read(path, ARRAYS, OPTIONAL)
    names = (*TREE_KEYS, *OWN_KEYS, GIVEN)
    values = table({GIVEN: []} | archive.manifest, "the session", *names)
    said: dict[str, Any] = dict(zip(names, values, strict=True))
    for name in archive.arrays.keys() - set(NOT_FINITE):
        if not np.isfinite(archive.arrays[name]).all():
            raise fault("holds NaN or infinity", f"{name}.npy")
    return Content(said, archive.arrays, Brought(said[GIVEN], said["experiments"], archive.arrays))


def restore_session(content: Content) -> Pieces[Restored]:
    """Build what a file holds, once nothing is missing, in pieces. Belongs inside `boundary.reading`."""
    said, arrays = content.said, content.arrays
    reader = TreeReader(said, arrays, content.brought)
    content.brought.refuse_rest(arrays)
    give_parameters(reader.segments, said["beginnings"], arrays, reader.drawn)
    give_records(reader.tree.branches, arrays)
    give_health(reader.tree, arrays)
    present = present_of(said["present"], arrays, reader)
    settings = present.place.segment.settings
    beginning = present.place.segment.path[0].settings.experiment
    training = Training(beginning, (yield from preparing(beginning)))
    training.adopt(settings)
    yield
    present = with_batch(present, settings.experiment.m, training.trainer.M)
    changes = whole(said["changes"], "the number of changes")
    timeline = restored(reader.tree, training, present, undone_of(said["undone"], reader), changes)
    return Restored(timeline, _stage(said, timeline), _window(said["window"]))


def _stage(said: dict[str, Any], timeline: Timeline) -> Stage:
    """Show what was shown, if the data and the network have it."""
    view, data = view_of(said["view"]), timeline.training.dataset
    with saying("a selection"):
        check_selection(view.pick, timeline.trainer.net.n)
    if view.sample is not None:
        whole(view.sample, "the sample shown", 0, data.samples - 1)
    shown = whole(said["shown"], "the sample shown", 0, data.samples - 1)
    stage = Stage(timeline, view)
    stage.presenter.show(replace(view, sample=shown))
    stage.presenter.show(view)
    stage.arrive()
    return stage


def _window_pieces(window: str) -> list[str]:
    """The window's text in pieces that are not too long for one value."""
    if not isinstance(window, str):
        raise BadInputError("What the window keeps must be text.")
    if len(window.encode()) > WINDOW:
        raise FaultError(f"would hold more than {WINDOW // 1024} kB of the window's own")
    return [window[k : k + PIECE] for k in range(0, len(window), PIECE)]


def _window(said: Any) -> str:
    pieces = row(said, "what the window keeps", most=WINDOW // 1024)
    if not all(isinstance(k, str) for k in pieces):
        raise fault("holds for the window what is no text")
    window = "".join(pieces)
    if len(window.encode()) > WINDOW:
        raise fault(f"holds more than {WINDOW // 1024} kB for the window")
    return window
