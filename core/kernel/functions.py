"""Functions of eight numbers at once, without branches, within 4 units in the last place.

e^x is 2^k e^r with the whole k next to x / ln 2 and |r| ≤ ln 2 / 2; e^r = 1 + r + r² s(r), where s is the
polynomial through (e^r − 1 − r) / r² at ten Chebyshev nodes, off by 2e−17. ln(1 + f) is the series of
fdlibm's `log` (Sun Microsystems, 1993) in f / (2 + f).
"""

import math

from core.kernel.compiled import inlined
from core.kernel.lanes import (
    Lanes,
    everywhere,
    exponent,
    fraction,
    fused,
    magnitude,
    scaled,
    where_less,
    with_sign,
)

MAGIC = 1.5 * 2.0**52
"""Added to a number it leaves the whole number next to it in the last bits."""

PER_LN2 = 1.4426950408889634
LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
"""ln 2 in two parts, of which whole numbers times the first are exact."""

HIGHEST = 709.782712893384
"""The last x whose e^x is no infinity."""
LOWEST = -708.0
"""Down to here e^x is a normal number."""

S = (
    0.5,
    0.16666666666666669,
    0.041666666666624164,
    0.008333333333330065,
    0.0013888888917196719,
    0.00019841269863040545,
    2.4801521322368692e-05,
    2.7557268480310024e-06,
    2.7620075879983367e-07,
    2.5100375832561234e-08,
)
G = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)


@inlined
def _rest(x: Lanes, k: Lanes) -> Lanes:
    """r = x − k ln 2."""
    return fused(k, -LN2_LOW, fused(k, -LN2_HIGH, x))


@inlined
def _beyond_one(r: Lanes) -> Lanes:
    """e^r − 1 for |r| ≤ ln 2 / 2, to full relative accuracy."""
    r2 = r * r
    r4 = r2 * r2
    low = fused(fused(r, S[3], S[2]), r2, fused(r, S[1], S[0]))
    high = fused(fused(r, S[7], S[6]), r2, fused(r, S[5], S[4]))
    top = fused(r, S[9], S[8])
    return fused(fused(fused(top, r4, high), r4, low), r2, r)


@inlined
def exp(x: Lanes) -> Lanes:
    """e^x."""
    x = where_less(x, -746.0, -746.0, where_less(710.0, x, 710.0, x))
    k = fused(x, PER_LN2, MAGIC) - MAGIC
    half = fused(k, 0.5, MAGIC)
    # In two strides, so that neither 2^1024 nor numbers that are no longer normal are in the way.
    return scaled(1.0 + _beyond_one(_rest(x, k)), half) * scaled(1.0, (k - (half - MAGIC)) + MAGIC)


@inlined
def sigmoid(x: Lanes) -> Lanes:
    """1 / (1 + e^−x); 0 where e^−x would be infinite."""
    t = where_less(-x, LOWEST, LOWEST, where_less(HIGHEST, -x, HIGHEST, -x))
    shifted = fused(t, PER_LN2, MAGIC)
    power = scaled(1.0 + _beyond_one(_rest(t, shifted - MAGIC)), shifted)
    return where_less(HIGHEST, -x, 0.0, 1.0 / (1.0 + power))


@inlined
def tanh(x: Lanes) -> Lanes:
    """(e^2x − 1) / (e^2x + 1), worked out for |x|."""
    twice = 2.0 * magnitude(x)
    twice = where_less(40.0, twice, 40.0, twice)  # from there on it is 1
    shifted = fused(twice, PER_LN2, MAGIC)
    power = scaled(everywhere(1.0), shifted)
    beyond = fused(power, _beyond_one(_rest(twice, shifted - MAGIC)), power - 1.0)
    return with_sign(beyond / (beyond + 2.0), x)


@inlined
def _log_near_one(f: Lanes, k: Lanes, more: Lanes) -> Lanes:
    """ln(2^k (1 + f)) + more, for √½ < 1 + f < √2 and a little more."""
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    odd = w * fused(fused(w, G[5], G[3]), w, everywhere(G[1]))
    even = z * fused(fused(fused(w, G[6], G[4]), w, everywhere(G[2])), w, everywhere(G[0]))
    half = 0.5 * f * f
    tail = fused(s, half + (odd + even), fused(k, LN2_LOW, more))
    return fused(k, LN2_HIGH, f - (half - tail))


@inlined
def log(x: Lanes) -> Lanes:
    """ln x: −∞ at 0 and NaN below."""
    tiny = where_less(x, 2.0**-1022, 1.0, 0.0)
    normal = where_less(0.5, tiny, x * 2.0**54, x)
    k, m = exponent(normal) - 54.0 * tiny, fraction(normal)
    more = where_less(math.sqrt(2.0), m, 1.0, 0.0)
    found = _log_near_one(fused(-0.5 * more, m, m) - 1.0, k + more, everywhere(0.0))
    found = where_less(x, math.inf, found, x)
    return where_less(0.0, x, found, where_less(x, 0.0, math.nan, -1.0 / (x * x)))


@inlined
def _log_beyond_one(u: Lanes) -> Lanes:
    """ln(1 + u) for 0 ≤ u ≤ 1."""
    w = 1.0 + u
    lost = (u - (w - 1.0)) / w
    k = where_less(math.sqrt(2.0), w, 1.0, 0.0)
    return _log_near_one(fused(-0.5 * k, w, w) - 1.0, k, lost)


@inlined
def softplus(x: Lanes) -> Lanes:
    """ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|)."""
    return where_less(x, 0.0, 0.0, x) + _log_beyond_one(exp(-magnitude(x)))
