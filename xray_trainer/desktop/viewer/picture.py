"""The scan's picture on the screen: one preallocated buffer that the renderer fills and Qt paints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from xray_trainer.model import DisplaySettings, Viewport

if TYPE_CHECKING:
    from xray_trainer.imaging import Renderer


class Picture:
    """Draws again only when the viewport, the settings or the size differ from the last time."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self._buffer: npt.NDArray[np.uint32] = np.empty((0, 0), np.uint32)  # must outlive the image that shares it
        self._image = QImage()
        self._shown: tuple[Viewport, DisplaySettings] | None = None

    def image(self, viewport: Viewport, settings: DisplaySettings, size: tuple[int, int], ratio: float) -> QImage:
        """The picture, width × height physical px; it stays valid until the next call.

        ratio : physical px a logical px, so that Qt never scales it.
        """
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
