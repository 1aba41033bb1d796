"""Buttons, painted by us: a gap between icon and text, an ellipsis where letters would be cut, alike everywhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from xray_trainer.desktop import icons, theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets.focus import came_by_key, paint_ring
from xray_trainer.desktop.widgets.tip import show_tip, tip_text

_PADDING = 11
_ICON_GAP = 6


class PaintedButton(QAbstractButton):
    """What all buttons share: tooltip, reason for being off, focus ring after a key, text that elides.

    Signals: Qt's own clicked(bool) and toggled(bool).

    Parameters
    ----------
    key : the key that does the same, shown in the tooltip.
    tip : one sentence for the tooltip. name : what the tooltip calls it, if not by its text.
    """

    padding = _PADDING
    icon_side: int | None = None
    starts_left = False

    def __init__(
        self,
        text: str = "",
        icon_name: str = "",
        *,
        key: str = "",
        tip: str = "",
        name: str = "",
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._key, self._tip, self._name = icon_name, key, tip, name
        self._why = ""
        self._ring = False
        self.setText(text)
        self.setCheckable(checkable)
        self.setFont(theme.font(Weight.BUTTON))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or text)
        self.setAccessibleDescription(tip)
        self.setFixedHeight(self.control_height())

    def control_height(self) -> int:
        """The height of this kind of button in px."""
        return theme.sizes().control

    def key(self) -> str:
        """The key that does the same."""
        return self._key

    def set_icon(self, icon_name: str) -> None:
        """Show another icon."""
        self._icon_name = icon_name
        self.updateGeometry()
        self.update()

    def set_tip(self, tip: str) -> None:
        """Say another sentence in the tooltip."""
        self._tip = tip
        self.setAccessibleDescription(tip)

    def set_available(self, available: bool, why: str = "") -> None:
        """Turn the button on or off; `why` is said in the tooltip of one that is off."""
        self._why = "" if available else why
        self.setEnabled(available)
        self.setAccessibleDescription(self._why or self._tip)

    def why(self) -> str:
        """Why the button is off, "" if it is on."""
        return self._why

    def tip(self) -> str:
        """The tooltip as it would show now."""
        name = self._name or self.text()
        if not (self._key or self._tip or self._why or self._name or self.is_elided()):
            return ""
        return tip_text(name, self._key, "" if self._why else self._tip, self._why)

    def is_elided(self) -> bool:
        """Whether the text does not fit."""
        return self.width() < self.sizeHint().width()

    def strong_metrics_width(self) -> int:
        """Width of the text in the heaviest weight it is shown in, so that choosing never moves anything."""
        heaviest = Weight.STRONG if self.isCheckable() else Weight.BUTTON
        return theme.metrics(heaviest).horizontalAdvance(self.text())

    def sizeHint(self) -> QSize:
        """Icon, gap and text between paddings; at least square."""
        icon = self._icon_side() if self._icon_name else 0
        gap = _ICON_GAP if self._icon_name and self.text() else 0
        text = self.strong_metrics_width() if self.text() else 0
        padding = self.padding if self.text() else (self.control_height() - icon) // 2
        return QSize(max(self.control_height(), 2 * padding + icon + gap + text), self.control_height())

    def minimumSizeHint(self) -> QSize:
        """What a crowded row may squeeze it to; then the text elides."""
        return QSize(min(self.sizeHint().width(), 2 * self.control_height()), self.control_height())

    def _icon_side(self) -> int:
        return self.icon_side or theme.sizes().icon

    # events

    def event(self, event: QEvent) -> bool:
        """Show the tooltip, on buttons that are off too."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(self, event, self.tip())
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if a key brought the focus."""
        self._ring = came_by_key(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        self._ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button as the space bar does; any key shows the ring."""
        self._ring = True
        self.update()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.animateClick()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse needs no ring."""
        self._ring = False
        super().mousePressEvent(event)

    def show_ring(self) -> None:
        """Show the ring now: for the safe choice of a dialog."""
        self._ring = True
        self.update()

    # painting

    def fill(self) -> str | None:
        """The ground's colour now, None for none."""
        if not self.isEnabled():
            return None
        if self.isChecked():
            return theme.ACCENT_BG
        if self.isDown():
            return theme.PRESSED
        return theme.HOVER if self.underMouse() else theme.RAISED

    def ink(self) -> str:
        """The colour of text and icon now."""
        if not self.isEnabled():
            return theme.OFF
        return theme.WHITE if self.isChecked() else theme.TEXT

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, edge, content and ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        self.paint_ground(painter, rect)
        self.paint_content(painter, rect)
        if self._ring and self.hasFocus():
            paint_ring(painter, rect)

    def paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        """Fill, and the edge of what is on (solid) or off (dashed)."""
        fill = self.fill()
        painter.setPen(Qt.PenStyle.NoPen)
        if fill:
            painter.setBrush(theme.colour(fill))
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        pen = self._edge()
        if pen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)

    def _edge(self) -> QPen | None:
        if not self.isEnabled():
            pen = QPen(theme.colour(theme.OFF_EDGE), 1)
            pen.setDashPattern([2, 3])
            return pen
        return QPen(theme.colour(theme.ACCENT), 1) if self.isChecked() else None

    def paint_content(self, painter: QPainter, rect: QRectF) -> None:
        """Icon and text, centred together; the text elides."""
        side = self._icon_side() if self._icon_name else 0
        gap = _ICON_GAP if self._icon_name and self.text() else 0
        weight = Weight.STRONG if self.isChecked() else Weight.BUTTON
        metrics = theme.metrics(weight)
        room = int(rect.width()) - 2 * min(self.padding, 6) - side - gap
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room) if self.text() else ""
        left = rect.left() + self.padding
        if not self.starts_left:
            left = rect.left() + (rect.width() - side - gap - metrics.horizontalAdvance(text)) / 2
        if self._icon_name:
            icons.paint(
                painter, self._icon_name, QRectF(round(left), (rect.height() - side) / 2, side, side), self.ink()
            )
        if text:
            painter.setFont(theme.font(weight))
            painter.setPen(theme.colour(self.ink()))
            at = QRectF(round(left) + side + gap, 0, rect.right() - left, rect.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Button(PaintedButton):
    """The plain button. `flat` ones have no ground until pointed at; `tall` ones are as high as the primary."""

    def __init__(
        self,
        text: str = "",
        icon_name: str = "",
        *,
        flat: bool = False,
        tall: bool = False,
        key: str = "",
        tip: str = "",
        name: str = "",
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._flat, self._tall = flat, tall
        if tall:
            self.padding = 16
        super().__init__(text, icon_name, key=key, tip=tip, name=name, checkable=checkable, parent=parent)

    def control_height(self) -> int:
        """28, or 36 if tall."""
        return theme.sizes().primary if self._tall else theme.sizes().control

    def fill(self) -> str | None:
        """No ground while a flat one rests."""
        resting = not (self.isChecked() or self.isDown() or self.underMouse())
        return None if self._flat and resting else super().fill()


class ListRow(Button):
    """A row to choose in a list: as wide as the list, its words at the left, flat until pointed at or chosen."""

    starts_left = True

    def __init__(self, text: str, icon_name: str = "", *, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name, flat=True, tip=tip, checkable=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class IconButton(Button):
    """A square button with an icon alone; its name is in the tooltip."""

    def __init__(
        self,
        icon_name: str,
        name: str,
        *,
        key: str = "",
        tip: str = "",
        flat: bool = True,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", icon_name, flat=flat, key=key, tip=tip, name=name, checkable=checkable, parent=parent)


class PrimaryButton(PaintedButton):
    """The one thing to do on a screen."""

    padding = 21

    def control_height(self) -> int:
        """36 at the least text size."""
        return theme.sizes().primary

    def sizeHint(self) -> QSize:
        """Never narrower than a word of five letters."""
        return super().sizeHint().expandedTo(QSize(88, self.control_height()))

    def fill(self) -> str | None:
        """The accent; raised when off."""
        if not self.isEnabled():
            return theme.RAISED
        return theme.ACCENT_HOVER if self.underMouse() and not self.isDown() else theme.ACCENT

    def ink(self) -> str:
        """Dark on the accent."""
        return theme.ACCENT_INK if self.isEnabled() else theme.OFF

    def paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        """A fill, and a hairline round it when it is off, for grounds that are raised too."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self.fill() or theme.RAISED))
        painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        if not self.isEnabled():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(theme.LINE), 1))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        if self._ring and self.hasFocus():  # the accent ring would not show on the accent
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(theme.WHITE), theme.FOCUS_LINE))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and content; the ring is part of the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, QRectF(self.rect()))
        self.paint_content(painter, QRectF(self.rect()))
