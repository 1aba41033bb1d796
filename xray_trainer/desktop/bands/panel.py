"""Panels of the deck: a head, and what is under it; side by side, or as tabs where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.widgets import Button, ElidedLabel, Hairline, Heading


def scaled(px: int) -> int:
    """A width drawn for 13 px text, at the text size in use."""
    return round(px * theme.sizes().text / theme.TEXT_SIZES[0])


def deck_height() -> int:
    """Height of the open deck: a head and five rows."""
    return 5 + theme.sizes().control + 5 * theme.sizes().row + 9


class Panel(QWidget):
    """A head (name, note, room for buttons) and a body.

    width : px that it needs at 13 px text. grows : whether it takes what is left.
    """

    def __init__(self, name: str, width: int, *, grows: bool = False) -> None:
        super().__init__()
        self.name, self.needs, self.grows = name, scaled(width), grows
        self.heading = Heading(name)
        self.note = ElidedLabel(colour=theme.MUTED)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.GAP)
        self.head.addWidget(self.heading)
        self.head.addWidget(self.note, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP_GROUP, 5, theme.GAP_GROUP, theme.GAP)
        column.setSpacing(0)
        head = QWidget()
        head.setLayout(self.head)
        self.head.setContentsMargins(0, 0, 0, 0)
        head.setFixedHeight(theme.sizes().control)
        column.addWidget(head)
        column.addLayout(self.body, 1)
        column.addStretch()  # a body with nothing in it leaves the head at the top
        if not grows:
            self.setFixedWidth(self.needs)


class Scroller(QScrollArea):
    """A body that may be longer than its panel; the keyboard can scroll it while it is. The head tells the focus."""

    def __init__(self, inside: QWidget, heading: Heading | ElidedLabel | None = None) -> None:
        super().__init__()
        self._heading = heading
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        clear = self.palette()
        clear.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setSingleStep(theme.sizes().row)
        self.verticalScrollBar().rangeChanged.connect(self._take_focus_if_longer)

    def _take_focus_if_longer(self, _low: int, high: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if high > 0 else Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        if self._heading is not None:
            self._heading.set_colour(theme.ACCENT)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that it left."""
        super().focusOutEvent(event)
        if self._heading is not None:
            self._heading.set_colour(theme.TEXT)


class Panels(QWidget):
    """Panels side by side; where they do not fit, one of them and a tab for each."""

    def __init__(self, panels: Sequence[Panel]) -> None:
        super().__init__()
        self._panels = tuple(panels)
        self._lines: list[Hairline] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._tab_room = QWidget()
        self._tab_room.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        beside = QVBoxLayout(self._tab_room)
        beside.setContentsMargins(theme.GAP_GROUP, 5, 0, 0)
        beside.setSpacing(theme.GAP_TIGHT)
        self.tabs = tuple(Button(panel.name, checkable=True) for panel in self._panels)
        for tab, panel in zip(self.tabs, self._panels, strict=True):
            tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            tab.clicked.connect(lambda _on, one=panel: self.show_panel(one))
            beside.addWidget(tab)
        beside.addStretch(1)
        row.addWidget(self._tab_room)
        for number, panel in enumerate(self._panels):
            if number:
                line = Hairline(length=None)
                self._lines.append(line)
                row.addWidget(line)
            row.addWidget(panel)
        self._row = row
        self._open = self._panels[0]
        self._tabbed = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._arrange()

    @property
    def tabbed(self) -> bool:
        """Whether only one panel is shown at a time."""
        return self._tabbed

    def show_panel(self, panel: Panel) -> None:
        """Bring a panel to the front, where they are tabs."""
        self._open = panel
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs below the width that all panels need."""
        super().resizeEvent(event)
        tabbed = sum(panel.needs for panel in self._panels) + len(self._lines) > self.width()
        if tabbed != self._tabbed:
            self._tabbed = tabbed
            self._arrange()

    def _arrange(self) -> None:
        self._tab_room.setVisible(self._tabbed)
        for line in self._lines:
            line.setVisible(not self._tabbed)
        for tab, panel in zip(self.tabs, self._panels, strict=True):
            tab.setChecked(panel is self._open)
            panel.setVisible(not self._tabbed or panel is self._open)
            self._row.setStretchFactor(panel, 1 if self._tabbed or panel.grows else 0)
            if self._tabbed or panel.grows:
                panel.setMinimumWidth(0)
                panel.setMaximumWidth(16_777_215)
            else:
                panel.setFixedWidth(panel.needs)
