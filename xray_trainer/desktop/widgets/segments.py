"""Tools of one group: joined buttons, one tab stop, arrows move inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.widgets.button import PaintedButton

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Option:
    """One segment. why : said in the tooltip of one that is off. With an icon and no text, `name` names it."""

    id: str
    text: str = ""
    icon: str = ""
    key: str = ""
    tip: str = ""
    enabled: bool = True
    why: str = ""
    name: str = ""


class _Segment(PaintedButton):
    """One button of a group, round only at the group's ends."""

    def __init__(self, option: Option, *, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(
            option.text, option.icon, key=option.key, tip=option.tip, name=option.name, checkable=True, parent=parent
        )
        self._first, self._last = first, last
        self.set_available(option.enabled, option.why)

    def sizeHint(self) -> QSize:
        """A segment with an icon alone is a little wider than high."""
        size = super().sizeHint()
        return size if self.text() else size.expandedTo(QSize(self.control_height() + 5, self.control_height()))

    def _outline(self, rect: QRectF) -> QPainterPath:
        """`rect` with corners rounded at the group's ends only."""
        path, radius = QPainterPath(), float(theme.RADIUS)
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(rect, radius, radius)
        if not self._first:
            path.addRect(QRectF(rect.left(), rect.top(), rect.width() / 2, rect.height()))
        if not self._last:
            path.addRect(QRectF(rect.center().x(), rect.top(), rect.right() - rect.center().x(), rect.height()))
        return path.simplified()

    def paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        """As any button's, in the group's outline."""
        fill = self.fill()
        if fill:
            painter.fillPath(self._outline(rect), theme.colour(fill))
        pen = self._edge()
        if pen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawPath(self._outline(rect.adjusted(0.5, 0.5, -0.5, -0.5)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbour."""
        group = self.parentWidget()
        step = _STEPS.get(Qt.Key(event.key()))
        if step and isinstance(group, Segments):
            group.step_from(self, step)
            return
        super().keyPressEvent(event)


class Segments(QWidget):
    """A group of joined buttons.

    Signals: chosen(str) with the id of the segment that was pressed, by mouse, key or arrow. In a group that is not
    exclusive it is sent when a segment is pressed either way; `is_chosen` says how it stands now.

    exclusive : exactly one is on, and arrows choose as they move; else each is switched by itself and arrows only move
    the focus.
    """

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], exclusive: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exclusive = exclusive
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        self._segments: dict[str, _Segment] = {}
        for index, option in enumerate(options):
            segment = _Segment(option, first=index == 0, last=index == len(options) - 1, parent=self)
            segment.clicked.connect(lambda _on, name=option.id: self._press(name))
            row.addWidget(segment)
            self._segments[option.id] = segment
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for first in list(self._segments.values())[:1]:
            self._set_tab_stop(first)

    def set_chosen(self, option: str | None, on: bool = True) -> None:
        """Switch a segment without sending `chosen`; None switches all off."""
        if self._exclusive or option is None:
            for name, segment in self._segments.items():
                segment.setChecked(name == option)
        elif option in self._segments:
            self._segments[option].setChecked(on)
        if option in self._segments and self._exclusive:
            self._set_tab_stop(self._segments[option])

    def is_chosen(self, option: str) -> bool:
        """Whether the segment is on."""
        return option in self._segments and self._segments[option].isChecked()

    def choice(self) -> str | None:
        """The first segment that is on."""
        return next((name for name, one in self._segments.items() if one.isChecked()), None)

    def set_enabled(self, option: str, enabled: bool, why: str = "") -> None:
        """Turn a segment on or off, and say why."""
        self._segments[option].set_available(enabled, why)

    def button(self, option: str) -> PaintedButton:
        """The button of a segment: to place a tooltip, or press it in a test."""
        return self._segments[option]

    def step_from(self, segment: PaintedButton, step: int) -> None:
        """Move the focus to the next segment that is on offer, in a circle."""
        ring = list(self._segments.items())
        here = next(index for index, (_, one) in enumerate(ring) if one is segment)
        for distance in range(1, len(ring)):
            name, other = ring[(here + step * distance) % len(ring)]
            if other.isEnabled():
                self._set_tab_stop(other)
                other.setFocus(Qt.FocusReason.TabFocusReason)
                if self._exclusive:
                    self._press(name)
                return

    def _press(self, name: str) -> None:
        if self._exclusive:
            self.set_chosen(name)
        else:
            self._set_tab_stop(self._segments[name])
        self.chosen.emit(name)

    def _set_tab_stop(self, segment: PaintedButton) -> None:
        for one in self._segments.values():
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is segment else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(segment)
