"""How near an answer must come."""

from core.lazily import dataclass

ROUNDING = 1e-12
"""Nobody is asked for more: what is smaller is rounding."""


@dataclass(frozen=True)
class Tolerance:
    """What an answer may be off by: a share of the right one, or so much of anything."""

    words: str
    share: float = 0.0
    amount: float = 0.0

    def allows(self, answer: float, wanted: float, most: float = float("inf")) -> bool:
        """Whether `answer` is `wanted` to within the tolerance, and at most `most` away from it."""
        allowed = max(self.share * abs(wanted), self.amount)
        return abs(answer - wanted) <= max(min(allowed, most), ROUNDING)


def decimals(count: int) -> Tolerance:
    """So many decimals, rounded rightly; the last bit of a half is no mistake."""
    return Tolerance(f"{count} decimals", amount=0.5 * 10.0**-count * (1 + 1e-9))


TOLERANCES = (
    Tolerance("± 5 %", share=0.05),
    Tolerance("± 1 %", share=0.01),
    Tolerance("± 0.1 %", share=0.001),
    decimals(2),
    decimals(3),
    decimals(6),
)
"""What can be chosen."""
