"""Names of weights and biases as people type them: every spelling of a good one, a sentence for a bad one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInputError, shown
from core.selection import Pick
from core.symbols import parameter_name
from gui.writing.parsing import example, read_pick

N = (2, 3, 3, 1)
WIDE = (64, 128, 64, 10)
W213, B21 = Pick(2, 0, 2), Pick(2, 0)


@pytest.mark.parametrize(
    "text",
    [
        "w2 1 3", "w2,1,3", "w2_1_3", "w^2_13", "W2 1 3", "w²₁₃", "w2 13", "w213", "  w 2 1 3  ", "w2, 1, 3",
        "w^{2}_{13}", "w^2_{1,3}", "w[2][1,3]", "w2(1, 3)", "w2.1.3", "w2;1;3", "w²13", "w²_13", "w2₁₃",
        "weight 2 1 3", "2 1 3", "∂C/∂w²₁₃", "∂C̄/∂w²₁₃", "w\u00a02\u00a01\u00a03", "w02 01 03",
    ],
)  # fmt: skip
def test_a_weight_in_every_spelling(text):
    assert read_pick(text, N) == W213


@pytest.mark.parametrize(
    "text",
    [
        "b2 1",
        "b2,1",
        "b2_1",
        "b^2_1",
        "B2 1",
        "b²₁",
        "b21",
        " b 2 1 ",
        "b^{2}_{1}",
        "b[2][1]",
        "bias 2 1",
        "∂C/∂b²₁",
    ],
)
def test_a_bias_in_every_spelling(text):
    assert read_pick(text, N) == B21


@settings(deadline=None)
@given(st.data())
def test_what_the_program_writes_it_reads(data):
    n = data.draw(st.sampled_from([N, WIDE, (1, 1), (1, 1024, 1), (12,) * 15]))
    l = data.draw(st.integers(1, len(n) - 1))
    A, B = data.draw(st.integers(0, n[l] - 1)), data.draw(st.none() | st.integers(0, n[l - 1] - 1))
    pick = Pick(l, A, B)
    assert read_pick(parameter_name(pick), n) == pick


@pytest.mark.parametrize(
    ("text", "n", "pick"),
    [
        ("w1 12 5", WIDE, Pick(1, 11, 4)),
        ("w²₁₂,₁₂₈", WIDE, Pick(2, 11, 127)),
        ("w3 1064", WIDE, Pick(3, 9, 63)),
        ("w3 964", WIDE, Pick(3, 8, 63)),
        ("w^1_99", WIDE, Pick(1, 8, 8)),
        ("b1 128", WIDE, Pick(1, 127)),
        ("w111", (1, 1), Pick(1, 0, 0)),
        ("b112", WIDE, Pick(1, 11)),
    ],
)
def test_numbers_run_together_where_there_is_one_way_to_read_them(text, n, pick):
    assert read_pick(text, n) == pick


@pytest.mark.parametrize(
    ("text", "names"),
    [("w1 1212", "w¹₁₂₁,₂ or w¹₁₂,₁₂"), ("w2 111", "w²₁₁,₁ or w²₁,₁₁")],
)
def test_where_there_are_two_ways_the_sentence_names_them(text, names):
    assert f"can be {names}: put a space between the numbers." in refusal(text, WIDE)


def refusal(text, n=N):
    with pytest.raises(BadInputError) as error:
        read_pick(text, n)
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 160
    return sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("w2 7 1", "Layer 2 has nodes 1 to 3, not 7."),
        ("w2 1 4", "Layer 1 has nodes 1 to 3, not 4."),
        ("w2 0 1", "Layer 2 has nodes 1 to 3, not 0."),
        ("w1 1 3", "The input has nodes 1 to 2, not 3."),
        ("w3 2 1", "Layer 3 has one node, number 1, not 2."),
        ("w2 71", "Layer 2 has nodes 1 to 3, not 7."),
        ("w²₁₇", "Layer 1 has nodes 1 to 3, not 7."),
        ("b2 4", "Layer 2 has nodes 1 to 3, not 4."),
        ("b0 1", "Weights and biases belong to layers 1 to 3, not to layer 0."),
        ("w4 1 1", "Weights and biases belong to layers 1 to 3, not to layer 4."),
        ("2 1 4", "Layer 1 has nodes 1 to 3, not 4."),
    ],
)
def test_what_the_network_has_not(text, sentence):
    assert refusal(text) == sentence


def test_a_network_of_one_layer_says_so():
    assert refusal("w2 1 1", (2, 1)) == "Weights and biases belong to layer 1 only, not to layer 2."


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "w", "w2", "w2 1", "2 1", "213", "w2 1 3 1", "a2 1", "z²₁", "w2 -1 3", "w2 1 x",
        "w2 1 3 = 5", "ww2 1 3", "w−2 1 3", "1e400", "nan", "∞", "w" + "1" * 5000, "9" * 5000, "w2 １ ３",
        "w٢ 1 3", "w2\n1\n3 w", "\0", "w" + " " * 100 + "2 1 3", "()", "w()", "w2 1/3", "∂C/∂", "∂C/∂a²₁",
    ],
)  # fmt: skip
def test_what_is_no_name_is_told_so_with_an_example(text):
    sentence = refusal(text)
    if text.strip():
        assert sentence.startswith(shown(text.strip()))
        assert sentence.endswith(
            " is no weight or bias: write w2 1 3 for weight w²₁₃ (layer, node, node before)."
        )
    else:
        assert sentence == "w2 1 3 is weight w²₁₃: layer, node, node before."


def test_a_word_is_named_in_the_sentence():
    assert refusal("hello", (2, 2, 1)) == (
        "'hello' is no weight or bias: write w2 1 2 for weight w²₁₂ (layer, node, node before)."
    )


@pytest.mark.parametrize("text", ["b", "b2", "b1 2 3", "b1 2 3 4", "B ,"])
def test_what_is_no_bias_is_answered_by_a_bias(text):
    assert refusal(text) == f"'{text}' is no bias: write b2 1 for bias b²₁ (layer, node)."


@pytest.mark.parametrize("n", [(1, 1), (2, 1), (2, 3, 1), WIDE])
@pytest.mark.parametrize("letter", ["w", "b"])
def test_the_example_is_one_of_this_network(n, letter):
    text, words = example(n, letter).split(" is ")
    assert parameter_name(read_pick(text, n)) in words


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_parameter_or_a_sentence(text):
    try:
        pick = read_pick(text, N)
    except BadInputError as error:
        pick, sentence = None, str(error)
    assert sentence.endswith(".") if pick is None else read_pick(parameter_name(pick), N) == pick
