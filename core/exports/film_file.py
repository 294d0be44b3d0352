"""A film that is written picture by picture: H.264 in an MP4 file, or a GIF with a palette for each."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from core.errors import UnknownNameError
from core.exports.png import Pixels
from core.film import Film
from core.video import FORMS, library

QUALITY = {"preset": "veryfast", "crf": "14"}
"""Text and thin lines stay crisp; what stands still takes no room."""
BT709, SRGB, LIMITED = 1, 13, 1
"""FFmpeg's numbers: players take what says nothing for the colours of an old television set."""


def form_of(path: str) -> str:
    """Return "mp4" or "gif", as the name of a file ends; raises `UnknownNameError` for another ending."""
    form = Path(path).suffix[1:].lower()
    if form not in FORMS:
        raise UnknownNameError("kind of film", form, FORMS)
    return form


@contextmanager
def film_file(file: BinaryIO, form: str, film: Film) -> Iterator["FilmFile"]:
    """Give a film of that `form` in `file`, which has all that was added when this is left."""
    made = (Mp4 if form == "mp4" else Gif)(file, film)
    try:
        yield made
        made.finish()
    except BaseException:
        made.drop()
        raise


class FilmFile:
    """Takes pictures one after another, each shown as long as the others."""

    def __init__(self, file: BinaryIO, film: Film, form: str, codec: str, colours: str) -> None:
        self._av = library()
        self._fps, self._size, self._count = film.fps, (film.height, film.width, 3), 0
        self._container: Any = self._av.open(file, "w", format=form)
        self._stream: Any = self._container.add_stream(codec, rate=film.fps)
        self._stream.width, self._stream.height, self._stream.pix_fmt = film.width, film.height, colours

    def add(self, picture: Pixels) -> None:
        """Show `picture` next; it must have the size of the film."""
        frame = self._av.VideoFrame.from_ndarray(
            np.frombuffer(picture.rgb, np.uint8).reshape(self._size), format="rgb24"
        )
        frame.pts, frame.time_base = self._count, Fraction(1, self._fps)
        self._count += 1
        self._write(self._converted(frame))

    def finish(self) -> None:
        """Write what is still held back, and the end of the file."""
        self._write(self._rest())
        self._container.mux(self._stream.encode(None))
        self._container.close()

    def drop(self) -> None:
        """Let the library go: whatever is in the file, nobody will see it."""
        with suppress(Exception):
            self._container.close()

    def _write(self, frames: Iterable[Any]) -> None:
        for frame in frames:
            self._container.mux(self._stream.encode(frame))

    def _converted(self, frame: Any) -> Iterable[Any]:
        """What is to be encoded now that `frame` is there."""
        raise NotImplementedError

    def _rest(self) -> Iterable[Any]:
        """What is left to be encoded at the end."""
        return ()


class Mp4(FilmFile):
    """H.264 as every player shows it."""

    def __init__(self, file: BinaryIO, film: Film) -> None:
        super().__init__(file, film, "mp4", "libx264", "yuv420p")
        context = self._stream.codec_context
        context.options = QUALITY
        context.colorspace, context.color_primaries = BT709, BT709
        context.color_trc, context.color_range = SRGB, LIMITED

    def _converted(self, frame: Any) -> Iterable[Any]:
        return (frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG"),)


class Gif(FilmFile):
    """Each picture in the 256 colours that suit it best."""

    def __init__(self, file: BinaryIO, film: Film) -> None:
        super().__init__(file, film, "gif", "gif", "pal8")
        graph = self._graph = self._av.filter.Graph()
        source = graph.add_buffer(
            width=film.width, height=film.height, format="rgb24", time_base=Fraction(1, film.fps)
        )
        split, sink = graph.add("split"), graph.add("buffersink")
        palette = graph.add("palettegen", "stats_mode=single")
        painted = graph.add("paletteuse", "dither=none:new=1")
        source.link_to(split)
        split.link_to(painted, 0, 0)
        split.link_to(palette, 1, 0)
        palette.link_to(painted, 0, 1)
        painted.link_to(sink)
        graph.configure()

    def _converted(self, frame: Any) -> Iterable[Any]:
        self._graph.push(frame)
        return self._pulled()

    def _rest(self) -> Iterable[Any]:
        self._graph.push(None)
        return self._pulled()

    def _pulled(self) -> Iterator[Any]:
        with suppress(self._av.error.BlockingIOError, self._av.error.EOFError):  # no more for now, or ever
            while True:
                yield self._graph.pull()
