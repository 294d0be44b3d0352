"""The record against plain lists: exact where it merges, bounded, and readable while it grows."""

import math
import sys
import threading
from time import perf_counter, process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.network import Network, views
from core.optimisers import GradientDescent
from core.record import FACTOR, Run, Series
from core.trainer import EVERY_NORM, NORM_SECONDS, Trainer

ALL = (-math.inf, math.inf)


def series_of(values, chunks, limit, columns=1, stride=1):
    """A series of `values` (k, columns) at x = 0, stride, …, appended in `chunks`, and that x."""
    series, x = Series(columns, limit), np.arange(len(values)) * float(stride)
    start = 0
    for k in chunks:
        series.extend(x[start : start + k], values[start : start + k])
        start += k
    assert start == len(values)
    return series, x


def assert_is_exact(found, x, values, first, last, width=1):
    """The buckets are what plain numpy makes of the entries that they stand for."""
    whole = len(x) // width * width  # newer entries wait until their bucket is full
    heads = x[:whole:width]
    inside = np.flatnonzero((first <= heads) & (heads <= last))
    begin, end = (inside[0] * width, (inside[-1] + 1) * width) if len(inside) else (0, 0)
    starts = np.searchsorted(x, found.x)
    assert starts[:1].tolist() == ([begin] if end else [])
    ends = [*starts[1:], end]
    for k, (a, b) in enumerate(zip(starts, ends, strict=False)):
        part = values[a:b]
        assert len(part)
        assert found.x[k] == x[a]
        assert np.array_equal(found.low[k], part.min(axis=0))
        assert np.array_equal(found.high[k], part.max(axis=0))
        assert np.allclose(found.mean[k], part.mean(axis=0), rtol=1e-12, atol=1e-12)


chunks = st.lists(st.integers(0, 200), max_size=12)


@settings(deadline=None)
@given(
    data=st.data(),
    chunks=chunks,
    columns=st.integers(1, 3),
    limit=st.sampled_from([32, 50, 64, 200, 1 << 20]),
    most=st.integers(1, 300),
    span=st.tuples(st.floats(-10, 5000), st.floats(-10, 5000)),
)
def test_queries_are_exact(data, chunks, columns, limit, most, span):
    values = data.draw(arrays(float, (sum(chunks), columns), elements=st.floats(-100, 100)))
    series, x = series_of(values, chunks, limit, columns, stride=3)
    assert len(series) == len(values)
    for first, last in (ALL, (min(span), max(span))):
        found = series.query(first, last, most)
        assert len(found.x) <= most + 2
        assert_is_exact(found, x, values, first, last, series.width)


@settings(deadline=None)
@given(chunks=chunks)
def test_below_the_limit_nothing_is_merged(chunks):
    values = np.random.default_rng(0).normal(size=(sum(chunks), 1))
    series, x = series_of(values, chunks, 1 << 20)
    found = series.query(*ALL, 10**9)
    assert series.width == 1
    assert np.array_equal(found.x, x)
    for column in (found.low, found.high, found.mean):
        assert np.array_equal(column, values)


@pytest.mark.parametrize("size", [FACTOR**2 - 1, FACTOR**2, FACTOR**3, 5000, 70_000])
@pytest.mark.parametrize("most", [1, 7, 100, 700])
def test_long_stretches_are_exact(size, most):
    values = np.random.default_rng(size).normal(size=(size, 2))
    series, x = series_of(values, [size], 1 << 20, columns=2)
    for first, last in ((*ALL,), (1, size - 2), (17, 0.7 * size), (size / 2, size / 2 + 300)):
        found = series.query(first, last, most)
        assert len(found.x) <= most + 2
        assert_is_exact(found, x, values, first, last)


@pytest.mark.parametrize("chunk", [1, 7, 64, 1000])
def test_memory_is_bounded_and_nothing_is_lost(chunk):
    limit, size = 64, 10_000
    values = np.random.default_rng(1).normal(size=(size, 1))
    series, x = series_of(values, [chunk] * (size // chunk) + [size % chunk], limit)
    assert len(series) == size
    found = series.query(*ALL, 10**9)
    assert len(found.x) <= limit
    assert series.width * limit < 4 * size
    assert series.nbytes < 100_000
    assert_is_exact(found, x, values, *ALL, series.width)
    assert size - series.width < size // series.width * series.width <= size


@pytest.mark.parametrize(("first", "last"), [(5, 4), (100, 200), (-9, -1), (2.5, 2.6), (math.inf, -math.inf)])
def test_where_there_is_nothing_nothing_is_found(first, last):
    series, _ = series_of(np.zeros((10, 1)), [10], 64)
    assert len(series.query(first, last, 5).x) == 0
    assert len(Series().query(first, last, 5).x) == 0
    assert len(Series()) == 0


def test_neighbours_are_found_beside_a_stretch():
    series = Series()
    series.extend(np.array([0.0, 10.0, 20.0, 30.0]), np.arange(4.0))
    assert series.query(12, 18, 9).x.tolist() == []
    assert series.query(12, 18, 9, beyond=1).x.tolist() == [10, 20]
    assert series.query(20, 20, 9, beyond=1).x.tolist() == [10, 20, 30]
    assert series.query(-5, 50, 9, beyond=1).x.tolist() == [0, 10, 20, 30]


def test_what_was_read_stays_as_it_was():
    values = np.random.default_rng(2).normal(size=(3000, 1))
    series, _ = series_of(values[:50], [50], 64)
    found = series.query(*ALL, 10**9)
    kept = [k.copy() for k in found]
    series.extend(np.arange(50.0, 3000.0), values[50:])
    assert all(np.array_equal(k, old) for k, old in zip(found, kept, strict=True))


def test_the_writer_may_use_its_arrays_again():
    series, rows = Series(), np.ones((5, 1))
    series.extend(np.arange(5.0), rows)
    rows[...] = 7.0
    assert series.query(*ALL, 10).high.max() == 1.0


# While it is written


def write(series, sizes, done):
    """Append rows that equal their x."""
    try:
        start = 0
        for k in sizes:
            x = np.arange(start, start + k, dtype=float)
            series.extend(x, x[:, np.newaxis])
            start += k
    finally:
        done.set()


def assert_is_a_prefix(series, most):
    """What is read is a whole beginning of 0, 1, 2, …, however it is merged."""
    before = len(series)
    found = series.query(*ALL, most)
    after = len(series)
    assert before <= after
    if not len(found.x):
        return
    ends = np.append(found.x[1:], found.high[-1, 0] + 1)
    assert found.x[0] == 0
    assert ends[-1] <= after
    assert np.array_equal(found.low[:, 0], found.x)
    assert np.array_equal(found.high[:, 0], ends - 1)
    assert np.allclose(found.mean[:, 0], (found.x + ends - 1) / 2, rtol=1e-12, atol=0)


@pytest.fixture
def eager_switching():
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("eager_switching")
@pytest.mark.parametrize("limit", [64, 4096, 1 << 20])
def test_a_reader_sees_a_consistent_prefix_while_another_thread_writes(limit):
    series, done = Series(limit=limit), threading.Event()
    sizes = np.random.default_rng(limit).integers(1, 300, 500)
    writer = threading.Thread(target=write, args=(series, sizes.tolist(), done))
    writer.start()
    reads = 0
    while not done.is_set() or reads < 10:
        assert_is_a_prefix(series, most=[1, 50, 10**9][reads % 3])
        reads += 1
    writer.join(60)
    assert not writer.is_alive()
    assert len(series) == sizes.sum()
    assert_is_a_prefix(series, 10**9)


# Size


def test_over_a_million_entries_are_quick_and_bounded():
    series, chunk, count = Series(), 4096, 400
    begin = process_time()
    for k in range(count):
        x = np.arange(k * chunk, (k + 1) * chunk, dtype=float)
        series.extend(x, x[:, np.newaxis])
    assert len(series) == chunk * count > 1_500_000
    assert series.nbytes < 80e6
    assert_is_a_prefix(series, 700)
    assert process_time() - begin < 20


# What training leaves in it


def trained(steps, portion=None):
    net = Network((2, 3, 1), "tanh", 0)
    rng = np.random.default_rng(0)
    x, y = rng.uniform(-1, 1, (2, 20)), rng.uniform(0, 1, (1, 20))
    trainer, costs = Trainer(net, GradientDescent(0.1, net.theta.size), x, y, m=7, seed=0), []
    while trainer.step < steps:
        trainer.run(60.0, most=portion or steps)
        costs.append(trainer.mean_cost)
    return trainer, costs


def test_the_cost_of_every_step_is_recorded_at_full_speed():
    steps = 8000
    fast, _ = trained(steps)
    _, costs = trained(steps, portion=1)
    found = fast.record.cost.query(*ALL, 10**9)
    assert found.x.tolist() == list(range(steps))
    assert found.mean[:, 0].tolist() == costs


def test_norms_are_those_of_every_layer():
    trainer, _ = trained(5, portion=1)
    while trainer.step < 6:
        trainer.advance()
    found = trainer.record.norms.query(*ALL, 10**9)
    dC_dw, dC_db, _ = views(trainer.gradient, trainer.net.n)
    wanted = [np.linalg.norm(k) for l in (1, 2) for k in (dC_dw[l], dC_db[l])]
    assert found.x[-1] == 5
    assert np.allclose(found.mean[-1], wanted, rtol=1e-14, atol=0)


def test_after_a_beginning_norms_are_taken_at_most_so_often():
    net = Network((2, 3, 1), "tanh", 0)
    x, y = np.zeros((2, 4)), np.zeros((1, 4))
    trainer = Trainer(net, GradientDescent(0.1, net.theta.size), x, y, m=4, seed=0)
    trainer.run(60.0, most=EVERY_NORM)
    assert len(trainer.record.norms) == EVERY_NORM
    begin = perf_counter()
    trainer.run(0.05)
    assert 1 <= len(trainer.record.norms) - EVERY_NORM <= (perf_counter() - begin) / NORM_SECONDS + 2
    assert len(trainer.record.cost) == trainer.step


def test_a_run_knows_where_it_branched_off():
    root = Run(2)
    branch = Run(2, parent=root, fork=17)
    assert (root.parent, root.fork) == (None, 0)
    assert branch.parent is root
    assert branch.fork == 17


def test_a_run_tells_its_own_size():
    run = Run(2)
    assert run.filled_bytes == 0
    held = run.nbytes
    run.cost.extend(np.arange(100.0), np.ones((100, 1)))
    assert run.nbytes > held  # a second level of the pyramid
    entry, of_norms = 8 * (1 + 3), 8 * (1 + 3 * 4)
    assert run.filled_bytes == (100 + 100 // FACTOR) * entry
    run.norms.extend(np.arange(3.0), np.ones((3, 4)))
    assert run.filled_bytes == (100 + 100 // FACTOR) * entry + 3 * of_norms <= run.nbytes
