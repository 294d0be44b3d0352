"""For those who hear the window: every control has a name, and what is painted is described."""

import re

import pytest
from driving import Key, Modifier
from lecture import present
from opening import Opening, settle
from spoken import HANDLED, controls, labels, name_of, said_of

from core.experiment import default_experiment
from gui import announcing

MARKUP = re.compile(r"<[a-z/]|&[a-z#A-Z]|\bqt_")


def troubles_of(root):
    """What a screen reader could not say of `root`, in words."""
    found, names = [], {}
    for each in controls(root):
        name = name_of(each)
        if not re.search(r"\w|[+−]", name) or MARKUP.search(name):
            found.append(f"{described(each)} is called {name!r}")
        names.setdefault((type(each), name), []).append(each)
        if not isinstance(each, HANDLED) and not (said_of(each, "Description") or said_of(each, "Value")):
            found.append(f"{described(each)} says only its name")
    for (_, name), those in names.items():
        if len(those) > 1:
            found.append(f"{len(those)} are called {name!r}: {described(those[0])}")
    for label in labels(root):
        name, text = said_of(label), plain(label.text())
        if text not in plain(name):
            found.append(f"of the label {text!r} only {name!r} is said")
        if MARKUP.search(name):
            found.append(f"markup is read aloud: {name!r}")
    return found


def told(found):
    """All troubles, a line each."""
    return "\n".join(f"{name}: {each}" for name, those in found.items() for each in those)


def described(widget):
    return f"{type(widget).__name__} {widget.objectName()} of {type(widget.parentWidget()).__name__}"


def plain(text):
    """Without markup and doubled spaces."""
    return " ".join(re.sub(r"<[^>]*>|&nbsp;", " ", text).split())


@pytest.fixture
def driver(open_window):
    """A window in which every panel has something to show."""
    driver = open_window(default_experiment("circle"), size=(1600, 1000))
    driver.step("step")
    driver.window.walker.next()
    driver.wait_for(lambda frame: frame.pick is not None)
    return driver


def test_every_control_of_the_window_and_its_panels_has_a_name_of_its_own(driver):
    window, found = driver.window, {}
    for part in (window.transport, window.timeline, window.network, window.menuBar(), window.status):
        found[type(part).__name__] = troubles_of(part)
    for name, dock in window.docks.items():
        dock.show()
        dock.raise_()
        driver.until(lambda name=name: name in window.dock_layout.visible)
        settle()
        found[name] = troubles_of(dock)
    assert not told(found), told(found)


def test_every_control_of_the_dialogs_has_a_name_of_its_own(driver, tmp_path):
    found = {}
    for name, dialog in Opening(driver.window, tmp_path).dialogs():
        found[name] = troubles_of(dialog) + ([] if dialog.windowTitle() else ["it has no title"])
    assert len(found) > 8
    assert not told(found), told(found)


def test_what_comes_and_goes_has_names_too(driver):
    """An exercise, remarks of an example, a lesson, the tour, the header of a layer, tools for drawing."""
    window, found = driver.window, {}

    def begin_lesson():
        window.menus.lessons.aboutToShow.emit()  # which fills it
        window.menus.lessons.actions()[0].trigger()

    example = next(a for a in window.menus.presets.actions() if a.data() == "vanishing")
    for name, begin, end in (
        ("exercise", window.actions["exercise"].trigger, window.actions["exercise"].trigger),
        ("header", window.actions["headers"].trigger, window.canvas.setFocus),
        ("draw", window.actions["draw"].trigger, window.actions["draw"].trigger),
        ("tour", window.tour.begin, window.tour.end),
        ("example", example.trigger, lambda: None),
        ("lesson", begin_lesson, window.actions["lesson_leave"].trigger),
    ):
        before = set(controls(window))
        begin()
        driver.until(lambda before=before: not set(controls(window)) <= before)
        settle()
        found[name] = troubles_of(window)
        end()
        settle()
    assert not told(found), told(found)


def test_what_is_on_the_stage_of_a_presentation_has_names_too(driver):
    stage, found = present(driver), {}
    for name in ("output", "matrices", "cost"):
        driver.window.docks[name].toggleViewAction().trigger()
        driver.until(lambda name=name: stage.dock is driver.window.docks[name])
        settle()
        found[name] = troubles_of(stage.inner)
    assert len(controls(stage.inner)) > 5
    assert said_of(stage) == "Presentation"
    assert not told(found), told(found)


class Reader:
    """Hears what a screen reader would be told."""

    def __init__(self, monkeypatch):
        self.heard = []
        monkeypatch.setattr(announcing.QAccessible, "isActive", staticmethod(lambda: True))
        monkeypatch.setattr(announcing.QAccessible, "updateAccessibility", staticmethod(self.on_update))

    def on_update(self, event):
        self.heard.append(event.message())


def test_what_is_selected_and_what_happens_is_said(driver, monkeypatch):
    reader = Reader(monkeypatch)
    driver.step("phase")
    assert any("INPUT" in words for words in reader.heard)
    reader.heard.clear()
    driver.press(Key.Key_Down, Modifier.AltModifier)
    driver.until(lambda: reader.heard)
    assert reader.heard[-1].startswith("weight from node")
    assert driver.window.canvas.accessibleDescription() == reader.heard[-1]
    driver.window.status.say("The session is saved.")
    assert reader.heard[-1] == "The session is saved."
    heard = len(reader.heard)
    driver.run_at_full_speed()
    driver.pause()
    assert len(reader.heard) < heard + 5  # not every step of training
