"""The focus ring: inside the control's own rectangle, so nothing moves, and only after a key press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from xray_trainer.desktop import theme

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


def came_by_key(event: QFocusEvent) -> bool:
    """Whether the focus arrived by a key, so that the ring is wanted."""
    return event.reason() in _BY_KEY


def give_back(before: QWidget | None) -> None:
    """Give the keyboard back to what had it, if that is still there: screens change below what lies over them."""
    if before is not None and isValid(before) and before.isVisible():
        before.setFocus(Qt.FocusReason.OtherFocusReason)


def paint_ring(painter: QPainter, rect: QRectF, radius: float = theme.RADIUS) -> None:
    """Draw the 2 px ring just inside `rect`."""
    inset = theme.FOCUS_LINE / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(theme.ACCENT), theme.FOCUS_LINE))
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
