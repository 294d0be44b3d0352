"""Text without what is personal in its paths: the person's folders, and the names in them."""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PART = r"[^\s\"'<>|:*?\\/][^\n\"'<>|:*?\\/]*[\\/]"
"""A folder in a path, and what stands behind it; there may be blanks in its name."""
HOME = re.compile(rf"<home>[\\/](?:{PART})+")
ELSEWHERE = re.compile(rf"(?<![\w<>./\\])(?:[A-Za-z]:[\\/]|/)(?:{PART})+")
"""The folders of a path that begins at the root; what is in them may have any name."""


def anonymous(text: str) -> str:
    """`text` with the program's and Python's folders by what they are, and no other folders."""
    for folder, name in _known():
        text = text.replace(folder, name)
    return ELSEWHERE.sub("<folder>/", HOME.sub("<home>/", text))


def _known() -> list[tuple[str, str]]:
    """Folders and what they are called, the longest first."""
    folders = {
        str(ROOT): "<program>",
        sys.prefix: "<python>",
        sys.base_prefix: "<python>",
        os.path.expanduser("~"): "<home>",
    }
    known = [(folder, name) for folder, name in folders.items() if len(folder) > 1]
    return sorted(known, key=lambda pair: len(pair[0]), reverse=True)
