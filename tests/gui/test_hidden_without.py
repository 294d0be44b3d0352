"""The panel of a hidden space without a plane, a layer or numbers, and with little room."""

from dataclasses import replace

import numpy as np
from hidden_views import (
    CIRCLE,
    FEW,
    THREE,
    finely,
    fresh,
    opened,
)

from core.experiment import default_experiment


def test_few_samples_without_a_plane_have_their_names(open_window):
    driver = open_window(replace(default_experiment("autoencoder"), n=(8, 3, 8)))
    panel = opened(driver)
    driver.until(lambda: fresh(driver))
    assert panel.picture.space.grid is None
    assert not panel.bar.switches["grid"].isEnabled()
    assert panel.picture._drawing.named
    assert panel.readout.startswith("layer 1: where the samples of 8 inputs go")


def test_without_such_a_layer_one_is_offered(open_window):
    driver = open_window(replace(CIRCLE, n=(2, 4, 1), activations=("relu", "sigmoid")))
    dock = driver.window.docks["hidden"]
    dock.show()
    dock.raise_()
    panel = driver.window.hidden
    driver.until(lambda: panel.hint.isVisible() and "two or three nodes" in panel.hint.text())
    assert panel.offer.isVisible()
    assert not panel.bar.layer.isVisible()
    driver.click(panel.offer)
    frame = driver.wait_for(lambda frame: frame.n == (2, 4, 2, 1))
    assert frame.experiment.activations == ("relu", "relu", "sigmoid")
    driver.until(panel.picture.isVisible)


def test_an_exercise_holds_it_back(open_window):
    driver = open_window(CIRCLE)
    panel = opened(driver)
    driver.window.viewer.set_exercise(True)
    driver.until(panel.hint.isVisible)
    assert panel.hint.text() == "The exercise holds this back until layer 2 is computed."
    assert not panel.offer.isVisible()
    driver.window.viewer.set_exercise(False)
    driver.until(panel.picture.isVisible)


def test_numbers_without_bounds_stop_nothing(open_window):
    experiment = replace(CIRCLE, activations=("identity", "identity", "identity"), eta=1e6)
    driver = open_window(experiment)
    panel = opened(driver)
    driver.run_at_full_speed_until_stopped()
    driver.until(lambda: fresh(driver))
    panel.picture.grab()
    low, high = panel.picture.space.ends
    assert np.isfinite([low, high]).all()


def test_nothing_is_computed_behind_another_tab(open_window):
    driver = open_window(CIRCLE)
    opened(driver)
    driver.window.docks["output"].raise_()
    driver.wait_for(lambda frame: "hidden" not in frame.view.panels)
    driver.step("step")
    assert "hidden" not in driver.frame.pictures


def test_a_small_panel_and_a_tall_one_are_painted(open_window):
    driver = open_window(THREE)
    panel = opened(driver)
    driver.window.docks["hidden"].setFloating(True)
    for size in ((190, 150), (200, 600), (1000, 300)):
        panel.picture.resize(*size)
        box = panel.picture.place.box
        assert box.width() == box.height() >= 20
        panel.picture.grab()
    for width, height in ((w, h) for w in range(310, 420, 5) for h in range(200, 420, 5)):
        panel.picture.resize(width, height)
        assert panel.picture._note_places(3)[0] is not None
    driver.window.docks["hidden"].setFloating(False)


def test_held_out_samples_are_rings(open_window):
    driver = open_window(replace(FEW, held_out=0.4), size=(1500, 1000))
    driver.step("epoch")
    panel = opened(driver)
    frame = finely(driver)
    driver.click(panel.bar.switches["grid"])
    picture = panel.picture
    grabbed = picture.grab().toImage()
    at, _ = picture.place.pixels(picture.space.a)
    apart = np.hypot(*(at[:, None] - at[None]).T) + np.eye(len(at)) * 1e3
    seen = set()
    for k in np.flatnonzero(apart.min(axis=0) > 12).tolist():
        sample = int(picture.space.samples[k])
        if sample == frame.sample or not picture.place.box.adjusted(8, 8, -8, -8).contains(*at[k].tolist()):
            continue
        filled = grabbed.pixelColor(*at[k].round().astype(int).tolist())
        full = picture.targets.colour(sample)
        off = sum(abs(getattr(filled, c)() - getattr(full, c)()) for c in ("red", "green", "blue"))
        assert (off > 60) is bool(frame.held_out[sample])
        seen.add(bool(frame.held_out[sample]))
    assert seen == {True, False}
