"""How often words stand on a page of the guide."""

import re

from gui.guide.pages import Page

TARGETS = re.compile(r"\]\([^)]*\)")
MARKS = re.compile(r"[*`#|\[\]!]")


def hits(page: Page, words: str) -> int:
    """How often `words` stand on `page`, large letters or small; 1 for no words."""
    return plain(page).count(words.casefold()) if words else 1


def plain(page: Page) -> str:
    """The words of a page in small letters, without the marks of Markdown."""
    return " ".join(MARKS.sub("", TARGETS.sub("", page.text)).split()).casefold()
