"""Telling people how they did: one report model, and the screen, HTML, PDF, CSV and JSON that print it."""

from xray_trainer.reports.assessment import judged
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

__all__ = [
    "CaseRow", "CategoryRow", "ConfidenceRow", "Count", "Crop", "FigureKind", "FigureText", "Headings", "Item", "Miss",
    "Report", "Said", "VerdictRow", "judged", "self_assessment",
]  # fmt: skip
