"""Dataclasses whose methods are written when the first of them is made, not when they are declared.

The standard library writes and compiles half a dozen methods for each class, which takes a third of a
millisecond. The window declares more than a hundred and makes few of them before its first frame: a tenth of
its start. Nothing else is different, but that the class itself, as long as there is nothing of it, does not
know its fields yet.
"""

import dataclasses
from threading import RLock
from typing import TYPE_CHECKING

__all__ = ["complete", "dataclass"]

_lock = RLock()
_waiting: dict[type, dict[str, bool]] = {}

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(**options):
        """Declare what `dataclasses.dataclass(**options)` would; `slots` is not among the options."""
        return lambda cls: _declared(cls, options)


def _declared(cls: type, options: dict[str, bool]) -> type:
    def __new__(kind: type, /, *given: object, **named: object) -> object:  # noqa: N807 - it becomes the method
        if cls in _waiting:
            _complete(cls)
        return object.__new__(kind)

    cls.__new__ = __new__  # type: ignore[assignment,method-assign]
    _waiting[cls] = options
    return cls


def complete(most: int) -> int:
    """Write the methods of `most` of the classes that wait, if one has the time to; return of how many."""
    chosen = list(_waiting)[:most]
    for cls in chosen:
        _complete(cls)
    return len(chosen)


def _complete(cls: type) -> None:
    """Write the methods of `cls`, those of what it is based on first; any thread may be the first."""
    with _lock:
        for kind in reversed(cls.__mro__):
            if kind in _waiting:
                dataclasses.dataclass(**_waiting[kind])(kind)
                del _waiting[kind]
