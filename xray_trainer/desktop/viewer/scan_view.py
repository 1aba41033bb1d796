"""A scan on the screen and where it is looked at: fit, zoom, pan, and what stays put when a band folds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from xray_trainer import imaging
from xray_trainer.desktop import theme
from xray_trainer.desktop.viewer import ink, viewport
from xray_trainer.desktop.viewer.layout import Lens
from xray_trainer.desktop.viewer.picture import Picture
from xray_trainer.desktop.viewer.viewport import Stage, View
from xray_trainer.model import DisplaySettings, DoorEnd, Point, Scan, Viewport

if TYPE_CHECKING:
    from xray_trainer.imaging import Renderer, ScanPixels

LEAST = QSize(320, 120)
PAGE = 0.9  # of the screen, so that something of the last one stays in sight


class ScanView(QWidget):
    """Shows one scan. Points and distances are logical px, unless they are said to be scan px.

    Signals
    -------
    viewport_changed(Viewport, float) : the part on screen, and the scale in physical px a scan px.
    settings_changed(DisplaySettings) : the scan is shown with other settings.
    scan_changed() : another scan is shown.
    """

    viewport_changed = Signal(object, float)
    settings_changed = Signal(object)
    scan_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._scan: Scan | None = None
        self._index = 0
        self._stage = Stage(1, 1, 1, 1)
        self._view = View(0.0, 0.0, 1.0)
        self._origin = QPoint()
        self._window_size = QSize()
        self._settings = DisplaySettings()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(LEAST)

    # ---- what is shown ----

    def set_scan(self, pixels: ScanPixels, scan: Scan, index: int = 0) -> None:
        """Show a scan, fitted; `index` is its place in the case, by which marks and truth name it."""
        self._picture = Picture(imaging.Renderer(pixels))
        self._scan, self._index = scan, index
        self._stage = self._measured()
        self._view = viewport.fitted(stage=self._stage)
        self.scan_changed.emit()
        self._moved()

    def clear(self) -> None:
        """Show nothing but the surround."""
        self._picture, self._scan = None, None
        self.scan_changed.emit()
        self.update()

    def scan(self) -> Scan | None:
        """The scan that is shown."""
        return self._scan

    def index(self) -> int:
        """The place of the scan in its case."""
        return self._index

    def set_twin(self, twin: ScanPixels | None) -> None:
        """Give the scan its clean twin, into which `set_gone` fades it; None takes the twin away."""
        renderer = self.renderer()
        if renderer is None or (twin is None and not isinstance(renderer, imaging.FadingRenderer)):
            return
        self._picture = Picture(renderer.sibling() if twin is None else imaging.FadingRenderer(renderer, twin))
        self.update()

    def gone(self) -> float:
        """The share (0-1) of what was hidden that is faded out of the scan; 0 where there is no twin."""
        renderer = self.renderer()
        return renderer.gone if renderer is not None and isinstance(renderer, imaging.FadingRenderer) else 0.0

    def set_gone(self, gone: float) -> None:
        """Fade so much of what was hidden out of the scan, if it has a twin."""
        renderer = self.renderer()
        if self._picture is not None and isinstance(renderer, imaging.FadingRenderer) and renderer.gone != gone:
            renderer.gone = gone
            self._picture.forget()
            self.update()

    def renderer(self) -> Renderer | None:
        """What draws the scan; the overview uses the same."""
        return None if self._picture is None else self._picture.renderer

    def settings(self) -> DisplaySettings:
        """How the scan is shown."""
        return self._settings

    def set_settings(self, settings: DisplaySettings) -> None:
        """Show the scan with other settings."""
        if settings != self._settings:
            self._settings = settings
            self.settings_changed.emit(settings)
            self.update()

    # ---- where it is looked at ----

    def viewport(self) -> Viewport:
        """The part of the scan on screen."""
        return viewport.viewport_of(view=self._view, stage=self._stage)

    def scale(self) -> float:
        """Physical px a scan px."""
        return self._view.scale

    def set_viewport(self, part: Viewport) -> None:
        """Show all of that part of the scan."""
        self._look(viewport.view_of(viewport=part, stage=self._stage))

    def fit(self) -> None:
        """The whole scan."""
        self._look(viewport.fitted(stage=self._stage))

    def actual_size(self, at: Point | None = None) -> None:
        """One scan px on one physical px, about a point (logical px) or the middle."""
        self._zoom_to(1.0, at)

    def zoom_by(self, factor: float, at: Point | None = None) -> None:
        """Closer (or farther) about a point (logical px) or the middle, stopping at the fit and at 1:1."""
        self._zoom_to(viewport.stepped(scale=self._view.scale, factor=factor, stage=self._stage), at)

    def fit_or_actual(self, at: Point) -> None:
        """1:1 at a point where the whole scan is shown, else the whole scan."""
        if viewport.is_fitted(view=self._view, stage=self._stage):
            self.actual_size(at)
        else:
            self.fit()

    def pan_by(self, dx: float, dy: float) -> None:
        """Look elsewhere by so many logical px: positive `dx` shows more of what is at the right."""
        ratio = self.devicePixelRatioF()
        self._look(viewport.panned(view=self._view, stage=self._stage, dx=dx * ratio, dy=dy * ratio))

    def page_along(self, step: int) -> None:
        """One screen toward the doors, or with -1 toward the front wall."""
        self.pan_by(step * self._doorward() * PAGE * self.width(), 0.0)

    def go_front(self) -> None:
        """To the front wall."""
        self.pan_by(-self._doorward() * self._far(), 0.0)

    def go_doors(self) -> None:
        """To the doors."""
        self.pan_by(self._doorward() * self._far(), 0.0)

    def centre_on(self, point: Point) -> None:
        """Bring a scan point to the middle, at the same scale."""
        self._look(viewport.centred(stage=self._stage, scale=self._view.scale, on=point))

    def lens(self) -> Lens | None:
        """From screen to scan; None while there is no scan."""
        return None if self._picture is None else Lens(self._view, self._stage, self.devicePixelRatioF())

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        """What a 1366 px window leaves the stage."""
        return QSize(1366, 436)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scan, then all that lies over it."""
        self._remember_place()
        painter = QPainter(self)
        lens = self.lens()
        if self._picture is None or lens is None:
            painter.fillRect(self.rect(), ink.tint(theme.SURROUND))
        else:
            self._picture.paint(
                painter, self.viewport(), self._settings, at=QPointF(0, 0), ratio=lens.ratio,
                size=(self._stage.width, self._stage.height), whole=event.region() == QRegion(self.rect()),
            )  # fmt: skip
            self._paint_over(painter, lens)
        self._paint_focus(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every scan point in its place when a band folds, the middle one when the window changes."""
        self._restage()

    def event(self, event: QEvent) -> bool:
        """Another screen may have another ratio."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._restage()
        return super().event(event)

    # ---- within ----

    def _paint_over(self, painter: QPainter, lens: Lens) -> None:
        """What lies over the scan."""

    def _paint_focus(self, painter: QPainter) -> None:
        """How the focus is shown."""

    def _look(self, view: View) -> None:
        if view != self._view:
            self._view = view
            self._moved()

    def _moved(self) -> None:
        self.viewport_changed.emit(self.viewport(), self._view.scale)
        self.update()

    def _zoom_to(self, scale: float, at: Point | None) -> None:
        ratio = self.devicePixelRatioF()
        middle = (self._stage.width / 2, self._stage.height / 2)
        place = middle if at is None else (at[0] * ratio, at[1] * ratio)
        self._look(viewport.zoomed(view=self._view, stage=self._stage, scale=scale, at=place))

    def _measured(self) -> Stage:
        ratio = self.devicePixelRatioF()
        width, height = (max(1, math.ceil(side * ratio - 1e-6)) for side in (self.width(), self.height()))
        if self._scan is None:
            return Stage(width, height, 1, 1)
        return Stage(width, height, self._scan.width, self._scan.height, viewport.units_of(self._scan))

    def _restage(self) -> None:
        old, new = self._stage, self._measured()
        origin = self.mapTo(self.window(), QPoint(0, 0))
        if new != old and self._picture is not None:
            ratio = self.devicePixelRatioF()
            shift = ((origin.x() - self._origin.x()) * ratio, (origin.y() - self._origin.y()) * ratio)
            folded = self.window().size() == self._window_size
            self._view = (
                viewport.refolded(view=self._view, old=old, new=new, shift=shift)
                if folded
                else viewport.recentred(view=self._view, old=old, new=new)
            )
        self._stage = new
        self._remember_place()
        self._moved()

    def _remember_place(self) -> None:
        self._origin = self.mapTo(self.window(), QPoint(0, 0))
        self._window_size = self.window().size()

    def _doorward(self) -> int:
        return -1 if self._scan is not None and self._scan.door_end is DoorEnd.LEFT else 1

    def _far(self) -> float:
        return (self._stage.scan_width + 1) * self._stage.factors(self._view.scale)[0]
