"""Films of sessions: every moment that poses gets a picture of one colour."""

import av

from core import commands
from core.exports.png import Pixels
from core.film import Film

SIDE = 32
COLOURS = 11
"""Between two shades of grey, so that no codec mixes them up."""


def film_of(first, last, **changes):
    return Film(first, last, **{"width": SIDE, "height": SIDE, **changes})


def shade(number):
    """A picture that tells its number."""
    return Pixels(SIDE, SIDE, bytes([COLOURS * (number % 20) + 10]) * (3 * SIDE * SIDE))


def shoot(session, file, film, most=None):
    """Let `session` write `film`, and answer until it is done, or `most` pictures were taken.

    Returns the frames that have posed.
    """
    session.apply(commands.Export(str(file), film))
    return answered(session, most)


def answered(session, most=None):
    """Answer as `shoot` does, on the way already."""
    posed = []
    while session.state.value == "exporting" and len(posed) != most:
        session.tick()
        if session.posing:
            posed.append(session.frame())
            session.apply(commands.AddPicture(posed[-1].pose.number, shade(posed[-1].pose.number)))
    return posed


def numbers_in(file):
    """The numbers of the pictures in a film, and the seconds from the first to each."""
    with av.open(str(file)) as opened:
        frames = list(opened.decode(video=0))
    read = [round((float(k.to_ndarray(format="rgb24").mean()) - 10) / COLOURS) for k in frames]
    return read, [float(k.time) for k in frames]


def left_in(folder):
    """The names of all files there."""
    return sorted(k.name for k in folder.iterdir())
