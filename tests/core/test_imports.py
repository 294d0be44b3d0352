"""The core is numpy and the standard library: no Qt, whoever looks."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "core").rglob("*.py"))
MODULES = [".".join(k.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for k in FILES]
QT = ("PySide6", "shiboken6", "pyqtgraph", "qtawesome")

BLOCKED = f"""
import importlib, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {QT!r}:
            raise ImportError(name + " is blocked")

sys.meta_path.insert(0, Blocker())
for name in {MODULES!r}:
    importlib.import_module(name)
from core.commands import Step
from core.session import Session
session = Session()
session.apply(Step("epoch"))
session.finish()
found = {{name.partition(".")[0] for name in sys.modules}}
assert not found & {{*{QT!r}, "gui"}}, found
"""

EACH = f"""
import importlib, os, traceback
import numpy  # has no part in the order of ours, and is what takes the time

def bad(name):
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        importlib.import_module(name)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)

found = [name for name in {MODULES!r} if bad(name)]
assert not found, found
"""


def run(*arguments):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_is_found():
    assert {"core", "core.network", "core.backprop", "core.datasets", "core.session"} <= set(MODULES)


def test_core_works_where_there_is_no_qt():
    run("-W", "error", "-c", BLOCKED)


def test_core_says_how_many_threads_before_numpy_is_imported():
    run("-c", "import os, sys, core; assert 'numpy' not in sys.modules; os.environ['OPENBLAS_NUM_THREADS']")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="every module would need a whole start of Python")
def test_each_module_can_be_imported_first():
    run("-W", "error", "-c", EACH)


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield node.module


def test_each_module_imports_numpy_and_the_standard_library():
    for file in FILES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found = {name.partition(".")[0] for name in imported(tree)}
        optional = {"numba", "llvmlite"} if file.parent.name == "kernel" else set()
        optional |= {"av"} if file.name == "video.py" else set()
        assert found <= {"core", "numpy", *optional, *sys.stdlib_module_names}, file


def test_the_import_contracts_hold():
    run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")
