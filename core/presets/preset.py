"""What an example is."""

from typing import NamedTuple

from core.experiment import Experiment
from core.selection import Pick


class Preset(NamedTuple):
    """An experiment with a name, a title for a menu, and one sentence on what it shows.

    Attributes:
        look: two or three sentences on what to look at, for those that teach something.
        panels: where that is to be seen; pick: the weight or bias to be selected, if any.
        maps: whether nodes should show what they compute.

    """

    name: str
    title: str
    description: str
    experiment: Experiment
    look: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    pick: Pick | None = None
    maps: bool = False
