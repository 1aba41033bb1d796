from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xray_trainer.desktop.viewer import shaping
from xray_trainer.desktop.viewer.shaping import BoxSketch, Handle, PolygonSketch
from xray_trainer.model import Box, Polygon, RotatedBox, Scan, WholeLoad, bounds

SIZE = (1000, 400)
coordinates = st.floats(-3000, 3000)
boxes = st.builds(Box, st.floats(0, 700), st.floats(0, 300), st.floats(1, 300), st.floats(1, 100))
polygons = st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 400)), min_size=3, max_size=9).map(
    lambda points: Polygon(tuple(points))
)


def inside(shape):
    x0, y0, x1, y1 = bounds(shape)
    return x0 >= -0.01 and y0 >= -0.01 and x1 <= SIZE[0] + 0.01 and y1 <= SIZE[1] + 0.01


@given(shape=st.one_of(boxes, polygons), dx=coordinates, dy=coordinates)
def test_a_moved_shape_stays_on_the_scan_and_keeps_its_size(shape, dx, dy):
    moved = shaping.moved(shape=shape, dx=dx, dy=dy, size=SIZE)
    assert inside(moved)
    x0, y0, x1, y1 = bounds(shape)
    u0, v0, u1, v1 = bounds(moved)
    assert (u1 - u0, v1 - v0) == pytest.approx((x1 - x0, y1 - y0), abs=0.02)


def test_a_shape_beyond_the_scan_can_be_moved_back_but_not_farther_out():
    outside = Box(-50, 10, 100, 50)
    assert shaping.moved(shape=outside, dx=-20, dy=0, size=SIZE).x == -50
    assert shaping.moved(shape=outside, dx=30, dy=0, size=SIZE).x == -20


@given(box=boxes, handle=st.sampled_from(list(Handle)), x=coordinates, y=coordinates)
def test_a_resized_box_stays_on_the_scan_with_some_area(box, handle, x, y):
    resized = shaping.resized(box=box, handle=handle, to=(x, y), size=SIZE)
    x0, y0, x1, y1 = bounds(resized)
    assert x0 >= 0
    assert y0 >= 0
    assert x1 <= SIZE[0] + 1.01
    assert y1 <= SIZE[1] + 1.01
    assert resized.width >= 1
    assert resized.height >= 1


def test_each_handle_moves_its_own_sides():
    box = Box(100, 100, 50, 40)
    assert shaping.resized(box=box, handle=Handle.LEFT, to=(90, 0), size=SIZE) == Box(90, 100, 60, 40)
    assert shaping.resized(box=box, handle=Handle.BOTTOM_RIGHT, to=(170, 160), size=SIZE) == Box(100, 100, 70, 60)
    assert shaping.resized(box=box, handle=Handle.TOP, to=(0, 120), size=SIZE) == Box(100, 120, 50, 20)
    assert shaping.resized(box=box, handle=Handle.RIGHT, to=(80, 0), size=SIZE) == Box(80, 100, 20, 40)


@given(shape=st.one_of(boxes, polygons), dw=coordinates, dh=coordinates)
def test_a_grown_shape_keeps_its_upper_left_corner_and_stays_on_the_scan(shape, dw, dh):
    grown = shaping.grown(shape=shape, dw=dw, dh=dh, size=SIZE)
    x0, y0, x1, y1 = bounds(grown)
    assert (x0, y0) == pytest.approx(bounds(shape)[:2], abs=0.02)
    assert x1 <= SIZE[0] + 1.01
    assert y1 <= SIZE[1] + 1.01


def test_a_rotated_box_moves_and_grows():
    turned = RotatedBox(500, 200, 100, 40, 30)
    assert shaping.moved(shape=turned, dx=10, dy=5, size=SIZE) == RotatedBox(510, 205, 100, 40, 30)
    assert shaping.grown(shape=turned, dw=4, dh=-50, size=SIZE) == RotatedBox(500, 200, 104, 1, 30)


def test_vertices_can_be_moved_put_in_and_taken_out():
    triangle = Polygon(((0, 0), (10, 0), (10, 10)))
    square = shaping.with_vertex_inserted(polygon=triangle, edge=2, at=(0, 10))
    assert square == Polygon(((0, 0), (10, 0), (10, 10), (0, 10)))
    assert shaping.without_vertex(polygon=square, index=3) == triangle
    assert shaping.without_vertex(polygon=triangle, index=0) is None
    far = shaping.with_vertex_at(polygon=triangle, index=1, to=(5000, -3), size=SIZE)
    assert far.points[1] == (1000, 0)


def test_a_polygon_being_drawn_closes_only_when_it_has_an_area():
    sketch = PolygonSketch(((0, 0),), (0, 0))
    assert sketch.with_point((0, 0)) is sketch
    line = sketch.with_point((5, 0)).with_point((10, 0))
    assert line.closed() is None
    assert line.with_point((10, 10)).closed() == Polygon(((0, 0), (5, 0), (10, 0), (10, 10)))
    assert sketch.without_last() is None


def test_a_box_is_drawn_from_any_corner():
    assert BoxSketch((30, 40), (10, 5)).shape() == Box(10, 5, 20, 35)


def test_the_share_is_of_the_container_that_holds_the_middle():
    scan = Scan((), 1000, 400, outlines=(Box(0, 0, 400, 400), Box(500, 0, 500, 400)))
    assert shaping.share_of_container(shape=Box(100, 100, 200, 200), scan=scan) == pytest.approx(0.25)
    assert shaping.share_of_container(shape=Box(600, 100, 200, 200), scan=scan) == pytest.approx(0.20)
    assert shaping.share_of_container(shape=Box(401, 100, 98, 200), scan=scan) == pytest.approx(98 * 200 / 400_000)
    assert shaping.share_of_container(shape=WholeLoad(), scan=scan) == 1.0


def test_the_whole_load_is_framed_round_all_containers():
    scan = Scan((), 1000, 400, outlines=(Box(20, 10, 400, 300), Box(500, 30, 450, 320)))
    assert shaping.load_frame(scan) == Box(20, 10, 930, 340)
    assert shaping.load_frame(Scan((), 1000, 400)) == Box(0, 0, 1000, 400)
