"""Badges: what became of a mark or concealment, told by form and sign as well as by colour."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_trainer.desktop import theme

SIDE = 18


class BadgeKind(StrEnum):
    """What a badge tells."""

    FOUND = "found"  # blue disc with tick
    MISSED = "missed"  # orange diamond with "!"
    FALSE = "false"  # white square with cross
    REPEAT = "repeat"  # blue disc with two bars
    NOT_SEEN = "not_seen"  # grey rounded square with barred eye


def paint_badge(painter: QPainter, kind: BadgeKind, rect: QRectF) -> None:
    """Draw a badge into `rect`, with a dark rim so that it stands on any ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / SIDE, rect.height() / SIDE)
    painter.fillPath(_form(kind), theme.colour(_FILLS[kind]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(theme.HALO), 1))
    painter.drawPath(_form(kind))
    ink = theme.TEXT if kind is BadgeKind.NOT_SEEN else theme.ACCENT_INK
    round_pen = QPen(theme.colour(ink), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if kind is BadgeKind.NOT_SEEN:
        round_pen.setWidthF(1.2)
    painter.setPen(round_pen)
    _paint_sign(painter, kind)
    painter.restore()


_FILLS = {
    BadgeKind.FOUND: theme.ACCENT,
    BadgeKind.MISSED: theme.WARN,
    BadgeKind.FALSE: theme.WHITE,
    BadgeKind.REPEAT: theme.ACCENT,
    BadgeKind.NOT_SEEN: "#4A4A4A",
}


def _form(kind: BadgeKind) -> QPainterPath:
    path, middle = QPainterPath(), SIDE / 2
    if kind in (BadgeKind.FOUND, BadgeKind.REPEAT):
        path.addEllipse(QPointF(middle, middle), 8, 8)
    elif kind is BadgeKind.MISSED:
        path.moveTo(middle, 0)
        for x, y in ((SIDE, middle), (middle, SIDE), (0, middle)):
            path.lineTo(x, y)
        path.closeSubpath()
    elif kind is BadgeKind.FALSE:
        path.addRect(QRectF(2, 2, 14, 14))
    else:
        path.addRoundedRect(QRectF(1.5, 1.5, 15, 15), 3, 3)
    return path


def _paint_sign(painter: QPainter, kind: BadgeKind) -> None:
    lines: tuple[tuple[float, float, float, float], ...]
    if kind is BadgeKind.FOUND:
        lines = ((5.6, 9.3, 8, 11.7), (8, 11.7, 12.4, 6.7))
    elif kind is BadgeKind.REPEAT:
        lines = ((6, 7.4, 12, 7.4), (6, 10.8, 12, 10.8))
    elif kind is BadgeKind.MISSED:
        lines = ((9, 5.2, 9, 9.4), (9, 12.5, 9, 12.55))
    elif kind is BadgeKind.FALSE:
        lines = ((5.9, 5.9, 12.1, 12.1), (12.1, 5.9, 5.9, 12.1))
    else:
        eye = QPainterPath(QPointF(4, 9))
        eye.quadTo(9, 3.6, 14, 9)
        eye.quadTo(9, 14.4, 4, 9)
        painter.drawPath(eye)
        painter.drawEllipse(QPointF(9, 9), 1.5, 1.5)
        lines = ((5, 13.5, 13, 4.5),)
    for x0, y0, x1, y1 in lines:
        painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))


class Badge(QWidget):
    """A badge as a widget; `says` is read out in its place."""

    def __init__(self, kind: BadgeKind, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def kind(self) -> BadgeKind:
        """What it tells."""
        return self._kind

    def sizeHint(self) -> QSize:
        """18 px square."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint_badge(QPainter(self), self._kind, QRectF(0, 0, SIDE, SIDE))
