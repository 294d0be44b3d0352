"""The list of runs tells data apart: by title, features, scaling and size."""

from dataclasses import replace

from data_form import brought
from driving import Key, Modifier
from run_list import item, open_runs

from core.commands import Edit
from core.experiment import default_experiment
from core.painting import first_drawing, painted
from gui.runs.difference import difference
from gui.runs.words import group, group_title

CIRCLE = default_experiment("circle")
DRAWING = replace(default_experiment("drawing"), given=first_drawing())


def test_titles_say_what_the_data_is():
    assert group_title(CIRCLE) == "circle · 2-4-2-1 · seed 0"
    assert group_title(CIRCLE.with_features(("square_1", "sine_2"))) == (
        "circle · 4-4-2-1 · seed 0 · with x₁², sin x₂"
    )
    assert group_title(default_experiment("parity").with_size(3)) == (
        "parity, number of bits 3 · 3-8-1 · seed 0"
    )
    assert group_title(brought("a\nb.csv")) == "a b.csv · 4-8-3 · seed 0 · standardised"
    assert group_title(replace(brought(), scaling="none", held_out=0.2)) == (
        "iris.csv · 4-8-3 · seed 0 · 20 % held out"
    )
    assert group_title(DRAWING) == "Drawing · 2-8-8-1 · seed 0"


def test_what_is_learned_makes_a_group_and_points_that_are_painted_do_not():
    others = [
        CIRCLE.with_features(("square_1",)),
        CIRCLE.with_features(("square_2",)),
        replace(CIRCLE, scaling="scale"),
        brought(),
        brought("other.csv"),
        replace(brought(), scaling="none"),
        DRAWING,
    ]
    assert len({group(each) for each in (CIRCLE, *others)}) == 1 + len(others)
    assert group(brought()) == group(brought())
    more = replace(DRAWING, given=painted(DRAWING.given, ((0.0, 1.0, 1),)))
    assert group(more) == group(DRAWING)


def test_differences_name_features_and_scaling(open_window):
    driver = open_window(CIRCLE)
    driver.step("step")
    driver.click(driver.window.controls.data.features.chips["product"])
    driver.wait_for(lambda frame: frame.n[0] == 3)
    driver.step("step")
    lines = {line.name: line.values for line in difference(driver.frame.history.runs)}
    assert lines["features"] == ("–", "x₁x₂")
    assert "scaling" not in lines


def test_runs_of_a_drawing_stay_together_while_it_is_painted(open_window):
    driver = open_window(default_experiment("drawing"))
    driver.step("step")
    panel = open_runs(driver)
    driver.until(lambda: 1 in panel.tree._items)
    driver.window.engine.send(Edit("paint", ((0.5, 0.5, 1),)))
    driver.wait_for(lambda frame: frame.dataset.samples == 3)
    driver.step("step")
    driver.press(Key.Key_R, Modifier.ControlModifier)
    driver.step("step")
    driver.until(lambda: len(panel.tree._items) >= 2)
    groups = {id(each.parent()) for each in panel.tree._items.values() if each.parent().parent() is None}
    assert groups == {id(item(panel, 1).parent())}
    assert item(panel, 1).parent().text(0) == "Drawing · 2-8-8-1 · seed 0"
