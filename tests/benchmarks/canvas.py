"""How long the canvas takes to paint a new frame of small and large networks, next to pyqtgraph's graph.

    python tests/benchmarks/canvas.py [--paints 60] [--peer-paints 5] [--only 784] [--json]

A canvas of 900 × 600 pixels shows a session that trains at full speed. Between two paints some steps are
taken and a new frame is made, so that no paint is of a frame that was seen before. What is timed is the
canvas's own work for it: to hear of it, and to paint it into its window at once. It uses the display there
is, and none if there is none.

The peer is a `pyqtgraph.GraphItem` in a view of the same size: the same nodes and edges in the same colours,
an entry an edge, all of which is worked out before its clock starts. What is timed is its `setData` and the
paint of its view. It is painted in turn with the canvas, with the edges that the canvas draws, and where
these are not all also with all there are. Neither is anti-aliased but in the canvas's column "paused".
"""

# ruff: noqa: E402

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, thread_time

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from core import commands
from core.datasets.given import FILE, Given
from core.experiment import Experiment, default_experiment, suitable_experiment
from core.frame import Frame
from core.session import Session
from gui.app import make_application
from gui.network.canvas import NetworkCanvas
from gui.network.edges import Colouring, colouring, places_drawn
from gui.theme import DARK, levels, nice_reach, scale

SIZE = (900, 600)
WARM_UP = 5
BUDGET = 0.004
"""Seconds of training between two paints."""
MOST_OF_PEER = 200_000
"""Edges that the peer is asked for at most: it needs seconds for so many."""
CHANNELS = ("red", "green", "blue", "alpha")
PEN = np.dtype([*((name, np.ubyte) for name in CHANNELS), ("width", float)])


def pixels() -> Given:
    """Samples of 784 numbers in ten classes: a blob of noise each."""
    draw = np.random.default_rng(0)
    kinds = np.arange(500) % 10
    x = draw.normal(size=(10, 784))[kinds].T + draw.normal(size=(784, 500))
    labels = tuple(f"p{k}" for k in range(784)), tuple(f"kind {k}" for k in range(10))
    return Given("pixels", "blobs of noise", "drawn", "classification", *labels, x, np.eye(10)[:, kinds])


def experiments() -> dict[str, Experiment]:
    """The networks, by their sizes."""
    circle, digits = default_experiment("circle"), default_experiment("digits")
    large = suitable_experiment(pixels(), FILE)
    found = (
        replace(circle.with_hidden((8,) * 6), m=10),
        digits.with_hidden((32, 16)),
        digits.with_hidden((128, 64)),
        large.with_hidden((128, 64)),
        circle.with_hidden((256,) * 15),
    )
    return {name(e.n): e for e in found}


def name(n: tuple[int, ...]) -> str:
    """Sizes in short: 2-8×6-1."""
    alike = len(n) > 6 and len(set(n[1:-1])) == 1
    return f"{n[0]}-{n[1]}×{len(n) - 2}-{n[-1]}" if alike else "-".join(map(str, n))


def drawn(frame: Frame) -> np.ndarray:
    """The places of the edges that the canvas draws."""
    found = places_drawn(frame)
    return np.arange(sum(w.size for w in frame.w[1:])) if found is None else found


class Peer:
    """pyqtgraph's graph of the same network."""

    def __init__(self) -> None:
        self.view = pg.GraphicsView()
        self.view.resize(*SIZE)
        self.view.setBackground(DARK.window)
        self.item = pg.GraphItem()
        self.view.addItem(self.item)
        self.view.show()
        self._reach = 1.0

    def entries(self, canvas: NetworkCanvas, frame: Frame, edges: np.ndarray) -> dict[str, object]:
        """What `setData` is asked for."""
        layout, shown = canvas.laid_out(), colouring(frame)
        nodes, fills = np.concatenate([a[:, 0] for a in frame.a]), scale(DARK)
        return {
            "pos": np.column_stack([np.repeat(layout.x, frame.n), np.concatenate(layout.y)]),
            "adj": _ends(frame.n)[edges],
            "pen": self._pens(shown, frame, edges),
            "size": np.maximum(1.0, 2 * np.repeat(layout.radius, frame.n)),
            "symbolBrush": [pg.mkBrush(fills[k]) for k in levels(nodes, 1.0).tolist()],
        }

    def _pens(self, shown: Colouring, frame: Frame, edges: np.ndarray) -> np.ndarray:
        self._reach = nice_reach(frame.theta, self._reach)
        colours = np.array([k.getRgb() for k in scale(DARK, edges=True)], dtype=np.ubyte)
        found = colours[levels(shown.flat[edges], self._reach)]
        pens = np.zeros(len(edges), dtype=PEN)
        for k, channel in enumerate(CHANNELS):
            pens[channel] = found[:, k]
        pens["width"] = 1.0
        return pens

    def show(self, entries: dict[str, object]) -> None:
        """Take them and paint."""
        self.item.setData(**entries)
        self.view.viewport().repaint()


def _ends(n: tuple[int, ...]) -> np.ndarray:
    """The nodes at both ends of every edge, counted from the first input on."""
    first, found = np.cumsum([0, *n]), []
    for l in range(1, len(n)):
        to, of = np.divmod(np.arange(n[l] * n[l - 1]), n[l - 1])
        found.append(np.column_stack([first[l - 1] + of, first[l] + to]))
    return np.concatenate(found)


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds of time, and of this thread's processor time."""
    began, cpu = perf_counter(), thread_time()
    work()
    return (perf_counter() - began) * 1000, (thread_time() - cpu) * 1000


class Trial:
    """One network on a canvas in a window, and its peer."""

    def __init__(self, experiment: Experiment) -> None:
        self.session = Session(experiment)
        self.canvas = NetworkCanvas()
        self.canvas.set_theme(DARK)
        self.canvas.resize(*SIZE)
        self.canvas.show()
        self.peer = Peer()
        QApplication.processEvents()

    def next_frame(self) -> Frame:
        """Train a little."""
        step = self.session.trainer.step
        while self.session.trainer.step == step:
            self.session.tick(BUDGET)
        return self.session.frame()

    def paint(self) -> tuple[float, float]:
        """How long the canvas takes for a new frame while training runs."""
        return self._paint(self.next_frame())

    def _paint(self, frame: Frame) -> tuple[float, float]:
        def work() -> None:
            self.canvas.show_frame(frame)
            self.canvas.repaint()

        gc.collect(0)
        return timed(work)

    def paint_peer(self, all_of_them: bool) -> tuple[float, float]:
        """How long the peer takes for a new frame."""
        frame = self.next_frame()
        edges = np.arange(self.canvas.laid_out().edge_count) if all_of_them else drawn(frame)
        entries = self.peer.entries(self.canvas, frame, edges)
        return timed(lambda: self.peer.show(entries))

    def paint_paused(self) -> tuple[float, float]:
        """How long the canvas takes for a new frame of a pause."""
        self.session.apply(commands.Step("step"))
        return self._paint(self.session.frame())

    def measure(self, paints: int, peer_paints: int) -> dict[str, np.ndarray]:
        """Rows of milliseconds: time and processor time of every paint, what is compared in turn."""
        self.session.apply(commands.Run())
        for _ in range(WARM_UP):
            self.paint()
        count = self.canvas.laid_out().edge_count
        found: dict[str, list[tuple[float, float]]] = {"running": [], "same": [], "all": [], "paused": []}
        more = len(drawn(self.session.frame())) < count <= MOST_OF_PEER
        for _ in range(peer_paints):
            found["running"] += [self.paint() for _ in range(paints // peer_paints)]
            found["same"].append(self.paint_peer(all_of_them=False))
            if more:
                found["all"].append(self.paint_peer(all_of_them=True))
        self.session.apply(commands.Pause())
        found["paused"] = [self.paint_paused() for _ in range(paints // 4)]
        return {key: np.array(rows) for key, rows in found.items() if rows}

    def close(self) -> None:
        """Leave nothing behind."""
        self.canvas.close()
        self.peer.view.close()


def summary(trial: Trial, found: dict[str, np.ndarray]) -> dict[str, float | None]:
    """The columns of the table."""
    middle = {key: np.median(rows, axis=0) for key, rows in found.items()}
    running = middle["running"][0]
    every = middle["all"][0] if "all" in middle else None
    return {
        "edges": trial.canvas.laid_out().edge_count,
        "drawn": len(drawn(trial.session.frame())),
        "running, ms": running,
        "p90": float(np.percentile(found["running"][:, 0], 90)),
        "processor, ms": middle["running"][1],
        "paused, ms": middle["paused"][0],
        "GraphItem, the edges drawn, ms": middle["same"][0],
        "ratio": middle["same"][0] / running,
        "GraphItem, all edges, ms": every,
        "ratio to that": None if every is None else every / running,
    }


def written(value: float | None) -> str:
    """A figure with as many digits as it deserves."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--paints", type=int, default=60)
    parser.add_argument("--peer-paints", type=int, default=5)
    parser.add_argument("--only", default="", help="networks whose name begins like that")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    make_application()
    rows = {}
    for network, experiment in experiments().items():
        if network.startswith(arguments.only):
            trial = Trial(experiment)
            rows[network] = summary(trial, trial.measure(arguments.paints, arguments.peer_paints))
            trial.close()
    if arguments.json:
        print(json.dumps(rows))
        return
    columns = list(next(iter(rows.values())))
    print(f"| network | {' | '.join(columns)} |\n{'|---' * (len(columns) + 1)}|")
    for network, row in rows.items():
        print(f"| {network} | {' | '.join(written(row[k]) for k in columns)} |")
    print(f"\n{QApplication.platformName()}, load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
