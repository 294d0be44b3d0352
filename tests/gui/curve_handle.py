"""The handle of the curve: where it is, how it is dragged, and what the cost there is by hand."""

from by_hand import Pass
from driving import Button
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest


def at_w(bench):
    return float(bench.frame.w[2][1, 3])


def press(bench, port):
    """Press the button on the handle; returns where."""
    at = bench.page.view.place_of_handle()
    QTest.mousePress(port, Button.LeftButton, pos=at)
    return at


def drag(bench, port, by):
    """Drag the handle so many pixels, and let it go."""
    at = press(bench, port)
    QTest.mouseMove(port, at + QPoint(by, 0))
    QTest.mouseRelease(port, Button.LeftButton, pos=at + QPoint(by, 0))


def ranges(bench):
    return [tuple(k) for k in bench.page.view.plot.box.viewRange()]


def cost_by_hand(frame, pick, value):
    w, b = [k.copy() for k in frame.w], [k.copy() for k in frame.b]
    if pick.B is None:
        b[pick.l][pick.A, 0] = value
    else:
        w[pick.l][pick.A, pick.B] = value
    return Pass(w, b, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0]).C
