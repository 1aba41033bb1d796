"""Telling people how they did: one report model, and the screen, HTML, PDF, CSV and JSON that print it."""

from xray_trainer.reports.assessment import self_assessment
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

__all__ = [
    "CaseRow", "CategoryRow", "ConfidenceRow", "Count", "Crop", "FigureKind", "FigureText", "Headings", "Item", "Miss",
    "Report", "Said", "VerdictRow", "self_assessment",
]  # fmt: skip
