"""The library that writes films, where it is installed: FFmpeg with its encoders, in one wheel."""

import importlib.util
import sys
from typing import Any

from core.errors import BadInputError

FORMS = ("mp4", "gif")
INSTALL = 'python -m pip install ".[video]"'
NOT_INSTALLED = f"GIF and MP4 files are written by PyAV, which is not installed; install it with: {INSTALL}."
LEFT_OUT = (
    "This build of Nablascope writes no films: the library for GIF and MP4 files is not in it; "
    "for films run Nablascope from its source, as its README.md says."
)


def why_missing() -> str:
    """Return the sentence that says why there are no films and what to do; nothing where there are."""
    if importlib.util.find_spec("av") is not None:
        return ""
    return LEFT_OUT if getattr(sys, "frozen", False) else NOT_INSTALLED


def library() -> Any:
    """Return the library; raises `BadInputError` with what to do where it is missing."""
    try:
        import av  # noqa: PLC0415 - optional, and it takes a tenth of a second
        import av.filter  # noqa: PLC0415
    except ImportError as error:
        raise BadInputError(why_missing()) from error
    return av
