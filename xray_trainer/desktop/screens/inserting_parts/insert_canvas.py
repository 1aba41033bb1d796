"""The scan with an item in it that is not yet written: it follows the hand, and says what speaks against it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from xray_trainer import imaging
from xray_trainer.desktop import theme
from xray_trainer.desktop.viewer import ScanCanvas, ink
from xray_trainer.desktop.viewer.ink import Line
from xray_trainer.desktop.viewer.layout import Lens
from xray_trainer.model import PlaneKind, Point, Viewport

if TYPE_CHECKING:
    from xray_trainer.simulator.insertion import Outcome
    from xray_trainer.simulator.insertion.projecting import Inserted

_GOOD = Line(theme.ACCENT, 2.0)
_BAD = Line(theme.WARN, 2.0, (7.0, 4.0))
_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_STEP, _WIDE_STEP = 4.0, 24.0  # logical px that an arrow key moves the item by, and with Shift
_PLATE_GAP = 8


def sentence_of(words: str) -> str:
    """With a capital, as it stands by itself."""
    return words[:1].upper() + words[1:]


class InsertCanvas(ScanCanvas):
    """Shows a scan and an item over it.

    Signals: moved(float, float) : the item's middle is wanted at that scan point. dropped() : the hand let go of it.
    taken_away() : Del was pressed.
    """

    moved = Signal(float, float)
    dropped = Signal()
    taken_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_editable(False)
        self._outcome: Outcome | None = None
        self._at: Point = (0.0, 0.0)
        self._index_shown = 0
        self._held: Point | None = None  # from the pointer to the item's middle, scan px
        self._renderer: tuple[int, imaging.Renderer] | None = None

    def show_item(self, outcome: Outcome | None, at: Point = (0.0, 0.0)) -> None:
        """Show an item with its middle at a point of the first scan, or none."""
        self._outcome, self._at, self._renderer = outcome, at, None
        self.update()

    @property
    def item_at(self) -> Point | None:
        """Where the item's middle is, None without an item."""
        return None if self._outcome is None else self._at

    def _inserted(self) -> Inserted | None:
        if self._outcome is None or self.index() >= len(self._outcome.inserted):
            return None
        found = self._outcome.inserted[self.index()]
        return found if found.planes else None

    # ---- painting ----

    def _paint_over(self, painter: QPainter, lens: Lens) -> None:
        inserted = self._inserted()
        if inserted is not None:
            self._paint_pixels(painter, lens, inserted)
            if not self.overlays_hidden():
                self._paint_outline(painter, lens, inserted)
        super()._paint_over(painter, lens)

    def _paint_pixels(self, painter: QPainter, lens: Lens, inserted: Inserted) -> None:
        """The altered pixels, drawn as the scan round them is, on whole px of the screen."""
        across, down = lens.stage.factors(lens.view.scale)
        left, top = (inserted.col0 - lens.view.x) * across, (inserted.row0 - lens.view.y) * down
        height, width = inserted.share.shape
        x0, y0 = max(0, math.ceil(left)), max(0, math.ceil(top))
        x1 = min(lens.stage.width, math.floor(left + width * across))
        y1 = min(lens.stage.height, math.floor(top + height * down))
        if x1 <= x0 or y1 <= y0:
            return
        part = Viewport((x0 - left) / across, (y0 - top) / down, (x1 - x0) / across, (y1 - y0) / down)
        out = np.empty((y1 - y0, x1 - x0), np.uint32)
        self._patch(inserted).draw(part, self.settings(), out)
        image = QImage(out.data, out.shape[1], out.shape[0], 4 * out.shape[1], QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(lens.ratio)
        painter.drawImage(QRectF(x0 / lens.ratio, y0 / lens.ratio, (x1 - x0) / lens.ratio, (y1 - y0) / lens.ratio),
                          image)  # fmt: skip

    def _patch(self, inserted: Inserted) -> imaging.Renderer:
        renderer = self.renderer()
        if self._renderer is None or self._renderer[0] != self.index():
            kind = PlaneKind.HIGH if PlaneKind.HIGH in inserted.planes else PlaneKind.GREY
            bits = renderer.pixels.bits if renderer is not None else 16
            pixels = imaging.ScanPixels({kind: np.ascontiguousarray(inserted.planes[kind])}, bits)
            self._renderer = self.index(), imaging.Renderer(pixels)
        return self._renderer[1]

    def _paint_outline(self, painter: QPainter, lens: Lens, inserted: Inserted) -> None:
        outcome = self._outcome
        assert outcome is not None
        if self._held is None or not outcome.accepted:  # in the hand, the item itself is what is looked at
            line = _GOOD if outcome.accepted else _BAD
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for polygon in inserted.regions:
                ink.draw_shape(painter, [lens.screen(point) for point in polygon.points], line)
        words = [sentence_of(one.say()) for one in outcome.reasons]
        if words:
            self._paint_words(painter, self._box(lens, inserted), words)

    def _box(self, lens: Lens, inserted: Inserted) -> QRectF:
        height, width = inserted.share.shape
        x0, y0 = lens.screen((inserted.col0, inserted.row0))
        x1, y1 = lens.screen((inserted.col0 + width, inserted.row0 + height))
        return QRectF(x0, y0, x1 - x0, y1 - y0)

    def _paint_words(self, painter: QPainter, box: QRectF, words: list[str]) -> None:
        """What speaks against it, on a plate below the item, or above it where there is no room."""
        painter.setFont(theme.font())
        metrics = painter.fontMetrics()
        width = max(metrics.horizontalAdvance(one) for one in words) + 3 * theme.GAP
        height = len(words) * (metrics.height() + 2) + theme.GAP
        x = min(max(box.center().x() - width / 2, 4.0), max(4.0, self.width() - width - 4.0))
        y = box.bottom() + _PLATE_GAP
        if y + height > self.height() - 4:
            y = box.top() - _PLATE_GAP - height
        plate = QRectF(round(x), round(max(4.0, y)), width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(theme.PLATE))
        painter.drawRoundedRect(plate, theme.RADIUS_PLATE, theme.RADIUS_PLATE)
        painter.fillRect(QRectF(plate.left(), plate.top(), 3, plate.height()), theme.colour(theme.WARN))
        painter.setPen(theme.colour(theme.WHITE))
        for number, one in enumerate(words):
            line = QRectF(plate.left() + 1.5 * theme.GAP, plate.top() + theme.GAP / 2 + number * (metrics.height() + 2),
                          width, metrics.height() + 2)  # fmt: skip
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, one)

    # ---- the hand ----

    def carry_to(self, x: float, y: float) -> None:
        """The hand holds the item over a logical px."""
        self._held = self._held or (0.0, 0.0)
        lens = self.lens()
        if lens is not None:
            point = lens.scan((x, y))
            self.moved.emit(point[0] + self._held[0], point[1] + self._held[1])

    def let_go(self) -> None:
        """The hand lets go."""
        self._held = None
        self.update()
        self.dropped.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The item is taken up where it is pressed; beside it, the view moves."""
        inserted, lens = self._inserted(), self.lens()
        at, left = event.position(), event.button() is Qt.MouseButton.LeftButton
        if left and inserted is not None and lens is not None and self.index() == 0:
            point = lens.scan((at.x(), at.y()))
            if self._box(lens, inserted).adjusted(-4, -4, 4, 4).contains(at):
                self._held = self._at[0] - point[0], self._at[1] - point[1]
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The item follows."""
        if self._held is not None:
            self.carry_to(event.position().x(), event.position().y())
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """And stays."""
        if self._held is not None:
            self.setCursor(Qt.CursorShape.ArrowCursor)
            self.let_go()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the item, Del takes it away; without one they move the view."""
        step, lens = _STEPS.get(Qt.Key(event.key())), self.lens()
        if self._outcome is not None and step is not None and lens is not None:
            wide = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            across, down = lens.step()
            reach = _WIDE_STEP if wide else _STEP
            self.moved.emit(self._at[0] + step[0] * reach * across, self._at[1] + step[1] * reach * down)
            return
        if self._outcome is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_away.emit()
            return
        super().keyPressEvent(event)
