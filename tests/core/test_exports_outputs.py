"""The derivation as text where outputs are mixed, quite sure, or measured by a cross-entropy."""

import re

import numpy as np
import pytest
from test_exports import CASES, OF, run

from core.derivation import derive
from core.exports import latex, numpy_script
from core.network import Network
from core.selection import Pick


@pytest.mark.parametrize("far", [-40.0, 40.0])
@pytest.mark.parametrize("case", ["shares L", "shares L - 1", "binary L", "binary deep", "shares deep"])
def test_outputs_that_are_quite_sure_pass_too(case, far, tmp_path):
    n, activations, pick, *cost = CASES[case]
    net = Network(n, activations, 3, *cost)
    net.b[net.L][0] = far
    y = np.zeros(n[-1])
    y[0] = 1.0
    assert run(numpy_script(derive(net, np.full(n[0], 0.4), y, pick), OF), tmp_path).returncode == 0


COST_DERIVATIVES = {
    "mse": r"\frac{2}{3} \left(a^{2}_{i} - y_{i}\right)",
    "binary cross-entropy": r"\frac{1}{3} \, \frac{a^{2}_{i} - y_{i}}{a^{2}_{i} \left(1 - a^{2}_{i}\right)}",
    "cross-entropy": r"-\frac{y_{i}}{a^{2}_{i}}",
}


@pytest.mark.parametrize("cost", COST_DERIVATIVES)
def test_softmax_has_its_matrix_and_each_cost_its_own_derivative(cost):
    sigma = "sigmoid" if cost.startswith("binary") else "softmax"
    net = Network((2, 2, 3), ("tanh", sigma), 3, cost)
    x, y = np.array([0.3, 0.4]), np.array([0.0, 1.0, 0.0])
    mixed = sigma == "softmax"
    text = latex(derive(net, x, y, Pick(2, 1, 0)), OF, 4)
    single = COST_DERIVATIVES[cost] if mixed else COST_DERIVATIVES[cost].replace("_{i}", "_{2}")
    assert rf"&= {single} \approx" in text
    if not mixed:
        assert r"\delta" not in text
        return
    S = re.search(r"delta.*?pmatrix\} (.*?) \\end", text).group(1)
    assert [row.count("&") for row in S.split(r"\\")] == [2, 2, 2]
    assert r"\frac{\partial a^{2}_{i}}{\partial z^{2}_{2}} \, a^{1}_{1} \approx \begin{pmatrix}" in text
    assert text.count(r"z^{2}_{2} \to a^{2}_") == 3
    below = latex(derive(net, x, y, Pick(1, 1, 0)), OF, 4)
    assert r"\sum_r \frac{\partial a^{2}_{j}}{\partial z^{2}_{r}} \, w^{2}_{r2}" in below
    assert r"\delta_{ir}" in below
