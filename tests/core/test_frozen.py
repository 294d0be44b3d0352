"""What is frozen as a whole, held against the mask view by view."""

import numpy as np
import pytest

from core.errors import BadInputError
from core.frozen import frozen_nodes, is_frozen
from core.network import Network, views
from core.selection import Layer, Node, Pick

N = (2, 3, 2)


def mask_of(*places):
    """Flags of a network of `N`, True for the (layer, node, column) given; the last column is the bias."""
    mask = np.zeros(Network(N).theta.shape, dtype=bool)
    wb = views(mask, N).wb
    for l, i, j in places:
        wb[l][i, j] = True
    return mask


def test_a_node_is_frozen_with_all_its_weights_and_its_bias():
    mask = mask_of((1, 1, 0), (1, 1, 1))
    assert not is_frozen(mask, N, Node(1, 1))
    assert is_frozen(mask, N, Pick(1, 1, 0))
    assert not is_frozen(mask, N, Pick(1, 1))
    mask |= mask_of((1, 1, 2))
    assert is_frozen(mask, N, Node(1, 1))
    assert is_frozen(mask, N, Pick(1, 1))
    assert not is_frozen(mask, N, Layer(1))
    assert frozen_nodes(mask, N, 1).tolist() == [False, True, False]
    assert frozen_nodes(mask, N, 2).tolist() == [False, False]


def test_a_layer_is_frozen_with_all_its_nodes():
    mask = mask_of(*((2, i, j) for i in range(2) for j in range(4)))
    assert is_frozen(mask, N, Layer(2))
    assert is_frozen(mask, N, Node(2, 1))
    assert not is_frozen(mask, N, Layer(1))


def test_the_input_has_nothing_to_freeze():
    everything = np.ones(Network(N).theta.shape, dtype=bool)
    assert not is_frozen(everything, N, Node(0, 0))
    assert is_frozen(everything, N, Layer(1))


@pytest.mark.parametrize("at", [Layer(3), Node(1, 3), Pick(1, 0, 2), Pick(3, 0, 0)])
def test_what_the_network_has_not_is_no_question(at):
    with pytest.raises(BadInputError):
        is_frozen(mask_of(), N, at)
