"""Pages that are open beside the window take over another theme, one after the other."""

from PySide6.QtWidgets import QApplication

from gui.books import book_style
from gui.theme import DARK, LIGHT


def test_open_pages_follow_the_theme_of_the_window(driver):
    window = driver.window
    for name in ("maths", "guide"):
        window.actions[name].trigger()
    pages = [page for page in QApplication.topLevelWidgets() if page.isVisible() and page is not window]
    assert [page.styleSheet() for page in pages] == [book_style(DARK)] * 2
    for theme in (LIGHT, DARK, LIGHT):  # the last before the others are seen
        window.choose_theme(theme.name)
    driver.until(lambda: [page.styleSheet() for page in pages] == [book_style(LIGHT)] * 2)
    pages[0].close()
    driver.in_theme("dark")
    window.actions["maths"].trigger()
    window.actions["guide"].trigger()
    assert [page.styleSheet() for page in pages] == [book_style(DARK)] * 2
    for page in pages:
        page.close()
