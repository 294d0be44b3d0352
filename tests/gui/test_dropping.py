"""What is dropped onto the window is opened, or one sentence says why not."""

import pytest
from data_dialogs import FLOWERS, agree, give_up, wait_for_dialog, write
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl, qVersion
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from session_dialogs import answer, edit_eta, notice, save_as, shown, title

from core.commands import Save
from core.experiment import default_experiment
from core.session import Session
from gui.importing.dialog import ImportDialog
from gui.shell import dropping
from gui.shell.asking import Question

ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
PLACE = QPointF if tuple(map(int, qVersion().split(".")[:2])) >= (6, 12) else QPoint
"""What Qt wants to be told the place of a drag in."""
BUTTON, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files(*paths):
    """What a file manager drags."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def text(words):
    """What a text that is dragged is."""
    data = QMimeData()
    data.setText(words)
    return data


def link(address):
    """What a browser drags."""
    data = QMimeData()
    data.setUrls([QUrl(address)])
    data.setText(address)
    return data


def enter(driver, data):
    """Drag `data` over the window; return whether the window takes it."""
    event = QDragEnterEvent(PLACE(400, 300), ACTIONS, data, BUTTON, PLAIN)
    QApplication.sendEvent(driver.window, event)
    if event.isAccepted():
        move = QDragMoveEvent(PLACE(420, 310), ACTIONS, data, BUTTON, PLAIN)
        QApplication.sendEvent(driver.window, move)
        assert move.isAccepted()
    return event.isAccepted()


def drop(driver, data):
    """Drag `data` over the window and let it go there; return what the window makes of it."""
    assert enter(driver, data)
    event = QDropEvent(QPointF(420, 310), ACTIONS, data, BUTTON, PLAIN)
    QApplication.sendEvent(driver.window, event)
    assert event.isAccepted()
    assert driver.window.dropping.sign.isHidden()
    return event.dropAction()


def saved(folder):
    """A session file."""
    session = Session(default_experiment("circle"))
    session.train(20)
    session.apply(Save(str(folder / "kept.nablascope"), ""))
    return folder / "kept.nablascope"


def test_a_table_is_looked_into(driver, tmp_path):
    file = write(tmp_path, FLOWERS)
    assert drop(driver, files(file)) is Qt.DropAction.CopyAction, "whoever drags it keeps it"
    dialog = wait_for_dialog(driver)
    assert dialog.title.text() == "flowers.csv"
    agree(driver)
    driver.wait_for(lambda f: f.experiment.given is not None)
    assert file.read_text() == FLOWERS


@pytest.mark.parametrize("name", ["flowers", "flowers.dat", "[*] & 100 %.TXT"])
def test_any_other_file_is_looked_into_as_a_table(driver, tmp_path, name):
    drop(driver, files(write(tmp_path, FLOWERS, name)))
    dialog = wait_for_dialog(driver)
    assert dialog.open_button.isEnabled()
    give_up(driver)


def test_a_session_is_opened(driver, tmp_path):
    drop(driver, files(saved(tmp_path)))
    frame = driver.wait_for(lambda f: f.experiment.dataset == "circle")
    assert frame.cursor.step == 20
    driver.until(lambda: title(driver) == "kept — Nablascope")


def test_a_session_is_opened_after_the_question_about_changes(driver, tmp_path):
    driver.window.sessions.asks = True
    save_as(driver, tmp_path / "own.nablascope")
    edit_eta(driver, 0.5)
    drop(driver, files(saved(tmp_path)))
    answer(driver, "cancel")
    assert driver.experiment.dataset == "xor"
    drop(driver, files(saved(tmp_path)))
    answer(driver, "leave")
    driver.wait_for(lambda f: f.experiment.dataset == "circle")


def test_a_session_that_is_none(driver, tmp_path):
    drop(driver, files(write(tmp_path, "no session", "bad.nablascope")))
    assert "bad.nablascope" in notice(driver)


@pytest.mark.parametrize(
    "what", ["two files", "a folder", "a link", "a text", "a file that is gone", "no name"]
)
def test_what_cannot_be_opened_gets_a_sentence(driver, tmp_path, what):
    one, other = write(tmp_path, FLOWERS, "a.csv"), write(tmp_path, FLOWERS, "b.csv")
    data, sentence = {
        "two files": (files(one, other), dropping.SEVERAL),
        "a folder": (files(tmp_path), dropping.FOLDER),
        "a link": (link("https://example.org/iris.csv"), dropping.NOT_LOCAL),
        "a text": (text("5.1,3.5,setosa"), dropping.NOT_LOCAL),
        "a file that is gone": (files(tmp_path / "gone.csv"), dropping.GONE),
        "no name": (files("/" + "x" * 5000), dropping.GONE),
    }[what]
    drop(driver, data)
    assert driver.sentence == sentence
    assert shown(driver, ImportDialog) is None
    assert shown(driver, Question) is None
    driver.step()


def test_the_window_shows_what_it_will_do(driver, tmp_path):
    sign = driver.window.dropping.sign
    assert sign.isHidden()
    assert enter(driver, files(write(tmp_path, FLOWERS)))
    assert sign.isVisible()
    assert (sign.words, sign.good) == ("Open flowers.csv", True)
    assert sign.size() == driver.window.size()
    colour = sign.palette().highlight().color()
    edge = driver.window.grab().toImage().pixelColor(4, driver.window.height() // 2)
    assert edge.name() == colour.name()
    QApplication.sendEvent(driver.window, QDragLeaveEvent())
    assert sign.isHidden()
    assert enter(driver, files(tmp_path))
    assert (sign.words, sign.good) == (dropping.FOLDER, False)
    QApplication.sendEvent(driver.window, QDragLeaveEvent())
    assert driver.sentence == "", "nothing was dropped"


def test_pictures_and_the_like_are_not_taken(driver):
    data = QMimeData()
    data.setData("image/png", b"...")
    assert not enter(driver, data)
    assert driver.window.dropping.sign.isHidden()


def test_while_something_is_asked_nothing_is_taken(driver, tmp_path):
    file = write(tmp_path, FLOWERS)
    drop(driver, files(file))
    dialog = wait_for_dialog(driver)
    assert not enter(driver, files(file))
    event = QDropEvent(QPointF(420, 310), ACTIONS, files(file), BUTTON, PLAIN)
    QApplication.sendEvent(driver.window, event)
    assert driver.window.findChildren(ImportDialog) == [dialog]
    give_up(driver)


def test_no_field_swallows_a_file(driver):
    assert driver.window.acceptDrops()
    assert not [line for line in driver.window.findChildren(QLineEdit) if line.acceptDrops()]


def test_training_goes_on_while_something_is_held_over_the_window(driver, tmp_path):
    driver.run_at_full_speed()
    assert enter(driver, files(write(tmp_path, FLOWERS)))
    step = driver.frame.cursor.step
    driver.wait_for(lambda f: f.cursor.step > step + 100)
    QApplication.sendEvent(driver.window, QDragLeaveEvent())
    driver.pause()
