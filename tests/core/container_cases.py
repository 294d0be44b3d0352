"""The list of bad session files: what each is, how it is made, and what its sentence must mention."""

import json
import zipfile

import numpy as np
from container_faults import (
    ARRAYS,
    ORDER,
    THETA,
    bomb,
    deep,
    entry,
    flipped,
    header,
    in_both,
    listed_twice,
    manifest,
    npy,
    patched,
    place_of,
    real_bomb,
    session,
    streamed,
    with_extra,
    with_gap,
    with_header,
    with_text,
    with_theta,
    with_zip64,
    zipped,
)

GOOD = session()
NO_SESSION = ("is no session file", "right file")
JSON = "manifest.json"
EMPTY = json.dumps(manifest({})).encode()
CONTRADICTS = ("theta.npy", "contradicts")
NUMBERS = THETA.tobytes()


def named(name):
    """A session with one more member, called `name`."""
    return session(extra=[(name, b"spam")])


def text(data):
    return zipped([(JSON, data)])


def with_description(**changes):
    """A session whose manifest says something else of theta; None takes it away."""
    said = {name: value for name, value in entry(npy(THETA), **changes).items() if value is not None}
    return session(arrays={"theta": said, "order": entry(npy(ORDER))})


def changed_for(array):
    """A session in which theta was exchanged, but not what the manifest says of it."""
    return session(
        ARRAYS | {"theta": array}, arrays=manifest({k: npy(v) for k, v in ARRAYS.items()})["arrays"]
    )


WHOLE = {
    "empty": (b"", ["is empty"]),
    "text": (b"x1,x2,y\n0,1,1\n", NO_SESSION),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), NO_SESSION),
    "a lone array": (npy(THETA), NO_SESSION),
    "another archive": (
        zipped([("word/document.xml", b"<w/>")], zipfile.ZIP_DEFLATED),
        ["archive without", JSON],
    ),
    "an npz": (zipped([("theta.npy", npy(THETA))]), ["archive without", JSON]),
    "an archive of nothing": (zipped([]), NO_SESSION),
    "half of it": (GOOD[: len(GOOD) // 2], ["is cut off"]),
    "the last byte is missing": (GOOD[:-1], ["is cut off"]),
    "only the beginning": (GOOD[:10], ["is cut off"]),
    "the first byte is missing": (GOOD[1:], NO_SESSION),
    "bytes before it": (b"#!/bin/sh\n" + GOOD, NO_SESSION),
    "bytes behind it": (GOOD + b"spam", ["4 bytes behind its end"]),
    "a comment": (zipped([(JSON, EMPTY)], comment=b"hello"), ["5 bytes behind its end"]),
    "twice itself": (GOOD + GOOD, ["damaged", "contradicts"]),
    "zeros in the end": (GOOD[:-22] + b"PK\5\6" + bytes(18), ["damaged"]),
    "fewer members than listed": (
        patched(patched(GOOD, len(GOOD) - 14, "<H", 2), len(GOOD) - 12, "<H", 2),
        ["list of members"],
    ),
    "more members than listed": (
        patched(patched(GOOD, len(GOOD) - 14, "<H", 4), len(GOOD) - 12, "<H", 4),
        ["list of members"],
    ),
    "more members than are read": (
        zipped([(JSON, EMPTY)] + [(f"a{k}.npy", b"") for k in range(10_001)]),
        ["10,002 members", "10,000"],
    ),
    "a second disk": (patched(GOOD, len(GOOD) - 18, "<H", 1), ["damaged", "contradicts"]),
}
PLACES = {
    "bytes between members": (
        with_gap(GOOD, place_of(GOOD, "theta.npy", b"PK\3\4")),
        ["theta.npy", "contradicts"],
    ),
    "bytes before the list": (with_gap(GOOD, GOOD.index(b"PK\1\2")), ["belong to no member"]),
    "an overlap": (listed_twice(GOOD), [JSON, "not where it belongs"]),
    "one member twice": (session(extra=[("theta.npy", npy(THETA))]), ["theta.npy", "twice"]),
    "a way out": (named("../theta.npy"), ["'../theta.npy'"]),
    "an absolute name": (named("/theta.npy"), ["'/theta.npy'"]),
    "a drive": (named("C:theta.npy"), ["'C:theta.npy'"]),
    "a backslash": (named("a\\theta.npy"), ["theta.npy'"]),
    "a folder": (named("arrays/"), ["'arrays/'"]),
    "a name of two lines": (named("a\nb.npy"), ["b.npy'"]),
    "a name in Greek": (named("θ.npy"), ["never used"]),
    "a name that does not end": (named("a" * 5000 + ".npy"), ["…", "never used"]),
    "an encrypted member": (in_both(GOOD, "theta.npy", 8, 6, "<H", 1), ["theta.npy", "encrypted"]),
    "an encrypted manifest": (in_both(GOOD, JSON, 8, 6, "<H", 1), [JSON, "encrypted"]),
    "a compressed manifest": (zipped([(JSON, EMPTY)], zipfile.ZIP_DEFLATED), [JSON, "compressed"]),
    "a member that inflates": (real_bomb(), ["theta.npy", "compressed"]),
    "another way of packing": (zipped([(JSON, EMPTY)], zipfile.ZIP_LZMA), [JSON, "compressed"]),
    "sizes that lie": (bomb(), ["theta.npy", "not stored as it is"]),
    "a size beyond the file": (
        in_both(in_both(GOOD, "order.npy", 20, 18, "<L", 10**9), "order.npy", 24, 22, "<L", 10**9),
        ["order.npy", "more than there are"],
    ),
    "sizes as if over 4 GB": (
        in_both(GOOD, "order.npy", 20, 18, "<L", 2**32 - 1),
        ["order.npy", "more than there are"],
    ),
    "sizes behind the contents": (streamed(), [JSON]),
    "fields for over 4 GB": (with_zip64(), [JSON, "contradicts"]),
    "a further field": (with_extra(), [JSON, "fields that are never used"]),
    "another name in the header": (GOOD.replace(b"theta.npy", b"thetb.npy", 1), CONTRADICTS),
    "another size in the header": (
        patched(GOOD, place_of(GOOD, "theta.npy", b"PK\3\4") + 18, "<L", 7),
        CONTRADICTS,
    ),
    "another checksum in the header": (
        patched(GOOD, place_of(GOOD, "theta.npy", b"PK\3\4") + 14, "<L", 7),
        CONTRADICTS,
    ),
    "a member that nobody named": (named("theta2.npy"), ["theta2.npy", "does not belong"]),
    "a program": (named("setup.py"), ["setup.py", "does not belong"]),
    "an array that is missing": (
        session({"theta": THETA}, arrays=manifest({k: npy(v) for k, v in ARRAYS.items()})["arrays"]),
        ["order.npy", "is missing"],
    ),
}
MANIFEST = {
    "a changed manifest": (flipped(GOOD, JSON), [JSON, "checksum"]),
    "no JSON": (text(b'{\n "eta": 0.1,\n "m" 2}'), [JSON, "line 3, column 6"]),
    "JSON that ends": (text(b'{"eta": 0.1'), [JSON, "is no JSON"]),
    "an empty manifest": (text(b""), [JSON, "is no JSON"]),
    "a mark of order": (text(b"\xef\xbb\xbf" + EMPTY), [JSON, "is no JSON"]),
    "no UTF-8": (with_text(b"spirals", b"sp\xefrals"), [JSON, "UTF-8"]),
    "UTF-16": (text(EMPTY.decode().encode("utf-16")), [JSON, "UTF-8"]),
    "half a character": (with_text(b"spirals", b"\\ud800"), [JSON, "Unicode"]),
    "half a character as a name": (with_text(b'"seed"', b'"\\udc00"'), [JSON, "Unicode"]),
    "a list": (text(b"[1, 2]"), [JSON, "no table"]),
    "a number": (text(b"5"), [JSON, "no table"]),
    "NaN": (with_text(b"0.1", b"NaN"), [JSON, "NaN"]),
    "infinity": (with_text(b"0.1", b"-Infinity"), [JSON, "-Infinity"]),
    "a number without end": (with_text(b"0.1", b"1e999"), [JSON, "1e999", "cannot be represented"]),
    "a number of many digits": (with_text(b"0.1", b"0." + b"1" * 5000), [JSON, "cannot be represented"]),
    "a large whole number": (with_text(b"0.1", b"1" + b"0" * 20), [JSON, "whole number", "21 digits"]),
    "a huge whole number": (with_text(b"0.1", b"9" * 100_000), [JSON, "whole number", "100000 digits"]),
    "a name twice": (with_text(b'"eta"', b'"eta": 0.2, "eta"'), [JSON, "'eta' twice"]),
    "an array described twice": (with_text(b'"order": {', b'"theta": {'), [JSON, "'theta' twice"]),
    "nested": (text(deep(40)), [JSON, "32 levels"]),
    "nested without end": (text(deep(100_000)), [JSON, "32 levels"]),
    "a text without end": (with_text(b"spirals", b"spiral" * 20_000), [JSON, "text of 120,0"]),
    "too many values": (text(b'{"eta": [' + b"0," * 500_000 + b"0]}"), [JSON, "400,000"]),
    "too large a manifest": (text(b'{"eta": "' + b"a" * (2**22) + b'"}'), [JSON, "4 MB"]),
    "another format": (session(format="word document"), NO_SESSION),
    "no format": (session(format=None), NO_SESSION),
    "a newer version": (
        session(version=3),
        ["written by a newer Nablascope", "format 3", "reads up to 1", "update"],
    ),
    "a newer version, packed otherwise": (
        session(version=2, extra=[("new.bin", b"spam")]),
        ["newer Nablascope", "format 2"],
    ),
    "a version before all": (session(version=0), [JSON, "no version"]),
    "a version in words": (session(version="1"), [JSON, "no version"]),
    "a true version": (session(version=True), [JSON, "no version"]),
    "no version": (session(version=None), [JSON, "no version"]),
    "no arrays": (session(arrays=None), [JSON, "which arrays"]),
    "a list of arrays": (session(arrays=["theta", "order"]), [JSON, "which arrays"]),
    "an array without description": (session(arrays={"theta": 1, "order": None}), [JSON, "theta.npy"]),
    "an array without checksum": (with_description(sha256=None), [JSON, "theta.npy"]),
    "a further description": (with_description(compress=True), [JSON, "theta.npy"]),
    "an array outside": (with_text(b'"theta"', b'"../theta"'), ["'../theta.npy'", "is missing"]),
}
ARRAY = {
    "a changed number": (flipped(GOOD, "theta.npy"), ["theta.npy", "checksum"]),
    "another array, its checksum made anew": (changed_for(THETA + 1), ["theta.npy", "SHA-256"]),
    "no checksum that could be": (with_theta(THETA, sha256=5), ["theta.npy", "SHA-256"]),
    "no array": (with_theta(b"spam spam spam"), ["theta.npy", "no .npy file"]),
    "nothing": (with_theta(b""), ["theta.npy", "no .npy file"]),
    "version 2": (with_theta(npy(THETA, (2, 0))), ["theta.npy", "version 2"]),
    "Python objects": (with_theta(np.array([None, {}])), ["theta.npy", "Python objects"]),
    "single precision": (with_theta(THETA[:4].astype("<f4")), ["theta.npy", "<f4", "<f8 and <i8"]),
    "the other order of bytes": (with_theta(THETA.astype(">f8")), ["theta.npy", ">f8"]),
    "truth values": (with_theta(THETA > 0), ["theta.npy", "|b1"]),
    "complex numbers": (with_theta(THETA * 1j), ["theta.npy", "<c16"]),
    "words": (with_theta(np.array(["spam"])), ["theta.npy", "<U4"]),
    "records": (with_theta(np.zeros(5, "f8,i8")), ["theta.npy", "header that cannot be read"]),
    "column by column": (with_theta(np.asfortranarray(np.ones((2, 3)))), ["theta.npy", "Fortran"]),
    "three dimensions": (with_theta(np.ones((1, 2, 3))), ["theta.npy", "3 dimensions"]),
    "a program in the header": (
        with_theta(with_header("__import__('os').abort()", NUMBERS)),
        ["theta.npy", "header that cannot be read"],
    ),
    "a header without end": (
        with_theta(with_header(header() + " " * 60_000, NUMBERS)),
        ["theta.npy", "header that is too long"],
    ),
    "half a header": (with_theta(npy(THETA)[:60]), ["theta.npy", "header that cannot be read"]),
    "a shape in words": (with_theta(with_header(header(shape="(five,)"), NUMBERS)), ["theta.npy", "header"]),
    "a negative shape": (with_theta(with_header(header(shape="(-5,)"), NUMBERS)), ["theta.npy", "header"]),
    "a shape that is a number": (
        with_theta(with_header(header(shape="(5)"), NUMBERS)),
        ["theta.npy", "header"],
    ),
    "fewer numbers than it says": (
        with_theta(with_header(header(shape="(6,)"), NUMBERS)),
        ["theta.npy", "says it is 6 numbers", "40 bytes"],
    ),
    "more numbers than it says": (
        with_theta(with_header(header(shape="(2, 2)"), NUMBERS)),
        ["theta.npy", "says it is 2 × 2 numbers", "40 bytes"],
    ),
    "half a number": (with_theta(npy(THETA)[:-4]), ["theta.npy", "36 bytes"]),
    "more numbers than fit anywhere": (
        with_theta(with_header(header(shape=f"({2**60}, {2**60})"), NUMBERS)),
        ["theta.npy", "40 bytes"],
    ),
    "nothing, very often": (
        with_theta(with_header(header(shape=f"(0, {10**18})"))),
        ["theta.npy", "0 bytes"],
    ),
    "another shape than described": (with_theta(THETA, shape=[1, 5]), ["theta.npy", "another shape"]),
    "another type than described": (with_theta(THETA, dtype="<i8"), ["theta.npy", "another shape or type"]),
    "a shape in words, described": (with_theta(THETA, shape="(5,)"), ["theta.npy", "another shape"]),
    "NaN among the numbers": (with_theta([1.0, np.nan]), ["theta.npy", "NaN or infinity"]),
    "infinity among the numbers": (with_theta([1.0, np.inf]), ["theta.npy", "NaN or infinity"]),
    "NaN that only seems to be allowed": (with_theta([1.0, np.nan], nan=1), ["theta.npy", "NaN"]),
}
GROUPS = (WHOLE, PLACES, MANIFEST, ARRAY)
CASES = WHOLE | PLACES | MANIFEST | ARRAY
