"""The stage: what is presented, laid out as on a small screen and magnified to a large one.

Everything in it grows by one factor, type, lines and the gaps between them, and nothing in it needs to know.
"""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDockWidget,
    QFrame,
    QGraphicsProxyWidget,
    QGraphicsScene,
    QGraphicsView,
    QVBoxLayout,
    QWidget,
)

from gui.presenting.footer import Footer
from gui.presenting.veil import Black, Ring, Veil
from gui.theme import Theme, style_sheet

SMALL = QSizeF(800, 450)
"""A screen on which the network and one panel can still be seen: the one that is magnified, if it can be."""
USUAL = 2.0
"""How much things grow at most on a screen of 1920 × 1080; on a larger one they keep their share of it."""
AT_USUAL = 2.4
"""How often the small screen goes into that one."""
BELOW, BESIDE = (1, 1), (9, 5)
"""Shares of the network and of the panel below it or beside it."""


def magnification(room: QSize, least: QSize) -> float:
    """How much to magnify what needs at least `least` pixels, to fill `room`."""
    fits = min(room.width() / SMALL.width(), room.height() / SMALL.height())
    wanted = min(fits, max(USUAL, fits * USUAL / AT_USUAL))
    possible = min(room.width() / max(1, least.width()), room.height() / max(1, least.height()))
    return max(1.0, min(wanted, possible))


class Stage(QGraphicsView):
    """Magnifies the network and at most one dock; a veil lies over what is not spoken about.

    Signals:
        pointed: where the mouse is, in pixels before they are magnified.
        arranged: everything may be at another place.

    Attributes:
        inner: what is magnified.
        dock: the dock on the stage, if there is one.
        footer: its last line.
        veil, ring, black: what lies over it.

    """

    pointed = Signal(QPointF)
    arranged = Signal()

    def __init__(self, network: QWidget, theme: Theme) -> None:
        """Take `network` onto the stage."""
        super().__init__()
        self.setObjectName("stage")
        self.setAccessibleName("Presentation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setAcceptDrops(False)  # the window takes what is dropped
        self.viewport().setMouseTracking(True)
        self.network, self.dock = network, None
        self.inner, self.footer = QWidget(), Footer()
        self.inner.setStyleSheet(style_sheet(theme))
        self._arrange()
        network.show()
        self.setScene(QGraphicsScene(self))
        self._proxy = self.scene().addWidget(self.inner)
        self.veil, self.black = Veil(self._proxy), Black()  # menus that open on the stage lie above the veil
        self.ring = Ring(self.veil)
        self.scene().addItem(self.black)
        self.inner.installEventFilter(self)
        self._colour(theme)

    def _arrange(self) -> None:
        column, box = QVBoxLayout(self.inner), QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for layout in (column, box):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        box.addWidget(self.network)
        column.addLayout(box, 1)
        column.addWidget(self.footer)
        self._box = box

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.inner.setStyleSheet(style_sheet(theme))
        self._colour(theme)

    def _colour(self, theme: Theme) -> None:
        self.setBackgroundBrush(QColor(theme.window))
        self.veil.set_theme(theme)
        self.ring.set_theme(theme)
        self.footer.set_theme(theme)

    # What is on the stage

    def show_dock(self, dock: QDockWidget | None, below: bool) -> None:
        """Put `dock` below the network or beside it; whatever was there has been taken away."""
        self.dock = dock
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.TopToBottom if below else directions.LeftToRight)
        if dock is not None:
            self._box.addWidget(dock)
            for place, share in enumerate(BELOW if below else BESIDE):
                self._box.setStretch(place, share)
            dock.show()
        self.fit()

    def take_dock(self) -> QDockWidget | None:
        """Take the dock from the stage, hidden; return it."""
        dock, self.dock = self.dock, None
        if dock is not None:
            dock.hide()
            dock.setFloating(False)  # or else it would go with the stage
            self._box.removeWidget(dock)
        return dock

    def clear(self, home: QWidget) -> None:
        """Take everything from the stage, which can't be used again; cards and the like go `home`."""
        self.inner.removeEventFilter(self)
        self._give_back_popups()
        self._box.removeWidget(self.network)
        for part in self.inner.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if part is not self.footer:
                part.setParent(home)  # at once: with no style between two, choices would be made anew
        self._proxy.setWidget(None)
        self.inner.deleteLater()

    def _give_back_popups(self) -> None:
        """Close menus and lists of choices that have been open on the stage: or else it would delete them."""
        for item in self._proxy.childItems():
            proxy = item.toGraphicsObject()  # before 6.12 the item itself does not say what it is
            if isinstance(proxy, QGraphicsProxyWidget) and (popup := proxy.widget()) is not None:
                popup.close()
                proxy.setWidget(None)

    # Sizes

    def fit(self) -> None:
        """Magnify as much as there is room."""
        room = self.viewport().size()
        factor = magnification(room, self.inner.minimumSizeHint())
        size = QSizeF(room) / factor
        self.resetTransform()
        self.scale(factor, factor)
        self.inner.resize(size.toSize())
        self.scene().setSceneRect(QRectF(QPointF(), size))
        self.black.setRect(self.sceneRect())
        self.arranged.emit()

    @property
    def factor(self) -> float:
        """How much everything is magnified."""
        return self.transform().m11()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new size."""
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is magnified may need more room, or less, than before."""
        if event.type() is QEvent.Type.LayoutRequest:
            factor = magnification(self.viewport().size(), self.inner.minimumSizeHint())
            if abs(factor - self.factor) > 1e-6:
                self.fit()
            else:
                self.arranged.emit()
        return False

    def place_of(self, part: QWidget) -> QRectF:
        """Where a part of what is magnified is."""
        return QRectF(QPointF(part.mapTo(self.inner, part.rect().topLeft())), QSizeF(part.size()))

    def seen_of(self, part: QWidget) -> QRectF:
        """The same, but only what is seen of a part that scrolls."""
        seen = part.visibleRegion().boundingRect()
        return QRectF(QPointF(part.mapTo(self.inner, seen.topLeft())), QSizeF(seen.size()))

    @property
    def focused(self) -> QWidget | None:
        """The part of what is magnified that has the keyboard."""
        return self.inner.focusWidget()

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where it is."""
        super().mouseMoveEvent(event)
        self.pointed.emit(self.mapToScene(event.position().toPoint()))

    def keep_picture(self, on: bool) -> None:
        """Keep a picture of what is magnified: a light that moves need not have all of it painted anew."""
        modes = self._proxy.CacheMode
        self._proxy.setCacheMode(modes.DeviceCoordinateCache if on else modes.NoCache)

    @Slot()
    def turn_black(self) -> None:
        """Show nothing, or everything again."""
        self.black.setVisible(not self.black.isVisible())
