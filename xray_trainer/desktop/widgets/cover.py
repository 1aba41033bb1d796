"""Cover pictures, read by Qt at the size they are shown: no pixel library is loaded for Home."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from xray_trainer.desktop import icons, theme

_WIDEST, _NARROWEST = 8.0, 2.4  # of covers that may be cut a little at the edges so that they fill their place
_LARGEST_MB = 256


def read_cover(path: str, size: QSize, ratio: float = 1.0) -> QImage | None:
    """The picture for a place of `size` logical px, in device px; None if there is none or Qt cannot read it.

    A panorama fills the place, cut evenly at its edges; any other picture is shown whole.
    """
    if not path or size.isEmpty():
        return None
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    reader.setAllocationLimit(_LARGEST_MB)
    full = reader.size()
    if not full.isValid() or full.isEmpty():
        return None
    place = size * ratio
    panorama = _NARROWEST <= full.width() / full.height() <= _WIDEST
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding if panorama else Qt.AspectRatioMode.KeepAspectRatio
    scaled = full.scaled(place, mode)
    reader.setScaledSize(scaled)
    image = reader.read()
    if image.isNull():
        return None
    if panorama:
        left, top = (scaled.width() - place.width()) // 2, (scaled.height() - place.height()) // 2
        image = image.copy(QRect(left, top, place.width(), place.height()))
    image.setDevicePixelRatio(ratio)
    return image


def paint_cover(painter: QPainter, image: QImage | None, rect: QRectF) -> None:
    """Draw a cover in the middle of `rect`; a container's outline stands where there is none."""
    painter.fillRect(rect, theme.colour(theme.SURROUND))
    if image is None:
        side = min(48.0, rect.height() / 2)
        middle = rect.center()
        at = QRectF(round(middle.x() - side / 2), round(middle.y() - side / 2), side, side)
        icons.paint(painter, "container", at, theme.OFF_EDGE)
        return
    shown = image.deviceIndependentSize()
    left = rect.left() + round((rect.width() - shown.width()) / 2)
    top = rect.top() + round((rect.height() - shown.height()) / 2)
    painter.drawImage(QRectF(left, top, shown.width(), shown.height()), image)
