"""What was missed, case by case: what it is, where it lay, what was said instead, and the piece of the scan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xray_trainer.model import (
    Box,
    Concealment,
    HitRule,
    Mark,
    MarkResult,
    Outcome,
    Region,
    Scan,
    Shape,
    Spot,
    Viewport,
    WholeLoad,
    area,
    bounds,
)
from xray_trainer.reports import words
from xray_trainer.reports.model import Crop, Item, Miss
from xray_trainer.reports.numerals import in_100
from xray_trainer.text import language, tr

CONTEXT = 2.5  # the crop is so many times as wide and high as what was missed
WIDER = 3.0  # so much wider at most to take in the trainee's own marks
LEAST_WIDTH = 200.0  # px
ASPECT = 1.6  # width over height, where the scan is large enough


def misses_of(
    items: Sequence[Item], rule: HitRule, category_name: Callable[[str], str], most: int
) -> tuple[tuple[Miss, ...], int]:
    """The first `most` misses in order, and how many there are in all."""
    missed = [
        (item, concealment)
        for item in items
        if item.score.outcome is not None
        for concealment in _missed(item)
    ]  # fmt: skip
    shown = tuple(_miss(item, concealment, rule, category_name) for item, concealment in missed[:most])
    return shown, len(missed)


def _missed(item: Item) -> tuple[Concealment, ...]:
    unfound = {one.concealment for one in item.score.concealments if not one.found and not one.optional}
    return tuple(one for one in item.truth.required if one.id in unfound)


def _miss(item: Item, concealment: Concealment, rule: HitRule, category_name: Callable[[str], str]) -> Miss:
    code = language()
    crop = _crop(item, concealment)
    return Miss(
        case=item.case.id,
        title=item.case.title.say(code) or item.case.id,
        category=concealment.name.say(code) or category_name(concealment.category) or concealment.category,
        place=words.place(concealment.place),
        explanation=concealment.note.say(code) or item.truth.note.say(code),
        said=tr("You said: {said}.").format(said=words.said(item.response.verdict, item.response.confidence).lower()),
        advice=_advice(item, concealment, rule),
        crop=crop,
        crop_note="" if crop else tr("The scans of this set are not at hand, so the place cannot be shown."),
    )


def _advice(item: Item, concealment: Concealment, rule: HitRule) -> str:
    """One kind sentence on what to do otherwise."""
    large = [one for one in item.score.marks if one.result is MarkResult.TOO_LARGE]
    mine = [one for one in large if one.concealment == concealment.id] or [
        one for one in large if one.concealment is None
    ]
    if mine:
        drawn = [mark for mark in item.response.marks if any(mark.id == one.mark for one in mine)]
        if any(isinstance(mark.shape, WholeLoad) for mark in drawn):
            return tr("You marked the whole load, but only this is wrong in it. Mark the spot.")
        share = max((_share(item, mark) for mark in drawn), default=0.0)
        if share > rule.largest_share:
            return tr(
                "Your mark takes in {share} in 100 of the container; an inspection team could not act on it. Mark"
                " the spot."
            ).format(share=in_100(share))
        return tr(
            "Your mark is much larger than what is hidden; an inspection team could not act on it. Mark the spot."
        )
    if item.score.outcome is Outcome.STOPPED_WRONG_PLACE:
        if not item.response.marks:
            return tr("You stopped it, but marked no place to search.")
        return tr("You stopped it, but your mark lies elsewhere.")
    if item.score.outcome in (Outcome.FOUND, Outcome.LOCATED_RELEASED):
        return tr("You found another one in this container. Look on after the first find.")
    place = words.place(concealment.place)
    return tr("Missed: look {place}.").format(place=place) if place else tr("Missed.")


def _share(item: Item, mark: Mark) -> float:
    """What share of its container (or scan) a mark takes, at most all of it."""
    from xray_trainer.scoring import container_share  # noqa: PLC0415 - loads numpy

    if not 0 <= mark.scan < len(item.case.scans):
        return 0.0
    return min(1.0, container_share(mark.shape, item.case.scans[mark.scan]))


def _crop(item: Item, concealment: Concealment) -> Crop | None:
    """The scan that shows it best, cut to the concealment and what is around it; None where no scan is at hand."""
    placed = [region for region in concealment.regions if 0 <= region.scan < len(item.case.scans)]
    if item.folder is None or not placed:
        return None
    best = max(placed, key=lambda region: _size(region, item.case.scans[region.scan]))
    scan = item.case.scans[best.scan]
    if scan.width <= 0 or scan.height <= 0:
        return None
    truth = tuple(_spot(region.shape, scan) for region in placed if region.scan == best.scan)
    marks = tuple(_spot(mark.shape, scan) for mark in _marks_on(item.response.marks, best.scan))
    return Crop(item.folder, scan, _view_with_marks(truth, marks, scan), truth, marks)


def _marks_on(marks: Sequence[Mark], scan: int) -> list[Mark]:
    return [mark for mark in marks if mark.scan == scan]


def _size(region: Region, scan: Scan) -> float:
    return area(_spot(region.shape, scan))


def _spot(shape: Shape, scan: Scan) -> Spot:
    """A whole load is drawn as the container's outline."""
    if isinstance(shape, WholeLoad):
        return scan.outlines[0] if scan.outlines else Box(0, 0, scan.width, scan.height)
    return shape


def _view_with_marks(truth: Sequence[Spot], marks: Sequence[Spot], scan: Scan) -> Viewport:
    """Wide enough to show the trainee's marks too, unless that makes the concealment small."""
    close, wide = _view(truth, scan, CONTEXT), _view((*truth, *marks), scan, 1.3)
    return wide if close.width < wide.width <= WIDER * close.width else close


def _view(shown: Sequence[Spot], scan: Scan, context: float) -> Viewport:
    """`context` times what is shown, at least LEAST_WIDTH wide, at ASPECT if the scan has room, inside the scan."""
    edges = [bounds(spot) for spot in shown]
    x0, y0 = max(0.0, min(edge[0] for edge in edges)), max(0.0, min(edge[1] for edge in edges))
    x1 = min(float(scan.width), max(edge[2] for edge in edges))
    y1 = min(float(scan.height), max(edge[3] for edge in edges))
    width = max(LEAST_WIDTH, context * (x1 - x0), ASPECT * context * (y1 - y0))
    width, height = min(width, scan.width), min(width / ASPECT, scan.height)
    width = min(width, max(ASPECT * height, 1.3 * (x1 - x0)))
    left = min(max(0.0, (x0 + x1 - width) / 2), scan.width - width)
    top = min(max(0.0, (y0 + y1 - height) / 2), scan.height - height)
    return Viewport(left, top, width, height)
