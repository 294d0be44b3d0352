"""Sets of indices as stretches (start, stop) that don't touch, ascending: whole layers take no room."""

Spans = tuple[tuple[int, int], ...]


def with_span(spans: Spans, start: int, stop: int) -> Spans:
    """Return `spans` and the indices from `start` to `stop`, the latter left out."""
    touching = [k for k in spans if k[0] <= stop and k[1] >= start]
    merged = min([start, *(k[0] for k in touching)]), max([stop, *(k[1] for k in touching)])
    return tuple(sorted((*(k for k in spans if k not in touching), merged)))


def without_span(spans: Spans, start: int, stop: int) -> Spans:
    """Return `spans` without the indices from `start` to `stop`, the latter left out."""
    left = ((k[0], min(k[1], start)) for k in spans)
    right = ((max(k[0], stop), k[1]) for k in spans)
    return tuple(sorted({k for k in (*left, *right) if k[0] < k[1]}))
