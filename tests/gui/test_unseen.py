"""Pictures and films of a window that nobody sees: whatever raises, the program ends and says so."""

import json
import os

import pytest
from command_line import MAIN, ROOT, run, the_line

RAISING = """
import runpy, sys
sys.path.insert(0, {root!r})
from {module} import {owner}

def raising(*_, **__):
    raise RuntimeError("seeded")

{owner}.{name} = raising
sys.argv = ["main.py", *{arguments!r}]
runpy.run_path({main!r}, run_name="__main__")
"""
CANVAS = ("gui.network.canvas", "NetworkCanvas", "paintEvent")
SHOOTING = ("gui.exporting.composition", "Composition", "lay_out")
WORKER = ("core.session", "Session", "tick")
TAKING = ("gui.exporting.composition", "Composition", "image")
READING = ("gui.exporting.rendering", "QImage", "constBits")
FILM = ["--animate", "it.gif", "--frames", "0:3"]
PICTURE = ["--snapshot", "it.png"]


def broken(tmp_path, place, arguments):
    """Run the program with one method that always raises."""
    module, owner, name = place
    where = {"root": str(ROOT), "main": str(MAIN)}
    code = RAISING.format(module=module, owner=owner, name=name, arguments=arguments, **where)
    return run(code=code, cwd=tmp_path)


@pytest.mark.parametrize("place", [CANVAS, WORKER, SHOOTING, TAKING], ids=lambda k: k[-1])
def test_a_film_is_given_up(tmp_path, place):
    result = broken(tmp_path, place, FILM)
    *_, sentence = result.stderr.splitlines()
    assert (result.returncode, result.stdout) == (2, "")
    assert "seeded" in result.stderr
    assert sentence == "The film was given up: something went wrong inside the program."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", [CANVAS, READING], ids=lambda k: k[-1])
def test_a_picture_is_given_up(tmp_path, place):
    result = broken(tmp_path, place, PICTURE)
    *_, sentence = result.stderr.splitlines()
    assert result.returncode == 1
    assert json.loads(the_line(result.stdout))["step"] == 0
    assert "seeded" in result.stderr
    assert sentence == "The picture was given up: something went wrong inside the program."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", [CANVAS, WORKER], ids=lambda k: k[-1])
def test_a_measurement_is_given_up(tmp_path, place):
    result = broken(tmp_path, place, ["--measure", "1"])
    *_, sentence = result.stderr.splitlines()
    assert (result.returncode, result.stdout) == (2, "")
    assert "seeded" in result.stderr
    assert sentence == "The measurement was given up: something went wrong inside the program."


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="only Linux has this folder")
@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_picture_that_cannot_be_written_is_said_to_be(form):
    result = run("--snapshot", f"/proc/it.{form}")
    assert result.returncode == 1
    assert the_line(result.stderr) == (
        f"The file it.{form} was not saved: no file can be made in the folder proc; choose another folder."
    )
