"""The derivation as text: the NumPy script proves itself, the LaTeX renders, the CSV gives the bits back."""

import csv
import io
import json
import re
import subprocess
import sys

import numpy as np
import pytest

from core.commands import Show, Step, ViewSpec
from core.derivation import derive
from core.exports import Origin, csv_table, latex, numpy_script, origin
from core.network import Network
from core.selection import Pick
from core.session import Session

OF = Origin("Example", 2, 12)
SIGMAS = ("tanh", "relu", "identity", "sigmoid")
CASES = {
    "deep": ((2, 4, 3, 3, 1), "tanh", Pick(1, 2, 1)),
    "deep bias": ((2, 4, 3, 3, 1), "sigmoid", Pick(1, 0)),
    "every sigma": ((3, 3, 4, 2, 3), SIGMAS, Pick(1, 1, 2)),
    "L - 1": ((2, 3, 2), ("tanh", "sigmoid"), Pick(1, 2, 0)),
    "L - 1 bias": ((2, 3, 2), ("relu", "identity"), Pick(1, 1)),
    "L": ((2, 3, 3), "sigmoid", Pick(2, 1, 2)),
    "L bias": ((2, 3, 3), "tanh", Pick(2, 2)),
    "one layer": ((2, 2), "sigmoid", Pick(1, 0, 1)),
    "one node": ((1, 1), "identity", Pick(1, 0, 0)),
    "large": ((64, 32, 16, 10), ("tanh", "tanh", "sigmoid"), Pick(1, 20, 40)),
    "softer": ((2, 3, 3, 2), ("leaky relu", "softplus", "leaky relu"), Pick(1, 1, 0)),
    "shares deep": ((2, 3, 4, 3), ("softplus", "tanh", "softmax"), Pick(1, 1, 0)),
    "shares L - 1": ((2, 3, 3), ("tanh", "softmax"), Pick(1, 1), "cross-entropy"),
    "shares L": ((2, 3, 3), ("tanh", "softmax"), Pick(2, 1, 2), "cross-entropy"),
    "shares L bias": ((2, 3, 3), ("tanh", "softmax"), Pick(2, 1)),
    "binary deep": ((2, 3, 3, 2), ("tanh", "tanh", "sigmoid"), Pick(1, 1), "binary cross-entropy"),
    "binary L": ((2, 3, 2), ("tanh", "sigmoid"), Pick(2, 1, 0), "binary cross-entropy"),
}
MIXED = ("shares L", "shares L bias")


def derivation(case):
    """A derivation whose every number plays a part: no input is 0, no ReLU is dead."""
    n, activations, pick, *cost = CASES[case]
    net = Network(n, activations, 3, *cost)
    rng = np.random.default_rng(0)
    if "relu" in activations:
        net.theta[:] = np.abs(net.theta) + 0.1
    x, y = rng.uniform(0.2, 1.0, n[0]), rng.uniform(0.0, 1.0, n[-1])
    return derive(net, x, y, pick)


def run(script, folder):
    """Run a script by itself, with nothing of this project in reach."""
    file = folder / "derivation.py"
    file.write_text(script, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", "-W", "error", file.name], cwd=folder, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


# The NumPy script


@pytest.mark.parametrize("case", CASES)
def test_the_script_passes_its_own_asserts(case, tmp_path):
    script = numpy_script(derivation(case), OF)
    assert re.findall(r"^(?:import|from) .*", script, re.MULTILINE) == ["import numpy as np"]
    done = run(script, tmp_path)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"All \d+ numbers are what Nablascope showed\.\n", done.stdout)


CALL = re.compile(
    r'^check\("(?!product and)[^"]*", [^\n]*?, (-?[\d\[][^()]*?)(?:, 1e-9 \* max\(1\.0, C\))?\)$', re.M
)
NUMBER = re.compile(r"-?\d+\.\d+(?:e[+-]?\d+)?(?=[,\]]|$)")


def calls(script):
    """Where each number that was shown stands in the script: (start, end)."""
    return [k.span() for call in CALL.finditer(script) for k in NUMBER.finditer(script, *call.span(1))]


def changed(script, span):
    value = float(script[span[0] : span[1]])
    return script[: span[0]] + repr(value * 1.001 + 1e-3) + script[span[1] :]


@pytest.mark.parametrize("case", ["deep", "L bias", "L - 1", "shares L - 1", "shares L", "binary deep"])
def test_a_changed_number_makes_its_assert_fail(case, tmp_path):
    """All of them in one process: every changed script must stop with the assert that names it."""
    d = derivation(case)
    script = numpy_script(d, OF)
    spans = calls(script)
    assert len(spans) >= sum(2 * k for k in d.net.n[1:]) + 6
    scripts = [changed(script, span) for span in spans]
    prober = "\n".join(
        [
            "import json, sys",
            "for text in json.load(open('scripts.json', encoding='utf-8')):",
            "    try:",
            "        exec(compile(text, 'script', 'exec'), {})",
            "        print('passed')",
            "    except AssertionError as error:",
            "        print(str(error).partition(':')[0])",
        ]
    )
    (tmp_path / "scripts.json").write_text(json.dumps(scripts), encoding="utf-8")
    done = run(prober, tmp_path)
    assert done.returncode == 0, done.stderr
    for span, said in zip(spans, done.stdout.splitlines(), strict=True):
        assert said != "passed"
        assert f'check("{said}"' in script[script.rindex("\ncheck(", 0, span[0]) : span[1]]


@pytest.mark.parametrize(
    "what", ["w = {\n    1: np.array([\n        [", "x = np.array([", "b = {\n    1: np.array(["]
)
def test_a_changed_parameter_is_noticed(what, tmp_path):
    script = numpy_script(derivation("deep"), OF)
    start = script.index(what) + len(what)
    end = re.compile(r"[,\]]").search(script, start).start()
    done = run(changed(script, (start, end)), tmp_path)
    assert "AssertionError: z of layer 1" in done.stderr


def test_for_a_small_network_the_script_is_a_page_and_every_line_can_be_read():
    script = numpy_script(derivation("L - 1"), OF)
    assert len(script.splitlines()) < 140
    assert max(map(len, script.splitlines())) <= 120
    assert script.startswith('"""∂C/∂w¹₃₁ of a network 2-3-2, ')
    assert "Example, sample 3, parameters after 12 steps." in script


@pytest.mark.parametrize(
    ("case", "there", "absent"),
    [
        ("deep", ["# (1)", "# (2)", "# (3)", "# (4)"], []),
        ("L - 1", ["# (1)", "# (3)", "# (4)"], ["(2)", "J2"]),
        ("L", ["# (1)", "# (4)"], ["(2)", "(3)", "column"]),
    ],
)
def test_factors_that_drop_out_are_not_in_the_script(case, there, absent):
    script = numpy_script(derivation(case), OF)
    assert all(k in script for k in there)
    assert not any(k in script for k in absent)


def test_a_difference_across_a_kink_is_not_held_against_the_derivative(tmp_path):
    net = Network((1, 1, 1), ("relu", "identity"))
    net.theta[:] = 1.0
    net.b[1][...] = -0.5 + 1e-6
    d = derive(net, np.array([0.5]), np.array([3.0]), Pick(1, 0, 0))
    assert d.witnesses.difference.kink
    script = numpy_script(d, OF)
    assert "A kink of σ lies between the two" in script
    assert run(script, tmp_path).returncode == 0


# LaTeX


def rendered(text):
    """What ziamath makes of it: an SVG, or an exception for a command that it does not know."""
    ziamath = pytest.importorskip("ziamath")
    assert text.count(r"\begin{align*}") == text.count(r"\end{align*}") == 1
    return ziamath.Latex("".join(k for k in text.splitlines(True) if not k.startswith("%"))).svg()


@pytest.mark.parametrize(("case", "digits"), [*((case, 15) for case in CASES), ("deep", 2)])
def test_the_latex_renders(case, digits):
    svg = rendered(latex(derivation(case), OF, digits))
    assert "<svg" in svg
    assert len(svg) > 20_000


def test_the_latex_has_the_indices_filled_in_and_each_factor_in_its_shape():
    d = derivation("deep")
    text = latex(d, OF, 6)
    lines = text.splitlines()
    assert lines[0] == "% Example, sample 3, parameters after 12 steps"
    assert lines[2].startswith(r"\frac{\partial C}{\partial w^{1}_{32}} &= \underbrace")
    assert [k for k in "1234" if f"_{{({k})}}" in lines[2]] == list("1234")
    matrices = re.findall(r"\\begin\{pmatrix\} (.*?) \\end\{pmatrix\}", text)
    shapes = [(m.count(r"\\") + 1, m.split(r"\\")[0].count("&") + 1) for m in matrices]
    # (1), the Jacobians of layers 4 and 3, the column of layer 2, and what is left after each of (2).
    assert shapes == [(1, 1), (1, 3), (3, 3), (3, 1), (1, 3), (1, 3)]
    assert matrices[1] == " & ".join(f"{k:#.6g}" for k in d.chain.jacobians[0][0])
    assert f"{d.chain.value:#.6g}" in lines[-2]


@pytest.mark.parametrize(
    ("case", "absent"), [("L", ["(2)", "(3)"]), ("L - 1", ["(2)"]), ("L bias", ["(2)", "(3)"])]
)
def test_factors_that_drop_out_are_not_in_the_latex(case, absent):
    text = latex(derivation(case), OF, 4)
    assert "_{(1)}" in text
    assert "_{(4)}" in text
    assert not any(f"_{{{k}}}" in text for k in absent)
    assert ("pmatrix" in text) == case.startswith("L -")


def test_few_paths_are_summed_and_many_are_not():
    text = latex(derivation("L - 1"), OF, 4)
    assert text.count(r"\to") == 2
    assert r"& \quad a^{1}_{3} \to a^{2}_{1} : \quad" in text
    assert r"\to" not in latex(derivation("large"), OF, 4)
    assert r"\to" not in latex(derivation("L"), OF, 4)


def test_a_large_matrix_has_dots_and_says_how_large_it_is():
    text = latex(derivation("large"), OF, 3)
    assert r"(10 \times 16)" in text
    assert r"(16 \times 1)" in text
    matrices = re.findall(r"\\begin\{pmatrix\} (.*?) \\end\{pmatrix\}", text)
    for matrix in matrices:
        assert all(row.count("&") < 10 for row in matrix.split(r"\\")), "amsmath takes ten columns"
    jacobian = matrices[1].split(r" \\ ")
    assert len(jacobian) == 10
    assert all(row.split(" & ")[4] == r"\cdots" and len(row.split(" & ")) == 6 for row in jacobian)
    assert matrices[2].split(r" \\ ")[4] == r"\vdots"


def test_small_and_large_numbers_have_powers_of_ten():
    net = Network((1, 1), "identity")
    net.theta[:] = 1e-7, 2e6
    text = latex(derive(net, np.ones(1), np.zeros(1), Pick(1, 0, 0)), OF, 3)
    assert r"4.00 \cdot 10^{6}" in text
    assert "e+" not in text


# CSV


@pytest.mark.parametrize("case", CASES)
def test_the_table_holds_every_number_to_the_last_bit(case):
    d = derivation(case)
    rows = list(csv.reader(io.StringIO(csv_table(d, OF))))
    assert ",".join(rows[0]) == "factor,quantity,layer (0 is the input),row (from 1),column (from 1),value"
    assert {len(row) for row in rows} == {6}
    found = {}
    for factor, quantity, *_, value in rows[1:]:
        found.setdefault((factor, quantity), []).append(value)
    chain = d.chain
    whole = chain.column is not None or case in MIXED
    first = chain.dC_daL if whole else chain.dC_daL[[d.pick.A]]
    assert list(map(float, found["(1)", "dC/da"])) == first.tolist()
    seconds = [k for jacobian in chain.jacobians for k in jacobian.ravel().tolist()]
    assert list(map(float, found.get(("(2)", "da/da(layer before)"), []))) == seconds
    thirds = [] if chain.column is None else chain.column.tolist()
    assert list(map(float, found.get(("(3)", "da/da(layer before)"), []))) == thirds
    assert float(found["", "C"][0]) == d.C
    assert found["", "sample (from 1)"] == ["3"]
    name = "b" if d.pick.B is None else "w"
    assert list(map(float, found["(4)", f"da/d{name}"])) == np.ravel(chain.local).tolist()
    assert found["", "cost"] == [d.net.cost]
    matrix = [] if chain.mixing is None else chain.mixing.ravel().tolist()
    assert list(map(float, found.get(("", "da/dz"), []))) == matrix
    assert [float(v[0]) for (k, q), v in found.items() if k.endswith("(4)") and q == f"dC/d{name}"] == [
        chain.value
    ]
    assert float(found["", f"dC/d{name} by the backward pass"][0]) == d.witnesses.backward
    for l in range(1, chain.L + 1):
        own = [float(r[5]) for r in rows if r[1] == "z" and r[2] == str(l)]
        assert own == chain.z[l].tolist()


def test_the_indices_in_the_table_count_from_1():
    rows = list(csv.reader(io.StringIO(csv_table(derivation("deep"), OF))))
    assert next(row for row in rows if row[1] == "w")[2:5] == ["1", "3", "2"]
    assert [row[3:5] for row in rows if row[0] == "(2)" and row[2] == "4"] == [
        ["1", "1"],
        ["1", "2"],
        ["1", "3"],
    ]
    assert [row[3:5] for row in rows if row[0] == "(3)"] == [["1", "3"], ["2", "3"], ["3", "3"]]


# From a session


def test_at_the_update_the_derivation_belongs_to_the_step_before(tmp_path):
    session = Session()
    session.apply(Show(ViewSpec(pick=Pick(1, 0, 1), panels=frozenset({"chain_rule"}))))
    for _ in range(3):
        session.apply(Step("step"))
    frame = session.frame()
    assert origin(frame).step == 2
    assert origin(frame).words == f"XOR, sample {frame.sample + 1}, parameters after 2 steps"
    assert run(numpy_script(frame.derivation, origin(frame)), tmp_path).returncode == 0
    session.apply(Step("phase"))
    assert origin(session.frame()).step == 3
