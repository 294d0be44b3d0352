"""Compiles the kernel into a folder: `python -m core.kernel.compiling FOLDER`, in a process of its own.

Compiling takes some fifteen seconds and the interpreter with it; in another process the window never waits.
"""

import os
import sys
import tempfile
import threading
from pathlib import Path
from time import sleep

from core.kernel.folder import clean, finish, is_whole

WATCH_SECONDS = 1.0


def compile_into(place: Path) -> None:
    """Fill the folder `place`, unless it is there. Raises `OSError` where it can't be made."""
    if is_whole(place):
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f"{place.name}.begun", dir=place.parent))
    os.environ["NUMBA_CACHE_DIR"] = str(made)  # numba reads it as it is imported
    from core.kernel.steps import load  # noqa: PLC0415

    load()
    finish(made, place)
    clean(place)


def main() -> int:
    """Compile, as a modest child that does not outlive who began it."""
    if hasattr(os, "nice"):
        os.nice(10)
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    try:
        compile_into(Path(sys.argv[1]))
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        sleep(WATCH_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
