import json
import math
import runpy
from itertools import pairwise

import pytest
from PySide6.QtCore import QBuffer, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from gui.writing import equations
from gui.writing.equations import FOLDER, UnknownEquationError, equation, largest_px, names, paint_row

AMBER = QColor("#f5a93b")
LAYERS = range(1, 17)

pytestmark = pytest.mark.usefixtures("qapp")


def existing(name):
    """Every form of an equation: with ℓ, and with each number it exists for."""
    first = 2 if name in ("backward-a", "chain-last-but-one", "chain-last-but-one-bias") else 1
    return [equation(name), *(equation(name, l) for l in LAYERS if l >= first)]


def canvas(width=600, height=200, ratio=1.0):
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    return image


def pixels(image):
    return memoryview(image.constBits()).cast("I")


def test_the_phases_of_a_step_are_all_there():
    assert set(names()) >= {
        "input", "forward-z", "forward-a", "cost", "cost-gradient",
        "backward-z", "backward-w", "backward-b", "backward-a", "update-w", "update-b",
        "mean-cost", "title-cost", "title-w", "title-b",
        *(f"chain-{s}{b}" for s in ("three", "four", "last", "last-but-one") for b in ("", "-bias")),
        "factor-1", "factor-2", "factor-3", "factor-4", "factor-4-bias",
        *(f"activation-{s}" for s in ("sigmoid", "tanh", "relu", "identity")),
        *(f"derivative-{s}" for s in ("sigmoid", "tanh", "relu", "identity")),
    }  # fmt: skip


@pytest.mark.parametrize("name", names())
def test_every_form_has_its_baseline_in_its_box(name):
    for each in existing(name):
        assert each.width(20) > 5
        assert 0 < each.ascent(20) < 80
        assert 0 <= each.descent(20) < 60
        assert each.rect(3, 50, 20).contains(QPointF(4, 50))


@pytest.mark.parametrize("name", names())
def test_every_form_is_painted_in_the_colour_and_not_cut_off(name):
    for each in existing(name):
        image = each.image(48, AMBER)
        solid = {p for p in pixels(image) if p >> 24 == 255}
        assert solid == {AMBER.rgba()}
        width, height = image.width(), image.height()
        rows = [image.copy(0, y, width, 1) for y in (0, height - 1)]
        columns = [image.copy(x, 0, 1, height) for x in (0, width - 1)]
        assert not any(any(pixels(edge)) for edge in rows + columns), f"{each.name} {each.l} touches its edge"


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_paints_inside_its_box(ratio):
    for each in map(equation, names()):
        image = canvas(ratio=ratio)
        painter = QPainter(image)
        each.paint(painter, 20.3, 90.6, 24, AMBER)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(each.rect(20.3, 90.6, 24).adjusted(-1, -1, 1, 1), AMBER)
        painter.end()
        assert not any(pixels(image))


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("zoom", [1.0, 1.7])
def test_is_crisp_at_any_pixel_ratio_and_zoom(ratio, zoom):
    each, image = equation("backward-w", 2), canvas(ratio=ratio)
    painter = QPainter(image)
    painter.translate(3.4, 7.7)
    painter.scale(zoom, zoom)
    scale = painter.deviceTransform().m11()
    corner = painter.deviceTransform().map(QPointF(11.3, 61.9))
    each.paint(painter, 11.3, 61.9, 16, AMBER)
    painter.end()
    expected = each.image(16, AMBER, scale)
    top = round(corner.y()) + math.floor(each.box.top() * 16 * scale)
    painted = image.copy(round(corner.x()), top, expected.width(), expected.height())
    painted.setDevicePixelRatio(scale)
    assert painted == expected


def test_files_get_outlines_instead_of_pixels():
    buffer, generator = QBuffer(), QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(300, 100))
    painter = QPainter(generator)
    equation("cost", 2).paint(painter, 10, 50, 20, AMBER)
    painter.end()
    written = bytes(buffer.data()).decode()
    assert "<path" in written
    assert "<image" not in written
    assert AMBER.name() in written


def test_a_turned_painter_is_painted_on_too():
    image = canvas()
    painter = QPainter(image)
    painter.translate(300, 100)
    painter.rotate(30)
    equation("input").paint(painter, 0, 0, 24, AMBER)
    painter.end()
    assert any(pixels(image))


def test_a_translucent_colour_is_translucent_and_leaves_the_painter_as_it_was():
    image, faded = canvas(), QColor(AMBER)
    faded.setAlphaF(0.5)
    painter = QPainter(image)
    equation("forward-a", 1).paint(painter, 10, 90, 40, faded)
    assert painter.opacity() == 1
    painter.end()
    assert 120 <= max(p >> 24 for p in pixels(image)) <= 135


def test_nothing_is_made_twice():
    each = equation("update-w", 3)
    assert equation("update-w", 3) is each
    assert each.image(18, AMBER, 2.0) is each.image(18, QColor(AMBER), 2.0)
    assert each.image(18, AMBER, 2.0) is not each.image(18, AMBER, 1.0)
    assert each.image(18, AMBER) is not each.image(18, QColor("white"))


def test_a_number_stands_where_the_layer_is():
    forms = [each.svg for each in existing("forward-z")]
    assert len(set(forms)) == len(forms)
    assert equation("mean-cost", 3).svg == equation("mean-cost").svg


def test_past_the_deepest_layer_the_letter_stands_for_the_number():
    assert equation("forward-z", 17).svg == equation("forward-z").svg


def test_what_does_not_exist_is_said_plainly():
    with pytest.raises(UnknownEquationError, match=r"no equation called 'sideways'; there are .*cost"):
        equation("sideways")
    with pytest.raises(UnknownEquationError, match="'backward-a' does not exist for layer 1, only from 2 on"):
        equation("backward-a", 1)
    with pytest.raises(UnknownEquationError, match="'forward-z' does not exist for layer 0"):
        equation("forward-z", 0)


def test_a_row_shares_its_baseline_and_shrinks_to_fit():
    row = [equation(name, 2) for name in ("backward-z", "backward-w", "backward-b", "backward-a")]
    image, rect = canvas(), QRectF(10, 20, 400, 80)
    painter = QPainter(image)
    boxes = paint_row(painter, row, rect, 60, AMBER)
    painter.end()
    px = largest_px(row, rect)
    assert px < 60
    assert len({round(box.top() + each.ascent(px), 6) for box, each in zip(boxes, row, strict=True)}) == 1
    assert all(rect.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(box) for box in boxes)
    assert all(one.right() < other.left() for one, other in pairwise(boxes))
    assert any(pixels(image))


def test_a_row_without_equations_or_without_room_is_nothing():
    painter = QPainter(image := canvas())
    assert paint_row(painter, [], QRectF(0, 0, 100, 40), 20, AMBER) == []
    for rect in (QRectF(), QRectF(10, 10, -30, 40)):
        assert [box.width() for box in paint_row(painter, [equation("input")], rect, 20, AMBER)] == [0]
    painter.end()
    assert not any(pixels(image))


@pytest.mark.parametrize("name", ["input", "forward-z", "activation-sigmoid", "chain-four"])
def test_the_shipped_files_are_what_the_table_gives(name, monkeypatch):
    pytest.importorskip("ziamath")
    monkeypatch.syspath_prepend(FOLDER)
    render = runpy.run_path(str(FOLDER / "render.py"))
    assert render["EM"] == equations.EM
    assert set(render["EQUATIONS"]) == set(names())
    for file, text in render["files_of"](name).items():
        assert (FOLDER / file).read_text(encoding="utf-8") == text, f"{file} is older than the table"


def test_every_equation_has_its_latex():
    lines = (FOLDER / "latex.txt").read_text(encoding="utf-8").splitlines()
    latex = dict(line.split("\t") for line in lines)
    assert set(latex) == set(names())
    assert latex["forward-z"] == r"z^{\ell}_i = w^{\ell}_{ij}\,a^{\ell-1}_j + b^{\ell}_i"
    assert not any("@" in text or "mathit" in text or "phantom" in text for text in latex.values())


def test_every_numbered_file_goes_to_the_same_depth():
    for path in FOLDER.glob("*.json"):
        layers = json.loads(path.read_text(encoding="utf-8"))["layers"]
        assert list(layers) == [str(l) for l in LAYERS if str(l) in layers]
        assert "16" in layers
