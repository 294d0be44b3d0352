"""Which kinds of pictures there are."""

from collections.abc import Callable

from core.node_maps import NodePictures
from core.pictures.picture import Picture

KINDS: tuple[Callable[[], Picture], ...] = (NodePictures,)
