"""The derivation on the clipboard: what is on the screen, in the three forms that can be taken along."""

import csv
import io
import subprocess
import sys

import pytest
from canvas_mouse import click
from PySide6.QtGui import QGuiApplication

from core.selection import Pick
from gui.writing.numbers import significant

PICK = Pick(1, 2, 1)


@pytest.fixture
def picked(driver):
    """A window in which a weight was clicked, after a step."""
    driver.step("step")
    click(driver, driver.window.canvas.place(PICK))
    driver.wait_for(lambda frame: frame.derivation is not None and frame.pick == PICK)
    return driver


def copied(driver, action):
    QGuiApplication.clipboard().clear()
    driver.window.actions[action].trigger()
    return QGuiApplication.clipboard().text()


def test_without_a_weight_there_is_nothing_to_copy(driver):
    for name in ("copy_latex", "copy_csv", "copy_script"):
        assert not driver.window.actions[name].isEnabled()


def test_the_script_on_the_clipboard_proves_what_is_on_the_screen(picked, tmp_path):
    script = copied(picked, "copy_script")
    assert repr(picked.frame.derivation.witnesses.product) in script
    assert f"XOR, sample {picked.frame.sample + 1}, parameters before the first step." in script
    file = tmp_path / "copied.py"
    file.write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(file)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "∂C/∂w¹₃₂" in picked.sentence


@pytest.mark.parametrize("digits", [3, 9])
def test_the_latex_has_as_many_digits_as_the_screen(picked, digits):
    picked.window.digits.set(digits)
    text = copied(picked, "copy_latex")
    value = picked.frame.derivation.chain.dC_daA
    assert significant(value, digits).replace("−", "-") in text
    assert r"\partial w^{1}_{32}" in text


def test_the_table_on_the_clipboard_has_all_digits_whatever_the_screen_has(picked):
    picked.window.digits.set(2)
    rows = list(csv.reader(io.StringIO(copied(picked, "copy_csv"))))
    value = next(float(row[-1]) for row in rows if row[0].endswith("(4)") and row[1] == "dC/dw")
    assert value == picked.frame.derivation.chain.dC_daA * picked.frame.derivation.chain.local
