"""The mathematics of Nablascope: numpy and the standard library, never Qt.

`core.network`, `core.backprop` and `core.datasets` can be used from any Python
prompt; `core.session` is what the window drives.
"""

import os

# On arrays this small OpenBLAS's threads cost more than they bring, and they are
# set up when numpy is first imported: before any module of this package does.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
