"""Tries a program that was built: it starts without Python, trains XOR, draws its window, and ends with 0.

    python resources/packaging/smoke.py [dist/nablascope]

Without a screen it trains and writes a picture; then, on the screen there is or on a virtual one (xvfb-run),
it opens its window, trains at full speed for two seconds, and closes. Whatever goes wrong ends this with a
sentence.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

BUILT = Path(__file__).resolve().parents[2] / "dist" / "nablascope"
PROGRAM = "nablascope.exe" if sys.platform == "win32" else "nablascope"
STEPS, LEARNED = 5000, 0.02
HANG = 120
PNG = b"\x89PNG\r\n\x1a\n"
NOT_WANTED = ("PYTHON", "QT_", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_", "XDG_")
"""What of this environment the program must do without."""


class BuiltError(Exception):
    """One sentence."""


def bare(home: str, **more: str) -> dict[str, str]:
    """An environment without Python, Qt, screen and settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(NOT_WANTED)}
    return (
        kept | {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home} | more
    )


def run(command: list[str], folder: str, **more: str) -> dict:
    """Run it to its end; return the line of JSON that it prints."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=bare(folder, **more),
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    if done.returncode:
        raise BuiltError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def draws(program: Path, folder: str) -> dict:
    """It trains without a screen, and draws."""
    picture = Path(folder) / "picture.png"
    told = run([str(program), "--dataset", "xor", "--steps", str(STEPS), "--snapshot", str(picture)], folder)
    if told["step"] != STEPS or not told["cost"] < LEARNED:
        raise BuiltError(f"It has not learned XOR: {told}")
    if not picture.read_bytes().startswith(PNG):
        raise BuiltError("It has drawn no picture.")
    return told


def opens(program: Path, folder: str) -> dict | None:
    """It opens its window where there is a screen, be it a virtual one; None where there is none."""
    command = [str(program), "--dataset", "xor", "--measure", "2"]
    screen = {k: os.environ[k] for k in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR") if k in os.environ}
    if sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(screen):
        if shutil.which("xvfb-run") is None:
            return None
        command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", *command]
    told = run(command, folder, **screen)
    if told["steps"] < 100:
        raise BuiltError(f"It has hardly trained: {told['steps']} steps.")
    return told


def main(built: Path) -> int:
    """Try it, and say what was seen."""
    with TemporaryDirectory() as folder:
        try:
            drawn, opened = draws(built / PROGRAM, folder), opens(built / PROGRAM, folder)
        except (BuiltError, OSError, ValueError, subprocess.TimeoutExpired) as error:
            print(error, file=sys.stderr)
            return 1
    print(f"XOR learned in {drawn['step']} steps, cost {drawn['cost']:.2g}, picture drawn", end="; ")
    print(
        "no screen to open a window on"
        if opened is None
        else f"window opened, {opened['steps']} steps in 2 s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else BUILT))
