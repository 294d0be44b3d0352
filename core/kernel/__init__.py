"""Many steps of training in one call, compiled. Only here numba is imported."""
