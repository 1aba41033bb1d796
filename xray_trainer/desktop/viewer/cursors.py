"""Pointer shapes that show on any ground, and which of them says what a press would do."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QPainter, QPixmap

from xray_trainer.desktop.viewer import ink
from xray_trainer.desktop.viewer.picking import Hit, Part
from xray_trainer.desktop.viewer.shaping import Handle
from xray_trainer.desktop.viewer.tools import Tool

_SIDE = 33
_HANDLES = {
    Handle.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Handle.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Handle.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Handle.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
    Handle.TOP: Qt.CursorShape.SizeVerCursor,
    Handle.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Handle.LEFT: Qt.CursorShape.SizeHorCursor,
    Handle.RIGHT: Qt.CursorShape.SizeHorCursor,
}


@cache
def cross() -> QCursor:
    """A white cross with a black halo and an open centre; the system's own is black, and so is dense cargo."""
    pixmap = QPixmap(_SIDE, _SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink.draw_cross(painter, (_SIDE // 2, _SIDE // 2), arm=_SIDE // 2 - 2, hole=4)
    painter.end()
    return QCursor(pixmap, _SIDE // 2, _SIDE // 2)


def cursor_for(*, tool: Tool, hit: Hit | None, editable: bool, pan: bool, panning: bool) -> QCursor:
    """What the pointer looks like over something."""
    if panning:
        return QCursor(Qt.CursorShape.ClosedHandCursor)
    if pan:
        return QCursor(Qt.CursorShape.OpenHandCursor)
    if hit is not None and editable and hit.part is Part.HANDLE:
        return QCursor(_HANDLES[Handle(hit.index)])
    if hit is not None and editable and hit.part in (Part.VERTEX, Part.MIDPOINT):
        return QCursor(Qt.CursorShape.PointingHandCursor)
    if tool is not Tool.SELECT and editable:
        return cross()
    if hit is not None:
        return QCursor(Qt.CursorShape.SizeAllCursor if editable else Qt.CursorShape.PointingHandCursor)
    return QCursor(Qt.CursorShape.ArrowCursor)
