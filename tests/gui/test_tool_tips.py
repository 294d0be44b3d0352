"""Whatever stands for something says what, under the mouse."""

import re
from dataclasses import replace

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QSlider,
    QTabBar,
    QWidget,
)

from core.experiment import default_experiment
from core.selection import Pick

KINDS = (QLabel, QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSlider)
MEANINGS = {
    "Learning rate η": "η, the learning rate",
    "Batch m": "m, the samples whose gradients",
    "Cost C": "binary cross-entropy: C = −",
    "Optimiser": "Adam: m ← 0.9 m",
    "Samples M": "M, how many samples",
    "Layers n": "n, the nodes of each layer",
    "Hidden σ": "a = σ(z)",
    "Output σ": "a.* = σ\\(z.*\\)",
    "Seed": "initial parameters w and b",
    "Noise": "tandard deviation",
    "Held out %": "kept out of training",
    "C = ": "C, the cost of",
    "C̄ = ": "C̄, the mean of C over the batch",
    "C_train = ": "C_train, the mean of C over all samples trained on",
    "held out ": "samples held out",
    "x = ": "x = a⁰, the input",
    "y = ": "y, the expected output",
    "of 250": "M, how many samples",
    "w²₁₁ = ": "weight from node 1 in layer 1 to node 1 in layer 2",
}


@pytest.fixture
def full(open_window):
    """A window in which everything has something to show."""
    driver = open_window(replace(default_experiment("circle"), held_out=0.2))
    driver.step("step")
    driver.wait_for_score()
    driver.window.canvas.picked.emit(Pick(2, 0, 0))
    driver.wait_for(lambda frame: frame.pick is not None)
    return driver


def tip(widget):
    """What is shown where the mouse rests on a widget: its own words, or else its parent's."""
    while widget is not None and not widget.isWindow():
        if widget.toolTip():
            return widget.toolTip()
        widget = widget.parentWidget()
    return ""


def explained(widget):
    """Whether a widget needs no words: a heading, an empty place, a part of Qt's own."""
    text = getattr(widget, "text", str)()
    return (
        widget.property("role") == "section"
        or (isinstance(widget, QLabel) and not text)
        or isinstance(widget.parentWidget(), QTabBar)
    )


def test_everything_says_what_it_is(full):
    parts = [w for w in full.window.findChildren(QWidget) if isinstance(w, KINDS) and w.isVisible()]
    assert len(parts) > 50
    assert [(type(w).__name__, w.text() if hasattr(w, "text") else "") for w in parts
            if not explained(w) and not tip(w)] == []  # fmt: skip


def test_a_symbol_says_what_it_means_and_a_label_the_same_as_its_field(full):
    shown = [w for w in full.window.findChildren(QLabel) if w.isVisible()]
    for words, wanted in MEANINGS.items():
        labels = [w for w in shown if w.text().startswith(words)]
        assert labels, words
        for label in labels:
            assert wanted in tip(label) or re.search(wanted, tip(label)), words
    pairs = [(w, w.buddy()) for w in full.window.controls.findChildren(QLabel) if w.buddy()]
    assert len(pairs) >= 9
    for label, field in pairs:
        assert label.toolTip() == field.toolTip() != ""
    for dock in full.window.findChildren(QDockWidget):
        for which in ("close", "float"):
            assert dock.findChild(QAbstractButton, f"qt_dockwidget_{which}button").toolTip()
