"""The present derivation as a program that needs nothing but numpy and proves every number of it."""

from core.derivation import Derivation, Mark
from core.exports import script_costs as costs
from core.exports.origin import Origin
from core.exports.python_text import array, floats, in_python, in_quotes, table
from core.gradient_check import EPS
from core.symbols import parameter_name

SIGMAS = {
    "sigmoid": ("1 / (1 + np.exp(-z))", "sigmoid(z) * (1 - sigmoid(z))"),
    "tanh": ("np.tanh(z)", "1 - np.tanh(z) ** 2"),
    "relu": ("np.maximum(z, 0.0)", "np.where(z > 0, 1.0, 0.0)"),
    "leaky relu": ("np.where(z > 0, z, 0.01 * z)", "np.where(z > 0, 1.0, 0.01)"),
    "softplus": ("np.logaddexp(z, 0)", "1 / (1 + np.exp(-z))"),
    "identity": ("1.0 * z", "np.ones_like(z)"),
    "softmax": (
        "np.exp(z - z.max()) / np.exp(z - z.max()).sum()",
        "softmax(z)[:, np.newaxis] * (np.eye(len(z)) - softmax(z))",
    ),
}
"""σ and σ' of every activation, in Python; of softmax it is the matrix S."""


def numpy_script(d: Derivation, of: Origin) -> str:
    """Return a script that works derivation `d` out from x, y, w and b alone, and asserts each number."""
    parts = (
        _head(d, of), _given(d), _sigmas(d), _check(), _forward(d), _factors(d), _products(d),
        _backward(d), _difference(d), ['print(f"All {count} numbers are what Nablascope showed.")'],
    )  # fmt: skip
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _target(d: Derivation) -> str:
    """The weight or bias as the script calls it."""
    return "b[l][A]" if d.pick.B is None else "w[l][A, B]"


def _head(d: Derivation, of: Origin) -> list[str]:
    sizes = "-".join(map(str, d.net.n))
    return [
        f'"""∂C/∂{parameter_name(d.pick)} of a network {sizes}, worked out and compared number by number.',
        "",
        f"{in_quotes(of.words)}.",
        *of.aside,
        "Everything is computed here from x, y, w and b; the numbers in the calls of `check` are those that",
        "Nablascope showed, and the script stops at the first that is not what it should be.",
        "Layers are numbered as on paper; nodes count from 0, as Python does, not from 1 as on the screen.",
        '"""',
        "",
        "import numpy as np",
    ]


def _given(d: Derivation) -> list[str]:
    layers = range(1, d.chain.L + 1)
    where = (
        f"l, A = {d.pick.l}, {d.pick.A}" if d.pick.B is None else f"l, A, B = {', '.join(map(str, _at(d)))}"
    )
    return [
        f"L = {d.chain.L}  # the output layer",
        f"{where}  # the derivative is the one by {_target(d)}",
        "",
        f"x = {array(d.chain.a[0])}  # the input",
        f"y = {array(d.y)}  # the expected output",
        "",
        "# w[k][i, j] is the weight of the connection to node i of layer k from node j of layer k - 1.",
        *table("w", {k: d.net.w[k] for k in layers}),
        "",
        "# b[k][i] is the bias of node i of layer k.",
        *table("b", {k: d.net.b[k][:, 0] for k in layers}),
    ]


def _at(d: Derivation) -> tuple[int, ...]:
    pick = d.pick
    return (pick.l, pick.A) if pick.B is None else (pick.l, pick.A, pick.B)


def _sigmas(d: Derivation) -> list[str]:
    """Define σ and σ' of the activations used, and say which layer has which."""
    lines = ["# The activations σ and their derivatives σ'."]
    for name in dict.fromkeys(d.net.activations):
        value, slope = SIGMAS[name]
        python = in_python(name)
        lines += ["", "", f"def {python}(z):", f"    return {value}", "", ""]
        lines += [f"def {python}_prime(z):", f"    return {slope}"]
    for table_name, suffix in (("sigma", ""), ("sigma_prime", "_prime")):
        names = map(in_python, d.net.activations)
        inside = ", ".join(f"{l}: {name}{suffix}" for l, name in enumerate(names, start=1))
        lines += ["", ""] if not suffix else []
        lines.append(f"{table_name} = {{{inside}}}")
    return lines


def _check() -> list[str]:
    return [
        "count = 0",
        "",
        "",
        "def check(what, found, shown, within=None):",
        '    """Assert that every number of `found` is the one that was shown, but for rounding."""',
        "    global count",
        "    found, shown = np.asarray(found), np.asarray(shown)",
        '    assert found.shape == shown.shape, f"{what} has the shape {found.shape}, not {shown.shape}."',
        "    allowed = 1e-9 * np.abs(shown).max() + 1e-13 if within is None else within",
        "    off = np.abs(found - shown)",
        '    assert (off <= allowed).all(), f"{what}: {found} was worked out, but {shown} was shown."',
        "    count += shown.size",
    ]


def _forward(d: Derivation) -> list[str]:
    lines = [
        "# Forward: z^k = w^k a^(k-1) + b^k, and a^k = σ(z^k). The values of layer 0 are the input.",
        "z, a = {}, {0: x}",
        "for k in range(1, L + 1):",
        "    z[k] = w[k] @ a[k - 1] + b[k]",
        "    a[k] = sigma[k](z[k])",
    ]
    for k in range(1, d.chain.L + 1):
        lines.append(f'check("z of layer {k}", z[{k}], {floats(d.chain.z[k])})')
        lines.append(f'check("a of layer {k}", a[{k}], {floats(d.chain.a[k])})')
    return [
        *lines,
        *costs.value(d),
        "C = cost(z[L], a[L])",
        f'check("C", C, {floats(d.C)})',
    ]


def _factors(d: Derivation) -> list[str]:
    """(1) to (4), each from its definition; what drops out for ℓ = L and ℓ = L − 1 is not there."""
    chain, l, A = d.chain, d.pick.l, d.pick.A
    lines = costs.derivative(d)
    if chain.column is None and not chain.is_mixed:
        lines += [
            "# The weight leads into the output layer itself, so that only the entry of node A counts.",
            "dC_daL = dC_daL[A]",
            f'check("(1)", dC_daL, {floats(chain.dC_daL[A])})',
        ]
    else:
        lines += [f'check("(1)", dC_daL, {floats(chain.dC_daL)})', *costs.mixing(d)]
    for k, jacobian in zip(range(chain.L, l + 1, -1), chain.jacobians, strict=True):
        lines += [
            "",
            *_jacobian(d, k),
            f'check("(2), layer {k}", J{k}, {floats(jacobian)})',
        ]
    if chain.column is not None:
        lines += [
            "",
            *_column(d),
            f'check("(3)", column, {floats(chain.column)})',
        ]
    return [*lines, "", *(_mixed_local(d) if chain.is_mixed else _local(d))]


def _jacobian(d: Derivation, k: int) -> list[str]:
    if k == d.chain.L and d.chain.mixing is not None:
        return [
            f"# (2) ∂a^{k}_i/∂a^{k - 1}_p = Σ_r S_ir w^{k}_rp: softmax mixes the nodes.",
            f"J{k} = S @ w[{k}]",
        ]
    return [
        f"# (2) ∂a^{k}_i/∂a^{k - 1}_p = σ'(z^{k}_i) w^{k}_ip: row i of w^{k}, times σ' at node i.",
        f"J{k} = {costs.slope(d, k, str(k))}[:, np.newaxis] * w[{k}]",
    ]


def _column(d: Derivation) -> list[str]:
    l = d.pick.l
    if l + 1 == d.chain.L and d.chain.mixing is not None:
        return [
            f"# (3) ∂a^{l + 1}_j/∂a^{l}_A = Σ_r S_jr w^{l + 1}_rA: only the column of node A.",
            "column = S @ w[l + 1][:, A]",
        ]
    return [
        f"# (3) ∂a^{l + 1}_j/∂a^{l}_A = σ'(z^{l + 1}_j) w^{l + 1}_jA: only the column of node A.",
        f"column = {costs.slope(d, l + 1, 'l + 1')} * w[l + 1][:, A]",
    ]


def _mixed_local(d: Derivation) -> list[str]:
    """(4) of mixed outputs: every one of them changes with the weighted input of node A."""
    l, B = d.pick.l, d.pick.B
    into, by = ("", f"b^{l}_A") if B is None else (" * a[l - 1][B]", f"w^{l}_AB")
    return [
        f"# (4) ∂a^{l}_i/∂{by}: softmax mixes the nodes, so that this is column A of S, and not one number.",
        f"local = S[:, A]{into}",
        f'check("(4)", local, {floats(d.chain.local)})',
    ]


def _local(d: Derivation) -> list[str]:
    l, value = d.pick.l, floats(d.chain.local)
    slope = costs.slope(d, l, "l") + "[A]"
    if d.pick.B is None:
        return [
            f"# (4) ∂a^{l}_A/∂b^{l}_A = σ'(z^{l}_A): the bias stands in z^{l}_A with the factor 1.",
            f"local = {slope}",
            f'check("(4)", local, {value})',
        ]
    return [
        f"# (4) ∂a^{l}_A/∂w^{l}_AB = σ'(z^{l}_A) a^{l - 1}_B: of the sum z^{l}_A over layer {l - 1} only",
        "# the term of node B contains this weight.",
        f"local = {slope} * a[l - 1][B]",
        f'check("(4)", local, {value})',
    ]


def _products(d: Derivation) -> list[str]:
    """Multiply from left to right: a row, at last one number."""
    chain, l = d.chain, d.pick.l
    lines = ["# The product, from left to right."]
    if chain.is_mixed:
        lines.append("# (1) is a row, (4) a column.")
    elif chain.column is None:
        lines.append("dC_daA = dC_daL")
    else:
        lines.append("row = dC_daL")
        for k, row in zip(range(chain.L, l + 1, -1), chain.rows[1:], strict=True):
            lines.append(f"row = row @ J{k}  # ∂C/∂a^{k - 1}")
            lines.append(f'check("(1)(2) down to layer {k - 1}", row, {floats(row)})')
        lines.append(f"dC_daA = row @ column  # ∂C/∂a^{l}_A, one number")
        lines.append(f'check("∂C/∂a of node A", dC_daA, {floats(chain.dC_daA)})')
    return [
        *lines,
        "product = dC_daL @ local" if chain.is_mixed else "product = dC_daA * local",
        f'check("the product", product, {floats(chain.value)})',
    ]


def _backward(d: Derivation) -> list[str]:
    last = "dC_dz[A]" if d.pick.B is None else "dC_dz[A] * a[l - 1][B]"
    return [
        "# The same thing, fast: once backwards through all layers, with ∂C/∂a used again and again.",
        costs.at_output(d),
        "for k in range(L - 1, l - 1, -1):",
        "    dC_da = dC_dz @ w[k + 1]  # ∂C/∂a^k_j = Σ_i ∂C/∂z^(k+1)_i w^(k+1)_ij",
        "    dC_dz = dC_da * sigma_prime[k](z[k])  # ∂C/∂z^k_i = ∂C/∂a^k_i σ'(z^k_i)",
        f"backward = {last}",
        f'check("the backward pass", backward, {floats(d.witnesses.backward)})',
        'check("product and backward pass", product, backward)',
    ]


def _difference(d: Derivation) -> list[str]:
    """The witness that knows nothing of derivatives."""
    value = floats(d.witnesses.difference.value)
    lines = [
        f"# Without any derivative: how much C changes when {_target(d)} is moved a little each way.",
        "def cost_at(value):",
        "    moved_w, moved_b = {k: v.copy() for k, v in w.items()}, {k: v.copy() for k, v in b.items()}",
        f"    moved_{_target(d)} = value",
        "    signal = x",
        "    for k in range(1, L + 1):",
        "        weighted = moved_w[k] @ signal + moved_b[k]",
        "        signal = sigma[k](weighted)",
        "    return cost(weighted, signal)",
        "",
        "",
        f"eps = {EPS!r}",
        f"above, below = {_target(d)} + eps, {_target(d)} - eps",
        "difference = (cost_at(above) - cost_at(below)) / (above - below)",
        f'check("the central difference", difference, {value}, 1e-9 * max(1.0, C))',
    ]
    if d.witnesses.marks[2] is Mark.GOOD:
        tolerance = floats(d.witnesses.tolerance)
        return [*lines, f'check("product and central difference", product, difference, {tolerance})']
    return [
        *lines,
        "# A kink of σ lies between the two, so that this is no measure of the derivative here."
        if d.witnesses.difference.kink
        else "# The central difference is too coarse here to be held against the derivative.",
    ]
