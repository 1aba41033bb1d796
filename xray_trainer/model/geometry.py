"""Shapes on a scan, in continuous full-resolution pixels: pixel (i, j) covers [i, i+1) × [j, j+1), y grows downward."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

Point: TypeAlias = tuple[float, float]


class Tagged:
    """Says that a union of nouns is told apart by one of their fields (understood by the codec)."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], object]) -> object:
        from pydantic import Field  # noqa: PLC0415 - only the codec needs it

        return handler.generate_schema(Annotated[source, Field(discriminator=self.key)])  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright box: left, top, width and height in px."""

    x: float
    y: float
    width: float
    height: float
    type: Literal["box"] = "box"

    def corners(self) -> tuple[Point, ...]:
        """The four corners, clockwise on screen from the upper left."""
        right, bottom = self.x + self.width, self.y + self.height
        return ((self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom))

    def moved(self, dx: float, dy: float) -> Box:
        """The same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(frozen=True, slots=True)
class RotatedBox:
    """A box turned about its centre by `angle` degrees, clockwise as seen on screen."""

    cx: float
    cy: float
    width: float
    height: float
    angle: float
    type: Literal["rotated_box"] = "rotated_box"

    def corners(self) -> tuple[Point, ...]:
        """The four corners, clockwise on screen; the first is the upper left one at angle 0."""
        turn = math.radians(self.angle)
        cos, sin = math.cos(turn), math.sin(turn)
        half_w, half_h = self.width / 2, self.height / 2
        offsets = ((-half_w, -half_h), (half_w, -half_h), (half_w, half_h), (-half_w, half_h))
        return tuple((self.cx + u * cos - v * sin, self.cy + u * sin + v * cos) for u, v in offsets)

    def moved(self, dx: float, dy: float) -> RotatedBox:
        """The same box elsewhere."""
        return RotatedBox(self.cx + dx, self.cy + dy, self.width, self.height, self.angle)


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed polygon; the last point is joined to the first and not repeated."""

    points: tuple[Point, ...]
    type: Literal["polygon"] = "polygon"

    def corners(self) -> tuple[Point, ...]:
        """Its points."""
        return self.points

    def moved(self, dx: float, dy: float) -> Polygon:
        """The same polygon elsewhere."""
        return Polygon(tuple((x + dx, y + dy) for x, y in self.points))


@dataclass(frozen=True, slots=True)
class WholeLoad:
    """Not a spot but all the cargo: what is loaded is not what the papers say."""

    type: Literal["whole_load"] = "whole_load"


Spot: TypeAlias = Box | RotatedBox | Polygon
Shape: TypeAlias = Annotated[Box | RotatedBox | Polygon | WholeLoad, Tagged("type")]


@dataclass(frozen=True, slots=True)
class Region:
    """A shape on one scan of a case (by its index there)."""

    shape: Shape
    scan: int = 0


def bounds(shape: Spot) -> tuple[float, float, float, float]:
    """The upright rectangle round a shape: x0, y0, x1, y1 in px."""
    corners = shape.corners()
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def polygon_area(points: tuple[Point, ...]) -> float:
    """Area in px² by the shoelace formula about the first vertex; 0 for fewer than three points."""
    if len(points) < 3:
        return 0.0
    x0, y0 = points[0]
    shifted = [(x - x0, y - y0) for x, y in points]
    following = shifted[1:] + shifted[:1]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(shifted, following, strict=True))) / 2


def area(shape: Spot) -> float:
    """Area of a shape in px²."""
    if isinstance(shape, Polygon):
        return polygon_area(shape.points)
    return max(0.0, shape.width) * max(0.0, shape.height)
