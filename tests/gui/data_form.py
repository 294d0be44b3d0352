"""The form, held against the experiment that it should show."""

import pytest

from core.datasets import entry

MEASURED = ("iris", "digits")


def shows(driver, experiment):
    """Whether the form says what `experiment` is."""
    form = driver.window.controls
    known, data = entry(experiment.dataset), driver.frame.dataset
    assert form.dataset.value() == experiment.dataset
    assert form.data.description.text() == known.description
    assert form.noise.value() == pytest.approx(data.noise, abs=1e-12)
    assert form.noise.isEnabled() == (experiment.dataset not in MEASURED)
    assert form.samples.value() == data.samples
    assert form.samples.isEnabled() == (experiment.dataset not in MEASURED)
    assert form.hidden.edit.text() == ", ".join(map(str, experiment.n[1:-1]))
    assert form.hidden._first.text() == f"{experiment.n[0]} –"
    assert form.hidden._last.text() == f"– {experiment.n[-1]}"
    assert form.sigma.value() == experiment.activations[0]
    assert form.output_sigma.value() == experiment.activations[-1]
    assert form.sigma.isEnabled() == (len(experiment.n) > 2)
    assert form.eta.value() == pytest.approx(experiment.eta, rel=1e-6)
    assert form.batch.value() == experiment.m
    assert form.seed.number.value() == experiment.seed
    return True
