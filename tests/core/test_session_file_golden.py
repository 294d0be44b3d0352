"""Session files of every version that was ever released open, and hold what they held."""

import json
import sys
from pathlib import Path

import pytest
from session_files import opened
from timelines import go

from core.commands import Save, Seek

GOLDEN = Path(__file__).parent / "golden"
sys.path.append(str(GOLDEN))
from make import content_hash  # noqa: E402

pytestmark = pytest.mark.promise(number="R13")

HASHES = json.loads((GOLDEN / "hashes.json").read_text())


def test_each_file_has_a_hash():
    assert sorted(k.name for k in GOLDEN.glob("*.nabla")) == sorted(HASHES)
    assert any(name.startswith("format-1-") for name in HASHES)


@pytest.mark.parametrize("name", HASHES)
def test_it_opens_and_holds_what_it_held(name):
    assert content_hash(opened(GOLDEN / name)) == HASHES[name]


@pytest.mark.parametrize("name", HASHES)
def test_it_goes_on_and_is_saved_again(name, tmp_path):
    session = opened(GOLDEN / name)
    end = session.frame().history.end_step
    assert go(session, Seek(end // 2)).cursor.step == end // 2
    assert go(session, Seek()).cursor.step == end
    session.train(5)
    session.apply(Save(str(tmp_path / "again.nabla")))
    assert opened(tmp_path / "again.nabla").trainer.step == end + 5
