"""Array operations bound once to the arrays that they read and fill, to be performed many times.

On small arrays numpy spends its time on finding out what it is asked for. A pass is
therefore a tuple of calls whose arguments are fixed: performing it is nothing but the calls.
"""

from collections.abc import Callable
from functools import partial

Operation = Callable[[], object]
Operations = tuple[Operation, ...]

bind = partial
"""`bind(f, a, b, out)` is the operation f(a, b, out); an output by position is found sooner than by name."""


def perform(operations: Operations) -> None:
    """Perform them one after another."""
    for operation in operations:
        operation()
