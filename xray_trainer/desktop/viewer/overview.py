"""The whole scan in small, with the part that is on screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.viewer import ink, viewport
from xray_trainer.desktop.viewer.ink import Line
from xray_trainer.desktop.viewer.layout import Lens
from xray_trainer.desktop.viewer.picture import Picture
from xray_trainer.desktop.viewer.viewport import STEP, Stage
from xray_trainer.model import Point, Viewport
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.desktop.viewer.canvas import ScanCanvas

DIMMED = 0.55
_FRAME = Line(theme.ACCENT, 1.5)
_LEAST_MARK = 4.0  # px: a small mark still shows


def whole_in(*, width: int, height: int, like: Stage) -> Stage:
    """The stage of a strip that shows all of a scan at its true proportions, in a space of that size."""
    space = replace(like, width=max(1, width), height=max(1, height))
    across, down = space.factors(space.fit_scale)
    fitted = (round(space.scan_width * across), round(space.scan_height * down))
    return replace(space, width=min(max(1, fitted[0]), width), height=min(max(1, fitted[1]), height))


class OverviewStrip(QWidget):
    """Follows a canvas; a drag on it moves the canvas's viewport."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas: ScanCanvas | None = None
        self._picture: Picture | None = None
        self._grab: Point | None = None  # from the pointer to the viewport's middle, in scan px
        self.setMinimumSize(64, 16)
        self.setAccessibleName(tr("Overview of the whole scan"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def follow(self, canvas: ScanCanvas) -> None:
        """Show what this canvas shows, and move its viewport."""
        self._canvas = canvas
        canvas.scan_changed.connect(self._scan_changed)
        canvas.viewport_changed.connect(lambda _viewport, _scale: self.update())
        canvas.settings_changed.connect(lambda _settings: self.update())
        canvas.marks_changed.connect(self.update)
        self._scan_changed()

    def sizeHint(self) -> QSize:
        """As in the open deck."""
        return QSize(376, 100)

    def picture_rect(self) -> QRectF:
        """Where the scan is in the strip, in logical px."""
        stage = self._stage()
        if stage is None:
            return QRectF()
        ratio = self.devicePixelRatioF()
        width, height = stage.width / ratio, stage.height / ratio
        return QRectF(0.0, float(int((self.height() - height) / 2)), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scan, its marks, and over all that is not on screen a veil."""
        canvas, stage = self._canvas, self._stage()
        if canvas is None or stage is None or self._picture is None:
            return
        painter = QPainter(self)
        rect, lens = self.picture_rect(), self._lens(stage)
        whole = Viewport(0.0, 0.0, float(stage.scan_width), float(stage.scan_height))
        self._picture.paint(
            painter, whole, canvas.settings(), at=rect.topLeft(), ratio=lens.ratio,
            size=(stage.width, stage.height), whole=False,
        )  # fmt: skip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        seen = self._seen(lens, rect)
        veil = QPainterPath()
        veil.addRect(QRectF(QPointF(0, 0), rect.size()))
        hole = QPainterPath()
        hole.addRect(seen)
        painter.fillPath(veil.subtracted(hole), ink.tint("#000000", DIMMED))
        self._paint_marks(painter, lens)
        frame = seen.adjusted(0.75, 0.75, -0.75, -0.75)
        corners = [(frame.left(), frame.top()), (frame.right(), frame.top()),
                   (frame.right(), frame.bottom()), (frame.left(), frame.bottom())]  # fmt: skip
        painter.setClipRect(QRectF(QPointF(0, 0), rect.size()))
        ink.draw_shape(painter, corners, _FRAME)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the viewport, or bring the place that was clicked into the middle first."""
        at = self._scan_point(event)
        if event.button() is not Qt.MouseButton.LeftButton or at is None or self._canvas is None:
            return
        part = self._canvas.viewport()
        inside = part.x <= at[0] <= part.x + part.width and part.y <= at[1] <= part.y + part.height
        middle = (part.x + part.width / 2, part.y + part.height / 2)
        self._grab = (middle[0] - at[0], middle[1] - at[1]) if inside else (0.0, 0.0)
        self._drag_to(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The viewport follows the pointer."""
        at = self._scan_point(event)
        if self._grab is not None and at is not None:
            self._drag_to(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grab = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom the canvas about its middle."""
        if self._canvas is not None and event.angleDelta().y():
            self._canvas.zoom_by(STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def _scan_changed(self) -> None:
        renderer = self._canvas.renderer() if self._canvas is not None else None
        self._picture = None if renderer is None else Picture(renderer.sibling())
        self._grab = None
        self.update()

    def _drag_to(self, at: Point) -> None:
        if self._canvas is not None and self._grab is not None:
            self._canvas.centre_on((at[0] + self._grab[0], at[1] + self._grab[1]))

    def _stage(self) -> Stage | None:
        lens = self._canvas.lens() if self._canvas is not None else None
        if lens is None:
            return None
        ratio = self.devicePixelRatioF()
        size = (round(self.width() * ratio), round(self.height() * ratio))
        return whole_in(width=size[0], height=size[1], like=lens.stage)

    def _lens(self, stage: Stage) -> Lens:
        scale = stage.width / (stage.scan_width * stage.units[0])
        return Lens(viewport.View(0.0, 0.0, scale), stage, self.devicePixelRatioF())

    def _scan_point(self, event: QMouseEvent) -> Point | None:
        stage = self._stage()
        if stage is None:
            return None
        rect = self.picture_rect()
        at = event.position() - rect.topLeft()
        return self._lens(stage).scan((at.x(), at.y()))

    def _seen(self, lens: Lens, rect: QRectF) -> QRectF:
        part = self._canvas.viewport() if self._canvas is not None else Viewport(0, 0, 1, 1)
        left, top = lens.screen((part.x, part.y))
        right, bottom = lens.screen((part.x + part.width, part.y + part.height))
        seen = QRectF(QPointF(left, top), QPointF(right, bottom))
        return seen.intersected(QRectF(QPointF(0, 0), rect.size()))

    def _paint_marks(self, painter: QPainter, lens: Lens) -> None:
        large = self._canvas.lens() if self._canvas is not None else None
        if self._canvas is None or large is None or self._canvas.overlays_hidden():
            return
        for one in self._canvas.layout_drawn().drawn:
            if one.hollow or one.open:
                continue
            xs, ys = zip(*(lens.screen(large.scan(corner)) for corner in one.corners), strict=True)
            grow_x = max(0.0, _LEAST_MARK - (max(xs) - min(xs))) / 2
            grow_y = max(0.0, _LEAST_MARK - (max(ys) - min(ys))) / 2
            left, right = min(xs) - grow_x, max(xs) + grow_x
            top, bottom = min(ys) - grow_y, max(ys) + grow_y
            line = replace(one.line, width=min(one.line.width, 1.5), double=False, dashes=tuple(
                dash / 2 for dash in one.line.dashes
            ))  # fmt: skip
            ink.draw_shape(painter, [(left, top), (right, top), (right, bottom), (left, bottom)], line)
