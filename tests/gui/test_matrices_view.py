"""What of the matrices is in view, and how large networks are read."""

import numpy as np
from driving import Key, Modifier
from matrix_mouse import Matrices
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from reading import painted_texts

from core.commands import Show, ViewSpec
from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick
from core.session import Session
from gui.panels.matrices import MatricesPanel
from gui.theme import DARK
from gui.writing.digits import Digits

DEEP = default_experiment("circle").with_hidden((8, 8, 8))
LARGE = default_experiment("digits").with_hidden((128, 64))


def go_to(driver, place):
    driver.window.canvas.setFocus()
    while driver.frame.place != place:
        driver.step("phase")
    Matrices.settle()


def down(m):
    """The layers whose buttons are down."""
    return [k.text() for k in m.panel.head.layers if k.isChecked()]


def wheel(m, notches):
    port = m.area.viewport()
    at = QPointF(port.rect().center())
    event = QWheelEvent(
        at, QPointF(port.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


# Room


def alone(qtbot, experiment, size):
    """The panel in a window of its own, at the end of a backward pass."""
    session, panel = Session(experiment), MatricesPanel(Digits())
    session.apply(Show(ViewSpec(panels=frozenset({"matrices"}))))
    qtbot.addWidget(panel)
    panel.set_theme(DARK)
    panel.resize(*size)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.show_frame(session.frame())
    QApplication.processEvents()
    return panel


def test_a_small_network_shows_all_its_numbers_in_a_small_panel(qtbot):
    panel = alone(qtbot, Experiment("xor", (2, 2, 1), ("sigmoid", "sigmoid"), eta=1.0, m=4), (640, 240))
    sheet = panel.sheet
    looks = [k.look for row in range(len(sheet.rows)) for k in sheet.blocks(row)]
    assert len(looks) > 30
    assert all(look.digits >= 3 for look in looks)
    for l in (1, 2):  # forwards and backwards at once
        extent = sheet.extent(lambda k, l=l: k.layer == l and not k.aside)
        assert extent.height() <= panel.area.viewport().height()
    assert sheet.width() <= panel.area.viewport().width()


def test_letters_grow_with_the_panel(qtbot):
    experiment = Experiment("xor", (2, 2, 1), ("sigmoid", "sigmoid"), eta=1.0, m=4)
    small, large = (alone(qtbot, experiment, size) for size in ((640, 240), (1200, 500)))
    assert small.sheet.fits[0].sizes.number < large.sheet.fits[0].sizes.number


def test_a_large_network_is_shown_in_colours_one_line_at_a_time(qtbot):
    panel = alone(qtbot, LARGE, (640, 240))
    sheet, port = panel.sheet, panel.area.viewport()
    assert sheet.width() <= port.width()
    assert max(k.size.height() for k in sheet.fits) <= port.height()
    weights = next(k for k in sheet.blocks(0) if k.item.name == "w 1")
    assert weights.look.digits == 0


def test_an_entry_of_a_large_network_says_its_number(open_window):
    driver = open_window(LARGE, size=(1280, 800))
    m = Matrices(driver)
    go_to(driver, 1)
    m.point("w 1", 100, 40)
    value = driver.window.digits.write(float(driver.frame.w[1][100, 40]))
    assert m.words == f"w¹₁₀₁,₄₁ = {value}, weight from node 41 in the input to node 101 in layer 1"
    m.point("z 1", 127)
    written = driver.window.digits.write(float(driver.frame.z[1][127, 0]))
    assert m.words.startswith("z¹₁₂₈ = w¹₁₂₈,₁ a⁰₁ + w¹₁₂₈,₂ a⁰₂ + … + w¹₁₂₈,₆₄ a⁰₆₄ + b¹₁₂₈ = ")
    assert m.words.endswith(f" = {written}")
    assert len([k for k in driver.window.canvas._lit if isinstance(k, Pick)]) == 65
    assert len([k for k in driver.window.canvas._lit if isinstance(k, Node)]) == 64


def test_a_sum_has_fewer_terms_where_there_is_no_room_for_all(open_window):
    driver = open_window(default_experiment("circle").with_hidden((4,)), size=(1280, 800))
    m = Matrices(driver)
    go_to(driver, 2)
    m.point("z 2")
    texts = [text for _, _, text in painted_texts(m.panel.reading)]
    assert any(" + … + w²₁₄ a¹₄ + b²₁ = " in text and not text.endswith("…") for text in texts)
    assert "w²₁₂ a¹₂ + w²₁₃ a¹₃" in m.words  # the tool tip has them all
    assert m.words in m.panel.reading.toolTip()


# In view


def test_stepping_brings_the_layer_at_work_into_view(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    m = Matrices(driver)
    seen = []
    for place, name in ((1, "z 1"), (3, "z 3"), (4, "z 4"), (5, "y"), (6, "dC_dw 4"), (8, "dC_dz 2")):
        go_to(driver, place)
        assert m.is_seen(name, 0)
        seen += down(m)
    assert seen == ["1", "3", "4", "4", "4", "2"]
    go_to(driver, 10)
    assert m.is_seen(f"change w {down(m)[0]}")


def test_at_first_the_layer_at_work_is_in_view_whatever_is_selected(open_window):
    driver = open_window(default_experiment("xor"), size=(1280, 800))
    driver.window.viewer.select(Pick(1, 0, 0))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 0))
    for _ in range(4):
        driver.step()
    m = Matrices(driver)
    assert driver.frame.working_layer() == 2
    driver.until(lambda: down(m) == ["2"])
    driver.window.viewer.select(Pick(1, 2, 1))
    driver.until(lambda: down(m) == ["1"])


def test_whoever_looks_elsewhere_stays_there_until_following_again(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    m = Matrices(driver)
    go_to(driver, 1)
    driver.click(m.panel.head.layers[2])
    assert down(m) == ["3"]
    assert not m.panel.head.follows
    go_to(driver, 2)
    assert down(m) == ["3"]
    driver.click(m.panel.head.follow)
    assert m.panel.head.follows
    assert down(m) == ["2"]
    assert m.is_seen("z 2")
    go_to(driver, 3)
    assert down(m) == ["3"]


def test_the_wheel_leads_elsewhere_too(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    m = Matrices(driver)
    go_to(driver, 1)
    wheel(m, -12)
    assert not m.panel.head.follows
    value = m.area.verticalScrollBar().value()
    assert value > 0
    go_to(driver, 2)
    assert m.area.verticalScrollBar().value() == value


def test_another_network_has_its_own_layers(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    m = Matrices(driver)
    assert [k.text() for k in m.panel.head.layers] == ["1", "2", "3", "4"]
    driver.click(m.panel.head.layers[3])
    driver.load("iris")
    driver.until(lambda: m.sheet.equations[-1].layer == 2)
    assert [k.text() for k in m.panel.head.layers] == ["1", "2"]
    assert m.panel.head.follows
    go_to(driver, 1)
    assert m.values("w 1").shape == driver.frame.w[1].shape
    driver.load("circle")
    driver.until(lambda: m.values("a 0").shape == (2, 1))


# What is selected


def test_a_weight_that_is_selected_elsewhere_comes_into_view_and_is_what_is_edited(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    m = Matrices(driver)
    m.click("w 1")
    driver.wait_for(lambda f: f.pick == Pick(1, 0, 0))
    assert m.words.startswith("w¹₁₁ = ")
    for pick, name in ((Pick(3, 6, 5), "w³₇₆"), (Pick(4, 0), "b⁴₁")):
        driver.window.viewer.select(pick)
        driver.wait_for(lambda f, pick=pick: f.pick == pick)
        driver.until(lambda name=name: m.words.startswith(f"{name} = "))
        m.settle()
        box = m.sheet.rect_at(m.sheet.current).toAlignedRect()
        assert m.sheet.visibleRegion().contains(box)
        driver.press(Key.Key_F2)
        assert m.editor.subject.at == pick
        driver.press(Key.Key_Escape)


def test_alt_and_an_arrow_lead_to_the_next_weight_and_the_sheet_follows(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    m = Matrices(driver)
    m.click("w 2", 7, 7)
    driver.wait_for(lambda f: f.pick == Pick(2, 7, 7))
    driver.press(Key.Key_Left, Modifier.AltModifier)
    pick = driver.wait_for(lambda f: f.pick != Pick(2, 7, 7)).pick
    m.settle()
    block = m.sheet.blocks(m.sheet.current.row)[m.sheet.current.block].item
    assert block.name in (f"w {pick.l}", f"b {pick.l}")
    assert m.sheet.cell_at(m.sheet.current).pick == pick
    assert m.sheet.visibleRegion().contains(m.sheet.rect_at(m.sheet.current).toAlignedRect())


def test_a_click_on_a_derivative_stays_there(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    m = Matrices(driver)
    go_to(driver, 9)
    m.click("dC_dw 2", 3, 4)
    driver.wait_for(lambda f: f.pick == Pick(2, 3, 4))
    m.settle()
    assert m.sheet.current == m.place("dC_dw 2", 3, 4)


# Digits, and nobody looking


def test_as_many_digits_as_chosen(open_window):
    driver = open_window(Experiment("xor", (2, 1), ("sigmoid",), eta=1.0, m=4), size=(1600, 900))
    m = Matrices(driver)
    value = float(driver.frame.w[1][0, 0])
    for count in (4, 8):
        action = next(a for a in driver.window.menus.digits.actions() if a.data() == count)
        action.trigger()
        m.settle()
        assert driver.window.digits.write(value) in [text for _, _, text in painted_texts(m.sheet)]
        m.point("w 1")
        assert driver.window.digits.write(value) in m.words


def test_behind_its_tab_it_does_nothing(driver):
    panel = driver.window.matrices
    driver.step("phase")
    assert panel.sheet.rows == ()
    m = Matrices(driver)
    assert np.array_equal(m.values("z 1"), driver.frame.z[1])
    driver.window.docks["chain_rule"].raise_()
    driver.wait_for(lambda f: "matrices" not in f.view.panels)
    driver.step("phase")
    assert not np.array_equal(m.values("z 2"), driver.frame.z[2])


def test_the_keys_of_time_work_while_the_canvas_has_the_focus(driver):
    Matrices(driver)
    driver.window.canvas.setFocus()
    driver.press(Key.Key_Right)
    driver.wait_for(lambda f: f.place == 1)
