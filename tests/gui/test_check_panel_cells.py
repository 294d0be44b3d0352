"""The cells of a gradient check: red where they should be, read and selected, and seen without colours."""

import numpy as np
import pytest
from checking import check, said, see
from driving import Button
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import qGray
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core import audit
from core.audit import BAD, GOOD, KINK
from core.backprop import backward
from core.experiment import Experiment
from core.selection import Pick, index_of
from gui.check.marks import colour
from gui.theme import DARK, LIGHT

DEEP = Experiment("circle", (2, *(8,) * 6, 1), ("tanh",) * 6 + ("sigmoid",), 0.5, 10)


def point(driver, pick):
    """Move the mouse over a cell, from beside it."""
    cells = driver.window.check.map
    at = cells.rect_of(pick).center().toPoint()
    QTest.mouseMove(cells, at + QPoint(1, 0))
    QTest.mouseMove(cells, at)
    driver.until(lambda: cells.under == pick)


def leave(driver):
    QTest.mouseMove(driver.window, QPoint(1, 1))
    QApplication.sendEvent(driver.window.check.map, QEvent(QEvent.Type.Leave))


def breaking(patch, *wrong, by=1e-3):
    """Let the backward pass be wrong at these places of theta."""

    def broken(net, p, y):
        g = backward(net, p, y)
        g.flat[list(wrong)] += by
        return g

    patch.setattr(audit, "backward", broken)


# Red


@pytest.mark.parametrize("whole", [False, True])
def test_a_broken_derivative_is_red_at_its_cell_only(driver, monkeypatch, whole):
    wrong = Pick(1, 2, 1)
    breaking(monkeypatch, index_of(wrong, (2, 3, 1)))
    check(driver, whole)
    panel = driver.window.check
    assert said(driver).startswith("1 of 13 weights and biases disagrees with central differences; worst ")
    assert "difference 0.0010, allowed 1e−7" in said(driver)
    assert panel.badge.status == BAD
    picture = panel.map.grab().toImage()
    for l, (of, to) in enumerate(((2, 3), (3, 1)), 1):
        for pick in (Pick(l, A, B) for A in range(to) for B in (None, *range(of))):
            corner = panel.map.rect_of(pick).topLeft().toPoint() + QPoint(2, 2)
            status = BAD if pick == wrong else GOOD
            assert picture.pixelColor(corner) == colour(DARK, status)


def test_all_wrong_is_said_so(driver, monkeypatch):
    breaking(monkeypatch, *range(13))
    check(driver)
    assert said(driver).startswith("13 of 13 weights and biases disagree with")


def test_a_kink_is_marked(open_window):
    experiment = Experiment("and", (2, 1, 1), ("relu", "identity"), 0.5, 4)
    driver = open_window(experiment)
    see(driver)
    driver.window.engine.send(edit_bias(driver))
    driver.wait_for_new(lambda frame: abs(frame.b[1][0, 0] + frame.w[1][0] @ frame.x[:, 0]) < 1e-5)
    frame = check(driver)
    assert frame.audit.count(KINK) > 0
    assert "within reach of a ReLU's kink" in said(driver)
    assert driver.window.check.badge.status == KINK


def edit_bias(driver):
    """A bias that brings the first ReLU to its kink."""
    from core.commands import Edit

    frame = driver.frame
    return Edit("parameter", float(-(frame.w[1][0] @ frame.x[:, 0])) + 3e-6, Pick(1, 0))


# Reading and selecting


def test_the_mouse_reads_a_cell_and_a_click_selects_it(driver):
    frame = check(driver)
    pick = Pick(1, 1, 0)
    point(driver, pick)
    k = index_of(pick, frame.n)
    value = driver.window.digits.write(float(frame.audit.analytic[k]))
    assert said(driver).startswith(f"∂C/∂w¹₂₁: backward pass {value}, central difference {value}, ")
    assert said(driver).endswith(" apart: agrees")
    QTest.mouseClick(
        driver.window.check.map,
        Button.LeftButton,
        pos=driver.window.check.map.rect_of(pick).center().toPoint(),
    )
    driver.wait_for(lambda frame: frame.pick == pick)
    leave(driver)
    driver.until(lambda: said(driver).startswith("All 13"))


def test_a_bias_is_read_and_selected_too(driver):
    check(driver)
    point(driver, Pick(2, 0))
    assert said(driver).startswith("∂C/∂b²₁: backward pass ")
    at = driver.window.check.map.rect_of(Pick(2, 0)).center().toPoint()
    QTest.mouseClick(driver.window.check.map, Button.LeftButton, pos=at)
    driver.wait_for(lambda frame: frame.pick == Pick(2, 0))


def test_numbers_have_as_many_digits_as_was_chosen(driver):
    frame = check(driver)
    point(driver, Pick(1, 0, 1))
    driver.window.digits.set(9)
    wanted = driver.window.digits.write(float(frame.audit.analytic[1]))
    assert len(wanted) > 9
    assert f"backward pass {wanted}," in said(driver)


def test_what_the_mouse_is_over_is_lit(driver):
    check(driver)
    lit = []
    driver.window.check.lit.connect(lit.append)
    point(driver, Pick(1, 2, 1))
    leave(driver)
    driver.window.check.lit.disconnect(lit.append)
    assert lit[-2:] == [(Pick(1, 2, 1),), ()]


# How it looks


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_what_a_cell_says_can_be_seen_without_colours(open_window, monkeypatch, theme):
    """In grey, a cell that disagrees stands out from one that agrees, and has a mark, which that has not."""
    wrong = Pick(3, 3, 3)
    breaking(monkeypatch, index_of(wrong, DEEP.n))
    driver = open_window(DEEP)
    driver.in_theme(theme.name)
    check(driver)
    cells = driver.window.check.map
    picture = cells.grab().toImage()

    def greys(pick):
        cell = cells.rect_of(pick).toRect().adjusted(1, 1, -2, -2)
        return np.array(
            [[qGray(picture.pixel(x, y)) for x in range(cell.left(), cell.right())]
             for y in range(cell.top(), cell.bottom())]
        )  # fmt: skip

    bad, good = greys(wrong), greys(Pick(3, 3, 4))
    assert np.ptp(good) < 40
    assert np.ptp(bad) > 60
    assert abs(bad.max() - float(np.median(good))) > 20  # the corners have the mark in them
