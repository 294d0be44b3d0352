"""Brings the compiled steps: in a thread and, the first time, a process of their own; numpy runs meanwhile.

Nothing here imports numba before the thread does, and nobody ever waits for it.
"""

import gc
import importlib.util
import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from core.arithmetic import ARITHMETIC, Compiled

if TYPE_CHECKING:
    import subprocess

SWITCH = "NABLASCOPE_ARITHMETIC"
"""Set to `numpy` this variable of the environment lets numpy do everything."""

ROOT = Path(__file__).resolve().parents[2]
END_SECONDS = 1.5
QUIETLY = 0x08004000
"""On Windows: without a console, and behind the window."""
PIECES = ("llvmlite.binding", "numba", "numba.extending", "core.kernel.steps", "core.kernel.bound")
"""What is imported one after another, so that it can be ended in between."""


class Engine:
    """Finds or compiles the kernel, and hands it over when it is asked to.

    Attributes:
        trouble: one sentence, why there are no compiled steps; "" where there are, or will be.

    """

    def __init__(self) -> None:
        """Nothing is begun."""
        self.trouble = self._untold = ""
        self._found: Compiled | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        self._lock = threading.Lock()

    @property
    def pending(self) -> bool:
        """Whether compiled steps may still come."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def ready(self) -> bool:
        """Whether they are there."""
        return ARITHMETIC.compiled is not None

    def begin(self, switch: str | None = None) -> None:
        """Begin to bring them, unless somebody wants numpy or numba is not installed; returns at once."""
        wanted = os.environ.get(SWITCH, "") if switch is None else switch
        if self._thread is not None or wanted == "numpy" or importlib.util.find_spec("numba") is None:
            return
        self._ended.clear()
        self._thread = threading.Thread(target=self._bring, name="compiling", daemon=True)
        self._thread.start()

    def look(self) -> str:
        """Take what has come; to be called between two steps, by whoever makes them.

        Returns a sentence for the log if there is something to tell, once.
        """
        if self._found is not None:
            ARITHMETIC.compiled, self._found = self._found, None
        told, self._untold = self._untold, ""
        return told

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until they have come or can't; returns whether they have, and takes them."""
        if self._thread is not None:
            self._thread.join(seconds)
        self.look()
        return self.ready

    def end(self) -> bool:
        """Stop whatever is under way; returns whether that was done in time."""
        with self._lock:
            self._ended.set()
            if self._child is not None:
                self._child.kill()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(END_SECONDS)
        return thread is None or not thread.is_alive()

    # In the thread

    def _bring(self) -> None:
        try:
            self._found = self._compiled()
        except Exception as error:  # whatever it is, numpy goes on
            self._tell(f"The compiled steps can't be used, numpy runs: {_one_line(error)}.")

    def _tell(self, trouble: str) -> None:
        self.trouble = self._untold = trouble

    def _compiled(self) -> Compiled | None:
        from core.kernel.folder import digest, folder, is_whole, note_use  # noqa: PLC0415

        place = folder()
        if not is_whole(place):
            self._compile(place)
        if self._ended.is_set() or not is_whole(place) or folder() != place:  # sources may have changed
            return None
        note_use(place)
        try:
            steps = self._load(place)
        except Exception:
            shutil.rmtree(place, ignore_errors=True)  # the next start makes it anew
            raise
        return None if steps is None else Compiled(f"kernel {digest()}, {ARITHMETIC.numpy}", steps)

    def _load(self, place: Path) -> Callable[..., None] | None:
        os.environ["NUMBA_CACHE_DIR"] = str(place)
        for name in PIECES:
            if self._ended.is_set():
                return None
            importlib.import_module(name)
            _set_aside()
        modules = sys.modules
        modules["core.kernel.steps"].load()
        _set_aside()
        steps: Callable[..., None] = modules["core.kernel.bound"].compiled_steps
        return steps

    def _compile(self, place: Path) -> None:
        """Let a child compile, and wait for it."""
        with self._lock:
            if self._ended.is_set():
                return
            self._child = child = _start(place)
        _, said = child.communicate()
        if child.returncode and not self._ended.is_set():
            lines = said.decode(errors="replace").strip().splitlines()
            why = lines[-1] if lines else f"compiling ended with {child.returncode}"
            self._tell(f"The compiled steps could not be made, numpy runs: {why.rstrip('.')}.")


def _set_aside() -> None:
    """Where garbage is looked for at chosen moments only, let that not look through all of the compiler."""
    if not gc.isenabled():
        gc.freeze()


def _start(place: Path) -> "subprocess.Popen[bytes]":
    import subprocess  # noqa: PLC0415 - not a part of every start

    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH", "")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.Popen(
        [sys.executable, "-m", "core.kernel.compiling", str(place)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=os.name == "posix",
        creationflags=0 if os.name == "posix" else QUIETLY,
    )


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split())[:300] or type(error).__name__
    return text.rstrip(".")


ENGINE = Engine()
"""The one of this process."""
