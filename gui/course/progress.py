"""How far somebody has come in the lessons, kept among the preferences."""

from collections.abc import Iterable

from core.course import lesson, names
from gui.shell.preferences import Preferences

DONE, PLACES = "course/done", "course/places"


class Progress:
    """Which lessons are done, and at which step each was left.

    What the preferences hold of other lessons or steps than there are is passed over.
    """

    def __init__(self) -> None:
        """Nothing is done, and nothing is kept until `remember_in`."""
        self._done: set[str] = set()
        self._places: dict[str, int] = {}
        self._preferences: Preferences | None = None

    def remember_in(self, preferences: Preferences) -> None:
        """Go on from what `preferences` hold, and keep what comes there, at once."""
        self._preferences = preferences
        self._done = {k for k in preferences.text(DONE).split() if k in names()}
        for each in preferences.text(PLACES).split():
            name, _, place = each.partition(":")
            if name in names() and place.isdecimal() and int(place) < len(lesson(name).steps):
                self._places[name] = int(place)

    def is_done(self, name: str) -> bool:
        """Whether a lesson was gone through to its end."""
        return name in self._done

    def place(self, name: str) -> int:
        """The step at which a lesson was left, from 0."""
        return self._places.get(name, 0)

    def come_to(self, name: str, place: int) -> None:
        """Keep the step that is under way."""
        self._places[name] = place
        self._keep()

    def finish(self, name: str) -> None:
        """A lesson is done: it begins at its beginning again."""
        self._done.add(name)
        self._places.pop(name, None)
        self._keep()

    def _keep(self) -> None:
        if self._preferences is not None:
            self._preferences.keep(DONE, _joined(k for k in names() if k in self._done))
            places = (f"{k}:{self._places[k]}" for k in names() if self._places.get(k))
            self._preferences.keep(PLACES, _joined(places))
            self._preferences.save()


def _joined(parts: Iterable[str]) -> str:
    return " ".join(parts)
