"""Colours of light and dark, and of numbers."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPalette

from gui.targets import class_colours
from gui.theme import (
    DARK,
    LEVELS,
    LIGHT,
    THEMES,
    blended,
    image,
    levels,
    nice_reach,
    palette,
    quiet,
    readable_on,
    scale,
    style_sheet,
)

both = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)


GROUNDS = ("window", "surface", "raised")


def luminance(colour):
    """Relative luminance after WCAG 2, worked out apart from the program."""
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a, b):
    dark, light = sorted([luminance(a), luminance(b)])
    return (light + 0.05) / (dark + 0.05)


def test_there_are_two():
    assert THEMES == {"dark": DARK, "light": LIGHT}
    assert DARK.dark
    assert not LIGHT.dark


@both
def test_every_colour_is_one(theme):
    for name, value in vars(theme).items():
        for colour in value if isinstance(value, tuple) else [value]:
            assert name == "name" or QColor.isValidColorName(colour), name


@both
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read(theme, ground):
    """By the web's guideline for small text, WCAG 2 AA: 4.5 to 1."""
    below = getattr(theme, ground)
    assert contrast(theme.text, below) >= 7
    for ink in (theme.muted, theme.dim, theme.accent, theme.bad, theme.good):
        assert contrast(ink, below) >= 4.5


@both
def test_the_roles_of_text_can_be_read(theme):
    """What is chosen, linked to, or only hinted at; tool tips; what can't be used is read as well."""
    made, role = palette(theme), QPalette.ColorRole
    for ink, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base),
        (role.HighlightedText, role.Highlight),
        (role.Link, role.Base),
        (role.Link, role.AlternateBase),
        (role.Link, role.Window),
    ):
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled):
            assert contrast(made.color(group, ink), made.color(group, ground)) >= 4.5, (ink, group)


@both
def test_text_on_colours_can_be_read(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    for ink in (theme.text, theme.accent):
        assert contrast(ink, theme.accent_soft) >= 4.5


@both
def test_curves_and_marks_stand_out(theme):
    """What is drawn and not read: 3 to 1."""
    for colour in (*theme.series, theme.accent):
        assert contrast(colour, theme.surface) >= 3
    for ground in GROUNDS:  # edges of fields, marks, and the ring of the keyboard
        for colour in (theme.edge, theme.faint, theme.accent):
            assert contrast(colour, getattr(theme, ground)) >= 3
    for colour in (theme.node_border, theme.negative, theme.positive):
        assert contrast(colour, theme.window) >= 3
        assert contrast(colour, theme.surface) >= 3


@both
def test_the_scale_goes_from_negative_over_neutral_to_positive(theme):
    for edges, middle in ((False, theme.neutral), (True, theme.edge_neutral)):
        colours = [c.name() for c in scale(theme, edges)]
        assert len(colours) == 2 * LEVELS + 1
        assert [colours[0], colours[LEVELS], colours[-1]] == [theme.negative, middle, theme.positive]
        assert len(set(colours)) == len(colours)
    assert scale(theme) is scale(theme)


def test_levels_cover_the_scale_and_take_anything():
    values = np.array([-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, np.nan, np.inf, -np.inf])
    half = round(LEVELS / 2)
    ends = [0, 0, LEVELS - half, LEVELS, LEVELS + half, 2 * LEVELS, 2 * LEVELS, LEVELS, 2 * LEVELS, 0]
    assert levels(values, 1.0).tolist() == ends
    assert levels(values[:7] * 1e-9, 1e-9).tolist() == ends[:7]


@both
def test_an_image_has_the_ends_and_the_middle_of_the_scale(theme):
    picture = image(np.array([[-3.0, -1.5, 0.0, 1.5, 3.0, 99.0]]), 1.5, theme)
    assert picture.shape == (1, 6, 4)
    assert picture.dtype == np.uint8
    shown = [QColor(*pixel).name() for pixel in picture[0].tolist()]
    expected = [theme.negative, theme.negative, theme.neutral, theme.positive, theme.positive, theme.positive]
    assert shown == expected


@both
def test_numbers_on_nodes_can_be_read(theme):
    grounds = [blended(colour, theme.surface, share) for colour in scale(theme) for share in (0.2, 0.5, 1.0)]
    for colour in (*grounds, *scale(theme, edges=True), *class_inks(theme)):
        ink = readable_on(colour)
        assert contrast(ink, colour) >= 4.5
        for share in (0.0, 0.4, 0.8):
            assert contrast(quiet(ink, colour.name(), share), colour) >= 4.5


def class_inks(theme):
    return [QColor(*rgb) for rgb in class_colours(10, theme).tolist()]


@both
def test_what_is_quiet_is_no_louder_than_it_must_be(theme):
    text = QColor(theme.text)
    shown = quiet(text, theme.surface, 0.4)
    assert 4.5 <= contrast(shown, theme.surface) < 6 < contrast(text, theme.surface)
    assert quiet(text, theme.surface, 0.9) == blended(text, theme.surface, 0.9)
    assert contrast(quiet(QColor(theme.muted), theme.surface, 0.4), theme.surface) >= 4.5


def test_blending_is_what_translucency_would_be():
    assert blended(QColor("#ffffff"), "#000000", 0.5).name() == "#808080"
    assert blended(QColor("#ff0000"), "#0000ff", 1.0).name() == "#ff0000"
    assert blended(QColor("#ff0000"), "#0000ff", 0.0).name() == "#0000ff"


@pytest.mark.parametrize("top", [0.7, 1.0, 1.1, 1.7, 3.0, 7.0, 9.9, 0.03, 1e-9, 4e20])
def test_the_reach_is_a_round_number_that_holds_the_values(top):
    reach = nice_reach(np.array([-top, top / 3, np.nan, np.inf]), 0.0)
    assert top <= reach * (1 + 1e-9)
    assert reach <= 2 * top
    assert float(f"{reach:.1e}") == pytest.approx(reach)


def test_the_reach_stands_while_the_values_fit():
    present = 5.0
    for top in (5.0, 4.0, 2.1, 2.0):
        assert nice_reach(np.array([top]), present) == present
    assert nice_reach(np.array([5.1]), present) > present
    assert nice_reach(np.array([1.9]), present) < present


@pytest.mark.parametrize("top", [5e-324, 1e-310, 1.1e308, 1.7976931348623157e308])
def test_the_reach_of_the_smallest_and_largest_numbers_can_be_divided_by(top):
    reach = nice_reach(np.array([top, -top / 2]), 0.0)
    assert 0.0 < reach < np.inf
    assert np.isfinite(image(np.array([[top, 0.0]]), reach, DARK)).all()
    assert nice_reach(np.array([top]), reach) == reach


@pytest.mark.parametrize("values", [[], [0.0, 0.0], [np.nan], [np.inf, -np.inf]])
def test_the_reach_of_nothing_stands(values):
    assert nice_reach(np.array(values), 3.0) == 3.0


@both
def test_the_palette_and_the_style_sheet_have_the_themes_colours(qapp, theme):
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Window).name() == theme.window
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name() == theme.dim
    sheet = style_sheet(theme)
    assert "{" in sheet
    assert "{{" not in sheet
    for colour in (theme.surface, theme.accent, theme.border):
        assert colour in sheet
