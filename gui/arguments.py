"""The arguments of the command line: which there are, and whether they go together.

Nothing here needs Qt or numpy: what is wrong with an argument is said whether these are there or not.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from core.video import why_missing
from gui.exporting.forms import NUMBERS

FILM = ("frames", "by", "fps", "of", "size")
LEAST_SIDE, MOST_SIDE = 100, 4000
TABLES = (".csv", ".tsv", ".txt")
SETTINGS = (
    "example", "dataset", "layers", "activation", "cost", "optimiser", "eta", "schedule", "l1", "l2",
    "initialisation", "batch", "seed",
)  # fmt: skip
"""What says what to train."""


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
    parser.add_argument("--example", metavar="NAME", help="one of the menu’s examples, such as vanishing")
    add_settings(parser)
    parser.add_argument("--pick", metavar="WEIGHT", help="select a weight or bias: 'w1 2 3', 'b1 2'")
    parser.add_argument(
        "--steps", metavar="N", type=whole, help="with --snapshot and --export: train N steps first"
    )
    parser.add_argument(
        "--snapshot", metavar="FILE.png", help="write a picture of the window, PNG or SVG, and end"
    )
    parser.add_argument(
        "--export",
        metavar=("WHAT", "FILE"),
        nargs=2,
        help=f"write numbers ({', '.join(NUMBERS)}) to a file, such as weights w.csv, and end",
    )
    add_film(parser)
    parser.add_argument("--measure", metavar="SECONDS", type=number, help="run at full speed, print figures")
    parser.add_argument(
        "--panels", choices=("usual", "all"), help="with --measure: all lets every panel be seen at once"
    )
    parser.add_argument("--theme", choices=("system", "light", "dark"))
    parser.add_argument("--present", action="store_true", help="begin with a presentation, as F11 does")
    return parser


def add_film(parser: Parser) -> None:
    """Let a film be told."""
    parser.add_argument(
        "--animate", metavar="FILE", help="write a stretch of the run as a film, MP4 or GIF, and end"
    )
    parser.add_argument(
        "--frames", metavar="A:B", help="with --animate: from step A to step B; A:B:N shows every N-th only"
    )
    parser.add_argument(
        "--by",
        choices=("phase", "step", "epoch"),
        help="with --animate: of what each is a picture, usually step",
    )
    parser.add_argument(
        "--fps", metavar="N", type=whole, help="with --animate: pictures a second, usually 10"
    )
    parser.add_argument(
        "--of", metavar="WHAT", help="with --animate: network or a panel, in place of the window"
    )
    parser.add_argument(
        "--size", metavar="WxH", help="with --animate: how large it is laid out, such as 1280x720"
    )


def add_settings(parser: Parser) -> None:
    """Let the network and how it is trained be told."""
    parser.add_argument("--layers", metavar="N,…", help="all layer sizes, such as 2,4,3,1")
    parser.add_argument("--activation", metavar="NAME", help="σ of the hidden layers, such as tanh")
    parser.add_argument(
        "--cost", metavar="NAME", help="the cost C, such as cross-entropy, and the σ it needs"
    )
    parser.add_argument("--optimiser", metavar="NAME", help="gradient-descent, momentum, rmsprop or adam")
    parser.add_argument("--eta", metavar="X", type=number, help="the learning rate η")
    parser.add_argument(
        "--schedule", metavar="KIND,STEPS,TO", help="how η goes on, such as step,1000,0.5 or cosine,5000,0.01"
    )
    parser.add_argument("--l1", metavar="X", type=number, help="λ₁ of the penalty λ₁ Σ|w|")
    parser.add_argument("--l2", metavar="X", type=number, help="λ₂ of the penalty ½ λ₂ Σ w²")
    parser.add_argument("--initialisation", metavar="NAME", help="of the weights w, such as zeros or xavier")
    parser.add_argument("--batch", metavar="M", type=whole, help="samples in a batch")
    parser.add_argument("--seed", metavar="S", type=whole, help="fixes data, initial parameters and order")


def take_table(arguments: argparse.Namespace) -> None:
    """Take a table that stands where a session may for the data set."""
    table = arguments.session
    if table is not None and arguments.dataset is None and table.lower().endswith(TABLES):
        arguments.session, arguments.dataset = None, table


def check(arguments: argparse.Namespace) -> None:
    """End with a sentence for arguments that don't go together."""
    if arguments.steps is not None and arguments.snapshot is None and arguments.export is None:
        fail("--steps goes with --snapshot FILE.png or --export WHAT FILE, which say what is to be written.")
    ways = ("snapshot", "export", "animate", "measure")
    ends = [f"--{k}" for k in ways if getattr(arguments, k) is not None]
    if len(ends) > 1:
        fail(f"{ends[0]} and {ends[1]} are two different things; ask for one of them.")
    if arguments.steps is not None and arguments.steps < 0:
        fail(f"--steps must be 0 or more, not {arguments.steps}.")
    if arguments.measure is not None and not 0 < arguments.measure <= 86_400:
        fail(f"--measure must be a number of seconds above 0 and up to a day, not {arguments.measure:g}.")
    if arguments.panels is not None and arguments.measure is None:
        fail("--panels goes with --measure SECONDS, which runs with the usual panels or with all of them.")
    if arguments.present and ends:
        fail(f"--present goes with a window, and not with {ends[0]}.")
    if arguments.example is not None and arguments.dataset is not None:
        fail("An example brings its own data: leave out --dataset, or --example.")
    if arguments.session is not None:
        check_session(arguments)
    if arguments.snapshot is not None:
        check_file(Path(arguments.snapshot), (".png", ".svg"))
    if arguments.export is not None:
        check_export(*arguments.export)
    check_film(arguments)


def check_session(arguments: argparse.Namespace) -> None:
    """End with a sentence for what a session file leaves no room for."""
    if names_an_experiment(arguments):
        fail(
            "A session file brings its own data, layers and settings: leave out "
            f"{', '.join(f'--{k}' for k in SETTINGS[:-1])} and --{SETTINGS[-1]}, "
            f"or the file {arguments.session!r}."
        )
    if arguments.measure is not None:
        fail("--measure runs an experiment from its beginning; leave it out, or the session file.")


def check_file(file: Path, suffixes: tuple[str, ...] = (".png",), what: str = "picture") -> None:
    """End with a sentence for a picture, or whatever it is, that could not be written."""
    if file.suffix.lower() not in suffixes:
        fail(f"The {what}'s name must end in {' or '.join(suffixes)}, not as in {file.name!r}.")
    if not file.parent.is_dir():
        fail(f"There is no folder {str(file.parent)!r} to write the {what} into.")
    if file.is_dir() or not os.access(file if file.exists() else file.parent, os.W_OK):
        fail(f"The {what} cannot be written to {str(file)!r}.")


def check_export(what: str, file: str) -> None:
    """End with a sentence for what can't be exported, or not to that file."""
    if what not in NUMBERS:
        fail(f"--export writes {', '.join(NUMBERS)}, and not {what!r}.")
    check_file(Path(file), tuple(f".{form}" for form in NUMBERS[what]), "file")


def check_film(arguments: argparse.Namespace) -> None:
    """End with a sentence for a film that can't be, or for what is said of one where none is wanted."""
    if arguments.animate is None:
        said = next((k for k in FILM if getattr(arguments, k) is not None), None)
        if said is not None:
            fail(f"--{said} goes with --animate FILE, which says where the film is to be written.")
        return
    check_file(Path(arguments.animate), (".mp4", ".gif"), "film")
    if arguments.frames is None:
        fail("--animate needs --frames A:B, which says from which step to which, such as 0:40.")
    parse_frames(arguments.frames)
    parse_size(arguments.size)
    missing = why_missing()
    if missing:
        fail(missing)


def parse_frames(text: str) -> tuple[int, int, int]:
    """Return first and last step and every how many in `text`; ends with a sentence for what is none."""
    found = re.fullmatch(r"([0-9]{1,9}):([0-9]{1,9})(?::([0-9]{1,9}))?", text)
    if found is None:
        fail(f"--frames must be two steps such as 0:40, or 0:400:10 for every tenth, not {text!r}.")
    first, last, every = (int(k or 1) for k in found.groups())
    if first > last:
        fail(f"--frames goes from the earlier step to the later one, such as {last}:{first}, not {text!r}.")
    if every < 1:
        fail("--frames can show every step, every second one and so on, but not every 0th.")
    return first, last, every


def parse_size(text: str | None) -> tuple[int, int] | None:
    """Return width and height in `text`, None for none; ends with a sentence for what is no size."""
    if text is None:
        return None
    found = re.fullmatch(r"([0-9]{1,4})[x×]([0-9]{1,4})", text)
    if found is None:
        fail(f"--size must be a width and a height in pixels such as 1280x720, not {text!r}.")
    width, height = (int(k) for k in found.groups())
    if not (LEAST_SIDE <= width <= MOST_SIDE and LEAST_SIDE <= height <= MOST_SIDE):
        fail(f"--size can be from {LEAST_SIDE} to {MOST_SIDE} pixels either way, not {text!r}.")
    return width, height


def names_an_experiment(arguments: argparse.Namespace) -> bool:
    """Whether anything was said about what to train; if not, the window opens what it had last."""
    return any(getattr(arguments, k) is not None for k in SETTINGS)


def parse_layers(text: str) -> tuple[int, ...]:
    """Return the sizes in `text`; ends with a sentence where it is something else."""
    try:
        n = tuple(whole(k.strip()) for k in text.split(","))
    except argparse.ArgumentTypeError:
        fail(f"--layers must be whole numbers with commas between them, such as 2,4,3,1, not {text!r}.")
    if len(n) < 2:
        fail("--layers needs at least two numbers: the input and the output.")
    return n


def parse_schedule(text: str) -> tuple[str, int | None, float | None]:
    """Return kind, steps and factor in `text`, None for what is left out; ends with a sentence otherwise."""
    kind, *rest = (k.strip() for k in text.split(","))
    try:
        span = whole(rest[0]) if rest else None
        to = number(rest[1]) if len(rest) > 1 else None
    except argparse.ArgumentTypeError:
        rest = [""] * 3
    if len(rest) > 2:
        fail(
            f"--schedule must be a kind, a number of steps and a factor, such as step,1000,0.5, not {text!r}."
        )
    return kind, span, to


def known_name(text: str, known: Iterable[str]) -> str:
    """Return the one of the names `known` that is meant: words may have hyphens between them."""
    return next((name for name in known if text.replace(" ", "-") == name.replace(" ", "-")), text)
