"""Which kinds of pictures there are."""

from collections.abc import Callable

from core.health.picture import HealthPicture
from core.landscape.picture import LandscapePicture
from core.node_maps import NodePictures
from core.pictures.hidden import HiddenSpacePicture
from core.pictures.picture import Picture

KINDS: tuple[Callable[[], Picture], ...] = (NodePictures, HealthPicture, HiddenSpacePicture, LandscapePicture)
