"""A report as plain values: every number that is printed, under stable English names, and the sentences."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from xray_trainer.model import Estimate
from xray_trainer.model.codec import Json
from xray_trainer.reports.model import CaseRow, Count, Miss, Report


def to_json(report: Report) -> dict[str, Json]:
    """The report for programs. Rates are shares from 0 to 1; `when` is UTC; places on this machine are left out."""
    return {
        "format": "xray-trainer/report",
        "version": 1,
        "language": report.language,
        "person": report.person,
        "image_set": report.set_title,
        "when": datetime.fromtimestamp(report.when_ms / 1000, UTC).isoformat(timespec="seconds"),
        "offset_min": report.offset_min,
        "headline": report.headline,
        "next_step": report.next_step,
        "reading": list(report.reading),
        "counts": {one.key: _count(one) for one in report.counts},
        "d_prime": _estimate(report.d_prime),
        "criterion": _estimate(report.criterion),
        "d_a": report.d_a,
        "categories": [
            {"category": row.category, "name": row.name, "found": row.found, "shown": row.shown,
             "found_rate": _estimate(row.rate), "too_few": row.few}
            for row in report.categories
        ],
        "confidence": [
            {"confidence": row.confidence, "right": row.right, "answered": row.answered, "promise": row.promise,
             "right_rate": _estimate(row.rate), "too_few": row.few}
            for row in report.confidence
        ],
        "verdicts": [
            {"with_concealment": row.with_concealment, "cases": row.cases,
             "said": {one.verdict.value: one.count for one in row.said}}
            for row in report.verdicts
        ],
        "misses": [_miss(one) for one in report.misses],
        "more_misses": report.more_misses,
        "cases": [_case(row) for row in report.cases],
        "rule": dict(asdict(report.rule)),
        "rule_in_words": list(report.rule_lines),
        "notes": list(report.notes),
    }  # fmt: skip


def _estimate(estimate: Estimate | None) -> Json:
    if estimate is None:
        return None
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _count(one: Count) -> Json:
    return {"label": one.label, "text": one.text, "note": one.note, "count": one.count, "of": one.of,
            "value": one.value, "rate": _estimate(one.rate)}  # fmt: skip


def _miss(one: Miss) -> Json:
    view = None if one.crop is None else [one.crop.view.x, one.crop.view.y, one.crop.view.width, one.crop.view.height]
    return {"case": one.case, "title": one.title, "category": one.category, "place": one.place, "said": one.said,
            "advice": one.advice, "explanation": one.explanation,
            "crop": None if view is None else list(view)}  # fmt: skip


def _case(row: CaseRow) -> Json:
    return {"number": row.number, "case": row.case, "title": row.title, "with_concealment": row.with_concealment,
            "verdict": row.verdict.value, "confidence": row.confidence,
            "outcome": None if row.outcome is None else row.outcome.value, "concealments": row.concealments,
            "found": row.found, "marks": row.marks, "false_marks": row.false_marks, "seconds": row.seconds}  # fmt: skip
