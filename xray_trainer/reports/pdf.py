"""A report as a PDF: text that can be selected, fonts inside, figures and lines as vectors."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject
from reportlab.lib.colors import HexColor
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

from xray_trainer.files import write_atomically
from xray_trainer.reports import figures, typefaces
from xray_trainer.reports.crops import CropReader, outlines
from xray_trainer.reports.model import CaseRow, Miss, Report
from xray_trainer.reports.pdf_flow import CropPicture, FigureRoom, LegendLine, NumberedCanvas, Placement, Sign
from xray_trainer.reports.pdf_type import BLUE, BODY, EDGE, LINE, MUTED, TEXT, font, markup, plain, styles, text_width

MARGIN, HEAD, FOOT = 45.0, 40.0, 34.0  # pt
GAP = 20.0  # between two columns
FIGURE_TEXT = 8.25  # pt
WIDEST_CROP_ASPECT = 2.6


class Paper(Enum):
    """Sheet sizes, width and height in pt."""

    A4 = (595.276, 841.89)
    LETTER = (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every part of the document needs to know."""

    report: Report
    width: float
    crops: CropReader
    figures: bytes  # a PDF with a page for each
    heights: tuple[float, ...]  # of the figures, in pt
    placements: tuple[Placement, ...]

    @property
    def column(self) -> float:
        """The width of one of two columns, in pt."""
        return (self.width - GAP) / 2


def _sheet(report: Report, width: float) -> _Sheet:
    kinds = [one.kind for one in report.figures]
    drawn, heights = figures.as_pdf(report, kinds, (width - GAP) / 2, FIGURE_TEXT) if kinds else (b"", ())
    return _Sheet(report, width, CropReader(), drawn, heights, tuple(Placement() for _ in kinds))


def write_pdf(report: Report, path: Path, paper: Paper = Paper.A4) -> None:
    """Write the report as a PDF.

    Raises
    ------
    WriteError
        The file cannot be written; what was there is as it was.
    """
    styles()
    width, height = paper.value
    sheet = _sheet(report, width - 2 * MARGIN)
    parts = [
        *_front(sheet),
        *_figures(sheet),
        *_categories(sheet),
        *_misses(sheet),
        *_cases(sheet),
        *_small_print(sheet),
    ]
    held = io.BytesIO()
    document = BaseDocTemplate(held, pagesize=paper.value, leftMargin=0, rightMargin=0, topMargin=0, bottomMargin=0)
    frame = Frame(MARGIN, FOOT + 10, sheet.width, height - HEAD - FOOT - 22, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", frames=[frame]))
    document.build(parts, canvasmaker=_canvas_for(report, width, height))
    write_atomically(path, _with_figures(held.getvalue(), sheet))


def _canvas_for(report: Report, width: float, height: float) -> type[NumberedCanvas]:
    """A canvas that puts this report's head and foot on every page."""

    class ReportCanvas(NumberedCanvas):
        """See `_canvas_for`."""

        def frame(self, page: int, pages: int) -> None:  # type: ignore[override]
            """The head: product, title, whose; the foot: the set and the page."""
            words, right = report.headings, width - MARGIN
            self.setFillColor(HexColor(TEXT))
            self.setFont(font(typefaces.SEMI_BOLD), BODY)
            self.drawString(MARGIN, height - HEAD + 6, words.product)
            _draw_line(self, report.title, right, height - HEAD + 6, 150)
            self.setStrokeColor(HexColor(TEXT))
            self.setLineWidth(1.25)
            self.line(MARGIN, height - HEAD, right, height - HEAD)
            name = ", ".join(part for part in (report.person, report.set_title) if part)
            number = words.page.format(page=page, pages=pages)
            _draw_line(self, number, right, FOOT - 10, 150)
            fit = _elided(name, right - MARGIN - text_width(number) - 20)
            paragraph = Paragraph(markup(fit), styles().muted)
            paragraph.wrapOn(self, right - MARGIN - text_width(number), 20)
            paragraph.drawOn(self, MARGIN, FOOT - 13.5)

    return ReportCanvas


def _draw_line(canvas: NumberedCanvas, text: str, right: float, y: float, room: float) -> None:
    canvas.setFillColor(HexColor(MUTED))
    canvas.setFont(font(), BODY)
    canvas.drawRightString(right, y, _elided(text, room))


def _elided(text: str, room: float) -> str:
    while len(text) > 1 and text_width(text) > room:
        text = text.removesuffix("…")[:-1].rstrip() + "…"
    return text


def _front(sheet: _Sheet) -> list[Flowable]:
    """The sentence, whose it is, the counts, what they mean, and what next."""
    report, style, words = sheet.report, styles(), sheet.report.headings
    medium = font(typefaces.MEDIUM)
    who = "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; ".join(
        f'<font color="{MUTED}">{markup(name)}</font>&nbsp; <font name="{medium}">{markup(value)}</font>'
        for name, value in (
            (words.person, report.person),
            (words.image_set, report.set_title),
            (words.when, report.when),
        )
        if value
    )
    reading = [Paragraph(markup(words.reading), style.bold), *(_spaced(one, 3) for one in report.reading)]
    following = [Paragraph(markup(words.next_step), style.bold), Spacer(0, 3), _text(report.next_step)]
    aside = Table([[following]], colWidths=[165], style=[
        *_bare(), ("BACKGROUND", (0, 0), (-1, -1), HexColor("#F1F6FA")),
        ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(BLUE), 0),
        ("LEFTPADDING", (0, 0), (-1, -1), 11), ("RIGHTPADDING", (0, 0), (-1, -1), 9),
        ("TOPPADDING", (0, 0), (-1, -1), 8), ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
    ])  # fmt: skip
    aside.hAlign = "LEFT"
    both = Table([[reading, aside]], colWidths=[sheet.width - 165, 165], splitInRow=1, style=[
        ("VALIGN", (0, 0), (-1, -1), "TOP"), *_bare(), ("RIGHTPADDING", (0, 0), (0, 0), 24)])  # fmt: skip
    return [
        Spacer(0, 12), Paragraph(markup(report.headline), style.headline), Spacer(0, 5), Paragraph(who, style.body),
        Spacer(0, 12), _counts(sheet), Spacer(0, 14), both if report.reading else aside,
    ]  # fmt: skip


def _counts(sheet: _Sheet) -> Table:
    """Labels, numbers and notes in three rows, so that they stand level whatever wraps."""
    style, counts = styles(), sheet.report.counts
    rows = [
        [Paragraph(markup(one.label), style.muted) for one in counts],
        [Paragraph(markup(one.text), style.number) for one in counts],
        [Paragraph(markup(one.note), style.muted) for one in counts],
    ]
    return Table(rows, colWidths=[sheet.width / len(counts)] * len(counts), style=[
        *_bare(), ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, 0), 0.5, HexColor(LINE)), ("LINEBELOW", (0, -1), (-1, -1), 0.5, HexColor(LINE)),
        ("LINEBEFORE", (1, 0), (-1, -1), 0.5, HexColor(LINE)), ("LEFTPADDING", (1, 0), (-1, -1), 7),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, 0), 7),
        ("TOPPADDING", (0, 2), (-1, 2), 2), ("RIGHTPADDING", (0, 2), (-1, 2), 6),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 9),
    ])  # fmt: skip


def _figures(sheet: _Sheet) -> list[Flowable]:
    """Two in a row; each row stays together."""
    texts = sheet.report.figures
    rows = [[_figure(sheet, one) for one in range(at, min(at + 2, len(texts)))] for at in range(0, len(texts), 2)]
    if not rows:
        return []
    if len(rows[-1]) == 1:
        rows[-1].append([])
    return [Spacer(0, 16), Table(rows, colWidths=[sheet.column + GAP, sheet.column], style=[
        ("VALIGN", (0, 0), (-1, -1), "TOP"), *_bare(), ("RIGHTPADDING", (0, 0), (0, -1), GAP),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 14)])]  # fmt: skip


def _figure(sheet: _Sheet, index: int) -> list[Flowable]:
    text = sheet.report.figures[index]
    title = f'<font name="{font(typefaces.SEMI_BOLD)}" color="{TEXT}">{markup(text.title)}</font>'
    return [
        Paragraph(f"{title}&nbsp; {markup(text.note)}", styles().muted),
        Spacer(0, 5),
        FigureRoom(sheet.placements[index], sheet.column, sheet.heights[index]),
    ]


def _categories(sheet: _Sheet) -> list[Flowable]:
    report, words = sheet.report, sheet.report.headings
    if not report.categories:
        return []
    head = [words.category, words.found, words.likely_range]
    widths = [sheet.width - 300, 80, 220]
    muted = [
        ("TEXTCOLOR", (0, at), (-1, at), HexColor(MUTED)) for at, row in enumerate(report.categories, 1) if row.few
    ]
    rows = [[_cell(row.name, widths[0]), row.text, _cell(row.range_text, widths[2])] for row in report.categories]
    return [
        *_section(words.by_category),
        _table(head, rows, widths, (1,), [*muted, ("LEFTPADDING", (2, 0), (2, -1), 18)]),
    ]


def _misses(sheet: _Sheet) -> list[Flowable]:
    report, words = sheet.report, sheet.report.headings
    if not report.categories:
        return []
    if not report.misses:
        return [*_section(words.misses), _text(words.no_misses)]
    legend = [LegendLine(truth=True), _text(words.legend_truth), LegendLine(truth=False), _text(words.legend_mark)]
    widths = [28, text_width(words.legend_truth) + 18, 28, text_width(words.legend_mark) + 10]
    cards = [_miss(sheet, one) for one in report.misses]
    if len(cards) == 1:  # alone, its words stand beside it
        rows: list[list[list[Flowable]]] = [[cards[0][:1], cards[0][2:]]]
    else:
        rows = [[*cards[at : at + 2], []][:2] for at in range(0, len(cards), 2)]
    grid = Table(rows, colWidths=[sheet.column + GAP, sheet.column], splitInRow=1, style=[
        ("VALIGN", (0, 0), (-1, -1), "TOP"), *_bare(), ("RIGHTPADDING", (0, 0), (0, -1), GAP),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 14)])  # fmt: skip
    key = Table([legend], colWidths=widths, hAlign="LEFT", style=[*_bare(), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    key.keepWithNext = True
    more = [_text(report.misses_note)] if report.misses_note else []
    return [*_section(words.misses, 260), key, Spacer(0, 5), grid, *more]


def _miss(sheet: _Sheet, miss: Miss) -> list[Flowable]:
    style = styles()
    png = None if miss.crop is None else sheet.crops.png(miss.crop)
    picture: Flowable
    if miss.crop is None or png is None:
        picture = Table([[_text(miss.crop_note or sheet.report.headings.crop_unreadable, muted=True)]],
                        colWidths=[sheet.column], style=[*_bare(),
                        ("BOX", (0, 0), (-1, -1), 0.75, HexColor(EDGE), None, (3, 2)),
                        ("TOPPADDING", (0, 0), (-1, -1), 16), ("BOTTOMPADDING", (0, 0), (-1, -1), 16),
                        ("LEFTPADDING", (0, 0), (-1, -1), 12), ("RIGHTPADDING", (0, 0), (-1, -1), 12)])  # fmt: skip
    else:
        height = sheet.column * miss.crop.view.height / miss.crop.view.width
        width = sheet.column * min(1.0, 0.8 * sheet.column / height)
        picture = CropPicture(png, outlines(miss.crop), width, height * width / sheet.column)
        picture.hAlign = "LEFT"
    place = f'&nbsp; <font name="{font()}" color="{MUTED}">{markup(miss.place)}</font>' if miss.place else ""
    said = Paragraph(markup(f"{miss.title}. {miss.said}"), style.muted)
    rest = [_spaced(one, 1) for one in (miss.explanation, miss.advice) if one]
    return [picture, Spacer(0, 5), Paragraph(markup(miss.category) + place, style.bold), said, *rest]


def _cases(sheet: _Sheet) -> list[Flowable]:
    report, words = sheet.report, sheet.report.headings
    if not report.cases:
        return []
    head = [words.case_number, words.case, words.said, "", words.outcome, words.found, words.false_marks, words.seconds]
    widths = [24.0, 0.0, 136.0, 11.0, 103.0, 42.0, 42.0, 54.0]
    widths[1] = sheet.width - sum(widths)

    def row(one: CaseRow) -> list[Any]:
        return [str(one.number), _cell(one.title, widths[1]), _cell(one.said, widths[2]), Sign(one.right),
                _cell(one.outcome_text, widths[4]), one.found_text, one.false_marks_text,
                _cell(one.seconds_text, widths[7], right=True)]  # fmt: skip

    return [*_section(words.cases), _table(head, [row(one) for one in report.cases], widths, (0, 5, 6, 7), [
        ("LEFTPADDING", (1, 0), (1, -1), 8), ("RIGHTPADDING", (3, 0), (3, -1), 0)])]  # fmt: skip


def _small_print(sheet: _Sheet) -> list[Flowable]:
    """The rule's numbers and what the report leaves out, side by side."""
    report, words = sheet.report, sheet.report.headings

    def column(title: str, lines: Sequence[str]) -> list[Flowable]:
        return [Paragraph(markup(title), styles().bold), *(_spaced(one, 3, muted=True) for one in lines)]

    both = [[column(words.rule, report.rule_lines), column(words.notes, report.notes)]]
    return [Spacer(0, 20), Table(both, colWidths=[sheet.column + GAP, sheet.column], style=[
        ("VALIGN", (0, 0), (-1, -1), "TOP"), *_bare(), ("RIGHTPADDING", (0, 0), (0, 0), GAP),
        ("LINEABOVE", (0, 0), (-1, 0), 0.75, HexColor(TEXT)), ("TOPPADDING", (0, 0), (-1, -1), 9)])]  # fmt: skip


def _table(
    head: list[str], rows: list[list[Any]], widths: Sequence[float], right: Sequence[int], more: Sequence[Any]
) -> Table:
    """Hairlines under each row; the head is repeated on every page."""
    style = styles()
    cells = [Paragraph(markup(one), style.head_right if at in right else style.head) for at, one in enumerate(head)]
    return Table([cells, *rows], colWidths=widths, repeatRows=1, style=[
        ("FONT", (0, 0), (-1, -1), font(), BODY, 11), ("TEXTCOLOR", (0, 0), (-1, -1), HexColor(TEXT)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(LINE)), ("LINEABOVE", (0, 0), (-1, 0), 0.75, HexColor(TEXT)),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4), *(("ALIGN", (at, 0), (at, -1), "RIGHT") for at in right), *more,
    ])  # fmt: skip


def _cell(text: str, width: float, *, right: bool = False) -> str | Paragraph:
    """Bare text where it fits on one line, which is many times faster; a paragraph where it must wrap."""
    if plain(text) and text_width(text) <= width - 8:
        return text
    return Paragraph(markup(text), styles().right if right else styles().body)


def _section(title: str, room: float = 90) -> list[Flowable]:
    """A heading that goes to the next page where less than `room` pt are left under it."""
    return [CondPageBreak(room), Paragraph(markup(title), styles().section)]


def _text(text: str, *, muted: bool = False) -> Paragraph:
    return Paragraph(markup(text), styles().muted if muted else styles().body)


def _spaced(text: str, space: float, *, muted: bool = False) -> Paragraph:
    made = _text(text, muted=muted)
    made.style = made.style.clone("spaced", spaceBefore=space)
    return made


def _bare() -> list[tuple[object, ...]]:
    """No padding; and Inter, because reportlab names Helvetica for a cell that holds no text of its own too."""
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    return [("FONTNAME", (0, 0), (-1, -1), font()), *((side, (0, 0), (-1, -1), 0) for side in sides)]


def _with_figures(data: bytes, sheet: _Sheet) -> bytes:
    """The document with each figure's page laid over the room left for it, and the data about the document."""
    report = sheet.report
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    drawn = PdfReader(io.BytesIO(sheet.figures)).pages if sheet.placements else ()
    for one, figure in zip(sheet.placements, drawn, strict=True):
        writer.pages[one.page].merge_transformed_page(figure, Transformation().translate(one.x, one.y))
    when = datetime.fromtimestamp(report.when_ms / 1000, UTC).strftime("D:%Y%m%d%H%M%SZ")
    writer.add_metadata({
        "/Title": ", ".join(part for part in (report.title, report.person, report.set_title) if part),
        "/Author": report.person, "/Subject": report.headline, "/Creator": report.headings.product,
        "/CreationDate": when, "/ModDate": when,
    })  # fmt: skip
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(report.language.replace("_", "-"))
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    for page in writer.pages:
        page.compress_content_streams()
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()
