"""The keyboard on the scan: a crosshair that draws, keys that move and resize the chosen mark, and paging."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt

from xray_trainer.desktop.viewer.editor import MarkEditor
from xray_trainer.desktop.viewer.layout import Lens
from xray_trainer.desktop.viewer.picking import near
from xray_trainer.desktop.viewer.shaping import BoxSketch, PolygonSketch, on_scan
from xray_trainer.desktop.viewer.tools import Tool
from xray_trainer.model import Point, WholeLoad

PAN_STEP = 48.0  # px an arrow moves the view
FAR = 10  # times as far with Shift

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Surface(Protocol):
    """What the keys need of the scan that they work on."""

    def lens(self) -> Lens | None:
        """From screen to scan; None while there is no scan."""
        ...

    def tool(self) -> Tool:
        """The tool in hand."""
        ...

    def pan_by(self, dx: float, dy: float) -> None:
        """Look elsewhere."""
        ...

    def page_along(self, step: int) -> None:
        """One screen on or back."""
        ...

    def go_front(self) -> None:
        """To the front wall."""
        ...

    def go_doors(self) -> None:
        """To the doors."""
        ...

    def aim_at(self, point: Point | None) -> None:
        """Draw the crosshair at a scan point and bring it into view; None takes it away."""
        ...


def key_step(lens: Lens) -> Point:
    """Whole scan px that one key press moves by, along x and y: one px on screen, and at least one of the scan."""
    across, down = lens.step()
    return max(1.0, float(round(across))), max(1.0, float(round(down)))


class KeyHand:
    """Turns key presses into verbs of the editor and of the view.

    A chosen mark takes the arrows; without one a drawing tool has its crosshair, and the select tool pans.
    """

    def __init__(self, surface: Surface, editor: MarkEditor) -> None:
        self._surface = surface
        self._editor = editor
        self.aim: Point | None = None  # where the crosshair is, in scan px
        self._last: Point | None = None

    @property
    def drawing(self) -> bool:
        """Whether Enter and Esc belong to the scan just now."""
        return self.aim is not None or self._editor.sketch is not None

    def press(self, key: Qt.Key, *, shift: bool, ctrl: bool) -> bool:
        """A key goes down; False if it means nothing here."""
        if key in _ARROWS:
            return self._arrow(*_ARROWS[key], shift=shift, ctrl=ctrl)
        self._editor.commit()
        if key in _ENTER:
            return self._enter(close=ctrl)
        if key == Qt.Key.Key_Escape:
            return self.drop()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.delete()
        return self._page(key)

    def release(self, key: Qt.Key) -> None:
        """A key comes up for good: what it moved becomes one edit."""
        if key in _ARROWS:
            self._editor.commit()

    def drop(self) -> bool:
        """Esc, one step at a time: the shape being drawn, the crosshair, the focused vertex, the chosen mark."""
        if self._editor.sketch is not None:
            self._editor.drop()
        elif self.aim is not None:
            self.put_away()
        elif self._editor.vertex is not None:
            self._editor.focus_vertex(None)
        elif self._editor.chosen is not None:
            self._editor.choose(None)
        else:
            return False
        return True

    def delete(self) -> bool:
        """Take back the last point of a polygon being drawn, else remove the focused vertex or the chosen mark."""
        if isinstance(self._editor.sketch, PolygonSketch):
            self._editor.take_back_point()
        elif self._editor.chosen is not None and self._editor.editable:
            self._editor.delete_chosen()
        else:
            return False
        return True

    def put_away(self) -> None:
        """Take the crosshair off the scan; it comes back where it was."""
        if self.aim is not None:
            self._last, self.aim = self.aim, None
            self._surface.aim_at(None)

    def forget(self) -> None:
        """Another scan: the crosshair starts in the middle again."""
        self.put_away()
        self._last = None

    def _arrow(self, dx: int, dy: int, *, shift: bool, ctrl: bool) -> bool:
        lens = self._surface.lens()
        if lens is None or ctrl:
            return False
        mark = self._editor.chosen_mark()
        across, down = key_step(lens)
        if mark is not None and not isinstance(mark.shape, WholeLoad) and self._editor.editable and not self.drawing:
            change = self._editor.grow if shift else self._editor.move
            change(dx * across, dy * down)
            return True
        if self._surface.tool() is not Tool.SELECT and self._editor.editable:
            self._move_aim(dx * across, dy * down, FAR if shift else 1, lens)
            return True
        self._surface.pan_by(dx * PAN_STEP, dy * PAN_STEP)
        return True

    def _move_aim(self, dx: float, dy: float, times: int, lens: Lens) -> None:
        width, height = lens.size
        if self.aim is None:
            middle = on_scan(point=lens.scan((width / 2, height / 2)), size=self._editor.size)
            self.aim = self._last if self._last is not None and self._on_screen(self._last, lens) else middle
            self.aim = (float(round(self.aim[0])), float(round(self.aim[1])))
        else:
            to = (self.aim[0] + dx * times, self.aim[1] + dy * times)
            self.aim = on_scan(point=to, size=self._editor.size)
        self._editor.draw_to(self.aim)
        self._surface.aim_at(self.aim)

    def _on_screen(self, point: Point, lens: Lens) -> bool:
        (x, y), (width, height) = lens.screen(point), lens.size
        return 0 <= x < width and 0 <= y < height

    def _enter(self, *, close: bool) -> bool:
        lens, sketch = self._surface.lens(), self._editor.sketch
        if lens is None or not self.drawing:
            return False
        if sketch is None:
            return self._begin()
        if isinstance(sketch, BoxSketch):
            if self.aim is not None and self._editor.finish(least=(1.0, 1.0)):
                self.put_away()
            return True
        first, free = lens.screen(sketch.points[0]), lens.screen(sketch.cursor)
        if close or self.aim is None or (len(sketch.points) >= 3 and near(a=first, b=free)):
            if close and self.aim is not None:
                self._editor.set_point()
            if self._editor.finish():
                self.put_away()
            return True
        self._editor.set_point()
        return True

    def _begin(self) -> bool:
        if self.aim is None:
            return False
        start = self._editor.start_box if self._surface.tool() is Tool.BOX else self._editor.start_polygon
        start(self.aim)
        return True

    def _page(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Home:
            self._surface.go_front()
        elif key == Qt.Key.Key_End:
            self._surface.go_doors()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._surface.page_along(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            return False
        return True
