"""Numbers as people write them: 0.25, 0,25, −1e−3, 1/4."""

import math
import re

from core.errors import BadInputError, shown

NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
EXAMPLES = "such as 0.25, −1.5e−3 or 1/4"
MINUSES = str.maketrans("−–", "--")


def read_number(text: str) -> float:
    """Return the number that `text` says; raises one sentence, a `BadInputError`, where it is none."""
    written = text.translate(MINUSES).strip()
    if not written:
        raise BadInputError(f"Write a number first, {EXAMPLES}.")
    if written.count(",") + written.count(".") > 1 and "/" not in written:
        raise BadInputError(f"{shown(text.strip())} has more than one decimal point.")
    parts = [part.strip() for part in written.replace(",", ".").split("/")]
    if len(parts) > 2 or not all(re.fullmatch(NUMBER, part, re.ASCII) for part in parts):
        raise BadInputError(f"{shown(text.strip())} is not a number; write one {EXAMPLES}.")
    value = float(parts[0])
    if len(parts) == 2:
        value = _divided(value, float(parts[1]))
    if not math.isfinite(value):
        raise BadInputError("That number is too large to be reckoned with.")
    return value


def _divided(value: float, by: float) -> float:
    if by == 0.0:
        raise BadInputError("Nothing can be divided by 0.")
    return value / by
