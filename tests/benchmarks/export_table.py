"""The table of exports: what was written, what has opened it, and what was found."""

import json
import subprocess
from pathlib import Path

READERS = Path(__file__).with_name("export_readers.py")
MISSING = 3
"""The exit code of a reader that lacks something."""


class Table:
    """The rows that are printed: what, the form, what has opened it, what was found, whether that is good."""

    def __init__(self, python: str) -> None:
        self.python, self.rows = python, []

    def ask(self, kind: str, *arguments: object):
        """What a reader finds; a sentence where something isn't there."""
        done = subprocess.run(
            [self.python, "-I", str(READERS), kind, *map(str, arguments)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode == MISSING:
            return done.stderr.strip()
        if done.returncode:
            raise RuntimeError(f"{kind} {arguments}: {done.stderr}")
        return json.loads(done.stdout)

    def add(self, what: str, form: str, by: str, found: object, judge) -> None:
        """Add a row; `judge` makes of what was found the words and whether it is good."""
        if isinstance(found, str) and by != "bare Python":
            words, good = f"not opened: {found}", None
        else:
            words, good = judge(found)
            good = bool(good)
        self.rows.append({"what": what, "form": form, "by": by, "found": words, "good": good})
        mark = {True: "  ", False: "!!", None: "--"}[good]
        print(f"{mark} {what:28} {form:14} {by:13} {words}", flush=True)
