"""Words from elsewhere, such as names of files and columns, as they can be shown."""

LONGEST_LINE, LONGEST_TIP = 200, 1_000


def one_line(text: str) -> str:
    """`text` as it can be shown: on one line, not too long, with nothing in it that has no shape."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[:LONGEST_LINE])
    return " ".join(shown.split())


def plain_tip(text: str) -> str:
    """A tool tip that shows `text` as it is, broken into lines where it is long."""
    from html import escape  # noqa: PLC0415 - not a part of every start

    return f"<p>{escape(text[:LONGEST_TIP])}</p>"
