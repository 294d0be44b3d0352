"""The pictures of the README: each has a scene that takes it anew, and a scene shows what it is about."""

import re
import struct

import pytest
from screenshots import FOLDER, SCENES

README = FOLDER.parents[1] / "README.md"


def test_every_picture_of_the_readme_has_a_scene_and_every_scene_its_picture():
    shown = re.findall(r"\]\(resources/screenshots/([\w-]+)\.png\)", README.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(SCENES) == sorted(k.stem for k in FOLDER.glob("*.png"))


@pytest.mark.parametrize("name", ["xor-backward", "divergence", "import", "export"])
def test_a_scene_has_the_size_of_the_picture_there_is(name, open_window, tmp_path):
    shown = SCENES[name](open_window, tmp_path)
    header = (FOLDER / f"{name}.png").read_bytes()[:24]
    assert shown.size().toTuple() == struct.unpack(">II", header[16:])
    if hasattr(shown, "reject"):
        shown.reject()
