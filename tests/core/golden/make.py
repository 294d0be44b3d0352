"""Writes the session files whose opening is promised to every later version.

Run once for a new version of the format, never again for an old one:

    python tests/core/golden/make.py

It writes one file for each session below, named by the version of the format, and `hashes.json` with what
has to be found in them. Whatever is in this folder already is left as it is.
"""

import hashlib
import json
import sys
from dataclasses import astuple, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parent)]

from given_cases import SQUARES, WITH_FEATURES, learned, painted, table_text  # noqa: E402
from session_files import BY_ADAM, acted, eventful  # noqa: E402

from core.commands import Edit, Load, Reset, Save, Seek, Step  # noqa: E402
from core.experiment import default_experiment  # noqa: E402
from core.files import VERSION  # noqa: E402
from core.schedules import CONSTANT, Schedule  # noqa: E402
from core.selection import Layer  # noqa: E402
from core.session import Session  # noqa: E402
from core.tables import preview, read_now, suggested  # noqa: E402

HASHES = HERE / "hashes.json"


def from_a_table():
    """Data of a file that stays behind: where that was is of no machine."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "outcomes.csv"
        file.write_text(table_text(), encoding="utf-8")
        given = read_now(str(file), suggested(preview(str(file))))
    place = "/data/outcomes.csv"
    source = replace(given.source, path=place)
    return learned(replace(given, source=source, origin=f"Read from {place}."))


def of_the_last_kinds():
    """Inputs that are worked out, inputs that are scaled, and data of another size."""
    parity = replace(default_experiment("parity"), size=3)
    parity = replace(parity, n=(3, *parity.n[1:]))
    return acted([9, Load(parity), 5, Edit("eta", 0.25), 3, Reset(), 4, Seek(2)], Session(SQUARES))


def by_every_rule():
    """Optimisers that remember, costs, R, a schedule that falls, and a layer that is frozen."""
    edits = [
        20, Edit("optimiser", "momentum"), 9, Edit("cost", "mse"), 5, Edit("l1", 0.01), 4,
        Edit("frozen", True, Layer(2)), 6, Edit("optimiser", "rmsprop"), 7, Seek(31),
        Edit("optimiser", "adam"), Edit("schedule", Schedule("step", 9, 0.5)), 12,
        Step("phase"), Step("phase"),
    ]  # fmt: skip
    return acted(edits, Session(replace(BY_ADAM, initialisation="xavier")))


SESSIONS = {
    "eventful": eventful,
    "middle": lambda: acted([9, Step("phase"), Step("phase"), Step("phase")]),
    "drawing": lambda: painted(WITH_FEATURES),
    "table": from_a_table,
    "features": of_the_last_kinds,
    "updates": by_every_rule,
}


def content_hash(session):
    """Of what a file keeps and no arithmetic has a say in: parameters, settings, runs and their curves."""
    t, frame = session.trainer, session.frame()
    digest = hashlib.sha256()
    for array in (t.net.theta, t.net.mask, t.theta_before, t.gradient, t.batch):
        digest.update(np.ascontiguousarray(array).tobytes())
    if t.optimiser.memory.size:
        digest.update(t.optimiser.memory.tobytes() + t.updating.memory_before.tobytes())
    for run in frame.history.runs:
        for series in (run.record.cost, run.record.norms, run.record.scores):
            for array in series.query(0, 1e9, 10**6):
                digest.update(np.ascontiguousarray(array).tobytes())
        e = run.experiment
        said = (
            run.id,
            run.name,
            run.parent,
            run.fork,
            run.root,
            run.steps,
            run.edits,
            e.dataset,
            e.n,
            e.eta,
            e.m,
        )
        digest.update(repr((*said, e.activations, e.seed, e.noise, e.samples, e.cost, e.held_out)).encode())
        later = (e.size, e.features, e.scaling, e.given)
        if later != (None, (), "none", None):  # which older files do not know
            digest.update(repr((*later[:3], e.given and given_parts(e.given))).encode())
        rule = (e.optimiser, e.l1, e.l2, e.schedule, e.initialisation)
        if rule != ("gradient descent", 0.0, 0.0, CONSTANT, "scaled"):  # nor these
            digest.update(repr((*rule[:3], tuple(astuple(e.schedule)), e.initialisation)).encode())
    h = frame.history
    said = (h.moment, h.end, h.undo, h.redo, h.stamp, t.cursor, frame.sample, frame.pick, session.window)
    digest.update(repr(said).encode())
    return digest.hexdigest()


def given_parts(given):
    """What a person has brought, number for number."""
    numbers = hashlib.sha256()
    for array in (given.x, given.y):
        numbers.update(np.ascontiguousarray(array).tobytes())
    source = given.source and (given.source.path, given.source.sha256, given.source.reading)
    return given.title, given.task, given.inputs, given.outputs, given.samples, source, numbers.hexdigest()


def make():
    """Write what is not there yet."""
    hashes = json.loads(HASHES.read_text()) if HASHES.exists() else {}
    for name, session in SESSIONS.items():
        path = HERE / f"format-{VERSION}-{name}.nabla"
        if not path.exists():
            made = session()
            made.window = f"the window of {name}"
            made.apply(Save(str(path), made.window))
            hashes[path.name] = content_hash(made)
    HASHES.write_text(json.dumps(hashes, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    make()
