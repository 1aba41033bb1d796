"""Many cases summed up: counts first, then what is estimated from them, each with its range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from xray_trainer.model import CaseScore, CategoryCount, ConcealmentScore, Estimate, Outcome, Summary, Verdict
from xray_trainer.scoring.measures import detection, wilson


def summarise(scores: Iterable[CaseScore]) -> Summary:
    """Sum up cases. A case without an outcome is counted as unscored, and nothing but its time enters a figure."""
    given = tuple(scores)
    scored = [one for one in given if one.outcome is not None]
    with_one = [one for one in scored if one.with_concealment]
    without = [one for one in scored if not one.with_concealment]
    concealments = [one for score in with_one for one in score.concealments if not one.optional]
    found = sum(one.found for one in concealments)
    stopped_with, stopped_without = _stopped(with_one), _stopped(without)
    measured = detection(stopped_with, len(with_one) - stopped_with, stopped_without, len(without) - stopped_without)
    outcomes = Counter(one.outcome for one in scored)
    seconds = [one.seconds for one in given if one.seconds is not None]
    return Summary(
        cases=len(given),
        with_concealment=len(with_one),
        without=len(without),
        concealments=len(concealments),
        found=found,
        false_marks=sum(one.false_marks for one in scored),
        stopped_with=stopped_with,
        stopped_without=stopped_without,
        cannot_decide=sum(one.verdict is Verdict.CANNOT_DECIDE for one in scored),
        unscored=len(given) - len(scored),
        found_rate=_share(found, len(concealments)),
        false_alarm_rate=_share(stopped_without, len(without)),
        d_prime=Estimate(measured.corrected.d_prime, *measured.d_prime_range) if measured else None,
        criterion=Estimate(measured.corrected.criterion, *measured.criterion_range) if measured else None,
        d_a=measured.d_a if measured else None,
        median_seconds=median(seconds) if seconds else None,
        outcomes=tuple((outcome, outcomes[outcome]) for outcome in Outcome if outcomes[outcome]),
        categories=_by_category(concealments),
    )


def _stopped(scores: Sequence[CaseScore]) -> int:
    return sum(one.verdict.stops for one in scores)


def _share(k: int, n: int) -> Estimate | None:
    return Estimate(k / n, *wilson(k, n)) if n else None


def _by_category(concealments: Sequence[ConcealmentScore]) -> tuple[CategoryCount, ...]:
    shown = Counter(one.category for one in concealments)
    found = Counter(one.category for one in concealments if one.found)
    return tuple(
        CategoryCount(category, shown[category], found[category], _share(found[category], shown[category]))
        for category in sorted(shown)
    )
