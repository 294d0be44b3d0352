"""The panel of a hidden space while samples of a drawing are erased."""

from dataclasses import replace

from brush import drawn
from hidden_views import fresh, opened

from core.commands import Edit
from core.pictures.hidden import hidden_space
from gui.hidden.words import SOON

DRAWN = replace(drawn(), n=(2, 2, 1), activations=("tanh", "sigmoid"))


def test_a_picture_of_samples_that_were_erased_since_is_not_shown(open_window):
    driver = open_window(DRAWN)
    panel = opened(driver)
    before = driver.window.engine.frame
    driver.window.engine.send(Edit("erase", (0, 1)))
    driver.wait_for(lambda frame: frame.dataset.samples == before.dataset.samples - 2)
    driver.until(lambda: fresh(driver))
    after = driver.window.engine.frame
    between = replace(after, pictures=before.pictures)  # so long as another is being made
    panel.show_frame(between)
    panel.picture.grab()
    assert hidden_space(between) is None
    assert panel.hint.isVisible()
    assert panel.hint.text() == SOON.format(1)
    panel.show_frame(after)
    panel.picture.grab()
    assert panel.picture.isVisible()
    assert panel.picture.space.samples.max() < after.dataset.samples
