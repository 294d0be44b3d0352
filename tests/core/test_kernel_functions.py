"""The kernel's functions of eight numbers at once, held against fifty digits of mpmath."""

import math

import mpmath
import numpy as np
import pytest
from kernels import over

UNITS = 4
"""Units in the last place that a value may be off."""

EXACT = {
    "exp": mpmath.exp,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "tanh": mpmath.tanh,
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "log": mpmath.log,
}
AT_ENDS = {  # at 0, −0, ∞, −∞, 1e308, −1e308, 1000, −1000
    "exp": (1, 1, math.inf, 0, math.inf, 0, math.inf, 0),
    "sigmoid": (0.5, 0.5, 1, 0, 1, 0, 1, 0),
    "tanh": (0, -0.0, 1, -1, 1, -1, 1, -1),
    "softplus": (math.log(2), math.log(2), math.inf, 0, 1e308, 0, 1000, 0),
    "log": (-math.inf, -math.inf, math.inf, math.nan, math.log(1e308), math.nan, math.log(1000), math.nan),
}
ENDS = np.array([0.0, -0.0, math.inf, -math.inf, 1e308, -1e308, 1000.0, -1000.0])


def grid(name):
    """Numbers of every size, and many where a function bends."""
    rng = np.random.default_rng(len(name))
    sizes = rng.uniform(-1, 1, 400) * 10.0 ** rng.uniform(-320, 3, 400)
    x = np.concatenate(
        (sizes, rng.uniform(-40, 40, 400), rng.uniform(-2, 2, 400), rng.uniform(-760, 760, 400))
    )
    if name != "log":
        return x
    near_one = 1.0 + rng.uniform(-1, 1, 400) * 10.0 ** rng.uniform(-16, -1, 400)
    return np.concatenate((np.abs(x), near_one, 10.0 ** rng.uniform(-320, 308, 400)))


@pytest.mark.parametrize("name", EXACT)
def test_values(name):
    x = grid(name)
    found = over(name)(x)
    with mpmath.workdps(50):
        for at, value in zip(x.tolist(), found.tolist(), strict=True):
            exact = EXACT[name](mpmath.mpf(at))
            nearest = float(exact)
            if not math.isfinite(nearest) or (name == "sigmoid" and at < -709.7):
                # As numpy's, the sigmoid is 0 where e^−z is no number any more.
                assert value == (nearest if math.isinf(nearest) else 0.0) or abs(value - nearest) < 1e-307
                continue
            unit = mpmath.mpf(float(np.spacing(abs(nearest))))
            assert abs(mpmath.mpf(value) - exact) <= UNITS * unit, f"{name}({at!r}) is {value!r}"


@pytest.mark.parametrize("name", EXACT)
def test_ends(name):
    found, wanted = over(name)(ENDS), np.array(AT_ENDS[name], dtype=float)
    assert np.allclose(found, wanted, rtol=1e-15, atol=0.0, equal_nan=True)
    assert np.array_equal(np.signbit(found), np.signbit(wanted)) or name == "log"
    assert np.isnan(over(name)(np.full(8, math.nan))).all()
