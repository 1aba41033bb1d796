"""A share with its range, as in the figures: thick bar, dot on it; hollow and grey where it is too early to say."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_trainer.desktop import theme

_DOT = 5.0
_BAR = 6.0
_EARLY = "#6A6A6A"


class RangeBar(QWidget):
    """One line from 0 to 100 %.

    value, low, high : shares from 0 to 1. early : fewer than ten, so hollow and grey. blank : fewer than five, so only
    the line. promise : a white tick at a share that was promised, None for none.
    """

    def __init__(
        self,
        value: float,
        low: float,
        high: float,
        *,
        early: bool = False,
        blank: bool = False,
        promise: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shares = (value, low, high)
        self._early, self._blank, self._promise = early, blank, promise
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a row."""
        return QSize(160, theme.sizes().row)

    def minimumSizeHint(self) -> QSize:
        """Still to be read at 80 px."""
        return QSize(80, theme.sizes().row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line with ticks, bar, dot, promise."""
        painter = QPainter(self)
        middle = self.height() // 2
        left, right = _DOT, self.width() - _DOT
        span = right - left
        painter.fillRect(QRectF(left, middle, span, 1), theme.colour(theme.OFF_EDGE))
        for share in (0.0, 0.5, 1.0):
            painter.fillRect(QRectF(round(left + share * span), middle - 4, 1, 9), theme.colour(theme.OFF_EDGE))
        if not self._blank:
            value, low, high = (left + share * span for share in self._shares)
            bar = theme.colour(_EARLY if self._early else theme.ACCENT_RANGE)
            painter.fillRect(QRectF(low, middle + 0.5 - _BAR / 2, max(1.0, high - low), _BAR), bar)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._early:
                painter.setBrush(theme.colour(theme.PANEL))
                painter.setPen(QPen(theme.colour(theme.MUTED), 1.5))
            else:
                painter.setBrush(theme.colour(theme.ACCENT))
                painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(value, middle + 0.5), _DOT - 0.75, _DOT - 0.75)
        if self._promise is not None:
            x = left + self._promise * span
            painter.fillRect(QRectF(round(x) - 1, middle - 9, 3, 19), theme.colour(theme.WHITE))
