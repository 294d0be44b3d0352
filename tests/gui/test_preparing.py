"""What the first frame did not need is there soon after, without anybody having asked for it."""

import subprocess
import sys
from pathlib import Path

from shiboken6 import isValid

from gui.preparing import Preparing, names

ROOT = Path(__file__).resolve().parents[2]
PREPARED = """
import sys
from gui.app import make_application
from gui.preparing import Preparing, names
application = make_application()
late = [name for name in names() if name not in sys.modules]
preparing = Preparing(application)
preparing.destroyed.connect(application.quit)
application.exec()
print(len(late), [name for name in late if name not in sys.modules])
print([name for name in ("numba", "llvmlite", "av") if name in sys.modules])
"""


def test_all_modules_are_there_in_the_end_and_then_it_is_gone(qtbot, qapp):
    preparing = Preparing(qapp)
    qtbot.waitUntil(lambda: not isValid(preparing))
    assert [name for name in names() if name not in sys.modules] == []


def test_what_may_be_missing_is_left_to_those_who_need_it():
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}){PREPARED}"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
    )
    late, brought = done.stdout.splitlines()
    count, missing = late.split(maxsplit=1)
    assert int(count) > 50
    assert (missing, brought) == ("[]", "[]")
    assert done.stderr == ""
