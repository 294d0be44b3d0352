"""What has been open over the stage of a presentation opens again when that is over."""

from layer_controls import go_to, header, right_click
from lecture import present
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from core.experiment import Experiment

MIDDLE = Experiment("digits", (64, 32, 16, 10), ("tanh", "tanh", "sigmoid"), eta=0.5, m=16)


def end(driver):
    driver.window.presenting.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_menus_and_choices_of_the_stage_open_again_without_it(open_window):
    driver = open_window(MIDDLE, size=(1280, 800))
    canvas = driver.window.canvas
    edges, sigma = canvas.edge_choice, canvas.columns.bar.sigma

    def menu_of_edges():
        edges.open()
        return edges.choices

    def list_of_sigmas():
        go_to(driver, 2)
        sigma.showPopup()
        return sigma.view().window()

    for opening in (menu_of_edges, list_of_sigmas, lambda: right_click(driver, header(driver, 1))):
        present(driver)
        popup = opening()
        assert popup.isVisible()
        assert popup.graphicsProxyWidget() is not None
        end(driver)
        assert popup.isHidden()
        popup = opening()
        assert popup is QApplication.activePopupWidget()
        assert popup.graphicsProxyWidget() is None
        popup.close()
        driver.window.activateWindow()  # which a screen does that there is
        driver.until(driver.window.isActiveWindow)
