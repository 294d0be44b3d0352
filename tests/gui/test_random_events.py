"""Whatever a person does in whatever order: no exception, no warning, and the window goes on.

Five thousand things altogether; RANDOM_EVENTS and RANDOM_SEEDS in the environment ask for more of them:
100000 for each of 1,2,3, say. With YIELDING there the training takes what the window leaves of the processor,
so that several of them can run beside one another.
"""

import gc
import os
import sys
from dataclasses import replace

import pytest
from by_hand import BatchPass, Pass
from figures import note
from monkey import Monkey
from PySide6.QtWidgets import QApplication

from core.experiment import default_experiment
from gui.garbage import GarbageCollector
from gui.preparing import Preparing

pytestmark = pytest.mark.promise(number="R8")

EVENTS = int(os.environ.get("RANDOM_EVENTS", "1000"))
SEEDS = [int(seed) for seed in os.environ.get("RANDOM_SEEDS", "1,2,3,4,5").split(",")]
LATER = 15
"""The priority of what comes after the window."""
OFTEN = 1000
"""Events after which a run tells how far it has come."""


@pytest.mark.qt_log_ignore("Keyboard event not accepted", extend=True)  # a menu has no use for F2
@pytest.mark.parametrize("seed", SEEDS)
def test_random_events(open_window, monkeypatch, tmp_path, troubles, qtlog, seed):
    monkeypatch.chdir(tmp_path)
    driver = open_window(default_experiment("circle"))
    Preparing(driver.window)
    driver.run_at_full_speed()
    if "YIELDING" in os.environ and sys.platform == "linux":
        yield_to_the_window()
    monkey, garbage = Monkey(driver, seed), GarbageCollector(driver.window)
    heard = 0
    for k in range(EVENTS):
        try:
            monkey.do()
            records = qtlog.records
            warnings, heard = [r.message for r in records[heard:] if not r.ignored], len(records)
            assert not troubles.found + warnings
        except Exception as error:
            pytest.fail("\n".join([f"seed {seed}, event {k}: {error}", *monkey.last, *troubles.take()]))
        del driver.frames[:-1]  # they are many
        if k and k % OFTEN == 0:
            note("R8 so far", seed=seed, events=k, hardest=monkey.gaps.hardest)
    garbage.stop()
    gc.disable()
    monkey.leave()
    note("R8", seed=seed, events=EVENTS, **vars(monkey.gaps))
    still_works(driver)


def yield_to_the_window():
    """Let all threads but this one come after it."""
    for thread in map(int, os.listdir("/proc/self/task")):
        if thread != os.getpid():
            os.setpriority(os.PRIO_PROCESS, thread, LATER)


def still_works(driver):
    """After all that, an experiment begins, trains and is right."""
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    driver.window.activateWindow()  # a floating panel may have been active last
    driver.window.canvas.setFocus()
    if driver.load("circle" if driver.experiment.dataset == "xor" else "xor").state == "running":
        driver.pause()
    driver.wait_for_state("paused")
    frame = driver.step("step")
    sigma, data = frame.experiment.activations, frame.dataset
    mean = BatchPass(frame.w_before, frame.b_before, sigma, data.x[:, frame.batch], data.y[:, frame.batch])
    own = Pass(frame.w_before, frame.b_before, sigma, frame.x[:, 0], frame.y[:, 0])
    assert abs(frame.mean_cost - mean.C) < 1e-12
    assert abs(frame.C - own.C) < 1e-12
    if "controls" in driver.window.dock_layout.visible:
        assert driver.window.controls.dataset.value() == frame.experiment.dataset
    driver.window.actions["reset"].trigger()
    assert driver.wait_for(lambda frame: frame.cursor.step == 0).experiment == replace(frame.experiment)
