"""The plane of the landscape in session files: kept as it was, and refused where it is none."""

from dataclasses import replace

import pytest
from session_faults import changed, content, put
from session_files import saved_and_opened
from sessions import XOR, state_hash
from timelines import go

from core.commands import Open, Show
from core.errors import FileError
from core.landscape.spec import PlaneSpec
from core.selection import Pick
from core.session import Session

SPECS = [
    None,
    PlaneSpec(),
    PlaneSpec("parameters", Pick(1, 0, 1), Pick(2, 0)),
    PlaneSpec("random", seed=12, centre=(0.25, -3.0), half=0.5),
    PlaneSpec("path", centre=(1e-3, 2.0), half=4.0),
    PlaneSpec("gradient"),
]


@pytest.mark.parametrize("spec", SPECS)
def test_a_plane_is_found_again(tmp_path, spec):
    session = Session(XOR)
    go(session, Show(replace(session.frame().view, landscape=spec)))
    other = saved_and_opened(session, tmp_path / "plane.nabla")
    assert other.frame().view.landscape == spec


def test_a_file_without_one_is_as_it_was_before_there_were_any(tmp_path):
    assert "landscape" not in content(Session(XOR), tmp_path / "none.nabla").m["view"]


WRONG = {
    "a word": "path",
    "too few": ["path", None, None],
    "no kind": ["north", None, None, 0, None],
    "a list as a kind": [["path"], None, None, 0, None],
    "a weight that there is not": ["parameters", ["w", 9, 0, 0], None, 0, None],
    "the same twice": ["parameters", ["b", 1, 0], ["b", 1, 0], 0, None],
    "a node": ["parameters", ["a", 1, 0], None, 0, None],
    "no selection": ["parameters", 3, None, 0, None],
    "half a seed": ["random", None, None, 0.5, None],
    "a huge seed": ["random", None, None, 2**60, None],
    "half a window": ["path", None, None, 0, [1.0, 2.0]],
    "an empty window": ["path", None, None, 0, [1.0, 2.0, 0.0]],
    "a window of words": ["path", None, None, 0, ["a", 2.0, 1.0]],
}


@pytest.mark.parametrize("said", WRONG.values(), ids=WRONG)
def test_what_is_no_plane_is_refused_in_a_sentence(tmp_path, said):
    session = Session(XOR)
    before = state_hash(session)
    path = tmp_path / "wrong.nabla"
    path.write_bytes(
        changed(content(Session(XOR), tmp_path / "good.nabla"), put("view", "landscape", said)).packed()
    )
    with pytest.raises(FileError) as found:
        session.apply(Open(str(path)))
    assert str(found.value).endswith(".")
    assert state_hash(session) == before
