"""What arithmetic this is: the same numbers come out bit for bit only where its fingerprint is the same."""

import hashlib
from functools import cache

import numpy as np


@cache
def fingerprint() -> str:
    """Name numpy's version, and the last bits of what its functions and its linear algebra make.

    Two machines on which they agree have the same kernels at work, whatever these are called.
    """
    digest = hashlib.sha256()
    grid = np.linspace(-9.0, 9.0, 4099)
    for function in (np.exp, np.tanh, np.log1p, np.sqrt):
        digest.update(function(np.abs(grid) if function in (np.log1p, np.sqrt) else grid).tobytes())
    for base in (0.9, 0.999):  # of Adam's corrections
        digest.update(np.power(base, np.arange(2048.0)).tobytes())
    for size in (1, 3, 8, 17, 64, 131):
        a = np.sin(np.arange(size * size, dtype=np.float64)).reshape(size, size)
        for columns in (1, 2, 10, 33):
            digest.update(np.dot(a, np.cos(np.arange(size * columns)).reshape(size, columns)).tobytes())
        digest.update(np.dot(a, a[0]).tobytes() + np.add.reduce(a, axis=None).tobytes())
    return f"numpy {np.__version__} {digest.hexdigest()[:16]}"
