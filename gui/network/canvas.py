"""The canvas: paints one frame of the network, says when it has, and lets its numbers be edited."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.errors import BadInputError
from core.frame import Frame
from core.selection import Node, Selection
from gui.network.camera import Camera
from gui.network.card import beside, card, paint_card
from gui.network.columns import Columns
from gui.network.edge_choice import EdgeChoice
from gui.network.edges import colouring
from gui.network.editor import Subject, ValueEditor, computed_output, subject_of
from gui.network.headers import ZONE, column_of
from gui.network.highlight import exists
from gui.network.hint import begins, paint_hint
from gui.network.layout import Layout
from gui.network.map_plot import MapPlot
from gui.network.node_maps import MapPainter
from gui.network.picture import draw_ground, paint_ground, paint_network, smooth
from gui.network.viewport import Viewport
from gui.ratio import ratio_of
from gui.theme import DARK, Theme, nice_reach

BEYOND = 8.0
"""Pixels from the rim of a selected node to its card."""


class NetworkCanvas(Viewport):
    """Draws nodes, edges, biases and targets.

    Signals, besides those of a `Viewport`:
        painted: the `Frame` that is on the screen now.
        reach_changed: the end of the colour scale of edges and biases.
        asked: an `Edit`.
        reshaped: a `Reshaping` of the network.
        said: a sentence for the status bar.

    Attributes:
        frames_painted: how many new frames were painted.
        smooth: whether all of the last paint was anti-aliased.
        dashed: whether negative edges are dashed.
        fine: whether it is painted into a picture to be kept, with smooth edges whatever they cost.
        presented: whether it is on the stage of a presentation, where the keys are told elsewhere.
        editor: the field in which a number is edited.
        columns: the controls of the layers, and the menus.
        edge_choice: says how many edges are drawn, and lets a person choose.
        maps: paints what the nodes compute over the inputs.

    """

    painted = Signal(object)
    reach_changed = Signal(float)
    asked = Signal(object)
    reshaped = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first `show_frame`."""
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName("Network")  # what is selected is its description, by the status bar
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 110)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.frames_painted = 0
        self.smooth = self.fine = False
        self.dashed = True
        self._theme = DARK
        self._new = self._hint = self.presented = False
        self._reach = 1.0
        self._lit: tuple[Selection, ...] = ()
        self.maps = MapPainter()
        self._plot = MapPlot(self.maps)
        self.editor = ValueEditor(self)
        self.editor.asked.connect(self.asked)
        self.editor.said.connect(self.said)
        self.editor.closed.connect(self.setFocus)
        self.columns, self.edge_choice = Columns(self), EdgeChoice(self)
        for signal, way in (
            (self.columns.asked, self.asked),
            (self.columns.reshaped, self.reshaped),
            (self.columns.said, self.said),
            (self.columns.picked, self.picked),
            (self.columns.edit_wanted, self.on_edit_wanted),
            (self.pointed, self.columns.point),
            (self.camera_moved, self.on_camera_moved),
        ):
            signal.connect(way)

    def sizeHint(self) -> QSize:
        """Room for a network of a few layers."""
        return QSize(760, 500)

    # What is shown

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self._ground = None
        self.editor.set_theme(theme)
        self.columns.set_theme(theme)
        self.edge_choice.set_theme(theme)
        self.update()

    def set_hint(self, on: bool) -> None:
        """Show, at the very first moment of training, which key takes the first step."""
        self._hint = on
        self.update()

    @Slot(object)
    def light(self, selections: tuple[Selection, ...]) -> None:
        """Let these nodes, weights and biases stand out, and no others any longer."""
        if selections != self._lit:
            self._lit = selections
            self.update()

    def show_frame(self, frame: Frame) -> None:
        """Paint `frame` at the next opportunity; a canvas that nobody sees counts as painted."""
        old, self._frame, self._new = self._frame, frame, True
        if old is not None and old.record is not frame.record:
            self.editor.give_up()
        if old is None or old.n != frame.n:
            self._whole = None
            self._lit = ()
            self._set_hovered(None)
            self._look(Camera())
        if old is not None and _words(old) != _words(frame):
            self._whole = self._ground = None
        if old is not None and (old.n, old.view.edges) != (frame.n, frame.view.edges):
            self._reach = 0.0
        if old is not None and old.pick != frame.pick:
            self._follow_picked()
        self.columns.follow(frame)
        self.edge_choice.follow(frame)
        if self.isVisible() and not self.window().isMinimized():
            self.update()
        else:
            self.painted.emit(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the network out anew."""
        super().resizeEvent(event)
        self.edge_choice.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame; the parts that don't change come from a picture."""
        frame = self._frame
        painter = QPainter(self)
        if frame is None:
            painter.fillRect(self.rect(), QColor(self._theme.window))
            return
        layout = self._seen(frame)
        self._paint_ground(painter, layout, frame)
        shown = colouring(frame, self.dashed)
        self._fit_reach(frame)
        hovered = self.hovered if self.hovered and exists(layout, self.hovered) else None
        lit = [k for k in self._lit if exists(layout, k)]
        self.maps.follow(frame, self._theme)
        paint_network(
            painter, layout, frame, shown, self._reach, self._theme, hovered, lit, self.maps, self.fine
        )
        self.smooth = self.fine or smooth(frame)
        self._paint_above(painter, frame, hovered)
        painter.end()
        if self._new and not self.fine:
            self._new = False
            self.frames_painted += 1
            self.painted.emit(frame)

    def _paint_ground(self, painter: QPainter, layout: Layout, frame: Frame) -> None:
        """Paint what does not change as a picture of as many pixels as are wanted; files get outlines."""
        if painter.paintEngine().type() is not QPaintEngine.Type.Raster:
            painter.fillRect(self.rect(), QColor(self._theme.window))
            draw_ground(painter, layout, frame, self._theme)
            return
        ratio = ratio_of(painter)
        if self._ground is None or self._ground.devicePixelRatio() != ratio:
            self._ground = paint_ground(layout, frame, self._theme, self.size(), ratio)
        painter.drawPixmap(0, 0, self._ground)

    def _paint_above(self, painter: QPainter, frame: Frame, hovered: Selection | None) -> None:
        area = QRectF(self.rect())
        if self._hint and not self.presented and begins(frame):
            paint_hint(painter, area, self._theme, self.edge_choice.reach)
        if self._dragging or self.editor.subject is not None:
            return
        if hovered is not None and not self.just_picked:
            pictured = beside(self._plot, frame, hovered)
            paint_card(painter, card(frame, hovered), self.mouse, area, self._theme, pictured)
        elif (pictured := beside(self._plot, frame, frame.pick)) is not None:
            away = self._seen(frame).radius[frame.pick.l] + BEYOND
            place = self.place(frame.pick)
            paint_card(painter, card(frame, frame.pick), place, area, self._theme, pictured, away)

    def _fit_reach(self, frame: Frame) -> None:
        """Let the colour scale take in all edges, and biases where weights colour them."""
        by_weight = frame.view.edges == "w" or not frame.dC_dw
        reach = nice_reach(frame.theta if by_weight else frame.gradient, self._reach)
        if reach != self._reach:
            self._reach = reach
            self.reach_changed.emit(reach)

    # Editing

    @Slot()
    def edit_selected(self) -> None:
        """Let a person type another value for what is selected; for an output node, its target."""
        if self._frame is None:
            return
        if self._frame.pick is None:
            self.said.emit(
                "Select a weight, a bias, an input or an output first: then its number can be edited."
            )
        else:
            self._edit(self._frame.pick)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is clicked; on the ground, bring the whole network into view."""
        if self._frame is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        found, target = self._pointed_at(event.position())
        if target is not None:
            self._edit(Node(self._frame.L, target))
        elif found is None:
            self.fit()
        elif isinstance(found, Node) and found.l == self._frame.L:
            self.said.emit(computed_output(found))
        else:
            self._edit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit what is selected at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.edit_selected()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of what is under the mouse: a header, a node, a weight or a bias.

        By the keyboard it is that of what is selected.
        """
        if self._frame is None:
            return
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            at = QPointF(event.pos())
            l = column_of(self.laid_out(), at) if at.y() < ZONE else None
            thing = self.thing_at(at) if l is None else None
        else:
            l, thing = None, self._frame.pick
            at = QPointF() if thing is None else self.place(thing)
        place = self.mapToGlobal(at.toPoint())
        if l is not None:
            self.columns.open_layer(l, place)
        elif thing is not None:
            self._note_click(thing)
            self.columns.open_thing(thing, place)

    @Slot(object)
    def on_edit_wanted(self, selection: Selection) -> None:
        """Let a person type another value for what was chosen from a menu."""
        self._edit(selection)

    def _edit(self, selection: Selection) -> None:
        try:
            subject = subject_of(self._frame, selection)
        except BadInputError as error:
            self.said.emit(str(error))
            return
        self.editor.open(subject, self._place_of(subject))
        self.update()

    def _place_of(self, subject: Subject) -> QPointF:
        if subject.quantity == "y":
            return self._seen(self._frame).target(subject.at.i).center()
        return self.place(subject.at)

    @Slot()
    def on_camera_moved(self) -> None:
        """Keep the editor and the controls of a layer at their places."""
        self.columns.on_moved()
        if self.editor.subject is not None and self._frame is not None:
            self.editor.move_to(self._place_of(self.editor.subject))


def _words(frame: Frame) -> tuple[tuple[str, ...], ...]:
    """What is written on the ground besides symbols."""
    return frame.experiment.activations, frame.dataset.inputs
