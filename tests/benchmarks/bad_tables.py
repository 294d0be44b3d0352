"""How long bad tables of ten megabytes take to be refused, and how much memory that needs.

    python tests/benchmarks/bad_tables.py

The tables are those of tests/core/test_tables_large.py, read as the program reads them: preview, suggestion,
and the whole file in a session. Promised are 2 seconds and 100 MB.
"""

import gc
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "core")]

from tables_files import file_of, import_as_suggested, small_session  # noqa: E402
from test_tables_large import LARGE, resident  # noqa: E402

from core.errors import BadInputError  # noqa: E402


def main() -> None:
    """Print a line for each table."""
    session = small_session()
    gc.disable()  # as the program does, which collects its garbage in pauses
    print("| table | seconds | MB more | what is said |\n|---|---|---|---|")
    with TemporaryDirectory() as folder:
        for name, content in LARGE.items():
            path = file_of(Path(folder), content)
            Path("/proc/self/clear_refs").write_text("5")
            least, begun, said = resident(), perf_counter(), "nothing: it was read"
            try:
                import_as_suggested(session, path)
            except BadInputError as error:
                said = str(error)
            print(f"| {name} | {perf_counter() - begun:.2f} | {resident() - least:.0f} | {said} |")


if __name__ == "__main__":
    main()
