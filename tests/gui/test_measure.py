"""The instruments of `--measure`, held against things of known size."""

import threading
from dataclasses import replace
from pathlib import Path
from time import perf_counter, thread_time

import pytest
from driving import Driver
from PySide6.QtCore import QObject, QTimer

from core.commands import Show
from core.experiment import default_experiment
from gui.measure import Measurement, Sleep, holdings
from gui.process import open_files, resident_megabytes, threads
from gui.shell.spreading import spread

pytestmark = pytest.mark.promise(number="R11")


@pytest.fixture
def sleep(qapp):
    parent = QObject()
    made = Sleep(parent)
    made.begin()
    yield made
    made.end()


class Busy(QObject):
    """Works in every turn of the event loop, all the time or half of it."""

    def __init__(self, work, rest):
        super().__init__()
        self.work, self.seconds, self.turns = work, 0.0, 0
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.on_timeout)
        self.timer.start(rest)

    def on_timeout(self):
        begun = perf_counter()
        while perf_counter() - begun < self.work:
            pass
        self.seconds += perf_counter() - begun
        self.turns += 1


def slept(sleep, qtbot, busy, turns):
    """Seconds and seconds slept while `busy` has its turns."""
    begun = perf_counter()
    qtbot.waitUntil(lambda: busy.turns >= turns, timeout=20_000)
    busy.timer.stop()
    return perf_counter() - begun, sleep.seconds


def test_a_loop_with_nothing_to_do_sleeps(sleep, qtbot):
    seconds, asleep = slept(sleep, qtbot, Busy(0.0, 100), 5)
    assert 0.6 * seconds < asleep <= seconds


def test_a_loop_that_always_works_never_sleeps(sleep, qtbot):
    busy = Busy(0.02, 0)
    seconds, asleep = slept(sleep, qtbot, busy, 20)
    assert busy.seconds > 0.4 - 1e-9
    assert asleep <= seconds - busy.seconds + 0.01


def test_a_loop_that_works_now_and_then_sleeps_in_between(sleep, qtbot):
    busy = Busy(0.05, 100)
    seconds, asleep = slept(sleep, qtbot, busy, 6)
    assert 0.1 < asleep <= seconds - busy.seconds + 0.01


def test_memory_grows_by_what_is_written():
    before = resident_megabytes()
    block = bytearray(b"x" * (64 << 20))
    grown = resident_megabytes() - before
    assert 60 <= grown <= 80, "bytes are written to, so they are in memory"
    assert len(block) == 64 << 20


def test_files_are_counted():
    files = open_files()
    with Path(__file__).open(encoding="utf-8"):
        assert open_files() == files + 1
    assert open_files() == files


def test_threads_are_counted():
    assert any(one_more_is_counted() for _ in range(10)), "others may end meanwhile, but not always"


def one_more_is_counted():
    running, done = threads(), threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    counted = threads() == running + 1
    done.set()
    other.join()
    return counted


def test_holdings_count_the_record(driver):
    before = holdings(driver.frame)
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 2000)
    driver.pause()
    after = holdings(driver.frame)
    assert after["record_mb"] > before["record_mb"]
    assert after["record_mb"] == pytest.approx(driver.frame.record.filled_bytes / 2**20, abs=0.01)
    assert after["widgets"] >= before["widgets"] > 20


@pytest.fixture
def measured(open_window):
    """Measure a window for a moment; returns the result and the driver."""

    def measure(experiment=None, prepare=lambda driver: None, seconds=0.3):
        driver = open_window(experiment)
        prepare(driver)
        measurement = Measurement(driver.window, seconds, perf_counter())
        driver.window.engine.send(Show(driver.window.view))  # a frame to paint
        driver.until(lambda: not driver.window.isVisible())
        return measurement.result, driver

    return measure


def test_a_measurement_counts_pauses_and_closes(measured):
    begun = thread_time()
    result, driver = measured(seconds=1)  # a map may be late by seven times what the last took
    assert not driver.frame.live
    assert driver.frame.state == "paused"
    assert result["steps"] > 0
    assert result["pause_ms"] > 0
    assert 0 <= result["gui_idle"] < 1
    assert 0 < result["gui_cpu"] * result["seconds"] < thread_time() - begun
    assert 0 < result["output_maps_per_second"] <= result["canvas_fps"] + 10
    assert 0 < result["node_maps_per_second"] <= result["canvas_fps"]
    assert result["output_hz"] > 0
    assert set(result["begin"]) == set(result["end"])


def test_every_panel_can_be_seen_while_it_is_measured(measured):
    result, driver = measured(prepare=lambda driver: spread(driver.window))
    assert result["panels"] == len(driver.window.docks) == len(driver.window.panels)
    assert result["steps"] > 0
    epochs = result["steps_per_second"] / driver.frame.batches
    assert result["epochs_per_second"] == pytest.approx(epochs, rel=0.01)


def test_training_that_stopped_by_itself_is_not_paused(measured):
    soon = replace(default_experiment("sine"), eta=1e6, activations=("relu", "identity"))
    result, driver = measured(soon, Driver.run_at_full_speed_until_stopped)
    assert driver.frame.state == "diverged"
    assert result["pause_ms"] is None
