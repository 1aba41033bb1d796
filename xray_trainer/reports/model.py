"""A report, as it will be read: every text and every number that a screen, a page or a file prints.

Nothing here is computed when it is written out, so the screen, the HTML, the PDF, the CSV and the JSON agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from xray_trainer.model import (
    Case,
    CaseScore,
    Estimate,
    HitRule,
    Outcome,
    Response,
    Scan,
    Spot,
    Truth,
    Verdict,
    Viewport,
)

MOST_ROWS = 14  # categories in a figure; the table holds them all
FEW = 10  # below this many, no rate and no range is told
BARE = 5  # below this many, a figure draws no dot either


@dataclass(frozen=True, slots=True)
class Item:
    """One answered case, as the report takes it. folder : where its scans are, None if they are gone."""

    case: Case
    truth: Truth
    response: Response
    score: CaseScore
    folder: Path | None = None


class FigureKind(StrEnum):
    """The figures that a report may hold."""

    CATEGORIES = "categories"  # found by category, with ranges
    VERDICTS = "verdicts"  # what was said against what was there
    CONFIDENCE = "confidence"  # how sure, and how often right
    TIMES = "times"  # seconds for each case, in the order they came


@dataclass(frozen=True, slots=True)
class FigureText:
    """What stands over a figure, and what it shows in words for those who cannot see it."""

    kind: FigureKind
    title: str
    note: str
    description: str


@dataclass(frozen=True, slots=True)
class Count:
    """One of the report's main numbers.

    text : the number as printed ("18 of 25"). note : what may be read from it. count, of : the bare counts.
    value : a measured figure (seconds) where it is no count. rate : None where there are too few to say.
    """

    key: str
    label: str
    text: str
    note: str
    count: int | None = None
    of: int | None = None
    value: float | None = None
    rate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """Concealments of one category. rate : always the estimate; `few` says that it must not be told in words."""

    category: str
    name: str
    found: int
    shown: int
    text: str
    range_text: str
    rate: Estimate | None

    @property
    def few(self) -> bool:
        """Whether there are too few to say anything but the counts."""
        return self.shown < FEW

    @property
    def bare(self) -> bool:
        """Whether there are too few even for a dot in a figure."""
        return self.shown < BARE


@dataclass(frozen=True, slots=True)
class ConfidenceRow:
    """Verdicts given with one confidence (1-3): how many were right. promise : the share that the word promises."""

    confidence: int
    name: str
    right: int
    answered: int
    text: str
    promise: float
    rate: Estimate | None

    @property
    def few(self) -> bool:
        """Whether there are too few to say anything but the counts."""
        return self.answered < FEW

    @property
    def bare(self) -> bool:
        """Whether there are too few even for a dot in a figure."""
        return self.answered < BARE


@dataclass(frozen=True, slots=True)
class Said:
    """How often one verdict was given. right : whether it was the right one there."""

    verdict: Verdict
    name: str
    count: int
    right: bool


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """All cases with, or all without, a concealment: what was said of them."""

    with_concealment: bool
    name: str
    cases: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a scan round a missed concealment; `view`, `truth` and `marks` in scan px."""

    folder: Path
    scan: Scan
    view: Viewport
    truth: tuple[Spot, ...]
    marks: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """One concealment that was not found. crop : None where the scan is not at hand; then crop_note says so."""

    case: str
    title: str
    category: str
    place: str
    explanation: str
    said: str
    advice: str
    crop: Crop | None
    crop_note: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One answered case: what it held, what was said, what became of it."""

    number: int
    case: str
    title: str
    with_concealment: bool | None
    verdict: Verdict
    confidence: int
    said: str
    outcome: Outcome | None
    outcome_text: str
    right: bool | None
    found: int
    concealments: int
    found_text: str
    marks: int
    false_marks: int | None
    false_marks_text: str
    seconds: float | None
    seconds_text: str


@dataclass(frozen=True, slots=True)
class Headings:
    """The fixed words of a report, in its language. page : with {page} and {pages} left to fill."""

    product: str
    person: str
    image_set: str
    when: str
    reading: str
    next_step: str
    by_category: str
    category: str
    found: str
    likely_range: str
    misses: str
    no_misses: str
    place: str
    legend_truth: str
    legend_mark: str
    cases: str
    case_number: str
    case: str
    said: str
    outcome: str
    false_marks: str
    seconds: str
    rule: str
    notes: str
    page: str
    crop_unreadable: str
    axis_per_hundred: str
    axis_seconds: str
    axis_cases: str
    right: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that a self-assessment says.

    language : of every text in it. when_ms : UTC ms; offset_min : local offset in minutes. more_misses : misses
    beyond those shown. In the order of reading.
    """

    language: str
    title: str
    headline: str
    person: str
    set_title: str
    when: str
    when_ms: int
    offset_min: int
    counts: tuple[Count, ...]
    reading: tuple[str, ...]
    next_step: str
    figures: tuple[FigureText, ...]
    categories: tuple[CategoryRow, ...]
    confidence: tuple[ConfidenceRow, ...]
    verdicts: tuple[VerdictRow, ...]
    misses: tuple[Miss, ...]
    more_misses: int
    misses_note: str
    cases: tuple[CaseRow, ...]
    rule: HitRule
    rule_lines: tuple[str, ...]
    notes: tuple[str, ...]
    d_prime: Estimate | None
    criterion: Estimate | None
    d_a: float | None
    headings: Headings
