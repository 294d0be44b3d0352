"""The dialog that exports pictures: the ways to it and from it, what is refused, and what is remembered."""

import pytest
from driving import Button, Key
from export_dialogs import CONTROL, SHIFT, agree, export_picture, give_up, open_picture, wait_for_preview
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from session_dialogs import answer, choose_file, notice, wait_for, wait_until_closed

from gui.exporting.part_dialog import PartDialog
from gui.exporting.picture_dialog import PictureDialog

# Elsewhere


def test_a_picture_on_the_clipboard(driver):
    dialog = open_picture(driver, "cost", scale=2)
    driver.click(dialog.copy_button)
    wait_until_closed(driver, PictureDialog)
    driver.until(lambda: driver.sentence == "A picture is on the clipboard: Cost.")
    assert QGuiApplication.clipboard().image().size() == 2 * driver.window.cost.size()
    driver.press(Key.Key_C, CONTROL | SHIFT)
    driver.until(lambda: driver.sentence == "A picture is on the clipboard: the whole window.")
    assert QGuiApplication.clipboard().image().size() == 2 * driver.window.size()


def right_click(driver, dock):
    """Open the menu of a dock's title."""
    title = dock.titleBarWidget()
    at = QPoint(12, 8)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(title, QContextMenuEvent(reason, at, title.mapToGlobal(at)))
    return wait_for(driver, QMenu)


def choose(driver, menu, words):
    """Click an entry of a menu."""
    action = next(k for k in menu.actions() if k.text() == words)
    driver.qtbot.mouseClick(menu, Button.LeftButton, pos=menu.actionGeometry(action).center())


def test_the_title_of_a_panel_offers_its_picture(driver):
    menu = right_click(driver, driver.window.docks["output"])
    assert [k.text() for k in menu.actions()][:2] == ["Export picture…", "Copy picture"]
    assert "Cost" in [k.text() for k in menu.actions()], "what the menu of a title has always had"
    choose(driver, menu, "Export picture…")
    dialog = wait_for(driver, PictureDialog)
    assert dialog.target.name == "output"
    give_up(driver)
    choose(driver, right_click(driver, driver.window.docks["cost"]), "Copy picture")
    driver.until(lambda: driver.sentence == "A picture is on the clipboard: Cost.")


# What may go wrong, and what is remembered


def test_what_is_written_over_is_asked_about(driver, tmp_path):
    file = tmp_path / "it.png"
    file.write_text("other")
    open_picture(driver, "cost")
    agree(driver)
    choose_file(driver, file)
    answer(driver, "cancel")
    assert file.read_text() == "other"
    open_picture(driver, "cost")
    agree(driver)
    choose_file(driver, file)
    answer(driver, "save")
    driver.until(lambda: "was written" in driver.sentence)
    assert not QImage(str(file)).isNull()


def test_a_folder_that_is_not_there_is_said(driver, tmp_path):
    open_picture(driver, "cost")
    agree(driver)
    wait_for(driver, QFileDialog).reject()
    driver.window.exports.on_chosen(str(tmp_path / "gone" / "it.png"))
    assert notice(driver).startswith("The file it.png was not saved: there is no folder gone; ")


def test_a_picture_that_would_be_too_large_is_not_taken(driver):
    dialog = open_picture(driver, "network", scale=1)
    driver.choose(dialog.scale, 3)
    for field in (dialog.across, dialog.down):
        driver.type(field, "4000")
        QTest.keyClick(field, Key.Key_Tab)
    driver.until(lambda: not dialog.export.isEnabled())
    assert dialog.verdict.text() == "That is more than 50 million pixels: choose a smaller scale."
    give_up(driver)


def test_enter_does_not_come_before_it_is_known_to_be_too_large(driver, monkeypatch):
    monkeypatch.setattr(PictureDialog, "picture", lambda dialog: pytest.fail("a gigabyte would be painted"))
    dialog = open_picture(driver, "network", scale=3)
    for field, key in ((dialog.across, Key.Key_Tab), (dialog.down, Key.Key_Return)):
        driver.type(field, "9999")
        QTest.keyClick(field, key)
    assert dialog.isVisible()
    assert not dialog.export.isEnabled()
    assert not dialog.copy_button.isEnabled()
    give_up(driver)


def test_the_size_is_said_in_pixels(driver):
    dialog = open_picture(driver, "network", scale=3, size=(800, 400))
    assert dialog.verdict.text() == "2\u202f400 × 1\u202f200 pixels."
    driver.choose(dialog.form, "svg")
    assert dialog.verdict.text().startswith("800 × 400; letters and lines are sharp")
    give_up(driver)


def test_the_last_choice_is_remembered(open_window, tmp_path):
    kept = tmp_path / "own" / "nablascope.ini"
    driver = open_window(remember_in=kept)
    export_picture(driver, tmp_path / "it.svg", "output", form="svg")
    driver = open_window(remember_in=kept)
    driver.press(Key.Key_E, CONTROL | SHIFT)
    dialog = wait_for(driver, PictureDialog)
    assert (dialog.what.value(), dialog.form.value()) == ("output", "svg")
    wait_for_preview(driver, dialog)
    agree(driver)
    offered = wait_for(driver, QFileDialog)
    assert offered.selectedFiles() == [str(tmp_path / "XOR output.svg")]
    offered.reject()


@pytest.mark.parametrize("target", ["network", "matrices"])
def test_the_preview_of_a_large_picture_is_painted_small(driver, monkeypatch, target):
    painted = []

    def image(dialog, scale):
        painted.append(PartDialog.image(dialog, scale))
        return painted[-1]

    monkeypatch.setattr(PictureDialog, "image", image)
    dialog = open_picture(driver, target, size=(8000, 4000))
    preview = dialog.preview.pixmap().size()
    assert preview.width() == 2 * preview.height() > 200
    assert painted[-1].width() <= 3 * preview.width() + 3
    give_up(driver)


def test_the_window_may_be_closed_over_the_dialog(driver):
    open_picture(driver, "matrices")
    driver.window.close()
