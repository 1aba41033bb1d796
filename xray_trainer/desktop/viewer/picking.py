"""What is under the pointer: pure functions over outlines in screen px."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from xray_trainer.model import Point, polygon_area

REACH = 8.0  # half of a handle's 16 px
RIM = 4.0  # how near to its line a shape is taken


class Part(Enum):
    """Which part of a mark is hit."""

    HANDLE = auto()  # of a box; `index` is the Handle
    VERTEX = auto()  # of a polygon
    MIDPOINT = auto()  # of a polygon's edge; `index` is the vertex before it
    BODY = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of a mark under the pointer."""

    mark: str
    part: Part
    index: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """A mark as it is on screen.

    corners : its closed outline in screen px. handles, vertices : what of it can be dragged, when it is chosen.
    plate : left, top, width, height of its number plate, None if it has none. hollow : only its rim is taken.
    """

    mark: str
    corners: tuple[Point, ...]
    handles: tuple[Point, ...] = ()
    vertices: tuple[Point, ...] = ()
    plate: tuple[float, float, float, float] | None = None
    hollow: bool = False


def find_hit(*, outlines: Sequence[Outline], chosen: str | None, point: Point) -> Hit | None:
    """What a press at a screen point takes hold of.

    Handles and vertices of the chosen mark come first, then number plates, then bodies: of several the smallest, of
    equal ones the uppermost (the last drawn).
    """
    for outline in outlines:
        if outline.mark == chosen:
            grip = _grip(outline, point)
            if grip is not None:
                return grip
    for outline in reversed(outlines):
        if outline.plate is not None and _in_rectangle(point, outline.plate):
            return Hit(outline.mark, Part.BODY)
    bodies = [one for one in reversed(outlines) if _on_body(one, point)]
    if not bodies:
        return None
    return Hit(min(bodies, key=lambda one: polygon_area(one.corners)).mark, Part.BODY)


def midpoints(corners: tuple[Point, ...]) -> tuple[Point, ...]:
    """The middle of each edge of a closed outline."""
    return tuple(((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in zip(corners, corners[1:] + corners[:1], strict=True))


def nearest_edge(*, corners: tuple[Point, ...], point: Point) -> tuple[int, float]:
    """The edge of a closed outline nearest to a point (by the corner before it), and how far away it is."""
    distances = [_distance_to_segment(point, a, b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]
    nearest = min(range(len(distances)), key=distances.__getitem__)
    return nearest, distances[nearest]


def contains(*, corners: tuple[Point, ...], point: Point) -> bool:
    """Whether a closed outline holds a point (even-odd rule)."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def near(*, a: Point, b: Point, reach: float = REACH) -> bool:
    """Whether two screen points are within reach of each other, as a handle's square is."""
    return abs(a[0] - b[0]) <= reach and abs(a[1] - b[1]) <= reach


def _grip(outline: Outline, point: Point) -> Hit | None:
    reach = _reach(outline.corners, point)
    groups = [(Part.HANDLE, outline.handles), (Part.VERTEX, outline.vertices)]
    if len(outline.vertices) >= 3:
        groups.append((Part.MIDPOINT, midpoints(outline.vertices)))
    for part, places in groups:
        reached = [index for index, place in enumerate(places) if near(a=place, b=point, reach=reach)]
        if reached:
            nearest = min(reached, key=lambda index: math.dist(places[index], point))
            return Hit(outline.mark, part, nearest)
    return None


def _reach(corners: tuple[Point, ...], point: Point) -> float:
    """How far a grip reaches: inside a small shape less, so that the shape itself can still be taken and moved."""
    if not contains(corners=corners, point=point):
        return REACH
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(max(min(max(xs) - min(xs), max(ys) - min(ys)) / 4, 2.0), REACH)


def _on_body(outline: Outline, point: Point) -> bool:
    if not outline.hollow and contains(corners=outline.corners, point=point):
        return True
    return nearest_edge(corners=outline.corners, point=point)[1] <= RIM


def _in_rectangle(point: Point, rectangle: tuple[float, float, float, float]) -> bool:
    x, y, width, height = rectangle
    return x <= point[0] < x + width and y <= point[1] < y + height


def _distance_to_segment(point: Point, a: Point, b: Point) -> float:
    length = math.dist(a, b)
    if length == 0:
        return math.dist(point, a)
    along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length**2
    along = min(max(along, 0.0), 1.0)
    return math.dist(point, (a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))
