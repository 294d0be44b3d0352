"""The equations that the program shows, as LaTeX; render.py typesets them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One equation: its LaTeX, and the first layer it makes sense for (None: it names no layer).

    In the LaTeX, @l stands for the layer, @k for the one before it, @n for the one after it,
    @L for the output layer, @p for the one before that and @d for the ∂ of a derivative.
    """

    latex: str
    first: int | None = None


def derivative(of: str, by: str) -> str:
    """∂of/∂by as a fraction."""
    return rf"\frac{{@d {of}}}{{@d {by}}}"


def below(of: str, by: str, label: str) -> str:
    """∂of/∂by as a factor with a number in brackets under it; all numbers stand at one height."""
    return rf"\underset{{\mathrm{{({label})}}}}{{{derivative(of, by + DEEP)}}}"


DEEP = r"\vphantom{a^{\ell}_j}"
C_BAR = r"\bar{C}"
DC_DZ = derivative("C", "z^{@l}_i")
W_AB, B_A = "w^{@l}_{AB}", "b^{@l}_A"


def chain(by: str) -> str:
    """The chain in three links."""
    links = derivative("C", "a^L_i"), derivative("a^L_i", "a^{@l}_A"), derivative("a^{@l}_A", by)
    product = r"\,".join(links)
    return rf"{derivative('C', by)} = {product}"


def factors(by: str, *ends: tuple[str, str, str]) -> str:
    """The chain as factors with their numbers, each of them given by both its ends."""
    product = r"\;".join(below(of, under, label) for of, under, label in ends)
    return rf"{derivative('C', by)} =\, {product}"


def split_chain(by: str) -> str:
    """The chain with its middle link split in two."""
    first, second = ("C", "a^L_i", "1"), ("a^L_i", "a^{@n}_j", "2")
    return factors(by, first, second, ("a^{@n}_j", "a^{@l}_A", "3"), ("a^{@l}_A", by, "4"))


def last_chain(by: str) -> str:
    """The chain of the output layer."""
    return factors(by, ("C", "a^{@L}_A", "1"), ("a^{@L}_A", by, "4"))


def last_but_one_chain(by: str) -> str:
    """The chain of the layer before the output."""
    return factors(by, ("C", "a^{@L}_i", "1"), ("a^{@L}_i", "a^{@p}_A", "3"), ("a^{@p}_A", by, "4"))


# Spaces are set by hand where ziamath's are too wide (=\! between a letter and a fraction, {0,}) or too
# narrow (\, between factors). {}^2 keeps the exponent of a bracket at the height of others.
EQUATIONS = {
    "input": Entry(r"a^0_i = x_i"),
    "forward-z": Entry(r"z^{@l}_i = w^{@l}_{ij}\,a^{@k}_j + b^{@l}_i", first=1),
    "forward-a": Entry(r"a^{@l}_i = \sigma(z^{@l}_i)", first=1),
    "activation-sigmoid": Entry(r"\sigma(x) =\! \frac{1}{1 + e^{-x}}"),
    "activation-tanh": Entry(r"\sigma(x) = \mathrm{tanh}\,x"),
    "activation-relu": Entry(r"\sigma(x) = \mathrm{max}(0{,}\,x)"),
    "activation-leaky-relu": Entry(r"\sigma(x) = \mathrm{max}(x{,}\,0.01\,x)"),
    "activation-softplus": Entry(r"\sigma(x) = \mathrm{ln}(1 + e^x)"),
    "activation-softmax": Entry(r"a^L_i = e^{z^L_i} \big/\, \sum_k\,e^{z^L_k}"),
    "activation-identity": Entry(r"\sigma(x) = x"),
    "derivative-sigmoid": Entry(r"\sigma'(x) = \sigma(x)\,(1 - \sigma(x))"),
    "derivative-tanh": Entry(r"\sigma'(x) = 1 - \sigma(x){}^2"),
    "derivative-relu": Entry(r"\sigma'(x) = [x > 0]"),
    "derivative-leaky-relu": Entry(r"\sigma'(x) = 0.01 + 0.99\,[x > 0]"),
    "derivative-softplus": Entry(r"\sigma'(x) =\! \frac{1}{1 + e^{-x}}"),
    "derivative-softmax": Entry(rf"{derivative('a^L_i', 'z^L_j')} = a^L_i\,(\delta_{{ij}} - a^L_j)"),
    "derivative-identity": Entry(r"\sigma'(x) = 1"),
    "cost": Entry(r"C =\! \frac{1}{n_{@L}}\,\sum_i\,(a^{@L}_i - y_i){}^2", first=1),
    "cost-gradient": Entry(derivative("C", "a^{@L}_i") + r" = \frac{2}{n_{@L}}\,(a^{@L}_i - y_i)", first=1),
    "cost-binary-cross-entropy": Entry(
        r"C =\! -\frac{1}{n_{@L}}\,\sum_i\,\bigl(y_i\,\mathrm{ln}\,a^{@L}_i"
        r" + (1 - y_i)\,\mathrm{ln}(1 - a^{@L}_i)\bigr)",
        first=1,
    ),
    "cost-gradient-binary-cross-entropy": Entry(
        derivative("C", "a^{@L}_i")
        + r" =\! \frac{1}{n_{@L}}\,\frac{a^{@L}_i - y_i}{a^{@L}_i\,(1 - a^{@L}_i)}",
        first=1,
    ),
    "cost-cross-entropy": Entry(r"C = -\sum_i\,y_i\,\mathrm{ln}\,a^{@L}_i", first=1),
    "cost-gradient-cross-entropy": Entry(
        derivative("C", "a^{@L}_i") + r" =\! -\frac{y_i}{a^{@L}_i}", first=1
    ),
    "backward-z": Entry(rf"{DC_DZ} = {derivative('C', 'a^{@l}_i')}\,\sigma'(z^{{@l}}_i)", first=1),
    "backward-z-mixed": Entry(
        rf"{DC_DZ} = {derivative('C', 'a^{@l}_k')}\,{derivative('a^{@l}_k', 'z^{@l}_i')}", first=1
    ),
    "backward-w": Entry(rf"{derivative('C', 'w^{@l}_{ij}')} = {DC_DZ}\,a^{{@k}}_j", first=1),
    "backward-b": Entry(rf"{derivative('C', 'b^{@l}_i')} = {DC_DZ}", first=1),
    "backward-a": Entry(rf"{derivative('C', 'a^{@k}_j')} = {DC_DZ}\,w^{{@l}}_{{ij}}", first=2),
    "update-w": Entry(
        rf"w^{{@l}}_{{ij}} \leftarrow w^{{@l}}_{{ij}} - \eta\,{derivative(C_BAR, 'w^{@l}_{ij}')}", first=1
    ),
    "update-b": Entry(rf"b^{{@l}}_i \leftarrow b^{{@l}}_i - \eta\,{derivative(C_BAR, 'b^{@l}_i')}", first=1),
    "mean-cost": Entry(rf"{C_BAR} =\! \frac{{1}}{{m}}\,\sum C"),
    "title-cost": Entry(C_BAR),
    # The chain rule of one weight or bias. Where its layer is numbered, L stays a letter, unless the equation
    # is one for ℓ = L or ℓ = L − 1.
    "chain-three": Entry(chain(W_AB), first=1),
    "chain-three-bias": Entry(chain(B_A), first=1),
    "chain-four": Entry(split_chain(W_AB), first=1),
    "chain-four-bias": Entry(split_chain(B_A), first=1),
    "chain-last": Entry(last_chain("w^{@L}_{AB}"), first=1),
    "chain-last-bias": Entry(last_chain("b^{@L}_A"), first=1),
    "chain-last-but-one": Entry(last_but_one_chain("w^{@p}_{AB}"), first=2),
    "chain-last-but-one-bias": Entry(last_but_one_chain("b^{@p}_A"), first=2),
    "factor-1": Entry(derivative("C", "a^{@L}_i") + r" = \frac{2}{n_{@L}}\,(a^{@L}_i - y_i)", first=1),
    "factor-2": Entry(
        rf"{derivative('a^{@l}_i', 'a^{@k}_p')} = \sigma'(z^{{@l}}_i)\,w^{{@l}}_{{ip}}", first=1
    ),
    "factor-3": Entry(
        rf"{derivative('a^{@n}_j', 'a^{@l}_A')} = \sigma'(z^{{@n}}_j)\,w^{{@n}}_{{jA}}", first=1
    ),
    "factor-4": Entry(rf"{derivative('a^{@l}_A', W_AB)} = \sigma'(z^{{@l}}_A)\,a^{{@k}}_B", first=1),
    "factor-4-bias": Entry(rf"{derivative('a^{@l}_A', B_A)} = \sigma'(z^{{@l}}_A)", first=1),
    # What the mathematics has besides.
    "sum-written-out": Entry(
        r"w^{@l}_{ij}\,a^{@k}_j =\, \sum_j\,w^{@l}_{ij}\,a^{@k}_j"
        r" = w^{@l}_{i1}\,a^{@k}_1 + w^{@l}_{i2}\,a^{@k}_2 + \cdots"
    ),
    "diagonal": Entry(r"\sigma'(z_i)\,w_{ip} =\, \sum_k\,\mathrm{diag}(\sigma'(z)){}_{ik}\,w_{kp}"),
    "gradient": Entry(
        rf"\nabla C = \Bigl({derivative('C', 'w^{@l}_{ij}')}{{,}}\;\;{derivative('C', 'b^{@l}_i')}\Bigr)"
    ),
    "factor-1-derived": Entry(
        rf"{derivative('C', 'a^L_i')} =\! \frac{{1}}{{n_L}}\,\sum_k\,{derivative('', 'a^L_i')}"
        r"\,(a^L_k - y_k){}^2 =\! \frac{2}{n_L}\,(a^L_i - y_i)"
    ),
    "jacobian-derived": Entry(
        rf"{derivative('a^{@n}_r', 'a^{@l}_p')} =\! {derivative('', 'a^{@l}_p')}\,"
        r"\sigma(w^{@n}_{rq}\,a^{@l}_q + b^{@n}_r) = \sigma'(z^{@n}_r)\,w^{@n}_{rp}"
    ),
    "factor-2-product": Entry(
        rf"{derivative('a^L_i', 'a^{@n}_j')} = (\sigma'(z^L_i)\,w^L_{{ip}})"
        r"\,(\sigma'(z^{L-1}_p)\,w^{L-1}_{pr})\,\cdots\,(\sigma'(z^{\ell+2}_q)\,w^{\ell+2}_{qj})"
    ),
    "node-A": Entry(r"a^{@l}_A = \sigma(w^{@l}_{Aj}\,a^{@k}_j + b^{@l}_A)"),
    "only-B": Entry(rf"{derivative('w^{@l}_{Aj}', W_AB)} = [j = B]"),
    "factor-4-derived": Entry(
        rf"{derivative('a^{@l}_A', W_AB)} = \sigma'(z^{{@l}}_A)\,{derivative('w^{@l}_{Aj}', W_AB)}"
        r"\,a^{@k}_j = \sigma'(z^{@l}_A)\,a^{@k}_B"
    ),
    "mean-gradient": Entry(
        rf"{derivative(C_BAR, 'w^{@l}_{ij}')} =\! \frac{{1}}{{m}}\,\sum\,{derivative('C', 'w^{@l}_{ij}')}"
    ),
    "title-w": Entry(rf"\|@d {C_BAR}/@d w^{{@l}}\|", first=1),
    "title-b": Entry(rf"\|@d {C_BAR}/@d b^{{@l}}\|", first=1),
    # What is added to the cost, and what else an update can be. θ is any weight or bias, g what it is given.
    "regulariser": Entry(r"R = \lambda_1\,\sum|w| + \frac{1}{2}\,\lambda_2\,\sum w^2"),
    "regulariser-l1": Entry(r"R = \lambda_1\,\sum|w|"),
    "regulariser-l2": Entry(r"R =\! \frac{1}{2}\,\lambda_2\,\sum w^2"),
    "penalty": Entry(derivative("R", "w") + r" = \lambda_1\,\mathrm{sign}\,w + \lambda_2\,w"),
    "penalty-l1": Entry(derivative("R", "w") + r" = \lambda_1\,\mathrm{sign}\,w"),
    "penalty-l2": Entry(derivative("R", "w") + r" = \lambda_2\,w"),
    "update-w-regularised": Entry(
        rf"w^{{@l}}_{{ij}} \leftarrow w^{{@l}}_{{ij}} - \eta\,\Bigl({derivative(C_BAR, 'w^{@l}_{ij}')}"
        rf" + {derivative('R', 'w^{@l}_{ij}')}\Bigr)"
    ),
    "slope": Entry(rf"g = @d {C_BAR}/@d\theta"),
    "slope-regularised": Entry(rf"g = @d {C_BAR}/@d\theta + @d R/@d\theta"),
    "gradient-descent-theta": Entry(r"\theta \leftarrow \theta - \eta\,g"),
    "momentum-v": Entry(r"v \leftarrow \mu\,v + g"),
    "momentum-theta": Entry(r"\theta \leftarrow \theta - \eta\,v"),
    "rmsprop-s": Entry(r"s \leftarrow \rho\,s + (1 - \rho)\,g^2"),
    "rmsprop-theta": Entry(r"\theta \leftarrow \theta - \eta\,g/(\sqrt{s} + \varepsilon)"),
    "adam-m": Entry(r"m \leftarrow \beta_1\,m + (1 - \beta_1)\,g"),
    "adam-s": Entry(r"s \leftarrow \beta_2\,s + (1 - \beta_2)\,g^2"),
    "adam-m-hat": Entry(r"\hat{m} = m/(1 - \beta_1^{\,t})"),
    "adam-s-hat": Entry(r"\hat{s} = s/(1 - \beta_2^{\,t})"),
    "adam-theta": Entry(r"\theta \leftarrow \theta - \eta\,\hat{m}/(\sqrt{\hat{s}} + \varepsilon)"),
    "schedule-constant": Entry(r"\eta_k = \eta"),
    "schedule-step": Entry(r"\eta_k = \eta\,r^{\lfloor k/K \rfloor}"),
    "schedule-cosine": Entry(r"\eta_k = \eta\,\Bigl(r + (1 - r)\,\frac{1 + \mathrm{cos}(\pi\,k/K)}{2}\Bigr)"),
    "initial-scaled": Entry(r"w^{@l}_{ij}{,}\;b^{@l}_i \;\sim\; \mathcal{N}(0{,}\,\gamma^2/n_{@k})"),
    "initial-zeros": Entry(r"w^{@l}_{ij} = 0"),
    "initial-uniform": Entry(r"w^{@l}_{ij} \;\sim\; \mathcal{U}({-}r{,}\,r){,}\quad r = 1\,/\,\sqrt{n_{@k}}"),
    "initial-normal": Entry(r"w^{@l}_{ij} \;\sim\; \mathcal{N}(0{,}\,1)"),
    "initial-xavier": Entry(
        r"w^{@l}_{ij} \;\sim\; \mathcal{U}({-}r{,}\,r){,}\quad r = \sqrt{6\,/\,(n_{@k} + n_{@l})}"
    ),
    "initial-he": Entry(r"w^{@l}_{ij} \;\sim\; \mathcal{N}(0{,}\,2/n_{@k})"),
    # The cross-entropies through the σ that goes with them.
    "output-cross-entropy": Entry(derivative("C", "z^{@L}_i") + r" = a^{@L}_i - y_i", first=1),
    "output-cross-entropy-sum": Entry(
        derivative("C", "z^{@L}_i") + r" = a^{@L}_i\,\sum_k\,y_k - y_i", first=1
    ),
    "output-binary-cross-entropy": Entry(
        derivative("C", "z^{@L}_i") + r" = \frac{1}{n_{@L}}\,(a^{@L}_i - y_i)", first=1
    ),
    "binary-derived": Entry(
        rf"{derivative('C', 'z^L_i')} = {derivative('C', 'a^L_i')}\,\sigma'(z^L_i) =\! \frac{{1}}{{n_L}}\,"
        r"\frac{a^L_i - y_i}{a^L_i\,(1 - a^L_i)}\,a^L_i\,(1 - a^L_i) =\! \frac{1}{n_L}\,(a^L_i - y_i)"
    ),
    "shares-derived": Entry(
        rf"{derivative('C', 'z^L_j')} =\, \sum_i\,{derivative('C', 'a^L_i')}\,{derivative('a^L_i', 'z^L_j')}"
        r" =\! -\sum_i\,\frac{y_i}{a^L_i}\,a^L_i\,(\delta_{ij} - a^L_j) = a^L_j\,\sum_i\,y_i - y_j"
    ),
    "softmax-jacobian": Entry(rf"S_{{ij}} = {derivative('a^L_i', 'z^L_j')} = a^L_i\,(\delta_{{ij}} - a^L_j)"),
}
