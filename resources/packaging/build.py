"""Builds the program as a folder that needs no Python, tries it, and packs it to be handed out.

    python -m pip install ".[build]" && python resources/packaging/build.py

The folder is `dist/nablascope`, and beside it stands the same as one file: tar.gz, or zip on Windows. What is
built runs on systems like the one that it was built on, and newer ones. `--untried` leaves the trial out.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DIST, WORK = ROOT / "dist", ROOT / "build"
BUILT = DIST / "nablascope"


def build() -> None:
    """Draw the icons and let PyInstaller do its work."""
    icons = WORK / "icons"
    subprocess.run([sys.executable, str(HERE / "icons.py"), str(icons)], check=True)
    command = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(DIST)]
    subprocess.run(
        [sys.executable, *command, "--workpath", str(WORK), str(HERE / "nablascope.spec")],
        cwd=ROOT,
        env=os.environ | {"NABLASCOPE_ICONS": str(icons)},
        check=True,
    )


def furnish() -> None:
    """Put beside the program what goes with it."""
    shutil.copy(ROOT / "LICENSE", BUILT)
    if sys.platform.startswith("linux"):
        share = BUILT / "share"
        (share / "applications").mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "nablascope.desktop", share / "applications")
        shutil.copytree(WORK / "icons" / "hicolor", share / "icons" / "hicolor", dirs_exist_ok=True)
        shutil.copy(HERE / "install.sh", BUILT)


def pack() -> Path:
    """Pack the folder, named by version and system."""
    sys.path.insert(0, str(ROOT))
    from gui.shell.about import VERSION

    name = f"nablascope-{VERSION}-{platform.system().lower()}-{platform.machine().lower()}"
    form = "zip" if sys.platform == "win32" else "gztar"
    return Path(shutil.make_archive(str(DIST / name), form, DIST, BUILT.name))


def megabytes(path: Path) -> float:
    """The size of a file, or of all that is in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(k.stat().st_size for k in files if k.is_file() and not k.is_symlink()) / 1e6


def main() -> int:
    """Build, try, pack, and say what there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--untried", action="store_true")
    arguments = parser.parse_args()
    build()
    furnish()
    if not arguments.untried:
        subprocess.run([sys.executable, str(HERE / "smoke.py"), str(BUILT)], check=True)
    packed = pack()
    print(f"{BUILT.relative_to(ROOT)} {megabytes(BUILT):.0f} MB, ", end="")
    print(f"{packed.relative_to(ROOT)} {megabytes(packed):.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
