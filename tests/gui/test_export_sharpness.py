"""Pictures that are larger than the screen have all their pixels, and files of outlines look like them."""

import base64
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pytest
from export_dialogs import SVG, pixels
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from core.experiment import default_experiment
from gui.exporting.drawing import svg_of
from gui.exporting.images import LINKS
from gui.exporting.rendering import drawing_of, image_of
from gui.ratio import draw_part
from gui.writing.fonts import number_font, ui_font


def blocks(widget, scale=3):
    """A picture of `widget`, (height, scale, width, scale, 3): each pixel of the screen with its own."""
    found = pixels(image_of(widget, scale))
    height, width = widget.height(), widget.width()
    return found.reshape(height, scale, width, scale, 3)


def sharp(widget):
    """How many pixels of the screen have an edge within them."""
    return int(np.count_nonzero(np.ptp(blocks(widget), axis=(1, 3)).max(axis=2) > 60))


def written(drawing):
    """The file of a drawing."""
    file = BytesIO()
    shares = list(drawing(file))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    return file.getvalue()


def read(drawing):
    """The root of a drawing, or of its file."""
    return ElementTree.fromstring(drawing if isinstance(drawing, bytes) else written(drawing))


def images(root):
    """The pictures in a drawing, as they are written there."""
    data = [k.get(f"{LINKS}href").partition(",")[2] for k in root.iter(f"{SVG}image")]
    return [QImage.fromData(base64.b64decode(k)) for k in data]


@pytest.fixture
def circle(open_window):
    """A window with dots and maps, a step done."""
    driver = open_window(default_experiment("circle"), size=(1200, 750))
    driver.step("step")
    driver.wait_for(lambda frame: frame.output is not None)
    return driver


def test_what_is_kept_as_a_picture_is_painted_anew(circle):
    for name in ("output", "confusion", "check", "landscape"):
        dock = circle.window.docks[name]
        dock.raise_()
        circle.until(lambda name=name: name in circle.window.dock_layout.visible)
        circle.wait_for(lambda frame, name=name: name in frame.view.panels)
        panel = dock.widget()
        circle.until(lambda panel=panel: sharp(panel) > 120)
    plane = circle.window.output
    seen = pixels(plane.grab().toImage())
    image_of(plane, 3)
    assert np.array_equal(pixels(plane.grab().toImage()), seen), "and the screen is as it was"


def test_icons_have_all_pixels(circle):
    button = circle.button("run")
    place = QRect(0, 0, button.height(), button.height())
    whole = image_of(button, 3).copy(QRect(0, 0, 3 * place.width(), 3 * place.height()))
    smooth = Qt.TransformationMode.SmoothTransformation
    enlarged = image_of(button).copy(place).scaled(whole.size(), mode=smooth)
    assert blurred(whole) < 0.7 * blurred(enlarged)


def blurred(image):
    """The share of pixels that are neither ink nor ground."""
    grey = pixels(image).sum(axis=2)
    share = (grey - grey.min()) / np.ptp(grey)
    return np.mean((share > 0.15) & (share < 0.85))


def test_an_icon_is_where_it_was(circle):
    for name in ("run", "reset", "phase"):
        button = circle.button(name)
        averaged = blocks(button).mean(axis=(1, 3))
        assert np.abs(averaged - pixels(image_of(button))).mean() < 4


@pytest.fixture
def shown(qtbot):
    """A label on the screen."""
    label = QLabel()
    qtbot.addWidget(label)
    label.resize(200, 30)
    label.show()
    return label


def widths(label, text):
    """How far its outline reaches in a drawing, in pixels of the screen."""
    label.setText(text)
    [path] = [k for k in read(svg_of(label, "", "")).iter(f"{SVG}path") if k.get("aria-label") == text]
    across = float(path.get("transform").split("scale(")[1].split()[0])
    places = path.get("d").replace("M", " ").replace("L", " ").replace("C", " ").split()
    return across * max(float(k) for k in places[::2])


def test_digits_are_as_wide_as_on_the_screen(shown):
    shown.setFont(number_font(14))
    narrow, wide = (widths(shown, text) for text in ("1.1111", "0.0001"))
    assert narrow == pytest.approx(wide, abs=0.5), "each takes the room of any other"
    shown.setFont(ui_font(10))
    narrow, wide = (widths(shown, text) for text in ("1.1111", "0.0001"))
    assert narrow < wide - 5


class Squares(QWidget):
    """Paints a picture of six pixels as large squares, and a part of it below."""

    scale = 1

    def paintEvent(self, event):
        painter = QPainter(self)
        image = QImage(3, 2, QImage.Format.Format_RGB32)
        for k, name in enumerate(("red", "green", "blue", "yellow", "cyan", "magenta")):
            image.setPixelColor(k % 3, k // 3, QColor(name))
        painter.drawImage(QRectF(0, 0, 60 * self.scale, 40 * self.scale), image)
        draw_part(painter, QRectF(0, 40, 20, 20), image, QRect(1, 0, 1, 1))
        painter.end()


@pytest.fixture
def squares(qtbot):
    """Such a widget."""
    found = Squares()
    qtbot.addWidget(found)
    found.resize(60, 60)
    found.show()
    return found


def test_squares_stay_squares_where_others_smooth_pictures(squares):
    root = read(drawing_of(squares, "", ""))
    [image] = images(root)
    assert image.width() >= 60 * 4
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert len(colours) == 6, "none is between two"
    [element] = root.iter(f"{SVG}image")
    assert (element.get("width"), element.get("height")) == ("60", "40")


def test_a_large_picture_has_squares_as_well(squares):
    squares.scale = 15
    squares.resize(900, 900)
    [image] = images(read(drawing_of(squares, "", "")))
    assert 900 <= image.width() < 4 * 900


def test_a_part_of_a_picture_is_not_all_of_it(squares):
    root = read(drawing_of(squares, "", ""))
    assert "#008000" in {k.get("fill") for k in root.iter(f"{SVG}rect")}, "one pixel of one colour"
    seen = squares.grab().toImage()
    assert seen.pixelColor(10, 50).name() == "#008000"


def test_a_drawing_of_a_plane_has_dots_and_letters(circle):
    root = read(drawing_of(circle.window.output, "", ""))
    assert len(list(root.iter(f"{SVG}circle"))) + len(list(root.iter(f"{SVG}ellipse"))) >= 250
    read_words = {k.get("aria-label") for k in root.iter() if k.get("aria-label")}
    assert {"0", "1"} <= read_words, "the numbers at the axes"
    assert all(image.width() > 300 for image in images(root)), "the map has more pixels than on the screen"


def test_grounds_are_no_pictures(circle):
    assert not images(read(drawing_of(circle.window.cost, "", "")))


def test_a_drawing_is_of_the_moment_at_which_it_was_painted(circle):
    canvas = circle.window.canvas
    now = written(drawing_of(canvas, "", ""))
    painted = drawing_of(canvas, "", "")
    circle.step("step")
    circle.until(lambda: written(drawing_of(canvas, "", "")) != now)
    assert written(painted) == now
