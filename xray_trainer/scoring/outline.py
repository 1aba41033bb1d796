"""What geometry needs to know of a shape, worked out once: its simple outline, area, centre and bounds.

All in float64. Differences are taken before products, so that a scan far from the origin costs no digits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from xray_trainer.model import Box, Point, RotatedBox, Scan, Shape, Spot, WholeLoad

Bounds: TypeAlias = tuple[float, float, float, float]
Edges: TypeAlias = NDArray[np.float64]  # (5, edges), see edges_of

_NOTHING = (0.0, 0.0, 0.0, 0.0)
_NOISE = 1e-14  # of an area, as a share of its bounding box: some hundred times the 2**-53 of one operation
_AT_ONCE, _BAND = 1 << 16, 128  # pairs of edges taken in one go, edges in a band: both bound the memory
_MANY = 500  # corners, from which on a sample of the edges is looked at first
_FARTHEST, _THINNEST = 1e30, 1e-60  # px; products of what lies beyond would overflow


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape made ready for overlap.

    points : the corners without repeats; of a self-crossing polygon, those of its convex hull; () for a shape that is
    nowhere (a size below zero, a coordinate that is not finite). box : left, top, width and height if the shape is an
    upright box. bounds : x0, y0, x1, y1. area : px², 0 for what has no inside. centre : of the area. perimeter : px.
    """

    points: tuple[Point, ...]
    box: Bounds | None
    bounds: Bounds
    area: float
    centre: Point
    perimeter: float
    crosses_itself: bool = False

    @property
    def is_nowhere(self) -> bool:
        """Whether there is no such place: it overlaps nothing and is near nothing."""
        return not self.points


def outline_of(shape: Spot | Outline) -> Outline:
    """The outline of a shape; an outline is given back as it is."""
    if isinstance(shape, Outline):
        return shape
    if isinstance(shape, Box):
        return _of_box(shape.x, shape.y, shape.width, shape.height)
    if isinstance(shape, RotatedBox):
        return _of_rotated_box(shape)
    return _of_polygon(shape.points)


def placed(shape: Shape, scan: Scan) -> Spot:
    """A shape as a spot on its scan: the whole load is the box round all container outlines, else the whole scan."""
    if not isinstance(shape, WholeLoad):
        return shape
    outlines = [one for one in scan.outlines if one.width > 0 and one.height > 0]
    if not outlines:
        return Box(0.0, 0.0, float(scan.width), float(scan.height))
    left, top = min(one.x for one in outlines), min(one.y for one in outlines)
    right, bottom = max(one.x + one.width for one in outlines), max(one.y + one.height for one in outlines)
    return Box(left, top, right - left, bottom - top)


def _nowhere(x: float, y: float) -> Outline:
    return Outline((), None, _NOTHING, 0.0, (x, y), 0.0)


def _of_box(x: float, y: float, width: float, height: float) -> Outline:
    area, right, bottom = width * height, x + width, y + height
    if not (width >= 0 and height >= 0 and math.isfinite(area + right + bottom)):
        return _nowhere(x, y)
    corners = ((x, y), (right, y), (right, bottom), (x, bottom))
    centre = (x + width / 2, y + height / 2)
    return Outline(corners, (x, y, width, height), (x, y, right, bottom), area, centre, 2 * (width + height))


def _of_rotated_box(shape: RotatedBox) -> Outline:
    width, height = shape.width, shape.height
    size = width + height + width * height
    if not (width >= 0 and height >= 0 and size + abs(shape.cx) + abs(shape.cy) + abs(shape.angle) < _FARTHEST):
        return _nowhere(shape.cx, shape.cy)
    if shape.angle % 90 == 0:
        if shape.angle % 180 != 0:
            width, height = height, width
        return _of_box(shape.cx - width / 2, shape.cy - height / 2, width, height)
    corners = shape.corners()
    centre = (shape.cx, shape.cy)
    return Outline(corners, None, _bounds(corners), width * height, centre, 2 * (width + height))


def _of_polygon(given: tuple[Point, ...]) -> Outline:
    if not given or not all(abs(value) < _FARTHEST for point in given for value in point):
        return _nowhere(*(given[0] if given else (0.0, 0.0)))
    points = _without_repeats(given)
    bounds = _bounds(points)
    extent = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    if _is_upright_box(points):
        return _of_box(bounds[0], bounds[1], bounds[2] - bounds[0], bounds[3] - bounds[1])
    crosses = len(points) > 3 and _crosses_itself(points, bounds)
    if crosses:
        points = _convex_hull(points)
    area, centre = _area_and_centre(points)
    if area <= _NOISE * extent:
        area, centre = 0.0, ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
    perimeter = sum(math.dist(a, b) for a, b in zip(points, points[1:] + points[:1], strict=True))
    return Outline(points, None, bounds, area, centre, perimeter, crosses)


def _without_repeats(points: tuple[Point, ...]) -> tuple[Point, ...]:
    kept = [point for point, before in zip(points, (None, *points), strict=False) if point != before]
    while len(kept) > 1 and kept[-1] == kept[0]:
        kept.pop()
    return tuple(kept)


def _bounds(points: tuple[Point, ...]) -> Bounds:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_upright_box(points: tuple[Point, ...]) -> bool:
    if len(points) != 4:
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)


def _area_and_centre(points: tuple[Point, ...]) -> tuple[float, Point]:
    """Area in px² and its centre, by the shoelace formula about the first vertex."""
    if len(points) < 3:
        return 0.0, points[0]
    x0, y0 = points[0]
    doubled = moment_x = moment_y = 0.0
    u, v = 0.0, 0.0
    for x_here, y_here in points[1:]:
        x, y = x_here - x0, y_here - y0
        cross = u * y - x * v
        doubled += cross
        moment_x += cross * (u + x)
        moment_y += cross * (v + y)
        u, v = x, y
    if doubled == 0:
        return 0.0, points[0]
    return abs(doubled) / 2, (x0 + moment_x / (3 * doubled), y0 + moment_y / (3 * doubled))


def _crosses_itself(points: tuple[Point, ...], bounds: Bounds) -> bool:
    """Whether any part of the plane is wound round twice, or backwards: where edges cross, some always is.

    A polygon that only touches itself does not cross itself. Lobes too small to tell from rounding do not count.
    """
    if len(points) > _MANY and _plainly_crosses(points[:: len(points) // _MANY + 1], points, bounds):
        return True
    edges = edges_of(points, bounds)
    extent = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    return product_of_windings(edges, edges) - _area_and_centre(points)[0] > 100 * _NOISE * extent


def _plainly_crosses(some: tuple[Point, ...], points: tuple[Point, ...], bounds: Bounds) -> bool:
    """Whether two of a sample of a polygon's edges cross by more than rounding.

    A scribble of thousands of long edges, for which the whole integral would take minutes, is told by this at once.
    """
    following = dict(zip(points, points[1:] + points[:1], strict=True))
    start = np.array(some) - bounds[:2]
    end = np.array([following[point] for point in some]) - bounds[:2]
    step = end - start

    def sides(at: NDArray[np.float64]) -> NDArray[np.float64]:
        """(edges, edges) : on which side of each edge the points lie, in px²."""
        away = at[None, :, :] - start[:, None, :]
        found: NDArray[np.float64] = step[:, None, 0] * away[..., 1] - step[:, None, 1] * away[..., 0]
        return found

    from_start, from_end = sides(start), sides(end)
    noise = 1e-9 * (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    parted = (np.minimum(from_start, from_end) < -noise) & (np.maximum(from_start, from_end) > noise)
    return bool((parted & parted.T).any())


def _convex_hull(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The convex hull (A. M. Andrew 1979, the monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return tuple(ordered)
    return tuple(_half_hull(ordered)[:-1] + _half_hull(ordered[::-1])[:-1])


def _half_hull(ordered: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def edges_of(points: tuple[Point, ...], bounds: Bounds) -> Edges:
    """Each edge of a polygon as its left and right end in x, slope, height at x = 0 and direction (1 or -1).

    Left out are edges so steep that what they span cannot be told from rounding.

    Returns
    -------
    (5, edges) float64, px, from the upper left corner of `bounds`.
    """
    origin_x, origin_y = bounds[0], bounds[1]
    steep = max(1e-15 * (bounds[2] - bounds[0]), _THINNEST)
    rows = []
    x, y = points[-1][0] - origin_x, points[-1][1] - origin_y
    for next_x, next_y in points:
        u, v = next_x - origin_x, next_y - origin_y
        run = u - x
        if abs(run) > steep:
            slope = (v - y) / run
            level = y - slope * x
            rows.append((x, u, slope, level, 1.0) if run > 0 else (u, x, slope, level, -1.0))
        x, y = u, v
    return np.array(rows).reshape(-1, 5).T


def product_of_windings(first: Edges, second: Edges) -> float:
    """The integral over the plane of the product of two polygons' winding numbers, without its sign, in px².

    For two polygons that do not cross themselves that is the area of their intersection, convex or not. For a polygon
    with itself it is its own area exactly if nothing is wound round twice or backwards.

    A polygon is the sum over its edges, signed by their direction, of the region under the edge. Two such regions meet
    under the lower of both edges, over the part of the x axis that both span, and the integral of the lower of two
    straight lines has a closed form. So nothing is rasterised, clipped or sorted, and shared edges, shared corners and
    nesting are no special cases.
    """
    if first.shape[1] * second.shape[1] <= _AT_ONCE:
        return abs(_signed_product(first, second))
    total, by_left = 0.0, first[:, np.argsort(first[0])]
    for start in range(0, by_left.shape[1], _BAND):  # outlines traced from masks have thousands of short edges
        band = by_left[:, start : start + _BAND]
        level_with = (second[0] < band[1].max()) & (second[1] > band[0].min())
        total += _signed_product(band, second[:, level_with])
    return abs(total)


def _signed_product(first: Edges, second: Edges) -> float:
    left_a, right_a, slope_a, level_a, sign_a = first
    left_b, right_b, slope_b, level_b, sign_b = second
    left = np.maximum(left_a[:, None], left_b)
    right = np.minimum(right_a[:, None], right_b)
    span = np.maximum(right - left, 0.0)
    slope, level = slope_a[:, None] - slope_b, level_a[:, None] - level_b
    over_left, over_right = slope * left + level, slope * right + level  # how far the first edge is over the second
    crossing = np.minimum(over_left * over_right, 0.0) / (np.abs(over_left) + np.abs(over_right) + 1e-300)
    below = np.minimum(over_left, 0.0) + np.minimum(over_right, 0.0) - crossing
    lower = slope_b * (left + right) + 2 * level_b + below  # twice the mean height of the lower edge
    return float(sign_a @ (span * lower) @ sign_b) / 2
