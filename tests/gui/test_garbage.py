"""Cyclic garbage goes on the GUI thread, and only there."""

import gc
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QTimer

from gui.garbage import INTERVAL_MS, GarbageCollector


class Cycle:
    def __init__(self):
        self.me = self


@pytest.fixture
def collector(qapp):
    parent = QObject()
    gc.enable()
    made = GarbageCollector(parent)
    yield made
    made.stop()
    gc.collect()
    gc.freeze()


def test_nothing_is_collected_in_another_thread(collector):
    assert not gc.isenabled()
    gone = weakref.ref(Cycle())
    made = []

    def work():
        made.extend([Cycle() for _ in range(20_000)])
        made.clear()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert gone() is not None


def test_the_timer_collects_what_is_due(collector, monkeypatch):
    gone = weakref.ref(Cycle())
    with monkeypatch.context() as patch:
        patch.setattr(gc, "get_count", lambda: (10_000, 50, 50))
        patch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
        collector.on_timeout()
    assert gone() is None


def test_the_timer_leaves_it_when_nothing_is_due(collector, monkeypatch):
    assert collected(collector, monkeypatch, (1, 0, 0)) == []


@pytest.mark.parametrize(
    ("counts", "generation"), [((5000, 0, 0), 0), ((5000, 20, 0), 1), ((5000, 20, 20), 2)]
)
def test_the_generation_is_the_one_that_is_due(collector, monkeypatch, counts, generation):
    assert collected(collector, monkeypatch, counts) == [generation]


def test_all_is_looked_through_only_where_a_quarter_more_has_stayed(collector, monkeypatch):
    there = [400, 499, 500, 600, 625]
    assert [collected(collector, monkeypatch, (5000, 20, 20), more) for more in there] == [
        [2], [1], [2], [1], [2],
    ]  # fmt: skip


def test_what_another_thread_is_making_is_let_alone(collector, monkeypatch):
    """A tuple that somebody else refers to while it grows ends with a SystemError."""
    monkeypatch.setattr(gc, "get_count", lambda: (5000, 20, 20))
    made = []

    def make():
        made.extend(len(tuple(k for k in range(20_000))) for _ in range(40))

    thread = threading.Thread(target=make)
    thread.start()
    while thread.is_alive():
        collector.on_timeout()
    assert made == [20_000] * 40


def collected(collector, monkeypatch, counts, more=0):
    """The generations that are collected where so many objects have come since, and `more` is in memory."""
    asked = []
    with monkeypatch.context() as patch:
        patch.setattr(gc, "get_count", lambda: counts)
        patch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
        patch.setattr(sys, "getallocatedblocks", lambda: collector._begun + more)
        patch.setattr(gc, "collect", asked.append)
        collector.on_timeout()
    return asked


def test_it_comes_round_once_a_second_until_it_is_stopped(collector):
    [timer] = collector.findChildren(QTimer)
    assert timer.isActive()
    assert timer.interval() == INTERVAL_MS == 1000
    collector.stop()
    assert not timer.isActive()
    assert gc.isenabled()
