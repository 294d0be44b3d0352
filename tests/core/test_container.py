"""What is written is read again bit for bit, and what could not be read is not written."""

import io
import json
import re
import zipfile
from datetime import datetime

import numpy as np
import pytest
from container_faults import ARRAYS, SETTINGS, assert_is_the_sentence
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from sessions import assert_is_a_sentence

from core.errors import FileError
from core.files import FORMAT, VERSION, container, pack, read, write
from core.files.container_zip import NAME

pytestmark = pytest.mark.promise(number="R13")

NAN_WITH_PAYLOAD = np.array([0x7FF8_0000_DEAD_BEEF, 0x7FF0_0000_0000_0001, 0xFFF8_0000_0000_0000], "<u8")


def bits(arrays):
    return {name: (k.dtype, k.shape, k.tobytes()) for name, k in arrays.items()}


def through_a_file(folder, manifest, arrays, nan=()):
    write(folder / "s", manifest, arrays, nan)
    return read(folder / "s")


def test_settings_and_arrays_come_back_bit_for_bit(tmp_path):
    found = through_a_file(tmp_path, SETTINGS, ARRAYS)
    assert found.manifest == SETTINGS
    assert str(found.manifest["edits"][0]["to"]) == "-0.0"
    assert bits(found.arrays) == bits(ARRAYS)
    assert found.version == VERSION


@pytest.mark.parametrize(
    "array",
    [
        np.zeros(0),
        np.zeros((0, 7)),
        np.zeros((7, 0)),
        np.array(-0.0),
        np.array([[5e-324, 2.2250738585072009e-308, -5e-324]]),
        np.array([-(2**63), 2**63 - 1]),
        np.arange(12.0).reshape(3, 4).T,
        np.arange(12.0)[::-3],
        np.asfortranarray(np.arange(6).reshape(2, 3)),
        np.arange(4, dtype=">f8"),
        np.arange(4, dtype=">i8"),
    ],
    ids=lambda k: f"{k.dtype.str}{k.shape}{k.strides}",
)
def test_every_shape_and_order(array, tmp_path):
    found = through_a_file(tmp_path, {}, {"a": array}).arrays["a"]
    assert found.shape == array.shape
    assert found.dtype == array.dtype.newbyteorder("=")
    assert found.tolist() == array.tolist()
    assert np.signbit(found).tolist() == np.signbit(array).tolist()


def test_an_array_that_was_read_is_its_own(tmp_path):
    found = through_a_file(tmp_path, {}, ARRAYS).arrays["theta"]
    assert found.flags.c_contiguous
    assert found.flags.writeable
    assert found.flags.aligned
    assert found.base is None


def test_nan_keeps_every_bit_where_it_is_allowed(tmp_path):
    record = NAN_WITH_PAYLOAD.view("<f8")
    found = through_a_file(tmp_path, {}, {"cost": record, "theta": np.ones(2)}, nan=["cost"]).arrays
    assert found["cost"].view("<u8").tolist() == NAN_WITH_PAYLOAD.tolist()


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda k: st.lists(k, max_size=4) | st.dictionaries(st.text(), k, max_size=4),
    max_leaves=10,
)
MANIFESTS = st.dictionaries(st.text().filter(lambda k: k not in container.OWN_KEYS), JSON_VALUES, max_size=5)
NUMBERS = arrays_of.arrays(
    st.sampled_from(["<f8", "<i8"]), arrays_of.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=5)
)
NAMES = st.from_regex(re.compile(r"[A-Za-z0-9_][\w-]{0,9}(/[a-z]{1,3}){0,2}", re.ASCII), fullmatch=True)


@settings(deadline=None)
@given(MANIFESTS, st.dictionaries(NAMES, NUMBERS, max_size=4))
def test_whatever_is_packed_is_read(tmp_path_factory, manifest, arrays):
    file = tmp_path_factory.getbasetemp() / "any"
    data = pack(manifest, arrays, nan=list(arrays))
    file.write_bytes(data)
    found = read(file)
    assert found.manifest == manifest
    assert bits(found.arrays) == bits(arrays)
    assert pack(found.manifest, found.arrays, nan=list(arrays)) == data


def test_equal_content_is_equal_bytes_on_every_day(monkeypatch):
    backwards = dict(reversed(SETTINGS.items())), dict(reversed(ARRAYS.items()))
    assert pack(SETTINGS, ARRAYS) == pack(*backwards)
    assert pack(SETTINGS, ARRAYS) != pack(SETTINGS | {"eta": 0.2}, ARRAYS)
    with zipfile.ZipFile(io.BytesIO(pack(SETTINGS, ARRAYS))) as archive:
        assert {datetime(*k.date_time) for k in archive.infolist()} == {datetime(1980, 1, 1)}


def test_any_zip_tool_and_numpy_read_it_too():
    with zipfile.ZipFile(io.BytesIO(pack(SETTINGS, ARRAYS))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["manifest.json", "order.npy", "theta.npy"]
        assert {k.compress_type for k in archive.infolist()} == {zipfile.ZIP_STORED}
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["format"] == FORMAT
        assert manifest["version"] == VERSION
        assert manifest.items() >= SETTINGS.items()
        for name, array in ARRAYS.items():
            found = np.load(io.BytesIO(archive.read(f"{name}.npy")), allow_pickle=False)
            assert found.tobytes() == array.tobytes()
            assert manifest["arrays"][name]["shape"] == list(array.shape)


def nested(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("manifest", "arrays", "mention"),
    [
        ({}, {"theta": np.array([np.nan])}, "theta.npy would hold NaN"),
        ({}, {"theta": np.array([np.inf])}, "theta.npy would hold NaN or infinity"),
        ({}, {"theta": np.ones((1, 1, 1))}, "theta.npy would have the shape (1, 1, 1)"),
        ({}, {"theta": np.ones(2, "f4")}, "float32"),
        ({}, {"theta": np.array([True])}, "bool"),
        ({}, {"theta": np.array([{}])}, "object"),
        ({}, {"theta": np.array(["a"])}, "theta.npy"),
        ({}, {"theta": [1.0, 2.0]}, "cannot be written down"),
        ({}, {"../theta": np.ones(2)}, "'../theta.npy'"),
        ({}, {"": np.ones(2)}, "'.npy'"),
        ({}, {"θ": np.ones(2)}, "'θ.npy'"),
        ({}, {"big": np.zeros((16_800, 1_000))}, "more than 128 MB"),
        ({"format": "mine"}, {}, "'format'"),
        ({"arrays": {}}, {}, "'arrays'"),
        ({"eta": float("nan")}, {}, "NaN"),
        ({"eta": float("inf")}, {}, "NaN"),
        ({"eta": np.int64(1)}, {}, "JSON cannot hold"),
        ({"seed": 2**64}, {}, "too large"),
        ({"seed": 10**5000}, {}, "JSON cannot hold"),
        ({"name": "\ud800"}, {}, "no Unicode"),
        ({"name": "a" * 100_001}, {}, "100,001 characters"),
        ({1: "a", "1": "b"}, {}, "JSON cannot hold"),
        ({"edits": {1: "a", "1": "b"}}, {}, "JSON cannot hold"),
        ({"edits": nested(40)}, {}, "32 levels"),
        ({"edits": nested(100_000)}, {}, "32 levels"),
        ({"edits": [0] * 400_001}, {}, "400,000"),
        ({"a": ["a" * 90_000] * 50}, {}, "4 MB"),
    ],
)
def test_what_could_not_be_read_is_not_written(manifest, arrays, mention, tmp_path):
    file = tmp_path / "s.nablascope"
    file.write_bytes(b"before")
    with pytest.raises(FileError) as caught:
        pack(manifest, arrays)
    assert_is_a_sentence(caught.value)
    assert mention in str(caught.value)
    with pytest.raises(FileError) as caught:
        write(file, manifest, arrays)
    assert_is_the_sentence(caught.value, file.name, "was not saved", mention)
    assert [k.read_bytes() for k in tmp_path.iterdir()] == [b"before"]


@pytest.mark.parametrize("name", ["theta.npy", "runs/0/cost.npy", "w_1.npy", "a-b.npy", "0.npy"])
def test_names_that_members_have(name):
    assert NAME.fullmatch(name)


@pytest.mark.parametrize(
    "name", [".npy", "a//b", "a..b", "/a", "a/", "-a", "a b", "a\n", "a" * 101, "a\0", "é"]
)
def test_names_that_members_never_have(name):
    assert not NAME.fullmatch(name)
