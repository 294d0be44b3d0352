"""F11 presents: the network and one panel fill the screen, magnified; after Esc all is as it was."""

import pytest
from dock_views import geometries, seen
from driving import Key, Modifier
from layer_controls import right_click
from lecture import present, select
from pyqtgraph import GraphicsView
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QPointF, QSize
from PySide6.QtTest import QTest
from reading import painted_texts
from shiboken6 import isValid

from core.selection import Pick
from gui.exporting.choices import targets
from gui.exporting.drawing import svg_of
from gui.presenting.contrast import strong
from gui.presenting.stage import magnification
from gui.shell.about import AboutBox
from gui.shell.shortcuts import ShortcutsPage
from gui.theme import DARK, LIGHT

CONTROL = Modifier.ControlModifier
NOTHING = QSize(1, 1)


def bars(window):
    return window.menuBar(), window.transport, window.timeline, window.statusBar()


def look(window):
    """Everything that a presentation changes for a while."""
    keys = {name: action.shortcuts() for name, action in window.actions.items()}
    canvas = window.canvas
    return (
        geometries(window), window.size(), window.windowState(), window.centralWidget(), canvas.size(),
        canvas.camera, window.network.caption.isVisible(), window.view.pick,
        keys, [bar.isVisible() for bar in bars(window)],
        {name: (dock.features(), dock.toggleViewAction().isChecked()) for name, dock in window.docks.items()},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("room", "factor"),
    [((1280, 720), 1.6), ((1280, 800), 1.6), ((1920, 1080), 2.0), ((3840, 2160), 4.0), ((960, 540), 1.2)],
)
def test_a_larger_screen_magnifies_more_and_a_scaled_one_less(room, factor):
    assert magnification(QSize(*room), NOTHING) == pytest.approx(factor)


def test_nothing_is_magnified_beyond_the_screen_nor_made_smaller():
    assert magnification(QSize(1280, 720), QSize(1000, 300)) == pytest.approx(1.28)
    assert magnification(QSize(1280, 720), QSize(2000, 300)) == 1.0


def test_f11_shows_the_network_and_one_panel_alone_and_esc_puts_everything_back(open_window):
    driver = open_window(size=(1280, 800))
    window, canvas = driver.window, driver.window.canvas
    driver.step()
    pick = Pick(1, 0, 1)
    select(driver, pick)
    canvas.zoom_in()
    before, layout = look(window), window.dock_layout.state()
    radius = canvas.laid_out().radius[1] / canvas.camera.zoom
    for start, end in ((Key.Key_F11, Key.Key_Escape), (Key.Key_F5, Key.Key_F11)):
        driver.press(start)
        assert window.isFullScreen()
        assert window.actions["present"].isChecked()
        assert not any(bar.isVisible() for bar in bars(window))
        assert seen(window) == {"chain_rule"}
        assert window.dock_layout.state() == layout
        assert window.presenting.stage.focused is canvas
        driver.press(end)
        assert window.presenting.stage is None, end
        assert not window.actions["present"].isChecked()
        driver.until(lambda: look(window) == before)
    stage = present(driver)
    assert stage.factor == pytest.approx(1.6)
    assert canvas.laid_out().radius[1] * stage.factor > 1.1 * radius
    driver.press(Key.Key_Escape)
    assert window.network.canvas._theme is DARK


def test_the_panel_is_that_of_what_is_spoken_about_or_the_one_that_is_asked_for(driver):
    window = driver.window
    window.canvas.set_hint(True)
    assert "Press" in {text for *_, text in painted_texts(window.canvas)}
    stage = present(driver)
    network = window.network
    assert "Press" not in {text for *_, text in painted_texts(window.canvas)}  # keys are told below
    assert (seen(window), network.caption.isVisible()) == ({"cost"}, True)
    select(driver, Pick(1, 0, 1))
    assert (seen(window), network.caption.isVisible()) == ({"chain_rule"}, False)
    driver.press(Key.Key_5, CONTROL)  # the output, beside the network
    driver.until(lambda: seen(window) == {"output"})
    assert stage.place_of(window.docks["output"]).left() >= stage.place_of(network).right()
    driver.until(lambda: window.view.panels == {"output"})
    select(driver, None)
    assert seen(window) == {"output"}
    driver.press(Key.Key_5, CONTROL)
    driver.until(lambda: seen(window) == {"cost"})
    driver.press(Key.Key_3, CONTROL)  # that of the cost itself
    driver.until(lambda: seen(window) == set() and network.width() == stage.inner.width())
    select(driver, Pick(2, 0, None))
    assert seen(window) == {"chain_rule"}


def test_any_panel_can_be_presented_with_type_as_large_as_beside_any_other(driver):
    window = driver.window
    select(driver, Pick(1, 0, 1))
    before = geometries(window)
    stage = present(driver)
    for name in ("controls", "samples", "matrices", "runs", "hidden"):
        window.docks[name].toggleViewAction().trigger()
        driver.until(lambda dock=window.docks[name]: stage.dock is dock and dock.isVisible())
        driver.until(lambda: stage.factor == pytest.approx(1.6))
        least = stage.inner.minimumSizeHint()
        assert (least.width() <= 800, least.height() <= 450) == (True, True), name
    driver.press(Key.Key_Escape)
    window.resize(1440, 900)
    driver.until(lambda: geometries(window) == before)


def test_a_panel_that_is_asked_for_just_before_the_end_is_not_lost(driver):
    window = driver.window
    stage = present(driver)
    driver.press(Key.Key_5, CONTROL)
    driver.press(Key.Key_Escape)
    driver.until(lambda: not isValid(stage))
    window.resize(1440, 900)
    driver.until(lambda: "output" in seen(window))


def test_whoever_quits_while_presenting_starts_in_the_usual_window(open_window, tmp_path):
    file = tmp_path / "settings"
    driver = open_window(size=(780, 700), remember_in=file)
    before = geometries(driver.window)
    driver.press(Key.Key_F11)
    driver.window.close()
    after = open_window(remember_in=file).window
    assert not after.isFullScreen()
    assert after.menuBar().isVisible()
    assert geometries(after) == before


def test_a_layout_that_is_opened_meanwhile_is_there_after_it(driver):
    window = driver.window
    other = window.dock_layout.state()
    window.docks["samples"].close()
    own = window.dock_layout.state()
    present(driver)
    window.dock_layout.arrange()  # there is nothing to arrange
    assert window.dock_layout.state() == own
    window.dock_layout.restore(QByteArray(b"no layout"))
    assert window.dock_layout.state() == own
    window.dock_layout.restore(other)
    driver.press(Key.Key_Escape)
    driver.until(lambda: "samples" in seen(window))


def test_presenting_again_and_again_leaves_nothing_behind_and_takes_nothing_away(driver):
    window = driver.window
    driver.step("step")
    cost, found = window.cost, []
    for _ in range(4):
        window.presenting.begin()
        view = cost.findChild(GraphicsView).viewport()
        driver.until(view.isVisible)
        QTest.mouseMove(view, view.rect().center())  # a card beside the plot says the numbers of a step
        window.presenting.end()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        found.append(len(window.findChildren(QObject)))
    assert found[1] == found[-1]
    driver.step("step")


def test_themes_dialogs_and_pictures_are_of_what_is_on_the_screen(driver):
    window = driver.window
    stage = present(driver)
    assert window.canvas._theme == strong(DARK)
    driver.in_theme("light")
    assert window.canvas._theme == strong(LIGHT)
    assert strong(LIGHT).muted != LIGHT.muted
    assert (strong(LIGHT).positive, strong(LIGHT).name) == (LIGHT.positive, "light")
    driver.press(Key.Key_F1)
    page = next(d for d in window.findChildren(ShortcutsPage) if d.isVisible())
    page.reject()
    window.actions["about"].trigger()
    next(d for d in window.findChildren(AboutBox) if d.isVisible()).reject()
    widgets = {target.name: target.widget for target in targets(window)}
    assert widgets["cost"] is window.cost
    driver.until(window.updatesEnabled)  # until then the window is seen as it was
    picture = window.grab().toImage()
    layout, corner = window.canvas.laid_out(), stage.place_of(window.canvas).topLeft()
    at = (
        (layout.node(0, 0) + QPointF(layout.radius[0] * 0.6, -layout.radius[0] * 0.5)) + corner
    ) * stage.factor
    assert picture.pixelColor(at.toPoint()) != picture.pixelColor(2, picture.height() // 4)
    drawing = svg_of(window, "", "").decode()
    assert 'class="stage"' in drawing
    window.activateWindow()  # which a screen does that there is, once a dialog is closed
    driver.until(window.isActiveWindow)
    driver.press(Key.Key_F11)
    assert window.canvas._theme == LIGHT


def test_a_menu_that_was_open_on_the_stage_goes_with_it(driver):
    window, at = driver.window, Pick(1, 0, 1)
    for _ in range(2):
        present(driver)
        right_click(driver, window.canvas.place(at))
        window.presenting.end()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    right_click(driver, window.canvas.place(at)).close()


def test_a_panel_on_the_stage_stays_there_and_comes_back_whatever_is_done_to_it(driver):
    window = driver.window
    stage = present(driver)
    dock = stage.dock
    dock.widget().setFocus()
    for name in ("panel_left", "panel_float", "panel_wider"):
        window.actions[name].trigger()
        assert (stage.dock, dock.parentWidget(), dock.isFloating()) == (dock, stage.inner, False), name
    dock.setFloating(True)
    window.presenting.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert dock.parentWidget() is window
    assert not dock.isFloating()
