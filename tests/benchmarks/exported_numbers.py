"""Numbers exported from a window, read by something else, and held against those on the screen."""

from pathlib import Path

import numpy as np
from export_dialogs import agree, export_numbers, open_numbers, wait_until_written
from export_readers import told
from export_table import Table
from PySide6.QtGui import QGuiApplication
from session_dialogs import choose_file

from core.backprop import cost, forward
from gui.exporting.numbers_dialog import NumbersDialog

NUMBERS = ("record.csv", "record.npz", "weights.csv", "weights.npz", "gradients.csv", "gradients.npz")
ROUNDING = 1e-12
"""What outputs may be off by that were added in another order."""


def exact(found, wanted) -> tuple[str, bool]:
    """Whether numbers are equal to the last bit, NaN to NaN."""
    found, wanted = np.asarray(found, dtype=float), np.asarray(wanted, dtype=float)
    if found.shape != wanted.shape:
        return f"{found.shape} numbers instead of {wanted.shape}", False
    same = np.count_nonzero((found == wanted) | (np.isnan(found) & np.isnan(wanted)))
    return f"{same} of {wanted.size} numbers equal to the last bit", same == wanted.size


def moment(frame, gradients: bool) -> dict:
    """The numbers of a frame under the names of NPZ files."""
    found = {}
    for l in range(1, frame.L + 1):
        found |= {f"w{l}": frame.w[l], f"b{l}": frame.b[l][:, 0]}
        if gradients:
            found |= {f"z{l}": frame.z[l][:, 0], f"a{l}": frame.a[l][:, 0]}
            found |= {f"dC_da{l}": frame.dC_da[l][:, 0], f"dC_dz{l}": frame.dC_dz[l][:, 0]}
            found |= {f"dC_dw{l}": frame.dC_dw[l], f"dC_db{l}": frame.dC_db[l][:, 0]}
    if gradients:
        found |= {"x": frame.x[:, 0], "y": frame.y[:, 0], "C": np.array(frame.C)}
        found |= {"mean_cost": np.array(frame.mean_cost)}
    return found


def record(frame) -> dict:
    """The record of a frame's run under the names of NPZ files."""
    run = frame.record
    found = {}
    for key, series in (("cost", run.cost), ("norm", run.norms)):
        rows, counts = series.whole()
        found |= {f"{key}_step": rows.x.astype(np.int64), f"{key}_count": counts.astype(np.int64)}
        found |= {f"{key}_least": rows.low, f"{key}_mean": rows.mean, f"{key}_largest": rows.high}
    return found


def hashed(wanted: dict):
    """Whether every wanted array is in an archive, to the last bit; what else is there is counted."""

    def judge(found):
        off = [k for k, array in wanted.items() if found.get(k) != told(np.array(array, order="C"))]
        numbers = sum(np.size(k) for k in wanted.values())
        words = f"{len(found)} arrays; {len(wanted)} with {numbers} numbers on the screen, {len(off)} differ"
        return f"{words} {off[:3]}" if off else words, not off

    return judge


QUANTITIES = {"dC/da": "dC_da", "dC/dz": "dC_dz", "dC/dw": "dC_dw", "dC/db": "dC_db"}


def moment_rows(wanted: dict):
    """Whether every number of the table is the frame's, and every number of the frame is in the table."""

    def judge(rows):
        numbers = {k: np.full(np.shape(v), np.nan) for k, v in wanted.items()}
        seen = 0
        for row in rows:
            name = QUANTITIES.get(row["quantity"], row["quantity"])
            if name == "C":
                name = "mean_cost" if "batch" in row["of"] else "C"
            key = name if name in numbers else f"{name}{row['layer (0 is the input)']}"
            if key not in numbers:
                continue
            at = [int(row[k]) - 1 for k in ("row (from 1)", "column (from 1)") if row[k]]
            numbers[key][tuple(at)] = float(row["value"] or "nan")
            seen += 1
        total = sum(k.size for k in numbers.values())
        words, good = exact(
            np.concatenate([numbers[k].ravel() for k in wanted]),
            np.concatenate([np.asarray(k).ravel() for k in wanted.values()]),
        )
        return f"{len(rows)} rows; {words}", good and seen == total

    return judge


def record_rows(frame):
    """Whether the columns of the record are what the curves of the cost panel are drawn from."""

    def judge(rows):
        drawn = frame.record.cost.query(0, np.inf, 10**9)
        name = "mean cost of the batch, before the update"
        of = [row for row in rows if row[name]]
        words, good = exact(
            [[float(row["step: updates done before it"]), float(row[name])] for row in of],
            np.column_stack([drawn.x, drawn.mean[:, 0]]),
        )
        norms = frame.record.norms.query(0, np.inf, 10**9).mean
        titles = [f"norm of dC/d{k}, layer {l} (batch)" for l in range(1, frame.L + 1) for k in "wb"]
        more, too = exact([[float(row[k]) for k in titles] for row in rows if row[titles[0]]], norms)
        return f"{len(rows)} rows; of the curve {words}; of the norms {more}", good and too

    return judge


def outputs(frame):
    """The network's outputs for all samples, a sample a row, and their mean cost."""
    passed = forward(frame.net, frame.dataset.x)
    return passed.a[frame.L].T, cost(frame.net, passed, frame.dataset.y)


COSTS = {
    "mse": lambda a, y: np.mean((a - y) ** 2, axis=0),
    "binary cross-entropy": lambda a, y: -np.mean(y * np.log(a) + (1 - y) * np.log(1 - a), axis=0),
    "cross-entropy": lambda a, y: -np.sum(y * np.log(a), axis=0),
}
"""Each sample's cost (m,) of outputs and what was expected (n_L, m), as it is written on paper."""


def same_outputs(frame, bound: float):
    """Whether a network elsewhere has the same outputs for all samples, and so the same cost."""

    def judge(found):
        (wanted, C), values = outputs(frame), np.array(found["outputs"])
        theirs = float(np.mean(COSTS[frame.experiment.cost](values.T, frame.dataset.y)))
        off, apart = float(np.abs(values - wanted).max()), abs(theirs - C)
        words = f"{values.shape[0]} samples, outputs off by {off:.1e} at most, C̄ {theirs:.12g} by {apart:.1e}"
        said = found.get("printed") or f"PyTorch {found.get('version')}"
        return f"{words}; {said.splitlines()[0][:60]}", off <= bound and apart <= bound

    return judge


def numbers(driver, folder: Path, table: Table) -> None:
    """Every kind and form through the dialog, then the derivation that is copied as a program."""
    frame = driver.frame
    for name in NUMBERS:
        what, form = name.split(".")
        file = export_numbers(driver, folder / name, what, form)
        found = table.ask("table" if form == "csv" else "archive", file)
        if what == "record":
            judge = record_rows(frame) if form == "csv" else hashed(record(frame))
        else:
            wanted = moment(frame, what == "gradients")
            judge = moment_rows(wanted) if form == "csv" else hashed(wanted)
        table.add(what, form.upper(), "csv module" if form == "csv" else "numpy", found, judge)
    inputs = folder / "inputs.npy"
    np.save(inputs, raw(frame).T)
    file = export_numbers(driver, folder / "network.py", "network")
    table.add("network", "script", "numpy", table.ask("script", file, inputs), same_outputs(frame, ROUNDING))
    dialog = open_numbers(driver, "torch")
    (folder / "lines.py").write_text(dialog.lines.toPlainText(), encoding="utf-8")
    agree(driver, NumbersDialog)
    choose_file(driver, folder / "net.npz")
    wait_until_written(driver, folder / "net.npz")
    np.save(inputs, np.ascontiguousarray(frame.dataset.x.T))
    found = table.ask("torch", folder, folder / "lines.py", inputs)
    table.add("network", "three lines", "PyTorch", found, same_outputs(frame, ROUNDING))
    driver.window.actions["copy_script"].trigger()
    (folder / "derivation.py").write_text(QGuiApplication.clipboard().text(), encoding="utf-8")
    told = table.ask("proof", folder / "derivation.py")
    table.add("derivation", "script", "bare Python", told, lambda k: (k, k.startswith("All ")))


def raw(frame):
    """The inputs of all samples (base, M) in the units of the data."""
    x, scaling = frame.dataset.x[: frame.dataset.base], frame.dataset.scaling
    return x if scaling is None else scaling.x.undo(x)
