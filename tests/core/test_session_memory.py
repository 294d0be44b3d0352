"""What optimisers remember goes through a file; one that holds it wrongly is refused in a sentence."""

from dataclasses import replace

import numpy as np
import pytest
from container_faults import assert_is_the_sentence
from session_faults import changed, content, put, refusal
from session_files import BY_ADAM, SMALL, acted, assert_go_on_alike, assert_same, saved_and_opened
from timelines import go

from core.commands import Edit, Load, NameRun, Seek, Step, Undo
from core.experiment import Experiment
from core.files import read
from core.optimisers import OPTIMISERS
from core.schedules import Schedule
from core.selection import Layer, Node
from core.session import Session

ALL = pytest.mark.parametrize("name", OPTIMISERS)
RULES = {"l1": 0.01, "l2": 0.1, "schedule": Schedule("step", 9, 0.5), "initialisation": "xavier"}


def rich(name, phases=0):
    """A session of this optimiser from the beginning, that met others since."""
    session = Session(replace(SMALL, optimiser=name, **RULES))
    edits = [30, Edit("optimiser", "adam"), 12, Edit("frozen", True, Layer(1)), 3, Edit("optimiser", name), 9]
    return acted([*edits, *[Step("phase")] * phases], session)


@ALL
@pytest.mark.parametrize("phases", [0, 1, 4, 6, 7])
def test_every_optimiser_is_there_again_in_the_middle_of_a_step_too(name, phases, tmp_path):
    session = rich(name, phases)
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert_same(session, again)
    assert again.experiment == session.experiment
    assert_go_on_alike(session, again)


@ALL
def test_from_the_past_and_behind_an_undo(name, tmp_path):
    for commands in ([Seek(20)], [Undo(), Undo()], [Seek(40), Step("phase"), Step("phase")]):
        session = rich(name)
        go(session, *commands)
        again = saved_and_opened(session, tmp_path / "a.nabla")
        assert_same(session, again)
        assert_go_on_alike(session, again)


def test_checkpoints_come_back_with_their_memories(tmp_path):
    session = rich("momentum")
    again = saved_and_opened(session, tmp_path / "a.nabla")
    pairs = zip(session.timeline.tree.segments(), again.timeline.tree.segments(), strict=True)
    count = 0
    for mine, yours in pairs:
        for a, b in zip(mine.checkpoints, yours.checkpoints, strict=False):
            assert a.memory.tobytes() == b.memory.tobytes()
            assert a.memory.shape == (len(OPTIMISERS[mine.settings.experiment.optimiser].slots), 13)
            count += a.memory.any()
    assert count > 5


def test_plain_descent_says_nothing_of_memories_nor_of_what_is_as_ever(tmp_path):
    found = content(acted([20, Edit("eta", 0.25), 5]), tmp_path / "a.nabla")
    assert "memory" not in found.a
    assert "memories" not in found.a
    later = ("optimiser", "l1", "l2", "schedule", "initialisation")
    assert not set(later) & set(found.m["experiments"][0])


def test_what_is_said_of_an_experiment(tmp_path):
    said = content(acted([3, Load(BY_ADAM), 4]), tmp_path / "a.nabla").m["experiments"][1]
    assert said["optimiser"] == "adam"
    assert said["schedule"] == ["cosine", 30, 0.1]
    assert said["l2"] == 0.01
    assert said["cost"] == "binary cross-entropy"


def test_memories_count_where_checkpoints_are_thinned():
    checkpoint = next(iter(acted([30], Session(BY_ADAM)).timeline.tree.roots[0].checkpoints))
    plain = next(iter(acted([30]).timeline.tree.roots[0].checkpoints))
    assert checkpoint.nbytes == 4 * checkpoint.theta.nbytes + plain.nbytes - plain.theta.nbytes


def test_what_diverged_by_its_memory_comes_back(tmp_path):
    session = rich("rmsprop")
    session.trainer.optimiser.memory[0, 0] = np.inf
    session.train(1)
    assert "the optimiser's memory s" in session.frame().message
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert again.frame().message == session.frame().message
    assert again.trainer.optimiser.memory.tobytes() == session.trainer.optimiser.memory.tobytes()


# Faults


def dropped(name):
    def change(content):
        del content.a[name]

    return change


def set_to(name, index, value):
    def change(content):
        content.a[name][index] = value

    return change


def cut(name):
    def change(content):
        content.a[name] = content.a[name][:-1]

    return change


EDIT = ("edits", 0)
CASES = {
    "no memory": (dropped("memory"), "memory.npy", "is missing"),
    "no memories": (dropped("memories"), "memories.npy", "is missing"),
    "a memory too short": (cut("memory"), "memory.npy", "numbers, where 78 belong"),
    "memories too short": (cut("memories"), "memories.npy", "belong"),
    "a memory that is no number": (set_to("memory", 3, np.nan), "memory.npy", "NaN or infinity"),
    "an infinite one of a checkpoint": (set_to("memories", 3, np.inf), "memories.npy", "NaN or infinity"),
    "a negative mean of squares": (set_to("memory", 13, -1e-9), "memory.npy", "a negative s"),
    "a negative count": (set_to("memory", -1, -1.0), "memory.npy", "a negative t"),
    "a count below 0 long ago": (set_to("memories", 30, -1.0), "memories.npy", "a negative t"),
    "another optimiser": (put("experiments", 0, "optimiser", "momentum"), "memories.npy", "where"),
    "an unknown optimiser": (put("experiments", 0, "optimiser", "sgd"), "manifest.json", "called 'sgd'"),
    "an optimiser that is no text": (
        put("experiments", 0, "optimiser", 3),
        "manifest.json",
        "3 as an optimiser",
    ),
    "λ below 0": (put("experiments", 0, "l1", -1.0), "manifest.json", "λ₁ of the regulariser must be"),
    "λ is text": (put("experiments", 0, "l2", "a"), "manifest.json", "'a' as λ₂"),
    "an unknown schedule": (
        put("experiments", 0, "schedule", ["up", 9, 0.5]),
        "manifest.json",
        "called 'up'",
    ),
    "a schedule of no span": (
        put("experiments", 0, "schedule", ["step", 0, 0.5]),
        "manifest.json",
        "from 1",
    ),
    "a schedule of two": (put("experiments", 0, "schedule", ["step", 9]), "manifest.json", "a schedule"),
    "a schedule in words": (put("experiments", 0, "schedule", "step"), "manifest.json", "must be a list"),
    "an unknown beginning": (
        put("experiments", 0, "initialisation", "best"),
        "manifest.json",
        "called 'best'",
    ),
    "an edit to an unknown optimiser": (put(*EDIT, 2, "sgd"), "manifest.json", "called 'sgd'"),
    "an edit of no layer": (put("edits", 1, 3, ["l", 7]), "manifest.json", "from 1 to 2, not 7"),
    "an edit of a layer too much": (put("edits", 1, 3, ["l", 1, 1]), "manifest.json", "a layer"),
    "an edit of a layer in words": (put("edits", 1, 3, ["l", "1"]), "manifest.json", "'1' as a layer"),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    session = Session(replace(SMALL, optimiser="adam", **RULES))
    acted([20, Edit("optimiser", "adam"), 9, Edit("frozen", True, Layer(1)), 5], session)
    return content(session, tmp_path_factory.mktemp("base") / "a.nabla")


def sentence_of(content, path):
    """What opening it says, and that nothing changes."""
    path.write_bytes(content.packed())
    return refusal(acted([12]), path)


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_is_wrong_in_one_thing_is_one_sentence(case, base, tmp_path):
    change, member, words = CASES[case]
    sentence = sentence_of(changed(base, change), tmp_path / "bad.nabla")
    assert_is_the_sentence(sentence, "bad.nabla", "damaged", member, words)


@pytest.mark.parametrize("name", ["memory", "memories"])
def test_a_memory_that_nobody_has_is_refused(name, tmp_path):
    found = content(acted([9]), tmp_path / "a.nabla")
    found.a[name] = np.zeros(13)
    sentence = sentence_of(found, tmp_path / "bad.nabla")
    assert_is_the_sentence(sentence, "bad.nabla", f"{name}.npy", "what no optimiser remembers")


def test_many_layers_frozen_and_freed_fit_into_a_file(tmp_path):
    """However many weights a layer has, to freeze all of them takes no room."""
    session = Session(Experiment("circle", (2, 200, 200, 1), ("tanh", "tanh", "sigmoid"), eta=0.1, m=10))
    session.train(1)
    for k in range(40):
        go(session, Edit("frozen", k % 3 != 2, Layer(1 + k % 3)), Edit("frozen", True, Node(2, k)))
    go(session, NameRun(1, "frozen"))
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert np.array_equal(again.trainer.net.mask, session.trainer.net.mask)
    assert (tmp_path / "a.nabla").stat().st_size < 8 * 2**20
    assert read(tmp_path / "a.nabla").manifest["edits"][0][3] == ["l", 1]


def test_a_million_parameters_and_all_that_adam_remembers_fit(tmp_path):
    """The largest network of the window."""
    n = (2, *[256] * 15, 1)
    large = Experiment("circle", n, (*["tanh"] * 15, "sigmoid"), eta=1e-4, m=1, optimiser="adam")
    session = Session(large)
    session.train(2)
    again = saved_and_opened(session, tmp_path / "a.nabla")
    assert again.trainer.net.theta.tobytes() == session.trainer.net.theta.tobytes()
    assert again.trainer.optimiser.memory.tobytes() == session.trainer.optimiser.memory.tobytes()
    assert again.trainer.updating.memory_before.tobytes() == session.trainer.updating.memory_before.tobytes()
