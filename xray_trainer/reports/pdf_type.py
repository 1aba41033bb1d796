"""Type for the PDF: Inter embedded, DejaVu Sans for letters that it lacks, and the two sizes of a report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from xray_trainer.reports import typefaces

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

BODY, LARGE = 8.75, 15.0  # pt
LEADING = 12.25
TEXT, MUTED, LINE, EDGE, BLUE, ORANGE = "#1A1A1A", "#5A5A5A", "#E2E2E2", "#767676", "#0A6EB4", "#B85C00"
_NAMES = {typefaces.REGULAR: "Inter", typefaces.MEDIUM: "Inter-Medium", typefaces.SEMI_BOLD: "Inter-SemiBold"}
_FALLBACK = "DejaVuSans"


@cache
def use_in_pdf() -> None:
    """Let reportlab know the files, in this process only; DejaVu Sans takes Inter's place where that is missing."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - needed by reports alone
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 - needed by reports alone

    pdfmetrics.registerFont(TTFont(_FALLBACK, str(typefaces.fallback())))
    for weight, name in _NAMES.items():
        path = typefaces.inter(weight) or typefaces.fallback(bold=weight == typefaces.SEMI_BOLD)
        pdfmetrics.registerFont(TTFont(name, str(path)))


def font(weight: int = typefaces.REGULAR) -> str:
    """The name under which reportlab knows that weight."""
    return _NAMES[weight]


@cache
def _letters(name: str) -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - needed by reports alone

    return frozenset(pdfmetrics.getFont(name).face.charToGlyph)


def plain(text: str) -> bool:
    """Whether Inter holds every letter."""
    return all(ord(letter) in _letters(_NAMES[typefaces.REGULAR]) for letter in text)


def markup(text: str) -> str:
    """Text for reportlab's paragraphs: markup in it is shown as it is; letters that Inter lacks are in DejaVu Sans."""
    known = _letters(_NAMES[typefaces.REGULAR])
    runs = groupby(text, key=lambda letter: ord(letter) in known or letter in "\n\t")
    return "".join(
        escape("".join(run)) if held else f'<font name="{_FALLBACK}">{escape("".join(run))}</font>'
        for held, run in runs
    )


def text_width(text: str, weight: int = typefaces.REGULAR, size: float = BODY) -> float:
    """How wide a line is, in pt."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - needed by reports alone

    return float(pdfmetrics.stringWidth(text, font(weight), size))


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a report."""

    body: ParagraphStyle
    muted: ParagraphStyle
    bold: ParagraphStyle
    right: ParagraphStyle
    head: ParagraphStyle
    head_right: ParagraphStyle
    headline: ParagraphStyle
    number: ParagraphStyle
    section: ParagraphStyle


@cache
def styles() -> Styles:
    """The styles, once the fonts are known."""
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415 - needed by reports alone

    use_in_pdf()
    body = ParagraphStyle("body", fontName=font(), fontSize=BODY, leading=LEADING, textColor=TEXT, splitLongWords=1)
    bold = font(typefaces.SEMI_BOLD)
    return Styles(
        body=body,
        muted=ParagraphStyle("muted", body, textColor=MUTED),
        bold=ParagraphStyle("bold", body, fontName=bold),
        right=ParagraphStyle("right", body, alignment=2),
        head=ParagraphStyle("head", body, fontName=font(typefaces.MEDIUM), textColor=MUTED),
        head_right=ParagraphStyle("head_right", body, fontName=font(typefaces.MEDIUM), textColor=MUTED, alignment=2),
        headline=ParagraphStyle("headline", body, fontName=bold, fontSize=LARGE, leading=20),
        number=ParagraphStyle("number", body, fontName=bold, fontSize=LARGE, leading=19),
        section=ParagraphStyle("section", body, fontName=bold, spaceBefore=18, spaceAfter=5),
    )
