"""What this process holds of the system: memory, threads and open files."""

import os
import sys
import threading


def resident_megabytes() -> float | None:
    """Memory of this process that is in use now; its peak where the system tells only that; or None."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return round(int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)
    except OSError:
        pass
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)


def threads() -> int:
    """How many threads there are: all of the system's where it tells, otherwise Python's."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


def open_files() -> int | None:
    """How many files, pipes and sockets are open, or None where the system doesn't tell."""
    for folder in ("/proc/self/fd", "/dev/fd"):
        try:
            return len(os.listdir(folder)) - 1  # the folder itself was open while it was read
        except OSError:
            continue
    return None
