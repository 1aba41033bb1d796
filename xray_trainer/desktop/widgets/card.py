"""Cards: a panel with a hairline round it, and the card of an image set."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets.button import PaintedButton
from xray_trainer.desktop.widgets.cover import paint_cover, read_cover
from xray_trainer.desktop.widgets.focus import paint_ring
from xray_trainer.desktop.widgets.tip import tip_text

COVER_ASPECT = 434 / 112
_BAR = 4
_PADDING = 12


class Card(QWidget):
    """A panel with rounded corners. `column` is its layout. edge : colour of a 4 px edge at its left, "" for none."""

    def __init__(self, *, edge: str = "", tone: str = theme.PANEL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge, self._tone = edge, tone
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.GAP_DIALOG, theme.GAP_GROUP, theme.GAP_GROUP, theme.GAP_GROUP)
        self.column.setSpacing(theme.GAP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, hairline, edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(rect, theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.fillPath(path, theme.colour(self._tone))
        painter.setPen(QPen(theme.colour(theme.LINE), 1))
        painter.drawPath(path)
        if self._edge:
            painter.setClipPath(path)
            painter.fillRect(QRectF(0, 0, 4, self.height()), theme.colour(self._edge))


class SetCardView(PaintedButton):
    """The card of an image set: cover, bar of cases done, title, counts, result.

    Signals: Qt's clicked().
    """

    def __init__(
        self, title: str, counts: str, *, cover: str = "", note: str = "", parent: QWidget | None = None
    ) -> None:
        self._counts, self._note, self._result = counts, note, ""
        self._cover_path, self._cover_for = cover, QSize()
        self._cover: QImage | None = None
        self._share = 0.0
        super().__init__(title, parent=parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def control_height(self) -> int:
        """The cover's height and three lines; the width decides."""
        return self.height_for(max(200, self.width()))

    @staticmethod
    def height_for(width: int) -> int:
        """The height of a card of this width."""
        lines = 3 * (theme.metrics().height() + 2)
        return round(width / COVER_ASPECT) + _BAR + lines + 20

    def set_progress(self, share: float, counts: str, result: str, note: str = "") -> None:
        """Show how far a person is: share from 0 to 1, then the lines under the title."""
        self._share, self._counts, self._result, self._note = share, counts, result, note
        self.setAccessibleDescription(f"{counts}. {result}")
        self.update()

    def lines(self) -> tuple[str, str, str, str]:
        """Title, counts, result and note as they stand on the card."""
        return self.text(), self._counts, self._result, self._note

    def tip(self) -> str:
        """All lines, if one of them is cut."""
        room = self.width() - 2 * _PADDING
        cut = theme.metrics(Weight.STRONG).horizontalAdvance(self.text()) > room - self._note_width()
        cut = cut or any(theme.metrics().horizontalAdvance(one) > room for one in (self._counts, self._result))
        return tip_text(self.text(), "", self._counts, self._result) if cut else ""

    def sizeHint(self) -> QSize:
        """As wide as it is, at least 200."""
        width = max(200, self.width())
        return QSize(200, self.height_for(width))

    def minimumSizeHint(self) -> QSize:
        """200 px wide."""
        return QSize(200, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The height follows the width."""
        super().resizeEvent(event)
        if self.height() != self.height_for(self.width()):
            self.setFixedHeight(self.height_for(self.width()))

    def _note_width(self) -> int:
        return theme.metrics().horizontalAdvance(self._note) + theme.GAP if self._note else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cover clipped to the card's corners, bar, lines, edge, ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.fillPath(path, theme.colour(theme.RAISED if self.underMouse() else theme.PANEL))
        painter.setClipPath(path)
        height = round(self.width() / COVER_ASPECT)
        self._paint_cover(painter, QSize(self.width(), height))
        painter.fillRect(QRectF(0, height, self.width(), _BAR), theme.colour(theme.LINE))
        painter.fillRect(QRectF(0, height, round(self.width() * self._share), _BAR), theme.colour(theme.HANDLE))
        painter.setClipping(False)
        self._paint_lines(painter, height + _BAR)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(theme.EDGE if self.underMouse() else theme.LINE), 1))
        painter.drawPath(path)
        if self._ring and self.hasFocus():
            paint_ring(painter, rect, theme.RADIUS_CARD)

    def _paint_cover(self, painter: QPainter, size: QSize) -> None:
        ratio = self.devicePixelRatioF()
        if self._cover_for != size * ratio:
            self._cover_for = size * ratio
            self._cover = read_cover(self._cover_path, size, ratio)
        paint_cover(painter, self._cover, QRectF(0, 0, size.width(), size.height()))

    def _paint_lines(self, painter: QPainter, top: int) -> None:
        room = self.width() - 2 * _PADDING
        step = theme.metrics().height() + 2
        y = top + 8
        for text, weight, colour, width in (
            (self.text(), Weight.STRONG, theme.TEXT, room - self._note_width()),
            (self._counts, Weight.TEXT, theme.MUTED, room),
            (self._result, Weight.TEXT, theme.TEXT, room),
        ):
            painter.setFont(theme.font(weight))
            painter.setPen(theme.colour(colour))
            shown = theme.metrics(weight).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(_PADDING, y, width + 1, step), Qt.AlignmentFlag.AlignVCenter, shown)
            y += step
        if self._note:
            painter.setFont(theme.font())
            painter.setPen(theme.colour(theme.MUTED))
            at = QRectF(_PADDING, top + 8, room, step)
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._note)
