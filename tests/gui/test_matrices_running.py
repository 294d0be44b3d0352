"""While training runs the matrices in sight are built, and all of them once it rests."""

import numpy as np
import pytest
from matrix_mouse import Matrices

from core.experiment import default_experiment
from core.selection import Pick

DEEP = default_experiment("circle").with_hidden((4, 3, 3))


@pytest.fixture
def running(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    m = Matrices(driver)
    driver.run_at_full_speed()
    driver.until(lambda: np.isfinite(m.values("z 1")).all())
    return driver, m


def moves(driver, m, name):
    """Wait until a matrix has other numbers."""
    first = m.values(name).copy()
    driver.until(lambda: not np.array_equal(m.values(name), first, equal_nan=True))


def test_what_is_out_of_sight_waits_until_somebody_looks(running):
    driver, m = running
    moves(driver, m, "z 1")
    assert np.isnan(m.values("z 4")).all(), "nobody has seen it"
    m.at("z 4")
    assert np.isfinite(m.values("z 4")).all(), "at once"
    product = m.values("w 4") @ m.values("a 3", 1) + m.values("b 4")
    assert m.values("z 4") == pytest.approx(product, abs=1e-12), "all of one moment"
    moves(driver, m, "z 4")


def test_at_a_pause_all_of_it_is_of_the_last_frame(running):
    driver, m = running
    moves(driver, m, "z 1")
    frame = driver.pause()
    m.settle()
    for l in range(1, frame.L + 1):
        assert np.array_equal(m.values(f"z {l}"), frame.z[l])
        assert np.array_equal(m.values(f"w {l}"), frame.w_before[l]), "to which z belongs"


def test_a_selection_is_marked_in_layers_out_of_sight(running):
    driver, m = running
    m.at("z 1")
    driver.window.viewer.select(Pick(4, 0, 1))
    driver.until(lambda: m.block("w 4").marked == ((0, 1),))
    assert m.is_seen("w 4")


def test_the_entry_under_the_keys_is_told_of_as_it_is_now(running):
    driver, m = running
    m.click("z 4")
    m.area.verticalScrollBar().setValue(0)
    words = m.words
    driver.until(lambda: m.words != words)
    driver.pause()


def test_the_current_entry_goes_with_its_line_before_anything_scrolls(open_window):
    driver = open_window(default_experiment("circle").with_hidden((1,) * 8), size=(1280, 800))
    m, dock = Matrices(driver), driver.window.docks["matrices"]
    dock.setFloating(True)
    dock.resize(260, 300)
    m.settle()
    m.click("z 9")
    assert m.sheet.here is not None
    before = m.sheet.minimumSize()
    driver.window.load(default_experiment("circle").with_hidden((4,)))
    driver.wait_for(lambda frame: frame.L == 2)
    least = m.sheet.minimumSize()
    assert (least.width() > before.width(), least.height() < before.height()) == (True, True)
    assert m.sheet.here is None
