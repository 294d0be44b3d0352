"""Session files that are wrong in one thing each, made with zipfile and numpy and not with the core."""

import builtins
import hashlib
import io
import json
import struct
import warnings
import zipfile

import numpy as np

THETA = np.array([1.0, -0.0, 5e-324, 0.1, -1.7976931348623157e308])
ORDER = np.array([[2, 0, 1], [-(2**63), 2**63 - 1, 7]])
ARRAYS = {"theta": THETA, "order": ORDER}
SETTINGS = {"eta": 0.1, "name": "two spirals η", "edits": [{"step": 3, "to": -0.0}], "seed": 2**63 - 1}


def npy(array, version=(1, 0)):
    """The array as numpy itself writes it."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numpy advises against version 2 and against objects
        np.lib.format.write_array(file, np.asanyarray(array), version, allow_pickle=True)
    return file.getvalue()


def with_header(text, numbers=b"", version=b"\x01\x00"):
    """A .npy file whose header is `text`, unpadded."""
    text = text.encode() + b"\n"
    return b"\x93NUMPY" + version + struct.pack("<H", len(text)) + text + numbers


def header(dtype="'<f8'", fortran="False", shape="(5,)"):
    return f"{{'descr': {dtype}, 'fortran_order': {fortran}, 'shape': {shape}, }}"


def described(members):
    """What a manifest says of arrays, given as they will be in the file."""
    return {name: entry(data) for name, data in members.items()}


def entry(data, **changes):
    said = {"sha256": hashlib.sha256(data).hexdigest(), "shape": [5], "dtype": "<f8"}
    try:
        array = np.load(io.BytesIO(data))
        said |= {"shape": list(array.shape), "dtype": array.dtype.str}
    except (ValueError, EOFError):
        pass
    return said | changes


def manifest(members, **changes):
    said = {"format": "nablascope session", "version": 1, "arrays": described(members), **SETTINGS, **changes}
    return {name: value for name, value in said.items() if value is not None}


def zipped(pairs, method=zipfile.ZIP_STORED, comment=b""):
    """An archive of the pairs of name and bytes, as Python writes it."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as archive:
        warnings.simplefilter("ignore")  # of two members with one name
        archive.comment = comment
        for name, data in pairs:
            archive.writestr(zipfile.ZipInfo(name) if isinstance(name, str) else name, data, method)
    return file.getvalue()


def session(contents=ARRAYS, extra=(), text=None, **changes):
    """A session file of the arrays `contents`, or of their bytes, right in all that is not changed."""
    members = {name: k if isinstance(k, bytes) else npy(k) for name, k in contents.items()}
    text = json.dumps(manifest(members, **changes)).encode() if text is None else text
    return zipped([("manifest.json", text), *((f"{name}.npy", k) for name, k in members.items()), *extra])


def with_text(old, new):
    """A session whose manifest had `old` replaced in its text; the checksum is right."""
    text = json.dumps(manifest({name: npy(k) for name, k in ARRAYS.items()})).encode()
    assert old in text
    return session(text=text.replace(old, new))


def with_theta(data, **changes):
    """A session whose theta.npy is `data`, which the manifest describes as it is but for `changes`."""
    data = data if isinstance(data, bytes) else npy(data)
    arrays = described({"order": npy(ORDER)}) | {"theta": entry(data, **changes)}
    return session({"theta": data, "order": ORDER}, arrays=arrays)


def place_of(data, name, mark=b"PK\1\2"):
    """Where the header with `mark` of member `name` begins."""
    length = {b"PK\1\2": 46, b"PK\3\4": 30}[mark]
    return data.index(name.encode(), data.index(mark) if mark == b"PK\1\2" else 0) - length


def patched(data, at, fmt, value):
    """`data` with one number in it changed."""
    return data[:at] + struct.pack(fmt, value) + data[at + struct.calcsize(fmt) :]


def in_both(data, name, listed, local, fmt, value):
    """A field of `name` changed in the list of members and in the member's own header alike."""
    data = patched(data, place_of(data, name) + listed, fmt, value)
    return patched(data, place_of(data, name, b"PK\3\4") + local, fmt, value)


def with_gap(data, at, gap=b"spam"):
    """Bytes put in at `at`, with the end of the archive told where the list of members now begins."""
    data = data[:at] + gap + data[at:]
    end = len(data) - 22
    return patched(data, end + 16, "<L", struct.unpack_from("<L", data, end + 16)[0] + len(gap))


def listed_twice(data):
    """The list of members names the first one twice, at the same place: an overlap."""
    start = struct.unpack_from("<L", data, len(data) - 6)[0]
    length = 46 + len("manifest.json")
    data = data[: start + length] + data[start : start + length] + data[start + length :]
    end = len(data) - 22
    for at, by in ((8, 1), (10, 1)):
        data = patched(data, end + at, "<H", struct.unpack_from("<H", data, end + at)[0] + by)
    return patched(data, end + 12, "<L", struct.unpack_from("<L", data, end + 12)[0] + length)


def streamed():
    """A session written to something that cannot go back: sizes come behind the contents."""

    class Stream(io.RawIOBase):
        def __init__(self):
            self.data = b""

        def writable(self):
            return True

        def write(self, data):
            self.data += bytes(data)
            return len(data)

    stream = Stream()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in (("manifest.json", json.dumps(manifest({})).encode()),):
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.data


def with_zip64():
    """A session whose manifest has the fields for more than 4 GB."""
    file = io.BytesIO()
    info = zipfile.ZipInfo("manifest.json")
    with zipfile.ZipFile(file, "w") as archive, archive.open(info, "w", force_zip64=True) as member:
        member.write(json.dumps(manifest({})).encode())
    return file.getvalue()


def with_extra():
    info = zipfile.ZipInfo("manifest.json")
    info.extra = struct.pack("<HHL", 0x5455, 4, 0)
    return zipped([(info, json.dumps(manifest({})))])


def bomb():
    """Says that one number is four gigabytes of them."""
    theta = npy([1.0])
    data = zipped([("manifest.json", json.dumps(manifest({"theta": theta}))), ("theta.npy", theta)])
    return in_both(data, "theta.npy", 24, 22, "<L", 2**32 - 2)


def real_bomb():
    """Two kilobytes that would inflate to two megabytes."""
    info = zipfile.ZipInfo("theta.npy")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        theta = npy(np.zeros(2**18))
        archive.writestr(zipfile.ZipInfo("manifest.json"), json.dumps(manifest({"theta": theta})))
        archive.writestr(info, theta, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def flipped(data, member):
    """One bit changed in the middle of a member; no checksum is made anew."""
    at = place_of(data, member, b"PK\3\4") + 30 + len(member) + 140
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]


def deep(levels):
    return b'{"eta": 0.1, "edits": ' + b"[" * levels + b"]" * levels + b"}"


CLASS_NAMES = [
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
]


def assert_is_the_sentence(error, file, *mentions):
    """One line that begins with the file, ends with a full stop and names no class of an exception."""
    text = str(error)
    assert text.startswith(f"The file {file} ")
    assert text.endswith(".")
    assert text.count(". ") == 0
    assert text.isprintable()
    assert "  " not in text
    assert len(text) < 300
    assert ";" in text  # and says what to do
    for name in (*CLASS_NAMES, "FaultError", "FileError", "BadZipFile", "Traceback", "<class"):
        assert name not in text
    for mention in mentions:
        assert mention in text
