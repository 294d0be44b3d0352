"""Scrubbing in the plots: a click goes to its step, the past is marked, and the curve stays."""

import pytest
from driving import Key
from noting import noted
from pointing import over
from PySide6.QtCore import QTimer
from run_list import fork, go_to, set_eta, trained

from core.commands import Seek
from gui.plots.time_view import TimeView

__all__ = ["trained"]


@pytest.fixture
def sent(trained):
    with noted(trained.window.engine.command) as found:
        yield found


def sought(sent):
    return [k.step for k in sent if isinstance(k, Seek)]


def waiting(panel):
    """Whether a click of a panel still waits, since it could become a double click."""
    return any(k.isActive() for k in panel.findChild(TimeView).findChildren(QTimer))


# Clicks


def test_a_click_in_a_curve_goes_there(trained, sent):
    trained.window.gradients.time.show(10, 30)
    for name, step in (("cost", 17), ("gradients", 23)):
        pointer = over(getattr(trained.window, name))
        pointer.click(pointer.place(step))
        trained.wait_for(lambda frame, step=step: frame.cursor.step == step)
    assert sought(sent) == [17, 23]


def test_a_click_beyond_the_curve_goes_to_its_end(trained, sent):
    pointer, cost = over(trained.window.cost), trained.window.cost
    go_to(trained, 5)
    pointer.click(pointer.place(0.99 * cost.time.range[1]))
    trained.wait_for(lambda frame: frame.cursor.step == 60)
    assert sought(sent)[-1] == 60


def test_a_drag_and_a_double_click_go_nowhere(trained, sent):
    pointer, cost = over(trained.window.cost), trained.window.cost
    pointer.drag(pointer.place(10), pointer.place(40))
    trained.until(lambda: cost.time.zoomed)
    pointer.double_click(pointer.place(20))
    trained.until(lambda: not cost.time.zoomed)
    trained.until(lambda: not waiting(cost))
    assert sought(sent) == []
    assert trained.frame.cursor.step == 60


def test_a_click_beside_the_plot_goes_nowhere(trained, sent):
    pointer = over(trained.window.cost)
    pointer.click(pointer.place(10, height=-0.2))
    pointer.click(pointer.place(10))
    trained.wait_for(lambda frame: frame.cursor.step < 20)
    assert len(sought(sent)) == 1


def test_a_click_in_a_map_still_selects_a_weight_and_stays(trained, sent):
    gradients = trained.window.gradients
    box = gradients.rows[0].map.sceneBoundingRect()
    pointer = over(gradients)
    pointer.click(gradients.view.mapFromScene(box.center()))
    trained.wait_for(lambda frame: frame.pick is not None)
    assert sought(sent) == []


def test_a_click_while_training_runs_goes_there_and_stays(trained):
    trained.run_at_full_speed()
    trained.wait_for(lambda frame: frame.cursor.step > 2000)
    pointer = over(trained.window.cost)
    trained.until(lambda: pointer.plot.box.viewRange()[0][1] > 2000)  # the curve is drawn after the canvas
    at = pointer.place(500)
    wanted = round(max(0.0, pointer.view.step_at(at.x())))
    pointer.click(at)
    frame = trained.wait_for_state("paused")
    assert frame.cursor.step == wanted
    assert frame.history.in_past


# The past


def test_in_the_past_the_whole_curve_stays_and_the_present_is_marked(trained):
    cost, gradients = trained.window.cost, trained.window.gradients
    plots = [cost.plot, *(row.plot for row in gradients.rows)]
    assert not any(plot.present.isVisible() or plot.veil.isVisible() for plot in plots)
    x, before = cost.plot.curve.getData()[0].tolist(), cost.time.range
    for step in (41, 7, 0, 30):
        go_to(trained, step)
        assert cost.plot.curve.getData()[0].tolist() == x
        assert cost.time.range == before
        assert [plot.present.value() for plot in plots] == [step] * len(plots)
        assert all(plot.present.isVisible() and plot.veil.isVisible() for plot in plots)
    trained.press(Key.Key_End)
    trained.wait_for(lambda frame: frame.cursor.step == 60)
    assert not any(plot.present.isVisible() or plot.veil.isVisible() for plot in plots)


def test_what_lies_ahead_is_paler(trained):
    cost = trained.window.cost
    go_to(trained, 30)
    view = cost.view
    picture = view.grab().toImage()
    area = view.area(cost.plot)
    pointer = over(cost)

    def strongest(first, last):
        left, right = pointer.place(first).x(), pointer.place(last).x()
        ratio = picture.devicePixelRatio()
        points = [(x, y) for x in range(left, right) for y in range(area.top(), area.bottom())]
        colours = [picture.pixelColor(round(x * ratio), round(y * ratio)) for x, y in points]
        return max(k.red() - k.blue() for k in colours)

    assert strongest(2, 28) > 2 * strongest(33, 58) > 0


def test_retracing_the_line_moves_along_and_the_curve_stays(trained):
    plot = trained.window.cost.plot
    go_to(trained, 20)
    x = plot.curve.getData()[0].tolist()
    for step in (21, 22, 23):
        trained.step("step")
        assert plot.present.value() == step
        assert plot.curve.getData()[0].tolist() == x


def test_a_zoomed_stretch_stands_while_one_scrubs_and_forks_in_it(trained):
    time = trained.window.cost.time
    time.show(10, 30)
    for step in (12, 28, 15):
        go_to(trained, step)
        assert time.range == (10, 30)
    set_eta(trained, 0.1)
    trained.step("step")
    assert len(trained.frame.history.runs) == 2
    assert time.range == (10, 30)


def test_a_stretch_without_the_present_is_given_up_for_another_run(trained):
    time = trained.window.cost.time
    time.show(40, 55)
    fork(trained, 5, 0.1)
    assert not time.zoomed
