"""What can be wrong with what the program is given: one plain sentence each.

Every class is a `ValueError`; the text is a whole sentence for a person, without
a class name or an index from the code in it. Whoever raises one has changed nothing.
"""

READABLE = 60
"""Characters of a wrong value that a sentence repeats, at most."""


def shown(value: object) -> str:
    """Write a wrong value out for a sentence: on one line, and cut where nobody would read on."""
    try:
        text = " ".join(repr(value).split())
    except ValueError:  # Python refuses to write out integers of thousands of digits
        return "a number of thousands of digits"
    return text if len(text) <= READABLE else f"{text[: READABLE - 1]}…"


class BadInputError(ValueError):
    """Something given from outside cannot be used; the text says what and what would do."""


class ShapeError(BadInputError):
    """Arrays or sizes that do not fit each other."""


class UnknownNameError(BadInputError):
    """A dataset, activation, cost or unit that does not exist; the text lists those that do."""

    def __init__(self, kind: str, name: object, known: tuple[str, ...]) -> None:
        super().__init__(f"There is no {kind} called {shown(name)}; there are {', '.join(known)}.")


class NotAllowedError(BadInputError):
    """A command that the present state does not allow."""


class NotFiniteError(BadInputError):
    """NaN or infinity where a number is needed."""


class FileError(BadInputError):
    """A file that cannot be read or written; the text names it, what is wrong with it and what to do."""


class LaterError(BadInputError):
    """A command that was begun could not be finished: nothing came of it.

    Attributes:
        command: the one that is meant.

    """

    def __init__(self, command: object, sentence: str) -> None:
        super().__init__(sentence)
        self.command = command
