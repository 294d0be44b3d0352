"""Goes through experiments and edits of a session file without training, to see whether they can be made."""

import operator
from dataclasses import replace

from core.commands import Edit
from core.cursor import Phase
from core.datasets.entry import MOST_SAMPLES
from core.datasets.given import DRAWING, Given
from core.errors import BadInputError
from core.experiment import Experiment, held_out
from core.files.session_checks import fault, saying
from core.network import checked_sizes, parameter_count
from core.split import held_out_count
from core.timeline.words import edit_words
from core.training import Training
from core.tuning import DataEdit, Settings

MOST_PARAMETERS = 2_000_000
MOST_NUMBERS = 2**24
"""Numbers of all nodes for one batch, at most: what is worked out at once needs some times as many."""
MOST_CHANGES = 2_000_000
"""Frozen parameters and edited numbers, those of all segments together."""
FEW = 4
"""Samples of what somebody has brought that stand for all of them."""
MOST_WORK = 100_000_000
"""Parameters and numbers of the data, those of all different experiments together."""


class Rehearsal(Training):
    """A training that hears of edits, and does nothing but keep its settings.

    Of data that somebody has brought the first samples stand for all of them: there may be millions, and
    thousands of strokes.
    """

    def __init__(self, experiment: Experiment) -> None:
        """Begin with `experiment`. Raises `BadInputError` where it cannot be built."""
        super().__init__(replace(experiment, given=_first_of(experiment.given)))
        self.trainer.phase = Phase.UPDATE  # where an edit has no step to begin again

    @property
    def samples(self) -> int:
        """M, of all samples."""
        given = self.experiment.given
        return self.dataset.samples if given is None else given.samples

    def most_drawn(self, experiment: Experiment) -> int:
        """How many samples of `experiment` a batch can have; in a drawing it may wait for more to come."""
        given = experiment.given
        if given is None:
            return self.trainer.M
        waits = experiment.dataset == DRAWING
        return experiment.m if waits else given.samples - held_out_count(given.samples, experiment.held_out)

    def _wanted(self, experiment: Experiment, m: int) -> int:
        most = MOST_SAMPLES if experiment.dataset == DRAWING else self.most_drawn(experiment)
        return operator.index(min(m, most))

    def _leave_update(self) -> None:
        """No step is done."""

    def _use_rule(self, anew: bool = False) -> None:
        """No update is done either."""

    def _edit_samples(self, edits: tuple[DataEdit, ...]) -> None:
        """Nobody looks at the data."""

    def _draw(self, given: Given, data: tuple[DataEdit, ...]) -> None:
        """Nobody looks at the points either."""
        self._hold(given=given)
        self.settings = replace(self.settings, data=data)


def _first_of(given: Given | None) -> Given | None:
    """The first samples of `given` alone."""
    if given is None or given.samples <= FEW:
        return given
    said = given.title, given.description, given.origin, given.task, given.inputs, given.outputs
    return Given(*said, given.x[:, :FEW], given.y[:, :FEW])


class Rehearsals:
    """One rehearsal after another; a root that begins like the one before is not built again.

    Attributes:
        drawn: how many samples are drawn in an epoch of the last experiment, unless it is a drawing.

    """

    def __init__(self) -> None:
        """Nothing was rehearsed yet."""
        self.drawn = 0
        self._last: Rehearsal | None = None
        self._built: Experiment | None = None
        self._work = self._changes = 0

    def begin(self, experiment: Experiment) -> Settings:
        """Begin with `experiment`; return its settings at the beginning."""
        with saying("an experiment"):
            refuse_large(experiment, batch_size(experiment))
            small = replace(experiment, m=1)  # batches of one sample need no memory to speak of
            if self._last is None or self._built != small:
                self._last, self._built = Rehearsal(small), small
                self._count(self._last)
            self.drawn = most = self._last.most_drawn(experiment)
            if experiment.m > most:
                raise BadInputError(f"The batch size m is {experiment.m}, and there are {most} samples.")
        return Settings(experiment)

    def after(self, settings: Settings, edit: Edit) -> tuple[Settings, str]:
        """What `edit` makes of `settings`, and what it is called."""
        assert self._last is not None
        with saying("an edit"):
            self._last.settings = settings
            self._last.edit(edit)
            now = self._last.settings
            words = edit_words(edit, settings.experiment, now.experiment)
            self._changes += now.made_since(settings)
            refuse_changes(self._changes)
        return now, words

    def _count(self, built: Rehearsal) -> None:
        """Keep what a file of a few bytes can ask for within bounds."""
        data = built.dataset
        self._work += built.trainer.net.theta.size + data.x.size + data.y.size
        if self._work > MOST_WORK:
            raise fault("holds experiments that are too many and too large together")


def batch_size(experiment: Experiment) -> int:
    """How many samples a batch has; in a drawing it may wait for more to come."""
    given = experiment.given
    if given is None or experiment.dataset != DRAWING:
        return experiment.m
    return min(experiment.m, given.samples)


def painted_drawn(experiment: Experiment) -> int:
    """How many samples of a drawing are drawn in an epoch."""
    given = experiment.given
    M = 0 if given is None else given.samples
    return int((~held_out(experiment, M)).sum()) if experiment.held_out else M


def refuse_changes(count: int) -> None:
    """Raise `BadInputError` for more edited numbers than a file may hold, counted anew after each edit."""
    if count > MOST_CHANGES:
        raise BadInputError("There are too many edited numbers and frozen parameters for one file.")


def refuse_large(experiment: Experiment, m: int) -> None:
    """Raise `BadInputError` for a network, or a batch of `m` samples in it, that no file may ask for."""
    n = checked_sizes(experiment.n)
    count = parameter_count(n)
    if count > MOST_PARAMETERS:
        raise BadInputError(f"The network has {count:,} parameters, and a file at most {MOST_PARAMETERS:,}.")
    if m * sum(n) > MOST_NUMBERS:
        raise BadInputError(f"A batch of {m:,} samples is too large for a file with layers of these sizes.")
