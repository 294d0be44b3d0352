"""What the timeline says."""

from core.commands import Back, Recover, Redo, Return, Seek, Travel, Undo
from core.epochs import epoch_at
from core.frame import Frame
from gui.timeline.look import NEAR, Look, Track
from gui.writing.numbers import grouped

MOST = 4
"""Edits named in one tool tip; a line tells how many more there are."""


def tag(shown: Look) -> str:
    """Where in time one is, in a word or three."""
    if not shown.in_past:
        return "now"
    return "recomputed" if shown.recomputed else "in the past"


def place(shown: Look) -> tuple[str, str]:
    """The step that is shown, and of how many where there are more."""
    return f"step {grouped(shown.step)}", f" of {grouped(shown.end_step)}" if shown.in_past else ""


def description(shown: Look) -> str:
    """All of that as one sentence, for those who hear it."""
    step, of = place(shown)
    return f"{step}{of}, {tag(shown)}"


def pointed(shown: Look, track: Track, x: float) -> str:
    """What is under the mouse: the step and its epoch, and what was changed there."""
    step = track.snapped(x, shown)
    lines = [f"step {grouped(step)}  ·  epoch {grouped(epoch_at(shown.paces, step))}"]
    near = [k for k in shown.marks if abs(track.x(k.step) - x) <= NEAR]
    lines += [f"{k.words} at step {grouped(k.step)}" for k in near[:MOST]]
    if len(near) > MOST:
        lines.append(f"and {len(near) - MOST} more edits")
    if shown.fork is not None and abs(track.x(shown.fork) - x) <= NEAR:
        lines.append(f"{shown.fork_words} at step {grouped(shown.fork)}")
    if shown.recomputed:
        lines.append("The moment shown was worked out anew on this machine; its last digits may differ.")
    return "\n".join(lines)


def going(command: Travel, frame: Frame) -> str:
    """Where a command that was given at `frame` leads to."""
    if isinstance(command, Seek):
        step = frame.history.end_step if command.step is None else command.step
        return f"going to step {grouped(step)}"
    if isinstance(command, Undo | Redo):
        return "undoing" if isinstance(command, Undo) else "doing again"
    if isinstance(command, Return):
        name = next((k.name for k in frame.history.runs if k.id == command.run), "another run")
        return f"going to {name}"
    back = isinstance(command, Back)
    return f"going back by one {command.unit}" if back else "going to the last finite step"


def arrived(command: Travel, before: Frame, now: Frame) -> str:
    """What is said when a command that was given at `before` has led to `now`; "" for nothing."""
    step = grouped(now.cursor.step)
    if isinstance(command, Undo):
        return f"Undone: {before.history.undo}. This is step {step}, just before it."
    if isinstance(command, Redo):
        return f"Done again: {before.history.redo}. This is step {step}."
    if isinstance(command, Recover):
        slower = f", with η = {now.experiment.eta:g} from here on" if command.halve_eta else ""
        return f"Back at step {step}, the last finite one{slower}."
    return ""
