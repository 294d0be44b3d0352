"""Files that hold sessions: a safe archive, and saving that is whole or not at all."""

from core.files.atomic import save
from core.files.boundary import FaultError, inside, reading, writing
from core.files.container import FORMAT, LIMIT, VERSION, Archive, pack, read, write
from core.files.container_zip import MANIFEST

__all__ = [
    "FORMAT",
    "LIMIT",
    "MANIFEST",
    "VERSION",
    "Archive",
    "FaultError",
    "inside",
    "pack",
    "read",
    "reading",
    "save",
    "write",
    "writing",
]
