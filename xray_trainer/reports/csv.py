"""A report as a table for spreadsheets: the counts, the categories, then a row for each case."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from xray_trainer.files import write_atomically
from xray_trainer.model import Estimate
from xray_trainer.reports.model import Report
from xray_trainer.text import tr

Cell: TypeAlias = str | int | float | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # some spreadsheets take the wide ones too
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


def write_csv(report: Report, path: Path) -> None:
    """Write the report as CSV: UTF-8 with a byte order mark, so that spreadsheets read every alphabet.

    Raises
    ------
    WriteError
        The file cannot be written; what was there is as it was.
    """
    held = io.StringIO(newline="")
    csv.writer(held).writerows([harmless(cell) for cell in row] for row in _rows(report))
    write_atomically(path, held.getvalue().encode("utf-8-sig"))


def harmless(cell: Cell) -> str:
    """The cell as text that no spreadsheet takes for a formula: an apostrophe before what might be one."""
    if cell is None:
        return ""
    text = repr(round(cell, 6)) if isinstance(cell, float) else str(cell)
    if _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _rows(report: Report) -> Iterable[Sequence[Cell]]:
    words = report.headings
    yield (words.product, report.title)
    yield (words.person, report.person)
    yield (words.image_set, report.set_title)
    yield (words.when, report.when)
    yield ()
    yield ("", tr("count"), tr("of"), tr("value"), tr("rate"), tr("low"), tr("high"))
    for one in report.counts:
        yield (one.label, one.count, one.of, one.value, *_range(one.rate))
    for name, measure in (("d'", report.d_prime), ("c", report.criterion)):
        yield (name, None, None, None, *_range(measure))
    yield ()
    yield (words.category, words.found, tr("of"), "", tr("rate"), tr("low"), tr("high"))
    for category in report.categories:
        yield (category.name, category.found, category.shown, None, *_range(category.rate))
    yield ()
    yield (words.case_number, words.case, tr("title"), tr("with a concealment"), words.said, tr("how sure (1-3)"),
           words.outcome, tr("concealments"), words.found, tr("marks"), words.false_marks,
           words.axis_seconds)  # fmt: skip
    for row in report.cases:
        there = {True: tr("yes"), False: tr("no"), None: ""}[row.with_concealment]
        yield (row.number, row.case, row.title, there, row.verdict.value, row.confidence, row.outcome_text,
               row.concealments, row.found, row.marks, row.false_marks, row.seconds)  # fmt: skip


def _range(rate: Estimate | None) -> tuple[Cell, Cell, Cell]:
    return (None, None, None) if rate is None else (rate.value, rate.low, rate.high)
