"""Shapes and their words on the screen, ready to be painted; worked out once for many repaints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QPainter

from xray_trainer.desktop.viewer import ink, plates
from xray_trainer.desktop.viewer.ink import Line, Plate
from xray_trainer.desktop.viewer.picking import Outline, midpoints
from xray_trainer.desktop.viewer.plates import Rectangle, Request, Side
from xray_trainer.desktop.viewer.viewport import Stage, View, to_scan, to_stage
from xray_trainer.model import Box, Point, Polygon, Shape, WholeLoad


@dataclass(frozen=True, slots=True)
class Lens:
    """From scan px to the widget's logical px and back. ratio : physical px a logical px."""

    view: View
    stage: Stage
    ratio: float = 1.0

    @property
    def size(self) -> tuple[float, float]:
        """The stage in logical px."""
        return self.stage.width / self.ratio, self.stage.height / self.ratio

    def screen(self, point: Point) -> Point:
        """A scan point in logical px."""
        x, y = to_stage(point=point, view=self.view, stage=self.stage)
        return x / self.ratio, y / self.ratio

    def scan(self, point: Point) -> Point:
        """The scan point under a logical px."""
        return to_scan(point=(point[0] * self.ratio, point[1] * self.ratio), view=self.view, stage=self.stage)

    def step(self) -> Point:
        """Scan px a logical px, along x and y."""
        across, down = self.stage.factors(self.view.scale)
        return self.ratio / across, self.ratio / down


@dataclass(frozen=True, slots=True)
class Drawn:
    """One shape in screen px, and the plates that belong to it.

    mark : the id of the mark that it is, None for truth. open : an outline still being drawn. hollow : stands for the
    whole load, so that only its rim is taken. vertex : which vertex has the keys.
    """

    corners: tuple[Point, ...]
    line: Line
    plates: tuple[tuple[Plate, Side], ...] = ()
    mark: str | None = None
    handles: tuple[Point, ...] = ()
    vertices: tuple[Point, ...] = ()
    vertex: int | None = None
    hollow: bool = False
    open: bool = False

    @property
    def rectangle(self) -> Rectangle:
        """The upright rectangle round it."""
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


@dataclass(frozen=True, slots=True)
class Layout:
    """All that is drawn over a scan, back to front, with every plate's place."""

    drawn: tuple[Drawn, ...] = ()
    plates: tuple[tuple[int, Plate, Rectangle], ...] = ()  # the number of its shape in `drawn`, the plate, its place

    def outlines(self) -> tuple[Outline, ...]:
        """The marks in it, for hit-testing."""
        first: dict[int, Rectangle] = {}
        for owner, _, place in self.plates:
            first.setdefault(owner, place)
        return tuple(
            Outline(one.mark, one.corners, one.handles, one.vertices, first.get(number), one.hollow)
            for number, one in enumerate(self.drawn)
            if one.mark is not None
        )

    def paint(self, painter: QPainter, *, filled: bool = True) -> None:
        """Shapes first (`filled`: with their tint), then handles, then plates over all."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in self.drawn:
            if one.open:
                ink.draw_line(painter, ink.outline_path(one.corners, line=one.line, closed=False), one.line)
            else:
                ink.draw_shape(painter, one.corners, one.line if filled else replace(one.line, fill=0.0))
        for one in self.drawn:
            for at in midpoints(one.vertices) if len(one.vertices) >= 3 and not one.open else ():
                ink.draw_handle(painter, at, small=True)
            for number, at in enumerate(one.handles or one.vertices):
                ink.draw_handle(painter, at, filled=number == one.vertex)
        for _, plate, place in self.plates:
            plate.draw(painter, place[0], place[1])


def corners_of(*, shape: Shape, frame: Box, lens: Lens) -> tuple[Point, ...]:
    """A shape's outline in screen px; `frame` stands for the whole load."""
    spot = frame if isinstance(shape, WholeLoad) else shape
    return tuple(lens.screen(point) for point in spot.corners())


def lay_out(*, drawn: Sequence[Drawn], size: tuple[float, float]) -> Layout:
    """Give every plate its place. Shapes with handles (the chosen one) come first, then those on top."""
    shapes = [one.rectangle for one in drawn if not one.hollow]
    placed: list[tuple[int, Plate, Rectangle]] = []
    for number in sorted(range(len(drawn)), key=lambda at: not (drawn[at].handles or drawn[at].vertices)):
        one = drawn[number]
        for plate, side in one.plates:
            request = Request(*plate.size(), one.rectangle, side)
            taken = [place for _, _, place in placed]
            place = plates.place(request=request, stage=size, shapes=shapes, plates=taken)
            if place is not None:
                placed.append((number, plate, place))
    return Layout(tuple(drawn), tuple(placed))


def handles_of(*, shape: Shape, corners: tuple[Point, ...]) -> tuple[Point, ...]:
    """Where the eight handles of a box are on screen; none for other shapes."""
    if not isinstance(shape, Box):
        return ()
    (left, top), (right, bottom) = corners[0], corners[2]
    x, y = (left + right) / 2, (top + bottom) / 2
    return (
        (left, top), (x, top), (right, top), (right, y), (right, bottom), (x, bottom), (left, bottom), (left, y),
    )  # fmt: skip


def vertices_of(*, shape: Shape, corners: tuple[Point, ...]) -> tuple[Point, ...]:
    """Where the vertices of a polygon are on screen; none for other shapes."""
    return corners if isinstance(shape, Polygon) else ()
