"""How shapes are drawn, moved, resized and measured, in scan px: pure functions that give new shapes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import IntEnum

from xray_trainer.model import Box, Point, Polygon, RotatedBox, Scan, Shape, Spot, WholeLoad, area, bounds


class Handle(IntEnum):
    """The eight handles of a box, clockwise from the upper left."""

    TOP_LEFT = 0
    TOP = 1
    TOP_RIGHT = 2
    RIGHT = 3
    BOTTOM_RIGHT = 4
    BOTTOM = 5
    BOTTOM_LEFT = 6
    LEFT = 7


_MOVES_LEFT = frozenset({Handle.TOP_LEFT, Handle.LEFT, Handle.BOTTOM_LEFT})
_MOVES_RIGHT = frozenset({Handle.TOP_RIGHT, Handle.RIGHT, Handle.BOTTOM_RIGHT})
_MOVES_TOP = frozenset({Handle.TOP_LEFT, Handle.TOP, Handle.TOP_RIGHT})
_MOVES_BOTTOM = frozenset({Handle.BOTTOM_LEFT, Handle.BOTTOM, Handle.BOTTOM_RIGHT})
LEAST_SIDE = 1.0  # scan px


@dataclass(frozen=True, slots=True)
class BoxSketch:
    """A box being drawn: the corner set first, and where the other one is now."""

    start: Point
    end: Point

    def shape(self) -> Box:
        """The box between the two corners."""
        return box_between(a=self.start, b=self.end)


@dataclass(frozen=True, slots=True)
class PolygonSketch:
    """A polygon being drawn: the points set so far, and where the next one would be."""

    points: tuple[Point, ...]
    cursor: Point

    def with_point(self, point: Point) -> PolygonSketch:
        """With one more point; the same if it is the last one again."""
        return self if self.points and self.points[-1] == point else replace(self, points=(*self.points, point))

    def without_last(self) -> PolygonSketch | None:
        """With the last point taken back; None when none is left."""
        return replace(self, points=self.points[:-1]) if len(self.points) > 1 else None

    def closed(self) -> Polygon | None:
        """The polygon, or None while its points span no area."""
        polygon = Polygon(self.points)
        return polygon if len(self.points) >= 3 and area(polygon) > 0 else None


Sketch = BoxSketch | PolygonSketch


def rounded(point: Point) -> Point:
    """A point to a hundredth of a px: no mouse is finer, and the files stay readable."""
    return round(point[0], 2), round(point[1], 2)


def on_scan(*, point: Point, size: tuple[int, int]) -> Point:
    """The nearest point of a scan of that width and height."""
    return min(max(point[0], 0.0), float(size[0])), min(max(point[1], 0.0), float(size[1]))


def box_between(*, a: Point, b: Point) -> Box:
    """The box with these two opposite corners."""
    (left, right), (top, bottom) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    return Box(left, top, round(right - left, 2), round(bottom - top, 2))


def moved(*, shape: Spot, dx: float, dy: float, size: tuple[int, int]) -> Spot:
    """The shape elsewhere, stopped at the scan's edges.

    One that already reaches beyond an edge (it came from a file) may stay there but goes no farther out.
    """
    x0, y0, x1, y1 = bounds(shape)
    dx = min(max(dx, min(-x0, 0.0)), max(size[0] - x1, 0.0))
    dy = min(max(dy, min(-y0, 0.0)), max(size[1] - y1, 0.0))
    if isinstance(shape, Polygon):
        return Polygon(tuple(rounded((x + dx, y + dy)) for x, y in shape.points))
    if isinstance(shape, RotatedBox):
        return replace(shape, cx=round(shape.cx + dx, 2), cy=round(shape.cy + dy, 2))
    return replace(shape, x=round(shape.x + dx, 2), y=round(shape.y + dy, 2))


def handle_points(box: Box) -> tuple[Point, ...]:
    """Where the eight handles of a box are, in the order of `Handle`."""
    left, top, right, bottom = bounds(box)
    x, y = (left + right) / 2, (top + bottom) / 2
    return (
        (left, top), (x, top), (right, top), (right, y), (right, bottom), (x, bottom), (left, bottom), (left, y),
    )  # fmt: skip


def resized(*, box: Box, handle: Handle, to: Point, size: tuple[int, int]) -> Box:
    """The box with one handle dragged to a scan point; sides may cross over, and stay on the scan."""
    x, y = rounded(on_scan(point=to, size=size))
    left, top, right, bottom = bounds(box)
    left = x if handle in _MOVES_LEFT else left
    right = x if handle in _MOVES_RIGHT else right
    top = y if handle in _MOVES_TOP else top
    bottom = y if handle in _MOVES_BOTTOM else bottom
    made = box_between(a=(left, top), b=(right, bottom))
    return replace(made, width=max(made.width, LEAST_SIDE), height=max(made.height, LEAST_SIDE))


def grown(*, shape: Spot, dw: float, dh: float, size: tuple[int, int]) -> Spot:
    """The shape wider and higher by so many scan px, its upper left corner fixed, inside the scan."""
    x0, y0, x1, y1 = bounds(shape)
    width = min(max(x1 - x0 + dw, LEAST_SIDE), max(size[0] - x0, x1 - x0))
    height = min(max(y1 - y0 + dh, LEAST_SIDE), max(size[1] - y0, y1 - y0))
    if isinstance(shape, Box):
        return replace(shape, width=round(width, 2), height=round(height, 2))
    if isinstance(shape, RotatedBox):
        return replace(shape, width=max(shape.width + dw, LEAST_SIDE), height=max(shape.height + dh, LEAST_SIDE))
    across, down = width / max(x1 - x0, LEAST_SIDE), height / max(y1 - y0, LEAST_SIDE)
    return Polygon(tuple(rounded((x0 + (x - x0) * across, y0 + (y - y0) * down)) for x, y in shape.points))


def with_vertex_at(*, polygon: Polygon, index: int, to: Point, size: tuple[int, int]) -> Polygon:
    """The polygon with one vertex moved to a scan point."""
    points = list(polygon.points)
    points[index] = rounded(on_scan(point=to, size=size))
    return Polygon(tuple(points))


def with_vertex_inserted(*, polygon: Polygon, edge: int, at: Point) -> Polygon:
    """The polygon with a new vertex on the edge that follows vertex `edge`."""
    return Polygon((*polygon.points[: edge + 1], rounded(at), *polygon.points[edge + 1 :]))


def without_vertex(*, polygon: Polygon, index: int) -> Polygon | None:
    """The polygon without one vertex; None where fewer than three or no area would be left."""
    rest = Polygon(polygon.points[:index] + polygon.points[index + 1 :])
    return rest if len(rest.points) >= 3 and area(rest) > 0 else None


def outline_at(*, point: Point, scan: Scan) -> Box:
    """The container's inner box that holds a point, else the whole scan."""
    for outline in scan.outlines:
        x0, y0, x1, y1 = bounds(outline)
        if x0 <= point[0] <= x1 and y0 <= point[1] <= y1:
            return outline
    return Box(0.0, 0.0, float(scan.width), float(scan.height))


def share_of_container(*, shape: Shape, scan: Scan) -> float:
    """Area of a mark over that of its container (the outline that holds its centre, else the whole scan)."""
    if isinstance(shape, WholeLoad):
        return 1.0
    x0, y0, x1, y1 = bounds(shape)
    container = area(outline_at(point=((x0 + x1) / 2, (y0 + y1) / 2), scan=scan))
    return area(shape) / container if container > 0 else 0.0


def load_frame(scan: Scan) -> Box:
    """The box that stands for the whole load: round all containers, else the whole scan."""
    if not scan.outlines:
        return Box(0.0, 0.0, float(scan.width), float(scan.height))
    rims = [bounds(outline) for outline in scan.outlines]
    left, top = min(rim[0] for rim in rims), min(rim[1] for rim in rims)
    return box_between(a=(left, top), b=(max(rim[2] for rim in rims), max(rim[3] for rim in rims)))


def size_in_metres(*, shape: Spot, scan: Scan) -> tuple[float, float] | None:
    """Width and height of a shape's upright rectangle in metres; None where the pitch is unknown."""
    if scan.pitch is None or not all(math.isfinite(step) and step > 0 for step in scan.pitch):
        return None
    x0, y0, x1, y1 = bounds(shape)
    return (x1 - x0) * scan.pitch[0] / 1000, (y1 - y0) * scan.pitch[1] / 1000
