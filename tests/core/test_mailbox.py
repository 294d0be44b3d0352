"""The mailbox: one thing at most, the latest, and nobody waits."""

import threading

from core.mailbox import Mailbox


def test_a_new_box_is_empty():
    box = Mailbox()
    assert box.empty
    assert box.take() is None


def test_what_was_put_is_taken_once():
    box, thing = Mailbox(), object()
    box.put(thing)
    assert not box.empty
    assert box.take() is thing
    assert box.empty
    assert box.take() is None


def test_the_latest_wins():
    box = Mailbox()
    for k in range(5):
        box.put(k)
    assert box.take() == 4
    assert box.empty


def test_between_threads_nothing_comes_twice_or_late():
    box, last = Mailbox(), 20_000
    writer = threading.Thread(target=lambda: [box.put(k) for k in range(last + 1)])
    writer.start()
    found = [-1]
    while found[-1] < last:
        thing = box.take()
        if thing is not None:
            assert thing > found[-1]
            found.append(thing)
    writer.join(60)
    assert not writer.is_alive()
    assert box.empty
