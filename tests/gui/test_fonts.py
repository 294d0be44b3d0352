import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QLabel

from gui.writing import fonts
from gui.writing.fonts import FILES, FOLDER, FontError, load_fonts, math_font, number_font, ui_font

WORDS = "abcXYZ 0123456789 .,:;!?()[]{}…–—„“”’ äöüßéñ + − × · = ≈ ≤ ≥ ≠ ± % ∞ √"
SYMBOLS = "∂ ∇ η σ ℓ Σ ∑ Δ θ ′ ‖ ‾ ¯ → ← ↑ ↓ ↔ ▶ ◀ ▲ ▼ ■ ● ✓ ⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ ₀₁₂₃₄₅₆₇₈₉ ᵢ ⱼ ₖ ∈ ⊙ ∘"
LETTERS = "𝑎 𝑏 𝑤 𝑧 𝑥 𝑦 𝐶 𝐿 𝜎 𝜂 𝜕 ℎ"


@pytest.fixture(autouse=True)
def loaded(qapp):
    load_fonts()


def raw(name):
    return QRawFont(str(FOLDER / name), 16)


@pytest.mark.parametrize("weight", ["Regular", "Medium", "SemiBold", "Bold"])
def test_every_character_is_in_one_of_the_two_fonts(weight):
    words, mathematics = raw(f"Inter-{weight}.otf"), raw("NablascopeMath-Regular.ttf")
    assert all(words.supportsCharacter(ord(c)) for c in WORDS)
    for code in map(ord, SYMBOLS):
        assert words.supportsCharacter(code) or mathematics.supportsCharacter(code), chr(code)


def test_the_mathematical_font_has_the_letters_of_the_equations():
    upright, italic = raw("NablascopeMath-Regular.ttf"), raw("NablascopeMath-Italic.ttf")
    assert all(upright.supportsCharacter(ord(c)) for c in LETTERS.replace(" ", ""))
    assert all(italic.supportsCharacter(ord(c)) for c in "abwzxyCLhση∂∇ℓ′‖\u0304 0123456789()=+−·Σ")


def test_italic_letters_are_drawn_as_such_and_not_slanted():
    upright, italic = raw("NablascopeMath-Regular.ttf"), raw("NablascopeMath-Italic.ttf")
    for plain, styled in zip("awCσ∂h", "𝑎𝑤𝐶𝜎𝜕ℎ", strict=True):
        [drawn], [expected] = italic.glyphIndexesForString(plain), upright.glyphIndexesForString(styled)
        assert italic.pathForGlyph(drawn) == upright.pathForGlyph(expected), plain


@pytest.mark.parametrize("weight", ["Normal", "Medium", "DemiBold", "Bold"])
def test_every_weight_is_a_face_of_its_own(weight):
    info = QFontInfo(ui_font(11, QFont.Weight[weight]))
    assert info.family() == "Inter"
    assert info.weight() == QFont.Weight[weight]


def test_mathematics_is_set_in_the_mathematical_font():
    assert QFontInfo(math_font(20)).family() == fonts.MATH_FAMILY
    assert QFontInfo(math_font(20, italic=True)).italic()
    assert not QFontInfo(math_font(20)).italic()


def test_digits_of_numbers_are_equally_wide():
    for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold):
        metrics = QFontMetricsF(number_font(17, weight))
        widths = [metrics.horizontalAdvance(digit * 8) for digit in "0123456789"]
        assert max(widths) - min(widths) < 0.2, "eight digits differ by more than Qt's rounding"
        assert metrics.horizontalAdvance("+") == metrics.horizontalAdvance("−")


def test_one_symbol_does_not_pull_a_label_apart(qtbot):
    heights = set()
    for text in ("the cost", "the cost ∇", "the cost ∇ 𝑎 ₖ"):
        label = QLabel(text)
        qtbot.addWidget(label)
        label.setFont(ui_font(11))
        heights.add(label.sizeHint().height())
    assert len(heights) == 1


def test_loading_again_adds_nothing(monkeypatch):
    tried = []
    monkeypatch.setattr(fonts, "_load", tried.append)
    load_fonts()
    assert tried == []


def test_missing_and_broken_files_are_named_and_the_others_loaded(qapp, monkeypatch, tmp_path):
    (tmp_path / FILES[0]).write_bytes((FOLDER / FILES[0]).read_bytes())
    (tmp_path / FILES[1]).write_bytes(QByteArray(b"not a font").data())
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    qapp.setProperty(fonts._LOADED, None)
    with pytest.raises(FontError, match=r"^Inter-Medium\.otf, .*cannot be read from resources/fonts"):
        load_fonts()
    qapp.setProperty(fonts._LOADED, True)
