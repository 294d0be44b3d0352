"""Counts in words."""

from gui.writing.numbers import grouped


def counted(count: int, word: str, words: str = "") -> str:
    """A number of things: "1 row", "2 rows"."""
    return f"{grouped(count)} {word if count == 1 else words or word + 's'}"
