"""Names of runs."""

from core.errors import BadInputError, shown
from core.timeline.tree import Branch

LONGEST = 60
"""Characters of a name, at most."""


def name_run(branch: Branch, name: object) -> None:
    """Call `branch` by another name. Raises `BadInputError` for one that can't be read on one line."""
    text = " ".join(name.split()) if isinstance(name, str) else ""
    if not text or len(text) > LONGEST or not text.isprintable():
        raise BadInputError(f"A run's name has 1 to {LONGEST} letters on one line, unlike {shown(name)}.")
    branch.name = text
