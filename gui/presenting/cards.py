"""Cards over the stage: what is under the mouse, told beside it."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRectF

from core.frame import Frame
from gui.network.card import beside, card, card_box
from gui.network.highlight import exists
from gui.network.map_plot import MapPlot
from gui.plots.card import Card
from gui.presenting.stage import Stage


def cards(window: Any, stage: Stage, frame: Frame) -> Iterator[QRectF]:
    """Where on `stage` there are cards at the moment of `frame`: over the canvas, and beside a plot."""
    canvas = window.canvas
    hovered = canvas.hovered
    if hovered is not None and not canvas.just_picked and exists(canvas.laid_out(), hovered):
        pictured = beside(MapPlot(canvas.maps), frame, hovered)
        box = card_box(card(frame, hovered), canvas.mouse, QRectF(canvas.rect()), pictured)
        yield box.translated(stage.place_of(canvas).topLeft())
    for told in stage.inner.findChildren(Card):
        if told.isVisible():
            yield stage.place_of(told)
