"""What a window keeps of itself in a session file: a line of JSON, and back again.

Such a file may be anybody's: whatever in it is not what this program writes is passed over, piece by piece.
"""

import json
from base64 import b64decode, b64encode
from typing import Any

from PySide6.QtCore import QByteArray

from gui.shell.switches import switches
from gui.shell.transport import SPEEDS
from gui.writing.digits import FEWEST, MOST

LONGEST = 65_536
LONGEST_LAYOUT = 16_384
"""Characters of all of it, and of the places of the docks."""


def window_text(window: Any) -> str:
    """Where the docks of `window` are, how numbers are written, how fast it runs, how it draws."""
    return json.dumps(
        {
            "docks": _in_letters(window.dock_layout.state()),
            "size": [window.width(), window.height()],
            "geometry": _in_letters(window.saveGeometry()),
            "digits": window.digits.count,
            "speed": SPEEDS[window.transport.slider.value()].words,
            "logarithmic": window.cost.log.isChecked(),
            "accuracy": window.cost.bar.accuracy.isChecked(),
            "examples": sorted(window.guiding.begun),
            "switches": {name: k.button.isChecked() for name, k in switches(window).items()},
        }
    )


def arrange_window(window: Any, text: str, move: bool = False) -> None:
    """Let `window` be as `text` says; it stays where it is, and as large, unless it is to `move`."""
    said = _read(text)
    if move:
        window.restoreGeometry(_bytes(said.get("geometry")))
    window.dock_layout.restore(_bytes(said.get("docks")))
    size = said.get("size")
    if isinstance(size, list) and size != [window.width(), window.height()]:
        window.dock_layout.share_room()  # what suits a large window leaves the network no room in a small one
    digits = said.get("digits")
    if type(digits) is int and FEWEST <= digits <= MOST:
        window.digits.set(digits)
    speeds = [speed.words for speed in SPEEDS]
    if said.get("speed") in speeds:
        window.transport.slider.setValue(speeds.index(said["speed"]))
    if isinstance(said.get("logarithmic"), bool):
        window.cost.log.setChecked(said["logarithmic"])
    if isinstance(said.get("accuracy"), bool):
        window.cost.show_accuracy(said["accuracy"])
    window.guiding.bring_back(said.get("examples"))
    put = said.get("switches")
    for name, switch in switches(window).items():
        if isinstance(put, dict) and isinstance(put.get(name), bool):
            switch.put(put[name])


def _in_letters(data: QByteArray) -> str:
    return b64encode(data.data()).decode("ascii")


def _bytes(text: Any) -> QByteArray:
    """What `text` stands for; nothing where it is no such text."""
    try:
        if not isinstance(text, str) or len(text) > LONGEST_LAYOUT:
            return QByteArray()
        return QByteArray(b64decode(text, validate=True))
    except ValueError:
        return QByteArray()


def _read(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
