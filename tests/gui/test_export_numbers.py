"""Numbers exported from the window are those that it shows, and a file is whole or not there."""

import csv
import os
import subprocess
import sys

import numpy as np
import pytest
from driving import Key
from export_dialogs import agree, export_numbers, open_numbers, wait_until_written
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from session_dialogs import answer, choose_file, give_up_writing, notice, wait_for, wait_until_closed

from core import importing
from core.experiment import default_experiment
from core.exports.torch_form import torch_lines
from gui.exporting.numbers_dialog import NumbersDialog


@pytest.fixture
def slow(monkeypatch):
    """Every file takes its time."""
    monkeypatch.setattr(importing, "AT_ONCE", 0.0)


def test_the_gradient_on_the_screen(driver, tmp_path):
    driver.step("step")
    frame = driver.frame
    with np.load(export_numbers(driver, tmp_path / "g.npz", "gradients", "npz")) as arrays:
        assert np.array_equal(arrays["dC_dw2"], frame.dC_dw[2])
        assert np.array_equal(arrays["dC_da1"], frame.dC_da[1][:, 0])
        assert arrays["sample"] == frame.sample
        assert len(arrays["stale"]) == 0


def test_the_cost_curve_on_the_screen(driver, tmp_path):
    for _ in range(4):
        driver.step("step")
    file = export_numbers(driver, tmp_path / "record.csv", "record", "csv")
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    shown = driver.frame.record.cost.query(0, np.inf, 1000).mean[:, 0]
    name = "mean cost of the batch, before the update"
    assert [float(row[name]) for row in rows if row[name]] == shown.tolist()


def test_the_weights_on_the_screen(driver, tmp_path):
    driver.step("step")
    with np.load(export_numbers(driver, tmp_path / "w.npz", "weights", "npz")) as arrays:
        assert np.array_equal(arrays["w1"], driver.frame.w[1])


def test_the_script_runs_in_a_bare_python(driver, tmp_path):
    driver.step("step")
    script = export_numbers(driver, tmp_path / "network.py", "network")
    told = subprocess.run(
        [sys.executable, "-I", str(script)], capture_output=True, text=True, check=True, timeout=60
    )
    name, _, value = told.stdout.partition(": ")
    assert name == f"Sample {driver.frame.sample + 1}"
    assert 0 < float(value) < 1


def test_three_lines_for_pytorch_are_shown_copied_and_written(driver, tmp_path):
    dialog = open_numbers(driver, "torch")
    n, sigmas = driver.frame.n, driver.frame.experiment.activations
    assert dialog.lines.isVisible()
    assert dialog.lines.toPlainText() + "\n" == torch_lines(n, sigmas, "net.npz")
    assert not dialog.form.isEnabled()
    driver.click(dialog.copy_button)
    assert QGuiApplication.clipboard().text() == torch_lines(n, sigmas, "net.npz")
    agree(driver, NumbersDialog)
    assert os.path.basename(wait_for(driver, QFileDialog).selectedFiles()[0]) == "net.npz"
    choose_file(driver, tmp_path / "mine.npz")
    wait_until_written(driver, tmp_path / "mine.npz")
    text = (tmp_path / "mine.npz.txt").read_text(encoding="utf-8")
    assert torch_lines(n, sigmas, "mine.npz") in text


def test_the_text_beside_a_network_is_not_written_over_unasked(driver, tmp_path):
    (tmp_path / "net.npz.txt").write_text("mine")
    open_numbers(driver, "torch")
    agree(driver, NumbersDialog)
    choose_file(driver, tmp_path / "net.npz")
    answer(driver, "cancel")
    assert [p.read_text() for p in tmp_path.iterdir()] == ["mine"]


def large(open_window):
    """A window on a network whose weights take a while to be written."""
    return open_window(default_experiment("circle").with_hidden((500, 500)))


def test_a_large_file_is_written_with_progress_and_training_goes_on(open_window, tmp_path, slow):
    driver = large(open_window)
    driver.run()
    file, status = tmp_path / "w.csv", driver.window.status.seeking
    open_numbers(driver, "weights", "csv")
    agree(driver, NumbersDialog)
    choose_file(driver, file)
    driver.wait_for(lambda frame: frame.state == "exporting")
    assert not file.exists()
    driver.until(status.isVisible)
    assert status.words.text().startswith("Writing w.csv… ")
    wait_until_written(driver, file)
    shares = [frame.progress for frame in driver.frames if frame.state == "exporting"]
    assert shares == sorted(shares)
    assert len(set(shares)) > 3
    driver.wait_for_state("running")
    driver.pause()


@pytest.mark.parametrize("how", ["Esc", "Cancel"])
def test_given_up_it_leaves_no_file(open_window, tmp_path, slow, how):
    driver = large(open_window)
    open_numbers(driver, "weights", "csv")
    agree(driver, NumbersDialog)
    choose_file(driver, tmp_path / "w.csv")
    give_up_writing(driver, how)
    driver.until(lambda: driver.sentence == "Writing w.csv was given up: nothing was exported.")
    assert not list(tmp_path.iterdir())


def test_nothing_else_is_exported_meanwhile(open_window, tmp_path, slow):
    driver = large(open_window)
    open_numbers(driver, "weights", "csv")
    agree(driver, NumbersDialog)
    choose_file(driver, tmp_path / "w.csv")
    driver.wait_for(lambda frame: frame.state == "exporting")
    driver.window.actions["picture"].trigger()
    assert driver.sentence == "Another file is being read or written: wait for it, or cancel that first."
    driver.until(lambda: not driver.window.actions["numbers"].isEnabled())
    driver.press(Key.Key_Escape)
    driver.wait_for_state("paused")


def test_a_disk_that_becomes_full_leaves_no_file(open_window, tmp_path, slow, monkeypatch):
    driver = large(open_window)

    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    open_numbers(driver, "weights", "csv")
    agree(driver, NumbersDialog)
    choose_file(driver, tmp_path / "w.csv")
    sentence = "The file w.csv was not saved: the disk is full; make room or choose another folder."
    assert notice(driver) == sentence
    assert not list(tmp_path.iterdir())
    driver.wait_for_state("paused")


def test_a_folder_that_is_not_there_is_said(driver, tmp_path):
    open_numbers(driver, "weights")
    agree(driver, NumbersDialog)
    wait_for(driver, QFileDialog).reject()
    wait_until_closed(driver, QFileDialog)
    driver.window.exports.on_chosen(str(tmp_path / "gone" / "w.csv"))
    assert notice(driver).startswith("The file w.csv was not saved: there is no folder gone; ")
    assert driver.sentence == ""


def test_the_last_choice_is_remembered(open_window, tmp_path):
    kept = tmp_path / "own" / "nablascope.ini"
    driver = open_window(remember_in=kept)
    export_numbers(driver, tmp_path / "w.npz", "weights", "npz")
    driver = open_window(remember_in=kept)
    driver.window.actions["numbers"].trigger()
    dialog = wait_for(driver, NumbersDialog)
    assert (dialog.what.value(), dialog.form.value()) == ("weights", "npz")
    dialog.reject()
    wait_until_closed(driver, NumbersDialog)
