"""The mouse on the scan: what a press takes hold of, and what a drag does with it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt

from xray_trainer.desktop.viewer.editor import MarkEditor
from xray_trainer.desktop.viewer.layout import Lens
from xray_trainer.desktop.viewer.picking import Hit, Part, midpoints, near, nearest_edge
from xray_trainer.desktop.viewer.shaping import Handle, PolygonSketch, handle_points
from xray_trainer.desktop.viewer.tools import Tool
from xray_trainer.model import FULL_SCALE, Box, DisplaySettings, Mark, Point, Polygon

STILL = 3.0  # px that a press may wander and still be a click
LEVELS_A_PX = FULL_SCALE / 1024  # of window and level, under the right button
HURRY = 32.0  # px that the view moves at most for each move of a pointer that drags something beyond the edge
NARROWEST_WINDOW = FULL_SCALE / 200


class Surface(Protocol):
    """What the hand needs of the scan that it works on."""

    def lens(self) -> Lens | None:
        """From screen to scan; None while there is no scan."""
        ...

    def hit(self, point: Point) -> Hit | None:
        """What is under a point."""
        ...

    def tool(self) -> Tool:
        """The tool in hand."""
        ...

    def settings(self) -> DisplaySettings:
        """How the scan is shown."""
        ...

    def set_settings(self, settings: DisplaySettings) -> None:
        """Show it otherwise."""
        ...

    def pan_by(self, dx: float, dy: float) -> None:
        """Look elsewhere."""
        ...

    def fit_or_actual(self, at: Point) -> None:
        """Between the whole scan and 1:1 at a point."""
        ...


class Gesture(Protocol):
    """One press, until its button comes up."""

    def move(self, point: Point) -> None:
        """The pointer is there now."""
        ...

    def release(self, point: Point) -> None:
        """The button came up there."""
        ...


def windowed(settings: DisplaySettings, *, dx: float, dy: float) -> DisplaySettings:
    """The settings after a right-drag: to the right the window widens, upward the level rises."""
    window = min(max(settings.window + dx * LEVELS_A_PX, NARROWEST_WINDOW), FULL_SCALE)
    level = min(max(settings.level - dy * LEVELS_A_PX, 0.0), FULL_SCALE)
    return settings.with_window(level=level, window=window)


@dataclass(slots=True)
class _Pan:
    surface: Surface
    start: Point
    last: Point
    click: Callable[[], None] | None = None  # what it means if the pointer stays
    wandered: bool = False

    def move(self, point: Point) -> None:
        if not self.wandered and math.dist(point, self.start) < STILL:
            return
        self.wandered = True
        self.surface.pan_by(self.last[0] - point[0], self.last[1] - point[1])
        self.last = point

    def release(self, point: Point) -> None:
        self.move(point)
        if not self.wandered and self.click is not None:
            self.click()


@dataclass(slots=True)
class _WindowLevel:
    surface: Surface
    start: Point
    before: DisplaySettings

    def move(self, point: Point) -> None:
        dx, dy = point[0] - self.start[0], point[1] - self.start[1]
        if dx or dy:
            self.surface.set_settings(windowed(self.before, dx=dx, dy=dy))

    def release(self, point: Point) -> None:
        self.move(point)


@dataclass(slots=True)
class _DrawBox:
    editor: MarkEditor
    start: Point
    first: Point  # in scan px: the view may move under the hand
    lens: Callable[[], Lens]
    click: Callable[[], None]

    def move(self, point: Point) -> None:
        if self.editor.sketch is None:
            if math.dist(point, self.start) < STILL:
                return
            self.editor.start_box(self.first)
        self.editor.draw_to(self.lens().scan(point))

    def release(self, point: Point) -> None:
        self.move(point)
        if self.editor.sketch is None:
            self.click()
            return
        across, down = self.lens().step()
        self.editor.finish(least=(STILL * across, STILL * down))


@dataclass(slots=True)
class _MoveMark:
    editor: MarkEditor
    start: Point
    first: Point  # in scan px
    lens: Callable[[], Lens]
    before: Mark
    wandered: bool = False

    def move(self, point: Point) -> None:
        if not self.wandered and math.dist(point, self.start) < STILL:
            return
        self.wandered = True
        to = self.lens().scan(point)
        self.editor.move(to[0] - self.first[0], to[1] - self.first[1], start=self.before)

    def release(self, point: Point) -> None:
        self.move(point)
        self.editor.commit()


@dataclass(slots=True)
class _PullGrip:
    editor: MarkEditor
    hit: Hit
    start: Point
    offset: Point  # from the pointer to the grip, so that taking hold of it does not move it
    lens: Callable[[], Lens]
    before: Mark
    wandered: bool = False

    def move(self, point: Point) -> None:
        if not self.wandered and point == self.start:
            return
        to = self.lens().scan((point[0] + self.offset[0], point[1] + self.offset[1]))
        if self.hit.part is Part.HANDLE:
            self.editor.pull_handle(Handle(self.hit.index), to, start=self.before)
        elif self.hit.part is Part.VERTEX or self.wandered:
            self.editor.pull_vertex(self.editor.vertex or 0, to)
        else:
            self.editor.insert_vertex(self.hit.index, to)
        self.wandered = True

    def release(self, point: Point) -> None:
        self.move(point)
        self.editor.commit()


def beyond(point: Point, size: tuple[float, float]) -> Point:
    """How far a point is outside of a stage of that width and height, no more than `HURRY`; (0, 0) inside."""
    across, down = (
        min(max(at - length, 0.0), HURRY) + max(min(at, 0.0), -HURRY) for at, length in zip(point, size, strict=True)
    )
    return across, down


class Hand:
    """Turns presses, moves and releases into verbs of the editor and of the view."""

    def __init__(self, surface: Surface, editor: MarkEditor) -> None:
        self._surface = surface
        self._editor = editor
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self.space = False  # held down: the left button pans

    @property
    def busy(self) -> bool:
        """Whether a button is down."""
        return self._gesture is not None

    @property
    def panning(self) -> bool:
        """Whether the scan is being moved."""
        return isinstance(self._gesture, _Pan)

    def press(self, button: Qt.MouseButton, point: Point, *, alt: bool = False) -> None:
        """A button goes down."""
        lens = self._surface.lens()
        if self.busy or lens is None:
            return
        if button is Qt.MouseButton.MiddleButton or (button is Qt.MouseButton.LeftButton and self.space):
            self._gesture = _Pan(self._surface, point, point)
        elif button is Qt.MouseButton.RightButton:
            self._gesture = _WindowLevel(self._surface, point, self._surface.settings())
        elif button is Qt.MouseButton.LeftButton:
            self._gesture = self._take(point, lens, alt)
        self._button = button if self._gesture is not None else Qt.MouseButton.NoButton

    def move(self, point: Point) -> None:
        """The pointer moves."""
        lens = self._surface.lens()
        if self._gesture is not None:
            if lens is not None and isinstance(self._gesture, _DrawBox | _MoveMark | _PullGrip):
                self._follow(beyond(point, lens.size))
            self._gesture.move(point)
        elif isinstance(self._editor.sketch, PolygonSketch) and lens is not None:
            self._editor.draw_to(lens.scan(point))

    def release(self, button: Qt.MouseButton, point: Point) -> None:
        """A button comes up."""
        if self._gesture is None or button is not self._button:
            return
        gesture, self._gesture = self._gesture, None
        gesture.release(point)

    def let_go(self) -> None:
        """Forget what the hand holds, and take back what is not committed."""
        self._gesture = None
        self._editor.revert()

    def double_click(self, point: Point, *, alt: bool = False) -> None:
        """The left button twice: closes a polygon, puts a vertex on an edge, or changes between fit and 1:1."""
        lens = self._surface.lens()
        if lens is None:
            return
        if isinstance(self._editor.sketch, PolygonSketch):
            self._editor.finish()
        elif self._surface.tool() is not Tool.SELECT:
            self.press(Qt.MouseButton.LeftButton, point, alt=alt)
        elif self._surface.hit(point) is None:
            self._surface.fit_or_actual(point)
        else:
            self._insert_at(point, lens)

    def _follow(self, by: Point) -> None:
        """What is dragged beyond the edge of the stage takes the view along."""
        if by != (0.0, 0.0):
            self._surface.pan_by(*by)

    def _take(self, point: Point, lens: Lens, alt: bool) -> Gesture | None:
        if isinstance(self._editor.sketch, PolygonSketch):
            self._add_point(point, lens)
            return None
        hit = self._surface.hit(point)
        mark = self._editor.chosen_mark()
        if hit is not None and hit.part is not Part.BODY and mark is not None:
            return self._take_grip(hit, mark, point, lens, alt)
        tool = self._surface.tool() if self._editor.editable else Tool.SELECT
        if tool is Tool.POLYGON:
            self._editor.start_polygon(lens.scan(point))
            return None
        if tool is Tool.BOX:
            chosen = hit.mark if hit is not None else None
            first = lens.scan(point)
            return _DrawBox(self._editor, point, first, self._lens_after(lens), lambda: self._editor.choose(chosen))
        if hit is None:
            return _Pan(self._surface, point, point, lambda: self._editor.choose(None))
        return self._take_mark(hit, point, lens)

    def _take_mark(self, hit: Hit, point: Point, lens: Lens) -> Gesture:
        self._editor.choose(hit.mark)
        self._editor.focus_vertex(None)
        mark = self._editor.chosen_mark()
        if mark is None or not self._editor.editable:
            return _Pan(self._surface, point, point)
        return _MoveMark(self._editor, point, lens.scan(point), self._lens_after(lens), mark)

    def _take_grip(self, hit: Hit, mark: Mark, point: Point, lens: Lens, alt: bool) -> Gesture | None:
        if alt and hit.part is Part.VERTEX:
            self._editor.delete_vertex(hit.index)
            return None
        at = lens.screen(_place_of(hit, mark))
        self._editor.focus_vertex(hit.index if hit.part is Part.VERTEX else None)
        offset = (at[0] - point[0], at[1] - point[1])
        return _PullGrip(self._editor, hit, point, offset, self._lens_after(lens), mark)

    def _lens_after(self, lens: Lens) -> Callable[[], Lens]:
        """The lens as it will be at each move."""
        return lambda: self._surface.lens() or lens

    def _add_point(self, point: Point, lens: Lens) -> None:
        sketch = self._editor.sketch
        if not isinstance(sketch, PolygonSketch):
            return
        if len(sketch.points) >= 3 and near(a=lens.screen(sketch.points[0]), b=point):
            self._editor.finish()
            return
        self._editor.draw_to(lens.scan(point))
        self._editor.set_point()

    def _insert_at(self, point: Point, lens: Lens) -> None:
        mark = self._editor.chosen_mark()
        if mark is None or not isinstance(mark.shape, Polygon):
            return
        corners = tuple(lens.screen(one) for one in mark.shape.points)
        edge, distance = nearest_edge(corners=corners, point=point)
        if distance <= 8 and not any(near(a=corner, b=point) for corner in corners):
            self._editor.insert_vertex(edge, lens.scan(point))
            self._editor.commit()


def _place_of(hit: Hit, mark: Mark) -> Point:
    """Where a grip of a mark is, in scan px."""
    if hit.part is Part.HANDLE and isinstance(mark.shape, Box):
        return handle_points(mark.shape)[hit.index]
    points = mark.shape.points if isinstance(mark.shape, Polygon) else ((0.0, 0.0),)
    return points[hit.index] if hit.part is Part.VERTEX else midpoints(points)[hit.index]
