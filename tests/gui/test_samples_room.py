"""What the samples panel has no room for: names of many classes, and long ones."""

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from reading import painted_texts

from core.datasets import load
from core.datasets.given import FILE, Given, Source
from core.experiment import data_of, default_experiment, suitable_experiment
from gui.samples.legend import Legend, legend_entries
from gui.targets import Targets
from gui.theme import DARK
from gui.writing.fonts import ui_font


@pytest.mark.parametrize(("dataset", "size"), [("rings", 6), ("autoencoder", 32), ("iris", None)])
def test_the_legend_says_how_many_classes_it_has_no_room_for(qtbot, dataset, size):
    experiment = default_experiment(dataset)
    targets = Targets(data_of(experiment if size is None else experiment.with_size(size))[0], DARK)
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_targets(targets, 1.0)
    for width in (130, 196, 244, 259, 400, 900):
        legend.resize(width, 30)
        check_legend(legend, targets, width)


def check_legend(legend, targets, width):
    metrics = QFontMetricsF(ui_font(8))
    words = [(x, text) for x, _, text in painted_texts(legend) if not text.startswith("faint")]
    assert all(x + metrics.horizontalAdvance(text) <= width + 1 for x, text in words)
    classes = len(legend_entries(targets))
    named = [text for _, text in words if not text.startswith("and ")]
    assert len(named) >= 1
    assert len(named) == classes or words[-1][1] == f"and {classes - len(named)} more"


def test_a_long_name_of_a_class_leaves_the_inputs_their_room(open_window):
    base = load("iris")
    names = tuple(f"{name}, a flower of which the name is very long indeed" for name in base.outputs)
    given = Given(
        "long", "150 rows", "Somewhere.", base.task, base.inputs, names, base.x, base.y,
        Source("/somewhere/long", "0" * 64, "{}"),
    )  # fmt: skip
    driver = open_window(suitable_experiment(given, FILE), size=(1280, 800))
    panel = driver.window.samples
    driver.step("step")
    driver.until(lambda: panel._inputs.text() != "")
    assert panel._inputs.text() in ("x: 4 inputs", panel._inputs.toolTip().split("\n")[0])
    assert "…" in panel._target.text()
    assert any(name in panel._target.toolTip() for name in names)
    assert panel._target.geometry().right() < panel.width()
    said = next(text for _, _, text in painted_texts(driver.window.output.bars) if text.startswith("says "))
    room = QFontMetricsF(ui_font(10, QFont.Weight.DemiBold)).horizontalAdvance(said)
    assert room <= driver.window.output.bars.width()
    assert said.count("…") == 2
