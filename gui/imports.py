"""Imports without PySide6's look into every module: it would read the source of all that come after it.

WORKAROUND: for the sake of `from __feature__ import ...`, PySide6 (6.11) puts an import of its own in the
place of the one there was. It then reads the text of each module, which Python keeps from then on, to see
whether the word PySide6 is in there: for hundreds of modules that takes a tenth of the start. None of them
asks for such a feature.

To be imported after PySide6, and before whatever need not be read.
"""

import builtins


def import_unread() -> None:
    """Put back the import that PySide6 has put its own before; one of somebody else stays."""
    if builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


import_unread()
