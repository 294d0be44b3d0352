"""The dialog that exports films: what is offered, what is told, what is refused, and what is remembered."""

import sys

from driving import Key
from export_dialogs import give_up
from films import open_film
from PySide6.QtTest import QTest
from session_dialogs import fill_in

from core.experiment import default_experiment
from core.session import Session
from gui.exporting.film_dialog import FilmDialog
from gui.writing.numbers import grouped


def on_circle(steps):
    session = Session(default_experiment("circle"))
    session.train(steps)
    return session


def test_what_it_will_be_is_told(open_window):
    driver = open_window(on_circle(60), size=(1000, 640))
    dialog = open_film(driver, "window")
    assert (dialog.first.value(), dialog.last.value(), dialog.every.value()) == (0, 60, 1)
    assert dialog.verdict.text() == f"61 pictures, 6.1 s; {grouped(1000)} × 640 pixels."
    for name, value, told in (
        ("by", "epoch", "3 pictures, 0.3 s"),
        ("by", "phase", "108 pictures, 10.8 s"),
        ("every", 1, "540 pictures, 54 s"),
        ("fps", 4, "540 pictures, 2 min 15 s"),
        ("first", 40, "181 pictures, 45.2 s"),
        ("last", 61, "The run has 60 steps so far; no film can show step 61."),
        ("last", 39, "The first step shown, 40, comes after the last, 39."),
        ("last", 41, "10 pictures, 2.5 s"),
        ("by", "epoch", "No epoch ends from step 40 to step 41."),
    ):
        fill_in(driver, getattr(dialog, name), value)
        assert dialog.verdict.text().startswith(told), (name, value)
        allowed = told[0].isdigit()
        assert dialog.verdict.property("role") == ("muted" if allowed else "bad")
        driver.until(
            lambda allowed=allowed: not dialog._later.isActive() and dialog.export.isEnabled() is allowed
        )
    give_up(driver, FilmDialog)


def test_what_the_curves_show_is_offered_and_never_too_many_pictures(open_window):
    driver = open_window(on_circle(5000))
    assert driver.window.time.range[1] >= 5000
    dialog = open_film(driver)
    assert (dialog.first.value(), dialog.last.value(), dialog.every.value()) == (0, 5000, 50)
    driver.choose(dialog.by, "phase")
    assert dialog.every.value() == 200
    driver.choose(dialog.by, "epoch")
    assert dialog.every.value() == 1
    driver.choose(dialog.by, "step")
    driver.type(dialog.first, "4900")
    QTest.keyClick(dialog.first, Key.Key_Tab)
    assert dialog.every.value() == 1
    driver.type(dialog.first, "0")
    QTest.keyClick(dialog.first, Key.Key_Tab)
    assert dialog.every.value() == 50
    driver.type(dialog.every, "1")
    QTest.keyClick(dialog.every, Key.Key_Tab)
    assert dialog.verdict.text().endswith("That many take a while.")
    give_up(driver, FilmDialog)
    driver.window.time.show(1000.5, 1100.0)
    dialog = open_film(driver)
    assert (dialog.first.value(), dialog.last.value(), dialog.every.value()) == (1001, 1100, 1)
    give_up(driver, FilmDialog)


def test_the_command_that_brings_the_library_is_said_before_anything_is_chosen(driver, monkeypatch):
    monkeypatch.setitem(sys.modules, "av", None)
    dialog = open_film(driver)
    assert 'python -m pip install ".[video]"' in dialog.verdict.text()
    assert dialog.verdict.property("role") == "bad"
    driver.until(lambda: not dialog.preview.pixmap().isNull())
    assert not dialog.export.isEnabled()
    QTest.keyClick(dialog, Key.Key_Return)
    assert dialog.isVisible()
    give_up(driver, FilmDialog)


def test_the_choices_are_offered_the_next_time(open_window, tmp_path):
    kept = tmp_path / "kept.ini"
    driver = open_window(on_circle(9), remember_in=kept)
    dialog = open_film(driver, "network", by="phase", form="gif", scale=2, fps=24)
    driver.until(dialog.export.isEnabled)
    QTest.keyClick(dialog, Key.Key_Return)
    chosen = driver.window.exports.choices.film
    again = open_window(on_circle(9), remember_in=kept).window.exports.choices.film
    for name in ("target", "by", "form", "scale", "fps"):
        assert getattr(again, name) == getattr(chosen, name)
    assert (again.target, again.form) == ("network", "gif")
