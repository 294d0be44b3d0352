"""Moments: the phases of all steps, counted from the INPUT of the first.

Moment t is place t mod (2L + 3) of the step that begins after t div (2L + 3) updates.
"""

from core.cursor import Cursor, Phase, phase_count


def moment(cursor: Cursor, L: int) -> int:
    """The moment of `cursor` in a network with L layers."""
    steps = cursor.step - 1 if cursor.phase is Phase.UPDATE else cursor.step
    return steps * phase_count(L) + cursor.position(L)


def after(steps: int, L: int) -> int:
    """The moment after so many updates, an UPDATE; the very first moment for none."""
    return max(0, steps * phase_count(L) - 1)


def whole_steps(t: int, L: int) -> int:
    """How many updates are done at moment `t`."""
    return (t + 1) // phase_count(L)
