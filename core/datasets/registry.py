"""Datasets by name, as a person or a session file asks for them."""

from core.checks import finite_number, whole_number
from core.datasets.catalogue import BROUGHT, ENTRIES
from core.datasets.dataset import Dataset
from core.datasets.entry import Entry
from core.errors import BadInputError, UnknownNameError
from core.randomness import Purpose, generator

_BY_NAME = {each.name: each for each in (*ENTRIES, *BROUGHT)}
_NAMES = tuple(each.name for each in ENTRIES)


def names() -> tuple[str, ...]:
    """Return the names of the data sets that come with the program, in the order of the menu."""
    return _NAMES


def entries() -> tuple[Entry, ...]:
    """Return what is known of each of `names`, in the order of the menu."""
    return ENTRIES


def entry(name: str) -> Entry:
    """Return what is known of the dataset `name`, of those that a person brings as well.

    Raises `UnknownNameError`.
    """
    if not isinstance(name, str) or name not in _BY_NAME:
        raise UnknownNameError("dataset", name, names())
    return _BY_NAME[name]


def load(
    name: str, seed: int = 0, noise: float | None = None, samples: int | None = None, size: int | None = None
) -> Dataset:
    """Return the dataset `name`: x (n_0, M) and y (n_L, M), float64 and read-only.

    `seed` fixes, bit for bit, all that is drawn; measured data stays in the order of its file.
    `noise` is the standard deviation of the normal jitter added to x (to y in a regression),
    0.0 for none; `samples` is M, `size` what else the entry can be told. None means its default.
    Raises `UnknownNameError`, and `BadInputError` for a seed, noise, number of samples or size
    that the dataset cannot have, or for a file of the program that cannot be read.
    """
    known = entry(name)
    noise = _noise(known, noise)
    rng = generator(seed, Purpose.DATA)
    size = _size(known, size)
    inputs, outputs = known.labelled(size)
    x, y = known.generate(rng, noise, _samples(known, samples, size), *(() if size is None else (size,)))
    return Dataset(
        name=known.name,
        title=known.title,
        group=known.group,
        description=known.description,
        origin=known.origin,
        task=known.task,
        inputs=inputs,
        outputs=outputs,
        seed=int(seed),
        noise=noise,
        x=x,
        y=y,
        first_shown=known.first_shown,
    )


def _noise(known: Entry, noise: float | None) -> float:
    if noise is None:
        return known.noise
    if known.noise_range is not None:
        return finite_number(noise, "The noise", *known.noise_range)
    number = finite_number(noise, "The noise")
    if number != known.noise:
        raise BadInputError(f"The noise of measured data ({known.title}) must be 0, not {number:g}.")
    return number


def _samples(known: Entry, samples: int | None, size: int | None) -> int:
    if samples is None:
        return known.samples_by_default(size)
    if known.samples_range is not None:
        return whole_number(samples, "The number of samples", *known.samples_range)
    number = whole_number(samples, "The number of samples", least=1)
    if number != known.samples:
        raise BadInputError(f"The measured data ({known.title}) has {known.samples} samples, not {number}.")
    return number


def _size(known: Entry, size: int | None) -> int | None:
    if size is None:
        return known.size
    if known.size_range is None:
        raise BadInputError(f"The data set {known.title} has no size to choose.")
    return whole_number(size, f"The {known.size_words} of {known.title}", *known.size_range)
