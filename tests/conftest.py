"""What every test has: no display, no settings of the person's own, numpy, nothing left running."""

import os
import signal

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("NABLASCOPE_ARITHMETIC", "numpy")  # tests of the compiled steps bring them themselves
os.environ["QT_QPA_PLATFORM"] = "offscreen"
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # what runs behind a shell has that
    signal.signal(signal.SIGINT, signal.default_int_handler)
