"""The deck: overview, papers, marks; in feedback overview, what was there, explanation. Full, in one line, or away."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.bands.chips import SlimDeck
from xray_trainer.desktop.bands.explained import Explanation, WhatWasThere
from xray_trainer.desktop.bands.fade import FadeControls
from xray_trainer.desktop.bands.marks import MarksPanel
from xray_trainer.desktop.bands.panel import Panels, deck_height, scaled
from xray_trainer.desktop.bands.papers import PapersPanel
from xray_trainer.desktop.viewer import OverviewStrip
from xray_trainer.desktop.widgets import Band, Hairline, Heading
from xray_trainer.text import tr

_OVERVIEW, _NARROW_OVERVIEW, _SLIM_OVERVIEW = (376, 100), (264, 72), (184, 48)
_NARROW = 1200


class DeckFold(StrEnum):
    """How much of the deck is open."""

    FULL = "full"
    SLIM = "slim"
    OFF = "off"


def slim_height() -> int:
    """Height of the deck in one line."""
    return max(56, theme.sizes().control + 20)


class Deck(Band):
    """The deck and its panels, which the screen fills."""

    def __init__(self) -> None:
        super().__init__(deck_height(), line="top")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.fold = DeckFold.FULL
        self._feedback = False
        self.overview = OverviewStrip()
        self.papers, self.marks = PapersPanel(), MarksPanel()
        self.what, self.explanation = WhatWasThere(), Explanation()
        self.inspecting, self.telling = Panels((self.papers, self.marks)), Panels((self.what, self.explanation))
        self.slim = SlimDeck()
        self.fade = FadeControls()  # at the head of the explanation, or in the one line
        self._heading = Heading(tr("Overview"))
        self._heading.setFixedHeight(theme.sizes().control)
        self._overview_room = QWidget()
        column = QVBoxLayout(self._overview_room)
        column.setContentsMargins(theme.GAP_GROUP, 0, theme.GAP_GROUP, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.overview)
        self.row.addWidget(self._overview_room, 0, Qt.AlignmentFlag.AlignTop)
        self._rule = Hairline(length=None)
        self.row.addWidget(self._rule)
        for page in (self.inspecting, self.telling, self.slim):
            self.row.addWidget(page, 1)
        self._arrange()

    def set_fold(self, fold: DeckFold) -> None:
        """Open more or less of it."""
        self.fold = fold
        self.setVisible(fold is not DeckFold.OFF)  # never before it has a parent: it would flash as a window of its own
        self._arrange()

    def set_feedback(self, feedback: bool) -> None:
        """Papers and marks, or what was there."""
        self._feedback = feedback
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The overview is smaller in a narrow window."""
        super().resizeEvent(event)
        self._size_overview()

    def _size_overview(self) -> None:
        slim = self.fold is DeckFold.SLIM
        size = _SLIM_OVERVIEW if slim else _OVERVIEW if self.width() >= scaled(_NARROW) else _NARROW_OVERVIEW
        if (self.overview.width(), self.overview.height()) != size:
            self.overview.setFixedSize(*size)

    def _arrange(self) -> None:
        slim = self.fold is DeckFold.SLIM
        self.setFixedHeight(slim_height() if slim else deck_height())
        self._heading.setVisible(not slim)
        self._rule.setVisible(not slim)
        column = self._overview_room.layout()
        if column is not None:
            column.setContentsMargins(theme.GAP_GROUP, 4 if slim else 5, theme.GAP_GROUP, 0)
        self.inspecting.setVisible(not slim and not self._feedback)
        self.telling.setVisible(not slim and self._feedback)
        self.slim.setVisible(slim)
        self.fade.go_to(self.slim.row if slim else self.explanation.head)
        self._size_overview()
