"""Figures that tests come by: lines of JSON in the file that FIGURES in the environment names."""

import json
import os
from pathlib import Path


def note(promise, **told):
    """Add a line for one of the promises."""
    if (file := os.environ.get("FIGURES")) is not None:
        with Path(file).open("a", encoding="utf-8") as opened:
            print(json.dumps({"promise": promise} | told), file=opened)
