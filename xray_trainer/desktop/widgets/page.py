"""A page that scrolls, with its bar over the right margin: a bar that comes and goes never changes the page's width."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

from xray_trainer.desktop import theme

_BAR_WIDTH = 12


class Page(QScrollArea):
    """Scrolls `page` up and down; `page` is as wide as the area, and keeps a margin of 12 px free at its right."""

    def __init__(self, page: QWidget, *, tone: str = theme.SURROUND, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = QWidget()  # Qt's own viewport would have PySide load every class of widget to find its type
        self.setViewport(self._ground)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self._tone = tone
        for widget in (page, self._ground):
            widget.setAutoFillBackground(False)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hidden = self.verticalScrollBar()
        hidden.rangeChanged.connect(self._take_range)
        hidden.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(hidden.setValue)
        self._bar.hide()

    def _take_range(self, low: int, high: int) -> None:
        self._bar.setRange(low, high)
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setSingleStep(40)
        self.verticalScrollBar().setSingleStep(40)
        self._bar.setVisible(high > low)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground: palettes of what scrolls are lost when it gets another parent under a style sheet."""
        painter = QPainter(self._ground)
        painter.fillRect(self._ground.rect(), theme.colour(self._tone))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar at the right edge."""
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - _BAR_WIDTH, 0, _BAR_WIDTH, self.height())
        self._bar.raise_()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab moves the focus, and what it reaches scrolls into view."""
        moved = super().focusNextPrevChild(forwards)
        reached = self.focusWidget()
        if moved and reached is not None and self.isAncestorOf(reached):
            self.ensureWidgetVisible(reached, 12, 12)
        return moved
