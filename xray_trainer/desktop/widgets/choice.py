"""The button of a verdict, or of how sure one is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from xray_trainer.desktop import icons, theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets.button import PaintedButton
from xray_trainer.desktop.widgets.keycap import cap_size, paint_cap

_PADDING = 10
_GAP = 8
_FOOT = 3
_BARS = QSize(10, 17)


def paint_bars(painter: QPainter, rect: QRectF, filled: int, colour: str = theme.TEXT) -> None:
    """How sure as three stacked bars of which the lowest `filled` are full."""
    height, gap = 4.0, 2.5
    for index in range(3):
        bar = QRectF(rect.left(), rect.bottom() - (index + 1) * height - index * gap, rect.width(), height)
        if index < filled:
            painter.fillRect(bar, theme.colour(colour))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(theme.EDGE), 1))
            painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))


class ChoiceButton(PaintedButton):
    """Icon (or bars), word and key cap. Chosen = edge, fill, foot bar and weight: four signs, one of them colour.

    bars : 1 to 3 shows filled bars in the icon's place. The screen makes them exclusive (QButtonGroup).
    """

    def __init__(
        self,
        text: str,
        icon_name: str = "",
        key: str = "",
        *,
        bars: int = 0,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._bars = bars
        self._caps_shown = bool(key)
        super().__init__(text, icon_name, key=key, tip=tip, checkable=True, parent=parent)

    def show_cap(self, shown: bool) -> None:
        """Narrow windows leave the key cap out; the key stays in the tooltip."""
        self._caps_shown = shown and bool(self._key)
        self.updateGeometry()
        self.update()

    def control_height(self) -> int:
        """As high as the primary button."""
        return theme.sizes().primary

    def strong_metrics_width(self) -> int:
        """Measured in the weight of a chosen one."""
        return theme.metrics(Weight.STRONG).horizontalAdvance(self.text()) + 2

    def _lead_width(self) -> int:
        return _BARS.width() if self._bars else self._icon_side() if self._icon_name else 0

    def sizeHint(self) -> QSize:
        """Padding, lead, text, cap."""
        lead = self._lead_width()
        cap = cap_size(self._key).width() + _GAP if self._caps_shown else 0
        width = 2 * _PADDING + lead + (_GAP if lead else 0) + self.strong_metrics_width() + cap
        return QSize(width, self.control_height())

    def minimumSizeHint(self) -> QSize:
        """What a crowded row may squeeze it to."""
        return QSize(self.sizeHint().width() - self.strong_metrics_width() // 2, self.control_height())

    def paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        """The ground and, when chosen, the bar at its foot."""
        super().paint_ground(painter, rect)
        if self.isChecked():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            foot = QRectF(rect.left() + 3, rect.bottom() - _FOOT, rect.width() - 6, _FOOT)
            painter.fillRect(foot, theme.colour(theme.ACCENT))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_content(self, painter: QPainter, rect: QRectF) -> None:
        """Lead, word, cap, from left to right."""
        left = rect.left() + _PADDING
        middle = rect.center().y()
        if self._bars:
            bars = QRectF(left, middle - _BARS.height() / 2, _BARS.width(), _BARS.height())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            paint_bars(painter, bars, self._bars, self.ink())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        elif self._icon_name:
            side = self._icon_side()
            icons.paint(painter, self._icon_name, QRectF(left, middle - side / 2, side, side), self.ink())
        lead = self._lead_width()
        left += lead + (_GAP if lead else 0)
        right = rect.right() - _PADDING
        if self._caps_shown:
            cap = cap_size(self._key)
            right -= cap.width()
            at = QRectF(right, round(middle - cap.height() / 2), cap.width(), cap.height())
            paint_cap(painter, at, self._key, theme.OFF if not self.isEnabled() else theme.MUTED)
            right -= _GAP
        weight = Weight.STRONG if self.isChecked() else Weight.BUTTON
        painter.setFont(theme.font(weight))
        painter.setPen(theme.colour(self.ink()))
        room = QRectF(left, rect.top(), right - left, rect.height())
        text = theme.metrics(weight).elidedText(self.text(), Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
