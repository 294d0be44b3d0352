"""Exports of sessions, and how others than the program read them."""

import csv
import struct
import subprocess
import sys
import zlib
from dataclasses import replace

from core import commands
from core.backprop import forward
from core.experiment import default_experiment
from core.exports.job import exporting_job
from core.session import Session


def trained(dataset="xor", steps=40, **changes):
    session = Session(replace(default_experiment(dataset), **changes))
    session.train(steps)
    session.finish()
    return session


def export(session, file, what):
    session.apply(commands.Export(str(file), what))
    session.finish()
    assert session.finished.pop().path == str(file)
    return file


def rows_of(file):
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def written(content, file):
    job = exporting_job(file, content)
    while not job.done:
        job.step(1.0)
    return file


def in_python(program, *arguments):
    """What a Python without the program prints."""
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", *map(str, (program, *arguments))],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def raw(frame):
    """The inputs of all samples as they came, a sample a row, and what the network makes of them."""
    data, net = frame.dataset, frame.net
    x, a = data.x[: data.base], forward(net, data.x).a[net.L]
    if data.scaling is not None:
        x = data.scaling.x.undo(x)
        a = a if data.scaling.y is None else data.scaling.y.undo(a)
    return x.T, a.T


def read_png(data):
    """A PNG file of unfiltered true colour, read by the letter of its format."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, packed, kinds, about = 8, b"", [], {}
    while at < len(data):
        (size,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + body)
        kinds.append(kind)
        about.setdefault(kind, body)
        packed += body if kind == b"IDAT" else b""
        at += 12 + size
    assert kinds[0] == b"IHDR"
    assert kinds[-1] == b"IEND"
    width, height, depth, colour, *_ = struct.unpack(">2I5B", about[b"IHDR"])
    assert (depth, colour) == (8, 2)
    rows = zlib.decompress(packed)
    line = 3 * width + 1
    assert {rows[k * line] for k in range(height)} == {0}
    found = b"".join(rows[k * line + 1 : (k + 1) * line] for k in range(height))
    return width, height, found, struct.unpack(">2IB", about[b"pHYs"])[0]
