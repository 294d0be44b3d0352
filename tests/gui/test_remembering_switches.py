"""How the pictures are drawn is so again at the next start, and where a session file is opened."""

import pytest
from test_landscape_panel import opened as landscape_opened

from gui.shell.preferences import Preferences
from gui.shell.switches import switches
from gui.shell.window_text import arrange_window, window_text


@pytest.fixture
def file(tmp_path):
    return tmp_path / "nablascope.ini"


def chosen(window):
    return {name: switch.button.isChecked() for name, switch in switches(window).items()}


def turn(driver):
    """Click whatever there is to be switched."""
    landscape, hidden = driver.window.landscape.bar, driver.window.hidden.bar
    for button in (landscape.log, landscape.surface, *hidden.switches.values()):
        button.click()
    return chosen(driver.window)


def test_the_pictures_are_drawn_as_they_were(open_window, file):
    driver = open_window(remember_in=file)
    at_first = chosen(driver.window)
    turned = turn(driver)
    assert all(turned[name] is not at_first[name] for name in turned)
    driver.window.close()

    driver = open_window(remember_in=file)
    assert chosen(driver.window) == turned
    panel = landscape_opened(driver)
    assert panel.surface.isVisible()
    assert panel.surface.log
    assert not driver.window.hidden.picture.parts.grid
    assert not driver.window.hidden.picture.parts.lines
    panel.bar.map.click()
    assert panel.map.isVisible()
    driver.window.close()
    assert not chosen(open_window(remember_in=file).window)["landscape/space"]


def test_what_was_never_kept_is_as_at_first(open_window, file):
    at_first = chosen(open_window().window)
    preferences = Preferences(file)
    for name in at_first:
        preferences.keep(name, "perhaps")
    preferences.save()
    assert chosen(open_window(remember_in=file).window) == at_first


def test_a_session_brings_its_own(open_window):
    driver = open_window()
    turned = turn(driver)
    text = window_text(driver.window)
    driver = open_window()
    panel = landscape_opened(driver)
    assert panel.map.isVisible()
    arrange_window(driver.window, text)
    assert chosen(driver.window) == turned
    assert panel.surface.isVisible()


def test_nonsense_in_a_session_changes_nothing(window):
    before = chosen(window)
    for said in ("[]", "7", '{"landscape/space": "yes", "hidden/grid": null, "else": true}'):
        arrange_window(window, f'{{"switches": {said}}}')
        assert chosen(window) == before, said
