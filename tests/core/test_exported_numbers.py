"""Exported records, weights and gradients are those of the moment, read by others than the program."""

from dataclasses import replace

import numpy as np
import pytest
from exporting import export, rows_of, trained, written

from core import commands
from core.exports.record_table import blocks, record_csv
from core.record import Run, Series
from core.session import Session
from core.states import State

# The record


def test_the_record_has_a_row_for_each_step(tmp_path):
    session = trained(steps=40)
    frame = session.frame()
    rows = rows_of(export(session, tmp_path / "record.csv", "record.csv"))
    cost = frame.record.cost.query(0, np.inf, 10**6)
    by_step = {float(row["step: updates done before it"]): row for row in rows}
    found = [float(by_step[step]["mean cost of the batch, before the update"]) for step in cost.x.tolist()]
    assert found == cost.mean[:, 0].tolist()
    norms = frame.record.norms.query(0, np.inf, 10**6)
    name = "norm of dC/dw, layer 2 (batch)"
    assert [float(by_step[step][name]) for step in norms.x.tolist()] == norms.mean[:, 2].tolist()
    assert float(by_step[40]["cost of all samples trained on"]) == frame.score.cost
    assert float(by_step[40]["accuracy on all samples trained on"]) == frame.score.accuracy
    assert by_step[40]["mean cost of the batch, before the update"] == ""
    assert [int(row["epoch: done by then"]) for row in rows] == [frame.record.epoch_at(s) for s in by_step]


def test_the_header_says_where_steps_are_merged(tmp_path):
    run = Run(1)
    run.cost = Series(limit=32)
    costs = np.random.default_rng(0).normal(size=203)
    run.cost.extend(np.arange(203.0), costs)
    rows = rows_of(written(record_csv(run, 1), tmp_path / "record.csv"))
    name = "mean cost of the batch, before the update"
    first = 0
    for row in rows:
        count = int(row[f"{name}: entries merged into this row, which begin at its step"])
        some = costs[first : first + count]
        assert int(row["step: updates done before it"]) == first
        assert float(row[f"{name}: least of these"]) == some.min()
        assert float(row[f"{name}: largest of these"]) == some.max()
        assert float(row[f"{name}: mean of these"]) == pytest.approx(some.mean(), rel=1e-12)
        first += count
    assert first == 203, "what waits to be merged is there as well"


def test_every_number_is_written_with_all_its_digits_and_in_its_row(tmp_path):
    run = Run(1)
    rng = np.random.default_rng(1)
    costs = np.concatenate([[0.1, 5e-324, np.nan, np.inf, -0.0, 1e300], rng.normal(size=700)])
    run.cost.extend(np.arange(len(costs), dtype=float), costs)
    norms = rng.normal(size=(100, 2))
    run.norms.extend(np.arange(100.0) * 7, norms)
    run.enter_score(3, 0.25, None)
    rows = rows_of(written(record_csv(run, 1), tmp_path / "record.csv"))
    assert [row["mean cost of the batch, before the update"] for row in rows] == [
        repr(k) for k in costs.tolist()
    ]
    for name, column in (("norm of dC/dw, layer 1 (batch)", 0), ("norm of dC/db, layer 1 (batch)", 1)):
        wanted = [""] * len(costs)
        wanted[:700:7] = map(repr, norms[:, column].tolist())
        assert [row[name] for row in rows] == wanted
    known = [row["cost of all samples trained on"] for row in rows]
    assert [(k, text) for k, text in enumerate(known) if text] == [(3, "0.25")]


def test_a_run_that_forked_begins_with_what_was_before():
    parent = Run(1)
    parent.cost.extend(np.arange(10.0), np.arange(10.0))
    child = Run(1, parent, 4)
    child.cost.extend(np.arange(4.0, 7.0), np.full(3, 100.0))
    (block,) = blocks(child, 1)
    assert block.mean[:, 0].tolist() == [0, 1, 2, 3, 100, 100, 100]


def test_the_record_as_arrays(tmp_path):
    session = trained("circle", 60)
    run = session.frame().record
    with np.load(export(session, tmp_path / "record.npz", "record.npz")) as arrays:
        assert arrays["cost_mean"][:, 0].tolist() == run.cost.query(0, np.inf, 10**6).mean[:, 0].tolist()
        assert arrays["cost_count"].tolist() == [1] * 60
        assert arrays["norm_mean"].shape[1] == len(arrays["norm_names"]) == 6
        assert arrays["cost_epoch"].tolist() == [run.epoch_at(k) for k in range(60)]


# The moment


def test_weights_and_biases_as_a_table_and_as_arrays(tmp_path):
    session = trained()
    frame = session.frame()
    rows = rows_of(export(session, tmp_path / "w.csv", "weights.csv"))
    for row in rows:
        l, i = row["layer (0 is the input)"], row["row (from 1)"]
        if row["quantity"] == "w":
            at = int(i) - 1, int(row["column (from 1)"]) - 1
            assert float(row["value"]) == frame.w[int(l)][at]
        elif row["quantity"] == "b":
            assert float(row["value"]) == frame.b[int(l)][int(i) - 1, 0]
    assert sum(row["quantity"] in "wb" for row in rows) == frame.theta.size
    with np.load(export(session, tmp_path / "w.npz", "weights.npz")) as arrays:
        assert all(np.array_equal(arrays[f"w{l}"], frame.w[l]) for l in (1, 2))
        assert all(np.array_equal(arrays[f"b{l}"], frame.b[l][:, 0]) for l in (1, 2))
        assert arrays["step"] == 40


@pytest.mark.parametrize("phases", range(7))
def test_gradients_are_those_of_the_moment_and_say_what_is_left_of_the_step_before(tmp_path, phases):
    session = trained(steps=3)
    for _ in range(phases):
        session.apply(commands.Step("phase"))
    session.finish()
    frame = session.frame()
    with np.load(export(session, tmp_path / "g.npz", "gradients.npz")) as arrays:
        for l in (1, 2):
            assert np.array_equal(arrays[f"dC_dw{l}"], frame.dC_dw[l], equal_nan=True)
            assert np.array_equal(arrays[f"dC_dz{l}"], frame.dC_dz[l][:, 0], equal_nan=True)
            assert np.array_equal(arrays[f"a{l}"], frame.a[l][:, 0], equal_nan=True)
            assert np.array_equal(arrays[f"w{l}"], frame.net.w[l])
            assert (f"dC_dw{l}" in arrays["stale"]) != frame.fresh_dC_dz(l)
            assert (f"a{l}" in arrays["stale"]) != frame.fresh_a(l)
    rows = rows_of(export(session, tmp_path / "g.csv", "gradients.csv"))
    for row in rows:
        if row["quantity"] == "dC/dw":
            l = int(row["layer (0 is the input)"])
            assert (row["worked out"] == "in this step") == frame.fresh_dC_dz(l)


def test_numbers_that_were_never_worked_out_are_left_empty(tmp_path):
    rows = rows_of(export(Session(), tmp_path / "g.csv", "gradients.csv"))
    assert {row["value"] for row in rows if row["quantity"] == "dC/dz"} == {""}
    assert {row["worked out"] for row in rows if row["quantity"] == "dC/dz"} == {"not yet"}


def test_while_training_runs_the_gradient_is_there_too_and_training_goes_on(tmp_path):
    session = Session()
    session.apply(commands.Run())
    session.tick(0.01)
    session.apply(commands.Export(str(tmp_path / "g.npz"), "gradients.npz"))
    while session.state is State.EXPORTING:  # where the disk is slow it takes more than one portion
        session.tick(0.01)
    assert session.state is State.RUNNING
    with np.load(tmp_path / "g.npz") as arrays:
        assert np.isfinite(arrays["dC_dw1"]).all()


def test_an_exercise_keeps_its_answers(tmp_path):
    session = Session()
    view = replace(session.frame().view, exercise=True)
    session.apply(commands.Show(view))
    session.apply(commands.Step("phase"))
    with np.load(export(session, tmp_path / "g.npz", "gradients.npz")) as arrays:
        assert np.isnan(arrays["dC_dw1"]).all()
        assert np.isnan(arrays["a2"]).all()
