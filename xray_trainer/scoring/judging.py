"""One case judged: what each mark found, what became of each concealment and of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xray_trainer.errors import ScanMismatch
from xray_trainer.model import (
    Case,
    CaseScore,
    Completeness,
    Concealment,
    ConcealmentScore,
    HitRule,
    Mark,
    MarkResult,
    MarkScore,
    Outcome,
    Region,
    Response,
    Scan,
    Truth,
)
from xray_trainer.scoring.hit_rule import DEFAULT_RULE, NO_FIT, Container, Fit, container_at, fit
from xray_trainer.scoring.outline import Outline, outline_of, placed
from xray_trainer.scoring.overlap import overlap, signed_distance
from xray_trainer.scoring.pairing import best_pairs
from xray_trainer.text import N_, Message

# Pairs are chosen by, in this order: most required concealments found, most optional ones, the larger overlap, the
# surer mark, the same category. Each step outweighs the sum of those after it.
_REQUIRED, _OPTIONAL, _SURE, _SAME_CATEGORY = 1e6, 1e3, 1e-3, 1e-6
_MOSTLY = 0.5  # share of a mark that lies in an ignore region from which on it is ignored

_FALSE_MARKS = (MarkResult.FALSE, MarkResult.TOO_LARGE)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A region on a scan of the case, ready for overlap."""

    scan: int
    outline: Outline


@dataclass(frozen=True, slots=True)
class _Target:
    """A concealment: its own pieces, and the wider areas in which a mark also counts."""

    concealment: Concealment
    pieces: tuple[_Placed, ...]
    accepted: tuple[_Placed, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """One mark against one concealment: the fit with its best piece, and whether it may be paired with it."""

    fit: Fit
    counts: bool

    @property
    def closeness(self) -> tuple[float, float, float]:
        return self.fit.iou, self.fit.p_plus, self.fit.iogt


_NO_MATCH = _Match(NO_FIT, counts=False)


def judge(case: Case, truth: Truth, response: Response, rule: HitRule = DEFAULT_RULE) -> CaseScore:
    """Say what each mark found, by the rule, in scan pixels.

    Marks and concealments are paired one to one so that the most concealments count as found; ties go to the
    larger overlap. A second mark on a found concealment is a repeat: neither hit nor false mark.

    Raises
    ------
    ScanMismatch
        The response was given to another scan (its digest differs).
    """
    if response.scans and response.scans != tuple(scan.digest for scan in case.scans):
        raise ScanMismatch(
            Message(N_("this answer was given to another scan than the one that the case now holds")),
            case.source or None,
            case.id,
        )
    if truth.completeness is Completeness.UNKNOWN:
        ignored = tuple(MarkScore(mark.id, MarkResult.IGNORED) for mark in response.marks)
        return _case_score(case, truth, response, ignored, ())
    targets = [_target(one, case.scans) for one in truth.concealments]
    spots = [_on_scan(Region(mark.shape, mark.scan), case.scans) for mark in response.marks]
    matches = [_matches(spot, targets, case.scans, rule) for spot in spots]
    confidences = [response.confidence_of(mark) for mark in response.marks]
    pairs = best_pairs(_weights(response.marks, confidences, targets, matches))
    ignore = _on_scans(truth.ignore, case.scans)
    results = []
    for row, mark in enumerate(response.marks):
        column = pairs.get(row, _repeated(targets, matches[row], set(pairs.values())))
        if column is not None:
            result = _result_on(targets[column].concealment, mark, is_repeat=row not in pairs)
            results.append(_mark_score(mark, result, matches[row][column], targets[column]))
        else:
            is_ignored = _is_ignored(spots[row], ignore)
            results.append(_missed_mark(mark, targets, matches[row], truth.completeness, is_ignored=is_ignored))
    found = _concealment_scores(targets, set(pairs.values()), results, confidences)
    return _case_score(case, truth, response, tuple(results), found)


def _on_scan(region: Region, scans: Sequence[Scan]) -> _Placed | None:
    """A region where it lies; None if the case has no such scan."""
    if not 0 <= region.scan < len(scans):
        return None
    return _Placed(region.scan, outline_of(placed(region.shape, scans[region.scan])))


def _on_scans(regions: Sequence[Region], scans: Sequence[Scan]) -> tuple[_Placed, ...]:
    return tuple(place for region in regions if (place := _on_scan(region, scans)) is not None)


def _target(concealment: Concealment, scans: Sequence[Scan]) -> _Target:
    pieces = _on_scans(concealment.regions, scans)
    return _Target(concealment, pieces, _on_scans(concealment.accept_regions, scans))


def _matches(spot: _Placed | None, targets: Sequence[_Target], scans: Sequence[Scan], rule: HitRule) -> list[_Match]:
    if spot is None:
        return [_NO_MATCH] * len(targets)
    container = container_at(scans[spot.scan], spot.outline.centre)
    return [_match(spot, target, container, rule) for target in targets]


def _match(spot: _Placed, target: _Target, container: Container, rule: HitRule) -> _Match:
    """How a mark fits the piece that it fits best; a mark that counts in an accept region counts too."""
    fits = [fit(spot.outline, piece.outline, container, rule) for piece in target.pieces if piece.scan == spot.scan]
    best = max(fits, key=_goodness, default=NO_FIT)
    counts = best.counts or any(
        fit(spot.outline, wider.outline, container, rule).counts for wider in target.accepted if wider.scan == spot.scan
    )
    return _Match(best, counts)


def _goodness(one: Fit) -> tuple[bool, bool, float, float, float]:
    return one.counts, one.touches, one.iou, one.p_plus, one.iogt


def _weights(
    marks: Sequence[Mark], confidences: Sequence[float], targets: Sequence[_Target], matches: Sequence[list[_Match]]
) -> list[list[float]]:
    """The weight of each mark (row) for each concealment (column); 0 where they may not be paired."""
    lowest = min((0.0, *confidences))  # a detector's ratings may be below 0
    span = 1.0 + max((0.0, *confidences)) - lowest
    return [
        [
            _weight(mark, target.concealment, match, (confidence - lowest) / span) if match.counts else 0.0
            for target, match in zip(targets, row, strict=True)
        ]
        for mark, confidence, row in zip(marks, confidences, matches, strict=True)
    ]


def _weight(mark: Mark, concealment: Concealment, match: _Match, sure: float) -> float:
    base = _OPTIONAL if concealment.optional else _REQUIRED
    same = _SAME_CATEGORY if mark.category == concealment.category else 0.0
    return base + match.fit.iou + _SURE * sure + same


def _repeated(targets: Sequence[_Target], row: Sequence[_Match], found: set[int]) -> int | None:
    """The found concealment that an unpaired mark lies on once more: a required one rather than an optional one."""
    return max(
        (column for column in found if row[column].counts),
        key=lambda column: (not targets[column].concealment.optional, row[column].closeness, -column),
        default=None,
    )


def _result_on(concealment: Concealment, mark: Mark, *, is_repeat: bool) -> MarkResult:
    if concealment.optional:
        return MarkResult.IGNORED
    if is_repeat:
        return MarkResult.REPEAT
    return MarkResult.FOUND if mark.category in (None, concealment.category) else MarkResult.WRONG_CATEGORY


def _missed_mark(
    mark: Mark, targets: Sequence[_Target], row: Sequence[_Match], completeness: Completeness, *, is_ignored: bool
) -> MarkScore:
    """A mark that counts for nothing: ignored, too large, or false where all that is there is known."""
    too_large = max(
        (column for column in range(len(targets)) if row[column].fit.too_large),
        key=lambda column: row[column].closeness,
        default=None,
    )
    nearest = max(row, key=lambda match: match.closeness, default=_NO_MATCH)
    if is_ignored:
        return _mark_score(mark, MarkResult.IGNORED, nearest)
    if too_large is not None:
        return _mark_score(mark, MarkResult.TOO_LARGE, row[too_large], targets[too_large])
    result = MarkResult.FALSE if completeness is Completeness.COMPLETE else MarkResult.IGNORED
    return _mark_score(mark, result, nearest)


def _is_ignored(spot: _Placed | None, ignore: Sequence[_Placed]) -> bool:
    """Whether a mark lies mostly in a region to ignore, or its centre does."""
    return spot is not None and any(
        overlap(spot.outline, region.outline).iom >= _MOSTLY
        or signed_distance(spot.outline.centre, region.outline) >= 0
        for region in ignore
        if region.scan == spot.scan
    )


def _mark_score(mark: Mark, result: MarkResult, match: _Match, target: _Target | None = None) -> MarkScore:
    concealment = None if target is None else target.concealment.id
    return MarkScore(mark.id, result, concealment, match.fit.iou, match.fit.iogt, match.fit.p_plus)


def _concealment_scores(
    targets: Sequence[_Target], found: set[int], results: Sequence[MarkScore], confidences: Sequence[float]
) -> tuple[ConcealmentScore, ...]:
    """What became of each concealment; its rating is that of the surest mark on it."""
    scores = []
    for column, target in enumerate(targets):
        one = target.concealment
        ratings = [
            confidence
            for score, confidence in zip(results, confidences, strict=True)
            if score.concealment == one.id and score.result is not MarkResult.TOO_LARGE
        ]
        rating = max(ratings, default=None) if column in found else None
        scores.append(ConcealmentScore(one.id, one.category, column in found, one.optional, rating))
    return tuple(scores)


def _case_score(
    case: Case,
    truth: Truth,
    response: Response,
    marks: tuple[MarkScore, ...],
    concealments: tuple[ConcealmentScore, ...],
) -> CaseScore:
    is_complete = truth.completeness is Completeness.COMPLETE
    return CaseScore(
        case=case.id,
        verdict=response.verdict,
        confidence=response.confidence,
        outcome=_outcome(truth, response, marks, concealments),
        with_concealment=truth.has_concealment,
        marks=marks,
        concealments=concealments,
        false_marks=sum(mark.result in _FALSE_MARKS for mark in marks) if is_complete else 0,
        seconds=response.seconds,
    )


def _outcome(
    truth: Truth, response: Response, marks: Sequence[MarkScore], concealments: Sequence[ConcealmentScore]
) -> Outcome | None:
    """What became of the case; None where the truth cannot say what would have been right."""
    stops = response.verdict.stops
    if truth.has_concealment:
        located = any(one.found for one in concealments if not one.optional)
        if located:
            return Outcome.FOUND if stops else Outcome.LOCATED_RELEASED
        return Outcome.STOPPED_WRONG_PLACE if stops else Outcome.MISSED
    if truth.has_concealment is None or truth.discrepancies:
        return None  # papers that do not agree are a reason to stop: no false alarm, and nothing to find
    if stops:
        return Outcome.STOPPED
    marked = any(mark.result is not MarkResult.IGNORED for mark in marks)
    return Outcome.RELEASED_WITH_MARKS if marked else Outcome.RELEASED
