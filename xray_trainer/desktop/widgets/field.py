"""Fields and lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from xray_trainer.desktop import icons, theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets.focus import came_by_key, paint_ring
from xray_trainer.desktop.widgets.tip import show_tip, tip_text

_PADDING = 10
_ARROW = 16


class Field(QLineEdit):
    """One line to type in. Signals: Qt's textChanged(str), returnPressed()."""

    def __init__(self, text: str = "", *, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(theme.font())
        self.setFixedHeight(theme.sizes().control + 4)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setAcceptDrops(False)  # a folder that is dropped here is for the window, not a text to type


class Combo(QComboBox):
    """A closed list, with an arrow of our own. The wheel does nothing while it is shut: pages scroll under the pointer.

    Signals: chosen(str) with the id, by hand only.

    options : (id, text). prefix : stands before the text of what is chosen. raised : looks like a button, for docks.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        name: str = "",
        prefix: str = "",
        raised: bool = False,
        key: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._prefix, self._raised, self._ring = prefix, raised, False
        self._name, self._key, self._tip, self._why = name, key, tip, ""
        self.setFont(theme.font(Weight.BUTTON if raised else Weight.TEXT))
        self.setFixedHeight(theme.sizes().control)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name or prefix)
        self.set_options(options)
        self.activated.connect(lambda index: self.chosen.emit(str(self.itemData(index))))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer another list, keeping what is chosen if it is in it."""
        kept = self.choice()
        self.clear()
        for option, text in options:
            self.addItem(text, option)
        self.set_chosen(kept)
        self.updateGeometry()

    def choice(self) -> str:
        """The id of what is chosen, "" if nothing."""
        return str(self.currentData()) if self.currentIndex() >= 0 else ""

    def set_chosen(self, option: str) -> None:
        """Choose without sending `chosen`; an unknown id leaves the first."""
        index = self.findData(option)
        if self.count():
            self.setCurrentIndex(max(0, index))

    def set_available(self, available: bool, why: str = "") -> None:
        """Turn the list on or off, and say why."""
        self._why = "" if available else why
        self.setEnabled(available)

    def shown(self) -> str:
        """The text on the closed list."""
        return self._prefix + self.currentText()

    def sizeHint(self) -> QSize:
        """Wide enough for the longest option."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(index)) for index in range(self.count())), default=0)
        width = widest + metrics.horizontalAdvance(self._prefix) + 2 * _PADDING + _ARROW + 6
        return QSize(width, theme.sizes().control)

    def minimumSizeHint(self) -> QSize:
        """A few letters and the arrow."""
        return QSize(min(96, self.sizeHint().width()), theme.sizes().control)

    def event(self, event: QEvent) -> bool:
        """Show the tooltip, and the whole text if it is cut."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cut = self.shown() if self.width() < self.sizeHint().width() else ""
            sentence = self._why or self._tip or cut
            show_tip(self, event, tip_text(self._name, self._key, sentence) if sentence or self._key else "")
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if a key brought the focus."""
        self._ring = came_by_key(event)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key shows the ring."""
        self._ring = True
        super().keyPressEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse needs no ring."""
        self._ring = False
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge, text, arrow, ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, on = QRectF(self.rect()), self.isEnabled()
        ground = (theme.HOVER if self.underMouse() else theme.RAISED) if self._raised else theme.SURROUND
        painter.setBrush(theme.colour(ground) if on else Qt.BrushStyle.NoBrush)
        pen = QPen(theme.colour(theme.EDGE if on else theme.OFF_EDGE), 1)
        if not on:
            pen.setDashPattern([2, 3])
        painter.setPen(Qt.PenStyle.NoPen if self._raised and on else pen)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.setPen(theme.colour(theme.TEXT if on else theme.OFF))
        painter.setFont(self.font())
        room = self.width() - 2 * _PADDING - _ARROW - 4
        text = self.fontMetrics().elidedText(self.shown(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(_PADDING, 0, room + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        top = round((self.height() - _ARROW) / 2)
        arrow = QRectF(self.width() - _PADDING - _ARROW + 4, top, _ARROW, _ARROW)
        icons.paint(painter, "down", arrow, theme.MUTED if on else theme.OFF)
        if self._ring and self.hasFocus():
            paint_ring(painter, rect)
