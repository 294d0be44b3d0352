"""What is exported is of C alone: with a regulariser that is said, and no number is another."""

import csv
import io

import pytest
from test_exports import OF, derivation, run

from core.commands import Edit, Show, Step, ViewSpec
from core.derivation import derive
from core.experiment import default_experiment
from core.exports import Origin, csv_table, latex, numpy_script, origin
from core.regularisers import Regulariser
from core.selection import Pick
from core.session import Session

WITH_R = Origin(OF.dataset, OF.sample, OF.step, Regulariser(0.1, 0.02))


def lines_more(text, plain):
    """The lines of `text`, without which it is `plain`."""
    more = [line for line in text.splitlines() if line not in plain.splitlines()]
    assert [line for line in text.splitlines() if line not in more] == plain.splitlines()
    return more


@pytest.mark.parametrize("case", ["deep", "L bias", "shares L - 1", "binary L"])
def test_words_about_r_are_all_that_is_added(case, tmp_path):
    d = derivation(case)
    script = numpy_script(d, WITH_R)
    assert tuple(lines_more(script, numpy_script(d, OF))) == WITH_R.aside
    assert run(script, tmp_path).returncode == 0
    comments = lines_more(latex(d, WITH_R, 4), latex(d, OF, 4))
    assert tuple(comments) == tuple(f"% {line}" for line in WITH_R.aside)
    rows = lines_more(csv_table(d, WITH_R), csv_table(d, OF))
    assert [(row[1], row[5]) for row in csv.reader(io.StringIO("\n".join(rows)))] == [
        ("lambda_1 of R, which is no part of C", "0.1"),
        ("lambda_2 of R, which is no part of C", "0.02"),
    ]


def test_the_words_tell_both_strengths_on_short_lines():
    assert OF.aside == ()
    assert "λ₁ = 0.1 and λ₂ = 0.02" in " ".join(WITH_R.aside)
    assert "\n".join(WITH_R.aside) in numpy_script(derivation("deep"), WITH_R)
    assert max(map(len, Origin("", 0, 0, Regulariser(123.456789e-9, 1000.0)).aside)) <= 110


def test_a_session_s_derivation_leaves_r_out_and_says_so():
    session = Session(default_experiment("circle"))
    session.apply(Show(ViewSpec(pick=Pick(1, 0, 1), panels=frozenset({"chain_rule"}))))
    session.apply(Step("step"))
    session.apply(Edit("l2", 0.5))
    frame = session.frame()
    assert origin(frame).regulariser == Regulariser(0.0, 0.5)
    alone = derive(frame.derivation.net, frame.derivation.chain.a[0], frame.derivation.y, Pick(1, 0, 1))
    assert frame.derivation.chain.value == alone.chain.value
    assert frame.derivation.C == alone.C
    session.apply(Edit("l2", 0.0))
    assert origin(session.frame()).aside == ()
