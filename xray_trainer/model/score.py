"""The hit rule and what it says: of each mark, of each concealment, of a case, of many cases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xray_trainer.model.response import Verdict


@dataclass(frozen=True, slots=True)
class HitRule:
    """When a mark counts (docs/scoring.md). Stored with every result; changing it recomputes all.

    coverage : share of the concealment that a mark must cover, unless its centre is near.
    min_share : least share of a mark that must lie in the padded concealment.
    largest_share : share of the container above which a mark is too large to search, if also `growth` times the
    padded concealment. tolerance : padding as a share of the square root of the concealment's area, kept between
    tolerance_low and tolerance_high of the container's height.
    """

    coverage: float = 0.50
    min_share: float = 0.20
    largest_share: float = 0.35
    growth: float = 2.0
    tolerance: float = 0.25
    tolerance_low: float = 0.015
    tolerance_high: float = 0.05


class MarkResult(StrEnum):
    """What the hit rule says of a mark."""

    FOUND = "found"
    WRONG_CATEGORY = "wrong_category"  # the right place, called by another category; the concealment counts as found
    REPEAT = "repeat"
    IGNORED = "ignored"
    TOO_LARGE = "too_large"
    FALSE = "false"


class Outcome(StrEnum):
    """What became of a case."""

    FOUND = "found"
    STOPPED_WRONG_PLACE = "stopped_wrong_place"
    LOCATED_RELEASED = "located_released"
    MISSED = "missed"
    RELEASED = "released"
    RELEASED_WITH_MARKS = "released_with_marks"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class MarkScore:
    """One mark: its result, the concealment it belongs to, and the fit with the nearest one (0 where there is none).

    iou : overlap over union. iogt : share of the concealment covered. p_plus : share of the mark in the padded one.
    """

    mark: str
    result: MarkResult
    concealment: str | None = None
    iou: float = 0.0
    iogt: float = 0.0
    p_plus: float = 0.0


@dataclass(frozen=True, slots=True)
class ConcealmentScore:
    """One concealment: whether it was found, by what confidence or rating at best (None: not found)."""

    concealment: str
    category: str
    found: bool
    optional: bool = False
    rating: float | None = None


@dataclass(frozen=True, slots=True)
class CaseScore:
    """One case. `outcome` is None where the truth cannot be scored; then nothing of it enters a measure.

    with_concealment : None where the truth cannot say. false_marks : false and too large ones, where the truth is
    complete.
    """

    case: str
    verdict: Verdict
    confidence: int
    outcome: Outcome | None
    with_concealment: bool | None
    marks: tuple[MarkScore, ...] = ()
    concealments: tuple[ConcealmentScore, ...] = ()
    false_marks: int = 0
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval; None in place of an Estimate means that there was nothing to estimate from."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """Concealments of one category: how many were shown, how many found, and the range of the found rate."""

    category: str
    shown: int
    found: int
    found_rate: Estimate | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Many cases: counts first, then what is estimated from them.

    with_concealment, without : cases. found of concealments. stopped_with, stopped_without : cases stopped.
    found_rate : of concealments. false_alarm_rate : of cases without. d_prime, criterion, d_a : from verdicts.
    """

    cases: int
    with_concealment: int
    without: int
    concealments: int
    found: int
    false_marks: int
    stopped_with: int
    stopped_without: int
    cannot_decide: int
    unscored: int
    found_rate: Estimate | None
    false_alarm_rate: Estimate | None
    d_prime: Estimate | None
    criterion: Estimate | None
    d_a: float | None
    median_seconds: float | None = None
    outcomes: tuple[tuple[Outcome, int], ...] = ()
    categories: tuple[CategoryCount, ...] = ()
