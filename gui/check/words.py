"""What is said of an audit: one sentence, in several lengths, and of a single weight or bias."""

import math

import numpy as np

from core.audit import BAD, GOOD, KINK, UNSEEN, Audit
from core.frame import Frame
from core.lazily import dataclass
from core.network import parameter_count, views
from core.selection import Pick, index_of
from gui.writing.digits import Digits
from gui.writing.indices import parameter_name
from gui.writing.numbers import counted, grouped, significant

HINT = "Ctrl+K holds each derivative against the change of the cost when its weight is moved a little."
SHORT_HINT = "Nothing is checked yet: press Ctrl+K."
STATUS_WORDS = {
    GOOD: "agrees",
    KINK: "at {kink}: the side away from it agrees",
    BAD: "disagrees",
    UNSEEN: "not checked yet",
}


@dataclass(frozen=True)
class Verdict:
    """What an audit comes to: the status that counts, and it in words, the most telling first."""

    status: int
    wordings: tuple[str, ...]


def verdict(audit: Audit | None, stopped: bool = False) -> Verdict:
    """Sum an audit up; one that is not done may have been stopped."""
    if audit is None:
        return Verdict(UNSEEN, (HINT, SHORT_HINT))
    bad, kink = audit.count(BAD), audit.count(KINK)
    status = BAD if bad else UNSEEN if not audit.done else KINK if kink else GOOD
    if bad:
        return Verdict(status, _bad(audit, bad))
    if not audit.done:
        return Verdict(status, _stopped(audit) if stopped else _unfinished(audit))
    return Verdict(status, _kinks(audit, kink) if kink else _good(audit))


def _sizes(audit: Audit) -> str:
    worst = significant(audit.worst, 2)
    if math.isnan(audit.worst):
        worst = "not a number"
    return f"worst difference {worst}, allowed {significant(audit.tolerance, 2)}"


def _good(audit: Audit) -> tuple[str, ...]:
    count, sizes = grouped(audit.theta.size), _sizes(audit)
    return (
        f"All {count} weights and biases agree with central differences; {sizes}",
        f"All {count} agree with central differences; {sizes}",
        f"All {count} agree; {sizes}",
        f"All {count} agree",
    )


def _bad(audit: Audit, bad: int) -> tuple[str, ...]:
    count, sizes = f"{grouped(bad)} of {grouped(audit.theta.size)}", _sizes(audit)
    verb = "disagrees" if bad == 1 else "disagree"
    return (
        f"{count} weights and biases {verb} with central differences; {sizes}",
        f"{count} {verb} with central differences; {sizes}",
        f"{count} {verb}; {sizes}",
        f"{count} {verb}",
    )


def _kink_of(audit: Audit) -> str:
    return "a kink, a ReLU's or that of |w|" if audit.regulariser.l1 else "a ReLU's kink"


def _kinks(audit: Audit, kink: int) -> tuple[str, ...]:
    within = f"within reach of {_kink_of(audit)}"
    agree, all_, few = audit.count(GOOD), grouped(audit.theta.size), grouped(kink)
    verb = "is" if kink == 1 else "are"
    return (
        f"{grouped(agree)} of {all_} weights and biases agree with central differences; "
        f"{few} {verb} {within}; {_sizes(audit)}",
        f"{grouped(agree)} of {all_} agree, {few} {verb} {within}; {_sizes(audit)}",
        f"{grouped(agree)} of {all_} agree, {few} {verb} {within}",
        f"{grouped(agree)} of {all_} agree, {few} at a kink",
    )


def _share(audit: Audit) -> float:
    return 100 * float(audit.seen.sum()) / (audit.theta.size * audit.x.shape[1])


def _stopped(audit: Audit) -> tuple[str, ...]:
    share = _share(audit)
    return (
        f"Stopped at {share:.0f} %: of what was checked, nothing disagrees with its central difference",
        f"Stopped at {share:.0f} %: none disagrees until there",
        f"Stopped at {share:.0f} %, none disagrees",
        f"Stopped at {share:.0f} %",
    )


def _unfinished(audit: Audit) -> tuple[str, ...]:
    share = _share(audit)
    return (
        f"Checked so far, {share:.0f} %: none disagrees with its central difference",
        f"{share:.0f} % checked, none disagrees",
        f"{share:.0f} % checked",
    )


def _cost(audit: Audit) -> str:
    """What was differentiated."""
    return ("C" if audit.sample is not None else "C̄") + (" + R" if audit.regulariser else "")


def whose(frame: Frame) -> tuple[str, ...]:
    """Of what sample and parameters the audit is, and whether that is still what is shown."""
    audit = frame.audit
    if audit is None:
        return ()
    steps = counted(audit.step, "step")
    long = short = f"sample {grouped((audit.sample or 0) + 1)}"
    if audit.sample is None:
        short = f"all {grouped(audit.x.shape[1])} samples"
        held_out = ", those held out too" if frame.held_out.any() else ""
        long = f"mean over {short}{held_out}"
    if audit.regulariser:
        short, long = (f"{_cost(audit)}, {words}" for words in (short, long))
    if not frame.audit_is_stale:
        return f"{long}, parameters after {steps}", f"{short}, after {steps}", short
    return (
        f"Out of date: {long}, parameters after {steps}",
        f"Out of date: {short}, after {steps}",
        f"Out of date: after {steps}",
        "Out of date",
    )


def of_one(audit: Audit | None, n: tuple[int, ...], pick: Pick, digits: Digits) -> Verdict:
    """What is known of one weight or bias: both values, their difference and what that means."""
    name, k = parameter_name(pick), index_of(pick, n)
    if audit is None or audit.status[k] == UNSEEN:
        return Verdict(UNSEEN, (f"{name}: {STATUS_WORDS[UNSEEN]}",))
    analytic, numeric = float(audit.analytic[k]), float(audit.numeric[k])
    apart = significant(abs(analytic - numeric), 2)
    status = int(audit.status[k])
    words = STATUS_WORDS[status].format(kink=_kink_of(audit))
    C, backward = _cost(audit), "backward pass"
    if audit.regulariser:
        C = f"({C})"
        backward += "" if pick.B is None else f" with ∂R/∂{name}"
    both = f"{backward} {digits.write(analytic)}, central difference {digits.write(numeric)}"
    wordings = (
        f"∂{C}/∂{name}: {both}, {apart} apart: {words}",
        f"∂{C}/∂{name}: {digits.write(analytic)} and {digits.write(numeric)}, {apart} apart: {words}",
        f"{name}: {apart} apart: {words}",
        f"{name}: {words.partition(':')[0]}",
    )
    return Verdict(status, wordings)


def statuses(audit: Audit | None, n: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """The status of every weight and bias, by layer, w and b side by side; slot 0 is empty."""
    flat = np.full(parameter_count(n), UNSEEN, dtype=np.int8) if audit is None else audit.status
    return views(flat, n).wb
