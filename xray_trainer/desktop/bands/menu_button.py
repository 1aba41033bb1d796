"""A button that opens a list: its word, and an arrow at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from xray_trainer.desktop import icons, theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import Button

_GAP = 6


class MenuButton(Button):
    """As `Button`, with the arrow after the word. Signals: Qt's clicked."""

    def __init__(self, text: str, *, tall: bool = False, tip: str = "") -> None:
        super().__init__(text, "down", tall=tall, tip=tip)

    def paint_content(self, painter: QPainter, rect: QRectF) -> None:
        """Word and arrow, centred together; the word elides."""
        side = self._icon_side()
        metrics = theme.metrics(Weight.BUTTON)
        room = int(rect.width()) - 2 * 6 - side - _GAP
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text)
        left = round((rect.width() - width - _GAP - side) / 2)
        painter.setFont(theme.font(Weight.BUTTON))
        painter.setPen(theme.colour(self.ink()))
        painter.drawText(QRectF(left, 0, width + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
        icons.paint(painter, "down", QRectF(left + width + _GAP, (rect.height() - side) / 2, side, side), self.ink())
