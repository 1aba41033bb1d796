"""Lines, badges and plates on a scan: each line with a black halo on both sides, so that no ground hides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from xray_trainer.desktop import theme
from xray_trainer.model import Point

HALO_WIDTH = 1.5  # px on each side of a line's core
BADGE = 18
PLATE_PADDING = 6
PLATE_GAP = 6
WIDEST_TEXT = 320  # px; longer words are cut with an ellipsis
HANDLE_SIDE = 9


@dataclass(frozen=True, slots=True)
class Line:
    """How a shape is drawn: core colour, width and dashes in px, how opaque its fill is (0 none), `double` for a
    second line inside the first."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()
    fill: float = 0.0
    double: bool = False


OWN = Line(theme.WHITE, 1.5)
OWN_QUIET = Line(theme.WHITE, 1.25)  # beside truth
CHOSEN = Line(theme.ACCENT, 2.0)
FOUND = Line(theme.ACCENT, 2.5, fill=0.14)
MISSED = Line(theme.WARN, 2.5, (7, 4), fill=0.16)
WRONG_KIND = Line(theme.ACCENT, 2.5, (10, 3, 2.5, 3), fill=0.14)
FALSE = Line(theme.WHITE, 2.0, (2, 3))
REPEAT = Line(theme.ACCENT, 1.25, double=True)
OPTIONAL = Line(theme.WHITE, 1.25, (7, 4))


class Badge(Enum):
    """The signs that say in shape, not in colour alone, what became of something."""

    FOUND = auto()
    MISSED = auto()
    FALSE = auto()
    REPEAT = auto()
    NOT_SEEN = auto()


@cache
def tint(token: str, opacity: float = 1.0) -> QColor:
    """A token as a colour, as opaque as asked."""
    made = QColor(token)
    made.setAlphaF(made.alphaF() * opacity)
    return made


def outline_path(corners: Sequence[Point], *, line: Line, closed: bool = True) -> QPainterPath:
    """A path through screen points, on whole px for even lines and on half px for odd ones, so that edges are crisp."""
    offset = 0.0 if line.width in (2.0, 4.0) else 0.5
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(round(x - offset) + offset, round(y - offset) + offset) for x, y in corners]))
    if closed:
        path.closeSubpath()
    return path


def draw_line(painter: QPainter, path: QPainterPath, line: Line) -> None:
    """Halo, fill and core of a shape's line."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(path, _pen(theme.HALO, line.width + 2 * HALO_WIDTH))
    if line.fill:
        painter.fillPath(path, tint(line.colour, line.fill))
    painter.strokePath(path, _pen(line.colour, line.width, line.dashes))


def draw_shape(painter: QPainter, corners: Sequence[Point], line: Line) -> None:
    """A closed shape with its line; a double line has its second one 5 px inside."""
    draw_line(painter, outline_path(corners, line=line), line)
    if line.double:
        draw_line(painter, outline_path(_shrunk(corners, 5.0), line=line), line)


def draw_handle(painter: QPainter, at: Point, *, filled: bool = False, small: bool = False) -> None:
    """A 9 px white handle with a black rim; the one that has the keyboard is filled with the accent."""
    side = HANDLE_SIDE - 4 if small else HANDLE_SIDE
    rect = QRectF(round(at[0]) - side / 2, round(at[1]) - side / 2, side, side)
    painter.fillRect(rect.adjusted(-1, -1, 1, 1), tint(theme.HALO))
    painter.fillRect(rect, tint(theme.WHITE))
    inner = tint(theme.ACCENT) if filled else QColor("black")
    painter.fillRect(rect.adjusted(2, 2, -2, -2), inner)


def draw_cross(painter: QPainter, at: Point, *, arm: float, hole: float) -> None:
    """A cross with an open centre, so that what is aimed at stays visible."""
    x, y = round(at[0]) + 0.5, round(at[1]) + 0.5
    path = QPainterPath()
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        path.moveTo(x + dx * hole, y + dy * hole)
        path.lineTo(x + dx * arm, y + dy * arm)
    draw_line(painter, path, OWN)


def draw_badge(painter: QPainter, badge: Badge, rect: QRectF) -> None:
    """One badge in a square (18 px as designed; drawn on a 18-unit grid at any size)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / BADGE, rect.height() / BADGE)
    _BADGE_PAINTERS[badge](painter)
    painter.restore()


def _disc(painter: QPainter) -> None:
    painter.setPen(QPen(QColor("black"), 1.25))
    painter.setBrush(tint(theme.ACCENT))
    painter.drawEllipse(QPointF(9, 9), 8, 8)


def _found(painter: QPainter) -> None:
    _disc(painter)
    _sign(painter, theme.ACCENT_INK, 2.0, (5.2, 9.4, 8.0, 12.2), (8.0, 12.2, 13.0, 6.4))


def _repeat(painter: QPainter) -> None:
    _disc(painter)
    _sign(painter, theme.ACCENT_INK, 2.0, (5.5, 7.2, 12.5, 7.2), (5.5, 11.0, 12.5, 11.0))


def _missed(painter: QPainter) -> None:
    painter.setPen(QPen(QColor("black"), 1.25))
    painter.setBrush(tint(theme.WARN))
    painter.drawPolygon(QPolygonF([QPointF(9, 0.2), QPointF(17.8, 9), QPointF(9, 17.8), QPointF(0.2, 9)]))
    _sign(painter, "#0B0B0B", 2.0, (9.0, 5.0, 9.0, 9.6))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#0B0B0B"))
    painter.drawEllipse(QPointF(9, 12.6), 1.2, 1.2)


def _false(painter: QPainter) -> None:
    painter.setPen(QPen(QColor("black"), 1.25))
    painter.setBrush(QColor(theme.WHITE))
    painter.drawRect(QRectF(1.5, 1.5, 15, 15))
    _sign(painter, "#0B0B0B", 1.75, (5.5, 5.5, 12.5, 12.5), (12.5, 5.5, 5.5, 12.5))


def _not_seen(painter: QPainter) -> None:
    painter.setPen(QPen(QColor("black"), 1.25))
    painter.setBrush(tint(theme.LINE))
    painter.drawRoundedRect(QRectF(1, 1, 16, 16), 3, 3)
    painter.setPen(QPen(QColor(theme.WHITE), 1.25))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(9, 9), 5.0, 3.4)
    painter.drawEllipse(QPointF(9, 9), 1.4, 1.4)
    _sign(painter, theme.WHITE, 1.5, (4.5, 13.0, 13.5, 5.0))


def _sign(painter: QPainter, colour: str, width: float, *strokes: tuple[float, float, float, float]) -> None:
    painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLines([QLineF(*stroke) for stroke in strokes])


_BADGE_PAINTERS = {
    Badge.FOUND: _found,
    Badge.MISSED: _missed,
    Badge.FALSE: _false,
    Badge.REPEAT: _repeat,
    Badge.NOT_SEEN: _not_seen,
}


@dataclass(frozen=True, slots=True)
class Plate:
    """Words on a scan: an optional number (white, or in the accent when chosen) or badge, then text."""

    text: str
    number: str = ""
    chosen: bool = False
    badge: Badge | None = None

    def size(self) -> tuple[float, float]:
        """Width and height in px."""
        words, strong = _metrics()
        width = 2.0 * PLATE_PADDING + (words.horizontalAdvance(_fitting(self.text)) if self.text else 0.0)
        if self.number or self.badge:
            lead = BADGE if self.badge else max(BADGE, strong.horizontalAdvance(self.number) + 8)
            width += lead + (PLATE_GAP if self.text else 0) - 3
        return float(round(width + 0.5)), float(max(BADGE + 6, round(words.height()) + 6))

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it with its upper left corner there."""
        width, height = self.size()
        strong = _metrics()[1]
        rect = QRectF(left, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(theme.PLATE))
        painter.drawRoundedRect(rect, theme.RADIUS_PLATE, theme.RADIUS_PLATE)
        x = left + PLATE_PADDING
        if self.badge is not None:
            draw_badge(painter, self.badge, QRectF(left + 3, top + (height - BADGE) / 2, BADGE, BADGE))
            x = left + 3 + BADGE + PLATE_GAP
        elif self.number:
            lead = max(BADGE, strong.horizontalAdvance(self.number) + 8)
            box = QRectF(left + 3, top + (height - BADGE) / 2, lead, BADGE)
            painter.setBrush(tint(theme.ACCENT if self.chosen else theme.WHITE))
            painter.drawRoundedRect(box, 2, 2)
            painter.setFont(theme.font(theme.Weight.STRONG))
            painter.setPen(tint(theme.ACCENT_INK))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.number)
            x = left + 3 + lead + PLATE_GAP
        painter.setFont(theme.font(theme.Weight.BUTTON))
        painter.setPen(tint(theme.WHITE))
        line = QRectF(x, top, width, height)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _fitting(self.text))


def _fitting(text: str) -> str:
    return _metrics()[0].elidedText(text, Qt.TextElideMode.ElideRight, WIDEST_TEXT)


def _metrics() -> tuple[QFontMetricsF, QFontMetricsF]:
    return _metrics_at(theme.sizes().text)


@cache
def _metrics_at(_text_size: int) -> tuple[QFontMetricsF, QFontMetricsF]:
    return QFontMetricsF(theme.font(theme.Weight.BUTTON)), QFontMetricsF(theme.font(theme.Weight.STRONG))


def _pen(token: str, width: float, dashes: tuple[float, ...] = ()) -> QPen:
    pen = QPen(tint(token), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashes:
        pen.setDashPattern([length / width for length in dashes])  # Qt counts dashes in pen widths
    return pen


def _shrunk(corners: Sequence[Point], by: float) -> list[Point]:
    """The outline drawn toward its middle, by about so many px on each side."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    across = max(0.0, 1 - 2 * by / max(max(xs) - min(xs), 1.0))
    down = max(0.0, 1 - 2 * by / max(max(ys) - min(ys), 1.0))
    return [(middle_x + (x - middle_x) * across, middle_y + (y - middle_y) * down) for x, y in corners]
