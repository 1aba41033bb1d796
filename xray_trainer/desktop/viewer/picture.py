"""The scan's picture on the screen: drawn straight into the window's own pixels where it can be, else by way of a
buffer that Qt paints.

A step of window or level writes every pixel of the viewport once. To write it into a buffer first and have Qt copy it
doubles the bytes and the time, so `Picture` looks for the image that Qt's raster engine paints on (the window's
backing store, or the pixmap of a grab) and has the renderer draw there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from xray_trainer.model import DisplaySettings, Viewport

if TYPE_CHECKING:
    from xray_trainer.imaging import Renderer

Argb = npt.NDArray[np.uint32]
_AS_DRAWN = (QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32, QImage.Format.Format_ARGB32_Premultiplied)


class Picture:
    """Draws again only when the viewport, the settings or the size differ from the last time."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self._buffer: Argb = np.empty((0, 0), np.uint32)  # must outlive the image that shares it
        self._image = QImage()
        self._shown: tuple[Viewport, DisplaySettings] | None = None

    def paint(
        self, painter: QPainter, viewport: Viewport, settings: DisplaySettings, *,
        at: QPointF, size: tuple[int, int], ratio: float, whole: bool,
    ) -> None:  # fmt: skip
        """Paint the viewport.

        at : its upper left corner in the painter's logical px. size : width and height in physical px.
        ratio : physical px a logical px. whole : every pixel is to be painted, none belongs to another widget.
        """
        target = pixels_under(painter, at=at, size=size, ratio=ratio) if whole else None
        if target is not None:
            self.renderer.draw(viewport, settings, target)
        else:
            painter.drawImage(at, self._buffered(viewport, settings, size, ratio))

    def forget(self) -> None:
        """Draw anew at the next paint: the renderer shows something else."""
        self._shown = None

    def _buffered(self, viewport: Viewport, settings: DisplaySettings, size: tuple[int, int], ratio: float) -> QImage:
        width, height = size
        if self._buffer.shape != (height, width):
            self._buffer = np.empty((height, width), np.uint32)
            self._image = QImage(self._buffer.data, width, height, 4 * width, QImage.Format.Format_RGB32)
            self._shown = None
        if self._shown != (viewport, settings):
            self.renderer.draw(viewport, settings, self._buffer)
            self._shown = viewport, settings
        self._image.setDevicePixelRatio(ratio)
        return self._image


def pixels_under(painter: QPainter, *, at: QPointF, size: tuple[int, int], ratio: float) -> Argb | None:
    """The pixels that a painter paints on, to be written before it goes on; None where they cannot be had as one
    block: another format, a part of a row, a turned or scaled painter, a device that is no image.

    They are valid until the painter ends.
    """
    engine = painter.paintEngine()
    device = engine.paintDevice() if engine is not None else None
    if not isinstance(device, QImage) or device.format() not in _AS_DRAWN:
        return None
    to_device = painter.deviceTransform()
    straight = to_device.m12() == 0 and to_device.m21() == 0 and to_device.m11() == to_device.m22() == ratio
    corner = to_device.map(at)
    top = round(corner.y())
    width, height = size
    if not straight or corner.x() != 0 or corner.y() != top or device.bytesPerLine() != 4 * width:
        return None
    if top < 0 or top + height > device.height():
        return None
    return np.frombuffer(device.bits(), np.uint32).reshape(device.height(), width)[top : top + height]
