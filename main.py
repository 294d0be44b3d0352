"""Nablascope: watch backpropagation happen, number by number."""

from time import perf_counter

STARTED = perf_counter()

import argparse
import gc
import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from gui import preflight
from gui.telling import ReadingProgress

SERVER_STEPS = 5000
SERVER_FILE = "nablascope.png"

TABLES = (".csv", ".tsv", ".txt")
LARGE = 20_000_000
"""Bytes of a file that takes a while to read."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and ends with code 2."""

    def error(self, message: str) -> NoReturn:
        """Print the sentence, not the whole usage."""
        fail(f"{message[0].upper()}{message[1:].rstrip('.')}; --help lists what there is.")


def fail(sentence: str, code: int = 2) -> NoReturn:
    """End with a sentence."""
    print(sentence, file=sys.stderr)
    raise SystemExit(code)


def whole(text: str) -> int:
    """Return a whole number written in plain digits."""
    if not re.fullmatch(r"[+-]?[0-9]{1,40}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def number(text: str) -> float:
    """Return a number written in plain digits, such as 0.5 or 1e-3."""
    try:
        return float(text if text.isascii() and "_" not in text else "")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None


def make_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser(
        prog="python main.py",
        description="Watch backpropagation happen, number by number, and check every number by hand.",
    )
    parser.add_argument(
        "session", metavar="SESSION", nargs="?", help="a session file to go on with, or a file of data"
    )
    parser.add_argument(
        "--dataset", metavar="NAME", help="the data set to learn, such as xor, circle or the file points.csv"
    )
    parser.add_argument("--layers", metavar="N,…", help="all layer sizes, such as 2,4,3,1")
    parser.add_argument("--activation", metavar="NAME", help="σ of the hidden layers, such as tanh")
    parser.add_argument("--eta", metavar="X", type=number, help="the learning rate η")
    parser.add_argument("--batch", metavar="M", type=whole, help="samples in a batch")
    parser.add_argument("--seed", metavar="S", type=whole, help="fixes data, initial parameters and order")
    parser.add_argument("--pick", metavar="WEIGHT", help="select a weight or bias: 'w1 2 3', 'b1 2'")
    parser.add_argument("--steps", metavar="N", type=whole, help="with --snapshot: train N steps first")
    parser.add_argument("--snapshot", metavar="FILE.png", help="write a picture of the window and end")
    parser.add_argument("--measure", metavar="SECONDS", type=number, help="run at full speed, print figures")
    parser.add_argument("--theme", choices=("system", "light", "dark"))
    return parser


def take_table(arguments: argparse.Namespace) -> None:
    """Take a table that stands where a session may for the data set."""
    table = arguments.session
    if table is not None and arguments.dataset is None and table.lower().endswith(TABLES):
        arguments.session, arguments.dataset = None, table


def check(arguments: argparse.Namespace) -> None:
    """End with a sentence for arguments that don't go together."""
    if arguments.steps is not None and arguments.snapshot is None:
        fail("--steps goes with --snapshot FILE.png, which says where the picture goes.")
    if arguments.snapshot is not None and arguments.measure is not None:
        fail("--snapshot and --measure are two different things; ask for one of them.")
    if arguments.steps is not None and arguments.steps < 0:
        fail(f"--steps must be 0 or more, not {arguments.steps}.")
    if arguments.measure is not None and not 0 < arguments.measure <= 86_400:
        fail(f"--measure must be a number of seconds above 0 and up to a day, not {arguments.measure:g}.")
    if arguments.session is not None:
        check_session(arguments)
    if arguments.snapshot is not None:
        check_file(Path(arguments.snapshot))


def check_session(arguments: argparse.Namespace) -> None:
    """End with a sentence for what a session file leaves no room for."""
    if names_an_experiment(arguments):
        fail(
            "A session file brings its own data, layers and settings: leave out --dataset, --layers, "
            f"--activation, --eta, --batch and --seed, or the file {arguments.session!r}."
        )
    if arguments.measure is not None:
        fail("--measure runs an experiment from its beginning; leave it out, or the session file.")


def check_file(file: Path) -> None:
    """End with a sentence for a picture that could not be written."""
    if file.suffix.lower() != ".png":
        fail(f"The picture's name must end in .png, not as in {file.name!r}.")
    if not file.parent.is_dir():
        fail(f"There is no folder {str(file.parent)!r} to write the picture into.")
    if file.is_dir() or not os.access(file if file.exists() else file.parent, os.W_OK):
        fail(f"The picture cannot be written to {str(file)!r}.")


def waiting_window(arguments: argparse.Namespace, display: bool):
    """Return a window that tells how far a large file is read, if there is no terminal that would."""
    path = arguments.dataset
    if not display or arguments.snapshot is not None or arguments.measure is not None or on_a_terminal():
        return None
    if path is None or not os.path.isfile(path) or os.path.getsize(path) < LARGE:
        return None
    if preflight.missing_libraries(window=True):
        return None
    from gui.app import make_application
    from gui.waiting import WaitingWindow

    make_application()
    return WaitingWindow(path, arguments.theme)


def on_a_terminal() -> bool:
    """Whether somebody sees what is said on the way; a program without a console has no stderr."""
    return sys.stderr is not None and sys.stderr.isatty()


def make_experiment(arguments: argparse.Namespace, display: bool, waiting):
    """Return the experiment asked for; ends with a sentence where it can't be, in a box if `waiting`."""
    from core.errors import BadInputError
    from core.experiment import build

    try:
        told = arguments.snapshot is None and not display
        experiment = experiment_with(arguments.dataset, told, waiting)
        if arguments.layers is not None:
            n = parse_layers(arguments.layers)
            experiment = replace(experiment.with_hidden(n[1:-1]), n=n)
        if arguments.activation is not None:
            experiment = experiment.with_sigma(arguments.activation)
        given = {"eta": arguments.eta, "m": arguments.batch, "seed": arguments.seed}
        experiment = replace(experiment, **{k: v for k, v in given.items() if v is not None})
        build(experiment)
    except BadInputError as error:
        print(error, file=sys.stderr, flush=True)
        if waiting is not None:
            waiting.refuse(str(error))
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        fail("It was given up.", 130)
    return experiment


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


def names_an_experiment(arguments: argparse.Namespace) -> bool:
    """Whether anything was said about what to train; if not, the window opens what it had last."""
    asked = (arguments.dataset, arguments.layers, arguments.activation)
    return any(k is not None for k in (*asked, arguments.eta, arguments.batch, arguments.seed))


def parse_layers(text: str) -> tuple[int, ...]:
    """Return the sizes in `text`; ends with a sentence where it is something else."""
    try:
        n = tuple(whole(k.strip()) for k in text.split(","))
    except argparse.ArgumentTypeError:
        fail(f"--layers must be whole numbers with commas between them, such as 2,4,3,1, not {text!r}.")
    if len(n) < 2:
        fail("--layers needs at least two numbers: the input and the output.")
    return n


def show_progress(share: float) -> None:
    """Keep one line on a terminal up to date."""
    if sys.stderr.isatty():
        print(f"\rtraining {share:4.0%}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)


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
    sentence = preflight.missing_libraries(window=display and arguments.snapshot is None)
    if sentence:
        fail(sentence, 1)
    return start(arguments, experiment, display)


def start(arguments: argparse.Namespace, experiment, display: bool) -> int:
    """Open the window, measure it, or take its picture."""
    if not display or arguments.snapshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from core.errors import BadInputError
    from gui import app

    try:
        return run(arguments, experiment, display, app)
    except BadInputError as error:
        fail(str(error))


def run(arguments: argparse.Namespace, experiment, display: bool, app) -> int:
    """Let `app` do what the arguments ask for."""
    theme, pick = arguments.theme or "system", arguments.pick
    if arguments.measure is not None:
        return app.run_measurement(experiment, theme, arguments.measure, STARTED, pick)
    if arguments.snapshot is not None:
        steps, file = arguments.steps or 0, arguments.snapshot
        return app.run_snapshot(experiment, theme, steps, file, show_progress, pick)
    if not display:
        return run_without_display(arguments, experiment, app)
    if arguments.session is not None:
        return app.run_window(None, arguments.theme, pick, experiment)
    return app.run_window(experiment if names_an_experiment(arguments) else None, arguments.theme, pick)


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
    theme, show = arguments.theme or "system", show_progress_always
    return app.run_snapshot(experiment, theme, steps, SERVER_FILE, show, arguments.pick)


if __name__ == "__main__":
    gc.disable()  # modules and widgets are here to stay; gui.garbage collects what comes after them
    sys.exit(main())
