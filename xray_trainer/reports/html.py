"""A report as one HTML file: fonts, figures and pieces of scans inside it, no script, nothing fetched from anywhere."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xray_trainer.files import write_atomically
from xray_trainer.reports import figures, typefaces
from xray_trainer.reports.crops import CropReader, outlines
from xray_trainer.reports.model import FigureText, Miss, Report

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).resolve().parent / "templates"
FIGURE_WIDTH = 345.0  # pt; 460 px


@dataclass(frozen=True, slots=True)
class _Face:
    weight: int
    data: str


@dataclass(frozen=True, slots=True)
class _FigureHtml:
    text: FigureText
    svg: str


@dataclass(frozen=True, slots=True)
class _Line:
    points: str
    truth: bool


@dataclass(frozen=True, slots=True)
class _MissHtml:
    """A miss with its picture: PNG in base64 ("" if none), size of the drawing's own units, lines over it."""

    miss: Miss
    png: str
    note: str
    width: int
    height: int
    lines: tuple[_Line, ...]


def write_html(report: Report, path: Path) -> None:
    """Write the report as one self-contained HTML file, for the screen and for A4 or Letter paper.

    Raises
    ------
    WriteError
        The file cannot be written; what was there is as it was.
    """
    crops = CropReader()
    page = _template().render(
        report=report,
        words=report.headings,
        language=report.language.replace("_", "-"),
        faces=_faces(),
        figures=[
            _FigureHtml(text, figures.as_svg(report, text.kind, FIGURE_WIDTH, figures.Ground.LIGHT))
            for text in report.figures
        ],
        misses=[_miss(one, crops, report.headings.crop_unreadable) for one in report.misses],
    )
    write_atomically(path, page.encode("utf-8"))


def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - needed by reports alone

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def _faces() -> list[_Face]:
    files = ((weight, typefaces.inter(weight)) for weight in (typefaces.REGULAR, typefaces.MEDIUM, typefaces.SEMI_BOLD))
    return [
        _Face(weight, base64.b64encode(path.read_bytes()).decode("ascii")) for weight, path in files if path is not None
    ]


def _miss(miss: Miss, crops: CropReader, unreadable: str) -> _MissHtml:
    """Lines are drawn in units of 480 to the picture's width, so that they are equally strong on every crop."""
    png = None if miss.crop is None else crops.png(miss.crop)
    if miss.crop is None or png is None:
        return _MissHtml(miss, "", miss.crop_note or unreadable, 0, 0, ())
    width = 480
    height = max(1, round(width * miss.crop.view.height / miss.crop.view.width))
    lines = tuple(
        _Line(" ".join(f"{x * width:.1f},{y * height:.1f}" for x, y in one.points), one.truth)
        for one in outlines(miss.crop)
    )
    return _MissHtml(miss, base64.b64encode(png).decode("ascii"), "", width, height, lines)
