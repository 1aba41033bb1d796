"""How much of a mark and of a concealment lie in one another, and how far a point is from a concealment.

Boxes have closed forms, every other pair of shapes an exact sum over pairs of edges, and the padded concealment of a
shape that is no box is measured along scan lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from xray_trainer.model import Point, Spot
from xray_trainer.scoring.outline import Bounds, Outline, edges_of, outline_of, product_of_windings

Points: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two shapes share, each from 0 to 1, and 0 where a shape has no area.

    iou : intersection over union. iogt : share of the concealment that the mark covers. iom : share of the mark that
    lies in the concealment.
    """

    iou: float
    iogt: float
    iom: float


NO_OVERLAP = Overlap(0.0, 0.0, 0.0)


def overlap(mark: Spot | Outline, item: Spot | Outline) -> Overlap:
    """What a mark and a concealment share."""
    mark, item = outline_of(mark), outline_of(item)
    if mark.area <= 0 or item.area <= 0:
        return NO_OVERLAP
    shared = min(_shared_area(mark, item), mark.area, item.area)
    if shared <= 0:
        return NO_OVERLAP
    larger, smaller = max(mark.area, item.area), min(mark.area, item.area)
    return Overlap(shared / (larger + (smaller - shared)), shared / item.area, shared / mark.area)


def padded_share(mark: Spot | Outline, item: Spot | Outline, tolerance: float) -> float:
    """P+: the share of a mark that lies in a concealment or within `tolerance` px of it; 0 for a mark without area."""
    mark, item = outline_of(mark), outline_of(item)
    if mark.area <= 0 or item.is_nowhere or _gap(mark.bounds, item.bounds) > tolerance:
        return 0.0
    if mark.box is not None and item.box is not None:
        inside = _box_in_rounded_box(mark.box, item.box, tolerance)
    else:
        inside = _area_in_padded(mark, item, tolerance)
    return min(1.0, max(0.0, inside / mark.area))


def signed_distance(point: Point, shape: Spot | Outline) -> float:
    """How deep a point lies inside a shape, in px; negative outside, where it is the distance to it."""
    item = outline_of(shape)
    if item.is_nowhere:
        return -math.inf
    px, py = point
    if item.box is not None:
        x, y, width, height = item.box
        across, down = px - x, py - y
        right, below = across - width, down - height
        outside = math.hypot(max(-across, right, 0.0), max(-down, below, 0.0))
        return -outside if outside > 0 else min(across, -right, down, -below)
    nearest, inside = math.inf, False
    ax, ay = item.points[-1]
    for bx, by in item.points:
        run, rise, u, v = bx - ax, by - ay, px - ax, py - ay
        length = run * run + rise * rise
        along = min(1.0, max(0.0, (u * run + v * rise) / length)) if length > 0 else 0.0
        nearest = min(nearest, math.hypot(u - along * run, v - along * rise))
        if (ay > py) != (by > py) and u < v / rise * run:
            inside = not inside
        ax, ay = bx, by
    return nearest if inside and item.area > 0 else -nearest


def padded_area(item: Outline, tolerance: float) -> float:
    """Area of a padded concealment in px²: |G| + perimeter · t + π t², exact for convex shapes."""
    return item.area + item.perimeter * tolerance + math.pi * tolerance * tolerance


def _gap(a: Bounds, b: Bounds) -> float:
    """The distance between two upright rectangles; 0 if they meet."""
    return math.hypot(max(b[0] - a[2], a[0] - b[2], 0.0), max(b[1] - a[3], a[1] - b[3], 0.0))


def _shared_area(mark: Outline, item: Outline) -> float:
    if mark.box is not None and item.box is not None:
        ax, ay, a_width, a_height = mark.box
        bx, by, b_width, b_height = item.box
        return _shared_length(a_width, bx - ax, b_width) * _shared_length(a_height, by - ay, b_height)
    (m0, m1, m2, m3), (g0, g1, g2, g3) = mark.bounds, item.bounds
    common = (max(m0, g0), max(m1, g1), min(m2, g2), min(m3, g3))
    if common[2] <= common[0] or common[3] <= common[1]:
        return 0.0
    shared = product_of_windings(edges_of(mark.points, common), edges_of(item.points, common))
    rounding = 1e-14 * (max(m2, g2) - common[0]) * (max(m3, g3) - common[1])
    return shared if shared > rounding else 0.0


def _shared_length(length: float, shift: float, other: float) -> float:
    """What [0, length] and [shift, shift + other] share."""
    return max(0.0, min(length, shift + other) - max(0.0, shift))


def _box_in_rounded_box(mark: Bounds, item: Bounds, radius: float) -> float:
    """Area in px² of a box within `radius` of another: a middle, four sides and four quarter discs."""
    x, y = mark[0] - item[0], mark[1] - item[1]
    right, bottom = x + mark[2], y + mark[3]
    width, height = item[2], item[3]
    across = _shared_length(mark[2], -x, width)
    down = _shared_length(mark[3], -y, height)
    left_of, right_of = _piece(-right, -x, radius), _piece(x - width, right - width, radius)
    above, below = _piece(-bottom, -y, radius), _piece(y - height, bottom - height, radius)
    straight = across * down
    straight += (left_of[1] - left_of[0] + right_of[1] - right_of[0]) * down
    straight += (above[1] - above[0] + below[1] - below[0]) * across
    return straight + sum(_in_quarter_disc(u, v, radius) for u in (left_of, right_of) for v in (above, below))


def _piece(start: float, end: float, radius: float) -> tuple[float, float]:
    """[start, end] cut to [0, radius]."""
    low = min(max(start, 0.0), radius)
    return low, min(max(end, low), radius)


def _in_quarter_disc(u: tuple[float, float], v: tuple[float, float], radius: float) -> float:
    """Area in px² of the box u × v within the quarter disc about the origin where both are positive."""
    if u[1] <= u[0] or v[1] <= v[0] or u[0] * u[0] + v[0] * v[0] >= radius * radius:
        return 0.0
    if u[1] * u[1] + v[1] * v[1] <= radius * radius:
        return (u[1] - u[0]) * (v[1] - v[0])
    far = _disc_under(u[1], v[1], radius) - _disc_under(u[0], v[1], radius)
    return far - _disc_under(u[1], v[0], radius) + _disc_under(u[0], v[0], radius)


def _disc_under(u: float, v: float, radius: float) -> float:
    """Area in px² of [0, u] × [0, v] within the disc; u and v from 0 to radius."""
    flat = math.sqrt(max(radius * radius - v * v, 0.0))  # up to here the arc is higher than v
    return u * v if u <= flat else flat * v + _arc_integral(u, radius) - _arc_integral(flat, radius)


def _arc_integral(x: float, radius: float) -> float:
    height = math.sqrt(max(radius * radius - x * x, 0.0))
    return (x * height + radius * radius * math.atan2(x, height)) / 2


# P+ along scan lines stays within 1e-3 of exact geometry: an edge as steep as can be is off by a third of a strip.
_STRIPS, _MOST_BREAKS = 256, 64
_AT_ONCE = 1 << 20  # corners times scan lines taken in one go: this bounds the memory
_MANY_CROSSINGS = 64  # from here on a scan line at a time is faster than all lines an interval at a time
_GAUSS = 1 / math.sqrt(3)  # the two points of Gauss-Legendre on [-1, 1], each of weight 1
_THINNEST = 1e-60  # px; a steeper edge is upright
_ABSENT = 1e300  # where a scan line meets nothing; finite, so that differences stay numbers


def _area_in_padded(mark: Outline, item: Outline, radius: float) -> float:
    """Area in px² of a mark within `radius` of an item: exact in y along scan lines, two of them in each strip.

    Strips of the same width are divided where a corner, or its disc, begins a new form.
    """
    low = max(mark.bounds[0], item.bounds[0] - radius)
    high = min(mark.bounds[2], item.bounds[2] + radius)
    if high <= low:
        return 0.0
    origin = (item.bounds[0], item.bounds[1])
    m, g = np.array(mark.points) - origin, np.array(item.points) - origin
    breaks = np.concatenate((m[:, 0], g[:, 0], g[:, 0] - radius, g[:, 0] + radius))
    breaks = np.unique(np.clip(breaks, low - origin[0], high - origin[0]))
    if len(breaks) > _MOST_BREAKS:
        breaks = breaks[np.linspace(0, len(breaks) - 1, _MOST_BREAKS + 1).round().astype(int)]
    breaks = np.union1d(breaks, np.linspace(breaks[0], breaks[-1], _STRIPS + 1))
    half = np.diff(breaks) / 2
    middle = breaks[:-1] + half
    x = np.concatenate((middle - half * _GAUSS, middle + half * _GAUSS))
    at_once = max(1, _AT_ONCE // max(len(m), len(g)))  # outlines traced from masks have thousands of corners
    inside = [_length_inside(x[start : start + at_once], m, g, radius) for start in range(0, len(x), at_once)]
    return float(np.tile(half, 2) @ np.concatenate(inside))


def _length_inside(x: Points, mark: Points, item: Points, radius: float) -> Points:
    """(lines,) : how much of the mark on each scan line lies within `radius` of the item."""
    crossings = _crossings(x, mark)
    starts, ends = _padded_intervals(x, item, radius)
    inside = np.zeros(len(x))
    if crossings.shape[1] > _MANY_CROSSINGS:
        for line in range(len(x)):
            inside[line] = _covered_line(starts[line], ends[line], crossings[line])
        return inside
    for k in range(0, crossings.shape[1] - 1, 2):
        inside += _covered(starts, ends, crossings[:, k], crossings[:, k + 1])
    return inside


def _crossings(x: Points, polygon: Points) -> Points:
    """(lines, most crossings) : where each scan line crosses the outline, in order; _ABSENT past the last."""
    start, end = polygon, np.roll(polygon, -1, axis=0)
    run = end[:, 0] - start[:, 0]
    slope = (end[:, 1] - start[:, 1]) / np.where(np.abs(run) < _THINNEST, 1.0, run)
    spans = (start[:, 0] > x[:, None]) != (end[:, 0] > x[:, None])
    met = np.sort(np.where(spans, start[:, 1] + (x[:, None] - start[:, 0]) * slope, _ABSENT), axis=1)
    most: int = spans.sum(axis=1).max(initial=0)
    return met[:, :most]


def _padded_intervals(x: Points, polygon: Points, radius: float) -> tuple[Points, Points]:
    """(lines, intervals) : from where to where each scan line runs through the polygon or near one of its edges.

    Ordered by their start; each end is the furthest so far. An edge's neighbourhood is convex, so a line meets it once.
    """
    crossings = _crossings(x, polygon)
    after = np.roll(polygon, -1, axis=0)
    from_corner = x[:, None] - polygon[:, 0]
    chord = radius * radius - from_corner * from_corner
    half = np.sqrt(np.maximum(chord, 0.0))
    low = np.where(chord >= 0, polygon[:, 1] - half, _ABSENT)
    high = np.where(chord >= 0, polygon[:, 1] + half, -_ABSENT)
    low, high = np.minimum(low, np.roll(low, -1, axis=1)), np.maximum(high, np.roll(high, -1, axis=1))
    edge = after - polygon
    length = np.hypot(edge[:, 0], edge[:, 1])
    sideways = np.stack((-edge[:, 1], edge[:, 0]), axis=1) * (radius / np.where(length == 0, 1.0, length))[:, None]
    run = np.where(np.abs(edge[:, 0]) < _THINNEST, 1.0, edge[:, 0])
    for side in (polygon + sideways, polygon - sideways):
        along = (x[:, None] - side[:, 0]) / run
        met = (along >= 0) & (along <= 1) & (edge[:, 0] != 0)
        y = side[:, 1] + np.where(met, along, 0.0) * edge[:, 1]
        low, high = np.where(met, np.minimum(low, y), low), np.where(met, np.maximum(high, y), high)
    pairs = crossings.shape[1] // 2 * 2
    low = np.concatenate((low, crossings[:, 0:pairs:2]), axis=1)
    high = np.concatenate((high, crossings[:, 1:pairs:2]), axis=1)
    order = np.argsort(low, axis=1)
    high = np.take_along_axis(high, order, axis=1)
    return np.take_along_axis(low, order, axis=1), np.maximum.accumulate(high, axis=1)


def _covered(starts: Points, ends: Points, low: Points, high: Points) -> Points:
    """(lines,) : how much of [low, high] the intervals cover; `ends` never falls along a line."""
    begun = np.maximum(starts, low[:, None])
    begun[:, 1:] = np.maximum(begun[:, 1:], ends[:, :-1])
    total: Points = np.maximum(np.minimum(ends, high[:, None]) - begun, 0.0).sum(axis=1)
    return total


def _covered_line(starts: Points, ends: Points, crossings: Points) -> float:
    """`_covered` for one scan line and all the intervals between its crossings, which may be thousands."""
    begun = starts.copy()
    begun[1:] = np.maximum(begun[1:], ends[:-1])
    lengths = np.maximum(ends - begun, 0.0)
    before = np.concatenate(([0.0], np.cumsum(lengths)))
    met = crossings[crossings < _ABSENT]
    met = met[: len(met) // 2 * 2]
    last = np.searchsorted(begun, met, side="right") - 1  # the last piece that begins before a crossing
    at = np.maximum(last, 0)
    within = np.clip(met - begun[at], 0.0, lengths[at])
    up_to = np.where(last >= 0, before[at] + within, 0.0)
    return float((up_to[1::2] - up_to[0::2]).sum())
