"""What the scenes of the pictures have in common: experiments that have got somewhere, and stand still."""

from dataclasses import replace
from pathlib import Path

import data_dialogs
import numpy as np

from core.experiment import default_experiment
from core.presets import preset
from core.session import Session
from gui.writing.parsing import read_pick

DATA = Path(__file__).resolve().parents[2] / "resources" / "datasets"
USUAL, WIDE = (1280, 800), (1440, 900)


def experiment(name, **changes):
    return replace(default_experiment(name), **changes)


def select(driver, words):
    """Select a weight or bias by its name, and see it selected."""
    pick = read_pick(words, driver.frame.n)
    driver.window.viewer.select(pick)
    driver.wait_for(lambda frame: frame.view.pick == pick)


def settle(driver):
    """Nothing moves, and every panel has shown the last frame."""
    window = driver.window
    driver.wait_for(lambda frame: frame.state in ("paused", "diverged"))
    driver.until(lambda: driver.frame is window.engine.frame)
    driver.wait_for_score()
    driver.qtbot.wait(400)  # pictures behind it become fine; a picture may wait for the clock


def after(begun, steps):
    """A session of the experiment `begun`, so many steps on, scored on the way as often as a window would."""
    session = Session(begun)
    for part in np.diff(np.linspace(0, steps, min(steps, 60) + 1).astype(int)):
        session.train(int(part), lambda share: None)
        while session.busy:
            session.tick()
    return session


def example(open_window, name, steps, theme="dark", size=USUAL):
    """A window on the example `name` after so many steps, with its strip."""
    driver = open_window(after(preset(name).experiment, steps), size=size, start=False)
    driver.in_theme(theme)
    driver.window.guiding.expect(name)
    driver.window.engine.start()
    driver.until(driver.window.guiding.strip.isVisible)
    return driver


def settle_still(driver):
    """As `settle`, in the middle of a step, where nothing is scored."""
    driver.until(lambda: driver.frame is driver.window.engine.frame)
    driver.qtbot.wait(400)


def four_heaps():
    """Points as they are painted: four heaps, each a class."""
    chance = np.random.default_rng(3)
    heaps = {0: (-0.6, 0.6), 1: (0.6, 0.6), 2: (0.0, 0.1), 3: (0.2, -0.7)}
    return [
        (*(np.array(at) + chance.normal(0, 0.17, 2)).clip(-1, 1), k)
        for k, at in heaps.items()
        for _ in range(45)
    ]


def flowers(driver, folder):
    """The dialog that opens the flowers, written as a table whose first column is of no use."""
    head, *plants = (DATA / "iris.csv").read_text(encoding="utf-8").splitlines()
    rows = [f"plant,{head}", *(f"{k},{plant}" for k, plant in enumerate(plants, 1))]
    file = data_dialogs.write(folder, "\n".join(rows) + "\n")
    dialog = data_dialogs.open_data(driver, file)
    data_dialogs.choose_role(driver.qtbot, dialog, 0, "Left out")
    return dialog
