"""How large a network of the window can be: what is more could neither be seen nor kept up with."""

from core.errors import BadInputError

MOST_LAYERS = 16
"""Layers with weights."""
MOST_NODES = 256
"""Nodes of a hidden layer."""


def check_shape(n: tuple[int, ...], before: tuple[int, ...]) -> None:
    """Raise one sentence, a `BadInputError`, for layer sizes beyond what the window is made for.

    A network that was larger `before` can become smaller by and by.
    """
    if len(n) - 1 > max(MOST_LAYERS, len(before) - 1):
        raise BadInputError(f"A network has at most {MOST_LAYERS} layers with weights here.")
    for l, nodes in enumerate(n[1:-1], start=1):
        if nodes > max(MOST_NODES, *before):
            raise BadInputError(
                f"A hidden layer has 1 to {MOST_NODES} nodes here; layer {l} can't have {nodes}."
            )
