"""Icons come from shipped outlines, in the colours asked for."""

import re

import pytest
from PySide6.QtGui import QIcon

from gui.actions import ACTIONS
from gui.drawing.tools import ICONS
from gui.icons import FOLDER, SIZE, icon

NAMES = sorted({spec.icon for spec in ACTIONS if spec.icon} | {"pause", "plus", *ICONS.values()})


def colours(shown, mode):
    """The opaque colours of an icon, as it is drawn in `mode`."""
    picture = shown.pixmap(SIZE, mode).toImage()
    pixels = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return {colour.name() for colour in pixels if colour.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_its_colour_and_paler_where_it_is_disabled(qapp, name):
    shown = icon(name, "#ff0000", "#00ff00")
    assert shown.availableSizes()
    assert colours(shown, QIcon.Mode.Normal) == {"#ff0000"}
    assert colours(shown, QIcon.Mode.Disabled) == {"#00ff00"}


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_keeps_to_its_square_and_names_its_origin(name):
    svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    size = float(re.search(r'viewBox="0 0 ([\d.]+) \1"', svg)[1])
    numbers = [float(k) for k in re.findall(r"[\d.]+", re.search(r' d="([^"]+)"', svg)[1])]
    assert numbers
    assert min(numbers) >= 0
    assert max(numbers) <= size
    assert "CC BY 4.0" in svg


def test_an_icon_that_is_not_shipped_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", "#ff0000", "#00ff00")
