"""A large file that is opened from a desktop: a small window tells how far that is."""

import pytest
from driving import Key
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import main
from gui.shell.asking import Notice
from gui.waiting import WaitingWindow

LONG = "age,size,kind\n" + "5.5,6.25,a\n7,8,b\n" * 30_000
BAD = f"{LONG}1,2\n"


@pytest.fixture
def arguments(tmp_path, monkeypatch):
    """What the command line says of a file of this text, which counts as large."""
    monkeypatch.setattr(main, "LARGE", len(LONG))

    def arguments(text=LONG, *more):
        path = tmp_path / "points.csv"
        path.write_text(text)
        return main.make_parser().parse_args(["--dataset", str(path), "--theme", "dark", *more])

    return arguments


@pytest.fixture
def window_for(qtbot):
    def window_for(arguments):
        window = main.waiting_window(arguments, display=True)
        qtbot.addWidget(window)
        return window

    return window_for


def test_it_tells_how_far_a_file_is_and_goes_when_the_window_is_there(arguments, window_for, qtbot):
    asked = arguments()
    window = window_for(asked)
    assert window.isVisible()
    assert window.words.text() == "Reading points.csv"
    shown = []
    window.bar.valueChanged.connect(shown.append)
    experiment = main.make_experiment(asked, True, window)
    assert experiment.given.samples == 60_000
    assert shown == sorted(shown)
    assert shown[-1] == 100
    middle = window.bar.grab().toImage().pixelColor(window.bar.rect().center())
    assert middle == window.palette().highlight().color(), "in the style of the program"
    qtbot.waitUntil(lambda: not window.isVisible())


@pytest.mark.parametrize("how", ["button", "Esc", "closed"])
def test_who_does_not_want_to_wait_ends_the_program(how, arguments, window_for, capsys):
    asked = arguments()
    window = window_for(asked)

    def give_up():
        if how == "button":
            window.cancel.click()
        elif how == "Esc":
            QTest.keyClick(window, Key.Key_Escape)
        else:
            window.close()

    QTimer.singleShot(0, give_up)
    with pytest.raises(SystemExit) as end:
        main.make_experiment(asked, True, window)
    assert end.value.code == 130
    assert capsys.readouterr().err == "It was given up.\n"


def test_a_bad_file_is_told_in_a_box_and_then_as_on_any_command_line(arguments, window_for, capsys):
    asked = arguments(BAD)
    window, said = window_for(asked), []

    def close_box():
        box = next((k for k in QApplication.topLevelWidgets() if isinstance(k, Notice)), None)
        if box is None or not box.isVisible():
            QTimer.singleShot(5, close_box)
            return
        said.append((box.sentence, window.isVisible(), capsys.readouterr().err))
        QTest.keyClick(box, Key.Key_Return)

    QTimer.singleShot(0, close_box)
    with pytest.raises(SystemExit) as end:
        main.make_experiment(asked, True, window)
    assert end.value.code == 2
    [(sentence, visible, on_stderr)] = said
    assert sentence.startswith("The file points.csv has 2 cells in line 60002")
    assert on_stderr == f"{sentence}\n", "said before anybody has closed the box"
    assert not visible


def test_it_is_not_there_where_it_is_not_wanted(arguments, monkeypatch):
    assert main.waiting_window(arguments("a,b\n1,2\n"), display=True) is None
    assert main.waiting_window(arguments(), display=False) is None
    for more in (("--snapshot", "a.png"), ("--measure", "1")):
        assert main.waiting_window(arguments(LONG, *more), display=True) is None
    assert main.waiting_window(main.make_parser().parse_args(["--dataset", "xor"]), display=True) is None
    assert main.waiting_window(main.make_parser().parse_args([]), display=True) is None
    monkeypatch.setattr(main, "on_a_terminal", lambda: True)
    assert main.waiting_window(arguments(), display=True) is None


def test_names_of_any_kind_are_shown_as_they_are(qtbot):
    window = WaitingWindow("folder/<b>a\tc.csv", "light")
    qtbot.addWidget(window)
    assert window.words.text() == "Reading <b>a c.csv"
