"""Where commands that go through time lead to."""

from core.checks import whole_number
from core.commands import Back, Recover, Redo, Return, Travel, Undo
from core.epochs import start_before
from core.errors import BadInputError, NotAllowedError, UnknownNameError, shown
from core.timeline.moments import after, whole_steps
from core.timeline.places import Place, on_path
from core.timeline.timeline import Timeline
from core.timeline.tree import Branch


def destination(command: Travel, timeline: Timeline) -> Place:
    """The place that `command` means. Raises `BadInputError` where there is no such."""
    if isinstance(command, Undo | Redo):
        return _undone(command, timeline)
    if isinstance(command, Return):
        leaf = timeline.tree.leaf(find_run(command.run, timeline))
        return Place(leaf, leaf.end, leaf)
    if isinstance(command, Recover):
        return _last_finite(timeline)
    leaf = timeline.leaf
    if isinstance(command, Back):
        return on_path(leaf, _before(command.unit, timeline))
    if command.step is None:
        return Place(leaf, leaf.end, leaf)
    step = whole_number(command.step, "The step to go to", 0, whole_steps(leaf.end, leaf.L))
    return on_path(leaf, after(step, leaf.L))


def _undone(command: Undo | Redo, timeline: Timeline) -> Place:
    found = timeline.undo_place if isinstance(command, Undo) else timeline.redo_place
    if found is None:
        what = "undo" if isinstance(command, Undo) else "do again"
        raise NotAllowedError(f"There is nothing to {what}.")
    return found


def find_run(number: object, timeline: Timeline) -> Branch:
    """The run of that number. Raises `BadInputError` where there is none."""
    found = [k for k in timeline.tree.branches if k.id == number and not k.deleted]
    if not found:
        raise BadInputError(f"There is no run {shown(number)}.")
    return found[0]


def _last_finite(timeline: Timeline) -> Place:
    divergence = timeline.trainer.divergence
    if divergence is None:
        raise NotAllowedError("Training has not diverged, so that there is nothing to recover from.")
    leaf = timeline.leaf
    return on_path(leaf, after(divergence.step, leaf.L))


def _before(unit: object, timeline: Timeline) -> int:
    """The moment that is a phase, a step or an epoch before the present one."""
    t, L = timeline.moment, timeline.trainer.net.L
    if unit == "phase":
        return max(0, t - 1)
    steps = whole_steps(t, L)
    here = t == after(steps, L)
    if unit == "step":
        return after(max(0, steps - here), L)
    if unit == "epoch":
        return after(start_before(timeline.trainer.record.paces, steps - here), L)
    raise UnknownNameError("step back", unit, ("phase", "step", "epoch"))
