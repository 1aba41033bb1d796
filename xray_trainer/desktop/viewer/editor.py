"""The marks being edited on one scan: verbs over a Draft, with no mouse, key or widget in them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from xray_trainer.desktop.viewer import shaping
from xray_trainer.desktop.viewer.shaping import BoxSketch, Handle, PolygonSketch, Sketch
from xray_trainer.model import Box, Draft, Mark, Point, Polygon, Scan, Shape, WholeLoad, area


@dataclass(frozen=True, slots=True)
class Numbered:
    """A mark and its number in the whole case, from 1."""

    number: int
    mark: Mark


class MarkEditor:
    """Holds the draft, the chosen mark, what is being drawn, and a change that is not yet committed.

    A change under the hand (a drag, keys held down) is a preview; `commit` makes it one edit of the draft.

    Parameters
    ----------
    changed : called when anything drawn differs.
    committed : called with the new draft, once an edit.
    chose : called with the id of the chosen mark, or None.
    """

    def __init__(
        self,
        *,
        changed: Callable[[], None],
        committed: Callable[[Draft], None],
        chose: Callable[[str | None], None],
    ) -> None:
        self._changed = changed
        self._committed = committed
        self._chose = chose
        self._draft = Draft()
        self._scan: Scan | None = None
        self._index = 0
        self._preview: Mark | None = None
        self.chosen: str | None = None
        self.vertex: int | None = None
        self.sketch: Sketch | None = None
        self.editable = True

    def set_scan(self, scan: Scan, index: int) -> None:
        """Edit marks on another scan of the case."""
        self._scan, self._index = scan, index
        self.drop()
        self.choose(None)

    def set_draft(self, draft: Draft) -> None:
        """Show another draft, as after undo; the chosen mark stays chosen while it is still there."""
        if draft == self._draft:
            return
        self._draft, self._preview, self.vertex = draft, None, None
        if self.chosen is not None and all(mark.id != self.chosen for mark in draft.marks):
            self.choose(None)
        self._changed()

    @property
    def draft(self) -> Draft:
        """The draft as committed."""
        return self._draft

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the scan in px."""
        return (self._scan.width, self._scan.height) if self._scan else (1, 1)

    @property
    def held(self) -> bool:
        """Whether a change is under way."""
        return self._preview is not None

    def marks(self) -> tuple[Numbered, ...]:
        """The marks on this scan as they are now under the hand, numbered as in the case."""
        shown = (
            self._preview if self._preview is not None and self._preview.id == mark.id else mark
            for mark in self._draft.marks
        )
        return tuple(Numbered(number, mark) for number, mark in enumerate(shown, 1) if mark.scan == self._index)

    def chosen_mark(self) -> Mark | None:
        """The chosen mark as it is now under the hand."""
        return next((one.mark for one in self.marks() if one.mark.id == self.chosen), None)

    def choose(self, mark_id: str | None) -> None:
        """Choose a mark, or none."""
        if mark_id == self.chosen:
            return
        self.commit()
        self.chosen, self.vertex = mark_id, None
        self._chose(mark_id)
        self._changed()

    def choose_next(self, step: int) -> bool:
        """Choose the next (or with -1 the last) mark on this scan; False when past the end, with none chosen."""
        ids = [one.mark.id for one in self.marks()]
        if not ids:
            return False
        here = ids.index(self.chosen) if self.chosen in ids else (-1 if step > 0 else len(ids))
        following = here + step
        inside = 0 <= following < len(ids)
        self.choose(ids[following] if inside else None)
        return inside

    def focus_vertex(self, index: int | None) -> None:
        """Give one vertex of the chosen polygon the keys."""
        self.vertex = index
        self._changed()

    def add(self, shape: Shape) -> None:
        """Commit a new mark and choose it."""
        if not self.editable:
            return
        self.drop()
        self.commit()
        mark = Mark(id=str(uuid.uuid4()), shape=shape, scan=self._index)
        self._draft = self._draft.added(mark)
        self._committed(self._draft)
        self.choose(mark.id)
        self._changed()

    def reshape(self, shape: Shape) -> None:
        """Show the chosen mark with another shape, not yet committed; one without an area is passed over."""
        mark = self.chosen_mark()
        if mark is None or not self.editable or (not isinstance(shape, WholeLoad) and area(shape) <= 0):
            return
        self._preview = replace(mark, shape=shape)
        self._changed()

    def commit(self) -> None:
        """Make the change under way one edit of the draft."""
        preview, self._preview = self._preview, None
        if preview is None:
            return
        draft = self._draft.changed(preview)
        if draft is not self._draft:
            self._draft = draft
            self._committed(draft)
        self._changed()

    def revert(self) -> None:
        """Forget the change under way."""
        if self._preview is not None:
            self._preview = None
            self._changed()

    def delete_chosen(self) -> None:
        """Remove the focused vertex, or else the chosen mark."""
        mark = self.chosen_mark()
        if mark is None or not self.editable:
            return
        self.revert()
        if self.vertex is not None and isinstance(mark.shape, Polygon):
            self.delete_vertex(self.vertex)
            return
        self._draft = self._draft.removed(mark.id)
        self._committed(self._draft)
        self.choose(None)
        self._changed()

    def delete_vertex(self, index: int) -> None:
        """Take one vertex out of the chosen polygon; a triangle keeps its three."""
        mark = self.chosen_mark()
        if mark is None or not isinstance(mark.shape, Polygon):
            return
        rest = shaping.without_vertex(polygon=mark.shape, index=index)
        self.vertex = None
        if rest is not None:
            self.reshape(rest)
        self.commit()

    def move(self, dx: float, dy: float, *, start: Mark | None = None) -> None:
        """Move the chosen mark (from where it was at `start`) or its focused vertex, not yet committed."""
        mark = start or self.chosen_mark()
        if mark is None or isinstance(mark.shape, WholeLoad):
            return
        if self.vertex is not None and isinstance(mark.shape, Polygon):
            x, y = mark.shape.points[self.vertex]
            moved_to = (x + dx, y + dy)
            self.reshape(shaping.with_vertex_at(polygon=mark.shape, index=self.vertex, to=moved_to, size=self.size))
            return
        self.reshape(shaping.moved(shape=mark.shape, dx=dx, dy=dy, size=self.size))

    def grow(self, dw: float, dh: float) -> None:
        """Make the chosen mark wider and higher, not yet committed."""
        mark = self.chosen_mark()
        if mark is not None and not isinstance(mark.shape, WholeLoad):
            self.reshape(shaping.grown(shape=mark.shape, dw=dw, dh=dh, size=self.size))

    def pull_handle(self, handle: Handle, to: Point, *, start: Mark) -> None:
        """Drag a handle of the chosen box, not yet committed."""
        if isinstance(start.shape, Box):
            self.reshape(shaping.resized(box=start.shape, handle=handle, to=to, size=self.size))

    def pull_vertex(self, index: int, to: Point) -> None:
        """Drag a vertex of the chosen polygon, not yet committed."""
        mark = self.chosen_mark()
        if mark is not None and isinstance(mark.shape, Polygon):
            self.reshape(shaping.with_vertex_at(polygon=mark.shape, index=index, to=to, size=self.size))

    def insert_vertex(self, edge: int, at: Point) -> None:
        """Put a new vertex on an edge of the chosen polygon and give it the keys, not yet committed."""
        mark = self.chosen_mark()
        if mark is not None and isinstance(mark.shape, Polygon) and self.editable:
            self.vertex = edge + 1
            self.reshape(shaping.with_vertex_inserted(polygon=mark.shape, edge=edge, at=at))

    def start_box(self, at: Point) -> None:
        """Set the first corner of a box."""
        if self.editable:
            self.choose(None)
            corner = shaping.rounded(shaping.on_scan(point=at, size=self.size))
            self._draw(BoxSketch(corner, corner))

    def start_polygon(self, at: Point) -> None:
        """Set the first point of a polygon."""
        if self.editable:
            self.choose(None)
            point = shaping.rounded(shaping.on_scan(point=at, size=self.size))
            self._draw(PolygonSketch((point,), point))

    def draw_to(self, at: Point) -> None:
        """Move the free corner or point of what is being drawn."""
        point = shaping.rounded(shaping.on_scan(point=at, size=self.size))
        if isinstance(self.sketch, BoxSketch):
            self._draw(replace(self.sketch, end=point))
        elif isinstance(self.sketch, PolygonSketch):
            self._draw(replace(self.sketch, cursor=point))

    def set_point(self) -> None:
        """Set a point of the polygon being drawn where its free point is."""
        if isinstance(self.sketch, PolygonSketch):
            self._draw(self.sketch.with_point(self.sketch.cursor))

    def take_back_point(self) -> None:
        """Take back the last point of the polygon being drawn."""
        if isinstance(self.sketch, PolygonSketch):
            self._draw(self.sketch.without_last())

    def finish(self, *, least: Point = (0.0, 0.0)) -> bool:
        """Make a mark of what is being drawn; False if it is no shape (a box smaller than `least` px, a line)."""
        sketch = self.sketch
        if isinstance(sketch, BoxSketch):
            box = sketch.shape()
            whole = box.width >= max(least[0], 0.01) and box.height >= max(least[1], 0.01)
            self.drop()
            if whole:
                self.add(box)
            return whole
        polygon = sketch.closed() if sketch is not None else None
        if polygon is None:
            return False
        self.add(polygon)
        return True

    def drop(self) -> None:
        """Forget what is being drawn."""
        self._draw(None)

    def _draw(self, sketch: Sketch | None) -> None:
        if sketch != self.sketch:
            self.sketch = sketch
            self._changed()
