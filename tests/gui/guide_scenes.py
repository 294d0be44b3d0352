"""What is to be seen in the pictures of the user guide, after doing what leads to it."""

import brush
import run_list
from course import Learner
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from scene_parts import (
    USUAL,
    WIDE,
    after,
    example,
    experiment,
    flowers,
    four_heaps,
    select,
    settle,
    settle_still,
)

from gui.writing.fonts import number_font

APART = 10
"""Pixels between two parts that are shown below one another."""
BADGE = 17.0
"""Radius of a number on a picture."""


def below_one_another(window, *parts):
    """One picture of several parts of the window."""
    pictures = [part.grab().toImage() for part in parts]
    size = QSize(max(k.width() for k in pictures), sum(k.height() + APART for k in pictures) - APART)
    whole = QImage(size, QImage.Format.Format_RGB32)
    whole.fill(window.appearance.theme.window)
    painter, y = QPainter(whole), 0
    for picture in pictures:
        painter.drawImage(0, y, picture)
        y += picture.height() + APART
    painter.end()
    return whole


def taken_out(dock, width, height):
    """A panel in a window of its own, of a size that suits what is in it."""
    dock.setFloating(True)
    dock.resize(width, height)
    return dock


def numbered(window, places):
    """The window with a number in a disc at each of the `places`, from 1."""
    picture = window.grab().toImage()
    theme, painter = window.appearance.theme, QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(number_font(21))
    for k, at in enumerate(places, 1):
        box = QRectF(-BADGE, -BADGE, 2 * BADGE, 2 * BADGE).translated(QPointF(at))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(box)
        painter.setPen(QColor(theme.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(k))
    painter.end()
    return picture


def window_in_parts(open_window, tmp_path):
    """The whole window during a backward pass, a weight selected, its parts numbered."""
    driver = open_window(after(experiment("circle"), 2000), size=USUAL)
    select(driver, "w2.12")
    for _ in range(6):
        driver.step()
    settle_still(driver)
    window = driver.window

    def at(part, x, y):
        """A share of the way across a part of the window, and down."""
        return part.mapTo(window, QPoint(round(x * part.width()), round(y * part.height())))

    docks = window.docks
    return numbered(
        window,
        [
            at(window.transport, 0.73, 0.5), at(docks["controls"], 0.5, 0.95),
            at(docks["samples"], 0.55, 0.93), at(window.canvas, 0.5, 0.86),
            at(window.network.caption, 0.95, 0.24), at(docks["chain_rule"], 0.06, 0.32),
            at(docks["gradients"], 0.62, -0.09), at(docks["output"], 0.9, 0.62),
            at(window.timeline, 0.5, 0.5),
        ],
    )  # fmt: skip


def backward(open_window, tmp_path):
    """The network two phases before the update."""
    driver = open_window(size=USUAL)
    for _ in range(5):
        driver.step()
    settle_still(driver)
    return driver.window.network


def chain(open_window, tmp_path):
    """The product of a weight in the first of three layers."""
    sizes = {"n": (2, 3, 3, 1), "activations": ("tanh", "tanh", "sigmoid")}
    driver = open_window(after(experiment("circle", **sizes), 500), size=WIDE)
    select(driver, "w1.21")
    settle(driver)
    return driver.window.docks["chain_rule"]


def matrices(open_window, tmp_path):
    """The matrices while the backward pass is in layer 1."""
    driver = open_window(size=WIDE)
    driver.window.docks["matrices"].raise_()
    for _ in range(5):
        driver.step()
    settle_still(driver)
    return driver.window.docks["matrices"]


def runs(open_window, tmp_path):
    """Two runs in the cost plot, and below it the list of them."""
    driver = open_window(after(experiment("xor"), 1500), size=WIDE)
    run_list.fork(driver, 200, 6.0, 600)
    run_list.open_runs(driver)
    docks = driver.window.docks
    parts = taken_out(docks["cost"], 700, 220), taken_out(docks["runs"], 700, 170)
    settle(driver)
    return below_one_another(driver.window, *parts)


def data_import(open_window, tmp_path):
    """The dialog on the flowers, the plants' numbers left out."""
    dialog = flowers(open_window(size=WIDE), tmp_path)
    dialog.resize(900, 600)
    return dialog


def drawing(open_window, tmp_path):
    """The plane with four painted classes."""
    driver = open_window(after(brush.drawn(four_heaps(), 4), 15_000), size=(1700, 1150))
    brush.Hand(driver).take_brush()
    settle(driver)
    return driver.window.docks["output"]


def health(open_window, tmp_path):
    driver = example(open_window, "vanishing", 300, size=WIDE)
    panel = taken_out(driver.window.docks["health"], 640, 360)
    settle(driver)
    return panel


def lesson(open_window, tmp_path):
    """The first step of the first lesson, and the network that it is about."""
    learner = Learner(open_window(size=USUAL))
    learner.begin("forward")
    settle_still(learner.driver)
    return learner.window.network


GUIDE_SCENES = {
    "window": window_in_parts,
    "backward": backward,
    "chain": chain,
    "matrices": matrices,
    "runs": runs,
    "import": data_import,
    "drawing": drawing,
    "health": health,
    "lesson": lesson,
}
