"""Telling people how they did: one report model, and the screen, HTML, PDF, CSV and JSON that print it.

    report = self_assessment(person, title, items, summary, rule, category_name, when_ms)
    write(report, path)                       .pdf, .html, .csv or .json
    as_pixels(report, kind, 440, ratio)       a figure for the screen

What needs matplotlib, reportlab or Jinja is fetched when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from xray_trainer.reports.assessment import judged
from xray_trainer.reports.json import to_json
from xray_trainer.reports.model import (
    CaseRow,
    CategoryRow,
    ConfidenceRow,
    Count,
    Crop,
    FigureKind,
    FigureText,
    Headings,
    Item,
    Miss,
    Report,
    Said,
    VerdictRow,
)
from xray_trainer.reports.self_assessment import self_assessment
from xray_trainer.reports.writing import write, write_json

if TYPE_CHECKING:
    from xray_trainer.reports.csv import write_csv
    from xray_trainer.reports.figures import Ground, as_pixels
    from xray_trainer.reports.html import write_html
    from xray_trainer.reports.pdf import Paper, write_pdf

_HOMES = {
    "Ground": "figures",
    "Paper": "pdf",
    "as_pixels": "figures",
    "write_csv": "csv",
    "write_html": "html",
    "write_pdf": "pdf",
}

__all__ = [
    "CaseRow", "CategoryRow", "ConfidenceRow", "Count", "Crop", "FigureKind", "FigureText", "Ground", "Headings",
    "Item", "Miss", "Paper", "Report", "Said", "VerdictRow", "as_pixels", "judged", "self_assessment", "to_json",
    "write", "write_csv", "write_html", "write_json", "write_pdf",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
