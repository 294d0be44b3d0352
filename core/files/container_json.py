"""Strict JSON: what `json` takes beyond the standard, or to the end of the memory, is refused."""

import json
import math
from collections.abc import Mapping
from typing import Any, NoReturn

from core.errors import shown
from core.files.boundary import FaultError

MOST_BYTES = 4 * 2**20
MOST_VALUES = 400_000
DEEPEST = 32
LONGEST_TEXT = 100_000
LONGEST_NUMBER = 64
LARGEST = 2**64


def encoded(value: Mapping[str, Any], member: str) -> bytes:
    """Return `value` as JSON that `decoded` reads, its keys in order: equal content is equal bytes."""
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        data = text.encode()
    except UnicodeEncodeError:
        raise FaultError("would hold text that is no Unicode", member=member) from None
    except RecursionError:
        raise FaultError(f"would be nested deeper than {DEEPEST} levels", member=member) from None
    except (TypeError, ValueError) as error:
        raise FaultError("would hold what JSON cannot hold, such as NaN", member=member) from error
    decoded(data, member)
    return data


def decoded(data: bytes, member: str) -> dict[str, Any]:
    """Return the object that the JSON `data` of `member` holds, or raise `FaultError`."""
    refuse = _Refusal(member)
    refuse.size(data)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        refuse(f"is no text in UTF-8 (byte {error.start + 1})")
    try:
        found = json.loads(
            text,
            object_pairs_hook=refuse.twice,
            parse_constant=refuse.constant,
            parse_int=refuse.large,
            parse_float=refuse.infinite,
        )
        refuse.look_at(found, 1)
    except json.JSONDecodeError as error:
        refuse(f"is no JSON (line {error.lineno}, column {error.colno})")
    except RecursionError:
        refuse.deep()
    if not isinstance(found, dict):
        refuse("is no table of names and values")
    return found


class _Refusal:
    """What is refused in one member; each raises, or returns the value that it has looked at."""

    def __init__(self, member: str) -> None:
        self._member = member

    def __call__(self, what: str) -> NoReturn:
        raise FaultError(what, member=self._member) from None

    def size(self, data: bytes) -> None:
        """Before anything is read: each list and table costs memory many times the bytes that name it."""
        if len(data) > MOST_BYTES:
            self(f"is larger than the {MOST_BYTES // 2**20} MB that are read")
        values = sum(data.count(k) for k in (b"[", b"{", b","))
        if values > MOST_VALUES:
            self(f"holds about {values:,} values, and at most {MOST_VALUES:,} are read")

    def twice(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """A name that comes twice, because nobody knows which of the two was meant."""
        table = dict(pairs)
        if len(table) != len(pairs):
            seen: set[str] = set()
            name = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
            self(f"names {shown(name)} twice")
        return table

    def constant(self, text: str) -> NoReturn:
        """NaN, Infinity, -Infinity."""
        self(f"holds {text}, which is no number in JSON")

    def large(self, text: str) -> int:
        """A whole number beyond 64 bits."""
        if len(text) > LONGEST_NUMBER or abs(int(text)) >= LARGEST:
            self(f"holds a whole number that is too large ({len(text)} digits)")
        return int(text)

    def infinite(self, text: str) -> float:
        """A number such as 1e999."""
        if len(text) > LONGEST_NUMBER or not math.isfinite(float(text)):
            self(f"holds a number that cannot be represented ({shown(text)})")
        return float(text)

    def deep(self) -> NoReturn:
        """Lists in lists in lists."""
        self(f"is nested deeper than {DEEPEST} levels")

    def look_at(self, value: Any, depth: int) -> None:
        """Everything in `value`, which lies `depth` levels deep."""
        if isinstance(value, str):
            self.text(value)
        elif isinstance(value, list | dict):
            if depth > DEEPEST:
                self.deep()
            if isinstance(value, dict):
                for name in value:
                    self.text(name)
                value = value.values()
            for k in value:
                self.look_at(k, depth + 1)

    def text(self, value: str) -> None:
        """A text that is too long, or that no file and no screen can take."""
        if len(value) > LONGEST_TEXT:
            self(f"holds a text of {len(value):,} characters, and at most {LONGEST_TEXT:,} are read")
        try:
            value.encode()
        except UnicodeEncodeError:
            self("holds text that is no Unicode")
