"""Light and dark: chosen in the menu, or following the system."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from gui.shell import appearance as module
from gui.shell.appearance import Appearance
from gui.theme import DARK, LIGHT

Scheme = Qt.ColorScheme


class System(QObject):
    """A system that prefers a scheme, and may come to prefer another."""

    colorSchemeChanged = Signal(Scheme)

    def __init__(self):
        super().__init__()
        self.scheme = Scheme.Dark

    def styleHints(self):
        return self

    def colorScheme(self):
        return self.scheme

    def prefer(self, scheme):
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


@pytest.fixture
def system(monkeypatch):
    found = System()
    monkeypatch.setattr(module, "QGuiApplication", found)
    return found


@pytest.fixture
def appearance(system):
    return Appearance()


def test_by_the_system_the_theme_follows_it(system, appearance):
    heard = []
    appearance.changed.connect(heard.append)
    appearance.choose("system")
    for scheme, theme in ((Scheme.Light, LIGHT), (Scheme.Dark, DARK), (Scheme.Light, LIGHT)):
        system.prefer(scheme)
        assert appearance.theme is theme
    system.prefer(Scheme.Unknown)
    assert heard == [DARK, LIGHT, DARK, LIGHT, DARK]


@pytest.mark.parametrize(("name", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_a_theme_that_was_chosen_stays_whatever_the_system_prefers(system, appearance, name, theme):
    appearance.choose(name)
    heard = []
    appearance.changed.connect(heard.append)
    for scheme in (Scheme.Light, Scheme.Dark, Scheme.Unknown):
        system.prefer(scheme)
        assert appearance.theme is theme
    assert heard == []


def test_back_to_the_system_what_it_prefers_by_now_is_taken(system, appearance):
    appearance.choose("dark")
    system.prefer(Scheme.Light)
    appearance.choose("system")
    assert appearance.theme is LIGHT


# In the window


def colour_at(widget, share):
    image = widget.grab().toImage()
    return image.pixelColor(3, round(image.height() * share)).name()


def test_the_menu_changes_everything(driver):
    window = driver.window
    driver.step("step")
    actions = {a.data(): a for a in window.menus.themes.actions()}
    for name, theme in (("light", LIGHT), ("dark", DARK), ("light", LIGHT)):
        actions[name].trigger()
        assert actions[name].isChecked()
        driver.until(lambda: window.appearance.turns.idle)
        role = QPalette.ColorRole
        assert QApplication.palette().color(role.Window).name() == theme.window
        assert QApplication.palette().color(role.WindowText).name() == theme.text
        assert theme.surface in window.styleSheet()
        assert colour_at(window.canvas, 1 / 3) == theme.window
        assert colour_at(window.network, 0.9) == theme.window
        for panel in window.panels:
            assert colour_at(panel, 0.05) == theme.surface
    actions["system"].trigger()
    assert window.appearance.choice == "system"
    assert window.appearance.theme in (LIGHT, DARK)


def test_the_theme_changes_while_running(driver):
    driver.run_at_full_speed()
    for name, theme in (("light", LIGHT), ("dark", DARK)):
        driver.in_theme(name)
        driver.wait_for_new()
        assert colour_at(driver.window.canvas, 1 / 3) == theme.window
        assert colour_at(driver.window.cost, 0.05) == theme.surface
    driver.pause()
