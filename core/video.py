"""The library that writes films, where it is installed: FFmpeg with its encoders, in one wheel."""

import importlib.util
import sys
from typing import Any

from core.errors import BadInputError

FORMS = ("mp4", "gif")
INSTALL = 'python -m pip install ".[video]"'
_WHY = "is not installed" if not getattr(sys, "frozen", False) else "is only used by the program's source"
MISSING = f"GIF and MP4 files are written by PyAV, which {_WHY}; install it with: {INSTALL}."


def is_missing() -> bool:
    """Whether Python finds no such library."""
    return importlib.util.find_spec("av") is None


def library() -> Any:
    """Return the library; raises `BadInputError` with the command that installs it where it is missing."""
    try:
        import av  # noqa: PLC0415 - optional, and it takes a tenth of a second
        import av.filter  # noqa: PLC0415
    except ImportError as error:
        raise BadInputError(MISSING) from error
    return av
