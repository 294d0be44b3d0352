"""The user guide as it is written down: pages of Markdown, in the order in which their README lists them."""

import re
from functools import cache
from pathlib import Path

from core.lazily import dataclass

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "guide"
INDEX = "README.md"
LISTED = re.compile(r"^\d+\. \[(?P<title>[^\]]+)\]\((?P<name>[\w-]+\.md)\)$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page: the name of its file, its title, and all of its Markdown, the title included."""

    name: str
    title: str
    text: str


@cache
def pages() -> tuple[Page, ...]:
    """Read all pages. Raises OSError where one is not there."""
    found = LISTED.finditer(_read(INDEX))
    return tuple(Page(each["name"], each["title"], _read(each["name"])) for each in found)


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
