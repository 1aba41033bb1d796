"""Overlap against exact geometry: shapely, and whole fractions where shapely itself is not sure."""

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xray_trainer.model import Box, Point, Polygon, RotatedBox, Scan, Spot, WholeLoad
from xray_trainer.scoring import outline_of, overlap, padded_share, placed, signed_distance

unhurried = settings(deadline=None)  # the first call may import scipy, and machines are shared

SQUARE = Box(0.0, 0.0, 10.0, 10.0)

px = st.floats(-500.0, 500.0)
sizes = st.floats(1.0, 400.0)
paddings = st.one_of(st.just(0.0), st.floats(0.1, 60.0))
boxes = st.builds(Box, px, px, sizes, sizes)
rotated_boxes = st.builds(RotatedBox, px, px, sizes, sizes, st.floats(-360.0, 360.0))


@st.composite
def stars(draw: st.DrawFn) -> Polygon:
    """Simple polygons, mostly not convex: corners in the order of their direction from a point inside."""
    corners = draw(st.integers(5, 15))
    x, y = draw(px), draw(px)
    radii = draw(st.lists(st.floats(10.0, 200.0), min_size=corners, max_size=corners))
    step = 2 * math.pi / corners
    wobble = draw(st.lists(st.floats(-0.4, 0.4), min_size=corners, max_size=corners))
    return Polygon(
        tuple(
            (x + radius * math.cos((i + off) * step), y + radius * math.sin((i + off) * step))
            for i, (radius, off) in enumerate(zip(radii, wobble, strict=True))
        )
    )


spots = st.one_of(boxes, rotated_boxes, stars())
grid_points = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda p: (float(p[0]), float(p[1])))
grid_polygons = st.lists(grid_points, min_size=3, max_size=8).map(lambda points: Polygon(tuple(points)))


def exact(shape: Spot) -> shapely.Polygon:
    return shapely.Polygon(shape.corners())


def as_polygon(box: Box) -> Polygon:
    """The same box, with one corner more, so that no closed form for boxes applies."""
    first, *rest = box.corners()
    return Polygon((first, (box.x + box.width / 2, box.y), *rest))


@unhurried
@given(spots, spots)
def test_overlap_equals_exact_geometry(mark: Spot, item: Spot) -> None:
    a, b = exact(mark), exact(item)
    shared = a.intersection(b).area
    found = overlap(mark, item)
    assert found.iou == pytest.approx(shared / (a.area + b.area - shared), abs=1e-9)
    assert found.iogt == pytest.approx(shared / b.area, abs=1e-9)
    assert found.iom == pytest.approx(shared / a.area, abs=1e-9)


@unhurried
@given(spots, spots)
def test_overlap_does_not_depend_on_which_is_the_mark(one: Spot, other: Spot) -> None:
    there, back = overlap(one, other), overlap(other, one)
    assert there.iou == pytest.approx(back.iou, abs=1e-12)
    assert (there.iogt, there.iom) == pytest.approx((back.iom, back.iogt), abs=1e-12)


@unhurried
@given(st.one_of(spots, grid_polygons), st.one_of(spots, grid_polygons), paddings)
def test_every_share_lies_between_none_and_all(mark: Spot, item: Spot, tolerance: float) -> None:
    found = overlap(mark, item)
    shares = (found.iou, found.iogt, found.iom, padded_share(mark, item, tolerance))
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert found.iou <= min(found.iogt, found.iom) + 1e-12


@unhurried
@given(spots, spots, st.sampled_from([1e3, -1e6, 1e8]), st.sampled_from([0.0, -1e4, 1e8]))
def test_overlap_is_the_same_wherever_on_the_scan(mark: Spot, item: Spot, dx: float, dy: float) -> None:
    here, there = overlap(mark, item), overlap(mark.moved(dx, dy), item.moved(dx, dy))
    rounding = 1e-12 + 1e-15 * 1e4 * (abs(dx) + abs(dy))  # what moving itself rounds away, against a thin shape
    assert here.iou == pytest.approx(there.iou, abs=rounding)


@unhurried
@given(spots)
def test_a_shape_overlaps_itself_wholly(shape: Spot) -> None:
    found = overlap(shape, shape)
    assert (found.iou, found.iogt, found.iom) == pytest.approx((1.0, 1.0, 1.0), abs=1e-9)


@unhurried
@given(boxes, boxes)
def test_a_box_and_the_polygon_of_its_corners_are_the_same(mark: Box, item: Box) -> None:
    by_boxes, by_polygons = overlap(mark, item), overlap(as_polygon(mark), as_polygon(item))
    assert by_boxes.iou == pytest.approx(by_polygons.iou, abs=1e-10)
    assert overlap(Polygon(mark.corners()), item).iou == pytest.approx(by_boxes.iou, abs=1e-12)


simple_grid_polygons = (
    st.sets(grid_points, min_size=4, max_size=9)
    .map(lambda points: Polygon(tuple(sorted(points, key=lambda p: math.atan2(p[1] - 2.937, p[0] - 3.071)))))
    .filter(lambda shape: exact(shape).is_valid)
)


@unhurried
@given(simple_grid_polygons, simple_grid_polygons, st.floats(-3.0, 3.0))
def test_shared_edges_and_corners_cost_nothing(one: Polygon, other: Polygon, turn: float) -> None:
    """On a coarse grid almost every edge and corner touches another; expected values are whole fractions.

    Turned, no edge is upright and no coordinate round.
    """
    expected = _exact_shared_area(one.points, other.points)
    a, b = (_turned(shape, turn) for shape in (one, other))
    smaller = min(outline_of(a).area, outline_of(b).area)
    found = overlap(a, b)
    assert max(found.iogt, found.iom) * smaller == pytest.approx(float(expected), abs=1e-9)


def _turned(shape: Polygon, angle: float) -> Polygon:
    cos, sin = math.cos(angle), math.sin(angle)
    return Polygon(tuple((1000 + x * cos - y * sin, 2000 + x * sin + y * cos) for x, y in shape.points))


def _exact_shared_area(one: tuple[Point, ...], other: tuple[Point, ...]) -> Fraction:
    """Area that two polygons share, slab by slab between all corners and crossings, in whole fractions."""
    edges = [(_edges(one)), (_edges(other))]
    breaks = {x for side in edges for edge in side for x in (edge[0][0], edge[1][0])}
    everything = edges[0] + edges[1]
    for i, first in enumerate(everything):
        breaks |= {x for second in everything[:i] if (x := _crossing_x(first, second)) is not None}
    total = Fraction(0)
    for left, right in pairwise(sorted(breaks)):
        middle = (left + right) / 2
        inside = [_inside(side, middle) for side in edges]
        shared = sum(max(Fraction(0), min(b, d) - max(a, c)) for a, b in inside[0] for c, d in inside[1])
        total += shared * (right - left)
    return total


_Edge = tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]


def _edges(points: tuple[Point, ...]) -> list[_Edge]:
    exact_points = [(Fraction(x), Fraction(y)) for x, y in points]
    return list(zip(exact_points, exact_points[1:] + exact_points[:1], strict=True))


def _crossing_x(first: _Edge, second: _Edge) -> Fraction | None:
    (x1, y1), (x2, y2) = first
    (x3, y3), (x4, y4) = second
    turn = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
    if turn == 0:
        return None
    along = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / turn
    return x1 + along * (x2 - x1) if 0 <= along <= 1 else None


def _inside(edges: list[_Edge], x: Fraction) -> list[tuple[Fraction, Fraction]]:
    met = sorted(y0 + (x - x0) * (y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in edges if min(x0, x1) < x < max(x0, x1))
    return list(zip(met[::2], met[1::2], strict=True))


@unhurried
@given(st.integers(0, 10**9), st.integers(4, 9))
def test_a_polygon_whose_edges_cross_is_noticed(seed: int, corners: int) -> None:
    points = np.random.default_rng(seed).uniform(0, 100, (corners, 2)).tolist()
    shape = Polygon(tuple((x, y) for x, y in points))
    assert outline_of(shape).crosses_itself == (not exact(shape).is_valid)


@unhurried
@given(grid_polygons)
def test_a_valid_polygon_is_kept_as_it_is_drawn(shape: Polygon) -> None:
    assume(exact(shape).is_valid)
    assert not outline_of(shape).crosses_itself


def test_a_polygon_that_only_touches_itself_does_not_cross_itself() -> None:
    pinched = Polygon(((0.0, 0.0), (5.0, 5.0), (10.0, 0.0), (10.0, 10.0), (5.0, 5.0), (0.0, 10.0)))
    assert not outline_of(pinched).crosses_itself
    assert overlap(pinched, SQUARE).iou == pytest.approx(0.5)


@pytest.mark.parametrize("shift", [0.0, 1e6])
def test_a_self_crossing_polygon_becomes_its_convex_hull(shift: float) -> None:
    bow_tie = Polygon(
        tuple((x + shift, y + shift) for x, y in [(0.0, 0.0), (100.0, 100.0), (100.0, 0.0), (0.0, 100.0)])
    )
    star = Polygon(
        tuple((shift + 50 * math.sin(i * 0.8 * math.pi), shift - 50 * math.cos(i * 0.8 * math.pi)) for i in range(5))
    )
    for shape in (bow_tie, star):
        assert outline_of(shape).crosses_itself
        assert outline_of(shape).area == pytest.approx(exact(shape).convex_hull.area, rel=1e-9)


@pytest.mark.parametrize(
    "empty",
    [
        Box(0.0, 0.0, 0.0, 10.0),
        Box(5.0, 5.0, -5.0, -5.0),
        Box(8.0, 8.0, -5.0, 5.0),
        Box(math.nan, 0.0, 5.0, 5.0),
        Box(0.0, 0.0, math.inf, 5.0),
        RotatedBox(5.0, 5.0, 4.0, 0.0, 30.0),
        RotatedBox(5.0, 5.0, -4.0, 4.0, 30.0),
        RotatedBox(5.0, 5.0, 4.0, 4.0, math.nan),
        Polygon(()),
        Polygon(((5.0, 5.0),)),
        Polygon(((1.0, 1.0), (9.0, 9.0))),
        Polygon(((0.1, 0.1), (0.2, 0.2), (0.3, 0.3), (0.7, 0.7))),
        Polygon(((5.0, 5.0), (5.0, 5.0), (5.0, 5.0))),
        Polygon(((math.nan, 0.0), (5.0, 0.0), (5.0, 5.0))),
        Polygon(((math.inf, 0.0), (5.0, 0.0), (5.0, 5.0))),
    ],
)
def test_a_shape_without_area_overlaps_nothing(empty: Spot) -> None:
    for mark, item in ((empty, SQUARE), (SQUARE, empty), (empty, empty), (empty, as_polygon(SQUARE))):
        found = overlap(mark, item)
        assert (found.iou, found.iogt, found.iom) == (0.0, 0.0, 0.0)
    assert padded_share(empty, SQUARE, 3.0) == 0.0


def test_repeated_and_closing_corners_change_nothing() -> None:
    tidy = Polygon(((0.0, 0.0), (10.0, 0.0), (12.0, 7.0), (0.0, 10.0)))
    repeated = Polygon(tuple(point for point in tidy.points for _ in range(3)) + tidy.points[:1])
    assert outline_of(repeated).points == tidy.points
    assert overlap(repeated, SQUARE) == overlap(tidy, SQUARE)


def test_the_direction_in_which_a_polygon_is_drawn_changes_nothing() -> None:
    shape = Polygon(((0.0, 0.0), (12.0, 1.0), (6.0, 5.0), (12.0, 9.0), (0.0, 10.0)))
    assert overlap(Polygon(shape.points[::-1]), SQUARE).iou == pytest.approx(overlap(shape, SQUARE).iou, abs=1e-15)


def test_boxes_far_from_the_origin_keep_their_overlap() -> None:
    """In float32 these two would share nothing."""
    assert overlap(Box(1e8, 1e8, 10.0, 10.0), Box(1e8 + 5, 1e8, 10.0, 10.0)).iou == pytest.approx(1 / 3, abs=1e-15)


@unhurried
@given(spots, spots, paddings)
def test_padded_share_equals_exact_geometry(mark: Spot, item: Spot, tolerance: float) -> None:
    a = exact(mark)
    expected = a.intersection(exact(item).buffer(tolerance, quad_segs=64)).area / a.area
    closed_form = isinstance(mark, Box) and isinstance(item, Box)
    assert padded_share(mark, item, tolerance) == pytest.approx(expected, abs=5e-5 if closed_form else 1e-3)


@unhurried
@given(boxes, boxes, paddings)
def test_padded_share_along_scan_lines_agrees_with_its_closed_form(mark: Box, item: Box, tolerance: float) -> None:
    by_lines = padded_share(as_polygon(mark), as_polygon(item), tolerance)
    assert padded_share(mark, item, tolerance) == pytest.approx(by_lines, abs=1e-3)


@unhurried
@given(spots, px, px)
def test_signed_distance_is_positive_inside_and_the_distance_outside(shape: Spot, x: float, y: float) -> None:
    polygon, point = exact(shape), shapely.Point(x, y)
    edge = point.distance(polygon.exterior)
    expected = edge if polygon.covers(point) else -edge
    assert signed_distance((x, y), shape) == pytest.approx(expected, abs=1e-9)


def test_signed_distance_to_a_place_without_area_is_the_distance() -> None:
    assert signed_distance((3.0, 4.0), Polygon(((0.0, 0.0),))) == -5.0
    assert signed_distance((3.0, 4.0), Box(0.0, 0.0, -1.0, 5.0)) == -math.inf


def test_an_outline_of_thousands_of_corners_is_measured_in_bands() -> None:
    turn = [2 * math.pi * i / 3000 for i in range(3000)]
    rough = [(300 + 90 * math.sin(7 * t) + (i % 2), t) for i, t in enumerate(turn)]
    shape = Polygon(tuple((r * math.cos(t), r * math.sin(t)) for r, t in rough))
    other = shape.moved(40.0, -25.0)
    a, b = exact(shape), exact(other)
    shared = a.intersection(b).area
    assert overlap(shape, other).iou == pytest.approx(shared / (a.area + b.area - shared), abs=1e-9)
    expected = a.intersection(b.buffer(20.0)).area / a.area
    assert padded_share(shape, other, 20.0) == pytest.approx(expected, abs=1e-3)


def test_the_whole_load_is_the_box_round_all_containers_or_the_whole_scan() -> None:
    bare = Scan((), 2000, 900)
    two = Scan((), 2000, 900, outlines=(Box(100.0, 50.0, 800.0, 700.0), Box(1000.0, 60.0, 900.0, 740.0)))
    assert placed(WholeLoad(), bare) == Box(0.0, 0.0, 2000.0, 900.0)
    assert placed(WholeLoad(), two) == Box(100.0, 50.0, 1800.0, 750.0)
    assert placed(SQUARE, two) == SQUARE
