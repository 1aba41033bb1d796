"""Bands: the horizontal strips that a screen is made of, and the hairlines between things."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.widgets.tip import TIPS_BELOW


class Band(QWidget):
    """A full-width strip with its own ground and a hairline at its top or bottom.

    height : px, None to follow what is in it. line : "top", "bottom" or "". tips_below : tooltips of what is in it open
    below it. `row` is its layout: left to right, 12 px at the ends, 8 px between.
    """

    def __init__(
        self,
        height: int | None = None,
        *,
        tone: str = theme.PANEL,
        line: str = "bottom",
        tips_below: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._line = tone, line
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(theme.GAP_GROUP, 0, theme.GAP_GROUP, 0)
        self.row.setSpacing(theme.GAP)
        self.setProperty(TIPS_BELOW, tips_below)
        if height is not None:
            self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, then the hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(self._tone))
        if self._line:
            y = 0 if self._line == "top" else self.height() - 1
            painter.fillRect(0, y, self.width(), 1, theme.colour(theme.LINE))


class Hairline(QWidget):
    """A 1 px line between things: upright, or level."""

    def __init__(self, *, upright: bool = True, length: int | None = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._upright, self._length = upright, length
        grow = QSizePolicy.Policy.Fixed if length else QSizePolicy.Policy.Expanding
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(*((fixed, grow) if upright else (grow, fixed)))

    def sizeHint(self) -> QSize:
        """1 px, and its length with 4 px of air where it stands between words."""
        length = self._length or 1
        return QSize(9 if self._length else 1, length) if self._upright else QSize(length, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        if self._upright:
            painter.fillRect(self.width() // 2, 0, 1, self.height(), theme.colour(theme.LINE))
        else:
            painter.fillRect(0, 0, self.width(), 1, theme.colour(theme.LINE))
