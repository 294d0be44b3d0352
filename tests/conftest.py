"""What every test has: no display, no settings of the person's own, nothing left running."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["QT_QPA_PLATFORM"] = "offscreen"
