"""A key, drawn as a cap."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_trainer.desktop import theme

_PADDING = 5


def cap_size(key: str) -> QSize:
    """The size of a cap that holds this key's name."""
    height = theme.sizes().text + 5
    return QSize(max(height, theme.metrics().horizontalAdvance(key) + 2 * _PADDING), height)


def paint_cap(painter: QPainter, rect: QRectF, key: str, colour: str = theme.MUTED) -> None:
    """Draw a cap into `rect`."""
    painter.setFont(theme.font())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(theme.EDGE), 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_PLATE, theme.RADIUS_PLATE)
    painter.setPen(theme.colour(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)


class KeyCap(QWidget):
    """One key as it stands on the keyboard."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)

    def text(self) -> str:
        """The key's name."""
        return self._key

    def sizeHint(self) -> QSize:
        """As large as its text."""
        return cap_size(self._key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cap(painter, QRectF(self.rect()), self._key, theme.TEXT)
