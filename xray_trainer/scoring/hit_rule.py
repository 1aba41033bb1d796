"""When a mark counts: facts about one mark and one concealment, by the hit rule (docs/scoring.md)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from xray_trainer.model import HitRule, Point, Scan, Shape, Spot
from xray_trainer.scoring.outline import Outline, outline_of, placed
from xray_trainer.scoring.overlap import NO_OVERLAP, overlap, padded_area, padded_share, signed_distance

DEFAULT_RULE = HitRule()


@dataclass(frozen=True, slots=True)
class Container:
    """What the rule measures by: the inner height in px and the area in px² of the container that a mark lies in."""

    height: float
    area: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How a mark fits a concealment.

    iou, iogt, p_plus : see docs/scoring.md, from 0 to 1. tolerance : px by which the concealment is padded.
    near : the mark's centre lies in the padded concealment. touches : near, or enough of the concealment is covered.
    too_large : it touches, but takes in so much else that nobody could act on it.
    """

    iou: float
    iogt: float
    p_plus: float
    tolerance: float
    near: bool
    touches: bool
    too_large: bool

    @property
    def counts(self) -> bool:
        """Whether the mark may count for the concealment."""
        return self.touches and not self.too_large


NO_FIT = Fit(0.0, 0.0, 0.0, 0.0, near=False, touches=False, too_large=False)


def fit(mark: Spot | Outline, item: Spot | Outline, container: Container, rule: HitRule = DEFAULT_RULE) -> Fit:
    """How a mark fits one region of a concealment on the same scan; a mark without area fits nothing."""
    mark, item = outline_of(mark), outline_of(item)
    padding = tolerance(item, container, rule)
    if item.is_nowhere or mark.is_nowhere:
        return replace(NO_FIT, tolerance=padding)
    near = signed_distance(mark.centre, item) >= -padding
    shared = overlap(mark, item)
    p_plus = padded_share(mark, item, padding)
    touches = mark.area > 0 and (near or (shared is not NO_OVERLAP and shared.iogt >= rule.coverage))
    too_large = touches and (
        p_plus < rule.min_share
        or (mark.area > rule.largest_share * container.area and mark.area > rule.growth * padded_area(item, padding))
    )
    return Fit(shared.iou, shared.iogt, p_plus, padding, near, touches, too_large)


def tolerance(item: Spot | Outline, container: Container, rule: HitRule = DEFAULT_RULE) -> float:
    """By how many px a concealment is padded: a share of its size, within bounds from the container's height."""
    wanted = rule.tolerance * math.sqrt(outline_of(item).area)
    return min(max(wanted, rule.tolerance_low * container.height), rule.tolerance_high * container.height)


def container_at(scan: Scan, point: Point) -> Container:
    """The container of a scan that holds a point: its outline, else the whole scan."""
    x, y = point
    for one in scan.outlines:
        if one.width > 0 and one.height > 0 and 0 <= x - one.x <= one.width and 0 <= y - one.y <= one.height:
            return Container(one.height, one.width * one.height)
    return Container(float(scan.height), float(scan.width) * scan.height)


def container_share(shape: Shape, scan: Scan) -> float:
    """Area of a mark as a share of its container's: past the rule's `largest_share` a mark may be too large.

    It needs no truth, so it can be told while the mark is drawn and gives nothing away.
    """
    outline = outline_of(placed(shape, scan))
    container = container_at(scan, outline.centre)
    return outline.area / container.area if container.area > 0 else 0.0
