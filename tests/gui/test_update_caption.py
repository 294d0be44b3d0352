"""The caption and the card at UPDATE: the rule that made it, and its numbers on the weight that is picked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from reading import painted_texts

from core.commands import Edit, Show, Step, ViewSpec
from core.cursor import Phase
from core.experiment import Experiment, default_experiment
from core.optimisers import OPTIMISERS
from core.selection import Node, Pick
from core.session import Session
from gui.network.caption import CaptionBox, caption, rows_of
from gui.network.card import card
from gui.writing.equations import equation, largest_px
from gui.writing.numbers import significant

CIRCLE = default_experiment("circle")
PICK = Pick(2, 1, 3)
SHARES = Experiment("iris", (4, 5, 3), ("tanh", "softmax"), cost="cross-entropy", eta=0.1, m=10)
OWN = {
    "gradient descent": ["update-w", "update-b"],
    "momentum": ["slope", "momentum-v", "momentum-theta"],
    "rmsprop": ["slope", "rmsprop-s", "rmsprop-theta"],
    "adam": ["slope", "adam-m", "adam-s", "adam-m-hat", "adam-s-hat", "adam-theta"],
}


def updated(pick=PICK, steps=2, **settings):
    session = Session(replace(CIRCLE, **settings))
    session.apply(Show(ViewSpec(pick=pick)))
    for _ in range(steps):
        session.apply(Step("step"))
    return session


def names(frame):
    return [k.name for k in caption(frame).equations]


def at(session, phase, l=0):
    while (session.frame().cursor.phase, session.frame().cursor.l) != (phase, l):
        session.apply(Step("phase"))
    return session.frame()


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_the_rule_of_the_optimiser_is_typeset(optimiser):
    assert names(updated(optimiser=optimiser).frame()) == OWN[optimiser]


@pytest.mark.parametrize(
    ("R", "end"), [({"l1": 0.1}, "-l1"), ({"l2": 0.1}, "-l2"), ({"l1": 0.1, "l2": 0.1}, "")]
)
def test_r_has_a_term_of_its_own_where_there_is_one(R, end):
    session = updated(**R)
    assert names(session.frame()) == ["update-w-regularised", "update-b", f"penalty{end}"]
    assert names(updated(optimiser="adam", **R).frame())[0] == "slope-regularised"
    frame = at(session, Phase.COST)
    assert names(frame) == ["cost", "cost-gradient", f"regulariser{end}"]
    assert "R" in caption(frame).sentence


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_the_numbers_are_those_of_the_weight_that_is_picked(optimiser):
    frame = updated(optimiser=optimiser, l2=0.1).frame()
    words = caption(frame)
    before, after = (significant(k[2][1, 3], 4) for k in (frame.w_before, frame.w))
    assert words.sentence.startswith(f"Step 2 is done: w²₂₄ ← {before} − 0.5 · ")
    assert words.sentence.endswith(f" = {after}.")
    assert words.shorter[0] == f"Step 2 is done: w²₂₄ went from {before} to {after}."
    for pick in (None, Node(1, 1)):
        general = caption(updated(pick, optimiser=optimiser, l2=0.1).frame())
        assert "w and b went downhill on C̄ + R by " in general.sentence


def test_what_is_frozen_stays_and_what_was_edited_has_no_numbers():
    session = updated(steps=0, optimiser="adam")
    session.apply(Edit("frozen", True, at=PICK))
    session.apply(Step("step"))
    frame = session.frame()
    assert (
        caption(frame).sentence
        == f"Step 1 is done: w²₂₄ is frozen and stays {significant(frame.w[2][1, 3], 4)}."
    )
    assert card(frame, PICK).rows[-1].value == "0, frozen"
    session = updated(steps=1, optimiser="momentum")
    session.apply(Edit("eta", 0.125))
    assert "went downhill" in caption(session.frame()).sentence


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_the_card_tells_the_memory_before_and_after(optimiser):
    session = updated(optimiser=optimiser, l2=0.1)
    frame = session.frame()
    rows = {row.symbol: row.value for row in card(frame, PICK).rows}
    assert rows["∂R/∂w²₂₄"] == significant(0.1 * frame.w_before[2][1, 3], 4)
    assert rows["Δw²₂₄"].startswith(significant(frame.w[2][1, 3] - frame.w_before[2][1, 3], 4) + " = −η ")
    slots = OPTIMISERS[optimiser].slots
    assert [k for k in rows if k in "vsmt"] == list(slots)
    for slot in slots:
        before, after = rows[slot].split(" → ")
        assert before != after
    session.apply(Step("phase"))
    later = {row.symbol: row.value for row in card(session.frame(), PICK).rows}
    assert "Δw²₂₄" not in later
    assert all(later[slot] == rows[slot].split(" → ")[1] for slot in slots)
    assert "∂R/∂b²₂" not in {row.symbol for row in card(frame, Pick(2, 1)).rows}


def test_the_way_back_from_a_cross_entropy_is_the_one_that_is_gone():
    frame = at(Session(SHARES), Phase.BACKWARD, 2)
    assert names(frame)[0] == "output-cross-entropy"
    binary = Experiment("circle", (2, 4, 1), ("tanh", "sigmoid"), cost="binary cross-entropy", eta=0.1, m=10)
    session = Session(binary)
    assert names(at(session, Phase.BACKWARD, 2))[0] == "output-binary-cross-entropy"
    assert names(at(session, Phase.BACKWARD, 1))[0] == "backward-z"


def test_many_equations_take_two_rows_where_that_makes_them_larger():
    room = QRectF(0, 0, 580, 50)
    adam = [equation(name) for name in OWN["adam"]]
    rows = rows_of(adam, room)
    assert [k for row in rows for k in row] == adam
    assert len(rows) == 2
    half = QRectF(0, 0, 580, 25)
    assert min(largest_px(row, half, 2.0) for row in rows) > largest_px(adam, room, 2.0)
    plain = [equation("update-w"), equation("update-b")]
    assert rows_of(plain, room) == [plain]
    assert rows_of([], room) == [[]]


def test_where_the_numbers_have_no_room_the_box_says_it_in_short(qtbot):
    box = CaptionBox()
    qtbot.addWidget(box)
    frame = updated(optimiser="adam").frame()
    box.show_frame(frame)
    words = caption(frame)
    for width, said in ((1400, words.sentence), (420, words.shorter[0])):
        box.resize(width, 80)
        text = "".join(text for _, _, text in painted_texts(box))
        assert said in text


@pytest.mark.parametrize("changes", [{}, {"l2": 0.01, "cost": "binary cross-entropy"}, {"optimiser": "adam"}])
def test_every_phase_has_a_whole_sentence_in_the_smallest_window(qtbot, changes):
    box = CaptionBox()
    qtbot.addWidget(box)
    box.resize(364, box.sizeHint().height())
    session = Session(replace(default_experiment("xor"), **changes))
    phases = set()
    for pick in (None, Pick(1, 0, 0)):
        session.apply(Show(ViewSpec(pick=pick)))
        for _ in range(2 * 2 + 3):
            frame = session.frame()
            box.show_frame(frame)
            said = "".join(text for _, _, text in painted_texts(box))
            assert "…" not in said
            assert any(wording in said for wording in (caption(frame).sentence, *caption(frame).shorter))
            phases.add(frame.cursor.phase)
            session.apply(Step("phase"))
    assert phases == set(Phase)
