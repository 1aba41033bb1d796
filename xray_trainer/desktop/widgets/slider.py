"""A slider with its name at the left and its value at the right, in figures that do not move."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.widgets.focus import came_by_key, paint_ring
from xray_trainer.desktop.widgets.labels import Label
from xray_trainer.desktop.widgets.tip import show_tip, tip_text

GROOVE = 4
HANDLE = QSize(10, 18)
WIDE, NARROW = 112, 64  # lengths of the groove
_COARSE = 10
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}


class _Groove(QSlider):
    """Groove and handle. The pointer takes the handle where it clicks; the wheel and arrows step 1, with Shift 10."""

    reset = Signal()

    def __init__(self, *, accent: bool, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._accent, self._ring, self._wheel = accent, False, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(theme.sizes().control)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _left_of(self, value: int) -> float:
        """The handle's left edge in px."""
        span = max(1, self.maximum() - self.minimum())
        return (value - self.minimum()) / span * (self.width() - HANDLE.width())

    def _take(self, x: float) -> None:
        span = self.maximum() - self.minimum()
        room = max(1, self.width() - HANDLE.width())
        self.setValue(round(self.minimum() + (x - HANDLE.width() / 2) / room * span))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The handle jumps to the pointer."""
        self._ring = False
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._take(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The handle follows."""
        if self.isSliderDown():
            self._take(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The handle stays."""
        self.setSliderDown(False)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to where it was at first."""
        self.setSliderDown(False)
        self.reset.emit()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One step a notch; slow wheels and pads add up to notches."""
        turn = event.angleDelta()
        self._wheel += turn.y() or turn.x()  # Shift turns the wheel sideways on some systems
        notches = int(self._wheel / 120)
        self._wheel -= notches * 120
        self.setValue(self.value() + notches * _size_of_step(event.modifiers()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step; Home and End go to the ends."""
        self._ring = True
        self.update()
        step = _STEPS.get(Qt.Key(event.key()))
        if step:
            self.setValue(self.value() + step * _size_of_step(event.modifiers()))
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if a key brought the focus."""
        self._ring = came_by_key(event)
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tooltips are the whole slider's."""
        owner = self.parentWidget()
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and isinstance(owner, Slider):
            show_tip(self, event, owner.tip())
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw groove, filled part, handle, ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, left = self.height() / 2, self._left_of(self.value())
        groove = QRectF(0, middle - GROOVE / 2, self.width(), GROOVE)
        painter.setBrush(theme.colour(theme.GROOVE))
        painter.drawRoundedRect(groove, GROOVE / 2, GROOVE / 2)
        if self.isEnabled():
            painter.setBrush(theme.colour(theme.ACCENT if self._accent else theme.FILLED))
            filled = QRectF(0, groove.top(), left + HANDLE.width() / 2, GROOVE)
            painter.drawRoundedRect(filled, GROOVE / 2, GROOVE / 2)
        pointed = self.underMouse() or self.isSliderDown()
        handle = theme.EDGE if not self.isEnabled() else theme.WHITE if pointed else theme.HANDLE
        painter.setBrush(theme.colour(handle))
        at = QRectF(left, middle - HANDLE.height() / 2, HANDLE.width(), HANDLE.height())
        painter.drawRoundedRect(at, theme.RADIUS_PLATE, theme.RADIUS_PLATE)
        if self._ring and self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))


def _size_of_step(modifiers: Qt.KeyboardModifier) -> int:
    return _COARSE if modifiers & Qt.KeyboardModifier.ShiftModifier else 1


class Slider(QWidget):
    """Name, groove, value.

    Signals: changed(int) for every change by hand. `set_value` does not send it.

    Parameters
    ----------
    value : the value at first, to which a double click returns (see `set_rest`).
    suffix : follows the value. say : makes the value's text instead, e.g. "1.00" of 100.
    key, tip : for the tooltip. accent : the filled part in the accent (only for "fade"). length : of the groove in px.
    """

    changed = Signal(int)

    def __init__(
        self,
        name: str,
        minimum: int,
        maximum: int,
        value: int,
        suffix: str = "",
        *,
        say: Callable[[int], str] | None = None,
        key: str = "",
        tip: str = "",
        accent: bool = False,
        length: int = WIDE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown_name, self._key, self._tip, self._why, self._rest = name, key, tip, "", value
        self._say = say or (lambda number: f"{number}{suffix}")
        self._name = Label(name, colour=theme.MUTED, parent=self)
        self._groove = _Groove(accent=accent, parent=self)
        self._groove.setRange(minimum, maximum)
        self._groove.setValue(value)
        self._groove.setFixedWidth(length)
        self._groove.setAccessibleName(name)
        self._value = Label(parent=self)
        widest = max(theme.metrics().horizontalAdvance(self._say(one)) for one in (minimum, maximum, value))
        self._value.setFixedWidth(widest + 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for widget in (self._name, self._groove, self._value):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._groove)
        self._groove.valueChanged.connect(self._moved)
        self._groove.reset.connect(self.reset)
        self._show_value()

    def value(self) -> int:
        """The value now."""
        return self._groove.value()

    def set_value(self, value: int) -> None:
        """Show another value, without sending `changed`."""
        self._groove.blockSignals(True)
        self._groove.setValue(value)
        self._groove.blockSignals(False)
        self._groove.update()
        self._show_value()

    def set_rest(self, value: int) -> None:
        """The value that a double click returns to."""
        self._rest = value

    def reset(self) -> None:
        """Return to the value at rest, and send `changed` if that is another."""
        self._groove.setValue(self._rest)

    def step(self, steps: int) -> None:
        """Move by steps, as keys of the console do, and send `changed`."""
        self._groove.setValue(self._groove.value() + steps)

    def set_length(self, length: int) -> None:
        """A shorter or longer groove in px."""
        self._groove.setFixedWidth(length)

    def set_available(self, available: bool, why: str = "") -> None:
        """Turn the slider on or off, and say why."""
        self._why = "" if available else why
        self._groove.setEnabled(available)
        for label in (self._name, self._value):
            label.setEnabled(available)

    def tip(self) -> str:
        """The tooltip as it would show now."""
        return tip_text(self._shown_name, self._key, "" if self._why else self._tip, self._why)

    def event(self, event: QEvent) -> bool:
        """Show the tooltip over name and value too."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(self, event, self.tip())
            return True
        return super().event(event)

    def _moved(self, value: int) -> None:
        self._show_value()
        self.changed.emit(value)

    def _show_value(self) -> None:
        text = self._say(self._groove.value())
        self._value.setText(text)
        self._value.setFixedWidth(max(self._value.width(), theme.metrics().horizontalAdvance(text) + 2))
