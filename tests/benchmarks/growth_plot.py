"""Plots of growth as SVG: two logarithmic axes, points, and dashed lines of the powers fitted to them."""

import math
from typing import NamedTuple

WIDTH, HEIGHT = 640, 380
LEFT, RIGHT, TOP, BOTTOM = 78, 18, 16, 48
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
STYLE = """
text { font: 13px sans-serif; fill: #30343b; }
.title { font-size: 14px; }
.grid { stroke: #808890; stroke-opacity: 0.28; }
.axis { stroke: #808890; }
.s0 { stroke: #b45f06; fill: #b45f06; }
.s1 { stroke: #2264b8; fill: #2264b8; }
text.s0, text.s1 { stroke: none; }
.line { fill: none; stroke-width: 1.6; }
.fit { fill: none; stroke-width: 1.2; stroke-dasharray: 5 4; }
@media (prefers-color-scheme: dark) {
  text { fill: #d8dbe0; }
  .s0 { stroke: #f2a65a; fill: #f2a65a; }
  .s1 { stroke: #7ab3ff; fill: #7ab3ff; }
}
"""


class Curve(NamedTuple):
    """One curve: its name, x and y, and the power of x that y follows between `ends`, with y at the first."""

    name: str
    x: list[float]
    y: list[float]
    power: float
    ends: tuple[float, float]
    level: float


class Axis:
    """A logarithmic axis from one place of the picture to another."""

    def __init__(self, values: list[float], start: float, end: float, whole: bool) -> None:
        """Hold `values`, up to `whole` powers of ten or just so."""
        self.least, self.most = math.log10(min(values)), math.log10(max(values))
        if whole:
            self.least, self.most = math.floor(self.least), math.ceil(self.most)
        self.start, self.end = start, end

    def at(self, value: float) -> float:
        """Where a value is."""
        share = (math.log10(value) - self.least) / (self.most - self.least)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> list[int]:
        """The powers of ten."""
        return list(range(math.ceil(self.least), math.floor(self.most) + 1))


def power_of_ten(k: int) -> str:
    """10^k as one writes it on an axis."""
    return f"{10**k:,}" if 0 <= k <= 4 else "10" + str(k).translate(RAISED)


def grid(x: Axis, y: Axis) -> list[str]:
    """Lines and numbers at the powers of ten of both axes."""
    lines = []
    for k in x.ticks():
        at = x.at(10.0**k)
        lines.append(f'<line class="grid" x1="{at}" x2="{at}" y1="{y.end}" y2="{y.start}"/>')
        lines.append(f'<text x="{at}" y="{y.start + 18}" text-anchor="middle">{power_of_ten(k)}</text>')
    for k in y.ticks():
        at = y.at(10.0**k)
        lines.append(f'<line class="grid" x1="{x.start}" x2="{x.end}" y1="{at}" y2="{at}"/>')
        lines.append(f'<text x="{x.start - 8}" y="{at + 4}" text-anchor="end">{power_of_ten(k)}</text>')
    lines.append(
        f'<path class="axis" fill="none" d="M{x.start} {y.end}V{y.start}H{x.end}" stroke-width="1.2"/>'
    )
    return lines


def drawn(curve: Curve, k: int, x: Axis, y: Axis) -> list[str]:
    """Points, the line through them, and the fitted power; round points or square ones."""
    places = [(x.at(a), y.at(b)) for a, b in zip(curve.x, curve.y, strict=True)]
    line = "L".join(f"{a} {b}" for a, b in places)
    marks = [
        f'<circle class="s{k}" cx="{a}" cy="{b}" r="3.4"/>'
        if k == 0
        else f'<rect class="s{k}" x="{a - 3}" y="{b - 3}" width="6" height="6"/>'
        for a, b in places
    ]
    begin, end = curve.ends
    fitted = [(begin, curve.level), (end, curve.level * (end / begin) ** curve.power)]
    (a, b), (c, d) = ((x.at(u), y.at(v)) for u, v in fitted)
    return [
        f'<path class="s{k} line" style="fill:none" d="M{line}"/>',
        *marks,
        f'<path class="s{k} fit" style="fill:none" d="M{a} {b}L{c} {d}"/>',
    ]


def signed(value: float) -> str:
    """A number with two decimals; one that is next to nothing has no sign."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def legend(curves: list[Curve]) -> list[str]:
    """Names and powers, in the corner that falling curves leave free."""
    lines = []
    for k, curve in enumerate(curves):
        right, at = WIDTH - RIGHT - 8, TOP + 18 + 20 * k
        words = f"{curve.name}: slope {signed(curve.power)}"
        lines.append(f'<text class="s{k}" x="{right}" y="{at}" text-anchor="end">{words}</text>')
    return lines


def picture(curves: list[Curve], along: str, up: str) -> str:
    """The whole plot as SVG; `along` and `up` name the axes."""
    x = Axis([v for c in curves for v in c.x], LEFT, WIDTH - RIGHT, whole=False)
    y = Axis([v for c in curves for v in c.y], HEIGHT - BOTTOM, TOP, whole=True)
    across, middle = (x.start + x.end) / 2, (HEIGHT - BOTTOM + TOP) / 2
    centred = 'class="title" text-anchor="middle"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        f"<style>{STYLE}</style>",
        *grid(x, y),
        *(line for k, curve in enumerate(curves) for line in drawn(curve, k, x, y)),
        *legend(curves),
        f'<text {centred} x="{across}" y="{HEIGHT - 10}">{along}</text>',
        f'<text {centred} transform="translate(18 {middle}) rotate(-90)">{up}</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
