"""What a signal tells while somebody listens."""

from contextlib import contextmanager


@contextmanager
def noted(signal, kind=object, take=lambda told: told):
    """Yield a list of what `take` makes of everything of a `kind` that `signal` tells first."""
    found = []

    def on_told(told, *_):
        if isinstance(told, kind):
            found.append(take(told))

    signal.connect(on_told)
    try:
        yield found
    finally:
        signal.disconnect(on_told)
