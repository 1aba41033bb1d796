"""Tokens, type and icons: what every screen takes for granted."""

import re

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from xray_trainer import paths
from xray_trainer.desktop import icons, theme
from xray_trainer.desktop.theme import Weight

LETTERS = "AZaz09 АЯая ЁёҢңӨөҮү №«»×–—…·“”’ Åçšž → ← ↑ ↓ ½ ² °"
NAMED = (
    "select box polygon whole-load loupe ruler region probe compare fit plus minus undo redo close menu dock deck",
    "full-screen help no-suspicion to-inspection cannot-decide again disagree clean-twin not-seen play clock mail drop",
    "warning lock insert next home print found missed false repeat",
)


def luminance(colour: QColor) -> float:
    """WCAG's relative luminance."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two tokens."""
    high, low = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        (theme.TEXT, theme.PANEL, 13.5),
        (theme.TEXT, theme.RAISED, 11.6),
        (theme.MUTED, theme.PANEL, 7.2),
        (theme.MUTED, theme.ACCENT_BG, 5.1),
        (theme.OFF, theme.RAISED, 4.6),
        (theme.EDGE, theme.PANEL, 3.6),
        (theme.ACCENT, theme.SURROUND, 7.9),
        (theme.WHITE, theme.ACCENT_BG, 11.8),
        (theme.ACCENT_INK, theme.ACCENT, 7.7),
        (theme.WARN, theme.PANEL, 7.7),
        (theme.WARN_TEXT, theme.PANEL, 9.8),
    ],
)
def test_contrasts_are_those_of_the_design(ink: str, ground: str, least: float) -> None:
    assert contrast(ink, ground) >= least


@pytest.mark.parametrize("style", ["Regular", "Medium", "SemiBold"])
def test_every_weight_holds_every_letter_that_is_shown(style: str) -> None:
    font = TTFont(paths.resources() / "fonts" / f"Inter-{style}.ttf")

    assert [letter for letter in LETTERS if ord(letter) not in font.getBestCmap()] == []
    assert "glyf" in font  # outlines that reportlab and matplotlib embed


def test_the_fonts_licence_is_shipped() -> None:
    licence = (paths.resources() / "fonts" / "LICENSE-Inter.txt").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "with Reserved Font Name" not in licence  # so a cut-down Inter may be called Inter


@pytest.mark.parametrize("weight", list(Weight))
def test_figures_have_one_width_and_the_font_is_ours(weight: Weight) -> None:
    metrics = QFontMetricsF(theme.font(weight))

    assert QFontInfo(theme.font(weight)).family() == theme.FAMILY
    assert len({metrics.horizontalAdvance(digit * 20) for digit in "0123456789"}) == 1
    assert metrics.horizontalAdvance("-") < metrics.horizontalAdvance("0")  # words with hyphens stay close


def test_a_heavier_weight_is_wider() -> None:
    widths = [QFontMetricsF(theme.font(weight)).horizontalAdvance("Concealment") for weight in Weight]

    assert widths == sorted(widths)
    assert len(set(widths)) == 3


@pytest.mark.parametrize(("text", "control", "primary"), [(13, 28, 36), (15, 32, 40), (17, 32, 40)])
def test_heights_follow_the_text_size(text: int, control: int, primary: int) -> None:
    sizes = theme.sizes_for(text)

    assert (sizes.control, sizes.primary) == (control, primary)
    assert sizes.row >= text + 9


def test_style_sheet_sets_neither_fonts_nor_heights_of_controls(qapp: QApplication) -> None:
    sheet = qapp.styleSheet()

    assert "font" not in sheet
    assert re.findall(r"(?<!QScrollBar::handle:vertical \{ )min-height|max-height", sheet) == []


def test_palette_is_dark_in_every_group(qapp: QApplication) -> None:
    palette = qapp.palette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for ground in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
            assert luminance(palette.color(group, ground)) < 0.05
    assert QToolTip.font().family() == theme.FAMILY


def test_every_icon_of_the_design_is_drawn() -> None:
    named = {name for line in NAMED for name in line.split()}

    assert named - set(icons.names()) == set()


@pytest.mark.parametrize("name", icons.names())
def test_icon_is_tinted_and_stays_inside_its_grid(name: str) -> None:
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    icons.paint(painter, name, QRectF(20, 20, 20, 20), theme.ACCENT)
    painter.end()
    painted = [
        (x, y, image.pixelColor(x, y)) for x in range(60) for y in range(60) if image.pixelColor(x, y).alpha() > 150
    ]

    assert painted
    assert all(is_near(colour, QColor(theme.ACCENT)) for _, _, colour in painted)
    assert all(20 <= x < 40 and 20 <= y < 40 for x, y, _ in painted)


def is_near(colour: QColor, other: QColor) -> bool:
    """Whether two colours differ by no more than a half-transparent pixel loses when it is made whole again."""
    return (
        max(abs(colour.red() - other.red()), abs(colour.green() - other.green()), abs(colour.blue() - other.blue())) < 5
    )


def test_icon_files_are_line_drawings_of_the_grid() -> None:
    for path in (paths.resources() / "icons").glob("*.svg"):
        drawn = path.read_text(encoding="utf-8")
        assert 'viewBox="0 0 20 20"' in drawn
        assert 'stroke-width="1.5"' in drawn
        assert re.findall(r"#[0-9a-fA-F]{3,6}", drawn) == []  # colours come from the tokens


def test_pixmap_of_an_icon_is_sharp_at_200_percent() -> None:
    pixmap = icons.pixmap("box", ratio=2.0)

    assert pixmap.size().toTuple() == (40, 40)
    assert pixmap.deviceIndependentSize().toTuple() == (20, 20)
