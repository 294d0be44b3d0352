"""Nablascope: watch backpropagation happen, number by number."""

from time import perf_counter

STARTED = perf_counter()

import argparse
import gc
import os
import sys
from dataclasses import replace
from pathlib import Path

from gui import preflight
from gui.arguments import (
    TABLES,
    check,
    check_file,
    fail,
    known_name,
    make_parser,
    names_an_experiment,
    parse_frames,
    parse_layers,
    parse_schedule,
    parse_size,
    take_table,
)
from gui.telling import ReadingProgress

SERVER_STEPS = 5000
SERVER_FILE = "nablascope.png"

LARGE = 20_000_000
"""Bytes of a file that takes a while to read."""


def waiting_window(arguments: argparse.Namespace, display: bool):
    """Return a window that tells how far a large file is read, if there is no terminal that would."""
    path = arguments.dataset
    if not display or ends_by_itself(arguments) or on_a_terminal():
        return None
    if path is None or not os.path.isfile(path) or os.path.getsize(path) < LARGE:
        return None
    if preflight.missing_libraries(window=True):
        return None
    from gui.app import make_application
    from gui.waiting import WaitingWindow

    make_application()
    return WaitingWindow(path, arguments.theme)


def writes(arguments: argparse.Namespace) -> bool:
    """Whether a file is written, and no window opened."""
    return any(k is not None for k in (arguments.snapshot, arguments.export, arguments.animate))


def ends_by_itself(arguments: argparse.Namespace) -> bool:
    """Whether the program ends when it has done what is asked for."""
    return writes(arguments) or arguments.measure is not None


def on_a_terminal() -> bool:
    """Whether somebody sees what is said on the way; a program without a console has no stderr."""
    return sys.stderr is not None and sys.stderr.isatty()


def make_experiment(arguments: argparse.Namespace, display: bool, waiting):
    """Return the experiment asked for; ends with a sentence where it can't be, in a box if `waiting`."""
    from core.errors import BadInputError
    from core.experiment import build
    from core.presets import preset

    try:
        told = not writes(arguments) and not display
        if arguments.example is None:
            experiment = experiment_with(arguments.dataset, told, waiting)
        else:
            experiment = preset(arguments.example).experiment
        experiment = with_settings(experiment, arguments)
        build(experiment)
    except BadInputError as error:
        print(error, file=sys.stderr, flush=True)
        if waiting is not None:
            waiting.refuse(str(error))
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        fail("It was given up.", 130)
    return experiment


def with_settings(experiment, arguments: argparse.Namespace):
    """Return `experiment` with the settings that are given; the cost brings the σ that it needs."""
    from core.costs import COSTS, with_its_sigma
    from core.optimisers import OPTIMISERS

    if arguments.layers is not None:
        n = parse_layers(arguments.layers)
        experiment = replace(experiment.with_hidden(n[1:-1]), n=n)
    if arguments.activation is not None:
        experiment = experiment.with_sigma(arguments.activation)
    given = {k: getattr(arguments, k) for k in ("eta", "seed", "l1", "l2", "initialisation")}
    given |= {"m": arguments.batch}
    if arguments.schedule is not None:
        given["schedule"] = scheduled(experiment.schedule, arguments.schedule)
    if arguments.optimiser is not None:
        given["optimiser"] = known_name(arguments.optimiser, OPTIMISERS)
    if arguments.cost is not None:
        given["cost"] = cost = known_name(arguments.cost, COSTS)
        given["activations"] = with_its_sigma(cost, experiment.activations)
    return replace(experiment, **{k: v for k, v in given.items() if v is not None})


def scheduled(schedule, text: str):
    """Return `schedule` with what `text` says of it."""
    said = zip(("kind", "span", "to"), parse_schedule(text), strict=True)
    return replace(schedule, **{k: v for k, v in said if v is not None})


def experiment_with(dataset: str | None, told: bool, waiting=None):
    """Return one with the data set of that name or in that file; raises one sentence where there is none.

    How far a file is read is seen in a window that is `waiting`, or goes to a terminal, or wherever it may
    where that is `told`.
    """
    from core.datasets import names
    from core.experiment import default_experiment, suitable_experiment

    if dataset is None or dataset in names() or not names_a_file(dataset):
        return default_experiment("xor" if dataset is None else dataset)
    from core.datasets.given import FILE
    from core.tables import preview, read_now, suggested, suggested_scaling

    progress = waiting or ReadingProgress(Path(dataset).name, told or on_a_terminal())
    try:
        seen = preview(dataset)
        given = read_now(dataset, suggested(seen), progress.tell)
    finally:
        progress.end()
    return replace(suitable_experiment(given, FILE), scaling=suggested_scaling(seen))


def names_a_file(text: str) -> bool:
    """Whether a data set is given by the name of a file that holds it."""
    separators = (os.sep, os.altsep or os.sep)
    return text.endswith(TABLES) or any(k in text for k in separators) or os.path.isfile(text)


def show_progress(share: float, doing: str = "training") -> None:
    """Keep one line on a terminal up to date."""
    if sys.stderr.isatty():
        print(f"\r{doing} {share:4.0%}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)


def show_progress_always(share: float) -> None:
    """Keep one line up to date wherever it goes."""
    print(f"\rtraining {share:4.0%}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)


def main() -> int:
    """Run the program; returns its exit code."""
    arguments = make_parser().parse_args()
    take_table(arguments)
    check(arguments)
    sentence = preflight.missing_packages()
    if sentence:
        fail(sentence, 1)
    display = preflight.has_display()
    waiting = waiting_window(arguments, display)
    if arguments.session is None:
        experiment = make_experiment(arguments, display, waiting)
    else:
        experiment = Path(arguments.session)
    sentence = preflight.missing_libraries(window=display and not writes(arguments))
    if sentence:
        fail(sentence, 1)
    return start(arguments, experiment, display)


def start(arguments: argparse.Namespace, experiment, display: bool) -> int:
    """Open the window, measure it, take its picture, or write what is to be exported."""
    if not display or writes(arguments):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from core.errors import BadInputError
    from gui import app

    try:
        return run(arguments, experiment, display, app)
    except BadInputError as error:
        fail(str(error))


def run(arguments: argparse.Namespace, experiment, display: bool, app) -> int:
    """Let `app` do what the arguments ask for."""
    theme, pick, example = arguments.theme or "system", arguments.pick, arguments.example
    if arguments.measure is not None:
        every = arguments.panels == "all"
        return app.run_measurement(experiment, theme, arguments.measure, STARTED, pick, example, every)
    if writes(arguments):
        return write(arguments, experiment, app)
    if not display:
        return run_without_display(arguments, experiment, app)
    if arguments.session is not None:
        return app.run_window(None, arguments.theme, pick, experiment, present=arguments.present)
    wanted = experiment if names_an_experiment(arguments) else None
    return app.run_window(wanted, arguments.theme, pick, example=example, present=arguments.present)


def write(arguments: argparse.Namespace, experiment, app) -> int:
    """Write the file that is asked for."""
    theme, steps = arguments.theme or "system", arguments.steps or 0
    if arguments.snapshot is not None:
        from gui.exporting.snapshot_command import run_snapshot

        file, pick, example = arguments.snapshot, arguments.pick, arguments.example
        return run_snapshot(app, experiment, theme, steps, file, show_progress, pick, example)
    if arguments.animate is not None:
        return animate(arguments, experiment, app)
    from gui.exporting.command import run_export

    return run_export(app, experiment, steps, *arguments.export, show_progress)


def animate(arguments: argparse.Namespace, experiment, app) -> int:
    """Write a film."""
    from core.film import Film
    from gui.exporting.film_command import Wish, run_animation

    first, last, every = parse_frames(arguments.frames)
    film = Film(first, last, arguments.by or "step", every, 10 if arguments.fps is None else arguments.fps)
    wish = Wish(arguments.animate, film, arguments.of or "window", parse_size(arguments.size))
    theme, pick = arguments.theme or "system", arguments.pick
    return run_animation(app, experiment, theme, wish, show_progress, pick, arguments.example)


def run_without_display(arguments: argparse.Namespace, experiment, app) -> int:
    """Write a picture of what a window would show, and say so."""
    steps = SERVER_STEPS if arguments.session is None else 0
    trains = f"trains {steps} steps and " if steps else ""
    if arguments.session is not None:
        app.open_session(experiment)  # what is wrong with it is all there is to say
    print(
        f"There is no display to open a window on, so Nablascope {trains}"
        f"writes the window's picture to {SERVER_FILE}.",
        file=sys.stderr,
    )
    check_file(Path(SERVER_FILE))
    from gui.exporting.snapshot_command import run_snapshot

    theme, pick, example = arguments.theme or "system", arguments.pick, arguments.example
    return run_snapshot(app, experiment, theme, steps, SERVER_FILE, show_progress_always, pick, example)


if __name__ == "__main__":
    gc.disable()  # modules and widgets are here to stay; gui.garbage collects what comes after them
    sys.exit(main())
