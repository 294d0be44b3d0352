"""The shipped lesson has all of the mathematics, and names only what there is."""

import pytest

from core.initialisations import INITIALISATIONS
from core.schedules import SCHEDULES
from gui.lessons.catalogue import LIVE
from gui.lessons.inline import Inline, pieces
from gui.lessons.pieces import latex
from gui.lessons.text import LessonError, Numbers, Paragraph, Row, Shown, load, parse
from gui.writing.equations import names

LESSON = load("mathematics")
EVERYTHING = {
    "sum-written-out", "diagonal",
    "forward-z", "forward-a", "activation-sigmoid", "derivative-sigmoid",
    "cost", "gradient", "chain-three", "chain-four",
    "factor-1-derived", "jacobian-derived", "factor-2-product",
    "chain-last-but-one", "chain-last",
    "factor-3", "node-A", "only-B", "factor-4-derived", "chain-four-bias", "factor-4-bias",
    "backward-z", "backward-w", "backward-b", "backward-a",
    "mean-cost", "mean-gradient", "update-w", "update-b",
    *(f"{k}-{s}" for k in ("activation", "derivative")
      for s in ("tanh", "relu", "leaky-relu", "softplus", "identity")),
    "activation-softmax", "softmax-jacobian",
    "cost-binary-cross-entropy", "cost-gradient-binary-cross-entropy", "binary-derived",
    "cost-cross-entropy", "cost-gradient-cross-entropy", "shares-derived", "output-cross-entropy",
    "regulariser", "penalty", "update-w-regularised",
    "slope-regularised", "gradient-descent-theta", "momentum-v", "momentum-theta",
    "rmsprop-s", "rmsprop-theta",
    "adam-m", "adam-s", "adam-m-hat", "adam-s-hat", "adam-theta",
    *(f"schedule-{s}" for s in SCHEDULES), *(f"initial-{s}" for s in INITIALISATIONS),
}  # fmt: skip
SYMBOLS = {"L", "ℓ", "n_ℓ", "a^ℓ_i", "w^ℓ_{ij}", "b^ℓ_i", "z^ℓ_i", "y_i", "σ", "C", "m", "η", "θ", "R"}


def of_kind(kind):
    return [item for item in LESSON.all_items if isinstance(item, kind)]


def words(name):
    section = next(section for section in LESSON.sections if section.name == name)
    return " ".join(item.text for item in section.items if isinstance(item, Paragraph))


def test_every_equation_of_the_lesson_is_typeset_and_has_its_latex():
    shown = {item.name for item in of_kind(Shown)}
    assert shown <= set(names())
    assert shown <= set(latex())


def test_all_of_the_mathematics_is_there():
    assert {item.name for item in of_kind(Shown)} == EVERYTHING
    assert {row.symbol.strip("$") for row in of_kind(Row)} == SYMBOLS


def test_every_set_of_live_numbers_is_there_once():
    assert sorted(item.name for item in of_kind(Numbers)) == sorted(LIVE)


def test_every_section_has_words_equations_or_symbols_and_live_numbers():
    for section in LESSON.sections:
        kinds = {type(item) for item in section.items}
        assert Paragraph in kinds
        assert kinds & {Shown, Row}
        assert Numbers in kinds


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("convention", "There are two exceptions"),
        ("convention", "acts as a diagonal matrix|what a diagonal matrix does"),
        ("convention", "$A$ and $B$ are fixed"),
        ("cost", "It is not one half"),
        ("factor-1", "of length $n_L$"),
        ("factor-2", "drops out"),
        ("factor-2", "Both (2) and (3) drop out, and (1) is read at $i = A$"),
        ("factor-4", "only $j = B$ survives"),
        ("bias", "the same except (4)"),
        ("backward", "the same sum in another order"),
        ("update", "the mean"),
    ],
)
def test_what_an_equation_cannot_say_is_said(section, said):
    assert any(each in words(section) for each in said.split("|"))


def test_symbols_among_words():
    assert pieces("so $a^{ℓ−1}_j$ and") == ["so ", pieces("$a^{ℓ−1}_j$")[0], " and"]
    assert pieces("so $a^{ℓ−1}_j$, and") == ["so ", pieces("$a^{ℓ−1}_j,$")[0], " and"]  # they stay together
    (symbol,) = pieces("$∂C/∂w^ℓ_{AB}$")
    assert isinstance(symbol, Inline)
    assert symbol.plain == "∂C/∂w^ℓ_AB"
    first, slash, second = symbol.formula
    assert (first.base, slash, second.base, second.upper) == ("∂C", "/", "∂w", "ℓ")
    assert second.lower == "\N{MATHEMATICAL ITALIC CAPITAL A}\N{MATHEMATICAL ITALIC CAPITAL B}"


@pytest.mark.parametrize("text", ["$x$", "$σ'(z_i) w_{ip}$", "$C̄$", "$n_L$", "$ℓ−1$", "$1 − σ(x)²$"])
def test_no_letter_of_a_formula_is_lost(text):
    (symbol,) = pieces(text)
    written = "".join(k if isinstance(k, str) else k.base + k.upper + k.lower for k in symbol.formula)
    source = text.translate({ord(k): None for k in "$^_{}"})
    assert len(written) == len(source)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Words", "line 1 is the last, and there was no title"),
        ("# A\n# B", "line 2 must give the one title"),
        ("#\n", "line 1 must give the one title"),
        ("# A\n## b", "line 2 needs two parts"),
        ("# A\n## b | B\n## b | C", "line 3 names a section that there is already"),
        ("# A\n- $L$", "line 2 needs two parts"),
        ("# A\n= one two", "line 2 must name one equation"),
        ("# A\n>", "line 2 must name one equation"),
        ("# A\n### c", "line 2 begins with something"),
        ("# A\n  indented", "line 2 begins with something"),
        ("# A\nan $x without\n\nend", "line 3 has a $ without its fellow"),
        ("# A\n- $x | word", "line 2 has a $ without its fellow"),
    ],
)
def test_what_is_not_understood_is_said_plainly(text, said):
    with pytest.raises(LessonError, match=f"^The lesson: {said}".replace("$", r"\$")) as raised:
        parse(text)
    assert str(raised.value).endswith(".")


def test_lines_run_on_until_one_is_empty():
    lesson = parse("# A\none\ntwo\n\n## b | B\nthree\n= cost\n> cost\n- $x$ | y\nfour")
    assert lesson.items == (Paragraph("one two"),)
    (section,) = lesson.sections
    assert (section.name, section.title) == ("b", "B")
    expected = (Paragraph("three"), Shown("cost"), Numbers("cost"), Row("$x$", "y"), Paragraph("four"))
    assert section.items == expected
