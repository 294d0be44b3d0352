"""The form, held against the experiment that it should show."""

import pytest

from core.datasets import entry, load
from core.datasets.given import DRAWING, FILE, Given, Source
from core.experiment import suitable_experiment
from gui.writing.numbers import regrouped

MEASURED = ("iris", "digits", FILE, DRAWING)


def brought(title="iris.csv", rows=150):
    """An experiment on data that was read from a file."""
    d = load("iris")
    given = Given(
        title, f"{rows} rows, 4 inputs, 3 classes", f"Read from /somewhere/{title}.",
        d.task, d.inputs, d.outputs, d.x[:, :rows] * 3 + 7, d.y[:, :rows],
        Source(f"/somewhere/{title}", "0" * 64, "{}"),
    )  # fmt: skip
    return suitable_experiment(given, FILE)


def shows(driver, experiment):
    """Whether the form says what `experiment` is."""
    form = driver.window.controls
    _shows_data(form, experiment, driver.frame.dataset)
    _shows_network(form, experiment)
    _shows_training(form, experiment)
    return True


def _shows_data(form, experiment, data):
    known, own = entry(experiment.dataset), experiment.given is not None
    assert form.dataset.value() == experiment.dataset
    assert form.dataset.currentText() == data.title
    said = experiment.given.description if own else known.description
    assert form.data.description.text() == regrouped(said)
    assert form.noise.value() == pytest.approx(data.noise, abs=1e-12)
    assert form.samples.value() == data.samples
    for field, span in ((form.noise, known.noise_range), (form.samples, known.samples_range)):
        assert field.isEnabled() == (experiment.dataset not in MEASURED)
        assert field.isVisibleTo(form) != own
        assert span is None or (field.minimum(), field.maximum()) == pytest.approx(tuple(span))
    assert form.data.scaling.isVisibleTo(form) == (own or experiment.scaling != "none")
    assert form.data.scaling.value() == experiment.scaling
    assert form.data.features.isVisibleTo(form) == (data.base == 2)
    assert form.data.size.isVisibleTo(form) == (known.size is not None)
    assert known.size is None or form.data.size.value() == (experiment.size or known.size)
    assert [k for k, chip in form.data.features.chips.items() if chip.isChecked()] == list(
        experiment.features
    )
    assert form.held_out.value() == round(100 * experiment.held_out)


def _shows_network(form, experiment):
    assert form.hidden.edit.text() == ", ".join(map(str, experiment.n[1:-1]))
    assert form.hidden._first.text() == f"{experiment.n[0]} –"
    assert form.hidden._last.text() == f"– {experiment.n[-1]}"
    hidden = set(experiment.activations[:-1])
    assert not hidden or form.sigma.value() == (hidden.pop() if len(hidden) == 1 else None)
    assert form.output_sigma.value() == experiment.activations[-1]
    assert form.sigma.isEnabled() == (len(experiment.n) > 2)
    assert form.cost.value() == experiment.cost


def _shows_training(form, experiment):
    trained = form.training
    assert trained.optimiser.value() == experiment.optimiser
    assert trained.schedule.kind.value() == experiment.schedule.kind
    assert trained.schedule.span.value() == experiment.schedule.span
    assert trained.schedule.to.value() == experiment.schedule.to
    assert (trained.l1.value(), trained.l2.value()) == (experiment.l1, experiment.l2)
    assert trained.initialisation.value() == experiment.initialisation
    assert form.eta.value() == pytest.approx(experiment.eta, rel=1e-6)
    assert form.batch.value() == experiment.m
    assert form.seed.number.value() == experiment.seed
